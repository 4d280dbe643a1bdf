"""Which layout a letter has, and what reads it. A new layout is one module and one row of `LAYOUTS`."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ingest.letters.checks import check
from ingest.letters.coverage import Part, complete
from ingest.letters.layouts import final, maximus, notice, professional
from ingest.letters.record import ParsedLetter, ParseWarning, Span
from ingest.letters.text.lines import Source

Reader = Callable[[Source], tuple[ParsedLetter, tuple[Part, ...]]]


class Layout(NamedTuple):
    """`marks` are headings: any of them at its place in the letter means this layout."""

    name: str
    marks: tuple[re.Pattern, ...]
    read: Reader


def _heading(pattern: str) -> re.Pattern:
    return re.compile(pattern.replace(" ", r"\s+"))


LAYOUTS = (
    Layout("final", (final.ISSUES,), final.read),
    Layout("maximus", (maximus.DECISIONS,), maximus.read),
    Layout("notice", (notice.DECISIONS,), notice.read),
    Layout("professional", (professional.REVIEW, professional.ISSUES), professional.read),
    # What lost its decisive heading, or is cut off before it, is known by how it begins and what its fields are called.
    Layout("maximus", (maximus.DOCUMENTS,), maximus.read),
    Layout("notice", notice.OTHER_MARKS, notice.read),
    Layout("professional", professional.OTHER_MARKS, professional.read),
    Layout("maximus", (_heading(r"maximus federal services, inc\."),), maximus.read),
    Layout("final", (final.HOW_MADE, final.SUMMARY), final.read),
)


def recognise(source: Source) -> Layout | None:
    """The first row of which a heading is found."""
    for layout in LAYOUTS:
        if any(source.find_heading(mark) for mark in layout.marks):
            return layout
    return None


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts, whatever text it is."""
    layout = recognise(source)
    if layout is None:
        return _unknown(source)
    letter, parts = layout.read(source)
    doubts = check(letter)
    return (replace(letter, warnings=(*letter.warnings, *doubts)) if doubts else letter), parts


def _unknown(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    warning = ParseWarning("unknown_layout", "This is no letter in a layout we know.", severe=True)
    whole = Part("unread", Span(0, len(source.text)))
    return ParsedLetter(layout="unknown", warnings=(warning,)), complete(source, [whole])
