"""`manage.py wordings`: what staff taught the library, to be pasted into the vocabulary's files."""

from django.core.management.base import BaseCommand

from determinations.management.errors import database_errors
from ingest.learned.exporting import exported


class Command(BaseCommand):
    help = "Print the wordings that staff taught the library as TOML, in the form of the vocabulary's own files."

    def handle(self, **options):
        with database_errors():
            self.stdout.write(exported(), ending="")
