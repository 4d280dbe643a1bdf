"""Exact counts: facets without their own selection, distinct cases, tallies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import tantivy
from django.core.cache import cache

from determinations.choices import Outcome
from determinations.search import schema
from determinations.search.answer import FacetCount, Tally
from determinations.search.matching import DATES, FACETS, facet_field, is_case_level
from determinations.search.query import SearchQuery
from determinations.search.reader import View

_CHEAP_TO_COUNT = 20_000  # decisions whose facets and cases are counted in a few milliseconds
# Keys of cases tallied at once: the engine makes 65,000 groups at most.
_SLICE = 60_000 * schema.TALLY_CASES
_LOWEST_BITS = int("1" * schema.TALLY_DIGITS, 16)
_MOST_VALUES = 10_000  # more than any facet has, so that no count is cut off or estimated
_OUTCOMES = {"terms": {"field": "outcome", "size": len(Outcome)}}
_YEAR = "year"
_DECIDED = "decided"  # the outcomes among the matches, their own choice not left out


@dataclass(frozen=True, slots=True)
class Counts:
    """What is true of all matching decisions, whatever the page and the order."""

    cases: int
    overturned: int
    facets: dict[str, tuple[FacetCount, ...]]
    years: tuple[FacetCount, ...]


def counts(view: View, query: SearchQuery, count: int) -> Counts:
    """Of the `count` decisions that match. Large ones are kept: what was counted of one revision stays true of it."""
    return _kept(view, query, count, lambda: _counts(view, query, count))


def _kept(view: View, query: SearchQuery, count: int, work: Callable[[], Counts]) -> Counts:
    """From the cache when counting takes long. The view itself is never kept: it would pin the index's files."""
    if count <= _CHEAP_TO_COUNT:
        return work()
    asked = sha256(repr(replace(query, page=1, sort="")).encode()).hexdigest()
    return cache.get_or_set(f"counts:{view.name}:{view.revision}:{asked}", work, timeout=None)


def _counts(view: View, query: SearchQuery, count: int) -> Counts:
    chosen = [facet for facet in FACETS if getattr(query, facet)]
    free = [facet for facet in FACETS if facet not in chosen]
    dated = query.decided_after is not None or query.decided_before is not None
    asked = [*free] if dated else [*free, _YEAR]
    found = _aggregate(view, query, {_DECIDED: _OUTCOMES} | {facet: _terms(facet, query) for facet in asked})
    for facet in chosen:
        found |= _aggregate(view, query, {facet: _terms(facet, query)}, without=facet)
    if dated:
        found |= _aggregate(view, query, {_YEAR: _terms(_YEAR, query)}, without=DATES)
    return Counts(
        cases=_cases(view, query, count),
        overturned=_overturned(found[_DECIDED]),
        facets={facet: _facet_counts(found[facet]) for facet in FACETS},
        years=tuple(sorted(_facet_counts(found[_YEAR]), key=lambda each: each.value)),
    )


def tallies(view: View, query: SearchQuery, field: str) -> tuple[Tally, ...]:
    """Decisions and overturned decisions for each value of a facet, most decisions first."""
    asked = {field: _terms(field, query) | {"aggs": {_DECIDED: _OUTCOMES}}}
    buckets = _aggregate(view, query, asked)[field]
    rows = [Tally(each["key"], each["doc_count"], _overturned(each[_DECIDED]["buckets"])) for each in buckets]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.value)))


def _terms(facet: str, query: SearchQuery) -> dict:
    return {"terms": {"field": facet_field(facet, query), "size": _MOST_VALUES}}


def _aggregate(view: View, query: SearchQuery, asked: dict, without: str | None = None) -> dict[str, list[dict]]:
    """Name → buckets, in one pass over the matches."""
    found = view.searcher.aggregate(view.matcher.match(query, without=without), asked)
    return {name: found[name]["buckets"] for name in asked}


def _facet_counts(buckets: list[dict]) -> tuple[FacetCount, ...]:
    found = [FacetCount(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(found, key=lambda each: (-each.count, each.value)))


def _overturned(buckets: list[dict]) -> int:
    return sum(bucket["doc_count"] for bucket in buckets if bucket["key"] == Outcome.OVERTURNED)


def _cases(view: View, query: SearchQuery, count: int) -> int:
    """How many cases the `count` matching decisions stand in."""
    if not count:
        return 0
    if is_case_level(query):
        return view.searcher.search(view.matcher.match(query, leading=True), limit=1).count
    matched = view.matcher.match(query)
    if count <= _CHEAP_TO_COUNT:
        return _distinct(view, matched, count)
    crowded = view.matcher.match(query, crowded=True)
    return _tallied(view, query) + _distinct(view, crowded, view.searcher.search(crowded, limit=1).count)


def _distinct(view: View, matched: tantivy.Query, count: int) -> int:
    """The different cases of so many decisions, one by one."""
    if not count:
        return 0
    found = view.searcher.search(matched, limit=count, count=False, order_by_field="case_id").hits
    return len({case_id for case_id, _ in found})


def _tallied(view: View, query: SearchQuery) -> int:
    """The different cases, but for crowded ones, by the digits of sums: exact, and many cases in one number."""
    sums = {name: {"sum": {"field": name}} for name in schema.TALLY_FIELDS}
    tally = {"histogram": {"field": "case_id", "interval": schema.TALLY_CASES}, "aggs": sums}
    total = 0
    last = view.searcher.search(view.matcher.match(query), limit=1, count=False, order_by_field="case_id").hits[0][0]
    for first in range(0, last + 1, _SLICE):
        matched = view.matcher.match(query) if last < _SLICE else view.matcher.among(query, first, first + _SLICE - 1)
        buckets = view.searcher.aggregate(matched, {"cases": tally})["cases"]["buckets"]
        total += sum(_digits(int(bucket[name]["value"])) for bucket in buckets for name in sums)
    return total


def _digits(number: int) -> int:
    """How many of the hexadecimal digits are not 0."""
    return ((number | number >> 1 | number >> 2 | number >> 3) & _LOWEST_BITS).bit_count()
