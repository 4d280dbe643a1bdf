"""The words of a typed text that may be misspelt, where they stand, and others put in their place. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from determinations import vocabulary
from determinations.search.expressions import All, Any, Expression, Phrase, Word

_SHORTEST = 4  # letters: shorter ones are abbreviations, with too many neighbours
_LONGEST = 40
_LETTERS = re.compile(r"(?<![\w#])[^\W\d_]+(?![\w*])")  # whole words; figures and signs are typed as meant


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the typed text, as typed; `start` is its place there, from 0."""

    word: str
    start: int


def pieces(text: str, expression: Expression | None) -> Iterator[Piece]:
    """The words asked for, in and out of quotes, in order; not operators, fields, beginnings or what must not occur."""
    match expression:
        case All(parts) | Any(parts):
            for part in parts:
                yield from pieces(text, part)
        case Word(typed, _, start) | Phrase(typed, _, _, start):
            begin = text.find(typed, start)
            for match in _LETTERS.finditer(text, begin, begin + len(typed)) if begin >= 0 else ():
                if _SHORTEST <= len(match[0]) <= _LONGEST:
                    yield Piece(match[0], match.start())


def replaced(text: str, changes: Iterable[tuple[Piece, str]]) -> str:
    """`text` with other words for some of its own; everything else as it was."""
    for piece, word in sorted(changes, key=lambda change: -change[0].start):
        text = text[: piece.start] + word + text[piece.start + len(piece.word) :]
    return text


def recased(word: str, like: str) -> str:
    """`word` in the capitals of `like`: none, all, or the first."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


@cache
def known_words() -> frozenset[str]:
    """Every long enough word of the vocabulary's names and wordings, in lower case: none of them is misspelt."""
    terms = (
        *vocabulary.categories(),
        *vocabulary.treatment_types(),
        *vocabulary.drugs(),
        *vocabulary.body_parts(),
        *vocabulary.specialties(),
        *vocabulary.guidelines(),
    )
    names = [*vocabulary.synonym_names(), *(term.name for term in terms)]
    words = (match[0] for name in names for match in _LETTERS.finditer(name.lower()))
    return frozenset(word for word in words if len(word) >= _SHORTEST)
