"""What staff do with bulk changes: ask for one, give a draft its reason, cancel, go on, undo."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from determinations import corpus, publishing
from determinations.models import DisputedItem
from ingest.bulk.states import ENDED, UNFINISHED, Kind, Progress
from ingest.bulk.tasks import nudge
from ingest.bulk.working import do_here
from ingest.correcting import checked_of_many
from ingest.corrections.facts import Json
from ingest.desk.rights import refuse_own
from ingest.models import BulkChange
from ingest.uploading.leasing import LEASE

AT_ONCE = 300  # decisions; a change of no more is done while its page waits
_KEPT = timedelta(days=1)  # drafts nobody gave a reason to


def correct(
    request: str, field: str, value: Json, *, by: AbstractBaseUser, why: str, overwrite: bool, here: bool
) -> BulkChange:
    """One value for a fact of every decision that has this request now. Raises CorrectionError.

    `here`: it is done before this returns; else a worker does it.
    """
    until = DisputedItem.objects.aggregate(last=Max("pk"))["last"] or 0
    value = checked_of_many(field, value)
    what = {"request": request, "field": field, "value": value, "overwrite": overwrite, "until": until}
    change = _stored(BulkChange(kind=Kind.CORRECT, what=what, asked_by=by, why=why), here=here)
    return do_here(change) if here else change


def draft(kind: Kind, cases: Iterable[int], by: AbstractBaseUser) -> BulkChange:
    """These cases released or withdrawn, once it is said why."""
    keys = sorted(set(cases))
    return BulkChange.objects.create(
        kind=kind, state=Progress.DRAFT, cases=keys, total=len(keys), asked_by=by,
        revision=corpus.current().number,
    )  # fmt: skip


def decide_here(kind: Kind, cases: Iterable[int], by: AbstractBaseUser, why: str) -> BulkChange:
    """A few cases released or withdrawn before this returns.

    Raises OwnLetterError or UnfitError, and does nothing, where one of them must not be released.
    """
    keys = sorted(set(cases))
    if kind == Kind.RELEASE:
        refuse_own(by, keys)
        publishing.refuse_unfit(keys)
    number = corpus.current().number
    return do_here(
        _stored(BulkChange(kind=kind, cases=keys, total=len(keys), asked_by=by, why=why, revision=number), here=True)
    )


def confirm(change: BulkChange, by: AbstractBaseUser, why: str) -> bool:
    """A draft of one's own is done from now on. Whether it still was one."""
    drafts = BulkChange.objects.filter(pk=change.pk, state=Progress.DRAFT, asked_by=by)
    with transaction.atomic():
        confirmed = drafts.update(state=Progress.WAITING, why=why, asked_at=timezone.now())
        if confirmed:
            nudge(change.pk)
    return bool(confirmed)


def drop(change: BulkChange, by: AbstractBaseUser) -> bool:
    return bool(BulkChange.objects.filter(pk=change.pk, state=Progress.DRAFT, asked_by=by).delete()[0])


def undo(change: BulkChange, by: AbstractBaseUser, why: str) -> BulkChange | None:
    """All that the change did is undone; None where it goes on, did nothing, or is undone already."""
    with transaction.atomic():
        row = BulkChange.objects.select_for_update().get(pk=change.pk)
        if not is_undoable(row):
            return None
        lines = row.lines.count()
        undone = BulkChange(kind=Kind.UNDO, undoes=row, asked_by=by, why=why or f"{row} is undone.", total=lines)
        _stored(undone, here=lines <= AT_ONCE)
    return do_here(undone) if lines <= AT_ONCE else undone


def is_undoable(change: BulkChange) -> bool:
    """Whether it is at its end, did anything, and is neither an undoing nor undone, or about to be."""
    if change.kind == Kind.UNDO or change.state not in ENDED:
        return False
    undone = change.undone_by.filter(state__in=(*UNFINISHED, Progress.FINISHED))
    return not undone.exists() and change.lines.exists()


def cancel(change: BulkChange) -> bool:
    """What is not done yet is not done. Whether there was anything to cancel."""
    with transaction.atomic():
        row = BulkChange.objects.select_for_update().get(pk=change.pk)  # a batch that is being written is, or is not
        waits = BulkChange.objects.filter(pk=row.pk, state__in=UNFINISHED)
        return bool(waits.update(state=Progress.CANCELLED, ended_at=timezone.now()))


def go_on(change: BulkChange) -> bool:
    """What failed or was cancelled goes on where it stopped. Whether it does; one that is undone does not."""
    with transaction.atomic():
        row = BulkChange.objects.select_for_update().get(pk=change.pk)
        if not is_resumable(row):
            return False
        BulkChange.objects.filter(pk=row.pk).update(
            state=Progress.WAITING, failure="", trouble="", ended_at=None, leased_until=None
        )
        nudge(row.pk)
        return True


def is_resumable(change: BulkChange) -> bool:
    return change.state in (Progress.FAILED, Progress.CANCELLED) and not change.undone_by.exists()


def forget() -> None:
    """Drafts that nobody gave a reason to are dropped."""
    BulkChange.objects.filter(state=Progress.DRAFT, asked_at__lt=timezone.now() - _KEPT).delete()


def _stored(change: BulkChange, *, here: bool) -> BulkChange:
    """Leased to this request, or left to a worker."""
    if here:
        change.state, change.leased_until = Progress.RUNNING, timezone.now() + LEASE
    with transaction.atomic():
        change.save(force_insert=True)
        if not here:
            nudge(change.pk)
    return change
