"""Many files → one stream of results: parsed, stored in batches, then made findable."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from ingest.finding import Source
from ingest.following import index_following
from ingest.listing import Listing, merge
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, Unfit
from ingest.refusals import all_or_each
from ingest.reporting import Result, Status
from ingest.workers import parsed


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
    store = partial(judge, known=Known()) if dry_run else _stored
    with index_following(dry_run=dry_run) as catch_up:
        for batch in parsed(sources, workers):
            if listing:
                batch = [_supplied(read, listing) for read in batch]
            yield from _results(batch, store)
            catch_up()


def _supplied(read: ReadLetter | Unfit, listing: Listing) -> ReadLetter | Unfit:
    if isinstance(read, Unfit):
        return read
    rows, trouble = listing.of(read.file, read.letter, read.digest)
    letter = merge(read.letter, rows)
    if trouble:
        letter = replace(letter, warnings=(*letter.warnings, trouble))
    return replace(read, letter=letter, listed=rows)


def _stored(batch: list[ReadLetter]) -> Iterator[Result]:
    return all_or_each(batch, load, lambda read, reason: Result(read.file, Status.FAILED, reason=reason))


def _results(
    batch: list[ReadLetter | Unfit], store: Callable[[list[ReadLetter]], Iterable[Result]]
) -> Iterator[Result]:
    results = iter(store([read for read in batch if isinstance(read, ReadLetter)]))
    for read in batch:
        if isinstance(read, Unfit):
            yield Result(read.file, Status.FAILED, warnings=read.warnings, reason=read.reason)
        else:
            yield next(results)
