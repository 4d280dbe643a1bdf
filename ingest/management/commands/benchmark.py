"""`manage.py benchmark`: ingest and search measured on generated letters, in a data directory of their own."""

import json
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError

from determinations import search
from determinations.models import Case
from determinations.search.documents import documents
from ingest.benchmark import pdfs, peer, uploads
from ingest.benchmark.embedded import embedded_postgresql
from ingest.benchmark.generator import letters
from ingest.benchmark.parsing import parsed_a_second
from ingest.benchmark.searches import Timing, TypicalSearch, measure
from ingest.benchmark.uploads.commits import follow
from ingest.management.apart import Runner

_PARSED = 4_000  # letters of which the parser's own speed is taken
_PDFS = 1_000
_UPLOADED = 10_000
_TOLD = 5_000  # characters of the site's log, when it failed


class Command(BaseCommand):
    help = (
        "Measure ingest and search, or uploads, on generated letters; nothing of the site's own data is touched. "
        "Exit status of --uploads: 0 fine, 1 a file in no final state, a page not answered or a letter not found."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--letters", type=int, default=20_000, metavar="N")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument(
            "--no-peer",
            action="store_true",
            help="leave the comparison out: with PostgreSQL, or of uploads with `ingest`",
        )
        parser.add_argument(
            "--uploads", type=int, nargs="?", const=_UPLOADED, metavar="N",
            help=f"instead: N letters ({_UPLOADED:,}) in one zip through the upload page, visitors asking meanwhile",
        )  # fmt: skip
        parser.add_argument("--postgresql", action="store_true", help="(uploads) on a PostgreSQL of its own")
        parser.add_argument(
            "--stage", choices=["searches", "prepare", "commits"], help="(what the benchmark runs itself for)"
        )

    def handle(self, *, letters, seed, no_peer, uploads, postgresql, stage, **options):
        if stage:
            self._do(stage, no_peer)
            return
        with _stopped_cleanly(), tempfile.TemporaryDirectory(prefix="imr-benchmark-") as directory:
            if uploads is not None:
                with embedded_postgresql() if postgresql else nullcontext("") as database:
                    self._measure_uploads(Path(directory), uploads, seed, database, alone=no_peer)
            else:
                self._measure(Path(directory), letters, seed, no_peer)

    def _do(self, stage: str, no_peer: bool) -> None:
        if stage == "prepare":
            uploads.prepare()
        else:
            found = follow(sys.stdin) if stage == "commits" else _searches(with_peer=not no_peer)
            self.stdout.write(json.dumps(found))

    def _measure_uploads(self, directory: Path, count: int, seed: int, database: str, *, alone: bool) -> None:
        """Exit status 1 when a file is in no final state, an answer failed or a letter is not found."""
        if count < 1:
            raise CommandError("--uploads takes a number of letters from 1.")
        papers = uploads.pack(directory / "letters.zip", count, seed)
        self.stdout.write(f"{count:,} letters in one zip, {papers:,} of them PDFs.")
        uploads.one_more(directory / "one-more.txt", count, seed)
        run = Runner(directory / "data", database, **_as_served(count))
        try:
            found = uploads.measure(run, directory / "log.txt", directory / "letters.zip", directory / "one-more.txt")
        except (uploads.SiteError, OSError) as error:
            self.stderr.write((directory / "log.txt").read_text(errors="replace")[-_TOLD:])
            raise CommandError(str(error)) from error
        for line in found.lines(count):
            self.stdout.write(line)
        if not alone:
            self._compare(directory, count)
        if troubles := found.troubles(count):
            self.stderr.write("\n".join(troubles))
            sys.exit(1)

    def _compare(self, directory: Path, count: int) -> None:
        run = Runner(directory / "peer")
        run("migrate", "--verbosity", "0")
        seconds, _ = run.timed("ingest", str(directory / "letters.zip"))
        self.stdout.write(f"`manage.py ingest` of the same zip, with nobody asking: {seconds:.1f} s.")

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


@contextmanager
def _stopped_cleanly() -> Iterator[None]:
    """Told to end, it ends what it started first, and leaves nothing behind."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _generate(folder: Path, count: int, seed: int) -> Path:
    folder.mkdir()
    for name, text in letters(count, seed):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _as_served(count: int) -> dict[str, str]:
    """Settings of whoever measures that would keep the site from being used here, and limits that let the zip in."""
    off = dict.fromkeys(("BEHIND_HTTPS", "TWO_FACTOR", "FOUR_EYES", "DEBUG", "ALLOWED_HOSTS"), "")
    limits = {"IMR_UPLOAD_LETTERS": max(count, 10_000), "IMR_UPLOAD_ZIP_ENTRIES": max(count, 20_000)}
    return off | {name: str(limit) for name, limit in limits.items()}


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
