"""Where an item's title begins, what its outcome is, where its rationale ends."""

import pytest

from ingest.letters import parse
from tests.letters.letter import HOW_MADE, ISSUES, RATIONALE, SUMMARY, double_spaced, item, letter

FIRST = item("Tizanidine 2 mg #45: Upheld")


def read(*items):
    return [(found.request, found.outcome) for found in parse(letter(FIRST, *items)).items[1:]]


@pytest.mark.parametrize(
    ("title", "expected", "outcome", "reason"),
    [
        ("Naproxen 500 mg: Upheld", "Naproxen 500 mg", "upheld", "the usual form"),
        ("KNEE BRACE:  OVERTURNED", "KNEE BRACE", "overturned", "capitals, two spaces"),
        ("Cane: overturned", "Cane", "overturned", "small letters right above the label"),
        ("BRACE, LEFT\nELBOW: \nUpheld", "BRACE, LEFT ELBOW", "upheld", "the outcome on a line of its own"),
        ("PT x 12: Overturned in part", "PT x 12", "partially_overturned", "in part"),
        ("PT x 12: Partially Overturned", "PT x 12", "partially_overturned", "partially"),
        ("Soma: 1 tab: #30: Refills: 2: Upheld", "Soma: 1 tab: #30: Refills: 2", "upheld", "colons in the name"),
        ("MRI (last refusal upheld 7/2019): Upheld", "MRI (last refusal upheld 7/2019)", "upheld", "outcome inside"),
        ("MASSAGE, 30 MIN.\nEACH: Upheld", "MASSAGE, 30 MIN. EACH", "upheld", "a line that ends with a point"),
        ("WRIST FUSION, GRAFT\n\n\nAND SCREWS: Upheld", "WRIST FUSION, GRAFT AND SCREWS", "upheld", "page break"),
        ("Gym\n\n\nPage 3 of 6\n\n\nmembership: Upheld", "Gym membership", "upheld", "page number in the title"),
        ("8 visits, Dr. visits not included. Repeat: Upheld", "8 visits, Dr. visits not included. Repeat", "upheld",
         "a point inside a title set off by itself"),
        ("Cane – Upheld", "Cane", "upheld", "a dash for a colon"),
        ("Cane; Upheld.", "Cane", "upheld", "a semicolon, a final point"),
        ("Request no. 2: Cane: Upheld", "Request no. 2: Cane", "upheld", "an abbreviation ends no sentence"),
    ],
)  # fmt: skip
def test_titles(title, expected, outcome, reason):
    assert read(item(title)) == [(expected, outcome)], reason
    assert parse(letter(FIRST, item(title))).items[0].rationale == RATIONALE, reason


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        ("The prior denial was upheld. It is overturned now", "outcome words, no last point"),
        ("First part is long enough. \n\n \n\nSecond part is here too. Not medically necessary.", "two paragraphs"),
        ("It is stated on page 3: \n\nthe denial is upheld. It is not medically necessary.", "a colon at a line's end"),
        ("Not medically necessary", "the formula alone"),
        ("An earlier IMR was: \nUpheld \nin 2013. It is not medically necessary.", "an outcome in a sentence"),
        ("It is of no use, so the denial stands, 3 mg", "neither point nor formula"),
    ],
)
def test_a_rationale_runs_to_the_next_title(rationale, reason):
    found = parse(letter(item("Cane: Upheld", rationale), item("Walker, LEFT\nHAND: Upheld"))).items
    assert found[0].rationale == " ".join(rationale.split()), reason
    assert found[1].request == "Walker, LEFT HAND", reason


@pytest.mark.parametrize(
    "rationale",
    [RATIONALE, "It is of no use. Not medically necessary. See: A. Author et al. 2012; 3(4):5-9.", "See item 1 above"],
)
@pytest.mark.parametrize("paragraph", ["\n\n", "\n\n\n"])
def test_titles_of_single_spaced_letters(rationale, paragraph):
    parts = (HOW_MADE, SUMMARY, ISSUES, *item("Cane: Upheld", rationale), *item("Walker, left\nhand: Upheld"))
    found = parse(paragraph.join(parts)).items
    assert [(each.request, each.rationale) for each in found] == [("Cane", rationale), ("Walker, left hand", RATIONALE)]


def test_titles_are_found_without_any_line_breaks():
    text = " ".join(letter(FIRST, item("8 visits, 30 MIN. each: Upheld"), item("Cane: Overturned")).split())
    assert [found.request for found in parse(text).items] == [
        "Tizanidine 2 mg #45", "8 visits, 30 MIN. each", "Cane",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label", ["maximus guideline:", "IMRO Guideline :", "Expert Reviewer guideline:", "Maximus  Guideline:"]
)
def test_labels_are_read_in_any_case(label):
    parts = (
        "Cane: Upheld",
        "CLAIMS ADMINISTRATOR GUIDELINE: None.",
        f"{label} None.",
        f"decision rationale: {RATIONALE}",
    )
    assert [found.rationale for found in parse(letter(parts)).items] == [RATIONALE]


def test_a_lost_label_does_not_swallow_an_item():
    parts = ("Cane: Upheld", "MAXIMUS guideline: None.", f"Decision rationale: {RATIONALE}")
    assert read(parts, item("Walker: Overturned")) == [("Cane", "upheld"), ("Walker", "overturned")]


QUOTED = "Massage x 4: Upheld"


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        (f"It was refused before, in these words: {QUOTED}\nThat binds nobody. {RATIONALE}", "a line that ends there"),
        (f"An earlier letter decided:\n{QUOTED}\nHeat pack: Overturned\nSo it goes. {RATIONALE}", "a list of two"),
        (f"An earlier letter reads so. \n\n \n\n{QUOTED} \n\n \n\nNothing is new. {RATIONALE}", "its own paragraph"),
        (f"{RATIONALE} Compare the letter of last year, {QUOTED}", "the last words"),
        (f"{QUOTED}\nis how it was decided last year. {RATIONALE}", "the first words, in a sentence"),
        (f"{QUOTED}\nThis was decided last year. {RATIONALE}", "the first words"),
    ],
)
@pytest.mark.parametrize("second", ["Walker: Overturned", "Walker: overturned", "Walker, LEFT\nHAND:\nUpheld"])
def test_a_quoted_decision_is_no_item(rationale, reason, second):
    text = letter(item("Cane: Upheld", rationale), item(second))
    found = parse(text)
    title = " ".join(second.rsplit(":", 1)[0].split())
    assert [each.request for each in found.items] == ["Cane", title], reason
    assert found.items[0].rationale == " ".join(rationale.split()), reason
    assert not codes(text, severe=True), reason


@pytest.mark.parametrize("paragraph", ["\n\n", " \n\n \n\n"])
def test_a_decision_quoted_in_the_only_rationale(paragraph):
    rationale = f"A letter of last year reads{paragraph}{QUOTED}{paragraph}Nothing is new. {RATIONALE}"
    text = paragraph.join((HOW_MADE, SUMMARY, ISSUES, *item("Cane: Upheld", rationale)))
    found = parse(text)
    assert [(each.request, each.rationale) for each in found.items] == [("Cane", " ".join(rationale.split()))]
    (warning,) = [warning for warning in found.warnings if warning.code == "quoted_decision"]
    assert text[slice(*warning.span)].endswith(QUOTED)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (item("Walker: Overturned")[::2] + item("")[3:], "no label of the claims administrator"),
        (item("Walker: Overturned")[:2] + item("")[3:], "no label of the reviewer"),
        (item("Walker: Overturned")[::3], "no guideline at all"),
        (("Walker: Overturned", "Claims guideline None.", *item("")[2:]), "a label in other words"),
    ],
)
def test_an_item_that_lost_labels_stays_one(parts, reason):
    assert read(parts, item("Brace: Upheld")) == [("Walker", "overturned"), ("Brace", "upheld")], reason


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (("Walker: Overturned",), "a title alone"),
        (("Walker: Overturned", "None cited.", RATIONALE), "a title and its texts, all labels lost"),
        (("Walker: Overturned", "Claims Administra"), "the letter breaks off"),
    ],
)
def test_an_item_without_any_label_holds_the_letter(parts, reason):
    for text in (letter(FIRST, parts, item("Brace: Upheld")), letter(FIRST, parts)):
        assert "item_without_rationale" in codes(text, severe=True), reason


def test_a_quoted_decision_lends_no_outcome_to_the_next_item():
    rationale = f"An earlier letter reads: {QUOTED}\nNothing is new. {RATIONALE}"
    assert "item_without_outcome" in codes(letter(item("Cane: Upheld", rationale), item("A walker")), severe=True)


def codes(text, *, severe):
    return {warning.code for warning in parse(text).warnings if warning.severe == severe}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (double_spaced(HOW_MADE, SUMMARY, ISSUES), "no_items"),
        (letter(FIRST, item("A cane of some sort")), "item_without_outcome"),
        (letter(FIRST, item("A cane: Withdrawn")), "unknown_outcome"),
        (letter(FIRST, item(": Upheld")), "item_without_request"),
        (letter(FIRST, item("Cane: Upheld")[:3]), "item_without_rationale"),
        (letter(FIRST, ("Cane: Upheld",)), "item_without_rationale"),
        (letter(FIRST, item("Cane: Upheld", "The worker walks with a")), "truncated"),
        (letter(FIRST, item("Cane: Upheld", "The worker walks with a limp.")), "truncated"),
    ],
)
def test_what_must_not_be_published(text, code):
    assert code in codes(text, severe=True)


@pytest.mark.parametrize(
    ("title", "rationale", "contradicts"),
    [
        ("Cane: Upheld", "It helps. The request is medically necessary.", True),
        ("Cane: Overturned", "It is of no use. The request is not medically necessary.", True),
        ("Cane: Overturned", "It helps. Medical necessity has been established.", False),
        ("Cane: Upheld", "None of the services are medically necessary.", False),
        ("Cane: Overturned in part", "One is medically necessary.", False),
        ("Cane: Upheld", "See above.", False),
    ],
)
def test_a_heading_is_held_against_its_rationale(title, rationale, contradicts):
    assert ("outcome_contradicts_rationale" in codes(letter(item(title, rationale)), severe=False)) == contradicts
