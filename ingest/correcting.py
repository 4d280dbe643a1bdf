"""Facts corrected by humans, one or many at once. A case is written anew from its stored letter, in one change.

What a human says of a fact is laid over every later reading of the letter; to undo it is to delete it. Both stand in
the history. A correction never makes a held case public, and may hold one that was: `Reread.held` says why.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from determinations import corpus, search
from determinations.models import Case, Correction, DisputedItem
from ingest.corrections.changing import Change, Correcting, Stored, Why, read_stored, taken_back, write
from ingest.corrections.facts import Json, request_key
from ingest.corrections.values import CorrectionError, checked
from ingest.numbers import another, holders
from ingest.rereading import Reread

__all__ = ["OF_REQUESTS", "Corrected", "CorrectionError", "correct", "correct_many", "count_many", "undo", "undo_many"]

OF_REQUESTS = ("request", "category", "treatment_type", "body_parts", "drugs")
"""What follows from the words of a request, and may be corrected wherever they stand."""

_BATCH = 200  # decisions; one change of the corpus
_TOLD = 20  # reasons that are told of many
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(slots=True)
class Corrected:
    """What became of many: decisions found, those corrected, those that were so already, those left to another human's
    value, and those refused with some of the reasons. `held`: cases that are held now."""

    found: int = 0
    corrected: int = 0
    same: int = 0
    kept: int = 0
    refused: int = 0
    held: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, change: Change, written: Iterable[Reread], unread: Sequence[str]) -> None:
        self.corrected += len(change.made) + len(change.changed)
        self.same += change.same
        self.kept += change.kept
        self.held += sum(bool(each.held) for each in written)
        self.refuse([*change.refused, *unread])

    def refuse(self, reasons: Sequence[str]) -> None:
        self.refused += len(reasons)
        self.reasons = [*self.reasons, *reasons][:_TOLD]


def correct(case: Case, item: int, field: str, value: Json, *, by: AbstractBaseUser | None, why: str = "") -> Reread:
    """Give a fact of the case (`item` 0), or of its decision at that place, a human's value; returns what changed.

    A value that is just what the letter is read as takes an earlier correction back. Raises CorrectionError.
    """
    stored = _stored(case)
    value = checked(item, field, value, stored.read.text)
    with corpus.change() as step:
        if field == "case_number":
            _refuse_taken(case, value)
        change = Correcting({case.pk: stored}, {case.pk: [item]}, overwrite=True).decide(field, value, Why(by, why))
        if change.refused:
            raise CorrectionError(change.refused[0])
        return _written(step, change, stored, Why(by, why))


def undo(correction: Correction, *, by: AbstractBaseUser | None, why: str = "") -> Reread:
    """Take a correction back, also one that is lost; returns what changed. Raises CorrectionError."""
    stored = _stored(correction.case)
    with corpus.change() as step:
        change = taken_back([correction.pk], {correction.case_id: stored})
        if not change.undone:
            raise CorrectionError("This correction was undone already, or its letter replaced; look at it again.")
        return _written(step, change, stored, Why(by, why))


def correct_many(
    request: str, field: str, value: Json, *, by: AbstractBaseUser | None, why: str = "", overwrite: bool = False
) -> Corrected:
    """Correct a fact of every decision whose request has these words, without regard to case and spacing.

    `field` is one of OF_REQUESTS. Facts that were corrected already keep their value unless `overwrite` is set. Each
    batch is a change of its own; killed between two, it goes on when called again. Raises CorrectionError.
    """
    if field not in OF_REQUESTS:
        raise CorrectionError(f"{field[:80]}: only {', '.join(OF_REQUESTS)} follow from the words of a request.")
    value = checked(1, field, value)
    told = Corrected()
    for page in _pages(request):
        told.found += sum(map(len, page.values()))
        stored, unread = read_stored(page)
        with corpus.change() as step:
            change = Correcting(stored, page, overwrite).decide(field, value, Why(by, why))
            written = write(step, change, stored, Why(by, why))
            transaction.on_commit(search.sync, robust=True)
        told.add(change, written, [reason for case, reason in unread.items() for _ in page[case]])
    return told


def count_many(request: str, most: int) -> int:
    """How many decisions `correct_many` would find, counted up to about `most`."""
    found = 0
    for page in _pages(request):
        found += sum(map(len, page.values()))
        if found >= most:
            break
    return found


def undo_many(corrections: Iterable[Correction], *, by: AbstractBaseUser | None, why: str = "") -> int:
    """Take corrections back, batch by batch; returns how many. Those of letters that cannot be read now stay.

    Of a queryset only the keys are kept in memory.
    """
    undone, rest = 0, iter(_keys(corrections))
    while batch := dict(islice(rest, _BATCH)):
        stored, _ = read_stored(set(batch.values()))
        with corpus.change() as step:
            change = taken_back(batch, stored)
            write(step, change, stored, Why(by, why))
            transaction.on_commit(search.sync, robust=True)
        undone += len(change.undone)
    return undone


def _keys(corrections: Iterable[Correction]) -> Iterable[tuple[int, int]]:
    """Of each its key and its case's."""
    if isinstance(corrections, QuerySet):
        return list(corrections.order_by("case", "pk").values_list("pk", "case"))
    return [(each.pk, each.case_id) for each in corrections]


def _stored(case: Case) -> Stored:
    found, unread = read_stored([case.pk])
    if case.pk not in found:
        raise CorrectionError(unread.get(case.pk, "The case has no letter to be read."))
    return found[case.pk]


def _written(step: corpus.Change, change: Change, stored: Stored, why: Why) -> Reread:
    case = stored.letter.case
    written = write(step, change, {case.pk: stored}, why) if change.cases() else []
    transaction.on_commit(search.sync, robust=True)
    return written[0] if written else Reread(case.slug, stored.letter.file_name)


def _refuse_taken(case: Case, number: str | None) -> None:
    holder = another(holders([number]), number, case.slug)
    if holder and not holder.listed:
        raise CorrectionError(f"case_number: “{number}” cannot be: it is the number of case {holder.slug}.")


def _pages(request: str) -> Iterator[dict[int, list[int]]]:
    """Decisions with this request in the order of their keys, page by page: case → places.

    Nothing is open while a page is worked on.
    """
    wanted, last = request_key(request), 0
    longest = max(_WORD.findall(wanted), key=len, default="")  # letters and figures of any database's lower case
    rows = DisputedItem.objects.filter(request__icontains=longest).order_by("pk")
    rows = rows.values_list("pk", "case", "position", "request")
    while page := list(rows.filter(pk__gt=last)[:_BATCH]):
        last, found = page[-1][0], {}
        for _, case, place, words in page:
            if request_key(words) == wanted:
                found.setdefault(case, []).append(place)
        if found:
            yield found
