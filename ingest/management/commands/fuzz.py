"""`manage.py fuzz`: damaged letters by the thousand, each of which must be read without fail and in time."""

import sys
import time
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ingest import fuzzing
from ingest.benchmark.generator import letters as generated
from ingest.finding import sources
from ingest.fuzzing import Outcome, Plan
from ingest.reading import UnreadableLetterError

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_GENERATED = 120
_SHOWN = 20  # failures


class Command(BaseCommand):
    help = (
        "Damage sample and generated letters in every way and read them. The limit is processor time for one letter "
        f"of up to {fuzzing.LONG:,} characters and grows in proportion for longer ones. Exit status: 0 all held, "
        "1 something failed, 2 bad usage."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--letters", type=int, default=100_000, metavar="N", help="how many (default: 100,000)")
        parser.add_argument("--seed", type=int, default=0, help="another seed, other letters")
        parser.add_argument("--workers", type=int, metavar="N", help="processes (default: one a core; 0: none)")
        parser.add_argument("--limit-ms", type=float, default=200, metavar="MS", help="for one letter (default: 200)")
        parser.add_argument("--from", type=Path, metavar="DIR", help="make mutants of these letters as well")
        parser.add_argument("--only", type=int, metavar="N", help="nothing but letter number N")
        parser.add_argument("--save", type=Path, metavar="DIR", help="write each letter that fails, or that of --only")

    def handle(self, *, letters, seed, workers, limit_ms, only, save, **options):
        _check_usage(letters, workers, limit_ms, only, save)
        plan = Plan(seed, _texts(options["from"]), limit_ms)
        numbers = range(letters) if only is None else range(only, only + 1)
        begun = time.monotonic()
        total = self._run(plan, numbers, 0 if only is not None else workers)
        self._report(plan, total, time.monotonic() - begun)
        if save:
            self._save(plan, {each.number for each in total.failures} if only is None else {only}, save)
        if total.failures:
            sys.exit(1)

    def _run(self, plan: Plan, numbers: range, workers: int | None) -> Outcome:
        total = Outcome()
        with tqdm(total=len(numbers), unit=" letters", disable=None, leave=False) as bar:
            for outcome in fuzzing.run(plan, numbers, workers):
                total.add(outcome)
                bar.update(outcome.letters)
        return total

    def _report(self, plan: Plan, total: Outcome, seconds: float) -> None:
        counts = Counter(failure.kind for failure in total.failures)
        slowest, number = total.slowest
        self.stdout.write(
            f"{total.letters:,} letters of seed {plan.seed}, {total.characters / total.letters:,.0f} characters each "
            f"on average; {total.letters / seconds:,.0f} letters/s.\n"
            f"Slowest: {slowest:,.1f} ms, number {number}.\n"
            + ", ".join(f"{counts[kind]:,} {name}" for kind, name in fuzzing.KINDS.items())
            + "."
        )
        for failure in sorted(total.failures, key=lambda each: each.number)[:_SHOWN]:
            changes = ", ".join(fuzzing.mutant(plan.seed, failure.number, plan.texts).changes)
            self.stdout.write(f"number {failure.number}: {failure.kind}: {failure.message} [{changes}]")
        if len(total.failures) > _SHOWN:
            self.stdout.write(f"… and {len(total.failures) - _SHOWN:,} more.")
        if total.failures:
            self.stdout.write(f"Once more, alone: manage.py fuzz --seed {plan.seed} --only N --save DIR")

    def _save(self, plan: Plan, numbers: set[int], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for number in sorted(numbers):
            path = folder / f"seed-{plan.seed}-number-{number}.txt"
            text = fuzzing.mutant(plan.seed, number, plan.texts).text
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
        self.stdout.write(f"Written to {folder}: {len(numbers):,} letters.")


def _check_usage(letters: int, workers: int | None, limit: float, only: int | None, save: Path | None) -> None:
    for name, value, least in (("letters", letters, 1), ("workers", workers or 0, 0), ("only", only or 0, 0)):
        if value < least:
            raise CommandError(f"--{name} {value}: give {least} or more.", returncode=2)
    if limit <= 0:
        raise CommandError(f"--limit-ms {limit:g}: give more than 0.", returncode=2)
    if save and save.exists() and not save.is_dir():
        raise CommandError(f"--save {save}: this is no folder.", returncode=2)


def _texts(folder: Path | None) -> tuple[str, ...]:
    """What mutants are made from, in a fixed order: samples, generated letters, the folder's."""
    texts = [*_read(_SAMPLES), *(text for _, text in generated(_GENERATED))]
    if folder is not None:
        if not folder.is_dir():
            raise CommandError(f"--from {folder}: there is no such folder.", returncode=2)
        if not (found := _read(folder)):
            raise CommandError(f"--from {folder}: there is no letter in it.", returncode=2)
        texts += found
    return tuple(texts)


def _read(folder: Path) -> list[str]:
    """The letters of a folder; what is none is left out."""
    texts = []
    for source in sources([folder]):
        try:
            texts.append(source.read())
        except UnreadableLetterError:
            continue
    return texts
