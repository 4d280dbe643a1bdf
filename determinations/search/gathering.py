"""The cases that matching decisions stand in, a page of them at a time."""

from tantivy import Occur, Query

from determinations.search.answer import SearchAnswer
from determinations.search.query import SearchQuery
from determinations.search.reader import View

_USUAL = 2  # decisions of a case, about


def gather(view: View, query: SearchQuery, counted: SearchAnswer, order: dict) -> dict[int, tuple[int, ...]]:
    """Case → its matching decisions, as primary keys: the page of `query`, which has `page_size` cases.

    `order` is how the engine orders decisions; cases come in the order of the first of theirs.
    """
    first = (query.page - 1) * query.page_size
    if first >= counted.cases:
        return {}
    cases = _leading(view, query, min(first + query.page_size, counted.cases), counted.count, order)[first:]
    found: dict[int, list[int]] = {case: [] for case in cases}
    for case, item in _decisions_of(view, query, cases):
        found[case].append(item)
    return {case: tuple(items) for case, items in found.items()}


def _leading(view: View, query: SearchQuery, wanted: int, count: int, order: dict) -> list[int]:
    """The first so many different cases among `count` decisions. How many decisions that takes is found by trying."""
    matched, limit = view.matcher.match(query), min(count, wanted * _USUAL)
    while True:
        hits = view.searcher.search(matched, limit=limit, count=False, **order).hits
        cases = list(dict.fromkeys(view.searcher.fast_field_values("case_id", [address for _, address in hits])))
        if len(cases) >= wanted or limit == count:
            return cases[:wanted]
        limit = min(count, 2 * limit)


def _decisions_of(view: View, query: SearchQuery, cases: list[int]) -> list[tuple[int, int]]:
    """(case, decision) of all matches in these cases, in the order of the letters."""
    of_cases = Query.const_score_query(view.matcher.in_cases(cases), 0.0)
    matched = Query.boolean_query([(Occur.Must, view.matcher.match(query)), (Occur.Must, of_cases)])
    count = view.searcher.search(matched, limit=1).count  # the engine makes room for as many as it is asked for
    hits = view.searcher.search(matched, limit=count, count=False, order_by_field="newest_key").hits
    addresses = [address for _, address in hits]
    values = (view.searcher.fast_field_values(name, addresses) for name in ("case_id", "item_id"))
    return list(zip(*values, strict=True))
