"""The forms of 2013 and 2014: numbered items that are sentences, a notice with its lists, a review by issue."""

from collections.abc import Iterator
from datetime import date

from ingest.benchmark.plan import PlannedItem, PlannedLetter
from ingest.benchmark.setting import BREAK, day, wrap

ANNOUNCED = {
    ("upheld",): ("UPHOLD", "none"),
    ("overturned",): ("OVERTURN", "all"),
    ("overturned", "upheld"): ("PARTIAL OVERTURN", "some"),
}
COMPLETED = (
    'MAXIMUS Federal Services has completed the Independent Medical Review ("IMR") of the above workers’ compensation '
    "case. This letter provides you with the IMR Final Determination and explains how the determination was made."
)
BINDING = (
    "The determination of MAXIMUS Federal Services and its physician reviewer is deemed to be the Final Determination "
    "of the Administrative Director of the Division of Workers’ Compensation and is binding on all parties."
)
APPEAL = (
    "An appeal must be filed with the Workers’ Compensation Appeals Board within 30 days from the date of this letter. "
    "Please see California Labor Code Section 4610.6(h)."
)
UNAFFILIATED = "He/she has no affiliation with the employer, employee, providers or the claims administrator. "
EXPERIENCE = (
    "He/she has been in active clinical practice for more than five years and is currently working at least 24 hours "
    "a week in active practice."
)
CHOSEN = (
    " was selected based on his/her clinical experience, education, background, and expertise in the same or similar "
    "specialties that evaluate and/or treat the medical condition and "
)
RECEIVED = (
    "The following relevant documents received from the interested parties and the documents provided with the "
    "application were reviewed and considered. These documents included:"
)
SUMMARY_INTRODUCTION = (
    "The physician reviewer developed the following clinical case summary based on a review of the case file, "
    "including all medical records:"
)
BULLETS = ("•", "-", "*")
FULL_TITLE = "Notice of Independent Medical Review Determination"


def maximus(letter: PlannedLetter) -> Iterator[str]:
    """Title page and cover letter, four headings, items numbered 1., 2., ..."""
    yield from ("MAXIMUS FEDERAL SERVICES, INC.", "Independent Medical Review", "")
    if letter.title_layout == 0:
        yield from (FULL_TITLE, "")
    yield from _title_page(letter)
    yield from _cover(letter)
    yield BREAK
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield from wrap(
        f"MAXIMUS Federal Services sent the complete case file to a physician reviewer. {UNAFFILIATED}The physician "
        f"reviewer {_certified(letter)}. {EXPERIENCE} The physician reviewer{CHOSEN}disputed items/services."
    )
    yield from ("", "DOCUMENTS REVIEWED", *_documents(letter), "", "CLINICAL CASE SUMMARY")
    yield from (*wrap(SUMMARY_INTRODUCTION), "", *wrap(letter.summary), "")
    yield "IMR DECISION(S) AND RATIONALE(S)"
    yield from wrap("The Final Determination was based on decisions for the disputed items/services set forth below:")
    yield ""
    for number, item in enumerate(letter.items, 1):
        yield from (*wrap(f"{number}. {item.request} {_decided(letter, item)}."), "")
        yield from (*wrap(item.claims_admin.words), "", *wrap(item.reviewer.words), "")
        label = f"The Physician Reviewer{'’' if letter.double_spaced else chr(39)}s decision rationale:"
        yield from wrap(f"{label} {item.rationale}") if letter.title_layout == 1 else (label, *wrap(item.rationale))
        yield ""
    yield from ("", "/sr")


def notice(letter: PlannedLetter) -> Iterator[str]:
    """The list of decisions on the first page and on the second, then what is said of each request."""
    yield from (FULL_TITLE, "")
    yield from _title_page(letter)
    yield from _decisions(letter)
    yield BREAK
    yield "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"
    yield ""
    yield from wrap(
        f"An application for Independent Medical Review was filed on {_short(letter.received)} disputing the "
        f"Utilization Review Denial dated {_short(letter.ur_denial)}. A Notice of Assignment and Request for "
        f"Information was provided to the above parties on {_short(letter.assigned)}. A decision has been made for "
        "each of the treatments and/or services that were in dispute:"
    )
    yield ""
    yield from _decisions(letter)
    yield "Medical Qualifications of the Expert Reviewer:"
    yield from wrap(
        "The Medical Doctor who made the decision has no affiliation with the employer, employee, providers or the "
        f"claims administrator. The physician reviewer {_certified(letter)}. {EXPERIENCE} The Expert Reviewer{CHOSEN}"
        "treatments and/or services at issue."
    )
    yield from ("", "Case Summary:")
    yield from (*_told_summary(letter), "", "Documents Reviewed for Determination:", *_documents(letter), "")
    for number, item in enumerate(letter.items, 1):
        yield from _regarding(number, item)
    yield from ("Effect of the Decision:", *wrap(BINDING), "", *_signature())


def professional(letter: PlannedLetter) -> Iterator[str]:
    """A review that states each outcome in its rationale only."""
    yield from ("MEDICAL PROFESSIONAL REVIEW", "")
    if letter.titled:
        yield from (f"IMR Case Number: {letter.case_number}", "")
    if letter.title_layout == 0:
        yield from (*_qualifications(letter), "")
    yield from ("ISSUE AT DISPUTE:", *_issues(letter), "", "CASE SUMMARY:", *wrap(letter.summary), "")
    yield "DOCUMENTS REVIEWED FOR DETERMINATION:"
    yield from wrap(
        "Application for Independent Medical Review; utilization review determination; medical records from the "
        "provider and the claims administrator; Medical Treatment Utilization Schedule."
    )
    yield ""
    for number, item in enumerate(letter.items, 1):
        if len(letter.items) > 1:
            yield from (*wrap(f"{number}. {item.request}"), "")
        yield from wrap("MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:")
        yield from (*wrap(f"{item.reviewer.words} {item.claims_admin.words}".strip()), "")
        yield from wrap("RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:")
        yield from (*wrap(item.rationale), "")
    if letter.title_layout != 0:
        yield from _qualifications(letter)


def _title_page(letter: PlannedLetter) -> Iterator[str]:
    """Labels over their values, or two pairs a line. A notice states no priority."""
    pairs = [
        ("IMR Case Number:", letter.case_number),
        ("Date of Injury:", _short(letter.injury)),
        ("Claims Number:", ""),
        ("UR Denial Date:", _short(letter.ur_denial)),
        *([("Priority:", letter.priority.upper())] if letter.layout == "maximus" else []),
        ("Application Received:", _short(letter.received)),
    ]
    yield from (f"Dated: {day(letter.decision)}", "")
    if letter.title_layout == 2:
        for label, value in pairs:
            yield from (label, value) if value else (label,)
    else:
        for place in range(0, len(pairs), 2):
            yield "  ".join(f"{label}  {value}" for label, value in pairs[place : place + 2])
    yield from ("Employee Name:", "Provider Name:")
    if letter.layout == "maximus" and letter.title_layout == 0:
        yield "Treatment(s) in Dispute Listed on IMR Application:"
        yield "PLEASE REFERENCE UTILIZATION REVIEW DETERMINATION LETTER"
    yield ""


def _cover(letter: PlannedLetter) -> Iterator[str]:
    word, which = ANNOUNCED[tuple(sorted({item.outcome for item in letter.items}))]
    yield from ("DEAR :", "", *wrap(COMPLETED), "")
    yield from wrap(
        f"Final Determination: {word}. This means we decided that {which} of the disputed items/services are medically "
        "necessary and appropriate. A detailed explanation of the decision for each of the disputed items/services is "
        "provided later in this letter."
    )
    yield from ("", *wrap(BINDING), "", *wrap(APPEAL), "", *_signature())


def _signature() -> tuple[str, ...]:
    return ("Sincerely,", "", "Medical Director", "", "cc: Department of Industrial Relations")


def _documents(letter: PlannedLetter) -> Iterator[str]:
    bullet = BULLETS[letter.title_layout]
    yield from wrap(RECEIVED)
    yield f"{bullet} Application for Independent Medical Review (received {_short(letter.received)})"
    yield f"{bullet} Utilization Review Determination (dated {_short(letter.ur_denial)})"
    yield f"{bullet} Medical Records from the provider"
    yield f"{bullet} Medical Treatment Utilization Schedule (MTUS)"


def _decisions(letter: PlannedLetter) -> Iterator[str]:
    for number, item in enumerate(letter.items, 1):
        decision = f"has determined the request for {item.request} {_decided(letter, item)}."
        yield from (*wrap(f"{number}) MAXIMUS Federal Services, Inc. {decision}"), "")


def _told_summary(letter: PlannedLetter) -> Iterator[str]:
    if not letter.quoted:
        yield from wrap(letter.summary)
        return
    yield from wrap(
        "Disclaimer: The following case summary was taken directly from the utilization review denial/modification "
        f"dated {_short(letter.ur_denial)}."
    )
    yield from ("", *wrap(f'"{letter.summary}"'))


def _regarding(number: int, item: PlannedItem) -> Iterator[str]:
    yield from (*wrap(f"{number}) Regarding the request for {item.request}:"), "")
    yield from wrap("Medical Treatment Guideline(s) Relied Upon by the Expert Reviewer to Make His/Her Decision:")
    yield from (*wrap(f"{item.claims_admin.words} {item.reviewer.words}"), "")
    yield from ("Rationale for the Decision:", *wrap(item.rationale), "")


def _issues(letter: PlannedLetter) -> Iterator[str]:
    for number, item in enumerate(letter.items, 1):
        yield from wrap(f"{number}. {item.request}" if len(letter.items) > 1 else item.request)


def _qualifications(letter: PlannedLetter) -> Iterator[str]:
    yield "MEDICAL REVIEWER QUALIFICATIONS:"
    yield from wrap(f"The reviewer {_certified(letter)}.")


def _decided(letter: PlannedLetter, item: PlannedItem) -> str:
    """The formula that is a heading's end; in a `glued` letter without the space that got lost in it."""
    verb = "are" if item.request[0].isdigit() else "is"
    negation = ("not" if letter.glued else "not ") if item.outcome == "upheld" else ""
    return f"{verb} {negation}medically necessary and appropriate"


def _certified(letter: PlannedLetter) -> str:
    board, *second = letter.specialties
    subspecialty = f", has a subspecialty in {second[0]}" if second else ""
    return f"is Board Certified in {board}{subspecialty} and is licensed to practice in {' and '.join(letter.states)}"


def _short(value: date) -> str:
    return f"{value.month}/{value.day}/{value.year}"
