"""`manage.py benchmark`: ingest and search measured on generated letters, in a data directory of their own."""

import json
import resource
import tempfile
from pathlib import Path

from django.core.cache import cache
from django.core.management.base import BaseCommand

from determinations import search
from determinations.models import Case
from determinations.search.documents import documents
from ingest.benchmark import pdfs, peer
from ingest.benchmark.generator import letters
from ingest.benchmark.parsing import parsed_a_second
from ingest.benchmark.searches import Timing, TypicalSearch, measure
from ingest.management.apart import Runner

_PARSED = 4_000  # letters of which the parser's own speed is taken
_PDFS = 1_000


class Command(BaseCommand):
    help = "Measure ingest and search on generated letters; nothing of the site's own data is touched."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--letters", type=int, default=20_000, metavar="N")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--no-peer", action="store_true", help="leave the comparison with PostgreSQL out")
        parser.add_argument("--stage", choices=["searches"], help="(what the benchmark runs itself for)")

    def handle(self, *, letters, seed, no_peer, stage, **options):
        if stage:
            self.stdout.write(json.dumps(_searches(with_peer=not no_peer)))
            return
        with tempfile.TemporaryDirectory(prefix="imr-benchmark-") as directory:
            self._measure(Path(directory), letters, seed, no_peer)

    def _measure(self, directory: Path, count: int, seed: int, no_peer: bool) -> None:
        rate = parsed_a_second(text for _, text in letters(min(count, _PARSED), seed))
        self.stdout.write(f"Parsing alone, one core: {rate:,.0f} letters/s.")
        self._measure_pdfs(directory, seed)
        folder = _generate(directory / "letters", count, seed)
        run = Runner(directory / "data")
        run("migrate", "--verbosity", "0")
        seconds, said = run.timed("ingest", str(folder))
        self.stdout.write(f"Ingest: {said.strip()}; {count / seconds:,.0f} letters/s from file to searchable.")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.stdout.write(f"Peak memory of the largest process: {peak:,.0f} MiB.")
        run("index", "--check")
        self._report(json.loads(run("benchmark", "--stage", "searches", *(["--no-peer"] if no_peer else []))))

    def _measure_pdfs(self, directory: Path, seed: int) -> None:
        try:
            folder = pdfs.write(directory / "pdfs", _PDFS, seed)
        except pdfs.NoPaperError as error:
            self.stdout.write(f"PDFs are not measured: {error}")
            return
        run = Runner(directory / "pdf-data")
        run("migrate", "--verbosity", "0")
        seconds, said = run.timed("ingest", str(folder))
        self.stdout.write(f"PDFs: {said.strip()}; {_PDFS / seconds:,.0f} letters/s from file to searchable.")

    def _report(self, found: dict) -> None:
        self.stdout.write(f"Searches over {found['decisions']:,} decisions, with exact counts and every facet:")
        for name, milliseconds in found["each"].items():
            self.stdout.write(f"  {milliseconds:8.2f} ms  {name}")
        self._line("index", found["index"])
        if found["peer"]:
            self._line("PostgreSQL", found["peer"])
            ratio = found["peer"]["median"] / found["index"]["median"]
            self.stdout.write(f"The index is {ratio:,.0f} times as fast at the median.")

    def _line(self, name: str, timing: dict) -> None:
        self.stdout.write(
            f"{name}: median {timing['median']:.2f} ms, 95th percentile {timing['percentile_95']:.2f} ms."
        )


def _generate(folder: Path, count: int, seed: int) -> Path:
    folder.mkdir()
    for name, text in letters(count, seed):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _searches(*, with_peer: bool) -> dict:
    each, timing = measure(_search)
    found = {"decisions": search.search(search.SearchQuery()).count, "each": each, "index": _timing(timing)}
    return found | {"peer": _timing(_peer()) if with_peer else None}


def _search(asked: TypicalSearch) -> None:
    """As if never asked before: what is kept of large answers is thrown away first."""
    cache.clear()
    search.search(asked.query())


def _peer() -> Timing:
    keys = list(Case.objects.values_list("pk", flat=True))
    rows = (row for start in range(0, len(keys), 500) for row in documents(keys[start : start + 500]))
    with peer.postgresql(rows) as connection:
        return measure(lambda asked: peer.search(connection, asked), repeats=3)[1]


def _timing(timing: Timing) -> dict:
    return {"median": timing.median, "percentile_95": timing.percentile_95}
