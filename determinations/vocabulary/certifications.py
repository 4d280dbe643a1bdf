"""Which specialty a certification, as a letter writes it, stands for."""

from functools import cache, lru_cache

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Match, Matcher, Spelling
from determinations.vocabulary.words import split_words


@cache
def _matcher() -> Matcher[str]:
    entries = read_file("specialties")["specialty"]
    return Matcher((term, entry["slug"]) for entry in entries for term in entry["terms"])


@cache
def _spelling() -> Spelling:
    return Spelling(_matcher().vocabulary)


@lru_cache(maxsize=4096)
def find_specialty(text: str) -> str | None:
    """The slug of the specialty that one certification names: its longest known name, the first of equals.

    A long word may be one slip off ("Anesthesology").
    """
    words = split_words(text)
    found = _matcher().find([_spelling().correct(word) for word in words])
    return max(found, key=_length).value if found else None


def _length(match: Match) -> int:
    return match.end - match.start
