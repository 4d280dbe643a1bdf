"""A letter's text → what it says. Pure: standard library and vocabulary, no file, network, clock or settings."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.letters import layouts
from ingest.letters.coverage import Part
from ingest.letters.privacy import find_private
from ingest.letters.record import ParsedLetter, Span
from ingest.letters.text.glyphs import Glyphs
from ingest.letters.text.lines import Source

VERSION = "6"
"""Grows whenever the same text may be read differently."""

__all__ = ["VERSION", "ParsedLetter", "Part", "parse", "parts", "read"]


def read(text: str) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """One letter, as stored, → its record and its parts. Never raises: what cannot be read is a warning."""
    glyphs = Glyphs(text)
    letter, cut = _read(glyphs)
    return glyphs.letter(letter), glyphs.parts(cut)


def parse(text: str) -> ParsedLetter:
    """The record alone."""
    glyphs = Glyphs(text)
    return glyphs.letter(_read(glyphs)[0])


def parts(text: str) -> tuple[Part, ...]:
    """The letter cut into named parts; each of its non-blank characters stands in exactly one."""
    return read(text)[1]


def _read(glyphs: Glyphs) -> tuple[ParsedLetter, tuple[Part, ...]]:
    letter, cut = layouts.read(Source(glyphs.text))
    private = find_private(glyphs.text, _works(letter))
    return (replace(letter, warnings=(*letter.warnings, *private)) if private else letter), cut


def _works(letter: ParsedLetter) -> Iterator[Span]:
    """Where literature is cited."""
    for item in letter.items:
        for citation in (*item.claims_admin_citations, *item.reviewer_citations):
            yield citation.span
