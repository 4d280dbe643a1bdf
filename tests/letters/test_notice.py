"""The `notice` layout: two lists, sections by request, and what happens where one of them is damaged."""

import re
from datetime import date

import pytest

from ingest.letters import parse, parts
from tests.cost import assert_cheap
from tests.letters.letter import double_spaced

TITLE = """Notice of Independent Medical Review Determination

Dated: 10/2/2013

IMR Case Number:
CM13-0000123
Date of Injury:
2/11/2010
UR Denial Date:
7/1/2013
Application Received:
7/19/2013"""
NAMES = ("a home traction unit", "Terocin patches #30", "six visits of aquatic therapy")
OUTCOMES = (False, True, False)
HEADING = "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"
OPENING = (
    "An application for Independent Medical Review was filed on 7/20/2013 disputing the Utilization Review Denial "
    "dated 7/2/2013. A Notice of Assignment and Request for Information was provided to the above parties on "
    "8/5/2013. A decision has been made for each of the treatments and/or services that were in dispute:"
)
REVIEWER = (
    "Medical Qualifications of the Expert Reviewer:\nThe physician reviewer is Board Certified in Pain Management and "
    "is licensed to practice in Ohio. He/she has been in active clinical practice for more than five years."
)
SUMMARY = (
    "Case Summary:\nDisclaimer: The following case summary was taken directly from the utilization review "
    'denial/modification dated July 1, 2013.\n\n"A 51 year old male with back pain. DOI 2/11/10."'
)
DOCUMENTS = "Documents Reviewed for Determination:\n- Application\n- Utilization Review Determination"
GUIDELINES = "Medical Treatment Guideline(s) Relied Upon by the Expert Reviewer to Make His/Her Decision:"
CITED = (
    "The Claims Administrator cited ODG, Low Back, Traction. "
    "The Expert Reviewer relied on the ACOEM Guidelines, Chapter 12."
)
EFFECT = "Effect of the Decision:\nThe determination is final.\n\nSincerely,\n\nMedical Director"


def formula(approved):
    return f"is {'' if approved else 'not '}medically necessary and appropriate."


def announced(names=NAMES, outcomes=OUTCOMES, number="{}) "):
    return "\n\n".join(
        f"{number.format(place)}MAXIMUS Federal Services, Inc. has determined the request for {name} {formula(outcome)}"
        for place, (name, outcome) in enumerate(zip(names, outcomes, strict=True), 1)
    )


def why(name, approved):
    return f"There is a reason. The request for {name} {formula(approved)}"


def section(name, approved, number="", words="request"):
    return "\n\n".join(
        [
            f"{number}Regarding the {words} for {name}:",
            f"{GUIDELINES}\n{CITED}",
            f"Rationale for the Decision:\n{why(name, approved)}",
        ]
    )


def sections(names=NAMES, outcomes=OUTCOMES, number="{}) "):
    rows = enumerate(zip(names, outcomes, strict=True), 1)
    return [section(name, approved, number.format(place)) for place, (name, approved) in rows]


def letter(first=None, second=None, decided=None, head=TITLE):
    first, second = announced() if first is None else first, announced() if second is None else second
    decided = sections() if decided is None else decided
    found = [head, first, HEADING, OPENING, second, REVIEWER, SUMMARY, DOCUMENTS, *decided, EFFECT]
    return "\n\n".join(part for part in found if part) + "\n"


def codes(found):
    return [warning.code for warning in found.warnings]


def severe(found):
    return [warning.code for warning in found.warnings if warning.severe]


def read(text):
    return [(each.request, each.outcome, each.rationale) for each in parse(text).items]


EXPECTED = [
    (name, "overturned" if approved else "upheld", why(name, approved))
    for name, approved in zip(NAMES, OUTCOMES, strict=True)
]


def test_a_whole_letter():
    found = parse(letter())
    assert found.layout == "notice"
    assert read(letter()) == EXPECTED
    assert found.case_number == "CM13-0000123"
    assert (found.age, found.sex) == (51, "male")
    assert (found.reviewer.specialties, found.reviewer.states) == (("Pain Management",), ("Ohio",))
    assert found.summary == "A 51 year old male with back pain. DOI 2/11/10."
    assert codes(found) == []
    for each in found.items:
        assert [citation.text for citation in each.claims_admin_citations] == ["ODG, Low Back, Traction"]
        assert [citation.text for citation in each.reviewer_citations] == ["ACOEM Guidelines, Chapter 12"]


def test_the_title_page_goes_before_the_opening_paragraph():
    dates = parse(letter()).dates
    assert (dates.decision, dates.injury, dates.assigned) == (date(2013, 10, 2), date(2010, 2, 11), date(2013, 8, 5))
    assert (dates.received, dates.ur_denial) == (date(2013, 7, 19), date(2013, 7, 1))
    dates = parse(letter(head="Notice of Independent Medical Review Determination\n\nDated: 10/2/2013")).dates
    assert (dates.received, dates.ur_denial) == (date(2013, 7, 20), date(2013, 7, 2))
    assert (dates.assigned, dates.injury) == (date(2013, 8, 5), date(2010, 2, 11))


def reflowed(text):
    return re.sub(r"\s+", " ", text)


def wrapped(text):
    return "\n".join(re.sub(r"(.{1,34})(?: |$)", r"\1\n", line) for line in text.split("\n"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (letter(first=""), "only the second list"),
        (letter(second=""), "only the first"),
        (letter(announced(number=""), announced(number=""), sections(number="")), "no numbers"),
        (letter(announced(number="{}. "), announced(number="{}. "), sections(number="{}. ")), "points for brackets"),
        (letter(announced(number="({}) "), announced(number="{}.) ")), "both"),
        (letter(decided=sections()[::-1]), "sections out of order"),
        (letter(decided=[re.sub(r"Regarding .*", lambda head: head[0].upper(), each) for each in sections()]), "heads"),
        (double_spaced(*letter().split("\n\n")), "double-spaced"),
        (letter().replace("\n\n", "\n"), "no gaps between paragraphs"),
        (reflowed(letter()), "one line"),
        (wrapped(letter()), "short lines"),
        (letter().replace("not medically", "notmedically"), "glued"),
        (letter().replace("is not medically", "is not\n\n\n\fmedically"), "across pages"),
        (
            letter().replace(
                "unit is not",
                "unit is \n\nFinal Determination Letter for IMR Case Number CM13-0000123   1 \n\f\nnot",
            ),
            "a footer in the sentence",
        ),
        (letter().replace("Expert Reviewer", "Physician Reviewer"), "the physician reviewer"),
        (letter().replace("Guideline(s) Relied Upon", "Guidelines Relied On"), "the heading in other words"),
        (letter().replace(HEADING, ""), "no heading over the second list"),
        (letter().replace(HEADING, "").replace(OPENING, ""), "nothing between the lists"),
        (letter().replace(GUIDELINES, GUIDELINES.upper()).replace("Rationale for", "RATIONALE FOR"), "capitals"),
        (letter().replace("Case Summary", "CASE SUMMARY").replace("Effect of the", "EFFECT OF THE"), "more capitals"),
        (letter().replace(GUIDELINES, GUIDELINES[:-1]), "no colon"),
        (letter().replace("MAXIMUS Federal Services, Inc. has", "MAXIMUS Federal Services Inc has"), "no marks"),
        (letter().replace(EFFECT, "Sincerely,\n\nMedical Director"), "no effect of the decision"),
        (letter().replace(EFFECT, ""), "no close at all"),
        (letter().replace("Regarding the request for ", ""), "heads without their first words"),
        (re.sub(r"\n\d\) Regarding .*:\n", "", letter()), "no heads"),
        (
            letter(decided=[*sections()[:1], section(" and ".join(NAMES[1:]), True, "2-3) ", "requests")]).replace(
                why(" and ".join(NAMES[1:]), True), "@"
            ),
            "one section for two",
        ),
    ],
)
def test_items_in_any_dress(text, reason):
    found = parse(text)
    expected = [(request, outcome) for request, outcome, _ in EXPECTED]
    assert [(each.request, each.outcome) for each in found.items] == expected, reason
    if "@" not in text:
        assert severe(found) == [], reason
        assert [" ".join(each.rationale.split()).replace("notm", "not m") for each in found.items] == [
            rationale for _, _, rationale in EXPECTED
        ], reason
    for each in found.items:
        assert [citation.source for citation in each.claims_admin_citations] == ["ODG"], reason
        assert [citation.source for citation in each.reviewer_citations] == ["ACOEM"], reason
    assert (found.age, found.reviewer.states, found.dates.assigned) == (51, ("Ohio",), date(2013, 8, 5)) or (
        OPENING not in text and found.dates.assigned is None
    )


@pytest.mark.parametrize("number", ["1-2) ", "1) and 2) ", "1 & 2) ", "1, 2) ", "1) ", ""])
def test_one_section_serves_two_requests(number):
    both = section(f"{NAMES[0]} and {NAMES[1]}", False, number, "requests")
    found = parse(letter(announced(NAMES, (False, False, False)), "", [both, section(NAMES[2], False, "3) ")]))
    assert [each.request for each in found.items] == list(NAMES)
    assert found.items[0].rationale == found.items[1].rationale != found.items[2].rationale
    assert severe(found) == []
    assert "announced_items_differ" not in codes(found)


def test_a_section_without_a_head_is_for_the_only_request():
    only = announced(NAMES[:1], OUTCOMES[:1], "")
    decided = section(NAMES[0], False).split("\n\n", 1)[1]
    found = parse(letter(only, only, [decided]))
    assert [(each.request, each.rationale) for each in found.items] == [(NAMES[0], why(NAMES[0], False))]
    assert codes(found) == []


def test_sections_without_labels():
    decided = [f"{place}) Regarding the request for {name}:\n{why(name, approved)}"
               for place, (name, approved) in enumerate(zip(NAMES, OUTCOMES, strict=True), 1)]  # fmt: skip
    assert read(letter(decided=decided)) == EXPECTED


def test_guidelines_without_their_label():
    text = letter().replace(GUIDELINES, "")
    assert read(text) == EXPECTED
    assert [citation.source for citation in parse(text).items[1].reviewer_citations] == ["ACOEM"]


def test_a_sentence_in_a_rationale_is_no_section():
    talk = "Regarding the request for traction, the records are silent. "
    text = letter().replace("There is a reason.", f"There is a reason.\n{talk}")
    assert read(text) == [
        (name, outcome, why.replace("reason. ", f"reason. {talk}")) for name, outcome, why in EXPECTED
    ]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (letter(second=announced(NAMES[:2], OUTCOMES[:2])), 3, "one list is shorter"),
        (letter(announced(NAMES[:2], OUTCOMES[:2])), 3, "the other"),
        (letter(second=announced((*NAMES[:2], "six visits of pool therapy"))), 3, "a request in other words"),
        (letter(second=announced(outcomes=(True, True, False))), 3, "another outcome"),
        (letter(decided=sections((*NAMES[:2], "eight visits of aquatic therapy"))), 3, "a section in other words"),
        (letter(decided=[*sections(), section("a raised toilet seat", False, "4) ")]), 4, "a section not announced"),
    ],
)
def test_lists_and_sections_that_differ(text, expected, reason):
    found = parse(text)
    assert "announced_items_differ" in codes(found), reason
    assert len(found.items) == expected, reason
    assert severe(found) == [], reason
    assert [each.outcome for each in found.items[:3]] == ["upheld", "overturned", "upheld"], reason


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (letter(decided=[]), "item_without_rationale", "lists and no sections"),
        (letter(decided=sections()[:2]), "item_without_rationale", "a section is missing"),
        (letter("", ""), "announced_items_differ", "sections and no list"),
        (letter("", "", []), "no_items", "neither"),
        (letter()[: letter().rindex("not medically")], "truncated", "cut off in the last rationale"),
        (letter(second="")[: len(TITLE) + 100], "item_without_outcome", "cut off in the list"),
        (letter(first="", second=announced().replace("is medically necessary and", "is withdrawn or"), decided=[]),
         "item_without_outcome", "none we know"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(text, code, reason):
    assert code in codes(parse(text)), reason


@pytest.mark.parametrize(
    ("disclaimer", "reason"),
    [
        (
            "Disclaimer: The following case summary was taken directly from the UR denial dated 7/1/13.",
            "",
        ),
        ("Disclaimer: The following case summary was taken directly from the UR letter dated Jul. 1, 2013:", "a colon"),
        ("The following summary was taken directly from the utilization review determination.", "without its label"),
    ],
)
def test_the_disclaimer_is_no_part_of_the_summary(disclaimer, reason):
    start = SUMMARY.index("Disclaimer")
    text = letter().replace(SUMMARY, SUMMARY[:start] + disclaimer + "\n\n“This is a 38 year old woman.”")
    found = parse(text)
    assert found.summary == "This is a 38 year old woman.", reason
    assert (found.age, found.sex) == (38, "female")


def test_no_text_is_lost():
    for text in (letter(), reflowed(letter()), letter(decided=sections()[::-1]), letter("", "")):
        assert "unclaimed" not in {part.name for part in parts(text)}
        joined = "".join("".join(text[slice(*part.span)].split()) for part in parts(text))
        assert joined == "".join(text.split())


START = letter()


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        START + "regarding the request for " * 10_000,
        START + "\n1) Regarding the request for a cane:\n" * 5_000,
        START.replace("There is", "1) MAXIMUS has determined the request for x " * 5_000),
        letter(first="1) MAXIMUS has determined the request for x is medically necessary.\n" * 5_000),
        START + "Rationale for the Decision:\n" * 10_000,
        START + GUIDELINES * 3_000,
        START.replace("Disclaimer", "following case summary was " * 9_000),
        START + "notice of" + " " * 300_000,
        START.replace("ODG", "The Claims Administrator cited, " * 9_000),
    ],
    ids=lambda text: f"{len(text)}-{text[-12:-2]!r}",
)
def test_hostile_text_takes_bounded_time(text):
    assert_cheap(lambda: parse(text), seconds=5)
