"""A planned letter set in the form of a final determination: headings, labels, double spacing, page breaks."""

import re
from collections.abc import Iterator
from datetime import date

from ingest.benchmark.plan import PlannedItem, PlannedLetter

PAGE_LINES = 42
WORDS = {"upheld": "Upheld", "overturned": "Overturned", "partially_overturned": "Overturned in part"}
OPENING = (
    "MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no affiliation with "
    "the employer, employee, providers or the claims administrator. "
)
SELECTION = (
    "He/she has practiced actively for more than five years and at present sees patients for at least 24 hours a "
    "week. The expert reviewer was chosen for clinical experience, education, background and expertise in the same "
    "or similar specialties as those who evaluate and/or treat the medical condition and disputed items/services, "
    "and knows the governing laws and regulations, including the strength of evidence hierarchy that applies to "
    "Independent Medical Review determinations."
)
SUMMARY_INTRODUCTION = (
    "The expert reviewer developed the following clinical case summary based on a review of the case file, "
    "including all medical records:"
)
ISSUES_INTRODUCTION = "The Final Determination was based on decisions for the disputed items/services set forth below:"
_LINES = re.compile(r"(.{1,96})(?: |$)")


def render(letter: PlannedLetter) -> str:
    """The letter's whole text."""
    lines = list(_lines(letter))
    pages = (lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES))
    return " " + "\n\n".join(" \n\n".join(page) + " \n\n" for page in pages)


def _lines(letter: PlannedLetter) -> Iterator[str]:
    if letter.titled:
        yield from TITLE_PAGES[letter.title_layout](letter)
        yield ""
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield from _credentials(letter)
    yield "CLINICAL CASE SUMMARY"
    yield from _LINES.findall(SUMMARY_INTRODUCTION)
    yield ""
    yield from _LINES.findall(letter.summary)
    yield ""
    yield "IMR ISSUES, DECISIONS AND RATIONALES"
    yield from _LINES.findall(ISSUES_INTRODUCTION)
    yield ""
    for item in letter.items:
        yield from _item(item, letter)


def _credentials(letter: PlannedLetter) -> Iterator[str]:
    if letter.block_style:
        yield from _LINES.findall(OPENING + SELECTION)
        yield ""
        yield "The Expert Reviewer has the following credentials:"
        yield f"State(s) of Licensure: {', '.join(letter.states)}"
        yield f"Certification(s)/Specialty: {', '.join(letter.specialties)}"
    else:
        board, *second = letter.specialties
        subspecialty = f", has a subspecialty in {second[0]}" if second else ""
        states = " and ".join(letter.states)
        certified = (
            f"The expert reviewer is Board Certified in {board}{subspecialty} and is licensed to practice in {states}. "
        )
        yield from _LINES.findall(OPENING + certified + SELECTION)
    yield ""


def _item(item: PlannedItem, letter: PlannedLetter) -> Iterator[str]:
    outcome = WORDS[item.outcome]
    if letter.parted:
        yield from _LINES.findall(f"{item.request}:")
        yield outcome
    else:
        yield from _LINES.findall(f"{item.request}: {outcome}")
    yield ""
    for label, words in (
        ("Claims Administrator guideline", item.claims_admin),
        ("MAXIMUS guideline", item.reviewer),
        ("Decision rationale", item.rationale),
    ):
        yield from _LINES.findall(f"{label}: {words}")
        yield ""


def _day(value: date) -> str:
    return f"{value.month:02}/{value.day:02}/{value.year}"


def _pairs(letter: PlannedLetter) -> list[str]:
    return [
        f"Case Number: {letter.case_number} Date Assigned: {_day(letter.assigned)}",
        f"Date of Injury: {_day(letter.injury)} Decision Date:  {_day(letter.decision)}",
        f"Priority: Standard UR Denial Date:  {_day(letter.ur_denial)}",
        f"Application Received: {_day(letter.received)}",
    ]


def _pairs_decision_last(letter: PlannedLetter) -> list[str]:
    return [
        f"Case Number:  {letter.case_number}  Date Assigned:  {_day(letter.assigned)}",
        f"Date of Injury:  {_day(letter.injury)}  UR Denial Date:  {_day(letter.ur_denial)}",
        f"Priority:  Standard  Application Received:  {_day(letter.received)}",
        f"Decision Date:  {_day(letter.decision)}",
    ]


def _columns(letter: PlannedLetter) -> list[str]:
    """Wide columns, in which the last label is broken around its value."""
    rows = (
        ("Case Number:", letter.case_number, "Date Assigned:", _day(letter.assigned)),
        ("Date of Injury:", _day(letter.injury), "Decision Date:", _day(letter.decision)),
        ("Priority:", "Standard", "UR Denial Date:", _day(letter.ur_denial)),
    )
    return [
        *(f"{a:<20}{b:<22}{c:<21}{d}" for a, b, c, d in rows),
        f"{'Application':<20}{_day(letter.received)}",
        "Received:",
    ]


TITLE_PAGES = (_pairs, _pairs_decision_last, _columns)
