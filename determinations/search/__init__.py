"""The door to search: one frozen question in, one frozen answer out. Nothing else knows the engine."""

from collections.abc import Iterator
from dataclasses import replace

from determinations.search import counting, gathering, reader, scanning, spelling
from determinations.search.answer import CaseAnswer, FacetCount, Hit, Marked, SearchAnswer, Suggestion, Tally
from determinations.search.excerpts import excerpt
from determinations.search.query import ADDED, OLDEST, SearchQuery
from determinations.search.upkeep import Difference, check, is_current, rebuild, sync
from determinations.search.weights import PLAIN, WEIGHTS, Weights

__all__ = [
    "PLAIN",
    "CaseAnswer",
    "Difference",
    "FacetCount",
    "Hit",
    "Marked",
    "SearchAnswer",
    "SearchQuery",
    "Suggestion",
    "Tally",
    "Weights",
    "breakdown",
    "cases",
    "check",
    "count",
    "excerpt",
    "is_current",
    "rebuild",
    "revision",
    "scan",
    "search",
    "snapshot",
    "suggest",
    "sync",
    "window",
]


def search(query: SearchQuery) -> SearchAnswer:
    """One page of decisions, exact counts of all of them, and every facet, true of one corpus revision.

    A page past the end has no hits; the counts stay. Before the first index is built everything is empty.
    """
    view = reader.view()
    if view is None:
        return SearchAnswer(revision=0, count=0, cases=0, overturned=0)
    found, hits = _page(view, query)
    return _answer(view, query, found, hits)


def cases(query: SearchQuery) -> CaseAnswer:
    """One page of the cases of the matching decisions, with the counts of all of them.

    `page` and `page_size` count cases. What stands before the page is looked through: keep it bounded.
    """
    view = reader.view()
    if view is None:
        return CaseAnswer(SearchAnswer(revision=0, count=0, cases=0, overturned=0))
    counted = _answer(view, query, view.count(query), ())
    return CaseAnswer(counted, gathering.gather(view, query, counted, _order(query)))


def count(query: SearchQuery) -> int:
    """How many decisions match, and nothing more."""
    view = reader.view()
    return view.count(query) if view else 0


def suggest(text: str, query: SearchQuery, found: int | None = None) -> Suggestion | None:
    """The typed `text` with its misspelt words replaced and what that finds under the filters of `query`, which asks
    for `text`; None where more than a few decisions are found, or a correction finds clearly no more. `found` is how
    many `query` finds, where that is known already."""
    view = reader.view()
    return spelling.suggest(view, text, query, found) if view else None


def window(query: SearchQuery, first: int, size: int, weights: Weights = WEIGHTS) -> tuple[Hit, ...]:
    """The matching decisions with the ranks `first` to `first + size - 1`, in the order of `query`."""
    view = reader.view()
    if view and weights is not WEIGHTS:
        view = replace(view, matcher=view.matcher.weighing(weights))
    return _hits(view, query, first - 1, size)[1] if view else ()


def scan(query: SearchQuery, size: int = 1_000) -> Iterator[tuple[int, ...]]:
    """Every matching decision by date, `size` primary keys at a time, all of one revision.

    In the order of `query`, newest first unless it says oldest. Memory does not grow with the number of decisions.
    """
    view = reader.view()
    return scanning.scan(view, query, size) if view else iter(())


def breakdown(field: str, query: SearchQuery | None = None) -> tuple[Tally, ...]:
    """Decisions and overturned decisions for each value of a facet, among those that match `query`."""
    view = reader.view()
    return counting.tallies(view, query or SearchQuery(), field) if view else ()


def snapshot() -> str:
    """What names the state that searches show now: the index, of one corpus, and its revision."""
    view = reader.view()
    return f"{view.name}:{view.revision}" if view else ""


def revision() -> int:
    """The corpus revision that searches show now."""
    view = reader.view()
    return view.revision if view else 0


def _answer(view: reader.View, query: SearchQuery, found: int, hits: tuple[Hit, ...]) -> SearchAnswer:
    counts = counting.counts(view, query, found)
    return SearchAnswer(
        revision=view.revision,
        count=found,
        cases=counts.cases,
        overturned=counts.overturned,
        hits=hits,
        facets=counts.facets,
        years=counts.years,
    )


def _page(view: reader.View, query: SearchQuery) -> tuple[int, tuple[Hit, ...]]:
    """The number of matches and one page of them; a page past the end is not even asked for."""
    first = (query.page - 1) * query.page_size
    if first and first >= (found := view.count(query)):
        return found, ()
    return _hits(view, query, first, query.page_size)


def _hits(view: reader.View, query: SearchQuery, offset: int, size: int) -> tuple[int, tuple[Hit, ...]]:
    options = {"limit": size, "offset": offset} | _order(query)
    matched = view.matcher.ranked(query) if query.is_by_relevance else view.matcher.match(query)
    result = view.searcher.search(matched, **options)
    ids = view.searcher.fast_field_values("item_id", [address for _, address in result.hits])
    return result.count, tuple(Hit(item_id, rank) for rank, item_id in enumerate(ids, start=offset + 1))


def _order(query: SearchQuery) -> dict:
    """By score only when there are words to score; by date, or by when it was stored, otherwise."""
    if query.is_by_relevance:
        return {}
    if query.sort == OLDEST:
        return {"order_by_field": "oldest_key", "order": reader.ASCENDING}
    return {"order_by_field": "added_key" if query.sort == ADDED else "newest_key"}
