"""How prose states a fact: wordings that are found by a head and read by a tail.

Patterns run over lower-case text with single spaces; every gap in them is bounded. A pattern is tried at every
place of its first word, so that a place where it fails hides none after it.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ingest.letters.facts.dates import DATE, read_date

WINDOW = 20_000  # characters of a passage that are looked at

SAME_SENTENCE = r"(?:(?!\. |; ).)"
WEEKDAY = r"(?:(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?)?"
"""What may stand before a day: "Sunday the" 4th of March."""


class Fact(NamedTuple):
    """A value and its place in the flow. An impossible date has the value None."""

    value: int | str | date | None
    start: int
    end: int


class Wording(NamedTuple):
    """`head` finds candidates cheaply; `tail` is matched at each and names the `date`, and the `gap` before it.

    Without a head the candidates are the dates of the text.
    """

    head: re.Pattern | None
    tail: re.Pattern


def wording(head: str, tail: str) -> Wording:
    return Wording(re.compile(head), re.compile(head + tail))


def after_date(tail: str, lead: str = "") -> Wording:
    """A date, and what is said of it after it; `lead` looks behind at the word before it."""
    return Wording(None, re.compile(rf"{lead}(?P<date>{DATE}){tail}"))


DAY = re.compile(rf"(?<!\w)(?:{DATE})")
# What a day may begin with, found much faster than a day.
_DAY_START = re.compile(r"\d{1,4}[ /.a-z-]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[. \d-]")


@lru_cache(maxsize=4)
def _days(text: str) -> tuple[int, ...]:
    return tuple(start for match in _DAY_START.finditer(text) if DAY.match(text, start := match.start()))


def matches(wordings: tuple[Wording, ...], text: str) -> Iterator[re.Match]:
    """Every place where a wording is met, the first wording's first."""
    for head, tail in wordings:
        for start in _days(text) if head is None else (place.start() for place in head.finditer(text)):
            if match := tail.match(text, start):
                yield match


def before(text: str, match: re.Match) -> str:
    """The words that lead up to a match."""
    return text[max(0, match.start() - 60) : match.start()]


def dated(match: re.Match) -> Fact:
    return Fact(read_date(match["date"]), *match.span("date"))
