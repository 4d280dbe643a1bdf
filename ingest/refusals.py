"""A batch stored at once, or where the database refuses it, letter by letter: only the bad letter fails."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.db import DatabaseError, DataError, IntegrityError

Given = TypeVar("Given")
Told = TypeVar("Told")

# What a letter may hold that a database refuses.
_REFUSED = (DataError, IntegrityError, ValueError, OverflowError)
# Any other error may be a letter's (too much for an index, say) or the database's: no connection, no disk, no tables.
# So many in a row are the database's, and end the run.
_IN_A_ROW = 3


def all_or_each(
    batch: Sequence[Given],
    store: Callable[[Sequence[Given]], list[Told]],
    refused: Callable[[Given, str], Told],
) -> Iterator[Told]:
    """What `store` tells of the batch, and `refused(letter, reason)` of each letter that fails alone.

    `store` is one transaction. Raises DatabaseError where it is not the letters that the database has trouble with.
    """
    try:
        told = store(batch)
    except (*_REFUSED, DatabaseError):
        if not batch:
            raise
        yield from _one_by_one(batch, store, refused)
    else:
        yield from told


def _one_by_one(
    batch: Sequence[Given],
    store: Callable[[Sequence[Given]], list[Told]],
    refused: Callable[[Given, str], Told],
) -> Iterator[Told]:
    in_a_row = 0
    for letter in batch:
        try:
            told = store([letter])
            in_a_row = 0
        except _REFUSED as error:
            told = [refused(letter, _reason(error))]
            in_a_row = 0
        except DatabaseError as error:
            in_a_row += 1
            if in_a_row >= min(_IN_A_ROW, len(batch)):
                raise
            told = [refused(letter, _reason(error))]
        yield from told


def _reason(error: Exception) -> str:
    return f"The database refused it: {' '.join(str(error).split())}"
