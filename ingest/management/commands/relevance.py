"""`manage.py relevance`: judged queries asked of a throw-away index, and how good the order of their results is."""

import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from determinations import relevance, search
from determinations.relevance import NEWEST_FIRST, OURS, PLAIN_WORDS, Score
from ingest.management.apart import Runner

SAMPLES = settings.BASE_DIR / "ingest" / "samples"


class Command(BaseCommand):
    help = (
        "Score the order of results against judged queries (nDCG@10), on the sample letters and cases invented for it; "
        "nothing of the site's own data is touched. Exit status: 0 fine, 1 the mean is below --min."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--min", type=float, metavar="MEAN", help="fail when the mean is below this, from 0 to 1")
        parser.add_argument(
            "--verbose", action="store_true", help="show what came first, with grades, and what did not"
        )
        parser.add_argument("--stage", choices=["measure"], help="(what the command runs itself for)")

    def handle(self, *, stage, verbose, **options):
        if stage:
            self._measure(verbose, options["min"])
            return
        with tempfile.TemporaryDirectory(prefix="imr-relevance-") as directory:
            run = Runner(Path(directory))
            run("migrate", "--verbosity", "0")
            run("ingest", str(SAMPLES), "--workers", "0")
            asked = [f"--min={options['min']}"] if options["min"] is not None else []
            said = run.attempt("relevance", "--stage", "measure", *asked, *(["--verbose"] if verbose else []))
        self.stdout.write(said.stdout, ending="")
        if said.returncode:
            sys.exit(said.returncode)

    def _measure(self, verbose: bool, least: float | None) -> None:
        relevance.load()
        search.sync()
        scores = relevance.measure()
        self._print(scores, verbose)
        if least is not None and relevance.means(scores)[OURS] < least:
            self.stdout.write(f"The mean is below {least:g}.")
            sys.exit(1)

    def _print(self, scores: list[Score], verbose: bool) -> None:
        self.stdout.write(f"{OURS:>7}  {'best':>7}  {'plain':>7}  {'newest':>7}")
        for score in scores:
            self.stdout.write(f"{_row(score.ndcg, score.best)}  {score.typed}")
            if verbose:
                for name, grade in score.shown:
                    self.stdout.write(f"{'':38}{grade}  {name}")
                for name in score.missed:
                    self.stdout.write(f"{'':38}not found: {name}")
        self.stdout.write(
            f"{_row(relevance.means(scores), relevance.reachable(scores))}  mean of {len(scores)} queries"
        )
        self.stdout.write(
            "nDCG@10 in our order; in the best order of what matches; by plain words, every text alike; newest first."
        )


def _row(ndcg: dict[str, float], best: float) -> str:
    return "  ".join(f"{figure:7.3f}" for figure in (ndcg[OURS], best, ndcg[PLAIN_WORDS], ndcg[NEWEST_FIRST]))
