"""Exact counts: facets without their own selection, distinct cases, tallies."""

from dataclasses import replace
from hashlib import sha256

from django.core.cache import cache

from determinations.choices import Outcome
from determinations.search.answer import FacetCount, Tally
from determinations.search.matching import FACETS, facet_field, is_case_level
from determinations.search.query import SearchQuery
from determinations.search.reader import View

_CHEAP_TO_COUNT = 20_000  # decisions whose cases are counted in a few milliseconds
_MOST_VALUES = 10_000  # more than any facet has, so that no count is cut off or estimated


def facets(view: View, query: SearchQuery) -> dict[str, tuple[FacetCount, ...]]:
    """For each facet, the count every one of its values would give. Facets with a choice are counted without it."""
    chosen = [facet for facet in FACETS if getattr(query, facet)]
    free = [facet for facet in FACETS if facet not in chosen]
    counts = _terms(view, query, free)
    for facet in chosen:
        counts |= _terms(view, query, [facet], without=facet)
    return {facet: counts[facet] for facet in FACETS}


def _terms(view: View, query: SearchQuery, names: list[str], without: str | None = None):
    if not names:
        return {}
    asked = {name: {"terms": {"field": facet_field(name, query), "size": _MOST_VALUES}} for name in names}
    found = view.searcher.aggregate(view.matcher.match(query, without=without), asked)
    return {name: _counts(found[name]["buckets"]) for name in names}


def _counts(buckets: list[dict]) -> tuple[FacetCount, ...]:
    counts = [FacetCount(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda each: (-each.count, each.value)))


def overturned(view: View, query: SearchQuery) -> int:
    """Decisions among the matches that are overturned in full."""
    buckets = view.searcher.aggregate(
        view.matcher.match(query), {"outcome": {"terms": {"field": "outcome", "size": len(Outcome)}}}
    )["outcome"]["buckets"]
    return sum(bucket["doc_count"] for bucket in buckets if bucket["key"] == Outcome.OVERTURNED)


def cases(view: View, query: SearchQuery, count: int) -> int:
    """How many cases the `count` matching decisions stand in."""
    if not count:
        return 0
    if is_case_level(query):
        leading = view.matcher.match(query, leading=True)
        return view.searcher.search(leading, limit=1).count
    if count <= _CHEAP_TO_COUNT:
        return _distinct_cases(view, query, count)
    # What was counted of one revision of one index stays true of it. The view itself is not kept: it would pin files.
    asked = sha256(repr(replace(query, page=1, sort="")).encode()).hexdigest()
    return cache.get_or_set(
        f"cases:{view.name}:{view.revision}:{asked}", lambda: _distinct_cases(view, query, count), timeout=None
    )


def _distinct_cases(view: View, query: SearchQuery, count: int) -> int:
    found = view.searcher.search(view.matcher.match(query), limit=count, count=False, order_by_field="case_id")
    return len({case_id for case_id, _ in found.hits})


def tallies(view: View, query: SearchQuery, field: str) -> tuple[Tally, ...]:
    """Decisions and overturned decisions for each value of a facet, most decisions first."""
    outcome = {"outcome": {"terms": {"field": "outcome", "size": len(Outcome)}}}
    asked = {field: {"terms": {"field": facet_field(field, query), "size": _MOST_VALUES}, "aggs": outcome}}
    buckets = view.searcher.aggregate(view.matcher.match(query), asked)[field]["buckets"]
    rows = [Tally(bucket["key"], bucket["doc_count"], _overturned_in(bucket)) for bucket in buckets]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.value)))


def _overturned_in(bucket: dict) -> int:
    return sum(inner["doc_count"] for inner in bucket["outcome"]["buckets"] if inner["key"] == Outcome.OVERTURNED)
