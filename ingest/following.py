"""The index following while letters are stored: now and then, and once more at the end, however it ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from determinations import search

_SYNC_AFTER = 5.0  # seconds between two catch-ups of the index


@contextmanager
def index_following(*, dry_run: bool) -> Iterator[Callable[[], None]]:
    """Yields what is to be called after each batch. On a dry run nothing was stored, and the index stays alone."""
    synced = monotonic()

    def catch_up() -> None:
        nonlocal synced
        if not dry_run and monotonic() - synced > _SYNC_AFTER:
            search.sync()
            synced = monotonic()

    try:
        yield catch_up
    finally:
        if not dry_run:
            search.sync()
