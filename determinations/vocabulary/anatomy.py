"""Which parts of the body a text names."""

from functools import cache, lru_cache

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Match, Matcher
from determinations.vocabulary.words import split_words


@cache
def body_part_matcher() -> Matcher[str]:
    """Phrases → slug; what only looks like a body part → an empty slug."""
    content = read_file("body_parts")
    terms = [(term, part["slug"]) for part in content["body_part"] for term in part["terms"]]
    terms += [(term, "") for term in content["not_body_parts"]["terms"]]
    return Matcher(terms)


@lru_cache(maxsize=8192)
def find_body_parts(text: str) -> tuple[str, ...]:
    """Slugs of the body parts named, in the order of their first mention, each once. Sides do not count."""
    return tuple(dict.fromkeys(match.value for match in match_body_parts(split_words(text))))


def match_body_parts(words: list[str]) -> list[Match]:
    return [match for match in body_part_matcher().find(words) if match.value]


@cache
def default_type(slug: str, procedure: str) -> str | None:
    """The treatment type of an otherwise unspecified `procedure` (surgery, injection) on the body part."""
    for part in read_file("body_parts")["body_part"]:
        if part["slug"] == slug:
            return part.get(procedure)
    raise KeyError(slug)
