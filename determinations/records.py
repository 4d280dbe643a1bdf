"""Decisions as flat facts, for every answer that programs read.

By the thousand rows are read as plain values: as models with their relations they take more than ten times as long.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Model
from django.urls import reverse

from determinations.choices import CitedBy
from determinations.models import Case, Citation, DisputedItem, Letter, ReviewerCredential

Slugs = tuple[str, ...]
_ANY_CASE = "any-case"  # stands for a slug where an address is cut in two


class Cited(NamedTuple):
    """What one side cited for a decision: slugs in the order cited, each once."""

    guidelines: Slugs = ()
    sources: Slugs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One decision with what lists say of its case and its reviewer. What is not stated is None or empty.

    `item` is its place among the `of` decisions of its case, from 1; `path` its address on this site.
    """

    case: str
    case_number: str | None
    item: int
    of: int
    path: str
    request: str
    outcome: str
    category: str | None
    treatment: str | None
    body_parts: Slugs
    by_reviewer: Cited
    by_claims_admin: Cited
    specialties: Slugs
    decided: date | None
    age: int | None
    sex: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Listed):
    """One decision with everything that exports say of it."""

    pk: int
    drugs: Slugs
    layout: str | None
    rationale: str


class _Row(NamedTuple):
    """A decision and its case as one row of the database."""

    pk: int
    position: int
    request: str
    outcome: str
    rationale: str
    category__slug: str | None
    treatment__slug: str | None
    case_id: int
    case__slug: str
    case__case_number: str | None
    case__decision_date: date | None
    case__age: int | None
    case__sex: str
    case__reviewer_id: int | None


@dataclass(frozen=True, slots=True)
class _Related:
    """What belongs to a batch of rows, by the key of the decision, the case or the reviewer."""

    drugs: dict[int, list[str]]
    body_parts: dict[int, list[str]]
    citations: dict[int, list[tuple[str, str, str | None]]]
    specialties: dict[int | None, list[str]]
    layouts: dict[int, str]
    sizes: dict[int, int]


def records(ids: Iterable[int]) -> list[Record]:
    """The decisions with these primary keys, in that order and in seven queries; those that are gone are left out."""
    ids = list(ids)
    found = DisputedItem.objects.public().filter(pk__in=ids).order_by().values_list(*_Row._fields)
    rows = {row[0]: _Row(*row) for row in found}
    related = _related(list(rows.values()))
    before, after = reverse("case", args=[_ANY_CASE]).split(_ANY_CASE)
    found = (rows[pk] for pk in ids if pk in rows)
    return [_record(each, f"{before}{each.case__slug}{after}#item-{each.position}", related) for each in found]


def listed(item: DisputedItem, of: int) -> Listed:
    """A decision read as a row, with its case and relations as `for_list` and `for_detail` fetch them: it asks
    nothing more. `of` counts the decisions of its case."""
    case = item.case
    cited = [(each.cited_by, each.source, each.guideline and each.guideline.slug) for each in item.citations.all()]
    return Listed(
        case=case.slug,
        case_number=case.case_number,
        item=item.position,
        of=of,
        path=item.get_absolute_url(),
        request=item.request,
        outcome=item.outcome,
        category=item.category and item.category.slug,
        treatment=item.treatment and item.treatment.slug,
        body_parts=tuple(each.slug for each in item.body_parts.all()),
        by_reviewer=_cited(cited, CitedBy.REVIEWER),
        by_claims_admin=_cited(cited, CitedBy.CLAIMS_ADMIN),
        specialties=specialties(case),
        decided=case.decision_date,
        age=case.age,
        sex=case.sex or None,
    )


def specialties(case: Case) -> Slugs:
    """Those of a case's reviewer, each once, in the order of the letter."""
    credentials = case.reviewer.credentials.all() if case.reviewer else ()
    return _once(each.specialty.slug for each in credentials if each.specialty)


def _related(rows: Sequence[_Row]) -> _Related:
    items = [row.pk for row in rows]
    cases = {row.case_id for row in rows}
    counted = DisputedItem.objects.filter(case_id__in=cases).order_by().values_list("case_id").annotate(Count("pk"))
    return _Related(
        drugs=_linked(DisputedItem.drugs.through, "drug", items),
        body_parts=_linked(DisputedItem.body_parts.through, "bodypart", items),
        citations=_citations(items),
        specialties=_specialties({row.case__reviewer_id for row in rows}),
        layouts=dict(Letter.objects.filter(case_id__in=cases, superseded_at=None).values_list("case_id", "layout")),
        sizes=dict(counted),
    )


def _record(row: _Row, path: str, related: _Related) -> Record:
    cited = related.citations[row.pk]
    return Record(
        pk=row.pk,
        case=row.case__slug,
        case_number=row.case__case_number,
        item=row.position,
        of=related.sizes.get(row.case_id, row.position),
        path=path,
        request=row.request,
        outcome=row.outcome,
        category=row.category__slug,
        treatment=row.treatment__slug,
        drugs=tuple(related.drugs[row.pk]),
        body_parts=tuple(related.body_parts[row.pk]),
        by_reviewer=_cited(cited, CitedBy.REVIEWER),
        by_claims_admin=_cited(cited, CitedBy.CLAIMS_ADMIN),
        specialties=_once(related.specialties[row.case__reviewer_id]),
        decided=row.case__decision_date,
        age=row.case__age,
        sex=row.case__sex or None,
        layout=related.layouts.get(row.case_id) or None,
        rationale=row.rationale,
    )


def _cited(rows: list[tuple[str, str, str | None]], by: str) -> Cited:
    ours = [row for row in rows if row[0] == by]
    return Cited(_once(slug for _, _, slug in ours if slug), _once(source.lower() for _, source, _ in ours))


def _once(values: Iterable[str]) -> Slugs:
    return tuple(dict.fromkeys(values))


def _linked(through: type[Model], term: str, items: list[int]) -> dict[int, list[str]]:
    """Decision → the slugs of the terms it is linked to, by their names."""
    found = defaultdict(list)
    rows = through.objects.filter(disputeditem_id__in=items).order_by(f"{term}__name")
    for item_id, slug in rows.values_list("disputeditem_id", f"{term}__slug"):
        found[item_id].append(slug)
    return found


def _citations(items: list[int]) -> dict[int, list[tuple[str, str, str | None]]]:
    """Decision → (cited by, source, guideline) of each citation, in order."""
    found = defaultdict(list)
    rows = Citation.objects.filter(item_id__in=items).order_by("item_id", "cited_by", "position")
    for item_id, *row in rows.values_list("item_id", "cited_by", "source", "guideline__slug"):
        found[item_id].append(tuple(row))
    return found


def _specialties(reviewers: set[int | None]) -> dict[int | None, list[str]]:
    found = defaultdict(list)
    rows = ReviewerCredential.objects.filter(reviewer_id__in=reviewers - {None}, specialty__isnull=False)
    for reviewer_id, slug in rows.order_by("reviewer_id", "position").values_list("reviewer_id", "specialty__slug"):
        found[reviewer_id].append(slug)
    return found
