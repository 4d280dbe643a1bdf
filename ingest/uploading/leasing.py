"""Who works on an upload or a bulk change: a lease, renewed while the work goes on, void when its worker is dead.

The rows are the truth: a worker that was killed leaves a lease that ends, and work that waits again.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ingest.models import BulkChange, Leased, Upload, Worker

LEASE = timedelta(seconds=60)
_BEAT = 5.0  # seconds between two signs of life
_PAUSE = timedelta(seconds=30)  # before an upload is tried again after trouble
_FORGET = timedelta(days=1)
_KINDS: tuple[type[Leased], ...] = (Upload, BulkChange)


class LostLeaseError(Exception):
    """Another worker has the work now, or nobody may: what was read is not to be stored."""


class Employed:
    """This process as a worker. `beat` says that it is alive, and renews its lease if it has one."""

    def __init__(self, worker: Worker):
        self.worker, self.stopping = worker, False
        self._work: tuple[type[Leased], int] | None = None
        self._beaten = 0.0

    def beat(self, *, now: bool = False) -> None:
        """Cheap when called often. Raises LostLeaseError."""
        if not now and time.monotonic() - self._beaten < _BEAT:
            return
        moment = timezone.now()
        if not Worker.objects.filter(pk=self.worker.pk).update(seen_at=moment):
            self.worker.save(force_insert=True)
        if self._work and not _held(self).update(leased_until=moment + LEASE):
            raise LostLeaseError
        self._beaten = time.monotonic()

    @contextmanager
    def lease(self, kind: type[Leased], key: int) -> Iterator[bool]:
        """Whether this worker has the work until the block ends. What is left half done then waits again."""
        if not _take(self, kind, key):
            yield False
            return
        self._work = kind, key
        try:
            yield True
        except LostLeaseError:
            raise
        except Exception as error:
            self._let_go(trouble=_said(error), until=timezone.now() + _PAUSE)
            raise
        else:
            self._let_go()
        finally:
            self._work = None

    def check(self) -> Leased:
        """What is leased. Within a transaction: nobody else can take it until that ends. Raises LostLeaseError."""
        row = _held(self).select_for_update().first()
        if row is None:
            raise LostLeaseError
        return row

    @property
    def work(self) -> tuple[type[Leased], int] | None:
        return self._work

    def _let_go(self, *, trouble: str = "", until=None) -> None:
        with transaction.atomic():
            if _held(self).update(worker=None, leased_at=None, leased_until=until, trouble=trouble):
                kind, key = self._work
                kind.put_back(key)


@contextmanager
def employed(name: str = "") -> Iterator[Employed]:
    """A worker of this process, known to the pages until the block ends."""
    host = socket.gethostname()
    name = name or f"{host[:40]}:{os.getpid()}:{token_hex(4)}"
    _bury()
    worker = Worker.objects.create(name=name, host=host[:255], pid=os.getpid(), seen_at=timezone.now())
    try:
        yield Employed(worker)
    finally:
        Worker.objects.filter(pk=worker.pk).delete()


def alive() -> QuerySet[Worker]:
    """Workers that gave a sign of life lately."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - LEASE)


def orphans(kind: type[Leased]) -> list[int]:
    """Those with work left that nobody has a lease on, the oldest first."""
    return list(kind.objects.unfinished().filter(_free()).order_by("pk").values_list("pk", flat=True))


def _free() -> Q:
    return Q(leased_until=None) | Q(leased_until__lt=timezone.now()) | Q(worker__in=_dead())


def _dead() -> list[int]:
    """Workers of this machine whose process is gone: their leases need not run out."""
    here = Worker.objects.filter(host=socket.gethostname()[:255]).values_list("pk", "pid", "name")
    return [pk for pk, pid, _ in here if pid != os.getpid() and not _runs(pid)]


def _bury() -> None:
    """Before this process is a worker itself: those that are gone leave, and their leases end.

    One with this very process's number was of an earlier run: a container starts again with the same numbers.
    """
    same = Q(host=socket.gethostname()[:255], pid=os.getpid())
    gone = Worker.objects.filter(same | Q(pk__in=_dead()) | Q(seen_at__lt=timezone.now() - _FORGET))
    for kind in _KINDS:
        kind.objects.filter(worker__in=gone).update(leased_until=None)
    gone.delete()


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _take(me: Employed, kind: type[Leased], key: int) -> bool:
    now = timezone.now()
    with transaction.atomic():
        free = kind.objects.unfinished().filter(pk=key).filter(_free())
        taken = kind.objects.filter(pk__in=list(free.select_for_update().values_list("pk", flat=True)))
        if not taken.update(worker=me.worker, leased_at=now, leased_until=now + LEASE):
            return False
        kind.put_back(key)
    return True


def _held(me: Employed) -> QuerySet[Leased]:
    kind, key = me.work
    return kind.objects.filter(pk=key, worker=me.worker).defer(*kind.heavy)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:1000]
