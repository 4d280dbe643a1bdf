"""Which line breaks of a letter only ended a full line, so that a narrow page can set its paragraphs anew. Pure.

A letter's text keeps the lines of its paper. A break after a full line is a wrap; one after a short line (a heading,
a label, the end of a paragraph), after a colon or before the next entry of a list means something and stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BREAK = re.compile(r"(?<!\s)\s*\n\s*")  # with the blanks around; looks behind so that blanks cost their length once
_FULL = 0.8  # of the letter's measure: lines of uneven letters are not all of one length
_NARROWEST, _WIDEST = 50, 140  # characters of a measure; outside of it lines were not set by wrapping
_LONGEST_LINES = 0.9  # the measure is as long as the line that only a tenth of all lines surpass
_ENTRY = re.compile(r"[-–—•*▪●o]\s|\(?(?:\d{1,2}|[a-zA-Z])[.)]\s")  # an entry of a list begins
_ENDS = (".", "?", "!", "”", '"')


@dataclass(frozen=True, slots=True)
class Wrap:
    """The blanks between two lines of one paragraph. `joined`: after a word's hyphen, where no blank belongs."""

    start: int
    end: int
    joined: bool


def wraps(text: str) -> Iterator[Wrap]:
    """Every break of the text that only ended a full line, in order."""
    measure, single = _measure(text), 2 if is_double_spaced(text) else 1
    if not _NARROWEST <= measure <= _WIDEST:
        return
    before = 0
    for found in _BREAK.finditer(text):
        start, end = found.span()
        line, rest, before = text[before:start], text[end : end + _WIDEST], end
        if _is_full(line, rest, measure) and _goes_on(line, rest, found[0], single):
            yield Wrap(start, end, line[-1:] == "-" and line[-2:-1].isalnum() and rest[:1].isalnum())


def is_double_spaced(text: str) -> bool:
    """Whether a blank line stands after every line, or nearly so."""
    lines = text.splitlines()
    return sum(not line.strip() for line in lines) * 3 > len(lines)


def _measure(text: str) -> int:
    """Characters in a full line; 0 for a text without lines."""
    lengths = sorted(len(line.strip()) for line in text.splitlines() if line.strip())
    return lengths[int((len(lengths) - 1) * _LONGEST_LINES)] if lengths else 0


def _is_full(line: str, following: str, measure: int) -> bool:
    """The next line's first word had no room in this one."""
    word = following.split(maxsplit=1)[:1]
    return bool(word) and len(line.strip()) + 1 + len(word[0]) > measure * _FULL


def _goes_on(line: str, rest: str, blanks: str, single: int) -> bool:
    """The sentence runs on: over more line breaks than the `single` ones of the letter only where it plainly does."""
    line = line.rstrip()
    if "\f" in blanks or line.endswith(":") or _ENTRY.match(rest):
        return False
    return blanks.count("\n") <= single or (rest[:1].islower() and not line.endswith(_ENDS))
