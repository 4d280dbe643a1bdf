"""A letter's text → what it says. Pure: standard library and vocabulary, no file, network, clock or settings."""

from ingest.letters import layouts
from ingest.letters.coverage import Part
from ingest.letters.record import ParsedLetter
from ingest.letters.text.glyphs import Glyphs
from ingest.letters.text.lines import Source

VERSION = "4"
"""Grows whenever the same text may be read differently."""

__all__ = ["VERSION", "ParsedLetter", "Part", "parse", "parts", "read"]


def read(text: str) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """One letter, as stored, → its record and its parts. Never raises: what cannot be read is a warning."""
    glyphs = Glyphs(text)
    letter, cut = layouts.read(Source(glyphs.text))
    return glyphs.letter(letter), glyphs.parts(cut)


def parse(text: str) -> ParsedLetter:
    """The record alone."""
    glyphs = Glyphs(text)
    return glyphs.letter(layouts.read(Source(glyphs.text))[0])


def parts(text: str) -> tuple[Part, ...]:
    """The letter cut into named parts; each of its non-blank characters stands in exactly one."""
    return read(text)[1]
