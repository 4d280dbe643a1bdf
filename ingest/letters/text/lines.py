"""Stored text → a source that can be read: page furniture blanked out, case folded, offsets kept.

Every pattern of this room runs over text whose offsets are those of the stored letter, or over a `Flow` that
maps back to them. Furniture is replaced by blanks of the same length, so that it is in nobody's way and moves
nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from ingest.letters.record import Span
from ingest.letters.text.furniture import find_furniture

LINE_BREAK = re.compile(r"\n\s*+")
"""A line's end with all the white space behind it: the paragraph's gap, if it has more line feeds than `line_gap`."""
_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_LINE_LIMIT = 120  # characters; a heading stands on no longer line
_OTHER_LINE_ENDS = "\r\v\x85\u2028\u2029"
_AS_LINE_FEEDS = str.maketrans(_OTHER_LINE_ENDS, "\n" * len(_OTHER_LINE_ENDS))
_LONG = 4_000  # characters; most passages are shorter
_CHUNK = re.compile(r"\S+(?: \S+){0,99}")
_SPACING_SEEN = 8_000  # characters, to tell how a letter is spaced
_NEXT_SMALL = re.compile(r"\n[^\S\n]*+(?:(\n)[^\S\n]*+)?[a-z]")
_NEXT_LINE = re.compile(r"\n[^\S\n]*+(?:(\n)[^\S\n]*+)?\S")


def fold(text: str) -> str:
    """Lower case without moving an offset (a few letters of the world grow when lowered)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_UPPER)


def collapse(text: str) -> str:
    """White space, form feeds and no-break spaces included, as single spaces."""
    return " ".join(text.split())


def stops(starts: Iterable[int], end: int) -> list[int]:
    """Where each passage ends of those that begin at `starts`: where the next begins, the last at `end`."""
    return [*starts, end][1:]


class Flow:
    """A passage with its white space collapsed; `span` leads from an offset in it back to the letter."""

    __slots__ = ("_chunks", "_folded", "_length", "_origins", "_passage", "_starts", "text")

    def __init__(self, clean: str, start: int, end: int):
        self.text = collapse(clean[start:end])
        self._passage = clean, start, end
        self._chunks: Iterator[re.Match] | None = None
        self._length = 0
        self._starts: list[int] = []
        self._origins: list[int] = []
        self._folded: str | None = None

    @property
    def folded(self) -> str:
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    def span(self, start: int, end: int) -> Span:
        """Offsets into `text`, start < end → the span in the letter."""
        if self._length < end:
            self._align(end)
        starts, origins = self._starts, self._origins
        first = last = bisect_right(starts, start) - 1
        if last + 1 < len(starts) and starts[last + 1] < end:
            last = bisect_right(starts, end - 1) - 1
        return Span(origins[first] + start - starts[first], origins[last] + end - starts[last])

    def _align(self, end: int) -> None:
        """Where each run of singly spaced words starts, in `text` and in the letter, as far as anybody has asked."""
        if self._chunks is None:
            self._chunks = _CHUNK.finditer(*self._passage)
        for match in self._chunks:
            first, last = match.span()
            self._starts.append(self._length)
            self._origins.append(first)
            self._length += last - first + 1
            if self._length >= end:
                break


class Source:
    """One letter's text. `clean` has its furniture blanked and `folded` is `clean` in lower case."""

    def __init__(self, text: str):
        self.text = text
        paged = _line_ends(text)
        lines = paged.replace("\f", "\n")
        folded = fold(lines)
        self.furniture = find_furniture(paged, folded)
        self.clean = _blank(lines, self.furniture)
        self.folded = _blank(folded, self.furniture)
        self._long: dict[tuple[int, int], str] = {}

    def flow(self, start: int, end: int) -> Flow:
        return Flow(self.clean, start, end)

    def words(self, start: int, end: int) -> str:
        """The passage as a field shows it. A long one is made once: it may be the rationale of a hundred items."""
        if end - start < _LONG:
            return collapse(self.clean[start:end])
        place = start, end
        if place not in self._long:
            self._long[place] = collapse(self.clean[start:end])
        return self._long[place]

    def trim(self, start: int, end: int) -> Span | None:
        """The passage without the white space around it, or None if there is nothing else."""
        clean = self.clean
        if start < end <= len(clean) and not (clean[start].isspace() or clean[end - 1].isspace()):
            return Span(start, end)  # as most are asked for; nothing has to be copied
        passage = clean[start:end]
        length = len(passage.rstrip())
        return Span(start + len(passage) - len(passage.lstrip()), start + length) if length else None

    def at_line_start(self, offset: int) -> bool:
        before = self.clean[max(0, offset - _LINE_LIMIT) : offset]
        line = before[before.rfind("\n") + 1 :]
        return not line.strip() and ("\n" in before or offset <= _LINE_LIMIT)

    def at_line_end(self, offset: int) -> bool:
        line, newline, _ = self.clean[offset : offset + _LINE_LIMIT].partition("\n")
        return not line.strip() and (bool(newline) or offset + _LINE_LIMIT >= len(self.clean))

    def find_heading(self, pattern: re.Pattern, start: int = 0) -> Span | None:
        """A heading alone on its lines in any case, or in capitals anywhere. `pattern` is of lower case."""
        for match in pattern.finditer(self.folded, start):
            capitals = self.clean[match.start() : match.end()].isupper()
            if capitals or (self.at_line_start(match.start()) and self.at_line_end(match.end())):
                return Span(*match.span())
        return None

    @cached_property
    def line_gap(self) -> int:
        """Line ends between two lines of one paragraph: 2 in a double-spaced letter, else 1."""
        # A line that begins with a small letter goes on with a paragraph: where there are some, they alone tell.
        for pattern in (_NEXT_SMALL, _NEXT_LINE):
            if found := pattern.findall(self.clean, 0, _SPACING_SEEN):
                return 2 if 2 * sum(map(bool, found)) > len(found) else 1
        return 1


def _line_ends(text: str) -> str:
    """Every line end that is not already one of two characters as a line feed."""
    seen = any(end in text for end in _OTHER_LINE_ENDS)
    return text.replace("\r\n", " \n").translate(_AS_LINE_FEEDS) if seen else text


def _blank(text: str, spans: tuple[Span, ...]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces += text[position:start], " " * (end - start)
        position = end
    return "".join([*pieces, text[position:]]) if spans else text
