"""A planned letter set in the form of its layout; here that of a final determination."""

from collections.abc import Iterator

from ingest.benchmark.early import maximus, notice, professional
from ingest.benchmark.plan import PlannedItem, PlannedLetter
from ingest.benchmark.setting import day, double_spaced, single_spaced, wrap

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


def render(letter: PlannedLetter) -> str:
    """The letter's whole text."""
    footer = f"Final Determination Letter for IMR Case Number {letter.case_number}" if letter.layout in FOOTED else ""
    spaced = double_spaced if letter.double_spaced else single_spaced
    return spaced(FORMS[letter.layout](letter), footer)


def _final(letter: PlannedLetter) -> Iterator[str]:
    if letter.titled:
        yield from TITLE_PAGES[letter.title_layout](letter)
        yield ""
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield from _credentials(letter)
    yield "CLINICAL CASE SUMMARY"
    yield from wrap(SUMMARY_INTRODUCTION)
    yield ""
    yield from wrap(letter.summary)
    yield ""
    yield "IMR ISSUES, DECISIONS AND RATIONALES"
    yield from wrap(ISSUES_INTRODUCTION)
    yield ""
    for item in letter.items:
        yield from _item(item, letter)


def _credentials(letter: PlannedLetter) -> Iterator[str]:
    if letter.block_style:
        yield from wrap(OPENING + SELECTION)
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
        yield from wrap(OPENING + certified + SELECTION)
    yield ""


def _item(item: PlannedItem, letter: PlannedLetter) -> Iterator[str]:
    outcome = WORDS[item.outcome]
    if letter.parted:
        yield from wrap(f"{item.request}:")
        yield outcome
    else:
        yield from wrap(f"{item.request}: {outcome}")
    yield ""
    for label, words in (
        ("Claims Administrator guideline", item.claims_admin.words),
        ("MAXIMUS guideline", item.reviewer.words),
        ("Decision rationale", item.rationale),
    ):
        yield from wrap(f"{label}: {words}")
        yield ""


def _pairs(letter: PlannedLetter) -> list[str]:
    return [
        f"Case Number: {letter.case_number} Date Assigned: {day(letter.assigned)}",
        f"Date of Injury: {day(letter.injury)} Decision Date:  {day(letter.decision)}",
        f"Priority: {letter.priority} UR Denial Date:  {day(letter.ur_denial)}",
        f"Application Received: {day(letter.received)}",
    ]


def _pairs_decision_last(letter: PlannedLetter) -> list[str]:
    return [
        f"Case Number:  {letter.case_number}  Date Assigned:  {day(letter.assigned)}",
        f"Date of Injury:  {day(letter.injury)}  UR Denial Date:  {day(letter.ur_denial)}",
        f"Priority:  {letter.priority}  Application Received:  {day(letter.received)}",
        f"Decision Date:  {day(letter.decision)}",
    ]


def _columns(letter: PlannedLetter) -> list[str]:
    """Wide columns, in which the last label is broken around its value."""
    rows = (
        ("Case Number:", letter.case_number, "Date Assigned:", day(letter.assigned)),
        ("Date of Injury:", day(letter.injury), "Decision Date:", day(letter.decision)),
        ("Priority:", letter.priority, "UR Denial Date:", day(letter.ur_denial)),
    )
    return [
        *(f"{a:<20}{b:<22}{c:<21}{d}" for a, b, c, d in rows),
        f"{'Application':<20}{day(letter.received)}",
        "Received:",
    ]


TITLE_PAGES = (_pairs, _pairs_decision_last, _columns)
FORMS = {"final": _final, "maximus": maximus, "notice": notice, "professional": professional}
FOOTED = ("maximus", "notice")
