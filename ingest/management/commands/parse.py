"""`manage.py parse FILE...`: what is read in letters, one JSON object a line; no database."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from determinations.vocabulary import explain_request
from ingest.finding import file_source
from ingest.letters import parse
from ingest.reading import UnreadableLetterError


class Command(BaseCommand):
    help = "Print what is read in letters as JSON lines. Exit status: 0 all read, 1 some unreadable, 2 bad usage."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--explain", action="store_true", help="add to each item which terms were found and which words decided"
        )

    def handle(self, *, files, explain, **options):
        for path in files:
            if not path.is_file():
                raise CommandError(f"{path}: there is no such file.", returncode=2)
        failed = False
        for path in files:
            try:
                read = parse(file_source(path).read()).as_dict(path.name)
            except UnreadableLetterError as error:
                failed = True
                self.stderr.write(f"{path}: {error}")
                continue
            if explain:
                for item in read["items"]:
                    item["explanation"] = explain_request(item["request"]).as_dict()
            self.stdout.write(json.dumps(read, ensure_ascii=False))
        if failed:
            sys.exit(1)
