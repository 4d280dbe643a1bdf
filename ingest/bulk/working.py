"""Doing a bulk change: batch by batch, each a change of the corpus together with how far the row says it is.

Killed at any moment, what was committed is whole, and the rest is done by whoever has the lease next.
"""

import logging
import time
from collections.abc import Sequence
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, transaction
from django.utils import timezone

from determinations import search
from ingest.bulk.correcting import Corrections
from ingest.bulk.doing import Doing, Entry, Outcome
from ingest.bulk.releasing import Deciding
from ingest.bulk.states import UNFINISHED, Kind, Progress
from ingest.bulk.undoing import undoing
from ingest.correcting import TOLD, Corrected, CorrectionError
from ingest.models import BulkChange, BulkLine
from ingest.refusals import all_or_each
from ingest.uploading.leasing import Employed, LostLeaseError

TURN = 10.0  # seconds of one change, before others have theirs
_DOES = {
    Kind.CORRECT: Corrections,
    Kind.RELEASE: Deciding,
    Kind.WITHDRAW: Deciding,
    Kind.UNDO: undoing,
}
_COUNTS = ["found", "changed", "same", "kept", "refused", "held", "reasons"]

_log = logging.getLogger(__name__)


class _CancelledError(Exception):
    """Somebody cancelled it meanwhile."""


class _MayNotError(Exception):
    """Who asked for it may not do it any more; the message says so."""


class Here:
    """The request itself as who does a change: what it leaves behind when it is killed, a worker takes up."""

    stopping = False

    def __init__(self, change: BulkChange):
        self._leased = BulkChange.objects.filter(pk=change.pk, worker=None, leased_until=change.leased_until)

    def beat(self) -> None:
        """Nobody waits for a sign of life of a request."""

    def check(self) -> BulkChange:
        row = self._leased.select_for_update().defer(*BulkChange.heavy).first()
        if row is None:
            raise LostLeaseError
        return row

    def let_go(self) -> None:
        self._leased.update(leased_until=None)


def work_on(key: int, me: Employed) -> bool:
    """Do a part of a change, or the rest of it; False if another worker has it.

    Raises what the database raises; the change is tried again later.
    """
    try:
        with me.lease(BulkChange, key) as mine:
            if mine:
                _do(key, me, time.monotonic() + TURN)
            return mine
    except LostLeaseError:
        _log.warning("Bulk change %s was taken over by another worker.", key)
        return False


def do_here(change: BulkChange) -> BulkChange:
    """Do all of a change that is leased to this request, and return it as it is then.

    Where that took too long a worker has it by now.
    """
    me = Here(change)
    try:
        _do(change.pk, me, None)
    except LostLeaseError:
        _log.warning("Bulk change %s was taken over by a worker.", change.pk)
    finally:
        me.let_go()
    return BulkChange.objects.get(pk=change.pk)


def _do(key: int, me: Employed | Here, end: float | None) -> None:
    """Until `end` by the monotonic clock. What is wrong with the change itself ends it as failed."""
    try:
        change = BulkChange.objects.get(pk=key)
        doing: Doing = _DOES[Kind(change.kind)](change)
        _begin(change, doing, me)
        while not me.stopping:
            entries = doing.after(change.done_to)
            if not entries:
                _end(me, Progress.FINISHED)
                return
            list(all_or_each(entries, partial(_store, doing, me), partial(_refused, me)))
            change.done_to = entries[-1].key
            me.beat()
            if end is not None and time.monotonic() > end:
                return
    except _CancelledError:
        _log.info("Bulk change %s was cancelled.", key)
    except (_MayNotError, CorrectionError) as error:
        _end(me, Progress.FAILED, str(error))
    except (LostLeaseError, DatabaseError):
        raise
    except Exception as error:  # a mistake of ours ends one change, and is heard of
        _log.exception("Bulk change %s could not be done.", key)
        _end(me, Progress.FAILED, f"The program failed ({type(error).__name__}). What was done until then stands.")


def _begin(change: BulkChange, doing: Doing, me: Employed | Here) -> None:
    if change.total is None:
        change.total = doing.count(me.beat)
    BulkChange.objects.filter(pk=change.pk, state__in=UNFINISHED).update(state=Progress.RUNNING, total=change.total)


def _end(me: Employed | Here, state: Progress, failure: str = "") -> None:
    with transaction.atomic():
        row = me.check()
        BulkChange.objects.filter(pk=row.pk, state__in=UNFINISHED).update(
            state=state, failure=failure, ended_at=timezone.now()
        )


def _store(doing: Doing, me: Employed | Here, entries: Sequence[Entry]) -> list[None]:
    """One transaction: what is changed, what undoing it needs, and how far the change is."""
    read = doing.read(entries)
    with transaction.atomic():
        row = _going_on(me)
        outcome = doing.do(entries, read, _person(row, doing))
        _note(row, outcome, entries[-1])
        transaction.on_commit(search.sync, robust=True)  # done is done: the next sync finds it
    return [None] * len(entries)


def _refused(me: Employed | Here, entry: Entry, reason: str) -> None:
    """An entry that the database does not take is refused alone."""
    told = Corrected(found=1)
    told.refuse([reason])
    with transaction.atomic():
        _note(_going_on(me), Outcome(told, []), entry)


def _going_on(me: Employed | Here) -> BulkChange:
    """The row, which nobody else changes until the transaction ends."""
    row = me.check()
    if row.state not in UNFINISHED:
        raise _CancelledError
    return row


def _person(row: BulkChange, doing: Doing) -> AbstractBaseUser:
    """Who asked for it, with the rights they have now."""
    user = get_user_model().objects.filter(pk=row.asked_by_id, is_active=True, is_staff=True).first()
    if user is None:
        raise _MayNotError("The account that asked for this is gone, or closed.")
    if not user.has_perms(doing.needs):
        raise _MayNotError(f"{user.get_username()} may not do this any more.")
    return user


def _note(row: BulkChange, outcome: Outcome, last: Entry) -> None:
    told = outcome.told
    row.found, row.changed, row.same = row.found + told.found, row.changed + told.corrected, row.same + told.same
    row.kept, row.refused, row.held = row.kept + told.kept, row.refused + told.refused, row.held + told.held
    row.reasons = [*row.reasons, *told.reasons][:TOLD]
    row.done_to = last.key
    row.save(update_fields=[*_COUNTS, "done_to"])
    BulkLine.objects.bulk_create(outcome.lines)
