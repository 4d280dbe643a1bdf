"""Where words stand on a page → lines in reading order, blank lines between paragraphs. Pure.

A PDF says where its words stand and in no binding order: a footer may come before the body, a column of labels before
its values. Lines are made from the places alone. Lengths are in points; a place's y grows upwards.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

PAGE_BREAK = "\n\f"
_SAME_LINE = 0.4  # of the type's height: further apart are two lines, nearer is raised or lowered type
_PARAGRAPH = 1.25  # of the distance between two lines: a wider one sets a paragraph off
_FULL_LINE = 0.8  # of the page's width of text: a line as long as that was broken because it was full
_ENOUGH = 3  # distances below full lines, before a page's own count for more than the letter's
_MOST_BLANKS = 3
_WIDE_SPACE, _SPACE = 1.0, 0.4  # of the type's height: a gap between columns, and one space in it
_MOST_SPACES = 60


class Piece(NamedTuple):
    """Words that stand together: where they begin and end, their baseline and the height of their type."""

    text: str
    left: float
    right: float
    base: float
    height: float


@dataclass(slots=True)
class Line:
    text: str
    right: float
    base: float
    height: float


def text_of(pages: Iterable[Sequence[Piece]]) -> str:
    """The pages' text, a form feed between two of them. A page without words is an empty one."""
    made = [page_lines(pieces) for pieces in pages]
    usual = _usual_distance([distance for lines in made for distance in _within_paragraphs(lines)])
    return PAGE_BREAK.join(_page_text(lines, usual) for lines in made)


def page_lines(pieces: Iterable[Piece]) -> list[Line]:
    """The pieces as lines from top to bottom, each from left to right."""
    rows: list[list[Piece]] = []
    tallest: Piece | None = None
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if tallest and abs(tallest.base - piece.base) <= _SAME_LINE * max(tallest.height, piece.height):
            rows[-1].append(piece)
            tallest = max(tallest, piece, key=lambda each: each.height)
        else:
            rows.append([piece])
            tallest = piece
    return [_line(row) for row in rows]


def _line(row: list[Piece]) -> Line:
    row.sort(key=lambda piece: piece.left)
    words, end = [row[0].text], row[0].right
    for piece in row[1:]:
        words += _spaces(piece.left - end, piece.height), piece.text
        end = max(end, piece.right)
    tallest = max(row, key=lambda piece: piece.height)
    return Line("".join(words), end, tallest.base, tallest.height)


def _spaces(gap: float, height: float) -> str:
    """One space between words, more where columns stand apart."""
    if gap <= _WIDE_SPACE * height:
        return " "
    return " " * min(_MOST_SPACES, max(2, int(gap / max(_SPACE * height, 0.1))))


def _within_paragraphs(lines: list[Line]) -> list[float]:
    """Distances between lines that belong together: below a full line, the text goes on."""
    width = max((line.right for line in lines), default=0.0)
    return [
        round(2 * (upper.base - lower.base)) / 2
        for upper, lower in pairwise(lines)
        if upper.right >= _FULL_LINE * width and lower.height > 0
    ]


def _usual_distance(distances: list[float], least: int = 1) -> float | None:
    """The most frequent distance, the smaller one of two; None if it was seen less often than `least`."""
    if not distances:
        return None
    distance, times = max(Counter(distances).items(), key=lambda pair: (pair[1], -pair[0]))
    return distance if times >= least and distance > 0 else None


def _page_text(lines: list[Line], usual: float | None) -> str:
    distance = _usual_distance(_within_paragraphs(lines), _ENOUGH) or usual
    pieces: list[str] = []
    for upper, lower in zip([None, *lines], lines, strict=False):
        if upper:
            pieces.append("\n" * (1 + _blank_lines(upper.base - lower.base, distance or 1.2 * upper.height)))
        pieces.append(lower.text)
    return "".join(pieces)


def _blank_lines(distance: float, usual: float) -> int:
    if usual <= 0 or distance <= _PARAGRAPH * usual:
        return 0
    return min(_MOST_BLANKS, max(1, round(min(distance / usual, 9.0)) - 1))
