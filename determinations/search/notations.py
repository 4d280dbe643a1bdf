"""The ways one thing is written in figures: L4-5 and L4-L5, 10/325 and 10mg/325mg, 2x6 and 2 x 6. Pure."""

import re
from collections.abc import Iterator

# Every dash a keyboard or a word processor writes → the hyphen.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")
_LEVELS = re.compile(r"([cdtls])(\d{1,2})[-/]([cdtls]?)(\d{1,2})")
_STRENGTHS = re.compile(r"(\d+(?:\.\d+)?)(mg|mcg|ml|g)?[-/](\d+(?:\.\d+)?)(mg|mcg|ml|g)?")
_TIMES = re.compile(r"(\d+)x(\d+)")
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
    if strengths := _STRENGTHS.fullmatch(text):
        first, _, second, _ = strengths.groups()
        unit = strengths[4] or strengths[2] or "mg"
        yield f"{first}/{second}"
        yield f"{first}/{second}{unit}"
        yield f"{first}{unit}/{second}{unit}"
    if times := _TIMES.fullmatch(text):
        yield f"{times[1]} x {times[2]}"
