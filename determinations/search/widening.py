"""Words as typed → the same with the field's other wordings for them. Pure.

Only plain words are widened: what stands in quotes, or ends in a star, is searched for as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from determinations.search import notations
from determinations.search.expressions import (
    All,
    Any,
    Expression,
    Filed,
    Not,
    Phrase,
    Widened,
    Word,
    described,
    walk,
)
from determinations.vocabulary import NEAR, Synonym, find_synonyms, label

_WORD = re.compile(r"[^\W_]+")
_MOST = 96  # terms in all
_FEWER = (None, 12, 4)  # other wordings of one thing, the most usual, until all are no more than that


def widened(expression: Expression) -> Expression:
    """`expression` with each word, or several side by side, that the vocabulary knows other wordings of.

    A long search has fewer of them; one that would go beyond measure even so is left as typed.
    """
    for most in _FEWER:
        found = _Widening(most).of(expression)
        if sum(isinstance(each, Word | Phrase | Filed) for each in walk(found)) <= _MOST:
            return found
    return expression


def also_searched(expression: Expression | None) -> list[tuple[str, list[str]]]:
    """What was typed, with what was searched for beside it: what it is filed under, and other wordings.

    Words that need not stand together are told as they would be typed: "lumbar epidural"~5.
    """
    widened = (each for each in walk(expression) if isinstance(each, Widened))
    return [(_typed(each), [_told(term) for term in each.also]) for each in widened]


def _typed(each: Widened) -> str:
    words = each.typed.parts if isinstance(each.typed, All) else (each.typed,)
    return " ".join(word.text for word in words)


def _told(term: Word | Phrase | Filed) -> str:
    if isinstance(term, Filed) or (isinstance(term, Phrase) and term.distance):
        return described(replace(term, field="") if isinstance(term, Phrase) else term)
    return term.text


def _all(parts: Iterator[Expression]) -> Expression:
    found = tuple(parts)
    return found[0] if len(found) == 1 else All(found)


class _Widening:
    """Adds at most `most` other wordings to each thing typed."""

    def __init__(self, most: int | None):
        self._most = most

    def of(self, expression: Expression) -> Expression:
        match expression:
            case Word():
                return _all(self._run([expression]))
            case All(parts):
                return _all(self._parts(parts))
            case Any(parts):
                return Any(tuple(self.of(part) for part in parts))
            case Not(part):
                return Not(self.of(part))
        return expression

    def _parts(self, parts: tuple[Expression, ...]) -> Iterator[Expression]:
        """Words of one field that stand side by side are looked at together."""
        for field, neighbours in groupby(parts, key=lambda part: part.field if isinstance(part, Word) else None):
            side_by_side = list(neighbours)
            yield from self._run(side_by_side) if field is not None else map(self.of, side_by_side)

    def _run(self, words: list[Word]) -> Iterator[Expression]:
        """The words in order, those with other wordings as one widened piece."""
        pieces = [(piece, index) for index, word in enumerate(words) for piece in _pieces(word.text.lower())]
        owners = [index for _, index in pieces]
        done = 0
        for synonym in find_synonyms([piece for piece, _ in pieces]):
            first, last = owners[synonym.start], owners[synonym.end - 1]
            begins = synonym.start == 0 or owners[synonym.start - 1] != first
            ends = synonym.end == len(owners) or owners[synonym.end] != last
            if not (begins and ends):
                continue
            yield from words[done:first]
            yield from self._with(words[first : last + 1], synonym)
            done = last + 1
        yield from words[done:]

    def _with(self, typed: list[Word], synonym: Synonym) -> list[Expression]:
        also = tuple(_also(synonym, typed[0].field))[: self._most]
        return [Widened(All(tuple(typed)) if len(typed) > 1 else typed[0], also)] if also else typed


def _pieces(text: str) -> list[str]:
    """What is typed with blanks and is one thing (50 mg) is no part of a name: "Kenalog 40 mg" says Kenalog."""
    return [text] if " " in text else _WORD.findall(text)


def _also(synonym: Synonym, field: str) -> Iterator[Word | Phrase | Filed]:
    """Everything searched for beside the typed words. In one text alone only its words count, not the filing."""
    if not field:
        yield from map(_filed, synonym.filed)
    for *words, last in synonym.also:
        for figures in notations.variants(last) if words else (last,):
            yield Phrase(" ".join((*words, figures)), field=field) if words else Word(last, field)
    yield from (Phrase(" ".join(words), NEAR, field) for words in synonym.near)


def _filed(terms: tuple[tuple[str, str], ...]) -> Filed:
    """A letter that writes no other name of a drug writes its first substance."""
    names = tuple(label(kind, slug) for kind, slug in terms)
    drugs = (name for (kind, _), name in zip(terms, names, strict=True) if kind == "drug")
    return Filed(terms, names, tuple(Word(name.partition("/")[0].lower()) for name in drugs))
