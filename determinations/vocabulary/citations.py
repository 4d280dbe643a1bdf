"""Which canonical guideline a citation names.

The first source named ("MTUS", "ACOEM", "ODG", a society, a journal) decides where to look. MTUS and ACOEM
are one family: a topic, and within it the edition that a year or a wording ("Complaints", "Chapter 12") tells;
a citation that tells none gets the topic's entry without edition. ODG is told by chapter.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Match, Matcher
from determinations.vocabulary.words import LIMIT, split_words

_MAX_WORDS = 150
_MTUS, _ACOEM, _ODG, _OTHER = "MTUS", "ACOEM", "ODG", "Other"
_ADOPTED = 2018  # since then letters may name an edition by any year in which it was in force
_YEAR = re.compile(r"(?:19|20)\d\d")
_CHAPTER_WORDS = frozenset({"chapter", "section", "chapters"})
_LITERATURE, _BOOKS = "medical-literature", "textbooks"
_BOOK = re.compile(r"\b\d{1,2}(?:st|nd|rd|th) ed(?:ition|\.|\b)")
# "2010;35(3):100-110", "2010 Jan;35:100", "vol. 12", "et al."
_REFERENCE = re.compile(
    r"\b(?:19|20)\d\d(?: [a-z]{3,9}\.?)?(?: \d{1,2})?; ?\d|\bet al\b|\bdoi\b|\bvol\. ?\d|\(\d{1,3}\): ?e?\d"
)
# How firmly a phrase names its topic, firmest first.
_REGULATION, _TITLE, _ALIAS, _SECTION = range(4)


@dataclass(frozen=True, slots=True)
class _Source:
    """A source word. `faint` ones give way to any other: a law, a journal's name, "standard of care"."""

    family: str
    slug: str = ""
    faint: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    topic: str
    firmness: int
    chapter: bool = False


def find_guideline(text: str, decided: date | None = None) -> str | None:
    """The slug of the guideline that one citation names, or None.

    `decided` is the day of the decision that cites it: a guideline of the MTUS without an edition is then the
    edition in force on that day. Without it, or where the MTUS is not named, it is the topic's general entry.
    """
    return _find(text, None if decided is None else bisect_right(_in_force_days(), decided))


def day_of_era(decided: date) -> date:
    """The last day up to `decided` on which editions changed: days of one era are answered alike."""
    place = bisect_right(_in_force_days(), decided)
    return _in_force_days()[place - 1] if place else date.min


@lru_cache(maxsize=8192)
def _find(text: str, era: int | None) -> str | None:
    """`era` is the number of `in_force` days gone by: few different ones, so that answers can be cached."""
    words = split_words(text)[:_MAX_WORDS]
    sources = [match for match in _source_matcher().find(words) if match.value.family]
    first = next((match for match in sources if not match.value.faint), None)
    if first is None:
        return _by_title(words, era) or (sources[0].value.slug if sources else _article(text) or _by_wording(words))
    if first.value.family == _OTHER:
        return _by_title(words[: first.start], era) or first.value.slug
    if first.value.family == _ODG:
        return _odg_chapter(words) or "odg"
    return _mtus_or_acoem(words, {match.value.family for match in sources}, era)


def _by_wording(words: list[str]) -> str | None:
    """What no rule knows: the first of the words that are listed with their guideline, the longest at its place."""
    found = _wording_matcher().find(words)
    return found[0].value if found else None


@cache
def _wording_matcher() -> Matcher[str]:
    listed = read_file("guidelines")["wordings"]
    return Matcher((phrase, slug) for slug, phrases in listed.items() for phrase in phrases)


def _article(text: str) -> str | None:
    """An article or a book is known by the shape of its reference, whatever it is called."""
    text = text[:LIMIT].lower()
    if _REFERENCE.search(text):
        return _LITERATURE
    return _BOOKS if _BOOK.search(text) else None


@cache
def _source_matcher() -> Matcher[_Source]:
    content = read_file("guidelines")
    terms = [(alias, _Source("")) for alias in content["sources"]["nothing"]]
    for family in (_MTUS, _ACOEM, _ODG):
        terms += [(alias, _Source(family)) for alias in content["sources"][family]]
    for entry in content["other"]:
        source = _Source(_OTHER, entry["slug"], entry.get("faint", False))
        terms += [(alias, source) for alias in entry["aliases"]]
        terms += [(alias, replace(source, faint=True)) for alias in entry.get("faint_aliases", ())]
    return Matcher(terms)


@cache
def _topics() -> dict[str, dict[str, Any]]:
    return {topic["slug"]: topic for topic in read_file("guidelines")["topic"]}


@cache
def _topic_matcher() -> Matcher[_Named]:
    terms = []
    for slug, topic in _topics().items():
        terms += [(alias, _Named(slug, _TITLE)) for alias in topic["titles"]]
        terms += [(alias, _Named(slug, _ALIAS)) for alias in topic["aliases"]]
        terms += [(alias, _Named(slug, _SECTION)) for alias in topic.get("sections", ())]
        if "chapter" in topic:
            terms.append((f"(chapter|ch|chap) {topic['chapter']}", _Named(slug, _TITLE, chapter=True)))
        if "regulation" in topic:
            terms.append((topic["regulation"], _Named(slug, _REGULATION)))
    return Matcher(terms)


@cache
def _odg_matcher() -> Matcher[str]:
    return Matcher((alias, entry["slug"]) for entry in read_file("guidelines")["odg"] for alias in entry["aliases"])


def _by_title(words: list[str], era: int | None) -> str | None:
    """Without a source only a guideline's own title or section of the regulation is understood."""
    named = [match for match in _topic_matcher().find(words) if match.value.firmness <= _TITLE]
    named = [match for match in named if not match.value.chapter]
    return _edition(min(named, key=_firmness), words, named, era) if named else None


def _mtus_or_acoem(words: list[str], families: set[str], era: int | None) -> str:
    named = _topic_matcher().find(words)
    if _ACOEM in families:
        named = [match for match in named if match.value.firmness != _SECTION]
    if named:
        return _edition(_topic(named, words), words, named, era if _MTUS in families else None)
    return _unnamed(words, families)


def _topic(named: list[Match], words: list[str]) -> Match:
    """The firmest name, the first of equals; but a short name with its year beside it is as good as a title."""
    first = named[0]
    if first.value.firmness != _ALIAS or not _has_year_beside(first, words):
        first = min(named, key=_firmness)
    chapters = _topics()[first.value.topic].get("chapters", ())
    return next((match for match in named if match.value.topic in chapters), first)


def _firmness(match: Match) -> tuple[int, int]:
    return match.value.firmness, match.start


def _has_year_beside(match: Match, words: list[str]) -> bool:
    beside = words[max(match.start - 1, 0) : match.start] + words[match.end : match.end + 1]
    return any(_YEAR.fullmatch(word) for word in beside)


def _edition(match: Match, words: list[str], named: list[Match], era: int | None) -> str:
    topic = _topics()[match.value.topic]
    editions = topic.get("edition", ())
    years = {int(word) for word in words if _YEAR.fullmatch(word)}
    for edition in editions:
        if not years.isdisjoint(edition["years"]):
            return edition["slug"]
    said = _said(match, words, named)
    for edition in editions:
        if not said.isdisjoint(edition.get("said", ())):
            return edition["slug"]
    if slug := _in_force(editions, years, era):
        return slug
    section_of = _topics().get(topic.get("section_of", ""), {})
    earlier = _in_force(section_of.get("edition", ()), years, era) if era is not None else None
    return earlier or topic["generic"]["slug"]


@cache
def _in_force_days() -> tuple[date, ...]:
    """The days on which an edition came into force, in order."""
    days = {each["in_force"] for topic in _topics().values() for each in topic.get("edition", ()) if "in_force" in each}
    return tuple(sorted(days))


def _in_force(editions: Sequence[dict[str, Any]], years: set[int], era: int | None) -> str | None:
    """The edition that a year after the last change of editions, or else the day of the decision, leads to."""
    dated = [each for each in editions if "in_force" in each]
    year = max((year for year in years if year >= _ADOPTED), default=None)
    if year is not None:
        dated = [each for each in dated if min(each["years"]) <= year]
    elif era is None or years:
        return None
    else:
        dated = [each for each in dated if bisect_right(_in_force_days(), each["in_force"]) <= era]
    return max(dated, key=lambda each: each["in_force"])["slug"] if dated else None


def _said(match: Match, words: list[str], named: list[Match]) -> frozenset[str]:
    """Wordings that tell an edition: `second edition`, `chapter`, `section`, and the words of the name itself."""
    text = f" {' '.join(words)} "
    said = {phrase for phrase in ("2nd edition", "second edition", "revised", "revision") if f" {phrase} " in text}
    said.update(words[match.start : match.end])
    same = [each.value for each in named if each.value.topic == match.value.topic]
    if any(each.chapter for each in same):
        said.add("chapter")
    if match.value.firmness == _SECTION:
        said.add("section named")
    said.update(word for word in ("complaints", "complaint") if word in words)
    return frozenset(said)


def _unnamed(words: list[str], families: set[str]) -> str:
    """MTUS or ACOEM alone; the edition of ACOEM as a whole where it is named."""
    if _ACOEM not in families:
        return "mtus"
    text = f" {' '.join(words)} "
    for topic in _topics().values():
        if any(f" {phrase} " in text for phrase in topic.get("fallback", ())):
            return topic["generic"]["slug"]
    return "acoem"


def _odg_chapter(words: list[str]) -> str | None:
    """The chapter that is called one ("Pain Chapter"), or else the first named."""
    named = _odg_matcher().find(words)
    for match in named:
        beside = words[max(match.start - 1, 0) : match.start] + words[match.end : match.end + 1]
        if not _CHAPTER_WORDS.isdisjoint(beside):
            return match.value
    return named[0].value if named else None
