"""Rows of decisions as the bytes of a file, batch by batch. Pure."""

import csv
import io
import json
from collections.abc import Generator, Iterable, Mapping, Sequence

from determinations.serializing import COLUMNS, Value

Rows = Sequence[Mapping[str, Value]]
Chunks = Generator[bytes, None, None]

BETWEEN_VALUES = "; "
# Spreadsheets take what begins so for a formula; the wide signs are those of East Asian keyboards.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_SPACE = " \u00a0"
# Without it Excel takes the bytes for those of an old Windows alphabet and garbles every curly quote.
_BYTE_ORDER_MARK = "\ufeff"


def as_csv(batches: Iterable[Rows]) -> Chunks:
    """RFC 4180 in UTF-8, a header row first. Several values stand in one cell, between BETWEEN_VALUES."""
    yield (_BYTE_ORDER_MARK + _lines([list(COLUMNS)])).encode()
    for rows in batches:
        if rows:
            yield _lines([[_cell(each[name]) for name in COLUMNS] for each in rows]).encode()


def as_table(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Chunks:
    """Any other rows as CSV of the same kind."""
    yield (_BYTE_ORDER_MARK + _lines([list(header)])).encode()
    for row in rows:
        yield _lines([[_cell(each) for each in row]]).encode()


def as_jsonl(batches: Iterable[Rows]) -> Chunks:
    """One JSON object a line, in plain ASCII: no reader can mistake a sign of another alphabet for a line's end."""
    for rows in batches:
        if rows:
            yield "".join(json.dumps(each, default=str) + "\n" for each in rows).encode()


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip(_SPACE)[:1] in _FORMULA else text


def _cell(value: Value) -> object:
    if isinstance(value, list):
        value = BETWEEN_VALUES.join(value)
    return harmless(value) if isinstance(value, str) else value


def _lines(rows: list[list]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
