"""What a reader sees of a text: no invisible characters, ligatures as letters, and the way back to the stored text.

A soft hyphen inside a word, a mark of writing direction or a ligature would hide the word from every pattern. Letters
are read as a reader sees them, and their spans led back afterwards.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from ingest.letters.coverage import FURNITURE, Part
from ingest.letters.record import ParsedCitation, ParsedItem, ParsedLetter, ParseWarning, Span

_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_HIDDEN = re.compile(
    r"\xad[^\S\n\f]{0,9}\n[^\S\n\f]{0,9}(?:\n[^\S\n\f]{0,9})?(?=[a-z])"  # a soft hyphen that came to divide a word
    r"|[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[" + "".join(_LIGATURES) + "]"
)
_HIDDEN_SEEN = re.compile("[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff" + "".join(_LIGATURES) + "]")
# A hyphen at a line's end before a word that goes on; words that share their end ("one- or two-inch") are none.
_BROKEN = re.compile(
    r"(?<=[^\W_])(?P<hyphen>[-\u2010])(?P<gap>[^\S\n\f]{0,9}\n[^\S\n\f]{0,9}(?:\n[^\S\n\f]{0,9})?)"
    r"(?=(?!(?:to|and|or|through|vs)\b)[a-z]|[A-Z]\d|\d{1,4}[^\S\n]{0,9}[^\s\d])"
)
_WORD = re.compile(r"[a-z]+")
_WORD_END = re.compile(r"[A-Za-z]{1,40}\Z")
_WORD_START = re.compile(r"[a-z]{1,40}")


class Glyphs:
    """`text` is what is seen of the stored text; `letter` and `parts` lead a record's spans back to it."""

    def __init__(self, stored: str):
        self._starts, self._origins = [0], [0]
        self._hidden: list[Span] = []
        pieces, position, length = [], 0, 0
        for start, end, shown in _changes(stored):
            pieces += stored[position:start], shown
            length += start - position
            position = end
            self._starts += *range(length, length + len(shown)), length + len(shown)
            self._origins += *(start for _ in shown), position
            length += len(shown)
            if not shown and not stored[start:end].isspace():
                self._hidden.append(Span(start, end))
        self.text = "".join([*pieces, stored[position:]]) if pieces else stored
        self._changed = bool(pieces)

    def letter(self, seen: ParsedLetter) -> ParsedLetter:
        """The record read from `text` with its spans in the stored text."""
        if not self._changed:
            return seen
        return replace(
            seen,
            items=tuple(map(self._item, seen.items)),
            spans=self._spans(seen.spans),
            warnings=tuple(map(self._warning, seen.warnings)),
        )

    def parts(self, seen: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts of `text` in the stored text; invisible characters between them are furniture."""
        if not self._changed:
            return seen
        found = [Part(part.name, self._span(part.span)) for part in seen]
        starts = [part.span.start for part in found]
        between = [
            Part(FURNITURE, hidden)
            for hidden in self._hidden
            if not (place := bisect_right(starts, hidden.start)) or found[place - 1].span.end <= hidden.start
        ]
        return tuple(sorted((*found, *between), key=lambda part: part.span))

    def _item(self, item: ParsedItem) -> ParsedItem:
        return replace(
            item,
            claims_admin_citations=tuple(map(self._citation, item.claims_admin_citations)),
            reviewer_citations=tuple(map(self._citation, item.reviewer_citations)),
            spans=self._spans(item.spans),
        )

    def _citation(self, citation: ParsedCitation) -> ParsedCitation:
        return replace(citation, span=self._span(citation.span))

    def _warning(self, warning: ParseWarning) -> ParseWarning:
        return replace(warning, span=self._span(warning.span)) if warning.span else warning

    def _spans(self, spans: Mapping[str, Span]) -> dict[str, Span]:
        return {name: self._span(span) for name, span in spans.items()}

    def _span(self, span: Span) -> Span:
        return Span(self._origin(span.start), self._origin(span.end - 1) + 1)

    def _origin(self, offset: int) -> int:
        piece = bisect_right(self._starts, offset) - 1
        return self._origins[piece] + offset - self._starts[piece]


def _changes(stored: str) -> list[tuple[int, int, str]]:
    """What is seen otherwise than stored: (start, end, what is seen instead), in order and apart."""
    changes = []
    if not stored.isascii() and _HIDDEN_SEEN.search(stored):
        changes = [(*match.span(), _LIGATURES.get(match.group(), "")) for match in _HIDDEN.finditer(stored)]
    if "-\n" in stored or "- \n" in stored or "\u2010" in stored:
        known: set[str] = set()
        for match in _BROKEN.finditer(stored):
            known = known or set(_WORD.findall(stored.lower()))
            start = match.start() if _is_divided(stored, match, known) else match.start("gap")
            changes.append((start, match.end(), ""))
    return sorted(changes)


def _is_divided(stored: str, match: re.Match, known: set[str]) -> bool:
    """The hyphen only divides a word that the letter has elsewhere in one piece."""
    head = _WORD_END.search(stored[max(0, match.start() - 40) : match.start()])
    rest = _WORD_START.match(stored, match.end())
    return bool(head and rest) and head.group().lower() + rest.group() in known
