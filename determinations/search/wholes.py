"""Short forms that stemming would turn into other words: TENS is no ten. They are matched as they are written."""

from functools import cache

from determinations.search import schema
from determinations.vocabulary import synonym_names

_LONGEST = 5  # letters


@cache
def wholes() -> frozenset[str]:
    """The vocabulary's short forms whose stem is no short form itself, in lower case."""
    short = {name for name in synonym_names() if len(name) <= _LONGEST and name.isalnum()}
    analyse = schema.analyser().analyze
    return frozenset(name for name in short if analyse(name) != [name] and analyse(name)[0] not in short)


def is_whole(text: str) -> bool:
    """Whether a word as typed is such a short form."""
    return text.lower() in wholes()
