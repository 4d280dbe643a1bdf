"""Reports of mistakes: sent by anybody, so many an hour; settled by staff, each change with who made it.

Who sent a report is not stored. To count, a digest of the address keyed with the site's secret is kept for a day.
"""

import ipaddress
import time
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from simple_history.utils import bulk_update_with_history

from determinations.choices import ReportState
from determinations.models import Case, DisputedItem, Report, ReportSender

PER_SENDER, IN_ALL = 5, 100  # reports an hour
_HOUR = 3600  # seconds
_KEPT = timedelta(days=1)
_ANYBODY = "anybody"  # no digest


class TooManyError(Exception):
    """There is no room for another report within the hour. `wait`: seconds until there is."""

    def __init__(self, wait: int):
        super().__init__(wait)
        self.wait = wait


def sender(address: str | None) -> str:
    """The digest by which an address is known. Of IPv6 the network counts: whoever has one address has all of it."""
    return salted_hmac("determinations.reports.sender", _place(address or ""), algorithm="sha256").hexdigest()


def send(case: Case, item: DisputedItem | None, kind: str, words: str, *, by: str) -> Report:
    """Store a report from the sender `by`. One that is open already, word for word, is not stored twice.

    Raises TooManyError, and stores nothing, when the sender or all together sent too many.
    """
    with transaction.atomic():
        anybody = _locked()
        _drop_old()
        told = {"case": case, "item": item, "kind": kind, "words": words, "state": ReportState.OPEN}
        same = Report.objects.filter(**told).first()
        if same is not None:
            return same
        _count(anybody, by)
        report = Report(**told)
        report._history_user = None  # also where staff is logged in: a report is nobody's
        report.save()
        return report


def forget() -> int:
    """Drop the digests of senders of whom nothing came for a day. Returns how many.

    Every report does it too; call this now and then for the days on which none comes. Costs one query when there
    is nothing to drop.
    """
    if not _old().exists():
        return 0
    with transaction.atomic():
        _locked()
        return _drop_old()


def settle(reports: Iterable[int], state: str, *, by: AbstractBaseUser) -> int:
    """Settle, dismiss or open again, many at once, each with its line of history. Returns how many changed."""
    with transaction.atomic():
        moved = list(Report.objects.select_for_update().filter(pk__in=list(reports)).exclude(state=state))
        for report in moved:
            report.state = state
            report.settled_by = None if state == ReportState.OPEN else by
        bulk_update_with_history(moved, Report, ["state", "settled_by"], default_user=by)
    return len(moved)


def _place(address: str) -> str:
    try:
        read = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    read = getattr(read, "ipv4_mapped", None) or read
    return str(ipaddress.ip_network((read, 64), strict=False)) if read.version == 6 else str(read)


def _locked() -> ReportSender:
    """The row that counts all reports. Whoever has it is alone: counts are right however many processes count."""
    ReportSender.objects.get_or_create(digest=_ANYBODY, defaults={"last_at": timezone.now()})
    return ReportSender.objects.select_for_update().get(digest=_ANYBODY)


def _old() -> QuerySet[ReportSender]:
    return ReportSender.objects.filter(last_at__lt=timezone.now() - _KEPT).exclude(digest=_ANYBODY)


def _drop_old() -> int:
    return _old().delete()[0]


def _count(anybody: ReportSender, by: str) -> None:
    own = ReportSender.objects.filter(digest=by).first() or ReportSender(digest=by)
    now = int(time.time())
    for row, most in ((anybody, IN_ALL), (own, PER_SENDER)):
        row.times = [each for each in row.times if each > now - _HOUR]
        if len(row.times) >= most:
            raise TooManyError(min(row.times[-most:]) + _HOUR - now)
        row.times.append(now)
        row.last_at = timezone.now()
    for row in (anybody, own):
        row.save()
