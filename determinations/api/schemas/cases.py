"""Cases: in lists, and with their facts, their letter and their decisions."""

from determinations.api.schemas.decisions import (
    AGE,
    CASE,
    CASE_PAGE,
    DECIDED,
    REVISION,
    SEX,
    SITE,
    SPECIALTIES,
    corrected,
    counted,
    pages,
)
from determinations.api.shapes import (
    Schema,
    address,
    by_name,
    choice,
    day,
    optional,
    record,
    ref,
    several,
    span,
    text,
    whole,
)
from determinations.choices import Credential, Outcome

_NUMBER = optional(text("The case number, where the letter states one.", "CM15-0012345"))
_OUTCOME = optional(choice("The outcome all its decisions share, or mixed.", [*Outcome.values, "mixed"], "mixed"))
_DATES = {
    "injury": "The injury.",
    "ur_denial": "The denial in utilization review.",
    "received": "The application’s arrival.",
    "assigned": "The case’s assignment.",
    "decision": "The decision.",
}


def case_list() -> Schema:
    return record("A page of cases.", counted() | pages(several(ref("ListedCase"), "In the order asked for.")))


def listed_case() -> Schema:
    return record(
        "A case, as lists have it.",
        {
            "case": CASE,
            "case_number": _NUMBER,
            "url": address("Its page.", CASE_PAGE),
            "api_url": address("Its own address here.", f"{SITE}/api/v1/cases/cm15-0012345/"),
            "outcome": _OUTCOME,
            "decisions": whole("Decisions it has.", 3),
            "found": several(whole("A decision’s number.", 2, minimum=1), "Those of its decisions that match."),
            "decided": DECIDED,
            "age": AGE,
            "sex": SEX,
            "specialties": SPECIALTIES,
        },
    )


def case() -> Schema:
    dates = {name: optional(day(description, "2015-06-30")) for name, description in _DATES.items()}
    return record(
        "A case.",
        {
            "revision": REVISION,
            "case": CASE,
            "case_number": _NUMBER,
            "url": address("Its page.", CASE_PAGE),
            "outcome": _OUTCOME,
            "dates": record("The days of the case; null where the letter does not state one.", dates),
            "priority": optional(text("Standard or Expedited.", "Standard")),
            "age": AGE,
            "sex": SEX,
            "reviewer": optional(ref("Reviewer")),
            "summary": text("The summary of the case, as the letter has it; may be blank.", "The worker …"),
            "corrected": corrected("dates.injury"),
            "letter": optional(ref("Letter")),
            "decisions": several(ref("Decision"), "Its decisions, in the order of the letter."),
        },
    )


def reviewer() -> Schema:
    credential = record(
        "A certification.",
        {
            "kind": choice("What it is.", Credential.values, "specialty"),
            "text": text("As written.", "Physical Medicine & Rehabilitation"),
            "specialty": optional(text("The specialty it names, where that is known.", "pain-management")),
        },
    )
    return record(
        "What is known of the reviewer, whose name the law keeps secret.",
        {
            "states": several(text("As written.", "California"), "States of licence."),
            "credentials": several(credential, "Certifications."),
        },
    )


def letter() -> Schema:
    place = span("Start and end.", (40, 51))
    return record(
        "The letter in force, and how it was read. Spans count the characters of the text at text_url.",
        {
            "text_url": address("Its words.", f"{CASE_PAGE}letter.txt"),
            "pdf_url": optional(address("The PDF they were read from, if any.", f"{CASE_PAGE}letter.pdf")),
            "layout": text("Its form.", "final"),
            "parser_version": text("Of the program that read it.", "1"),
            "spans": by_name(place, "Where in its text each fact of the case stands.", "age"),
            "from_list": several(text("A fact.", "received"), "Facts taken from the state’s list, not the letter."),
            "warnings": several(ref("Warning"), "What no rule understood, or what looks doubtful."),
        },
    )


def warning() -> Schema:
    return record(
        "What was noticed in reading.",
        {
            "code": text("Its kind.", "no_states"),
            "message": text("A sentence.", "No state of licence is named."),
            "span": optional(span("Where.", (40, 51))),
        },
    )
