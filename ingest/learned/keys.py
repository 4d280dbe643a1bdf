"""What a request or citation that nobody knows is about: its words without amounts, sides, places and pages. Pure.

The words of a key stand one after the other in the text, so that a wording of these words is found there.
"""

from collections.abc import Iterable
from functools import lru_cache

from determinations.vocabulary.anatomy import body_part_matcher
from determinations.vocabulary.matching import plurals
from determinations.vocabulary.mending import mended
from determinations.vocabulary.terms import COMPLEMENT, MENTION, NOTHING, request_matcher
from determinations.vocabulary.words import read_words
from ingest.learned.laying import REQUEST, normal

LONGEST = 8  # words of a key
_AMOUNTS = frozenset((
    "mg", "mcg", "meq", "ml", "cc", "g", "gm", "gms", "gram", "grams", "iu", "unit", "units", "tab", "tabs",
    "tablet", "tablets", "cap", "caps", "capsule", "capsules", "pill", "pills", "qty", "quantity", "count", "ct",
    "bottle", "bottles", "box", "boxes", "pack", "packs", "refill", "refills", "dispense", "dispensed", "supply",
    "x", "time", "times", "visit", "visits", "session", "sessions", "per", "every", "each", "day", "days",
    "daily", "week", "weeks", "weekly", "wk", "wks", "month", "months", "monthly", "year", "years", "hour",
    "hours", "hr", "hrs", "minute", "minutes", "once", "twice", "thrice", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "total", "no", "number", "additional", "initial",
    "further", "more", "left", "right", "bilateral", "bilaterally", "lt", "rt", "bilat", "both", "side", "sides",
    "request", "requested", "requests", "authorization", "prescription",
))  # fmt: skip
_PAGES = frozenset((
    "page", "pages", "pg", "pgs", "p", "pp", "section", "sections", "chapter", "chapters", "vol", "volume",
    "edition", "ed", "year", "updated", "accessed", "online", "available", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "http", "https", "www", "com", "org", "gov",
    "net", "html", "htm", "pdf",
))  # fmt: skip
_BETWEEN = frozenset((
    "a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "per", "plus",
    "then", "as", "is", "no", "non",
))  # fmt: skip
_GAP, _TURN = "gap", "turn"


@lru_cache(maxsize=65_536)
def key_of(kind: str, text: str) -> str:
    """The longest run of words that may name something, the first of equals; blank where none does.

    In a request, what is only mentioned or completes it stands back behind what comes first.
    """
    return _of_request(text) if kind == REQUEST else _longest(_runs_of_citation(text))


def group_of(kind: str, text: str) -> str:
    """The key, or where there is none the words as they are."""
    return key_of(kind, text) or " ".join(normal(kind, text)[:LONGEST]) or " ".join(text.split())[:80]


def in_plural(words: str) -> list[str]:
    """The same words with the last of them in the plural, however that is formed."""
    *before, last = words.split(" ")
    return [" ".join((*before, many)) for many in plurals(last)]


def _of_request(text: str) -> str:
    read = mended(read_words(text))
    words, between = read.words, _between(read.words)
    parts: list[list[list[str]]] = [[[]]]
    for place, word in enumerate(words):
        if between.get(place) == _TURN:
            parts.append([[]])
        elif place in between or word in _AMOUNTS or _is_figure(word):
            parts[-1].append([])
        else:
            if place and read.phrases[place] != read.phrases[place - 1]:
                parts[-1].append([])
            parts[-1][-1].append(word)
    return next(filter(None, map(_longest, parts)), "")


def _between(words: list[str]) -> dict[int, str]:
    """Places of words that name nothing asked for: parts of the body, and the vocabulary's words around a request."""
    found = {place: _GAP for match in body_part_matcher().find(words) for place in range(match.start, match.end)}
    kinds = {NOTHING: _GAP, MENTION: _TURN, COMPLEMENT: _TURN}
    for match in request_matcher().find(words):
        if match.value.role in kinds:
            found |= dict.fromkeys(range(match.start, match.end), kinds[match.value.role])
    return found


def _runs_of_citation(text: str) -> Iterable[list[str]]:
    runs: list[list[str]] = [[]]
    for word in normal("citation", text):
        if word in _PAGES or _is_figure(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return runs


def _is_figure(word: str) -> bool:
    """A number, an amount or a level; "5htp" and "h2o" are names."""
    return word[0].isdigit() and sum(map(str.isalpha, word)) < 3


def _longest(runs: Iterable[list[str]]) -> str:
    trimmed = [_trimmed(run)[:LONGEST] for run in runs]
    best = max(trimmed, key=len, default=[])
    return " ".join(_trimmed(best))


def _trimmed(run: list[str]) -> list[str]:
    """Without words in between at either end."""
    named = [place for place, word in enumerate(run) if word not in _BETWEEN]
    return run[named[0] : named[-1] + 1] if named else []
