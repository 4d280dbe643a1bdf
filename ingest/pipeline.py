"""Many files → one stream of results: parsed in worker processes, stored in batches, then made findable."""

import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process

from determinations import search
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, Unfit, read_letters
from ingest.reading import Source
from ingest.reporting import Result, Status

BATCH = 200  # letters in one transaction
_SYNC_EVERY = 20  # batches between two catch-ups of the index
_INLINE = BATCH  # so few files are parsed faster here than a worker starts

Outcome = ReadLetter | Unfit


def ingest(sources: Iterable[Source], *, workers: int | None = None, dry_run: bool = False) -> Iterator[Result]:
    """Read, parse and store; one result for each source, in their order. Nothing is stored on a dry run.

    Every batch is a transaction of its own. The index catches up now and then, and before this ends.
    """
    known = Known()
    try:
        for number, batch in enumerate(_parsed(sources, workers), start=1):
            yield from _results(batch, lambda fit: judge(fit, known) if dry_run else load(fit))
            if not dry_run and number % _SYNC_EVERY == 0:
                search.sync()
    finally:
        if not dry_run:
            search.sync()


def _results(batch: list[Outcome], store) -> Iterator[Result]:
    stored = iter(store([read for read in batch if isinstance(read, ReadLetter)]))
    for read in batch:
        if isinstance(read, Unfit):
            yield Result(read.file, Status.FAILED, warnings=read.warnings, reason=read.reason)
        else:
            yield next(stored)


def _parsed(sources: Iterable[Source], workers: int | None) -> Iterator[list[Outcome]]:
    """Batches of parsed letters in the sources' order, with only a few batches in memory at a time."""
    sources = iter(sources)
    batches = iter(lambda: list(islice(sources, BATCH)), [])
    first = next(batches, [])
    if len(first) < _INLINE or workers == 0:
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
    """Fresh processes that know the parser but not Django, and that end when this process is killed."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    def watch() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
