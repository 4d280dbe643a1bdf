"""A letter's bytes → its text. No Django.

Whatever cannot be read raises `UnreadableLetterError` with one sentence that says why.
"""

import codecs
from pathlib import PurePath

MAX_LETTER_BYTES = 1_000_000  # many times the longest letter seen
_TEXT_SUFFIX = ".txt"
_BINARY_SHARE = 0.01  # of control characters; a letter has none
_ALLOWED_CONTROLS = {"\t", "\n", "\r", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x1f", "\x85"}


class UnreadableLetterError(ValueError):
    """The file is no letter that could be read; the message says why."""


def check_suffix(name: str) -> None:
    """Raises UnreadableLetterError for a file that by its name is no text."""
    suffix = PurePath(name).suffix.lower()
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
