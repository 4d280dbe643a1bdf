"""What was typed, shown back: how it was read, what else was searched for, and the place that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from determinations import urlquery
from determinations.filters import DecisionFilter
from determinations.search.answer import Marked
from determinations.search.expressions import All, Any, Expression, Not, Widened, Word, described, walk
from determinations.search.language import QueryTextError, parse_text
from determinations.search.widening import also_searched, widened

_SHOWN = 6  # other wordings named at once


@dataclass(frozen=True, slots=True)
class Also:
    """Other wordings searched for beside `typed`, or left out with it where that must not occur.

    `url` searches for what was typed alone, blank where quoting is not enough.
    """

    typed: str
    wordings: tuple[str, ...]
    url: str
    is_left_out: bool

    @property
    def shown(self) -> tuple[str, ...]:
        return self.wordings[:_SHOWN]

    @property
    def more(self) -> tuple[str, ...]:
        return self.wordings[_SHOWN:]


@dataclass(frozen=True, slots=True)
class Understood:
    """`read_as` is blank where plain words were read as plain words; `small` are operators typed in small letters,
    which are words then; `unread` is the text with its bad place marked."""

    read_as: str = ""
    small: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()
    unread: Marked | None = None


def understood(chosen: DecisionFilter, path: str) -> Understood:
    """Of the words of a choice, whether they can be read or not."""
    text = chosen.data.get("q", "").strip()
    try:
        typed = parse_text(text)
    except QueryTextError as error:
        return Understood(unread=_marked(text, error.position))
    if typed is None or "q" in chosen.errors:
        return Understood()
    words = widened(typed)
    return Understood(
        read_as=described(typed) if _has_structure(typed) else "",
        small=tuple(each.text for each in walk(typed) if isinstance(each, Word) and each.text in ("or", "and", "not")),
        also=tuple(_also(chosen, text, words, path)),
    )


def _marked(text: str, position: int | None) -> Marked | None:
    if position is None:
        return None
    pieces = ((text[:position], False), (text[position : position + 1], True), (text[position + 1 :], False))
    return Marked(tuple(piece for piece in pieces if piece[0]))


def _has_structure(typed: Expression) -> bool:
    """Whether there was more to read than words and phrases side by side."""
    parts = typed.parts if isinstance(typed, All) else (typed,)
    return any(isinstance(part, All | Any | Not) for part in parts)


def _also(chosen: DecisionFilter, text: str, words: Expression, path: str) -> Iterator[Also]:
    pieces = (each for each in walk(words) if isinstance(each, Widened))
    left_out = {id(each) for negated in walk(words) if isinstance(negated, Not) for each in walk(negated)}
    for piece, (typed, wordings) in zip(pieces, also_searched(words), strict=True):
        quoted = _quoted(text, piece)
        url = quoted and urlquery.link(path, urlquery.replacing(chosen.data, "q", quoted))
        yield Also(typed, tuple(wordings), url, id(piece) in left_out)


def _quoted(text: str, piece: Widened) -> str:
    """The text with these words in quotes; blank where it could then not be read."""
    words: tuple[Word, ...] = piece.typed.parts if isinstance(piece.typed, All) else (piece.typed,)
    first, last = words[0], words[-1]
    phrase = " ".join(word.text for word in words)
    quoted = f'{text[: first.start]}"{phrase}"{text[last.start + len(last.text) :]}'
    try:
        parse_text(quoted)
    except QueryTextError:
        return ""
    return quoted
