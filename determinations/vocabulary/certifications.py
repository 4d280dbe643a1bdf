"""Which specialty a certification, as a letter writes it, stands for."""

from functools import cache, lru_cache

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Matcher
from determinations.vocabulary.words import split_words


@cache
def _matcher() -> Matcher[str]:
    entries = read_file("specialties")["specialty"]
    return Matcher((term, entry["slug"]) for entry in entries for term in entry["terms"])


@lru_cache(maxsize=4096)
def find_specialty(text: str) -> str | None:
    """The slug of the specialty that one certification names: its longest known name, the first of equals."""
    found = _matcher().find(split_words(text))
    return max(found, key=lambda match: match.end - match.start).value if found else None
