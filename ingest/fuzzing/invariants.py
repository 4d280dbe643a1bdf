"""What must be true of reading any text at all."""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ingest.identity import digest
from ingest.letters import ParsedLetter, Part, parse, parts

LONG = 200_000
"""Characters up to which the time limit holds as it is; for longer letters it grows in proportion."""

_RESPACED = {ord(" "): "\n ", ord("\f"): "\n"}


class Checked(NamedTuple):
    """`milliseconds` of processor time: the slower of `parse` and `parts`. `problems`: what does not hold."""

    milliseconds: float
    problems: tuple[str, ...]


def limit_for(text: str, milliseconds: float) -> float:
    """The time limit of a letter, in milliseconds of processor time."""
    return milliseconds * max(1.0, len(text) / LONG)


def check(text: str, milliseconds: float) -> Checked:
    """Read a text and hold it against every invariant. What reading it raises is raised here."""
    slowest, letter, found = _timed(text)
    limit = limit_for(text, milliseconds)
    if slowest > limit:  # once may be the machine's fault
        slowest = min(slowest, _timed(text)[0])
    problems = [f"slow: {slowest:,.0f} ms for {len(text):,} characters"] if slowest > limit else []
    return Checked(slowest, (*problems, *_of_letter(text, letter), *_of_parts(text, found)))


def _timed(text: str) -> tuple[float, ParsedLetter, tuple[Part, ...]]:
    begun = time.process_time()
    letter = parse(text)
    between = time.process_time()
    found = parts(text)
    return 1000 * max(between - begun, time.process_time() - between), letter, found


def _of_letter(text: str, letter: ParsedLetter) -> Iterator[str]:
    record = letter.as_dict("letter.txt")
    yield from _serialisable(record)
    for start, end in spans(record):
        if not 0 <= start < end <= len(text):
            yield f"span outside of the text: {start}-{end} of {len(text)}"
    severe = any(warning.severe for warning in letter.warnings)
    if not severe and not letter.items:
        yield "no item and no severe warning"
    if not severe and any(item.outcome is None for item in letter.items):
        yield "an item without outcome and no severe warning"
    if digest(text) != digest(text.translate(_RESPACED)):
        yield "the digest depends on spacing"


def _serialisable(record: dict[str, Any]) -> Iterator[str]:
    try:
        json.dumps(record, allow_nan=False)
    except (TypeError, ValueError) as error:
        yield f"no JSON: {error}"


def spans(record: Any) -> Iterator[tuple[int, int]]:
    """Every span of a record, under whatever `span` or `spans` it stands."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from _pairs(value) if key in ("span", "spans") else spans(value)
    elif isinstance(record, list | tuple):
        for each in record:
            yield from spans(each)


def _pairs(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(each, int) for each in value):
        yield tuple(value)
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _pairs(each)


def _of_parts(text: str, found: Iterable[Part]) -> Iterator[str]:
    """Every non-blank character stands in exactly one part."""
    position = 0
    for name, (start, end) in found:
        if not position <= start < end <= len(text):
            yield f"part {name} at {start}-{end} overlaps another, is empty or outside"
        elif text[position:start].strip():
            yield f"text lost at {position}-{start}: {text[position:start].strip()[:40]!r}"
        position = max(position, end)
    if text[position:].strip():
        yield f"text lost at the end, from {position}"
