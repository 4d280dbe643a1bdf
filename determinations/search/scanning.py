"""Every match of a search, however many, in pages that go on where the last one ended."""

from collections.abc import Iterator

from determinations.search.query import OLDEST, SearchQuery
from determinations.search.reader import ASCENDING, View


def scan(view: View, query: SearchQuery, size: int) -> Iterator[tuple[int, ...]]:
    """Primary keys by date, `size` at a time. Each page asks for what lies beyond the key of the last: an offset
    would make the engine keep all that stands before it."""
    rising = query.sort == OLDEST
    name = "oldest_key" if rising else "newest_key"
    order = {"order": ASCENDING} if rising else {}
    beyond = None
    while True:
        matched = view.matcher.beyond(query, name, beyond, rising=rising)
        hits = view.searcher.search(matched, limit=size, count=False, order_by_field=name, **order).hits
        if not hits:
            return
        yield tuple(view.searcher.fast_field_values("item_id", [address for _, address in hits]))
        if len(hits) < size:
            return
        beyond = hits[-1][0]
