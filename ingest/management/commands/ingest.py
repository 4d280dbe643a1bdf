"""`manage.py ingest PATH...`: arguments in, the pipeline called, progress and report out."""

import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from determinations.management.errors import database_errors
from ingest.finding import sources
from ingest.listing import Listing, UnreadableListError
from ingest.management.report import opened
from ingest.pipeline import ingest
from ingest.reporting import Status, exit_status, summary


class Command(BaseCommand):
    help = "Load letters from files, folders and zips. Exit status: 0 all fine, 1 some failed, 2 bad usage."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a letter, a folder, or a zip")
        parser.add_argument(
            "--metadata", type=Path, metavar="FILE.csv", help="the state's list, for what letters do not say themselves"
        )
        parser.add_argument("--report", type=Path, metavar="FILE.jsonl", help="write one JSON line for each file")
        parser.add_argument("--workers", type=int, metavar="N", help="parsing processes (default: one a core; 0: none)")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")

    def handle(self, *, paths, metadata, report, workers, dry_run, **options):
        _check_usage(paths, workers)
        counts: Counter = Counter()
        with _listing(metadata) as listing, opened(report) as lines, _progress(paths) as bar, database_errors():
            self._note_troubles(metadata, listing)
            for result in ingest(sources(paths), workers=workers, dry_run=dry_run, listing=listing):
                counts[result.status] += 1
                bar.update()
                if lines:
                    lines.write(result.as_json() + "\n")
                if result.reason and result.status != Status.DUPLICATE:
                    with tqdm.external_write_mode(file=sys.stderr):
                        self.stderr.write(f"{result.status}: {result.file}: {result.reason}")
            if listing and listing.used < listing.rows:
                self.stderr.write(f"{metadata}: {listing.rows - listing.used:,} rows belong to none of these letters.")
        self.stdout.write(("Would be: " if dry_run else "") + summary(counts))
        if status := exit_status(counts):
            sys.exit(status)

    def _note_troubles(self, path: Path | None, listing: Listing | None) -> None:
        """What of the list cannot be used, before the letters are read."""
        for trouble in listing.troubles if listing else []:
            self.stderr.write(f"{path}: {trouble}")
        if listing and listing.more_troubles:
            self.stderr.write(f"{path}: {listing.more_troubles:,} more values cannot be read.")


def _listing(path: Path | None):
    if path is None:
        return nullcontext()
    try:
        return Listing(path)
    except OSError as error:
        raise CommandError(f"--metadata {path}: cannot be read: {error.strerror}.", returncode=2) from error
    except UnreadableListError as error:
        raise CommandError(f"--metadata {path}: {error}", returncode=2) from error


def _check_usage(paths: list[Path], workers: int | None) -> None:
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path}: there is no such file or folder.", returncode=2)
    if workers is not None and workers < 0:
        raise CommandError(f"--workers {workers}: give 0 or more.", returncode=2)


def _progress(paths: list[Path]) -> tqdm:
    """A bar on a terminal, nothing in a pipe. Only a bar needs to know how many there are."""
    total = sum(1 for _ in sources(paths)) if sys.stderr.isatty() else None
    return tqdm(total=total, unit=" letters", disable=None, leave=False)
