"""The form's own sentences in `final` and `maximus`: what opens a section, and what closes the letter."""

import re

from ingest.letters.record import Span
from ingest.letters.text.lines import Source

ITEMS_INTRO = re.compile(r"the\s+final\s+determination\s+was\s+based\s+on\s+decisions\s+for\s+the\s+disputed")
"""How the opening sentence of the items begins: their heading, where that is lost."""
SET_FORTH = r"set\s+forth\s+below"
"""How that sentence mostly ends."""
_INTRO_LIMIT = 600  # characters from the heading of the items to the end of its opening sentence
CLOSE = r"sincerely,|respectfully,|effect of the decision:|cc: "
"""What a letter takes its leave with, at a line's start."""


def begins_line(words: str) -> re.Pattern:
    """Any of the words at a line's start."""
    return re.compile(rf"\n[^\S\n]*+(?:{words})")


def summary_intro(who: str) -> re.Pattern:
    """The sentence that says who developed the summary; `who` is the pattern of the reviewer and the space behind."""
    return re.compile(
        rf"the\s+{who}developed\s+the\s+following\s+clinical\s+case\s+summary\b"
        r"[^:.]{0,200}?(?:medical\s+records\s*+[:.]|[:.])"
    )


def after_intro(source: Source, start: int, end: int, intro_end: re.Pattern) -> int:
    """`start`, or where the opening sentence that stands there ends."""
    found = intro_end.search(source.folded, start, min(start + _INTRO_LIMIT, end))
    return found.end() if found else start


def told_summary(source: Source, start: int, end: int, intro: re.Pattern) -> Span | None:
    """The summary between two places without its opening sentence; None if nothing is left."""
    told = source.trim(start, end)
    found = intro.match(source.folded, *told) if told else None
    return source.trim(found.end(), end) if found else told
