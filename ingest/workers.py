"""Sources → batches of parsed letters, in worker processes that know the parser but not Django."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from ingest.finding import Source
from ingest.parsing import ReadLetter, StoredText, Unfit, read_letters

BATCH = 200  # letters; fewer are parsed here faster than a worker starts


def parsed(sources: Iterable[Source | StoredText], workers: int | None = None) -> Iterator[list[ReadLetter | Unfit]]:
    """Batches in the sources' order, only a few of them in memory at a time.

    `workers`: processes; None for one a core, 0 to parse in this one.
    """
    sources = iter(sources)
    batches = iter(lambda: list(islice(sources, BATCH)), [])
    first = next(batches, [])
    if len(first) < BATCH or workers == 0:
        yield from (read_letters(batch) for batch in (first, *batches) if batch)
        return
    workers = workers or os.cpu_count() or 1
    with _pool(workers) as pool:
        waiting = deque(pool.submit(read_letters, batch) for batch in (first, *islice(batches, workers)))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(read_letters, batch) for batch in islice(batches, 1))
            yield done


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Spawned, not forked: a worker must hold none of this process's connections."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A worker whose parent was killed must not stay behind waiting for work."""

    def watch() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
