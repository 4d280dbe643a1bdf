"""No text is lost: every non-blank character of a letter stands in exactly one named part."""

from collections import deque
from collections.abc import Iterable
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
    for name, (start, end) in sorted(parts, key=lambda part: part.span):
        _lay(source, found, furniture, UNCLAIMED, Span(position, start))
        _lay(source, found, furniture, name, Span(max(position, start), end))
        position = max(position, end)
    _lay(source, found, furniture, UNCLAIMED, Span(position, len(source.text)))
    return tuple(found)


def _lay(source: Source, found: list[Part], furniture: deque[Span], name: str, passage: Span) -> None:
    """Add a passage, without the white space around it and in pieces where furniture stands in it."""
    start, end = passage
    while furniture and start < end and furniture[0].start < end:
        piece, taken = source.trim(start, furniture[0].start), furniture.popleft()
        found += [Part(name, piece)] if piece else []
        found.append(Part(FURNITURE, taken))
        start = taken.end
    piece = source.trim(start, end) if start < end else None
    found += [Part(name, piece)] if piece else []


def unclaimed_warnings(parts: Iterable[Part]) -> list[ParseWarning]:
    return [
        ParseWarning("unclaimed_text", "This text was not understood as any part of a letter.", part.span)
        for part in parts
        if part.name == UNCLAIMED
    ]
