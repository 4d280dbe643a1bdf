"""What a case's page states of the case as a whole, each fact with the place in the letter it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from determinations.choices import Credential
from determinations.models import Case, DisputedItem, Letter
from determinations.passages import Place, places
from determinations.results import shortened

_IN_TITLE = 80  # characters of a request
_IN_CITATION = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is blank when the letter does not state it; `anchor` when its place is not known."""

    label: str
    value: str
    anchor: str


def facts(case: Case, letter: Letter | None) -> list[Fact]:
    """Everything known of the case, in the order it is read; missing facts are there, and blank."""
    spans = letter.spans if letter else {}
    return [Fact(label, value, name if name in spans else "") for name, label, value in _stated(case)]


def title(case: Case) -> str:
    """What the case is called: its number, or for a letter without one, what was asked for."""
    if case.case_number:
        return f"Case {case.case_number}"
    requests = [item.request for item in case.items.all()]
    if not requests:
        return "Letter without case number"
    more = f" and {len(requests) - 1:,} more" if len(requests) > 1 else ""
    return f"Letter without case number: {_line(requests[0], _IN_TITLE)}{more}"


def citation(item: DisputedItem) -> str:
    """One line that names the decision, to be copied."""
    case = item.case
    decided = _day(case.decision_date) or "decision date not stated"
    name = case.case_number or f"without case number, {case.slug}"
    request = _line(item.request, _IN_CITATION).rstrip(".")
    outcome = item.get_outcome_display()
    return f"IMR Final Determination {name} ({decided}), decision {item.position}: {request} – {outcome}."


def letter_places(case: Case, letter: Letter) -> Iterator[Place]:
    """Every passage of the letter that a fact of the case or of one of its items came from."""
    yield from places(letter.spans)
    for item in case.items.all():
        prefix = f"item-{item.position}-"
        yield from places(item.spans, prefix)
        for citation in item.citations.all():
            yield from places({f"{citation.cited_by}-{citation.position}": citation.span}, prefix)


def _stated(case: Case) -> Iterator[tuple[str, str, str]]:
    """Name of the span, label, value."""
    yield "case_number", "Case number", case.case_number or ""
    yield "decision", "Decided", _day(case.decision_date)
    yield "injury", "Date of injury", _day(case.injury_date)
    yield "ur_denial", "Denied in utilization review", _day(case.ur_denial_date)
    yield "received", "Application received", _day(case.received_date)
    yield "assigned", "Case assigned", _day(case.assigned_date)
    yield "priority", "Priority", case.priority
    yield "age", "Worker’s age", "" if case.age is None else f"{case.age} years"
    yield "sex", "Worker’s sex", case.get_sex_display() if case.sex else ""
    yield "specialties", "Reviewer’s specialties", _credentials(case, Credential.SPECIALTY)
    yield "subspecialties", "Reviewer’s subspecialties", _credentials(case, Credential.SUBSPECIALTY)
    yield "states", "Reviewer licensed in", ", ".join(case.reviewer.states) if case.reviewer else ""


def _line(text: str, length: int) -> str:
    return shortened(" ".join(text.split()), length)


def _credentials(case: Case, kind: Credential) -> str:
    if case.reviewer is None:
        return ""
    return ", ".join(each.text for each in case.reviewer.credentials.all() if each.kind == kind)


def _day(value: date | None) -> str:
    return date_format(value, "F j, Y") if value else ""
