"""Facts corrected by humans, one at once or many in a bulk change. A case is written anew from its stored letter.

What a human says of a fact is laid over every later reading of the letter; to undo it is to delete it. Both stand in
the history. A correction never makes a held case public, and may hold one that was: `Reread.held` says why.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from determinations import corpus, search
from determinations.models import Case, Correction, DisputedItem
from ingest.corrections.changing import Change, Correcting, Stored, Why, read_stored, taken_back, write
from ingest.corrections.facts import Json, request_key
from ingest.corrections.values import CorrectionError, checked
from ingest.numbers import another, holders
from ingest.rereading import Reread

__all__ = [
    "OF_REQUESTS", "Corrected", "CorrectionError", "Place", "by_case", "checked_of_many", "correct", "correct_places",
    "count_many", "places_of", "undo",
]  # fmt: skip

OF_REQUESTS = ("request", "category", "treatment_type", "body_parts", "drugs")
"""What follows from the words of a request, and may be corrected wherever they stand."""

_COUNTED = 2_000  # decisions looked at together, where they are only counted
TOLD = 20  # reasons that are told of many
_WORD = re.compile(r"[a-z0-9]+")


class Place(NamedTuple):
    """A decision by its key, its case's key, and its place there."""

    key: int
    case: int
    item: int


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
        self._tell(reasons)

    def keep(self, reasons: Sequence[str]) -> None:
        """Left to what others did."""
        self.kept += len(reasons)
        self._tell(reasons)

    def _tell(self, reasons: Sequence[str]) -> None:
        self.reasons = [*self.reasons, *reasons][:TOLD]


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


def checked_of_many(field: str, value: Json) -> Json:
    """The value as it is kept. Raises CorrectionError where it cannot be given to every decision with a request."""
    if field not in OF_REQUESTS:
        raise CorrectionError(f"{field[:80]}: only {', '.join(OF_REQUESTS)} follow from the words of a request.")
    return checked(1, field, value)


def correct_places(
    step: corpus.Change,
    places: Mapping[int, Sequence[int]],
    stored: Mapping[int, Stored],
    field: str,
    value: Json,
    why: Why,
    *,
    overwrite: bool,
) -> tuple[Change, list[Reread]]:
    """One value in the places of some cases, within a change of the corpus: what was written, and the cases anew."""
    change = Correcting(stored, places, overwrite).decide(field, value, why)
    return change, write(step, change, stored, why)


def count_many(request: str, most: int) -> int:
    """How many decisions have this request, counted up to about `most`."""
    found = 0
    for page in places_of(request, size=_COUNTED):
        found += len(page)
        if found >= most:
            break
    return found


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


def by_case(places: Iterable[Place]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for each in places:
        found.setdefault(each.case, []).append(each.item)
    return found


def places_of(request: str, *, after: int = 0, until: int | None = None, size: int) -> Iterator[list[Place]]:
    """Decisions with this request in the order of their keys, from beyond `after`, page by page; no page is empty.

    Nothing is open while a page is worked on.
    """
    wanted, last = request_key(request), after
    longest = max(_WORD.findall(wanted), key=len, default="")  # letters and figures of any database's lower case
    rows = DisputedItem.objects.filter(request__icontains=longest).order_by("pk")
    rows = rows.filter(pk__lte=until) if until is not None else rows
    rows = rows.values_list("pk", "case", "position", "request")
    while page := list(rows.filter(pk__gt=last)[:size]):
        last = page[-1][0]
        if found := [Place(key, case, item) for key, case, item, words in page if request_key(words) == wanted]:
            yield found
