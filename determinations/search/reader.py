"""The index as a reader sees it: one revision, whole, however often it is written meanwhile.

The directory `settings.SEARCH_INDEX_DIR` holds index directories and the file CURRENT, which names the one in
force. A name tells the schema version and the corpus it was built from: `v1-<corpus>-<build>`.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import tantivy
from django.conf import settings

from determinations.search import schema
from determinations.search.matching import Matcher
from determinations.search.query import SearchQuery

POINTER = "CURRENT"
ASCENDING = tantivy.Order.Asc


@dataclass(frozen=True)
class View:
    """A snapshot to search in: what it shows never changes, whatever is committed meanwhile."""

    name: str
    revision: int
    searcher: tantivy.Searcher
    matcher: Matcher

    def count(self, query: SearchQuery) -> int:
        """How many decisions match."""
        return self.searcher.search(self.matcher.match(query), limit=1).count


@dataclass(frozen=True)
class _Opened:
    path: Path
    index: tantivy.Index
    matcher: Matcher


_opened: _Opened | None = None
_opening = Lock()


def current_name() -> str | None:
    """The name of the index in force; None before the first one of this schema is built."""
    try:
        name = (settings.SEARCH_INDEX_DIR / POINTER).read_text().strip()
    except FileNotFoundError:
        return None
    return name if name.startswith(f"v{schema.SCHEMA_VERSION}-") else None


def view() -> View | None:
    """The newest committed state; None before the first index is built."""
    while (name := current_name()) is not None:
        try:
            return _view(name)
        except (ValueError, OSError):
            if current_name() == name:
                raise
            # It was swapped for a new one and swept away between two of our steps.
    return None


def _view(name: str) -> View:
    opened = _open(settings.SEARCH_INDEX_DIR / name)
    opened.index.reload()
    searcher = opened.index.searcher()
    return View(name, held_revision(searcher, opened.matcher), searcher, opened.matcher)


def _open(path: Path) -> _Opened:
    """The index there, kept open between requests; a swap changes the path."""
    global _opened
    with _opening:
        if _opened is None or _opened.path != path:
            index = schema.prepare(tantivy.Index.open(str(path)))
            index.config_reader(reload_policy="manual")
            _opened = _Opened(path, index, Matcher(index.schema))
        return _opened


def held_revision(searcher: tantivy.Searcher, matcher: Matcher) -> int:
    """The corpus revision a snapshot shows; 0 when nothing was ever committed to it."""
    hits = searcher.search(matcher.meta(), limit=1, count=False).hits
    return searcher.doc(hits[0][1]).get_first("revision") if hits else 0
