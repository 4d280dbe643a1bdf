"""Files → text: finding letters in files, folders and zips, and decoding them. No Django.

Whatever cannot be read raises `UnreadableLetterError` with one sentence that says why.
"""

import codecs
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_LETTER_BYTES = 5_000_000  # a hundred times the longest letter seen
_TEXT_SUFFIX, _ZIP_SUFFIX = ".txt", ".zip"
_BINARY_SHARE = 0.01  # of control characters; a letter has none
_ALLOWED_CONTROLS = {"\t", "\n", "\r", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x1f", "\x85"}


class UnreadableLetterError(ValueError):
    """The file is no letter that could be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a letter's bytes are: a file, or an entry of a zip. `name` is how reports call it."""

    path: Path
    entry: str | None = None

    @property
    def name(self) -> str:
        return f"{self.path}/{self.entry}" if self.entry else str(self.path)

    def read(self) -> str:
        """The letter's text. Raises UnreadableLetterError."""
        check_suffix(self.entry or self.path.name)
        try:
            return decode(self._bytes())
        except OSError as error:
            raise UnreadableLetterError(f"The file cannot be read: {error.strerror or error}.") from error

    def _bytes(self) -> bytes:
        """At most one byte more than a letter may have, so that nothing larger is ever held."""
        if self.entry is None:
            with self.path.open("rb") as file:
                return file.read(MAX_LETTER_BYTES + 1)
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.entry) as file:
                return file.read(MAX_LETTER_BYTES + 1)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error) as error:
            raise UnreadableLetterError(f"The zip entry cannot be read: {error}.") from error


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Every file named, every file below a folder, every entry of a zip, in a stable order. Dot files are left out."""
    for path in paths:
        if path.is_dir():
            yield from sources(sorted(child for child in path.iterdir() if not child.name.startswith(".")))
        elif path.suffix.lower() == _ZIP_SUFFIX:
            yield from _entries(path)
        else:
            yield Source(path)


def _entries(path: Path) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError):
        yield Source(path)  # reported as unreadable when its turn comes
        return
    for name in sorted(names):
        if not any(part.startswith((".", "__MACOSX")) for part in Path(name).parts):
            yield Source(path, name)


def check_suffix(name: str) -> None:
    """Raises UnreadableLetterError for a file that by its name is no text."""
    suffix = Path(name).suffix.lower()
    if suffix != _TEXT_SUFFIX:
        raise UnreadableLetterError(f"Letters are read from .txt files; this is {suffix or 'a file without a suffix'}.")


def decode(data: bytes) -> str:
    """The text of a letter's bytes, line ends as '\\n' and the byte order mark taken off.

    UTF-8 and UTF-16 with a mark, UTF-8 without one, and Windows-1252 are read. Raises UnreadableLetterError.
    """
    if len(data) > MAX_LETTER_BYTES:
        raise UnreadableLetterError(f"The file is larger than {MAX_LETTER_BYTES:,} bytes; no letter is.")
    if data.startswith(b"%PDF"):
        raise UnreadableLetterError("This is a PDF; only letters as text are read.")
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableLetterError("The file is empty.")
    if "\0" in text or _control_share(text) > _BINARY_SHARE:
        raise UnreadableLetterError("The file is binary, not text.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _try(data, "utf-16", "The file begins as UTF-16 but is not.")
    if data.startswith(codecs.BOM_UTF8):
        return _try(data, "utf-8-sig", "The file begins as UTF-8 but is not.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _try(data, "cp1252", "The file's encoding is none of UTF-8, UTF-16 with a mark, and Windows-1252.")


def _try(data: bytes, encoding: str, reason: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableLetterError(reason) from error


def _control_share(text: str) -> float:
    controls = sum(1 for character in text if character < " " and character not in _ALLOWED_CONTROLS)
    return controls / len(text)
