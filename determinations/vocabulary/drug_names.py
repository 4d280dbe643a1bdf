"""Which drugs a text names, by generic name, brand or usual short form."""

import re
from functools import cache, lru_cache

from determinations.vocabulary.catalogue import drugs
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Match, Matcher
from determinations.vocabulary.mending import mended
from determinations.vocabulary.terms import drug_classes, drug_terms
from determinations.vocabulary.words import read_words

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:mg)?")
# Acetaminophen comes in these strengths, and nothing that is taken with it does: in mg.
_SECOND_STRENGTHS = frozenset({"300", "325", "400", "500", "650", "660", "750"})
_GAP = 4  # words between a name and its strengths, at most


@lru_cache(maxsize=8192)
def find_drugs(text: str) -> tuple[str, ...]:
    """Slugs of the drugs named, in the order of their first mention, each once.

    A brand leads to its generic, a fixed combination to the one slug of the combination; a mixture made up by a
    pharmacy lists its parts. Tests for a drug ("vitamin D level") and words for a whole class name no drug.
    """
    words = mended(read_words(text)).words
    found = [match for match in _matcher().find(words) if match.value]
    return tuple(dict.fromkeys(_meant(match, words) for match in found))


@cache
def _matcher() -> Matcher[str]:
    names = [(phrase, term.drug) for phrase, term in drug_terms()]
    return Matcher([*names, *((phrase, "") for phrase in read_file("drugs")["forms"]["no_drugs"])])


def _meant(match: Match, words: list[str]) -> str:
    """ "Hydrocodone 10/325" is the combination with acetaminophen, though only one part is named."""
    combination = _combinations().get(match.value)
    if combination is None:
        return match.value
    after = words[match.end : match.end + _GAP]
    numbers = [word.removesuffix("mg") for word in after if _NUMBER.fullmatch(word)]
    return combination if len(numbers) > 1 and numbers[1] in _SECOND_STRENGTHS else match.value


@cache
def _combinations() -> dict[str, str]:
    entries = (entry for table in drug_classes().values() for entry in table["drugs"].items())
    listed = {slug: entry["two_strengths"] for slug, entry in entries if "two_strengths" in entry}
    known = {drug.slug for drug in drugs()}
    unknown = set(listed.values()) - known
    if unknown:
        raise KeyError(f"two_strengths names no drug: {sorted(unknown)}")
    return listed
