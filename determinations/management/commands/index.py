"""`manage.py index`: bring the search index up to date, rebuild it, or compare it with the database."""

import sys

from django.core.management.base import BaseCommand

from determinations import search
from determinations.management.errors import database_errors


class Command(BaseCommand):
    help = "Bring the search index up to date. Exit status 1 when --check finds a difference."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--rebuild", action="store_true", help="build it anew beside the old one, then swap")
        how.add_argument("--check", action="store_true", help="compare it with the database, decision by decision")

    def handle(self, *, rebuild, check, **options):
        with database_errors():
            if check:
                self._check()
            else:
                revision = search.rebuild() if rebuild else search.sync()
                self.stdout.write(f"The index shows revision {revision}.")

    def _check(self):
        found = search.check()
        if found.clean:
            self.stdout.write(f"Index and database agree at revision {found.database_revision}.")
            return
        self.stderr.write(
            f"Index at revision {found.index_revision}, database at {found.database_revision}: "
            f"{len(found.missing)} decisions missing, {len(found.surplus)} too many, {len(found.stale)} stale."
        )
        sys.exit(1)
