"""Words as a letter writes or garbles them → words the vocabulary knows, without articles.

"Norco10" → norco 10, "physicaltherapy" → physical therapy, "acupunc ture" → acupuncture, "chiroprctic" →
chiropractic. A known word is left alone, and so is one that no single repair makes known.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

from determinations.vocabulary.anatomy import body_part_matcher
from determinations.vocabulary.matching import Spelling, plurals
from determinations.vocabulary.terms import request_matcher
from determinations.vocabulary.words import Words

_GLUED = re.compile(r"([a-z]{2,})(\d[a-z0-9.%]*)|(\d+x\d+)([a-z]{2,})")
_SHORTEST_GLUED, _LONGEST_GLUED = 8, 30  # letters of two words that lost the space between them
_PART, _LONGER_PART = 3, 5  # letters of either, and of the longer one
_SHORTEST_BROKEN = 7  # letters of a word that got a space
_ARTICLES = frozenset({"the", "an"})  # "a" may be a name: "vitamin A"


@cache
def _known() -> frozenset[str]:
    words = (request_matcher().vocabulary | body_part_matcher().vocabulary) - _ARTICLES
    return words | {form for word in words for form in plurals(word)}


@cache
def _spelling() -> Spelling:
    return Spelling(request_matcher().vocabulary | body_part_matcher().vocabulary)


def is_known(word: str) -> bool:
    """Whether it is a word of some phrase: one that another may be mended to."""
    return word in _known()


def mended(read: Words) -> Words:
    """`read` with its garbled words repaired; each repaired word stands in the phrase of the garbled one."""
    known = _known()
    unknown = [place for place, word in enumerate(read.words) if word not in known]
    if not unknown:
        return read
    garbled = {place: pieces for place in unknown if (pieces := _pieces(read.words[place])) != (read.words[place],)}
    broken = [place for place, after in pairwise(unknown) if after == place + 1 and _is_broken(read.words, place)]
    if broken and broken[0] not in garbled and broken[0] + 1 not in garbled:
        garbled[broken[0]] = (read.words[broken[0]] + read.words[broken[0] + 1],)
        garbled[broken[0] + 1] = ()
    return _replaced(read, garbled) if garbled else read


def _replaced(read: Words, pieces: dict[int, tuple[str, ...]]) -> Words:
    """`read` with other words at some places."""
    words: list[str] = []
    phrases: list[int] = []
    joined: set[int] = set()
    for place, word in enumerate(read.words):
        new = pieces.get(place, (word,))
        if place in read.joined:
            joined.add(len(words))
        words += new
        phrases += [read.phrases[place]] * len(new)
    return Words(words, phrases, joined)


def _is_broken(words: list[str], place: int) -> bool:
    word = words[place] + words[place + 1]
    return len(word) >= _SHORTEST_BROKEN and word.isalpha() and word in _known()


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    if word in _ARTICLES:
        return ()
    if word.isalpha():
        corrected = _spelling().correct(word)
        return (corrected,) if corrected != word else _unglued(word)
    glued = _GLUED.fullmatch(word)
    if glued:
        first, second = (part for part in glued.groups() if part)
        if first in _known() or second in _known():
            return (first, second)
    return (word,)


def _unglued(word: str) -> tuple[str, ...]:
    known = _known()
    if _SHORTEST_GLUED <= len(word) <= _LONGEST_GLUED:
        for cut in range(len(word) - _PART, _PART - 1, -1):
            first, second = word[:cut], word[cut:]
            if first in known and second in known and max(len(first), len(second)) >= _LONGER_PART:
                return (first, second)
    return (word,)
