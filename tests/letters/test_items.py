"""Where an item's title begins, what its outcome is, where its rationale ends."""

import pytest

from ingest.letters import parse
from tests.letters.letter import HOW_MADE, ISSUES, RATIONALE, SUMMARY, double_spaced, item, letter

FOOTER = "\n\n\nFinal Determination Letter for IMR Case Number CM15-0000009   3\n\n\n"
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
        ("Swim passes, “twice weekly”, 1 - 2 x mo\n\nPage 2 of 5\n\n(first trial): Upheld",
         "Swim passes, “twice weekly”, 1 - 2 x mo (first trial)", "upheld", "a second half in brackets on a new page"),
        ("Pool time with a nurse\n\n\nPage 2 of 5\n\n\n& towels: Upheld", "Pool time with a nurse & towels", "upheld",
         "a second half that goes on from a page above"),
        ("Cane – Upheld", "Cane", "upheld", "a dash for a colon"),
        ("Cane; Upheld.", "Cane", "upheld", "a semicolon, a final point"),
        ("Request no. 2: Cane: Upheld", "Request no. 2: Cane", "upheld", "an abbreviation ends no sentence"),
        ("Cane (Upheld)", "Cane", "upheld", "in brackets, no colon"),
        ("Cane: [Overturned]", "Cane", "overturned", "in square brackets"),
        ("Cane: \u201cUpheld\u201d", "Cane", "upheld", "in quotation marks"),
        ("Cane  Upheld", "Cane", "upheld", "no sign between"),
        ("Massage sessions:Upheld", "Massage sessions", "upheld", "no space between"),
        ("Cane\nDecision: Upheld", "Cane", "upheld", "the outcome has a label"),
        ("Cane: \n\n \n\nUpheld", "Cane", "upheld", "the outcome is a paragraph"),
        ("Cane: Upheld in part", "Cane", "partially_overturned", "upheld in part"),
        ("Cane: Upheld/Modified", "Cane", "partially_overturned", "a second word"),
        ("Cane: Modified", "Cane", "partially_overturned", "a word of utilization review"),
        ("Cane: Approved", "Cane", "overturned", "a word of utilization review"),
        ("Cane: Denied", "Cane", "upheld", "a word of utilization review"),
        ("Cane: Non-Certified.", "Cane", "upheld", "a word of utilization review"),
        ("Cane: Not Medically Necessary", "Cane", "upheld", "the formula for the outcome"),
        ("Cane: Uphled", "Cane", "upheld", "a slip of the pen"),
        ("2. Cane: Upheld", "Cane", "upheld", "the number of the item"),
        ("Issue #2: Cane: Upheld", "Cane", "upheld", "the number of the item, named"),
        ("\u2022 Cane: Upheld", "Cane", "upheld", "a bullet"),
        ("3. Cane: Upheld", "3. Cane", "upheld", "a number that counts something else"),
        ("2 canes: Upheld", "2 canes", "upheld", "a quantity"),
        ("Rib belt (www.example.org/a.b?c=1): Upheld", "Rib belt (www.example.org/a.b?c=1)", "upheld", "a URL"),
        ("Wedge, \"memory foam\": Upheld", "Wedge, \"memory foam\"", "upheld", "quotation marks"),
        ("Night aide, 3 hrs.\f\nper day: Upheld", "Night aide, 3 hrs. per day", "upheld", "a page after a point"),
        ("Night aide, 3 hrs.\n\n \n\nper day: Upheld", "Night aide, 3 hrs. per day", "upheld", "a gap after a point"),
        (f"Massage of one wrist, 20 min.\nby a therapist, twice a wk.{FOOTER}for a month: Upheld",
         "Massage of one wrist, 20 min. by a therapist, twice a wk. for a month", "upheld", "three lines and a footer"),
        (f"Massage with no{FOOTER}heat: Upheld", "Massage with no heat", "upheld", "a word of prose before the footer"),
        ("Fore-\narm brace: Upheld", "Fore-arm brace", "upheld", "a hyphen at a line's end"),
        ("Splint at L4-\nL5: Upheld", "Splint at L4-L5", "upheld", "a range at a line's end"),
        ("One- \nto two-inch pad: Upheld", "One- to two-inch pad", "upheld", "a hyphen that stands for a word"),
        ("Wrist\x0bbrace:\tUpheld", "Wrist brace", "upheld", "a vertical tab and a tab"),
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


CLAIMS, MAXIMUS, DECISION = "Claims Administrator guideline:", "MAXIMUS guideline:", "Decision rationale:"


@pytest.mark.parametrize(
    ("claims", "reviewer", "rationale"),
    [
        *((CLAIMS, label, DECISION) for label in (
            "maximus guideline:", "IMRO Guideline :", "Expert Reviewer guideline:", "Maximus  Guideline:",
            "IMR guideline:", "Maximus Federal Services guideline:", "MAXIMUS Federal Services, Inc. guideline:",
            "Reviewer's guideline:", "Reviewer\u2019s Guidelines:", "Physician Reviewer guideline(s):",
            "Independent Medical Review guideline:", "MAXIMUS Guideline", "MAXIMUS guideline;",
            "Acme Review guideline:",
        )),
        *((label, MAXIMUS, DECISION) for label in (
            "CLAIMS ADMINISTRATOR GUIDELINE:", "Claim Administrator's guidelines:", "Claims Administrator guideline",
            "Claims Administrator Guideline(s):", "Utilization Review guideline:", "UR guideline:",
            f"Claims{FOOTER}Administrator guideline:", f"Claims Administrator{FOOTER}guideline:",
        )),
        *((CLAIMS, MAXIMUS, label) for label in (
            "decision rationale:", "DECISION RATIONALE:", "Decision Rationale", "Rationale:", "Rationale for decision:",
            "Decision/Rationale:", "Decision and Rationale:", "Determination rationale:", "Reviewer rationale:",
            f"Decision{FOOTER}rationale:", "Decision rationale -",
        )),
        (MAXIMUS, CLAIMS, DECISION),
    ],
)  # fmt: skip
def test_labels_are_known_by_their_role(claims, reviewer, rationale):
    parts = ("Cane: Upheld", f"{claims} None cited.", f"{reviewer} None cited.", f"{rationale} {RATIONALE}")
    found = parse(letter(FIRST, parts, item("Brace: Overturned"))).items
    assert [(each.request, each.rationale) for each in found[1:]] == [("Cane", RATIONALE), ("Brace", RATIONALE)]


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ("Cane: Upheld Claims Administrator guideline: None. MAXIMUS guideline: None.", "on the title's line"),
        ("Cane: Upheld \n\n \n\nMAXIMUS guideline: None. \n\n \n\nMAXIMUS guideline: None.", "one of them twice"),
    ],
)
def test_labels_in_unusual_places(labels, reason):
    found = parse(letter((labels, f"Decision rationale: {RATIONALE}"), item("Brace: Overturned"))).items
    assert [(each.request, each.rationale) for each in found] == [("Cane", RATIONALE), ("Brace", RATIONALE)], reason


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (item("Cane: Upheld", f"They wrote: \n\n \n\nRationale: it is old. {RATIONALE}"), "one in a rationale"),
        (item("Cane: Upheld", RATIONALE, cited="Official\nDisability Guidelines: Pain."), "a guideline's name"),
        (item("Cane: Upheld", f"So the claims administrator guideline says. {RATIONALE}"), "prose"),
    ],
)
def test_what_is_no_label(parts, reason):
    assert read(parts, item("Brace: Overturned")) == [("Cane", "upheld"), ("Brace", "overturned")], reason


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
        (f"{RATIONALE} An earlier letter reads: \n\n \n\n{QUOTED} \n\n \n\nSo much for that.", "announced"),
        (f"{RATIONALE} See CM14-0000009. \n\n \n\n{QUOTED} \n\n \n\nNothing is new.", "another case's number"),
        (f"{RATIONALE} \n\n \n\n\u201c{QUOTED}\u201d \n\n \n\nNothing is new. {RATIONALE}", "in marks"),
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
        (letter(FIRST, item("Cane: Upheld", "The worker walks well. He was seen by Dr.")), "truncated"),
        (letter(FIRST) + letter(item("Cane: Upheld")), "several_letters"),
    ],
)
def test_what_must_not_be_published(text, code):
    assert code in codes(text, severe=True)


@pytest.mark.parametrize(
    ("ending", "close", "reason"),
    [
        ("The worker walks with a limp.", "", "a whole sentence"),
        ("The worker walks with a limp.", "/ab \n", "a typist's initials"),
        ("The worker walks with a limp", "MD/ab \n", "no full stop, but initials"),
        ("The worker walks with a limp", "Sincerely, \n\nMedical Director \n", "no full stop, but a close"),
    ],
)
def test_a_last_rationale_that_decides_nothing_is_published_with_a_warning(ending, close, reason):
    text = letter(FIRST, item("Cane: Upheld", ending)) + close
    assert not codes(text, severe=True), reason
    assert "undecided_rationale" in codes(text, severe=False), reason
    assert parse(text).items[-1].rationale == ending, reason


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
