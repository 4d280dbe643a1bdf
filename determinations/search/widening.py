"""Words as typed → the same with the field's other wordings for them. Pure.

Only plain words are widened: what stands in quotes, or ends in a star, is searched for as it is.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from determinations.search.expressions import All, Any, Expression, Not, Phrase, Widened, Word, walk
from determinations.vocabulary import find_synonyms

_WORD = re.compile(r"[^\W_]+")
_MOST = 96  # terms in all; what would go beyond is searched for as typed


def widened(expression: Expression) -> Expression:
    """`expression` with each word, or several side by side, that the vocabulary knows other wordings of."""
    found = _widened(expression)
    return found if sum(isinstance(each, Word | Phrase) for each in walk(found)) <= _MOST else expression


def also_searched(expression: Expression | None) -> list[tuple[str, list[str]]]:
    """What was typed, with the other wordings searched for beside it."""
    return [(_typed(each), [term.text for term in each.also]) for each in walk(expression) if isinstance(each, Widened)]


def _typed(each: Widened) -> str:
    words = each.typed.parts if isinstance(each.typed, All) else (each.typed,)
    return " ".join(word.text for word in words)


def _widened(expression: Expression) -> Expression:
    match expression:
        case Word():
            return _all(_run([expression]))
        case All(parts):
            return _all(_parts(parts))
        case Any(parts):
            return Any(tuple(_widened(part) for part in parts))
        case Not(part):
            return Not(_widened(part))
    return expression


def _all(parts: Iterator[Expression]) -> Expression:
    found = tuple(parts)
    return found[0] if len(found) == 1 else All(found)


def _parts(parts: tuple[Expression, ...]) -> Iterator[Expression]:
    """Words of one field that stand side by side are looked at together."""
    for field, neighbours in groupby(parts, key=lambda part: part.field if isinstance(part, Word) else None):
        side_by_side = list(neighbours)
        yield from _run(side_by_side) if field is not None else map(_widened, side_by_side)


def _run(words: list[Word]) -> Iterator[Expression]:
    """The words in order, those with other wordings as one widened piece."""
    pieces = [(piece, index) for index, word in enumerate(words) for piece in _WORD.findall(word.text.lower())]
    owners = [index for _, index in pieces]
    done = 0
    for synonym in find_synonyms([piece for piece, _ in pieces]):
        first, last = owners[synonym.start], owners[synonym.end - 1]
        begins = synonym.start == 0 or owners[synonym.start - 1] != first
        ends = synonym.end == len(owners) or owners[synonym.end] != last
        if not (begins and ends):
            continue
        yield from words[done:first]
        yield _with(words[first : last + 1], synonym.also)
        done = last + 1
    yield from words[done:]


def _with(typed: list[Word], wordings: tuple[tuple[str, ...], ...]) -> Widened:
    field = typed[0].field
    also = tuple(
        Phrase(" ".join(words), field=field) if len(words) > 1 else Word(words[0], field) for words in wordings
    )
    return Widened(All(tuple(typed)) if len(typed) > 1 else typed[0], also)
