"""What a case's page states of the case as a whole, each fact with the place in the letter it came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.utils.formats import date_format

from determinations.choices import CitedBy, Credential, Outcome
from determinations.corrected import Mark, Marks
from determinations.models import Case, DisputedItem, Letter
from determinations.passages import Place, places
from determinations.results import shortened

_IN_TITLE = 80  # characters of a request
_IN_CITATION = 200
_OUTCOMES = {each.value: each.label.lower() for each in Outcome}
_LABELS = {
    "case_number": "Case number",
    "decision": "Decided",
    "injury": "Date of injury",
    "ur_denial": "Denied in utilization review",
    "received": "Application received",
    "assigned": "Case assigned",
    "priority": "Priority",
    "age": "Worker’s age",
    "sex": "Worker’s sex",
    "specialties": "Reviewer’s specialties",
    "subspecialties": "Reviewer’s subspecialties",
    "states": "Reviewer licensed in",
    "summary": "Summary of the case",
}
_OF_ITEM = re.compile(r"item-(\d+)-(.+)")
_OF_DECISION = ("request", "outcome", "rationale")
_SIDES = {CitedBy.CLAIMS_ADMIN.value: "claims administrator’s", CitedBy.REVIEWER.value: "reviewer’s"}


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is blank when the letter does not state it; `anchor` when its place is not known.

    `name` is that of the span; `listed`: the value comes from the state's list, not from the letter; `corrected`: it
    comes from a human.
    """

    name: str
    label: str
    value: str
    anchor: str
    listed: bool
    corrected: Mark | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where on the case's page stands what was read from a passage: the element's id, and what it is."""

    target: str
    label: str


def facts(case: Case, letter: Letter | None, corrected: Marks = MappingProxyType({})) -> list[Fact]:
    """Everything known of the case, in the order it is read; missing facts are there, and blank."""
    spans, supplied = (letter.spans, letter.supplied) if letter else ({}, [])
    return [
        Fact(name, _LABELS[name], value, name if name in spans else "", name in supplied, corrected.get(name))
        for name, value in _stated(case)
    ]


def origin(place: str) -> Origin:
    """What a place of `letter_places` is the origin of."""
    if place.startswith("warning-"):
        return Origin(place, "what was noticed here")
    item = _OF_ITEM.fullmatch(place)
    if item is None:
        return Origin("summary" if place == "summary" else f"fact-{place}", _LABELS.get(place, place))
    number, what = item.groups()
    if what in _OF_DECISION:
        return Origin(f"item-{number}", f"decision {number}, {what}")
    side, _, position = what.rpartition("-")
    return Origin(place, f"decision {number}, {_SIDES.get(side, side)} citation {position}")


def title(case: Case) -> str:
    """What the case is called: its number, or for a letter without one, what was asked for."""
    if case.case_number:
        return f"Case {case.case_number}"
    requests = [item.request for item in case.items.all()]
    if not requests:
        return "Letter without case number"
    more = f" and {len(requests) - 1:,} more" if len(requests) > 1 else ""
    return f"Letter without case number: {_line(requests[0], _IN_TITLE)}{more}"


def citation(item: DisputedItem, total: int, address: str) -> str:
    """One line that names the decision and where it stands, to be pasted into a brief.

    `total` counts the case's decisions; `address` is the whole URL of its page.
    """
    return citation_line(
        number=item.case.case_number,
        slug=item.case.slug,
        decided=item.case.decision_date,
        place=item.position,
        total=total,
        request=item.request,
        outcome=item.outcome,
        address=f"{address}#item-{item.position}",
    )


def citation_line(
    *, number: str | None, slug: str, decided: date | None, place: int, total: int, request: str, outcome: str,
    address: str,
) -> str:  # fmt: skip
    """The same from plain values; `address` is the whole URL of the decision."""
    named = f"Case No. {number}" if number else f"case number not stated ({slug})"
    dated = f"dated {_day(decided)}" if decided else "decision date not stated"
    asked = _line(request, _IN_CITATION).rstrip(".,;: ")
    issue = f"issue {place} of {total}: {asked}, {_OUTCOMES[outcome]}"
    return f"IMR Final Determination, {named}, {dated}, {issue}. {address}"


def letter_places(case: Case, letter: Letter) -> Iterator[Place]:
    """Every passage of the letter that a fact of the case or of one of its items came from."""
    yield from places(letter.spans)
    for item in case.items.all():
        prefix = f"item-{item.position}-"
        yield from places(item.spans, prefix)
        for citation in item.citations.all():
            yield from places({f"{citation.cited_by}-{citation.position}": citation.span}, prefix)
    for number, warning in enumerate(letter.warnings, start=1):
        yield from places({f"warning-{number}": warning.get("span", ())})


def _stated(case: Case) -> Iterator[tuple[str, str]]:
    """Name of the span, and value."""
    yield "case_number", case.case_number or ""
    yield "decision", _day(case.decision_date)
    yield "injury", _day(case.injury_date)
    yield "ur_denial", _day(case.ur_denial_date)
    yield "received", _day(case.received_date)
    yield "assigned", _day(case.assigned_date)
    yield "priority", case.priority
    yield "age", "" if case.age is None else f"{case.age} years"
    yield "sex", case.get_sex_display() if case.sex else ""
    yield "specialties", _credentials(case, Credential.SPECIALTY)
    yield "subspecialties", _credentials(case, Credential.SUBSPECIALTY)
    yield "states", ", ".join(case.reviewer.states) if case.reviewer else ""


def _line(text: str, length: int) -> str:
    return shortened(" ".join(text.split()), length)


def _credentials(case: Case, kind: Credential) -> str:
    if case.reviewer is None:
        return ""
    return ", ".join(each.text for each in case.reviewer.credentials.all() if each.kind == kind)


@lru_cache(maxsize=1024)  # exports say the same days over and over
def _day(value: date | None) -> str:
    return date_format(value, "F j, Y") if value else ""
