"""The ways one thing is written in figures: L4-5 and L4-L5, 50mg and 50 mg, 2x6 and 2 x 6. Pure."""

import re
from collections.abc import Iterator

# Every dash a keyboard or a word processor writes → the hyphen.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")
_UNIT = r"mg|mcg|ml|gm?"
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_LEVELS = re.compile(r"([cdtls])(\d{1,2}) ?[-/] ?([cdtls]?)(\d{1,2})")
_DOSE = re.compile(rf"{_NUMBER}[ -]?({_UNIT})")
_STRENGTHS = re.compile(rf"{_NUMBER} ?({_UNIT})? ?[-/] ?{_NUMBER} ?({_UNIT})?")
_TIMES = re.compile(r"(\d+) ?x ?(\d+)")
_SHORT_NUMBER = r"(?:\d{1,4}(?:[.,]\d{1,3})?|\.\d{1,3})"
# What is typed with blanks in it and meant as one thing, for a verbose pattern that takes no notice of capitals.
SPACED = rf"""
    [cdtls]\d{{1,2}}[ ]?[-/\u2010-\u2014][ ]?[cdtls]\d{{1,2}}
    | {_SHORT_NUMBER}[ ]?(?:{_UNIT})?[ ]?/[ ]?{_SHORT_NUMBER}(?:[ ]?(?:{_UNIT}))?
    | {_SHORT_NUMBER}[ ](?:{_UNIT})
    | \d{{1,3}}[ ]?x[ ]?\d{{1,3}}
"""
_COUNT = re.compile(r"# {0,3}(\d+)")


def count(text: str) -> tuple[str, str] | None:
    """A number with the sign before it (#60), in both ways it is written; None for other text."""
    match = _COUNT.fullmatch(text)
    return _signed(match[1]) if match else None


def counts(text: str) -> tuple[tuple[str, str], ...]:
    """Every number with the sign before it in a text, each in both ways it is written."""
    return tuple(dict.fromkeys(map(_signed, _COUNT.findall(text))))


def _signed(number: str) -> tuple[str, str]:
    return f"#{number}", f"# {number}"


def variants(text: str) -> tuple[str, ...]:
    """`text` as typed, then the other ways to write the same; only itself for text without figures."""
    return tuple(dict.fromkeys((text, *_others(text.lower().translate(DASHES)))))


def _others(text: str) -> Iterator[str]:
    if levels := _LEVELS.fullmatch(text):
        part, upper, other, lower = levels.groups()
        yield f"{part}{upper} {other or part}{lower}"
        if other in ("", part):
            yield f"{part}{upper} {lower}"
    if dose := _DOSE.fullmatch(text):
        yield from _glued_and_not(*dose.groups())
    if strengths := _STRENGTHS.fullmatch(text):
        first, _, second, _ = strengths.groups()
        unit = strengths[4] or strengths[2] or "mg"
        yield f"{first}/{second}"
        yield f"{first}/{second}{unit}"
        yield f"{first}{unit}/{second}{unit}"
        yield f"{first} {unit}/{second} {unit}"
    if times := _TIMES.fullmatch(text):
        yield f"{times[1]}x{times[2]}"
        yield f"{times[1]} x {times[2]}"


def _glued_and_not(amount: str, unit: str) -> Iterator[str]:
    for written in ("g", "gm") if unit in ("g", "gm") else (unit,):
        yield f"{amount}{written}"
        yield f"{amount} {written}"
