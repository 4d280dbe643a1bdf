"""Finding letters: every file below the paths given, and every entry of a zip. No Django.

Nothing found is passed over in silence: what cannot be looked into is a source of its own that says why when read.
"""

import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ingest.reading import UnreadableLetterError, check_suffix, letter_bytes, letter_text

_ZIP_SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a letter's bytes are: a file, or an entry of a zip by its place there. `name` is how reports call it.

    `trouble` says why there is nothing to read.
    """

    path: Path
    name: str
    entry: int | None = None
    trouble: str = ""

    def read(self) -> str:
        """The letter's text. Raises UnreadableLetterError."""
        return letter_text(self.data())

    def data(self) -> bytes:
        """At most one byte more than a letter may have, so that nothing larger is ever held. Raises as `read`."""
        if self.trouble:
            raise UnreadableLetterError(self.trouble)
        check_suffix(self.name)
        try:
            with self._open() as file:
                return letter_bytes(file)
        except Exception as error:  # a damaged zip fails in as many ways as there are compressions
            raise UnreadableLetterError(f"The file cannot be read: {_said(error)}.") from error

    def _open(self):
        if self.entry is None:
            return self.path.open("rb")
        archive = _archive(self.path, self.path.stat().st_mtime_ns)
        return archive.open(archive.infolist()[self.entry])


def file_source(path: Path) -> Source:
    return Source(path, _shown(path))


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every file named, below a folder, or in a zip, in a stable order. Dot files are left out."""
    visited: set[Path] = set()
    for path in paths:
        yield from _below(path, visited)


def _below(path: Path, visited: set[Path]) -> Iterator[Source]:
    if path.is_dir():
        yield from _in_folder(path, visited)
    elif not path.is_file():
        yield _trouble(path, "This is neither a file nor a folder.")
    elif path.suffix.lower() == _ZIP_SUFFIX:
        yield from _in_zip(path)
    else:
        yield file_source(path)


def _in_folder(path: Path, visited: set[Path]) -> Iterator[Source]:
    """Each folder once, however links lead to it."""
    if (real := path.resolve()) in visited:
        return
    visited.add(real)
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - of a million files, names alone fit in memory
    except OSError as error:
        yield _trouble(path, f"The folder cannot be looked into: {_said(error)}.")
        return
    for name in names:
        if not name.startswith("."):
            yield from _below(path / name, visited)


def _in_zip(path: Path) -> Iterator[Source]:
    try:
        entries = _archive(path, path.stat().st_mtime_ns).infolist()
    except Exception as error:  # damaged in whatever way
        yield _trouble(path, f"The zip cannot be read: {_said(error)}.")
        return
    listed = sorted((entry.filename, place) for place, entry in enumerate(entries) if is_wanted(entry))
    if not listed:
        yield _trouble(path, "The zip holds no files.")
    for name, place in listed:
        yield Source(path, _shown(path / name), place)


def is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry of a zip is a file that its packer knows of, not one that a system added."""
    parts = PurePosixPath(entry.filename).parts
    return not entry.is_dir() and not any(part.startswith((".", "__MACOSX")) for part in parts)


@lru_cache(maxsize=1)  # one archive's letters are read one after another: it is opened once for all of them
def _archive(path: Path, changed: int) -> zipfile.ZipFile:
    return zipfile.ZipFile(path)


def _trouble(path: Path, reason: str) -> Source:
    return Source(path, _shown(path), trouble=reason)


def _said(error: Exception) -> str:
    """What the error says, without the path, which stands beside it already."""
    return getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__


def _shown(path: Path) -> str:
    """The path as one line of text that can be stored and printed, whatever bytes it is made of."""
    text = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
