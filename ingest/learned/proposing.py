"""Which term unknown words may mean: what humans corrected the same words to, or else what they look like."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from determinations.models import Correction
from determinations.vocabulary import guidelines, label
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import expand
from determinations.vocabulary.terms import drug_terms, treatment_terms
from determinations.vocabulary.words import split_words
from ingest.corrections.facts import CITATIONS
from ingest.learned.keys import group_of, in_plural
from ingest.learned.laying import REQUEST

SURE, LIKELY, PERHAPS = "sure", "likely", "perhaps"
_CORRECTIONS = 20_000  # the newest
_ALIKE, _MUCH_ALIKE = 74, 88  # of 100


class Proposal(NamedTuple):
    """A term with its name, why it is proposed, and how sure that is."""

    term: str
    name: str
    why: str
    sure: str


def propose(kind: str, groups: Sequence[str]) -> dict[str, Proposal]:
    """By the words of each group for which there is anything to propose. One query."""
    corrected = _corrected(kind, set(groups)) if groups else {}
    found = {words: corrected.get(words) or _alike(kind, words) for words in groups}
    return {words: each for words, each in found.items() if each}


def _corrected(kind: str, groups: set[str]) -> dict[str, Proposal]:
    """What humans said of the same words."""
    named = {many: words for words in groups for many in in_plural(words)} | {words: words for words in groups}
    said: dict[str, Counter] = defaultdict(Counter)
    for text, term in _corrections(kind):
        if words := named.get(group_of(kind, text)):
            said[words][term] += 1
    return {words: each for words, terms in said.items() if (each := _by_humans(kind, terms))}


def _by_humans(kind: str, terms: Counter) -> Proposal | None:
    (term, often), *_ = terms.most_common(1)
    try:
        name = _name(kind, term)
    except KeyError:  # a term that the vocabulary no longer has
        return None
    all_of_them = terms.total()
    why = f"{often} of {all_of_them} corrections of these words" if all_of_them > often else _times(often)
    return Proposal(term, name, why, SURE if often == all_of_them > 1 else LIKELY)


def _times(often: int) -> str:
    return "a human corrected these words so" if often == 1 else f"humans corrected these words so {often} times"


def _corrections(kind: str) -> Iterator[tuple[str, str]]:
    """Text and term of each."""
    rows = Correction.objects.order_by("-pk")
    if kind == REQUEST:
        rows = rows.filter(field="treatment_type").values_list("request", "value")[:_CORRECTIONS]
        yield from ((request, value) for request, value in rows if value)
        return
    for cited in rows.filter(field__in=CITATIONS).values_list("value", flat=True)[:_CORRECTIONS]:
        yield from ((each["text"], each["guideline"]) for each in cited or () if each["guideline"])


@lru_cache(maxsize=4096)
def _alike(kind: str, words: str) -> Proposal | None:
    """The phrase of the vocabulary that the words look most like."""
    phrases = _phrases(kind)
    whole = process.extractOne(_sorted(words), phrases.sorted, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if phrase := _within(phrases, words.split()):
        return Proposal(phrases.terms[phrase], _name(kind, phrases.terms[phrase]), f"the words of “{phrase}”", LIKELY)
    if whole is None:
        return None
    _, score, phrase = whole
    sure = LIKELY if score >= _MUCH_ALIKE else PERHAPS
    return Proposal(
        phrases.terms[phrase], _name(kind, phrases.terms[phrase]), f"like “{phrase}” to {score:.0f} %", sure
    )


def _within(phrases: "_Phrases", words: Sequence[str]) -> str | None:
    """The longest phrase of two words or more all of which are among these, in any order."""
    given = set(words)
    near = (phrase for word in words for phrase in phrases.by_word.get(word, ()))
    return max((phrase for phrase in near if given.issuperset(phrase.split())), key=len, default=None)


def _sorted(phrase: str) -> str:
    return " ".join(sorted(phrase.split()))


def _name(kind: str, term: str) -> str:
    return label("treatment" if kind == REQUEST else "guideline", term)


class _Phrases(NamedTuple):
    """Phrase → its term; phrase → its words in the order of the alphabet; a phrase's rarest word → such phrases."""

    terms: dict[str, str]
    sorted: dict[str, str]
    by_word: dict[str, list[str]]


@cache
def _phrases(kind: str) -> _Phrases:
    terms: dict[str, str] = {}
    for pattern, term in _of_requests() if kind == REQUEST else _of_citations():
        for phrase in expand(pattern):
            terms.setdefault(" ".join(split_words(phrase)), term)
    often = Counter(word for phrase in terms for word in phrase.split())
    by_word: dict[str, list[str]] = defaultdict(list)
    for phrase in terms:
        if " " in phrase:
            by_word[min(phrase.split(), key=often.__getitem__)].append(phrase)
    return _Phrases(terms, {phrase: _sorted(phrase) for phrase in terms}, by_word)


def _of_requests() -> Iterator[tuple[str, str]]:
    yield from ((pattern, term.kind) for pattern, term in (*treatment_terms(), *drug_terms()))


def _of_citations() -> Iterator[tuple[str, str]]:
    content = read_file("guidelines")
    for source in ("MTUS", "ACOEM", "ODG"):
        yield from _all(content["sources"][source], source.lower())
    for entry in content["topic"]:
        yield from _all([*entry["titles"], *entry["aliases"]], entry["generic"]["slug"])
    for entry in content["odg"]:
        yield from _all([f"odg {alias}" for alias in entry["aliases"]], entry["slug"])
    for entry in content["other"]:
        yield from _all(entry["aliases"], entry["slug"])
    yield from ((each.name.partition(" (")[0], each.slug) for each in guidelines())


def _all(patterns: Iterable[str], term: str) -> Iterator[tuple[str, str]]:
    return ((pattern, term) for pattern in patterns)
