"""Many files → one stream of results: parsed, stored in batches, then made findable."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic

from determinations import search
from ingest.finding import Source
from ingest.listing import Listing, merge
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, Unfit
from ingest.reporting import Result, Status
from ingest.workers import parsed

_SYNC_AFTER = 5.0  # seconds between two catch-ups of the index


def ingest(
    sources: Iterable[Source],
    *,
    workers: int | None = None,
    dry_run: bool = False,
    listing: Listing | None = None,
) -> Iterator[Result]:
    """Read, parse and store; one result for each source, in their order. Nothing is stored on a dry run.

    Every batch is a transaction of its own. The index catches up now and then, and before this ends. `listing`
    supplies what a letter does not say itself.
    """
    known = Known()
    try:
        synced = monotonic()
        for batch in parsed(sources, workers):
            if listing:
                batch = [_supplied(read, listing) for read in batch]
            yield from _results(batch, (lambda fit: judge(fit, known)) if dry_run else load)
            if not dry_run and monotonic() - synced > _SYNC_AFTER:
                search.sync()
                synced = monotonic()
    finally:
        if not dry_run:
            search.sync()


def _supplied(read: ReadLetter | Unfit, listing: Listing) -> ReadLetter | Unfit:
    if isinstance(read, Unfit) or not (rows := listing.of(read.file, read.letter)):
        return read
    return replace(read, letter=merge(read.letter, rows), listed=rows)


def _results(batch: list[ReadLetter | Unfit], store: Callable[[list[ReadLetter]], list[Result]]) -> Iterator[Result]:
    stored = iter(store([read for read in batch if isinstance(read, ReadLetter)]))
    for read in batch:
        if isinstance(read, Unfit):
            yield Result(read.file, Status.FAILED, warnings=read.warnings, reason=read.reason)
        else:
            yield next(stored)
