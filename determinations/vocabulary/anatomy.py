"""Which parts of the body a text names."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Match, Matcher
from determinations.vocabulary.words import split_words


class Aside(NamedTuple):
    """A phrase that names its part only beside words of `beside`, and none of `unless`, or only where no other is."""

    part: str
    beside: frozenset[str]
    unless: frozenset[str]
    alone: bool

    def counts(self, words: frozenset[str], *, others: bool) -> bool:
        """Whether it does among these words; `others`: another part is named there."""
        if self.beside and self.beside.isdisjoint(words):
            return False
        return self.unless.isdisjoint(words) and not (self.alone and others)


@cache
def body_part_matcher() -> Matcher[str | Aside]:
    """Phrases → slug or `Aside`; what only looks like a body part → an empty slug."""
    content = read_file("body_parts")
    terms = [(term, part["slug"]) for part in content["body_part"] for term in part["terms"]]
    terms += [(term, "") for term in content["not_body_parts"]["terms"]]
    terms += [(term, _aside(entry)) for entry in content["aside"] for term in entry["terms"]]
    return Matcher(terms)


def _aside(entry: dict[str, Any]) -> Aside:
    words = (frozenset(entry.get(key, ())) for key in ("with", "without"))
    return Aside(entry["part"], *words, entry.get("alone", False))


@lru_cache(maxsize=8192)
def find_body_parts(text: str) -> tuple[str, ...]:
    """Slugs of the body parts named, in the order of their first mention, each once. Sides do not count."""
    return tuple(dict.fromkeys(match.value for match in match_body_parts(split_words(text))))


def match_body_parts(words: list[str]) -> list[Match]:
    """The phrases that name a part, with its slug, in order."""
    found = [match for match in body_part_matcher().find(words) if match.value]
    if all(isinstance(match.value, str) for match in found):
        return found
    others = any(isinstance(match.value, str) for match in found)
    named = frozenset(words)
    counting = [match for match in found if isinstance(match.value, str) or match.value.counts(named, others=others)]
    return [match._replace(value=getattr(match.value, "part", match.value)) for match in counting]


@cache
def default_type(slug: str, procedure: str) -> str | None:
    """The treatment type of an otherwise unspecified `procedure` (surgery, injection) on the body part."""
    for part in read_file("body_parts")["body_part"]:
        if part["slug"] == slug:
            return part.get(procedure)
    raise KeyError(slug)
