"""Finding many known phrases in a list of words: one walk, the longest phrase at each place.

No regular expression, hence no backtracking: the cost is bounded by words times the longest phrase.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from determinations.vocabulary.words import split_words

Value = TypeVar("Value")
_END = ""  # no word is empty, so the key is free for the value a phrase ends in
_BRACKETS = re.compile(r"([()\[\]|])")


class Match(NamedTuple):
    """`words[start:end]` is a known phrase that stands for `value`."""

    start: int
    end: int
    value: object


class DuplicateTermError(ValueError):
    """One phrase is claimed for two different meanings."""


def expand(pattern: str) -> tuple[str, ...]:
    """`[lumbar] epidural (injection|block)` → the four phrases it stands for; brackets may be nested."""
    phrases = _alternatives(iter(_BRACKETS.split(pattern)))
    return tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in phrases))


def _alternatives(pieces: Iterator[str]) -> list[str]:
    """Everything up to the closing bracket, each choice written out."""
    done, current = [], [""]
    for piece in pieces:
        if piece == "|":
            done, current = done + current, [""]
        elif piece in ("(", "["):
            inner = _alternatives(pieces) + ([""] if piece == "[" else [])
            current = [before + after for before in current for after in inner]
        elif piece in (")", "]"):
            break
        else:
            current = [before + piece for before in current]
    return done + current


_ALONE = frozenset({"crp"})  # with an s it is another word: CRPS


@cache
def plurals(word: str) -> tuple[str, ...]:
    """Regular plural forms: `mri` → `mris`, `therapy` → `therapies`, `crutch` → `crutches`."""
    if len(word) < 3 or not word.isalpha() or word in _ALONE:
        return ()
    if word.endswith("y"):
        return (word[:-1] + "ies", word + "s")
    if word.endswith(("s", "x", "ch", "sh")):
        return (word + "es",)
    return (word + "s",)


class Matcher(Generic[Value]):
    """Phrases with their values. A phrase may use the brackets of `expand`; its words also match in plural."""

    def __init__(self, terms: Iterable[tuple[str, Value]]) -> None:
        phrases = [(_words(phrase), value) for pattern, value in terms for phrase in expand(pattern)]
        self.vocabulary = frozenset(word for words, _ in phrases for word in words)
        self._singular = {more: word for word in self.vocabulary for more in plurals(word)}
        self._root: dict = {}
        for words, value in phrases:
            self._add(words, value)

    def _add(self, words: list[str], value: Value) -> None:
        node = self._root
        for word in words:
            word = self._singular.get(word, word)
            child = node.get(word)
            if child is None:
                child = node[word] = {}
                node.update((more, child) for more in plurals(word))
            node = child
        if node.setdefault(_END, value) != value:
            raise DuplicateTermError(f"{' '.join(words)!r}: both {node[_END]} and {value}")

    def find(self, words: list[str]) -> list[Match]:
        """The longest phrase at each place, left to right, without overlaps."""
        found = []
        root = self._root
        place, count = 0, len(words)
        while place < count:
            node = root.get(words[place])
            longest, end, ahead = None, 0, place
            while node is not None:
                ahead += 1
                if _END in node:
                    longest, end = node, ahead
                node = node.get(words[ahead]) if ahead < count else None
            if longest is not None:
                found.append(Match(place, end, longest[_END]))
            place = end or place + 1
        return found


def _words(phrase: str) -> list[str]:
    """As `split_words`, at a tenth of the cost for the many phrases that are plain already."""
    plain = phrase.isascii() and phrase.replace(" ", "").isalnum() and phrase.islower()
    return phrase.split() if plain else split_words(phrase)


class Spelling:
    """Corrects a long word that is one slip (a letter wrong, missing, doubled or swapped) from a known one."""

    SHORTEST = 7
    LONGEST = 24

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._shortened: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= self.SHORTEST and word.isalpha():
                for short in _without_one(word):
                    self._shortened.setdefault(short, word)

    def correct(self, word: str) -> str:
        """The known word meant, or `word` itself."""
        if word in self._known or not self.SHORTEST - 1 <= len(word) <= self.LONGEST or not word.isalpha():
            return word
        for candidate in (word, *_without_one(word)):
            meant = candidate if candidate in self._known else self._shortened.get(candidate)
            if meant is not None and len(meant) >= self.SHORTEST and meant[0] == word[0]:
                return meant
        return word


def _without_one(word: str) -> Iterator[str]:
    """`word` with each letter but the first left out; doubled letters once."""
    for before, after in pairwise(range(len(word))):
        if word[before] != word[after]:
            yield word[:after] + word[after + 1 :]
    if len(word) > 1 and word[0] == word[1]:
        yield word[0] + word[2:]
