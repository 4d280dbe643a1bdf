"""What is in a zip, looked at without trusting it. No Django.

Names are never used as paths. Nothing is held that a zip says of itself: bytes are counted while they are unpacked.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.finding import is_wanted
from ingest.uploading.names import leads_out

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_KNOWN_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others may ask for gigabytes of memory
_LISTING_BYTES = 600  # of the zip's own list, for each entry it may have
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class UnreadableZipError(ValueError):
    """The zip cannot be opened at all; the message says why."""


class TooManyEntriesError(UnreadableZipError):
    """It lists more entries than it may."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a zip. `trouble` says why it is not unpacked."""

    name: str
    info: zipfile.ZipInfo
    trouble: str = ""


class Archive:
    """An open zip. Raises UnreadableZipError where it is none, TooManyEntriesError before its list is read."""

    def __init__(self, path: Path, most: int):
        self._refuse_long_lists(path, most)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise UnreadableZipError(f"The zip cannot be read: {_said(error)}.") from error
        files = [info for info in self._zip.infolist() if not info.is_dir()]
        self.entries = [_entry(info) for info in files if is_wanted(info) or leads_out(info.filename)]
        self.left_out = len(files) - len(self.entries)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *exception) -> None:
        self._zip.close()

    def chunks(self, entry: Entry) -> Iterator[bytes]:
        """The entry's bytes as they are unpacked. Raises UnreadableZipError in the middle where it is damaged."""
        try:
            with self._zip.open(entry.info) as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise UnreadableZipError(f"The entry cannot be unpacked: {_said(error)}.") from error

    @staticmethod
    def _refuse_long_lists(path: Path, most: int) -> None:
        with path.open("rb") as file:
            end = _end_of(file)
        if end and (end[zipfile._ECD_ENTRIES_TOTAL] > most or end[zipfile._ECD_SIZE] > most * _LISTING_BYTES):
            raise TooManyEntriesError


def _end_of(file: BinaryIO) -> list | None:
    """The record at a zip's end as the library itself will read it, so that both see the same."""
    try:
        return zipfile._EndRecData(file)
    except _BROKEN as error:
        raise UnreadableZipError(f"The zip cannot be read: {_said(error)}.") from error


def _entry(info: zipfile.ZipInfo) -> Entry:
    if leads_out(info.filename):
        trouble = "Its name leads to a place outside the zip; such entries are not taken."
    elif stat.S_ISLNK(info.external_attr >> 16):
        trouble = "It is a link, not a file."
    elif info.flag_bits & _ENCRYPTED:
        trouble = "It is encrypted, and cannot be read without its password."
    elif info.compress_type not in _KNOWN_PACKINGS:
        trouble = "It is packed in an unusual way that is not read here."
    else:
        trouble = ""
    return Entry(info.filename, info, trouble)


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__).rstrip(".")
