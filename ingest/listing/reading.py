"""A list's file → its header and rows, whatever spreadsheet wrote it. Pure but for the file."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TextIO

from ingest.listing.columns import COLUMNS, place_columns

_FIELD_LIMIT = 1_000_000  # characters of one value
_CHUNK = 1 << 20  # bytes
_SHOWN = 200  # characters of a header that is none
_DELIMITERS = (",", ";", "\t")
_NAMED_DELIMITER = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class UnreadableListError(ValueError):
    """The file is no list that could be read; the message says why and what is expected."""


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, int], list[str]]]:
    """Line number, the columns' places, and values of each row below the header.

    UTF-8, UTF-16 with a mark and Windows-1252; commas, semicolons or tabs. Raises UnreadableListError and OSError.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding=_encoding(path), newline="") as file:
        try:
            yield from _rows(file)
        except UnicodeDecodeError as error:
            raise UnreadableListError("It is written neither in UTF-8, UTF-16 nor Windows-1252.") from error


def _rows(file: TextIO) -> Iterator[tuple[int, dict[str, int], list[str]]]:
    passed, header, delimiter = _header_line(file)
    rows = csv.reader(chain([header], file), delimiter=delimiter or _delimiter(header))
    try:
        places = _checked(next(rows, []), header)
        for row in rows:
            yield passed + rows.line_num, places, row
    except csv.Error as error:
        raise UnreadableListError(f"line {passed + rows.line_num}: {error}") from error


def _header_line(file: TextIO) -> tuple[int, str, str | None]:
    """How many lines stand before the header, the header's first line, and the delimiter if a line names it."""
    delimiter = None
    for passed, line in enumerate(iter(lambda: file.readline(_FIELD_LIMIT), "")):
        if named := _NAMED_DELIMITER.fullmatch(line.strip(" \r\n")):
            delimiter = named[1]
        elif line.strip():
            return passed, line, delimiter
    return 0, "", delimiter


def _delimiter(header: str) -> str:
    """The one by which most columns are known."""
    return max(_DELIMITERS, key=lambda each: len(place_columns(header.replace('"', "").split(each))))


def _checked(names: list[str], header: str) -> dict[str, int]:
    places = place_columns(names)
    if not ({"case_number", "file"} & places.keys()) or len(places) < 2:
        wanted = ", ".join(names[0] for names in COLUMNS.values())
        found = " ".join("".join(each if each.isprintable() else " " for each in header[:_SHOWN]).split())
        raise UnreadableListError(
            f"Its first line must name the columns: case number or file name, and what it knows of {wanted}. "
            + (f"The first line found is “{found}”." if found else "It is empty.")
        )
    return places


def _encoding(path: Path) -> str:
    """By its mark; without one UTF-8 if all of it is, else Windows-1252, as old spreadsheets write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return encoding
        try:
            for chunk in chain([start], iter(lambda: file.read(_CHUNK), b"")):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"
