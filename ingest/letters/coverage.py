"""No text is lost: every non-blank character of a letter stands in exactly one named part."""

from collections import deque
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from ingest.letters.record import ParseWarning, Span
from ingest.letters.text.lines import Source

FURNITURE, UNCLAIMED = "furniture", "unclaimed"


class Part(NamedTuple):
    """One passage and what it is: title_page, summary, rationale, furniture, unclaimed, ..."""

    name: str
    span: Span


def complete(source: Source, parts: Iterable[Part]) -> tuple[Part, ...]:
    """The layout's parts in reading order, cut around furniture; what is left over becomes `unclaimed`.

    Where two parts overlap, the one that starts first keeps the text.
    """
    found: list[Part] = []
    furniture = deque(source.furniture)
    position = 0
    for name, (start, end) in sorted(parts, key=itemgetter(1)):
        hidden = furniture and furniture[0].start < start
        if position < start and (hidden or not source.clean[position:start].isspace()):
            _lay(source, found, furniture, UNCLAIMED, position, start)
        if position < end:
            _lay(source, found, furniture, name, max(position, start), end)
            position = end
    _lay(source, found, furniture, UNCLAIMED, position, len(source.text))
    return tuple(found)


def _lay(source: Source, found: list[Part], furniture: deque[Span], name: str, start: int, end: int) -> None:
    """Add a passage, without the white space around it and in pieces where furniture stands in it."""
    while furniture and start < end and furniture[0].start < end:
        taken = furniture.popleft()
        if piece := source.trim(start, taken.start):
            found.append(Part(name, piece))
        found.append(Part(FURNITURE, taken))
        start = taken.end
    if start < end and (piece := source.trim(start, end)):
        found.append(Part(name, piece))


def unclaimed_warnings(parts: Iterable[Part]) -> list[ParseWarning]:
    return [
        ParseWarning("unclaimed_text", "This text was not understood as any part of a letter.", part.span)
        for part in parts
        if part.name == UNCLAIMED
    ]
