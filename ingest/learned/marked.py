"""Letters marked to be read again: a few at once, many in turns, each batch a change of the corpus of its own."""

import time
from collections.abc import Callable

from django.db import DatabaseError
from django.db.models import QuerySet

from determinations.models import Letter
from ingest.rereading import reread
from ingest.workers import BATCH

TURN = 10.0  # seconds of reading, before uploads have theirs


def marked() -> QuerySet[Letter]:
    """Letters in force that wait to be read again whatever version read them."""
    return Letter.objects.filter(parser_version="", superseded_at=None).order_by("pk")


def read_at_once(letters: list[int]) -> None:
    """Read these letters again, if they are still marked."""
    for _ in reread(marked().filter(pk__in=letters), workers=0):
        pass


class MarkedReader:
    """Goes through the marks in turns. A letter that cannot be read keeps its mark, and is passed until `again`."""

    def __init__(self):
        self._last = 0

    def again(self) -> None:
        """From the first mark on."""
        self._last = 0

    def turn(self, *, going_on: Callable[[], bool] = lambda: True) -> bool:
        """Read for a while; whether there was anything to read. Asks before each batch whether to go on."""
        end, found = time.monotonic() + TURN, False
        while going_on() and (keys := self._next()):
            found, before = True, self._last
            self._last = keys[-1]  # also where a mistake of ours ends the turn: the rest must not wait for ever
            try:
                read_at_once(keys)
            except DatabaseError:
                self._last = before
                raise
            if time.monotonic() > end:
                break
        return found

    def _next(self) -> list[int]:
        return list(marked().filter(pk__gt=self._last).values_list("pk", flat=True)[:BATCH])
