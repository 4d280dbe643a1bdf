"""A letter's text cut at the passages its facts came from, so that each fact can point to its words. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from determinations.linebreaks import Wrap, is_double_spaced, wraps

Place = tuple[str, int, int]  # name of the fact, start and end in the letter's text

_BROAD = ("summary", "rationale")  # whole parts of the letter: they get an anchor, but no mark
_LONGEST_MARK = 600  # characters; a longer passage is no place the eye finds
_START, _END = attrgetter("start"), attrgetter("end")
_SPACE = re.compile(r"(?<!\s)\s+")  # looks behind, so that a letter of blanks costs no more than its length


@dataclass(frozen=True, slots=True)
class Run:
    """Words, and the `blanks` of a line break that a narrow page sets as one blank, or `joined`, as nothing."""

    words: str
    blanks: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the letter. `anchors` are the facts whose passage begins here; `marked`: inside one."""

    runs: tuple[Run, ...]
    anchors: tuple[str, ...]
    marked: bool

    @property
    def text(self) -> str:
        """As it stands in the lines of the letter."""
        return "".join(run.words + run.blanks for run in self.runs)


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
    shown = _closed_up if is_double_spaced(text) else str
    soft = list(wraps(text))
    cuts, depth = sorted({0, len(text), *steps}), 0
    cut_pieces = []
    for start, end in pairwise(cuts):
        depth += steps[start]
        inside = soft[bisect_left(soft, start, key=_START) : bisect_right(soft, end, key=_END)]
        runs = tuple(_runs(text, start, end, inside, shown))
        cut_pieces.append(Piece(runs, tuple(anchors[start]), depth > 0))
    return cut_pieces


def _runs(text: str, start: int, end: int, soft: Iterable[Wrap], shown: Callable[[str], str]) -> Iterator[Run]:
    """One piece cut at the breaks that lie wholly inside it."""
    for wrap in soft:
        yield Run(shown(text[start : wrap.start]), shown(text[wrap.start : wrap.end]), wrap.joined)
        start = wrap.end
    if start < end:
        yield Run(shown(text[start:end]))


def _closed_up(text: str) -> str:
    """One break after each line, two where more than one blank line stood."""
    return _SPACE.sub(_break, text)


def _break(match: re.Match) -> str:
    breaks = match[0].count("\n")
    return match[0] if not breaks else "\n" if breaks <= 2 else "\n\n"
