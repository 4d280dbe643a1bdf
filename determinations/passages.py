"""A letter's text cut at the passages its facts came from, so that each fact can point to its words. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Place = tuple[str, int, int]  # name of the fact, start and end in the letter's text

_BROAD = ("summary", "rationale")  # whole parts of the letter: they get an anchor, but no mark
_LONGEST_MARK = 600  # characters; a longer passage is no place the eye finds
_SPACE = re.compile(r"(?<!\s)\s+")  # looks behind, so that a letter of blanks costs no more than its length


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter. `anchors` are the facts whose passage begins here; `marked`: inside one."""

    text: str
    anchors: tuple[str, ...]
    marked: bool


def places(spans: Mapping[str, Sequence[int]], prefix: str = "") -> Iterator[Place]:
    """Stored spans as places, named `prefix` and the fact."""
    for name, span in spans.items():
        if len(span) == 2:
            yield f"{prefix}{name}", span[0], span[1]


def pieces(text: str, found: Iterable[Place]) -> list[Piece]:
    """The whole text in order, cut at every place; joined again it is the letter, but for the line breaks.

    Letters are set with a blank line after every line. Those are closed up for reading.
    """
    anchors: dict[int, list[str]] = defaultdict(list)
    steps: dict[int, int] = defaultdict(int)  # into a marked passage +1, out of it -1
    for name, start, end in found:
        if 0 <= start < end <= len(text):
            anchors[start].append(name)
            is_marked = not name.endswith(_BROAD) and end - start <= _LONGEST_MARK
            steps[start] += is_marked
            steps[end] -= is_marked
    shown = _closed_up if _is_double_spaced(text) else str
    cuts, depth = sorted({0, len(text), *steps}), 0
    cut_pieces = []
    for start, end in pairwise(cuts):
        depth += steps[start]
        cut_pieces.append(Piece(shown(text[start:end]), tuple(anchors[start]), depth > 0))
    return cut_pieces


def _is_double_spaced(text: str) -> bool:
    lines = text.splitlines()
    return sum(not line.strip() for line in lines) * 3 > len(lines)


def _closed_up(text: str) -> str:
    """One break after each line, two where more than one blank line stood."""
    return _SPACE.sub(_break, text)


def _break(match: re.Match) -> str:
    breaks = match[0].count("\n")
    return match[0] if not breaks else "\n" if breaks <= 2 else "\n\n"
