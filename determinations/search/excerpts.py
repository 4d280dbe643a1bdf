"""The best passage of a text, with the matched words marked."""

from collections.abc import Iterable, Iterator

from determinations.search import marking
from determinations.search.answer import Marked
from determinations.search.expressions import Term

EXCERPT_LENGTH = 300  # characters
Groups = tuple[tuple[Term, ...], ...]


def excerpt(text: str, groups: Groups, length: int = EXCERPT_LENGTH, *, field: str = "") -> Marked:
    """About `length` characters of `text` around the place where most of what was sought stands together.

    `groups` are those of `expressions.sought`; `field` names the text, for terms that are asked for in one alone.
    Without a match (or without groups) the beginning. Words match as in the index.
    """
    marks = _without_overlaps(_matches(text, groups, field))
    start, end = _window(text, marks, length)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    place = start
    for mark_start, mark_end, _ in marks:
        if mark_start < place or mark_end > end:
            continue
        pieces += [(text[place:mark_start], False), (text[mark_start:mark_end], True)]
        place = mark_end
    pieces.append((text[place:end], False))
    if end < len(text):
        pieces.append((" …" if text[:end].endswith((".", "!", "?")) else "…", False))
    return Marked(tuple((piece, is_match) for piece, is_match in pieces if piece))


def _matches(text: str, groups: Groups, field: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, number of the group) of every match."""
    if not groups:
        return
    found = marking.Text(text)
    for number, group in enumerate(groups):
        for term in group:
            if not term.field or term.field == field:
                yield from ((start, end, number) for start, end in found.places(term))


def _without_overlaps(found: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """In order; of several that begin at one place the longest."""
    kept: list[tuple[int, int, int]] = []
    for match in sorted(found, key=lambda match: (match[0], -match[1], match[2])):
        if not kept or match[0] >= kept[-1][1]:
            kept.append(match)
    return kept


def _window(text: str, marks: list[tuple[int, int, int]], length: int) -> tuple[int, int]:
    """The stretch with the most different clauses matched, then the most matches; cut between words."""
    if len(text) <= length:
        return 0, len(text)
    best, best_score = 0, (0, 0)
    for index, (start, _, _) in enumerate(marks):
        inside = [mark for mark in marks[index : index + 50] if mark[1] <= start + length - length // 5]
        score = (len({number for _, _, number in inside}), len(inside))
        if score > best_score:
            best, best_score = start, score
    start = max(0, min(best - length // 5, len(text) - length))
    start = text.find(" ", start) + 1 if start and text.find(" ", start) >= 0 else start
    end = start + length
    if end >= len(text):
        return start, len(text)
    return start, max(text.rfind(" ", start, end), start + length // 2)
