"""The `professional` layout: the list of issues, their repeated lines, and outcomes in prose."""

import re
from datetime import date

import pytest

from ingest.letters import parse, parts
from ingest.letters.layouts.decisions import _decisions, find_decision
from ingest.letters.layouts.issues import read_issues
from ingest.letters.record import Span
from ingest.letters.text.lines import Source
from tests.cost import assert_cheap
from tests.letters.letter import double_spaced

TITLE = "MEDICAL PROFESSIONAL REVIEW\n\nIMR Case Number: CM13-0000456"
NAMES = ("Paraffin bath unit, rental for 1 month", "Follow-up visit with a hand surgeon")
SUMMARY = (
    "CASE SUMMARY:\nThis is a 37 year old female packer with a 4/9/2011 date of injury. The requests were denied on "
    "6/20/2013."
)
DOCUMENTS = "DOCUMENTS REVIEWED FOR DETERMINATION:\nApplication; utilization review determination; medical records."
GUIDELINES = "MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL\nREVIEWER AND WHY:"
CITED = (
    "ACOEM Guidelines, Chapter 11, page 264. The MTUS is silent on rentals. ODG, Forearm, Wrist & Hand, was cited in "
    "the utilization review decision."
)
RATIONALE = "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT\nMEDICALLY NECESSARY:"
QUALIFICATIONS = (
    "MEDICAL REVIEWER QUALIFICATIONS:\nThe reviewer is Board Certified in Orthopedic Surgery and is licensed to "
    "practice in Utah."
)
WHY = ("It was never tried. The request was not medically necessary.", "It is due. The visit was medically necessary.")
OUTCOMES = ["upheld", "overturned"]


def section(name, why, number=""):
    return "\n\n".join(part for part in (f"{number}{name}", f"{GUIDELINES}\n{CITED}", f"{RATIONALE}\n{why}") if part)


def letter(issues=None, decided=None, title=TITLE):
    issues = "\n".join(f"{place}. {name}" for place, name in enumerate(NAMES, 1)) if issues is None else issues
    rows = enumerate(zip(NAMES, WHY, strict=True), 1)
    decided = [section(name, why, f"{place}. ") for place, (name, why) in rows] if decided is None else decided
    found = [title, f"ISSUE AT DISPUTE:\n{issues}", SUMMARY, DOCUMENTS, *decided, QUALIFICATIONS]
    return "\n\n".join(found) + "\n"


def codes(found, *, severe=False):
    return [warning.code for warning in found.warnings if warning.severe or not severe]


def outcomes(text):
    return [each.outcome for each in parse(text).items]


def test_a_whole_letter():
    text = letter()
    found = parse(text)
    assert found.layout == "professional"
    assert [(each.request, each.outcome, each.rationale) for each in found.items] == list(
        zip(NAMES, OUTCOMES, WHY, strict=True)
    )
    assert codes(found) == ["no_decision_date"]
    assert found.case_number == "CM13-0000456"
    assert (found.dates.injury, found.dates.ur_denial) == (date(2011, 4, 9), date(2013, 6, 20))
    assert (found.age, found.sex) == (37, "female")
    assert (found.reviewer.specialties, found.reviewer.states) == (("Orthopedic Surgery",), ("Utah",))
    for each in found.items:
        assert [citation.text for citation in each.claims_admin_citations] == ["ODG, Forearm, Wrist & Hand"]
        assert [citation.text for citation in each.reviewer_citations] == ["ACOEM Guidelines, Chapter 11"]
        assert "medically necessary" in text[slice(*each.spans["outcome"])]


SECTIONS = [section(NAMES[0], WHY[0], "1. "), section(NAMES[1], WHY[1], "2. ")]
BARE = [section(name, why) for name, why in zip(NAMES, WHY, strict=True)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (double_spaced(*letter().split("\n\n")), "double-spaced"),
        (re.sub(r"\s+", " ", letter()), "one line"),
        (letter().replace("\n\n", "\n"), "no gaps"),
        (letter("\n".join(NAMES), BARE), "no numbers"),
        (letter("\n\n".join(NAMES), BARE), "paragraphs"),
        (letter("- " + "\n- ".join(NAMES), BARE), "bullets"),
        (letter().replace("1. P", "1) P").replace("2. F", "2) F"), "brackets"),
        (letter().replace("rental for", "rental\nfor"), "wrapped"),
        (letter().replace("hand surgeon", "hand\n\f\nsurgeon"), "over a page"),
        (letter(decided=[section(*row, f"Issue {n}: ") for n, row in enumerate(zip(NAMES, WHY, strict=True), 1)]),
         "issue n:"),
        (letter(decided=[section("", why) for why in WHY]), "no lines over the sections"),
        (letter().replace("IS/WAS NOT\nMEDICALLY", "WAS MEDICALLY"), "the other heading"),
        (letter().replace(RATIONALE, RATIONALE.replace("\n", " ").title()), "small letters"),
        (letter().replace(GUIDELINES, GUIDELINES.replace("\n", " ")), "a heading in one line"),
        (letter().replace("ISSUE AT DISPUTE", "ISSUES IN DISPUTE"), "issues in dispute"),
        (letter().replace(f"\n\n{QUALIFICATIONS}", "").replace(SUMMARY, f"{QUALIFICATIONS}\n\n{SUMMARY}"), "moved"),
        (letter(title=""), "no title"),
        (letter() + "\nSincerely,\n\nMedical Director\n", "a close"),
        (letter(decided=[section(NAMES[0], WHY[0], "1. "), section("Visit to a hand surgeon", WHY[1], "2. ")]),
         "other words"),
    ],
)  # fmt: skip
def test_items_in_any_dress(text, reason):
    found = parse(text)
    assert found.layout == "professional", reason
    assert [" ".join(each.request.split()) for each in found.items] == list(NAMES), reason
    assert [each.outcome for each in found.items] == OUTCOMES, reason
    assert [each.rationale for each in found.items] == list(WHY), reason
    assert codes(found, severe=True) == [], reason
    assert "unclaimed" not in {part.name for part in parts(text)}, reason
    assert found.reviewer.states == ("Utah",), reason


def test_one_block_serves_all_issues():
    why = f"The {NAMES[0]} is not medically necessary. The {NAMES[1]} is medically necessary."
    found = parse(letter(decided=[section("", why)]))
    assert [each.outcome for each in found.items] == OUTCOMES
    assert [each.rationale for each in found.items] == [why, why]
    assert outcomes(letter(decided=[section("", "Both requests are not medically necessary.")])) == ["upheld", "upheld"]
    unclear = parse(letter(decided=[section("", "One is medically necessary. The other is not medically necessary.")]))
    assert [each.outcome for each in unclear.items] == [None, None]


def test_what_serves_many_issues_is_read_once():
    names = [f"Cane number {n}" for n in range(1, 80)]
    why = "She walks a mile a day. " * 400 + "".join(f"The {name} is not medically necessary. " for name in names)
    before = _decisions.cache_info().misses
    found = parse(letter("\n".join(f"{n}. {name}" for n, name in enumerate(names, 1)), [section("", why.strip())]))
    assert [(each.request, each.outcome) for each in found.items] == [(name, "upheld") for name in names]
    assert all(each.rationale is found.items[0].rationale for each in found.items)
    assert _decisions.cache_info().misses == before + 1


@pytest.mark.parametrize(
    ("issues", "expected", "reason"),
    [
        ("1. Gel pad (refill x 3) 2. Heel cup", ["Gel pad (refill x 3)", "Heel cup"], "one line, a number in brackets"),
        (
            "1. Gel pad (refill x 3) \n\n \n\n2. Heel cup \n",
            ["Gel pad (refill x 3)", "Heel cup"],
            "the next on a line below",
        ),
        (
            "1. Gel pad (x 2) 2. Heel cup (x 3) 3. Cane",
            ["Gel pad (x 2)", "Heel cup (x 3)", "Cane"],
            "brackets that count on",
        ),
        ("1) Gel pad 2) Heel cup 3) Cane", ["Gel pad", "Heel cup", "Cane"], "brackets for points"),
        ("1.  Gel pad\n2.  Heel cup 3. Cane", ["Gel pad", "Heel cup 3. Cane"], "lines count, once there are two"),
    ],
)
def test_issues_by_their_numbers(issues, expected, reason):
    assert [entry.words for entry in read_issues(Source(issues), Span(0, len(issues)))] == expected, reason


def test_one_issue_over_two_lines():
    name = (
        "Magnetic resonance imaging of the left wrist without contrast, to be done within ninety days of\nthe request"
    )
    found = parse(letter(name, [section("", WHY[0])]))
    assert [each.request for each in found.items] == [name.replace("\n", " ")]


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (letter(decided=[]), "item_without_rationale", "issues and no sections"),
        (letter().replace(WHY[1], "It is due. The worker has pain."), "item_without_outcome", "no decision"),
        (letter()[: letter().rindex("The visit was")], "item_without_outcome", "cut off"),
        (letter()[: letter().rindex("The visit was") + 8], "truncated", "cut off in a sentence"),
        (letter("", [section("", WHY[0])]), "item_without_request", "no issue"),
        (letter(decided=[*SECTIONS, section("A cane", WHY[0], "3. ")]),
         "announced_items_differ", "an issue not announced"),
        ("MEDICAL PROFESSIONAL REVIEW\n", "no_items", "only the title"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(text, code, reason):
    assert code in codes(parse(text)), reason


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("1. A cane\n2. A walker", ["A cane", "A walker"], "numbers"),
        ("1. A cane 2. A walker 3. Shoes", ["A cane", "A walker", "Shoes"], "in one line"),
        ("1. A cane, used\n10. times", ["A cane, used 10. times"], "not the next number"),
        ("The following:\n1. A cane", ["A cane"], "an introduction"),
        ("A cane\nA walker", ["A cane", "A walker"], "lines"),
        ("A cane with\nfour feet", ["A cane with four feet"], "broken off"),
        ("A cane.\n", ["A cane"], "a full stop"),
        ("Cream, 2 tubes b.i.d.", ["Cream, 2 tubes b.i.d."], "an abbreviation's"),
        ("", [], "nothing"),
    ],
)
def test_issues(words, expected, reason):
    text = f"ISSUE AT DISPUTE:\n{words}\n\nCASE SUMMARY:\n" + "Some words of a line that is as long as most are. " * 2
    body = Span(text.index(":") + 1, text.index("CASE"))
    assert [entry.words for entry in read_issues(Source(text), body)] == expected, reason


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("The request was not medically necessary.", "upheld", "plain"),
        ("The request is therefore medically necessary and appropriate.", "overturned", "plain"),
        ("It is neither medically necessary nor appropriate.", "upheld", "neither"),
        ("It isn't medically necessary.", "upheld", "contracted"),
        ("It is notmedically necessary.", "upheld", "glued"),
        ("It cannot be considered medically necessary.", "upheld", "cannot"),
        ("It is considered to be medically necessary.", "overturned", "considered"),
        ("As no other drug helped, the request is medically necessary.", "overturned", "a no that belongs elsewhere"),
        ("There is no contraindication and the drug is medically necessary.", "overturned", "another"),
        ("Medical necessity has not been established.", "upheld", "necessity"),
        ("The medical necessity of the request has been established.", "overturned", "necessity"),
        ("The records do not establish medical necessity.", "upheld", "shown by records"),
        ("There is no evidence of medical necessity.", "upheld", "a lack"),
        ("The denial is upheld.", "upheld", "the denial"),
        ("The utilization review denial is therefore overturned.", "overturned", "the denial"),
        ("I would overturn the denial.", "overturned", "in the active"),
        ("The denial is partially overturned.", "partially_overturned", "in part"),
        ("The request is medically necessary in part.", "partially_overturned", "in part"),
        ("Neither request is medically necessary.", "upheld", "a subject that says no"),
        ("It is medically unnecessary.", "upheld", "one word"),
        ("The request is not authorized.", "upheld", "nothing of necessity"),
        (
            "The trial is not medically necessary. With a new report it would be medically necessary.",
            "upheld",
            "a would",
        ),
        ("The request is medically necessary. If it fails, more is not medically necessary.", "overturned", "an if"),
        ("UR found that it is not medically necessary. It is medically necessary.", "overturned", "the last"),
        (
            "It is medically necessary. The UR physician stated that it is not medically necessary.",
            "overturned",
            "UR's",
        ),
        ("The worker has pain.", None, "nothing"),
        ("Whether it is medically necessary is open.", None, "a question"),
        ("", None, "no words"),
    ],
)
def test_decisions_in_prose(words, expected, reason):
    found = find_decision(Source(words), Span(0, len(words)))
    assert (found and found[0]) == expected, reason


START = letter()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        START.replace("It is due.", "medical necessity " * 15_000),
        START.replace("It is due.", "is not therefore medically necessary if " * 8_000),
        START.replace("1. Par", "1. x 2. y " * 20_000),
        letter("A cane\n" * 20_000),
        START + (GUIDELINES + RATIONALE) * 2_000,
        START + "denial " * 40_000,
        letter("\n".join(f"{n}. Cane {n}" for n in range(1, 700))),
    ],
    ids=lambda text: f"{len(text)}-{text[-12:-2]!r}",
)
def test_hostile_text_takes_bounded_time(text):
    assert_cheap(lambda: parse(text), seconds=5)


def test_a_letter_that_ends_with_a_heading_has_no_empty_passage():
    text = letter(issues="", decided=[f"{GUIDELINES}\n{CITED}\n\n{RATIONALE}"]).replace("ISSUE AT DISPUTE:\n", "")
    found = parse(text.partition(QUALIFICATIONS)[0].rstrip())
    assert "announced_items_differ" in codes(found)
    assert all(warning.span.start < warning.span.end for warning in found.warnings if warning.span)
