"""The facts that can be corrected: how each is taken out of a letter, and how another value is put there. Pure.

Values have the shape of `ParsedLetter.as_dict`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from determinations.vocabulary import Site, treatment_types
from ingest.letters.record import ParsedCitation, ParsedItem, ParsedLetter, Span

Json = Any

DATES = ("injury", "ur_denial", "received", "assigned", "decision")
CREDENTIALS = ("specialties", "subspecialties", "states")
CITATIONS = ("claims_admin_citations", "reviewer_citations")
CASE_FIELDS = (*(f"dates.{name}" for name in DATES), "age", "sex", "priority", "case_number", "summary", *CREDENTIALS)
# In the order in which they are laid over a decision: what a request means is read anew from the corrected request,
# and the category follows the treatment.
ITEM_FIELDS = (
    "request", "category", "treatment_type", "body_parts", "drugs", "outcome", "rationale", *CITATIONS,
)  # fmt: skip


def short(field: str) -> str:
    """The name under which spans and the list's facts know a field of the case."""
    return field.removeprefix("dates.")


def request_key(text: str) -> str:
    """What makes two requests the same: their words, without case and spacing."""
    return " ".join(text.casefold().split())


def category_of(treatment_type: str | None) -> str | None:
    return next((each.category for each in treatment_types() if each.slug == treatment_type), None)


def case_fact(letter: ParsedLetter, field: str) -> Json:
    if field.startswith("dates."):
        day = getattr(letter.dates, short(field))
        return day.isoformat() if day else None
    if field in CREDENTIALS:
        return list(getattr(letter.reviewer, field))
    return getattr(letter, field)


def item_fact(item: ParsedItem, field: str) -> Json:
    value = getattr(item, field)
    if field in CITATIONS:
        return [citation.as_dict() for citation in value]
    return list(value) if isinstance(value, tuple) else value


def same(field: str, one: Json, other: Json) -> bool:
    """Whether two values say the same, wherever they stand in the letter and however they are spaced."""
    return _said(field, one) == _said(field, other)


def with_case_fact(letter: ParsedLetter, field: str, value: Json) -> ParsedLetter:
    """`value` as `values.checked` gives it."""
    if field.startswith("dates."):
        day = date.fromisoformat(value) if value else None
        return replace(letter, dates=replace(letter.dates, **{short(field): day}))
    if field in CREDENTIALS:
        return replace(letter, reviewer=replace(letter.reviewer, **{field: tuple(value)}))
    return replace(letter, **{field: value})


def with_item_fact(item: ParsedItem, field: str, value: Json) -> ParsedItem:
    """`value` as `values.checked` gives it; what hangs together is kept together."""
    put = _TOGETHER.get(field)
    if put:
        return put(item, value)
    return replace(item, **{field: tuple(value) if isinstance(value, list) else value})


def _with_category(item: ParsedItem, category: str | None) -> ParsedItem:
    fits = category is not None and category_of(item.treatment_type) in (category, None)
    return replace(
        item,
        category=category,
        treatment_type=item.treatment_type if fits else None,
        learned=item.learned if fits else "",
    )


def _with_treatment(item: ParsedItem, treatment_type: str | None) -> ParsedItem:
    return replace(
        item,
        treatment_type=treatment_type,
        category=category_of(treatment_type) or item.category,
        learned=item.learned if treatment_type == item.treatment_type else "",
    )


def _with_body_parts(item: ParsedItem, slugs: list[str]) -> ParsedItem:
    """Sides and levels stay with the parts that stay."""
    kept = [site for site in item.sites if site.body_part in slugs]
    named = {site.body_part for site in kept}
    return replace(item, body_parts=tuple(slugs), sites=(*kept, *(Site(slug) for slug in slugs if slug not in named)))


def _with_citations(side: str) -> Callable[[ParsedItem, list[dict]], ParsedItem]:
    return lambda item, cited: replace(item, **{side: tuple(map(_citation, cited))})


def _citation(read: Mapping[str, Json]) -> ParsedCitation:
    """A citation whose place is not known has an empty span."""
    return ParsedCitation(
        source=read["source"],
        within_mtus=read["within_mtus"],
        guideline=read["guideline"],
        text=read["text"],
        pages=tuple(read["pages"]),
        span=Span(*read["span"]) if read["span"] else (),
    )


_TOGETHER = {
    "category": _with_category,
    "treatment_type": _with_treatment,
    "body_parts": _with_body_parts,
    **{side: _with_citations(side) for side in CITATIONS},
}


def _said(field: str, value: Json) -> Json:
    if field in CITATIONS:
        return [{name: each[name] for name in each if name != "span"} for each in value or ()]
    if field in ("body_parts", "drugs"):
        return sorted(value or ())
    return " ".join(value.split()) if isinstance(value, str) else value
