"""The best passage of a text, with the matched words marked."""

from functools import cache

import tantivy

from determinations.search import schema
from determinations.search.answer import Marked
from determinations.search.query import Clause

EXCERPT_LENGTH = 300  # characters


@cache
def _analyser() -> tantivy.TextAnalyzer:
    return schema.analyser()


def excerpt(text: str, clauses: tuple[Clause, ...], length: int = EXCERPT_LENGTH) -> Marked:
    """About `length` characters of `text` around the place where most of the clauses' words stand together.

    Without a match (or without clauses) the beginning. Words match as in the index: stemmed, phrases in order.
    """
    marks = _matches(text, clauses)
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


def _matches(text: str, clauses: tuple[Clause, ...]) -> list[tuple[int, int, int]]:
    """(start, end, clause number) of every match, in reading order, none overlapping."""
    wanted = [words for clause in clauses if not clause.negated and (words := _analyser().analyze(clause.text))]
    if not wanted:
        return []
    tokens = _analyser().pre_tokenize(text).tokens
    words = [token.text for token in tokens]
    found = []
    for number, phrase in enumerate(wanted):
        for index, word in enumerate(words):
            if word == phrase[0] and words[index : index + len(phrase)] == phrase:
                last = tokens[index + len(phrase) - 1]
                found.append((tokens[index].char_offset_from, last.char_offset_to, number))
    return _without_overlaps(sorted(found))


def _without_overlaps(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    kept: list[tuple[int, int, int]] = []
    for match in found:
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
