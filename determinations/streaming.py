"""How many long answers this process streams at once: a reader who is slow holds a thread for as long as it reads.

A place is taken before the answer begins and given back once, however it ends: read to its end, broken off, closed by
the server, or never read and forgotten.
"""

import weakref
from collections.abc import Callable, Iterator
from threading import Lock

from django.conf import settings

from determinations.asking import Problem, RefusedError
from determinations.formats import Chunks

_RETRY = 30  # seconds after which asking again makes sense
_BUSY = (
    "As many exports as this site streams at once are being read already. Ask again in half a minute, or read the "
    "decisions page by page in /api/v1/decisions/."
)


class Places:
    """A number of places, of which each reader holds one. `limit` is asked each time one is taken."""

    def __init__(self, limit: Callable[[], int]):
        self._limit = limit
        self._lock = Lock()
        self.taken = 0

    def take(self) -> bool:
        """Whether there was one; who has taken it must `give_back`."""
        with self._lock:
            is_free = self.taken < self._limit()
            self.taken += is_free
            return is_free

    def give_back(self) -> None:
        with self._lock:
            self.taken -= 1


EXPORTS = Places(lambda: settings.EXPORTS_AT_ONCE)


class Streamed(Iterator[bytes]):
    """The chunks of an answer, holding a place. Servers close what they stream; who forgets it gives it back too.

    Raises RefusedError (503, saying when to ask again) when no place is free.
    """

    def __init__(self, chunks: Chunks, places: Places = EXPORTS):
        if not places.take():
            raise RefusedError(Problem(None, _BUSY), status=503, headers={"Retry-After": str(_RETRY)})
        self._chunks = chunks
        self._give_back = weakref.finalize(self, places.give_back)  # runs once, whoever calls first

    def __next__(self) -> bytes:
        try:
            return next(self._chunks)
        except BaseException:  # the end too: nothing is left to read
            self._give_back()
            raise

    def close(self) -> None:
        """Read no further. May be called more than once."""
        try:
            self._chunks.close()
        finally:
            self._give_back()
