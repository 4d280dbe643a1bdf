"""The list under "ISSUE AT DISPUTE:", numbered or not, one or many, wrapped or in one line; and, further down,
the line that repeats an issue above what is said of it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.letters.layouts.announced import Entry, Section
from ingest.letters.layouts.items import Heading
from ingest.letters.record import Span
from ingest.letters.text.lines import LINE_BREAK, Source, fold, stops
from ingest.letters.text.sentences import ENDED

LIMIT = 20_000  # characters of the list that are read
_HEAD_LIMIT = 4_000
_LIKELY_HEAD = 600  # characters of a line that may name an issue in words of its own
_NUMBER = re.compile(
    r"(?P<start>^|\n|(?<!\s)\s)[^\S\n]*+(?:issue\s?)?[#(]?(?P<number>\d{1,2})\s?(?P<sign>[).:])[).:]?(?=\s)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:^|\n)[^\S\n]*+[-–—•*·▪●o]\s+(?=\S)")
_HEAD_NUMBER = re.compile(
    r"(?:(?:issue|item|request)\s?)?[#(]?(?P<number>\d{1,2})\s?[).:]{1,2}\s+(?:regarding\s+(?:the\s+)?requests?\s+for:?\s+)?$"
    r"|\b(?:issue(?:\s+at\s+dispute)?\s?(?P<issue>\d{0,2})\s?:|regarding\s+(?:the\s+)?requests?\s+for:?)\s+$"
)
_OWN_NUMBER = re.compile(r"[#(]?(?P<number>\d{1,2})\s?[).:]{1,2}\s+")
_PROSE = re.compile(r"medically\s*+nec+es|\b(?:therefore|because|upheld|overturned)\b|[a-z][.!?]\s+[A-Z]")
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]{1,3}|\.[A-Za-z]{1,3})\.$")
_EDGE = " \n\t\r\xa0\x0b:;,–—-"


def read_issues(source: Source, body: Span) -> list[Entry]:
    """One entry for each issue; none has an outcome yet."""
    body = Span(body.start, min(body.end, body.start + LIMIT))
    if source.trim(*body) is None:
        return []
    for cut in (_by_numbers, _by_bullets):
        if pieces := cut(source, body):
            return [entry for number, piece in pieces for entry in _entry(source, number, piece)]
    return [entry for piece in _by_lines(source, body) for entry in _entry(source, None, piece)]


def _entry(source: Source, number: int | None, piece: Span) -> Iterator[Entry]:
    words = source.clean[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip(_EDGE))
    words = words.rstrip(_EDGE)
    if words.endswith(".") and not _ABBREVIATION.search(words[-8:]):
        words = words[:-1].rstrip(_EDGE)
    if start < piece.start + len(words):
        request = Span(start, piece.start + len(words))
        yield Entry(number, Heading(request, None, None), source.words(*request))


def _by_numbers(source: Source, body: Span) -> list[tuple[int | None, Span]]:
    """Cut at 1, 2, 3, ... at line starts, else wherever the next number stands."""
    text = source.clean[body.start : body.end]
    found = list(_NUMBER.finditer(text))
    taken = _counted([match for match in found if not match["start"] or match["start"] == "\n"])
    if len(taken) < 2:
        taken = _counted(found) if not taken or taken[0] is found[0] else taken
    before = text[: taken[0].start()].strip() if taken else ""
    if not taken or (before and taken[0]["start"] != "\n"):
        return []
    ends = stops((match.start() for match in taken), len(text))
    pieces: list[tuple[int | None, Span]] = [
        (int(match["number"]), Span(body.start + match.end(), body.start + end))
        for match, end in zip(taken, ends, strict=True)
    ]
    if before and not before.endswith(":"):
        pieces.insert(0, (None, Span(body.start, body.start + taken[0].start())))
    return pieces


def _counted(found: list[re.Match]) -> list[re.Match]:
    """Those that count on from 1; inside a line with the sign of the first: "(refill x 2) 2. Cane"."""
    taken: list[re.Match] = []
    for match in found:
        alike = not taken or match["start"] == "\n" or match["sign"] == taken[0]["sign"]
        if int(match["number"]) == len(taken) + 1 and alike:
            taken.append(match)
    return taken


def _by_bullets(source: Source, body: Span) -> list[tuple[int | None, Span]]:
    text = source.clean[body.start : body.end]
    found = list(_BULLET.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    ends = stops((match.start() for match in found), len(text))
    return [(None, Span(body.start + match.end(), body.start + end)) for match, end in zip(found, ends, strict=True)]


def _by_lines(source: Source, body: Span) -> Iterator[Span]:
    """An issue a line; a line goes on with the one before if that was full, broke off, or it begins small."""
    lines = []
    for line in re.finditer(r"[^\n]+", source.clean[body.start : body.end]):
        if place := source.trim(body.start + line.start(), body.start + line.end()):
            lines.append(place)
    width = max((len(line.strip()) for line in source.clean[: body.end + LIMIT].split("\n")), default=0)
    start = lines[0].start
    for line, following in pairwise([*lines, None]):
        if following is None or not _goes_on(source, line, following, width):
            yield Span(start, line.end)
            start = following.start if following else line.end


def _goes_on(source: Source, line: Span, following: Span, width: int) -> bool:
    above, below = source.clean[line.start : line.end], source.clean[following.start : following.end]
    gap = source.clean.count("\n", line.end, following.start) > source.line_gap
    if below[0].islower() or above.endswith((",", "(", "-", "/", "&", " and", " of", " the", " for", " with", " to")):
        return True
    return not gap and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width


class Head(NamedTuple):
    """A line that names an issue above what is said of it, from `start` to `end`; `request` are its words."""

    number: int | None
    request: Span | None
    start: int
    end: int

    def section(self, source: Source) -> Section:
        words = source.words(*self.request) if self.request else ""
        return Section((self.number,) if self.number else (), self.request, words, (), None)


def find_head(source: Source, floor: int, end: int, entries: Sequence[Entry]) -> Head | None:
    """The line right above `end` that names an issue, or None if there is none."""
    floor = max(floor, end - _HEAD_LIMIT)
    return _repeated(source, floor, end, entries) or _reworded(source, floor, end)


def _repeated(source: Source, floor: int, end: int, entries: Sequence[Entry]) -> Head | None:
    """An issue in its own words."""
    flow = source.flow(floor, end)
    text = flow.folded.rstrip(" .:;–—-")
    for entry in sorted(entries, key=lambda entry: -len(entry.words)):
        words = fold(entry.words).rstrip(" .:;–—-")
        if not words or not text.endswith(words) or text[-len(words) - 1 : -len(words)].isalnum():
            continue
        start = len(text) - len(words)
        request = flow.span(start, len(text))
        if prefix := _HEAD_NUMBER.search(text, max(0, start - 60), start):
            number = prefix["number"] or prefix["issue"]
            return Head(int(number) if number else None, request, flow.span(prefix.start(), start).start, end)
        before = text[:start].rstrip()
        if source.at_line_start(request.start) or not before or ENDED.search(before[-9:]):
            return Head(None, request, request.start, end)
    return None


def _reworded(source: Source, floor: int, end: int) -> Head | None:
    """A short line that is no sentence, set off from what stands above."""
    text = source.clean[floor:end].rstrip()
    for match in reversed(list(LINE_BREAK.finditer(text))):
        above = text[: match.start()].rstrip()
        wide = match.group().count("\n") > source.line_gap
        if not above or not (wide or ENDED.search(above[-9:])):
            continue
        words = text[match.end() :]
        numbered = _OWN_NUMBER.match(words)
        if len(words) > _LIKELY_HEAD or _PROSE.search(words) or (ENDED.search(words) and not numbered):
            return None
        start, length = floor + match.end(), len(words.rstrip(_EDGE + "."))
        request = source.trim(start + (numbered.end() if numbered else 0), start + length)
        return Head(int(numbered["number"]) if numbered else None, request, start, end)
    return None
