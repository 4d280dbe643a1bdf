"""`manage.py export PATH`: every decision, or those of a search, as one file."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from tqdm import tqdm

from determinations import search
from determinations.asking import RefusedError
from determinations.exporting import Batches, asked, batches, keys
from determinations.formats import Rows, as_csv, as_jsonl
from determinations.management.errors import database_errors
from determinations.management.writing import whole_file
from determinations.parquet import is_available, write_parquet
from determinations.search.query import SearchQuery

FORMATS = ("csv", "jsonl", "parquet")

Writer = Callable[[Iterable[Rows], BinaryIO], None]


class Command(BaseCommand):
    help = "Write decisions to a file. Exit status: 0 all written, 2 bad usage or nothing written."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, metavar="PATH", help="the file, which is written whole or not at all")
        parser.add_argument("--format", choices=FORMATS, help="default: what the name ends with, or csv")
        parser.add_argument("--query", default="", metavar="QUERY", help="parameters as in addresses: 'q=mri&sex=male'")
        parser.add_argument("--site", default="", metavar="URL", help="what addresses begin with; default: nothing")
        parser.add_argument("--force", action="store_true", help="overwrite the file if it is there")

    def handle(self, *, path, format, query, site, force, **options):
        with _refusals(path), database_errors():
            write = _writer(format or _ending(path))
            _check(path, site, force=force)
            search.sync()
            written = _write(write, path, asked(QueryDict(query.removeprefix("?"))), site.rstrip("/"))
        self.stdout.write(f"Wrote {written:,} decisions to {path}.")


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """What cannot be asked or written is one line and exit status 2."""
    try:
        yield
    except RefusedError as error:
        raise CommandError(f"--query: {error}", returncode=2) from error
    except OSError as error:
        raise CommandError(f"{path}: cannot be written: {error.strerror or error}.", returncode=2) from error


def _check(path: Path, site: str, *, force: bool) -> None:
    if path.is_dir():
        raise CommandError(f"{path}: this is a folder; name the file to write.", returncode=2)
    if not path.parent.is_dir():
        raise CommandError(f"{path}: there is no folder {path.parent}.", returncode=2)
    if path.exists() and not force:
        raise CommandError(f"{path} is there already; --force overwrites it.", returncode=2)
    if site and not site.startswith(("http://", "https://")):
        message = f"--site {site}: write what addresses begin with, as in https://imr.example.org."
        raise CommandError(message, returncode=2)


def _writer(name: str) -> Writer:
    if name == "parquet":
        if not is_available():
            message = "Parquet needs the package pyarrow, the extra `parquet` of this project: `pip install pyarrow`."
            raise CommandError(message, returncode=2)
        return write_parquet
    chunks = {"csv": as_csv, "jsonl": as_jsonl}[name]
    return lambda found, file: file.writelines(chunks(found))


def _ending(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "csv"


def _write(write: Writer, path: Path, query: SearchQuery, site: str) -> int:
    """Write the file; returns how many decisions it holds. A bar tells of it on a terminal."""
    found = keys(query)
    total = search.count(query) if sys.stderr.isatty() else None
    with tqdm(total=total, unit=" decisions", disable=None, leave=False) as bar, whole_file(path) as file:
        counted = _Counted(batches(found, site), bar)
        write(counted, file)
    return counted.number


class _Counted:
    """Passes batches on, counting their rows."""

    def __init__(self, found: Batches, bar: tqdm):
        self._found = found
        self._bar = bar
        self.number = 0

    def __iter__(self) -> Batches:
        for rows in self._found:
            self.number += len(rows)
            self._bar.update(len(rows))
            yield rows
