"""`manage.py reparse`: letters read by older versions of the parser are read again, and what changed is told."""

import json
import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from tqdm import tqdm

from determinations.choices import Standing
from determinations.management.errors import database_errors
from determinations.models import Correction
from ingest.earlier import look_again
from ingest.letters import VERSION
from ingest.management.report import opened
from ingest.rereading import Reread, outdated, reread

_SHOWN = 60  # characters of a value
_SAID = {
    Standing.DISAGREES: "the parser disagrees with anew",
    Standing.AGREES: "the parser agrees with by now",
    Standing.LOST: "were not applied, their decision not being found",
}


class Command(BaseCommand):
    help = (
        "Read letters that an older version of the parser read. Cases keep their addresses. "
        "Exit status: 0 all read, 1 some could not be read or written and keep their facts, 2 bad usage."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also those that this version read")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument("--report", type=Path, metavar="FILE.jsonl", help="write one JSON line for each letter")
        parser.add_argument("--workers", type=int, metavar="N", help="parsing processes (default: one a core; 0: none)")

    def handle(self, *, all, dry_run, report, workers, verbosity, **options):
        if workers is not None and workers < 0:
            raise CommandError(f"--workers {workers}: give 0 or more.", returncode=2)
        statuses, facts, hidden = Counter(), Counter(), 0
        with opened(report) as lines, database_errors():
            total = outdated(everything=all).count()
            with tqdm(total=total, unit=" letters", disable=None, leave=False) as bar:
                for result in reread(everything=all, dry_run=dry_run, workers=workers):
                    statuses[result.status] += 1
                    facts.update(_kinds(result))
                    bar.update()
                    if lines:
                        lines.write(json.dumps(result.as_dict(), ensure_ascii=False) + "\n")
                    if result.reason or result.held or (verbosity > 1 and result.changes):
                        with tqdm.external_write_mode(file=sys.stderr):
                            self._tell(result)
            for each in look_again(everything=all, dry_run=dry_run, workers=workers):
                hidden += 1
                self.stderr.write(f"hidden: {each.case}: an earlier text, {each.file}, is shown no more. {each.why}")
                if lines:
                    lines.write(json.dumps(each._asdict() | {"status": "hidden"}, ensure_ascii=False) + "\n")
        if hidden:
            self.stdout.write(f"Earlier texts that {'would be' if dry_run else 'are'} shown no more: {hidden:,}.")
        self._conclude(statuses, facts, dry_run)

    def _tell(self, result: Reread) -> None:
        if result.reason:
            self.stderr.write(f"failed: {result.case}: {result.reason} It keeps the facts it had.")
        if result.held:
            self.stderr.write(f"held: {result.case}: {result.held} It is public no more until it is released.")
        for change in result.changes:
            self.stdout.write(f"{result.case}: {change.name}: {_shown(change.before)} → {_shown(change.after)}")

    def _tell_corrections(self) -> None:
        """What staff should look at; the admin lists them by their standing."""
        standings = dict(Correction.objects.order_by().values_list("standing").annotate(Count("pk")))
        for standing, said in _SAID.items():
            if number := standings.get(standing):
                self.stdout.write(f"Corrections by staff that {said}: {number:,}.")

    def _conclude(self, statuses: Counter, facts: Counter, dry_run: bool) -> None:
        self.stdout.write(
            f"Parser version {VERSION}: {statuses['changed']:,} letters {'would change' if dry_run else 'changed'}, "
            f"{statuses['same']:,} stay as they were, {statuses['held']:,} {'would be' if dry_run else 'are'} held, "
            f"{statuses['failed']:,} could not be read or written."
        )
        for kind, number in facts.most_common():
            self.stdout.write(f"  {number:>9,}  {kind}")
        if not dry_run:
            self._tell_corrections()
        if statuses["failed"]:
            self.stderr.write("What failed is tried again when this is run again, once its reason is mended.")
            sys.exit(1)


def _kinds(result: Reread) -> set[str]:
    """The facts that changed, whichever decision they are of."""
    return {".".join(part for part in change.name.split(".") if not part.isdecimal()) for change in result.changes}


def _shown(value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
