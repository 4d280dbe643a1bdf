"""Many files → one stream of results: parsed, stored in batches, then made findable."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.db import DataError, IntegrityError

from ingest.finding import Source
from ingest.following import index_following
from ingest.listing import Listing, merge
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, Unfit
from ingest.reporting import Result, Status
from ingest.workers import parsed

# What a letter may hold that a database refuses. All else (no tables, no disk, no connection) ends the run.
_REFUSED = (DataError, IntegrityError, ValueError, OverflowError)


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
    with index_following(dry_run=dry_run) as catch_up:
        for batch in parsed(sources, workers):
            if listing:
                batch = [_supplied(read, listing) for read in batch]
            yield from _results(batch, (lambda fit: judge(fit, known)) if dry_run else _stored)
            catch_up()


def _supplied(read: ReadLetter | Unfit, listing: Listing) -> ReadLetter | Unfit:
    if isinstance(read, Unfit):
        return read
    rows, trouble = listing.of(read.file, read.letter, read.digest)
    letter = merge(read.letter, rows)
    if trouble:
        letter = replace(letter, warnings=(*letter.warnings, trouble))
    return replace(read, letter=letter, listed=rows)


def _stored(batch: list[ReadLetter]) -> list[Result]:
    """The whole batch at once; where the database refuses it, letter by letter, so that only the bad one fails."""
    try:
        return load(batch)
    except _REFUSED:
        return [_stored_alone(read) for read in batch]


def _stored_alone(read: ReadLetter) -> Result:
    try:
        return load([read])[0]
    except _REFUSED as error:
        return Result(read.file, Status.FAILED, reason=f"The database refused it: {' '.join(str(error).split())}")


def _results(batch: list[ReadLetter | Unfit], store: Callable[[list[ReadLetter]], list[Result]]) -> Iterator[Result]:
    stored = iter(store([read for read in batch if isinstance(read, ReadLetter)]))
    for read in batch:
        if isinstance(read, Unfit):
            yield Result(read.file, Status.FAILED, warnings=read.warnings, reason=read.reason)
        else:
            yield next(stored)
