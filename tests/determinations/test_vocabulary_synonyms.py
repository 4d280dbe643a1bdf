"""Other wordings: what is typed into the search box, and what letters write instead."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.search import schema
from determinations.vocabulary import Synonym, drugs, find_drugs, find_synonyms, synonym_names
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import expand, plurals
from determinations.vocabulary.synonyms import MOST, MOST_HELD
from determinations.vocabulary.words import split_words
from tests.cost import assert_cheap

# Typed, the place of the one part that has other wordings, some of those, the reason.
FOUND = [
    ("knee esi", (1, 2), "epidural steroid injection; epidural injection", "only the part that is a short form"),
    ("left epidural steroid injection", (1, 4), "esi; epidural injection", "the longest wording inside the phrase"),
    ("esis", (0, 1), "epidural steroid injection", "a short form in plural"),
    ("epidural steroid injections", (0, 3), "esi", "a spelled-out form in plural"),
    ("lesi", (0, 1), "lumbar esi; ltfesi", "the region is part of the short form"),
    ("esi", (0, 1), "lesi; cesi; tfesi", "short forms that say more, for a letter that writes only those"),
    ("lumbar", (0, 1), "l spine; lspine", "a region by its short form"),
    ("tfesi", (0, 1), "transforaminal epidural; transforaminal esi", "so is the way in"),
    ("pt", (0, 1), "physical therapy; physiotherapy", "one of its meanings"),
    ("rfa", (0, 1), "radiofrequency ablation; rhizotomy; neurotomy", "the treatment, not the form"),
    ("rhizotomy", (0, 1), "radiofrequency ablation; neurotomy", "different words for one thing"),
    ("mbb", (0, 1), "medial branch block", "a block"),
    ("emg ncv", (0, 2), "electrodiagnostic; emg ncs", "both tests together have a name"),
    ("emg and ncs", (0, 3), "electrodiagnostic; emg ncv", "joined by a word"),
    ("ncv", (0, 1), "nerve conduction; ncs", "one of them alone"),
    ("uds", (0, 1), "urine drug test; udt; urine toxicology", "letters use all of these"),
    ("h wave", (0, 2), "hwave", "split at the hyphen"),
    ("tens unit", (0, 2), "tens; transcutaneous electrical nerve stimulation", "with the word that adds nothing"),
    ("if unit", (0, 2), "interferential", "a short form that is a word needs the second one"),
    ("frp", (0, 1), "functional restoration", "a program"),
    ("tka", (0, 1), "total knee arthroplasty; total knee replacement; tkr", "two spellings of one operation"),
    ("l4 l5 tlif", (2, 3), "transforaminal lumbar interbody fusion", "after levels"),
    ("acl reconstruction", (0, 1), "anterior cruciate ligament", "the part that is shortened"),
    ("carpal tunnel release", (0, 3), "ctr", "spelled out"),
    ("si joint injection", (0, 3), "sacroiliac joint injection", "the longer wording wins over si joint"),
    ("spinal cord stimulator", (0, 3), "scs; spinal cord stimulation", "the device and its use"),
    ("pain pump", (0, 2), "intrathecal pump; idds", "the plain name of it"),
    ("rsd", (0, 1), "complex regional pain syndrome; crps", "the older name of the disease"),
    ("cbt", (0, 1), "cognitive behavioral therapy; cognitive behavior therapy", "two spellings"),
    ("manual therapy and manipulation", (0, 4), "chiropractic", "the heading of the guideline"),
    ("status post", (0, 2), "s p", "the index splits at the slash"),
    ("diskectomy", (0, 1), "discectomy", "two spellings of a word"),
    ("ssri", (0, 1), "selective serotonin reuptake inhibitor", "a class by its short form"),
    ("norco", (0, 1), "hydrocodone acetaminophen; hydrocodone apap; vicodin; lortab", "a brand finds its drug"),
    ("vicodin", (0, 1), "hydrocodone 10/325; norco", "and the strengths that tell it"),
    ("hydrocodone apap", (0, 2), "norco; vicodin; hydrocodone acetaminophen", "a combination finds its brands"),
    ("hydrocodone", (0, 1), "norco; vicodin; zohydro; hysingla", "a substance finds the brands it is in"),
    ("oxycodone", (0, 1), "percocet; roxicodone; oxycontin; endocet", "and its own"),
    ("buprenorphine", (0, 1), "suboxone; butrans; belbuca", "of both uses"),
    ("lidocaine", (0, 1), "lidoderm; lidopro", "though the preparations are gathered under one slug"),
    ("tramadol hcl", (0, 2), "tramadol; ultram", "a salt nobody may have written"),
    ("flexaril", (0, 1), "cyclobenzaprine; flexeril", "a usual misspelling finds the right names"),
    ("tylenol 3", (0, 2), "acetaminophen codeine; codeine apap", "a brand with a number"),
    ("voltaren gel", (0, 2), "diclofenac; voltaren; pennsaid", "a brand that is a gel"),
    ("refill of soma", (2, 3), "carisoprodol", "inside a sentence"),
]

# Typed, a wording that must not be searched for with it, the reason.
NOT_FOUND = [
    ("physical therapy", "pt", "PT is the patient"),
    ("occupational therapy", "ot", "OT is overtime"),
    ("radiofrequency ablation", "rfa", "RFA is the Request for Authorization"),
    ("electrodiagnostic study", "eds", "the index reads it as ED"),
    ("utilization review", "ur", "every letter has one"),
    ("opioid", "norco", "a class is not expanded into its drugs"),
    ("nsaid", "ibuprofen", "nor this one"),
    ("norco", "percocet", "another drug of the class"),
    ("norco", "hydrocodone", "the substance alone is a different drug"),
    ("acetaminophen", "norco", "the second part of a combination does not lead it"),
    ("naloxone", "suboxone", "nor here"),
    ("cyclobenzaprine", "flexaril", "letters are not searched for misspellings"),
    ("terocin", "lidopro", "two preparations under one slug"),
    ("lantus", "humalog", "two insulins"),
    ("esi", "lumbar esi", "the region is not part of it"),
    ("gym", "gym membership", "found with the shorter wording anyway"),
    ("lumbar mri", "lesi", "a short form of which only one part was typed"),
    ("cervical esi lumbar", "lmbb", "nor one of which another part was"),
    ("hydrocodone", "hydrocodone 10/325", "found with the substance anyway"),
    ("tka", "partial knee replacement", "another operation"),
]
PLAIN = "a an as at be ed he if in is it no of on or pt so to us"
ENGLISH = "if it us or sad mild versed act rice lint dip ms er emend luminal the and of knee pain left surgery denied"


def wordings(typed: str) -> set[str]:
    return {" ".join(other) for other in all_wordings(typed)}


def all_wordings(typed: str) -> list[tuple[str, ...]]:
    return [other for part in find_synonyms(typed.split()) for other in part.also]


@pytest.mark.parametrize(("typed", "place", "some", "reason"), FOUND, ids=[row[0] for row in FOUND])
def test_other_wordings(typed, place, some, reason):
    [found] = find_synonyms(typed.split())
    assert (found.start, found.end) == place, reason
    assert {tuple(other.split()) for other in some.split("; ")} <= set(found.also), reason


@pytest.mark.parametrize(("typed", "other", "reason"), NOT_FOUND, ids=[f"{row[0]}-{row[1]}" for row in NOT_FOUND])
def test_wordings_that_mean_something_else(typed, other, reason):
    assert other not in wordings(typed), reason


@pytest.mark.parametrize("word", ENGLISH.split())
def test_plain_words_have_no_other_wordings(word):
    assert find_synonyms([word]) == []


def test_several_parts_of_one_query():
    found = find_synonyms(["lumbar", "esi", "with", "norco", "after", "acdf", "and", "pt"])
    assert [(part.start, part.end) for part in found] == [(0, 1), (1, 2), (3, 4), (5, 6), (7, 8)]
    assert all(isinstance(part, Synonym) for part in found)


WORDS = sorted({word for name in synonym_names() for word in name.split()})
PARTS = st.one_of(st.sampled_from(WORDS), st.sampled_from(synonym_names()), st.text(max_size=4))


@given(st.lists(PARTS, max_size=12).map(lambda parts: " ".join(parts).split(" ")))
def test_any_query(words):
    found = find_synonyms(words)
    places = [place for part in found for place in (part.start, part.end)]
    assert places == sorted(places) and all(part.start < part.end for part in found), "in order, apart"
    for part in found:
        typed = tuple(words[part.start : part.end])
        assert part.also or part.near or part.filed
        assert len(part.also) <= MOST + MOST_HELD and len(set(part.also)) == len(part.also)
        assert typed not in part.also
        assert not any(f" {' '.join(typed)} " in f" {' '.join(other)} " for other in part.also), "found anyway"
        wordings = (*part.also, *part.near)
        assert all(word and word == word.lower() and word.isascii() for other in wordings for word in other)


@given(st.sampled_from([name for name in synonym_names() if not name.endswith("s")]))
def test_a_plural_finds_what_the_singular_finds(name):
    *before, last = name.split()
    for more in plurals(last):
        assert find_synonyms([*before, more]) == find_synonyms([*before, last])


def listed(group: dict, *keys: str) -> list[str]:
    patterns = [pattern for key in keys for pattern in group.get(key, ())]
    return list(dict.fromkeys(" ".join(split_words(phrase)) for pattern in patterns for phrase in expand(pattern)))


GROUPS = read_file("synonyms")["group"]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: next(iter(group.values()))[0])
def test_a_group_leads_to_itself_and_back(group):
    """Each wording is understood whole and finds the others, which find it, but for the one-way ones."""
    assert set(group) <= {"words", "typed_only", "offered_only", "near"}
    assert all(len(split_words(pair)) == 2 for pattern in group.get("near", ()) for pair in expand(pattern))
    offered = set(listed(group, "words", "offered_only"))
    typed_only = set(listed(group, "typed_only")) - offered
    understood = listed(group, "words", "typed_only")
    assert understood and offered and len(offered | typed_only) > 1
    for typed in understood:
        others = wordings(typed)
        assert others <= offered and not others & typed_only
        assert bool(others) == any(f" {typed} " not in f" {other} " for other in offered), typed
        assert all((part.start, part.end) == (0, len(typed.split())) for part in find_synonyms(typed.split())), typed
    assert_symmetric(listed(group, "words"), offered)


SHORTS = [
    (entry, held)
    for entry in read_file("synonyms")["short"]
    for held in product(*(expand(pattern) for pattern in entry["holds"]))
]


@given(st.sampled_from(SHORTS), st.randoms(use_true_random=False), st.data())
def test_a_short_form_stands_for_each_thing_it_holds(short, shuffled, data):
    """In any order, in any wording of each, with other words between."""
    entry, held = short
    typed = [data.draw(st.sampled_from([thing, *same_thing(thing)])).split() for thing in held]
    shuffled.shuffle(typed)
    words = [word for thing in typed for word in (*thing, "zzz")]
    also = {" ".join(words[part.start : part.end]): part.also for part in find_synonyms(words)}
    for form, thing in product(entry["words"], typed):
        text = " ".join(thing)
        is_found_anyway = f" {text} " in f" {form} " or f" {form} " in f" {text} "
        assert is_found_anyway or tuple(form.split()) in also[text], (words, form)


def same_thing(thing: str) -> list[str]:
    """Other wordings that are understood as the same, whole."""
    groups = [group for group in GROUPS if thing in listed(group, "words", "typed_only")]
    return [each for group in groups for each in listed(group, "words", "typed_only")]


def test_what_a_typed_thing_is_filed_under():
    def filed(typed: str) -> list:
        return [each for part in find_synonyms(typed.split()) for each in part.filed]

    esi, lumbar = ("treatment", "epidural-steroid-injection"), ("body_part", "lumbar-spine")
    assert filed("norco") == [(("drug", "hydrocodone-acetaminophen"),)]
    assert filed("esi") == [(esi,)]
    assert filed("lesi") == [(lumbar, esi)], "under both"
    assert filed("oxycodone")[:2] == [(("drug", "oxycodone"),), (("drug", "oxycodone-acetaminophen"),)]
    assert filed("opioid") == filed("nsaid") == [], "a class is left to the lists"
    assert filed("lidopro") == [], "several preparations under one slug"


def assert_symmetric(two_way: list[str], offered: set[str]) -> None:
    for typed in two_way:
        longer = any(other != typed and f" {other} " in f" {typed} " for other in offered)
        for other in two_way:
            if other in wordings(typed) and not longer and len(wordings(other)) < MOST:
                assert typed in wordings(other), (typed, other)


def test_a_brand_finds_its_drug_and_only_that():
    """Whatever drug a brand or a generic name finds has its own slug, or is a combination that it leads."""
    several = set(read_file("synonyms")["drugs"]["several"])
    for drug in drugs():
        names = [name for name in (drug.name, *drug.brands) if "(" not in name and drug.slug not in several]
        for typed in names:
            meant = (drug.slug, *find_drugs(typed))
            for other in wordings(" ".join(split_words(typed))):
                assert all(slug.startswith(meant) for slug in find_drugs(other)), (typed, other)


def test_nothing_searched_for_is_a_plain_word_to_the_index():
    """EDS is read as "ed", AED as "a": looking for them would find every letter."""
    analyser = schema.analyser()
    others = {other[0] for name in synonym_names() for other in all_wordings(name) if len(other) == 1}
    plain = {analyser.analyze(word)[0] for word in PLAIN.split()}
    assert {other for other in others if analyser.analyze(other)[0] in plain} == set()


def test_what_is_held_back_exists():
    """A slug or name that drugs.toml no longer has would hold back nothing."""
    held_back = read_file("synonyms")["drugs"]
    assert set(held_back) == {"several", "left_out", "misspelt"}
    assert set(held_back["several"]) <= {drug.slug for drug in drugs()}
    named = {" ".join(split_words(phrase)) for phrase in every_drug_name()}
    patterns = [*held_back["left_out"], *held_back["misspelt"]]
    unknown = [pattern for pattern in patterns if not named & {" ".join(split_words(p)) for p in expand(pattern)}]
    assert unknown == []


def every_drug_name():
    for table in read_file("drugs").values():
        for entry in table.get("drugs", {}).values():
            others = [phrase for phrases in entry.get("other_types", {}).values() for phrase in phrases]
            patterns = [entry["name"], *entry.get("names", ()), *entry.get("brands", ()), *others]
            yield from (phrase for pattern in patterns for phrase in expand(pattern))


def test_names_for_completing_what_is_typed():
    names = synonym_names()
    assert names == sorted(set(names)) and all(name == " ".join(name.lower().split()) for name in names)
    assert {"esi", "norco", "physical therapy", "pt", "transforaminal epidural"} <= set(names)
    assert not {"flexaril", "gaba", "hydrocone"} & set(names)


def test_a_query_costs_little():
    words = ["lumbar", "epidural", "steroid", "injection", "with", "norco", "and", "physical", "therapy"]
    find_synonyms(words)
    assert_cheap(lambda: [find_synonyms(words) for _ in range(200)], seconds=0.020)


@pytest.mark.parametrize(
    "words", [["epidural"] * 20_000, ["", " ", "\0"] * 5_000, ["a" * 100_000], ["lumbar"] * 20_000]
)
def test_hostile_queries_cost_little(words):
    assert_cheap(lambda: find_synonyms(words), seconds=0.5)
