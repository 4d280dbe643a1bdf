"""Every decision of a choice, for taking along: what may be asked, and the decisions in batches.

The keys come from one snapshot of the index, the rows are read as they stand when their batch's turn comes: what was
removed meanwhile is left out. Nothing is held open between batches, neither a cursor nor a transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.http import QueryDict

from determinations import search
from determinations.asking import Problem, RefusedError, understood
from determinations.records import records
from determinations.search.query import NEWEST, RELEVANCE, SearchQuery
from determinations.serializing import Value, row

BATCH = 500  # decisions in memory at a time
MOST_RELEVANT = 10_000  # decisions that are put in order of relevance
NO_PAGES = {"page": "There are no pages here: everything that matches comes at once. Leave this out."}

Batches = Iterator[list[dict[str, Value]]]


def asked(params: QueryDict) -> SearchQuery:
    """The decisions an export is asked for, newest first unless `sort` says otherwise. Raises RefusedError."""
    chosen = understood(params, NO_PAGES)
    query = chosen.search_query()
    sort = chosen.form.cleaned_data["sort"] or NEWEST
    return replace(query, sort=NEWEST if sort == RELEVANCE and query.words is None else sort)


def keys(query: SearchQuery) -> Iterator[tuple[int, ...]]:
    """The primary keys of all matches, BATCH at a time, in the order of `query`.

    Raises RefusedError at once when more decisions match than are put in order of relevance.
    """
    return _by_relevance(query) if query.sort == RELEVANCE else search.scan(query, BATCH)


def batches(found: Iterable[tuple[int, ...]], site: str) -> Batches:
    """The decisions with these keys as rows of all columns; `site` is what their addresses begin with."""
    for batch in found:
        yield [row(record, site) for record in records(batch)]


def _by_relevance(query: SearchQuery) -> Iterator[tuple[int, ...]]:
    hits = search.window(query, 1, MOST_RELEVANT + 1)
    if len(hits) > MOST_RELEVANT:
        message = (
            f"More than {MOST_RELEVANT:,} decisions match, too many to be put in order of the best match. "
            "Ask for sort=newest or sort=oldest, or narrow the search."
        )
        raise RefusedError(Problem("sort", message))
    found = [hit.item_id for hit in hits]
    return (tuple(found[start : start + BATCH]) for start in range(0, len(found), BATCH))
