"""`manage.py evaluate GOLD_DIR`: what is read in letters, held against what a careful human extracted."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ingest import evaluation
from ingest.evaluation import GoldError, Report, Scores
from ingest.finding import file_source


class Command(BaseCommand):
    help = (
        "Compare what is read in the letters of a gold folder with its gold.jsonl, field by field. "
        "Exit status: 0 fine, 1 a field is below its minimum (only with --min), 2 bad usage."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="GOLD_DIR", help="letters, gold.jsonl, perhaps requests.csv")
        parser.add_argument("--min", action="store_true", help="fail when a field stays below its minimum")
        parser.add_argument("--json", type=Path, metavar="FILE", help="save every single comparison")
        parser.add_argument("--against", type=Path, metavar="FILE", help="show gains and losses since FILE was saved")
        parser.add_argument("--misses", type=_limit, metavar="N|all", help="lines of misses to show (default: all)")

    def handle(self, *, folder, json, against, misses, **options):
        try:
            gold = evaluation.read_gold(folder)
            before = evaluation.load(against) if against else None
        except GoldError as error:
            raise CommandError(str(error), returncode=2) from error
        report = evaluation.evaluate(gold, lambda path: file_source(path).read())
        scores = evaluation.tally(report.comparisons)
        self._print(evaluation.table_lines(scores))
        self._print_misses(report, misses)
        if before is not None:
            self._print(["", f"Since {against}:"])
            self._print(evaluation.change_lines(evaluation.changes(before, report.comparisons), misses))
        if json:
            _save(json, report)
        if options["min"]:
            self._hold_to_minimum(scores)

    def _print(self, lines) -> None:
        for line in lines:
            self.stdout.write(line)

    def _print_misses(self, report: Report, most: int | None) -> None:
        for failure in report.failures:
            self.stderr.write(f"{failure.file}: could not be read: {failure.reason}")
        self._print(["", "Misses:" if evaluation.misses(report.comparisons) else "No misses."])
        self._print(evaluation.miss_lines(report.comparisons, most))

    def _hold_to_minimum(self, scores: Scores) -> None:
        unscored = [row.name for row in evaluation.not_scored(scores) if row.minimum is not None]
        low = evaluation.below_minimum(scores)
        self._print([""])
        if unscored:
            self._print([f"Not scored, as there is nothing to compare: {', '.join(unscored)}."])
        for row, score in low:
            self._print([f"Below the minimum: {row.name} {evaluation.percent(score)} % < {row.minimum:g} %"])
        if low:
            sys.exit(1)
        self._print(["Every field that is scored reaches its minimum."])


def _limit(value: str) -> int | None:
    """How many lines, or None for all."""
    if value == "all":
        return None
    if not value.isdecimal():
        raise ArgumentTypeError(f"{value}: give a number or “all”.")
    return int(value)


def _save(path: Path, report: Report) -> None:
    try:
        evaluation.save(path, report.comparisons)
    except OSError as error:
        raise CommandError(f"--json {path}: cannot be written: {error.strerror}.", returncode=2) from error
