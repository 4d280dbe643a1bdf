"""A letter's bytes, text or PDF → its text. No Django, and no PDF engine in this process.

Whatever cannot be read raises `UnreadableLetterError` with one sentence that says why and what to do.
"""

import codecs
from pathlib import PurePath
from typing import BinaryIO

from ingest.confinement import Confined, FailedError, NotStartedError, Refusal, TimedOutError

MAX_LETTER_BYTES = 1_000_000  # of text; many times the longest letter seen
MAX_PDF_BYTES = 20_000_000
MAX_PDF_PAGES = 500
SUFFIXES = (".pdf", ".txt")
_PDF_SECONDS = 10.0
_PDF_MEMORY = 1 << 30  # bytes beyond what the reader needs before its first file
_PDF_MARK, _PDF_MARK_WITHIN = b"%PDF", 1024
_BINARY_SHARE = 0.01  # of control characters; a letter has none
_ALLOWED_CONTROLS = {"\t", "\n", "\r", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x1f", "\x85"}


class UnreadableLetterError(Refusal):
    """The file is no letter that could be read; the message says why."""


_pdf_reader = Confined("ingest.pdf:text", seconds=_PDF_SECONDS, memory=_PDF_MEMORY)


def check_suffix(name: str) -> None:
    """Raises UnreadableLetterError for a file that by its name is no letter."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        kinds = " and ".join(SUFFIXES)
        raise UnreadableLetterError(
            f"Letters are read from {kinds} files; this is {suffix or 'a file without a suffix'}."
        )


def is_pdf(data: bytes) -> bool:
    """By content: the mark stands in the first bytes, not always at the very first."""
    return _PDF_MARK in data[:_PDF_MARK_WITHIN]


def letter_bytes(file: BinaryIO) -> bytes:
    """A letter's bytes from an open file, at most one more than its kind may have."""
    data = file.read(MAX_LETTER_BYTES + 1)
    if len(data) > MAX_LETTER_BYTES and is_pdf(data):
        data += file.read(MAX_PDF_BYTES + 1 - len(data))
    return data


def letter_text(data: bytes) -> str:
    """The text of a letter's bytes, whatever the file is called. Raises UnreadableLetterError."""
    return pdf_text(data) if is_pdf(data) else decode(data)


def pdf_text(data: bytes) -> str:
    """A PDF's text, read in a process that a bad file may ruin. Raises UnreadableLetterError."""
    if len(data) > MAX_PDF_BYTES:
        raise UnreadableLetterError(
            f"This PDF is larger than {MAX_PDF_BYTES:,} bytes; save a smaller copy, or the letter's pages alone."
        )
    try:
        return _pdf_reader.call(data)
    except TimedOutError as error:
        raise UnreadableLetterError(
            f"Reading this PDF took longer than {_PDF_SECONDS:g} seconds; print it to a new PDF and give that."
        ) from error
    except NotStartedError as error:
        raise UnreadableLetterError(
            "PDFs cannot be read on this machine, as their reader does not start; install the requirements anew."
        ) from error
    except FailedError as error:
        raise UnreadableLetterError(
            "This PDF is damaged or needs too much memory to read; print it to a new PDF and give that."
        ) from error
    except Refusal as error:
        raise UnreadableLetterError(str(error)) from error


def decode(data: bytes) -> str:
    """The text of a plain text's bytes, line ends as '\\n' and the byte order mark taken off.

    UTF-8 and UTF-16 with a mark, UTF-8 without one, and Windows-1252 are read. Raises UnreadableLetterError.
    """
    if len(data) > MAX_LETTER_BYTES:
        raise UnreadableLetterError(f"The file is larger than {MAX_LETTER_BYTES:,} bytes; no letter is.")
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
