"""How long what was committed is not yet found by a search: seen from a process of its own, beside the site's."""

import select
import time
from collections import deque
from typing import TextIO

from determinations import search
from determinations.models import CorpusRevision

_PAUSE = 0.05  # seconds between two looks


def follow(until: TextIO) -> list[float]:
    """Seconds from seeing each new revision committed to seeing searches show it, until `until` is closed.

    Revisions committed between two looks count as one. One that is never shown is followed until the end.
    """
    lags: list[float] = []
    waiting: deque[tuple[int, float]] = deque()
    newest = _committed()
    while not select.select([until], [], [], _PAUSE)[0]:
        committed, now = _committed(), time.perf_counter()
        if committed > newest:
            newest = committed
            waiting.append((newest, now))
        shown = search.revision() if waiting else 0
        while waiting and waiting[0][0] <= shown:
            lags.append(time.perf_counter() - waiting.popleft()[1])
    return lags + [time.perf_counter() - since for _, since in waiting]


def _committed() -> int:
    return CorpusRevision.objects.values_list("number", flat=True).first() or 0
