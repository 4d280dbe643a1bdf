"""Where the words of a search stand in one text, by the same rules as the index matches them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property

import tantivy

from determinations.search import notations, schema
from determinations.search.expressions import Phrase, Prefix, Term, Word
from determinations.search.wholes import is_whole

_SIGN = 2  # characters that a number sign and its blank take before a number
Place = tuple[int, int]  # where it starts and ends, in characters


@cache
def _analyser() -> tantivy.TextAnalyzer:
    return schema.analyser()


@cache
def _exact_analyser() -> tantivy.TextAnalyzer:
    return schema.exact_analyser()


class Text:
    """A text cut into words, once for all that is looked for in it."""

    def __init__(self, text: str):
        self._text = text

    @cached_property
    def _words(self) -> "_Words":
        return _Words(_analyser(), self._text)

    @cached_property
    def _whole_words(self) -> "_Words":
        return _Words(_exact_analyser(), self._text)

    def places(self, term: Term) -> Iterator[Place]:
        """Every place of the term: of a phrase as a whole, of words near each other one by one."""
        match term:
            case Prefix(text):
                for start in _exact_analyser().analyze(text):
                    yield from self._whole_words.beginning(start)
            case _ if count := notations.count(term.text):
                for written in count:
                    yield from self._whole_words.together([written])
            case Phrase(text, distance) if distance:
                words = _analyser().analyze(text)
                yield from self._words.near(words, distance)
                yield from self._words.near(words[::-1], distance)
            case Phrase(text):
                yield from self._with_signs(text, self._words.together(_analyser().analyze(text)))
            case Word(text) if is_whole(text):
                yield from self._whole_words.together([text.lower()])
            case Word(text):
                for variant in notations.variants(text):
                    yield from self._with_signs(text, self._words.together(_analyser().analyze(variant)))

    def _with_signs(self, text: str, places: Iterator[Place]) -> Iterator[Place]:
        """The places at which every number that has a sign in `text` has one too."""
        counts = set(notations.counts(text))
        for start, end in places:
            before = self._text[max(0, start - _SIGN) : start]
            if counts <= set(notations.counts(before + self._text[start:end])):
                yield start, end


class _Words:
    """The words of a text with their places, and where each of them stands."""

    def __init__(self, analyser: tantivy.TextAnalyzer, text: str):
        tokens = analyser.pre_tokenize(text).tokens
        self._words = [token.text for token in tokens]
        self._places = [(token.char_offset_from, token.char_offset_to) for token in tokens]
        self._where = defaultdict(list)
        for index, word in enumerate(self._words):
            self._where[word].append(index)

    def together(self, words: list[str]) -> Iterator[Place]:
        for index in self._where.get(words[0], ()) if words else ():
            if self._words[index : index + len(words)] == words:
                yield self._places[index][0], self._places[index + len(words) - 1][1]

    def beginning(self, start: str) -> Iterator[Place]:
        for word, where in self._where.items():
            if word.startswith(start):
                yield from (self._places[index] for index in where)

    def near(self, words: list[str], distance: int) -> Iterator[Place]:
        """Each word nearest to its place in the phrase, if none is moved by more than `distance` against another."""
        if any(word not in self._where for word in words):
            return
        for first in self._where[words[0]] if words else ():
            where = [_nearest(self._where[word], first + nth) for nth, word in enumerate(words)]
            moves = [at - nth for nth, at in enumerate(where)]
            if max(moves) - min(moves) <= distance:
                yield from (self._places[at] for at in where)


def _nearest(rising: list[int], wanted: int) -> int:
    """The number nearest to the one wanted, in a list that is not empty."""
    index = bisect_left(rising, wanted)
    return min(rising[max(0, index - 1) : index + 1], key=lambda each: abs(each - wanted))
