"""Learned wordings laid over a letter as it was read. Pure.

They decide only where the vocabulary names nothing, and as it decides itself: what is named first, and of several at
one place the longest; in the plural too. Laid over again they change nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from determinations.vocabulary import Classification, guidelines, treatment_types
from determinations.vocabulary.matching import DuplicateTermError, Matcher
from determinations.vocabulary.mending import is_known, mended
from determinations.vocabulary.words import read_words, split_words
from ingest.letters.assembly import item_warnings
from ingest.letters.citations.membership import is_within_mtus
from ingest.letters.facts.quantities import find_quantity
from ingest.letters.record import ParsedCitation, ParsedItem, ParsedLetter, ParseWarning

REQUEST, CITATION = "request", "citation"
_CITED = 150  # words of a citation that are looked at, as the vocabulary does
_BEFORE = 60  # characters before a citation in which a letter says that it is outside the MTUS
_MTUS_FAMILY = ("MTUS", "ACOEM")


@cache
def _categories() -> dict[str, str]:
    """Treatment type → its category."""
    return {each.slug: each.category for each in treatment_types()}


@cache
def _sources() -> dict[str, str]:
    """Guideline → its source."""
    return {each.slug: each.source for each in guidelines()}


class Taught(NamedTuple):
    """One wording: of what (`request` or `citation`), its words, and the slug they mean; blank for none."""

    kind: str
    words: str
    term: str


@lru_cache(maxsize=65_536)
def normal(kind: str, text: str) -> tuple[str, ...]:
    """The words of a request or citation in the form in which wordings are looked for among them."""
    return tuple(mended(read_words(text)).words if kind == REQUEST else split_words(text)[:_CITED])


def hints(kind: str, words: str) -> tuple[str, ...]:
    """What all stands in the plain text of whatever has these words, so that other texts need not be read.

    A word of the vocabulary is no hint in a request: there it may be garbled, and be mended.
    """
    sure = [word for word in words.split() if kind != REQUEST or not is_known(word)]
    return tuple(sorted((word.removesuffix("y") for word in sure), key=len, reverse=True))


class Learned:
    """Wordings to be looked for. Those whose term the vocabulary does not have, or that mean none, name nothing."""

    def __init__(self, wordings: Iterable[Taught] = ()):
        known = {REQUEST: _categories(), CITATION: _sources()}
        kept = [each for each in wordings if each.term in known[each.kind]]
        self._matchers = {kind: matcher([each for each in kept if each.kind == kind]) for kind in known}
        self._empty = not kept

    def __bool__(self) -> bool:
        return not self._empty

    def find(self, kind: str, text: str) -> Taught | None:
        """The wording that names what the text asks for or cites, if nothing else does."""
        return None if self._empty else first(self._matchers[kind], kind, text)

    def classify(self, request: str) -> Classification | None:
        """What a request asks for by these words. Ask the vocabulary first."""
        found = self.find(REQUEST, request)
        return found and Classification(_categories()[found.term], found.term, found.words, found.words)

    def lay(self, letter: ParsedLetter, text: str = "") -> ParsedLetter:
        """The letter with what these words name; `text` is its own."""
        if self._empty:
            return letter
        laid = [(item, self._item(item, text)) for item in letter.items]
        if all(read is item for read, item in laid):
            return letter
        gone = {warning for read, item in laid if read is not item for warning in _settled(read, item)}
        warnings = tuple(each for each in letter.warnings if each not in gone)
        return replace(letter, items=tuple(item for _, item in laid), warnings=warnings)

    def _item(self, item: ParsedItem, text: str) -> ParsedItem:
        item = self._cited(item, text)
        kind = self.classify(item.request) if item.treatment_type is None else None
        if kind is None:
            return item
        quantity = item.quantity
        if kind.category != item.category:
            quantity = find_quantity(item.request, kind.category)
        return replace(
            item, category=kind.category, treatment_type=kind.treatment_type, quantity=quantity, learned=kind.words
        )

    def _cited(self, item: ParsedItem, text: str) -> ParsedItem:
        cited = (item.claims_admin_citations, item.reviewer_citations)
        if all(each.guideline for side in cited for each in side):
            return item
        laid = [tuple(self._citation(each, text) for each in side) for side in cited]
        if all(now is was for side, read in zip(laid, cited, strict=True) for now, was in zip(side, read, strict=True)):
            return item
        return replace(item, claims_admin_citations=laid[0], reviewer_citations=laid[1])

    def _citation(self, cited: ParsedCitation, text: str) -> ParsedCitation:
        found = self.find(CITATION, cited.text) if cited.guideline is None else None
        if found is None:
            return cited
        source, within = cited.source, cited.within_mtus
        if source == "Other":
            source = _sources()[found.term]
            if source in _MTUS_FAMILY:
                within = not _is_outside(cited, text) and is_within_mtus(found.term, cited.text.lower())
        return replace(cited, source=source, within_mtus=within, guideline=found.term, learned=found.words)


def matcher(wordings: Sequence[Taught]) -> Matcher[Taught]:
    """Of two that differ by a plural only, which nobody should have made, the first stands."""
    try:
        return Matcher((each.words, each) for each in wordings)
    except DuplicateTermError:
        kept: list[Taught] = []
        for each in wordings:
            try:
                Matcher((one.words, one) for one in (*kept, each))
            except DuplicateTermError:
                continue
            kept.append(each)
        return Matcher((each.words, each) for each in kept)


def first(wordings: Matcher[Taught], kind: str, text: str) -> Taught | None:
    """The wording found first in a text, the longest of those that begin there."""
    found = wordings.find(list(normal(kind, text)))
    return found[0].value if found else None


def _settled(read: ParsedItem, item: ParsedItem) -> set[ParseWarning]:
    """What was noticed of an item and is true no more."""
    if item.learned:  # a category that only a list supplied left the warning where it was
        read = replace(read, category=None)
    return set(item_warnings(read)) - set(item_warnings(item))


def _is_outside(cited: ParsedCitation, text: str) -> bool:
    """Whether the letter says, right before a citation, that it is none of the MTUS."""
    before = text[max(cited.span[0] - _BEFORE, 0) : cited.span[0]] if cited.span else ""
    return "non mtus" in " ".join(split_words(before))


NOTHING = Learned()
"""What is learned where nothing is."""
