"""What is read out of one letter: frozen records, every fact with the span it came from.

A `Span` is a half-open pair of character offsets into the letter's stored text. A fact the letter does not
state is `None` (or an empty tuple); the parser never guesses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from determinations.vocabulary import Site


class Span(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something a human should know. `severe` means the letter must not be published as it was read.

    `about` are the words it is about where these do not stand in the letter; like the span's they are never told.
    """

    code: str
    message: str
    span: Span | None = None
    severe: bool = False
    about: str = ""

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.span is not None:
            found["span"] = list(self.span)
        return found


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """One guideline cited for one item by one side.

    `source` is MTUS, ACOEM, ODG or Other, by the words used; `within_mtus` is what the letter declares;
    `guideline` is the vocabulary's slug, or None where no known guideline is named. `learned`: the words by which
    staff's wordings named it, where the vocabulary did not.
    """

    source: str
    within_mtus: bool
    guideline: str | None
    text: str
    pages: tuple[str, ...]
    span: Span
    learned: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "within_mtus": self.within_mtus,
            "guideline": self.guideline,
            "text": self.text,
            "pages": list(self.pages),
            "span": list(self.span),
        }


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much is asked for; what the request does not say is None.

    `amount` counts `unit`s in all: visits, doses (tablets, capsules, patches), injections, units, hours, days,
    weeks or months. `per_week` times `weeks` is the schedule as written; `refills` come on top of the amount.
    """

    amount: int | None = None
    unit: str | None = None
    per_week: int | None = None
    weeks: int | None = None
    refills: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Only what is stated."""
        stated = {name: getattr(self, name) for name in ("amount", "unit", "per_week", "weeks", "refills")}
        return {name: value for name, value in stated.items() if value is not None}


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """One disputed treatment. `outcome` is upheld, overturned or partially_overturned.

    `category`, `treatment_type`, `body_parts` and `drugs` are vocabulary slugs; `sites` are the body parts with
    side and level. `spans` has the keys request, outcome and rationale, as far as each was found. `learned`: the words
    by which staff's wordings named its treatment, where the vocabulary did not.
    """

    request: str
    outcome: str | None
    category: str | None
    treatment_type: str | None
    body_parts: tuple[str, ...]
    claims_admin_citations: tuple[ParsedCitation, ...]
    reviewer_citations: tuple[ParsedCitation, ...]
    rationale: str
    spans: Mapping[str, Span]
    drugs: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    quantity: Quantity = Quantity()
    learned: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "request": self.request,
            "outcome": self.outcome,
            "category": self.category,
            "treatment_type": self.treatment_type,
            "body_parts": list(self.body_parts),
            "sites": [site.as_dict() for site in self.sites],
            "drugs": list(self.drugs),
            "quantity": self.quantity.as_dict(),
            "claims_admin_citations": [citation.as_dict() for citation in self.claims_admin_citations],
            "reviewer_citations": [citation.as_dict() for citation in self.reviewer_citations],
            "rationale": self.rationale,
            "spans": {name: list(span) for name, span in self.spans.items()},
        }


@dataclass(frozen=True, slots=True)
class ParsedReviewer:
    """The reviewer's credentials as written; never a name."""

    specialties: tuple[str, ...] = ()
    subspecialties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "specialties": list(self.specialties),
            "subspecialties": list(self.subspecialties),
            "states": list(self.states),
        }


@dataclass(frozen=True, slots=True)
class ParsedDates:
    injury: date | None = None
    ur_denial: date | None = None
    received: date | None = None
    assigned: date | None = None
    decision: date | None = None

    def as_dict(self) -> dict[str, str | None]:
        return {
            name: value.isoformat() if (value := getattr(self, name)) else None
            for name in ("injury", "ur_denial", "received", "assigned", "decision")
        }


@dataclass(frozen=True, slots=True)
class ParsedLetter:
    """One letter as it was read. `layout` is `unknown` when no layout was recognised.

    `spans` has one entry per stated fact: case_number, age, sex, priority, summary, injury, ur_denial,
    received, assigned, decision, and specialties, subspecialties, states for the passages that name them.
    `supplied` names the facts that were taken from a list beside the letter, not from its words.
    """

    layout: str
    case_number: str | None = None
    dates: ParsedDates = ParsedDates()
    priority: str | None = None
    age: int | None = None
    sex: str | None = None
    reviewer: ParsedReviewer = ParsedReviewer()
    summary: str = ""
    items: tuple[ParsedItem, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
    warnings: tuple[ParseWarning, ...] = ()
    supplied: tuple[str, ...] = ()

    def as_dict(self, file: str) -> dict[str, Any]:
        """The public JSON shape of `manage.py parse`."""
        return {
            "file": file,
            "layout": self.layout,
            "case_number": self.case_number,
            "dates": self.dates.as_dict(),
            "priority": self.priority,
            "age": self.age,
            "sex": self.sex,
            "reviewer": self.reviewer.as_dict(),
            "summary": self.summary,
            "items": [item.as_dict() for item in self.items],
            "spans": {name: list(span) for name, span in self.spans.items()},
            "warnings": [warning.as_dict() for warning in self.warnings],
        }
