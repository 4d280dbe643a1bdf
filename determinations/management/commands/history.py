"""`manage.py history`: all that was done to cases between two days, as CSV on the standard output."""

from datetime import date, datetime, time, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from determinations import history
from determinations.management.errors import database_errors


class Command(BaseCommand):
    help = "Write who changed what in cases, when, from, to and why, as CSV. Exit status: 0 all written, 2 bad usage."

    def add_arguments(self, parser):
        parser.add_argument("--since", metavar="DAY", help="the first day, as 2026-01-31; default: from the beginning")
        parser.add_argument("--until", metavar="DAY", help="the last day; default: today")

    def handle(self, *, since, until, **options):
        first, last = _day("--since", since), _day("--until", until)
        if first and last and first > last:
            raise CommandError("--until: it is before --since.", returncode=2)
        begin = _midnight(first) if first else None
        end = _midnight(last + timedelta(days=1)) if last else None
        with database_errors():
            for chunk in history.as_csv(history.between(begin, end)):
                self.stdout.write(chunk.decode(), ending="")


def _day(option: str, words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise CommandError(f"{option} {words}: write a day as 2026-01-31.", returncode=2) from None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
