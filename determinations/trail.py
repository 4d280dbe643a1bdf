"""The way through the results of a search: from the list to a case, to its neighbours, and back.

A case reached from a list carries the search in its address, and with `at` the decision's rank in it, from 1.
"""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from determinations import search, urlquery
from determinations.filters import DecisionFilter
from determinations.models import Case, DisputedItem
from determinations.panel.chips import chips, summary
from determinations.search.query import DEEPEST_PAGE, PAGE_SIZE

AT = "at"
_RANK = re.compile(r"0*[1-9][0-9]{0,8}")
_DEEPEST = DEEPEST_PAGE * PAGE_SIZE  # the last rank that a page of the list comes to


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a case stands among the `count` decisions of the search it was reached from.

    `request` is that of the decision at `rank`; blank when it is of this case no longer, and then there is no way
    on, only back. The ways are blank where there is none.
    """

    rank: int
    count: int
    summary: str
    request: str
    previous_url: str
    next_url: str
    results_url: str


def step(item: DisputedItem, params: QueryDict, rank: int) -> str:
    """The address of a decision that carries the search it was found by.

    In the plain list there was no search: its addresses are the plain ones, which every program may follow.
    """
    asked = urlquery.removing(params, AT)
    if not asked:
        return item.get_absolute_url()
    address = urlquery.link(item.case.get_absolute_url(), urlquery.replacing(asked, AT, str(rank)))
    return f"{address}#item-{item.position}"


def trail(case: Case, params: QueryDict) -> Trail | None:
    """What the address says of the search; None where it says none, none that can be understood, or a rank among its
    results that no page of the list comes to."""
    rank = params.get(AT, "")
    chosen = DecisionFilter(urlquery.removing(params, AT))
    if not _RANK.fullmatch(rank) or not chosen.data or not chosen.is_valid():
        return None
    count = search.count(chosen.search_query())
    return None if _DEEPEST < int(rank) <= count else _trail(case, chosen, int(rank), count)


def _trail(case: Case, chosen: DecisionFilter, rank: int, count: int) -> Trail:
    query, asked = chosen.search_query(), chosen.data
    around = _around(query, rank) if rank <= count else {}
    here = around.get(rank)
    is_here = here is not None and here.case_id == case.pk
    ways = {place: step(item, asked, place) for place, item in around.items()} if is_here else {}
    return Trail(
        rank=rank,
        count=count,
        summary=summary(tuple(chips(chosen, ""))),
        request=here.request if is_here else "",
        previous_url=ways.get(rank - 1, ""),
        next_url=ways.get(rank + 1, ""),
        results_url=_back(asked, rank if is_here else 1),
    )


def _around(query: search.SearchQuery, rank: int) -> dict[int, DisputedItem]:
    """The decision at this rank with those beside it, by rank."""
    first, last = max(1, rank - 1), min(rank + 1, _DEEPEST)
    ranks = {hit.item_id: hit.rank for hit in search.window(query, first, last + 1 - first)}
    return {ranks[item.pk]: item for item in DisputedItem.objects.public().select_related("case").in_order(ranks)}


def _back(asked: QueryDict, rank: int) -> str:
    """The page of the results this rank is on, at its place there."""
    page = urlquery.at_page(asked, (rank - 1) // PAGE_SIZE + 1)
    return f"{urlquery.link(reverse('decisions'), page)}#result-{rank}"
