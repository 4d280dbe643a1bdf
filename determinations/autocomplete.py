"""What somebody may mean who has typed so much: terms of the vocabulary, by name, brand, abbreviation or wording.

`matching` is pure. `suggestions` adds how many decisions each would give.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from determinations import search, vocabulary
from determinations.search.query import SearchQuery
from determinations.vocabulary.words import split_words

MOST = 10  # suggestions
LONGEST = 100  # characters looked at
_LOOSE = 3  # words of a text that a word like "drug" or "therapy" may still name

Term = tuple[str, str]  # the parameter that finds it, and the value: ("drug", "gabapentin")
Counts = Mapping[Term, int]

# The kinds of terms, by the parameter that filters by them.
KINDS = {
    "category": "Treatment category",
    "treatment": "Treatment",
    "drug": "Drug",
    "topic": "Guideline topic",
    "guideline": "Guideline",
    "specialty": "Reviewer’s specialty",
    "body_part": "Body part",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term with the number of decisions it finds.

    `kind` and `value` are parameter and value; `matched` is the brand or other wording that was typed, blank where
    the name itself was.
    """

    kind: str
    value: str
    label: str
    matched: str
    count: int

    @property
    def query(self) -> str:
        """The query string that finds its decisions."""
        return f"{self.kind}={self.value}"


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to write a term; `words` are lower-case and without punctuation, `text` is blank for the name."""

    term: Term
    words: tuple[str, ...]
    text: str

    def begins(self, typed: list[str]) -> bool:
        """Whether what was typed is its beginning."""
        start = self.words[: len(typed)]
        return len(start) == len(typed) and start[:-1] == tuple(typed[:-1]) and start[-1].startswith(typed[-1])

    def holds(self, typed: Iterable[str]) -> bool:
        """Whether each word typed is the beginning of one of its words."""
        return all(any(word.startswith(each) for word in self.words) for each in typed)


def prepare() -> None:
    """Build the tables, which takes half a second once; otherwise whoever types first waits for it."""
    _by_word()


def suggestions(typed: str) -> list[Suggestion]:
    """The best of what is typed that any decision has, at most ten, with counts true of the newest revision."""
    if not typed.strip():
        return []
    found = search.search(SearchQuery(page_size=1)).facets
    counts = {(kind, each.value): each.count for kind in KINDS for each in found.get(kind, ())}
    return [each for each in matching(typed, counts) if each.count]


def matching(typed: str, counts: Counts) -> list[Suggestion]:
    """The terms that every word typed is a beginning of, or that the vocabulary understands it as.

    Those that find something come first, then those that begin with what was typed, then those that find most.
    """
    words = split_words(typed[:LONGEST])
    best: dict[Term, tuple] = {}
    for wording in (*_written(words), *_meant(" ".join(words))):
        count = counts.get(wording.term, 0)
        # A name before another wording of the same term, and a short one before a long one.
        rank = (not count, not wording.begins(words), -count, bool(wording.text), len(wording.text), wording.text)
        if wording.term not in best or rank < best[wording.term]:
            best[wording.term] = rank
    chosen = sorted(best, key=lambda term: (best[term][:3], _names()[term], term))[:MOST]
    return [Suggestion(*term, _names()[term], best[term][-1], counts.get(term, 0)) for term in chosen]


def _written(words: list[str]) -> Iterator[_Wording]:
    """Wordings that hold every word typed, looked up by the longest of them."""
    if not words:
        return
    longest = max(words, key=len)
    keys, wordings = _by_word()
    place = bisect_left(keys, longest)
    seen: set[_Wording] = set()
    while place < len(keys) and keys[place].startswith(longest):
        seen.update(each for each in wordings[keys[place]] if len(words) == 1 or each.holds(words))
        place += 1
    yield from seen


def _meant(text: str) -> Iterator[_Wording]:
    """What the vocabulary understands the whole text as: misspelt names, and wordings it only reads."""
    for term in _understood(text):
        if term in _names():
            yield _Wording(term, (), text)


def _understood(text: str) -> Iterator[Term]:
    """The treatment, or the drugs and body parts, that the whole text is a name of."""
    drugs, found = vocabulary.find_drugs(text), _requested(text)
    if found is not None and found.treatment_type not in map(_classes().get, drugs):
        yield "treatment", found.treatment_type  # "epidural cortisone injection" is no drug
    elif drugs:
        yield from (("drug", slug) for slug in drugs)
    else:
        yield from (("body_part", slug) for slug in vocabulary.find_body_parts(text))


def _requested(text: str) -> vocabulary.Classification | None:
    """What the text would ask for; a loose word of a longer name (Food and Drug Administration) asks for nothing."""
    told = vocabulary.explain_request(text)
    is_loose = told.deciding is not None and told.deciding.role == "weak"
    return None if is_loose and len(told.words) > _LOOSE else told.classification


@cache
def _classes() -> dict[str, str]:
    return {drug.slug: drug.treatment_type for drug in vocabulary.drugs()}


@cache
def _names() -> dict[Term, str]:
    """Every term with its name. A topic of a single guideline is left out: both would find the same."""
    editions: dict[str, int] = defaultdict(int)
    for guideline in vocabulary.guidelines():
        editions[guideline.topic] += 1
    listed = {
        "category": vocabulary.categories(),
        "treatment": vocabulary.treatment_types(),
        "drug": vocabulary.drugs(),
        "topic": [topic for topic in vocabulary.topics() if editions[topic.slug] > 1],
        "guideline": vocabulary.guidelines(),
        "specialty": vocabulary.specialties(),
        "body_part": vocabulary.body_parts(),
    }
    return {(kind, each.slug): each.name for kind in KINDS for each in listed[kind]}


@cache
def _by_word() -> tuple[list[str], dict[str, list[_Wording]]]:
    """Every word of every wording, sorted, and the wordings it stands in."""
    found: dict[str, list[_Wording]] = defaultdict(list)
    for wording in dict.fromkeys(_wordings()):
        for word in dict.fromkeys(wording.words):
            found[word].append(wording)
    return sorted(found), dict(found)


def _wordings() -> Iterator[_Wording]:
    for term, name in _names().items():
        yield _Wording(term, tuple(split_words(name)), "")
    for drug in vocabulary.drugs():
        for brand in drug.brands:
            yield _Wording(("drug", drug.slug), tuple(split_words(brand)), brand)
    brands = {" ".join(split_words(brand)) for drug in vocabulary.drugs() for brand in drug.brands}
    for text in vocabulary.synonym_names():
        if text not in brands:
            yield from (_Wording(term, tuple(text.split()), text) for term in _other_names(text))


def _other_names(text: str) -> Iterator[Term]:
    """The terms that `text` is another wording of: those whose name it stands for, and what it is understood as."""
    words = text.split()
    whole = [each for each in vocabulary.find_synonyms(words) if each.end - each.start == len(words)]
    others = [" ".join(wording) for synonym in whole for wording in synonym.also]
    yield from (term for other in others for term in _called().get(other, ()))
    yield from tuple(_understood(text)) or (_understood(others[0]) if others else ())


@cache
def _called() -> dict[str, list[Term]]:
    """Name, as words → the terms of this name."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term, name in _names().items():
        found[" ".join(split_words(name))].append(term)
    return dict(found)
