"""The vocabulary as a whole: complete, free of contradictions, and safe for any text at all."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations import vocabulary
from determinations.vocabulary import files, matching, terms, words
from tests.cost import assert_cheap

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LISTS = {
    "category": vocabulary.categories,
    "treatment": vocabulary.treatment_types,
    "guideline": vocabulary.guidelines,
    "specialty": vocabulary.specialties,
    "body_part": vocabulary.body_parts,
}
LOOKUPS = [
    vocabulary.classify_request,
    vocabulary.find_body_parts,
    vocabulary.find_guideline,
    vocabulary.find_specialty,
]


@pytest.mark.parametrize("kind", LISTS)
def test_slugs_are_unique_and_named(kind):
    entries = LISTS[kind]()
    slugs = [entry.slug for entry in entries]
    assert len(slugs) == len(set(slugs))
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    assert all(vocabulary.label(kind, entry.slug) == entry.name.strip() != "" for entry in entries)
    assert len({entry.name for entry in entries}) == len(entries), "two entries would look the same on a page"


def test_unknown_slugs_have_no_label():
    for kind, slug in (("category", "acupuncture"), ("treatment", "leeches"), ("nonsense", "mri")):
        with pytest.raises(KeyError):
            vocabulary.label(kind, slug)


def test_guidelines_name_a_source_and_a_topic():
    assert {entry.source for entry in vocabulary.guidelines()} == {"MTUS", "ACOEM", "ODG", "Other"}
    assert all(SLUG.fullmatch(entry.topic) for entry in vocabulary.guidelines())
    editions = [(entry.topic, entry.name) for entry in vocabulary.guidelines()]
    assert len(editions) == len(set(editions))


def test_every_term_leads_to_its_own_type():
    """Each phrase of each list, read alone, is classified as the list says: no term is out of reach."""
    listed = chain(terms.treatment_terms(), terms.drug_terms())
    phrases = [(phrase, term.kind) for pattern, term in listed for phrase in matching.expand(pattern)]
    found = [(phrase, kind, vocabulary.classify_request(phrase)) for phrase, kind in phrases]
    assert [row for row in found if row[2] is None or row[2].treatment_type != row[1]] == []
    unreached = {entry.slug for entry in vocabulary.treatment_types()} - {kind for _, kind in phrases}
    assert unreached == set()


def test_exceptions_of_heads_exist():
    known = {entry.slug for entry in (*vocabulary.treatment_types(), *vocabulary.categories())}
    heads = [term for _, term in terms.treatment_terms() if term.keeps]
    assert heads and all(term.keeps <= known for term in heads)


def test_drug_classes_and_body_parts_lead_to_treatment_types():
    known = {entry.slug for entry in vocabulary.treatment_types()}
    parts = files.read_file("body_parts")["body_part"]
    procedures = {part[key] for part in parts for key in ("surgery", "injection") if key in part}
    assert set(terms.drug_classes()) | procedures | set(files.read_file("phrasing")["injection_places"]) <= known


def test_a_phrase_cannot_be_claimed_twice():
    with pytest.raises(matching.DuplicateTermError, match="both mri and xray"):
        matching.Matcher([("open (scan|film)", "mri"), ("Open Films", "xray")])


@pytest.mark.parametrize(
    ("pattern", "phrases", "reason"),
    [
        ("knee brace", ("knee brace",), "plain"),
        ("[hinged] knee brace", ("hinged knee brace", "knee brace"), "square brackets may be left out"),
        ("(a|b) c", ("a c", "b c"), "round ones are a choice"),
        ("echo[cardiogram]", ("echocardiogram", "echo"), "inside a word"),
        ("(a|b [c|d])", ("a", "b c", "b d", "b"), "nested"),
    ],
)
def test_patterns_expand(pattern, phrases, reason):
    assert matching.expand(pattern) == phrases, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("S/P  Left–knee “scope”", ["sp", "left", "knee", "scope"], "slashed letters, dash, curly quotes"),
        ("X-Ray w/o contrast", ["x", "ray", "wo", "contrast"], "hyphen, short form"),
        ("O.T. & P.T.", ["ot", "and", "pt"], "dotted letters, ampersand"),
        ("Lidocaine 2.5% w/ aloe", ["lidocaine", "2.5%", "with", "aloe"], "decimals and per cent"),
        ("con\u00adtrast ﬁlm\u00a0A", ["contrast", "film", "a"], "soft hyphen, ligature, no-break space"),
    ],
)
def test_words(text, expected, reason):
    assert words.split_words(text) == expected, reason


def test_brackets_interrupt_a_phrase():
    read = words.read_words("knee (left), hip")
    assert read.phrases == [0, 1, 2]
    assert words.read_words("knee (left) brace").phrases == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Neck and lower back", ("cervical-spine", "lumbar-spine"), "common names, in order"),
        ("L3-L4 and L4-5", ("lumbar-spine",), "levels, once"),
        ("C7-T1 epidural", ("cervical-spine",), "a junction belongs to the part above"),
        ("T8-9", ("thoracic-spine",), "thoracic levels"),
        ("Therapy 2x4, L/S", ("lumbar-spine",), "the short form letters use"),
        ("Lumbar sacral brace", ("lumbar-spine",), "lumbosacral in two words"),
        ("Upper GI series", (), "no limb"),
        ("Consultation at a burn clinic", (), "the name of a place"),
        ("bilateral wrists; R elbow", ("wrist", "elbow"), "sides are ignored"),
        ("EMG BUE", ("upper-extremity",), "short forms"),
        ("EMG/NCV, B LE", ("lower-extremity",), "more of them"),
        ("left ring finger", ("hand",), "a part of a part"),
        ("return to work, back to normal", (), "'back to' is no back"),
        ("hand surgeon", (), "nor a surgeon's hand"),
        ("upper and lower extremities", ("upper-extremity", "lower-extremity"), "two parts that share a word"),
        ("EMG of bilateral uppers", ("upper-extremity",), "a short form"),
        ("bite plate, upper and lower", (), "upper alone is no arm"),
        ("TPI, upper trapezius and levator scapulae", ("cervical-spine",), "muscles of the neck"),
        ("massage of both rhomboids", ("thoracic-spine",), "muscles of the upper back"),
        ("hand therapy for the right elbow", ("elbow",), "a kind of therapy, where a part is named"),
        ("hand therapy x 8", ("hand",), "where none is"),
        ("chest x-ray, 2 views", ("chest",), "a film for itself"),
        ("EKG, CBC and chest film", (), "a film of a clearance"),
        ("pre-op chest radiograph", (), "the same"),
        ("nurse visits for wound care, left heel", ("foot",), "care of a wound is not of the skin"),
        ("PCL-5 and PHQ-9", (), "a questionnaire"),
        ("PCL reconstruction", ("knee",), "a ligament"),
        ("long head of biceps tenodesis", ("shoulder",), "where the tendon is cut"),
        ("distal biceps repair", ("elbow",), "the other end"),
        ("lumbar 4 - sacral 1 fusion", ("lumbar-spine",), "a level in words"),
        ("left inguinal hernia repair", ("groin",), "a hernia by its place"),
        ("ventral hernia", ("abdomen",), "another"),
        ("consultation about a hernia", (), "no place is named"),
        ("gel wrist rest for the mouse", (), "a thing of the desk"),
        ("1st extensor compartment release", ("wrist",), "it lies at the wrist"),
        ("Vitamin B12, Tylenol #3", (), "letters with numbers that are no levels"),
    ],
)
def test_body_parts(text, expected, reason):
    assert vocabulary.find_body_parts(text) == expected, reason


def test_every_body_part_is_reached_by_each_of_its_names():
    for part in files.read_file("body_parts")["body_part"]:
        for phrase in chain.from_iterable(map(matching.expand, part["terms"])):
            assert vocabulary.find_body_parts(phrase) == (part["slug"],), phrase


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("PM&R", "physical-medicine-and-rehabilitation", "the usual short form"),
        ("Physical Medicine and Rehab", "physical-medicine-and-rehabilitation", "another"),
        ("Orthopaedic Surgery", "orthopedic-surgery", "British spelling"),
        ("Fellowship trained in spinal surgery", "spine-surgery", "the longest name inside other words"),
        ("Psychiatry & Neurology", "psychiatry-and-neurology", "one board"),
        ("Chiropractor", "chiropractic", "the person for the field"),
        ("Interventional Pain Medicine", "pain-management", "a variant"),
        ("Licensed Acupuncturist", "acupuncture", "with a title"),
        ("Alchemy", None, "unknown"),
        ("", None, "nothing"),
    ],
)
def test_specialties(text, expected, reason):
    assert vocabulary.find_specialty(text) == expected, reason


def test_every_specialty_is_reached_by_each_of_its_names():
    for entry in files.read_file("specialties")["specialty"]:
        for phrase in (entry["name"], *chain.from_iterable(map(matching.expand, entry["terms"]))):
            assert vocabulary.find_specialty(phrase) == entry["slug"], phrase


# fmt: off
PIECES = st.sampled_from([
    "mri", "knee", "Norco", "10/325mg", "after", "for", "injection", "evaluation", "(", ")", "/", "-",
    ",", ":", "ODG", "MTUS", "2017", "Chapter", "8", "Low", "Back", "gel", "5%", "referral", "s/p",
    "L4-5", "acupunture", "’", "#60",
])
# fmt: on
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join))


@given(TEXTS)
def test_any_text_has_an_answer(text):
    known = {kind: {entry.slug for entry in entries()} for kind, entries in LISTS.items()}
    found = vocabulary.classify_request(text)
    assert found is None or (found.treatment_type in known["treatment"] and found.category in known["category"])
    assert set(vocabulary.find_body_parts(text)) <= known["body_part"]
    assert vocabulary.find_guideline(text) in known["guideline"] | {None}
    assert vocabulary.find_specialty(text) in known["specialty"] | {None}


@given(TEXTS)
def test_case_and_white_space_change_nothing(text):
    swapped = "".join(letter.swapcase() if letter.isascii() else letter for letter in text)
    spread = "\n " + " \t ".join(text.split()) + " "
    for lookup in LOOKUPS:
        assert lookup(text) == lookup(swapped) == lookup(spread)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "a" * 1_000_000,
        "epidural " * 50_000,
        "w/" * 50_000,
        "9." * 50_000,
        "zzzzzzzzzzzzzzz " * 20_000,
        "l4-" * 50_000,
        "ODG, MTUS; " * 20_000,
        "\u0301\u00ad" * 100_000,
        "#(/:,) - " * 20_000,
    ],
)
def test_hostile_text_costs_little(text):
    for lookup in LOOKUPS:
        lookup("warm up")
        assert_cheap(lambda lookup=lookup: lookup(text), seconds=0.5)
