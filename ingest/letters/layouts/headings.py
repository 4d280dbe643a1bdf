"""Headings that divide a letter, by a table of wordings; each one's body runs to whatever stands next."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.letters.record import Span
from ingest.letters.text.lines import Source, stops

CASE_SUMMARY = r"case\s+summary"
DOCUMENTS_REVIEWED = r"documents\s+reviewed(?:\s+for\s+(?:the\s+)?determination)?"
EFFECT = r"effect\s+of\s+the\s+(?:decision|determination)"
"""Cores of headings that several layouts have."""
_IN_PROSE = re.compile(r"\b(?:the|an?|this|that|his|her|their|its|of|in|to|and|or|following|per|see)\s+$|[,(]\s*$")
_BEFORE = 160  # characters above a heading's core in which it begins


class Wording(NamedTuple):
    """How a heading is worded: `core` begins with a fixed word, to be found fast; `before` is what may precede it."""

    core: re.Pattern
    before: re.Pattern | None = None

    @classmethod
    def of(cls, core: str, before: str = "") -> "Wording":
        """Patterns of lower case; a colon may follow, and `before` stands on the same line or the lines above."""
        return cls(re.compile(rf"{core}(?:[^\S\n]*+:)?"), re.compile(rf"\b(?:{before})\s+\Z") if before else None)


class Mark(NamedTuple):
    """A heading, or a sentence that serves as one."""

    kind: str
    start: int
    end: int


class Passage(NamedTuple):
    """A mark and the text under it, up to the next mark; `following` is that one's kind, empty behind the last."""

    mark: Mark
    body: Span
    following: str


def passages(marks: Sequence[Mark], end: int) -> list[Passage]:
    """One for each of the marks, which are in order; the last ends at `end`. No mark, no passage."""
    ends = stops((mark.start for mark in marks), end)
    kinds = [*(mark.kind for mark in marks), ""][1:]
    # A sentence that serves as a mark may go on behind the place where the next one begins.
    return [
        Passage(mark, Span(mark.end, max(mark.end, stop)), kind)
        for mark, stop, kind in zip(marks, ends, kinds, strict=True)
    ]


def first_bodies(found: Sequence[Passage]) -> dict[str, Span]:
    """The text under the first mark of each kind."""
    return {passage.mark.kind: passage.body for passage in reversed(found)}


def find_marks(source: Source, wordings: Mapping[str, Wording], *, once: frozenset[str] = frozenset()) -> list[Mark]:
    """Every heading in the letter's order; of the kinds in `once` the first."""
    marks = []
    for kind, wording in wordings.items():
        for start, end in places(source, wording):
            if is_heading(source, start, end):
                marks.append(Mark(kind, start, end))
                if kind in once:
                    break
    return _apart(marks)


def places(source: Source, wording: Wording) -> Iterator[tuple[int, int]]:
    """Wherever the words stand, in headings or not."""
    for match in wording.core.finditer(source.folded):
        start = match.start()
        if wording.before and (found := wording.before.search(source.folded, max(0, start - _BEFORE), start)):
            start = found.start()
        yield start, match.end()


def is_heading(source: Source, start: int, end: int) -> bool:
    """Alone on its lines, or with a colon at a line's start, or as it is printed where other line breaks moved it."""
    colon = source.folded[end - 1] == ":"
    if source.at_line_start(start):
        return colon or source.at_line_end(end) or source.clean[start:end].isupper()
    printed = source.clean[start].isupper() and not _IN_PROSE.search(source.folded, max(0, start - 24), start)
    return printed and (colon or source.clean[start:end].isupper())


def _apart(marks: list[Mark]) -> list[Mark]:
    """In order, without what begins inside another."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found
