"""What somebody meant who typed a word that hardly any decision has: the nearest word that many have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from determinations.search import schema
from determinations.search.answer import Suggestion
from determinations.search.language import QueryTextError, parse_text
from determinations.search.misspelt import Piece, known_words, pieces, recased, replaced
from determinations.search.query import SearchQuery
from determinations.search.reader import View
from determinations.search.widening import widened

FEW = 2  # decisions: where more are found, nothing is suggested
_CLEARLY = 3  # a suggestion finds more than so many times as much
_OFTEN = 50  # a word that so many times fewer decisions have than its neighbour is a slip of letters too
_MOST_WORDS = 4  # rare ones in one text; who has more does not write as letters do
_CHOICES = 3  # candidates for each word
_TRIES = 3  # corrected texts that are counted
_MOST_TERMS = 2_000  # of the index, for one beginning
# Where the index's words are looked up, and how many letters of the beginning must be right. What is wrong earlier is
# only found in the vocabulary, whose words are few.
_BEGINNINGS = {"request": 2, "rationale": 3}
_SHORT = 7  # letters, up to which one slip is allowed; beyond, two
_SLIP = 2.0  # how many powers of ten of decisions one slip more weighs


@dataclass(frozen=True, slots=True)
class _Misspelt:
    piece: Piece
    corrections: tuple[str, ...]


def suggest(view: View, text: str, query: SearchQuery, found: int | None = None) -> Suggestion | None:
    """For the typed `text`, which `query` asks with every filter: the first corrected text that finds clearly more.

    None where enough is found, where every word is one that letters use, and where no correction finds clearly more.
    """
    found = view.count(query) if found is None else found
    if found > FEW:
        return None
    misspelt = list(_misspelt(view, text))
    if not misspelt:
        return None
    best = (_counted(view, each, query) for each in islice(_corrected(text, misspelt), _TRIES))
    return next((each for each in best if each and each.count > _CLEARLY * found), None)


def _counted(view: View, text: str, query: SearchQuery) -> Suggestion | None:
    try:
        words = parse_text(text)
    except QueryTextError:
        return None
    return Suggestion(text, view.count(replace(query, words=widened(words)))) if words else None


def _corrected(text: str, misspelt: list[_Misspelt]) -> Iterator[str]:
    """The text in its corrected forms, the best first: that of all first choices, then those of further ones."""
    choices = [range(len(each.corrections)) for each in misspelt]
    for chosen in sorted(product(*choices), key=lambda places: (sum(places), places)):
        words = [each.corrections[place] for each, place in zip(misspelt, chosen, strict=True)]
        yield replaced(text, [(each.piece, word) for each, word in zip(misspelt, words, strict=True)])


def _misspelt(view: View, text: str) -> Iterator[_Misspelt]:
    """The words of `text` that hardly any decision has and that are near to others."""
    try:
        expression = parse_text(text)
    except QueryTextError:
        return
    spelling = _Spelling(view)
    rare = [piece for piece in pieces(text, expression) if spelling.is_rare(piece.word)]
    for piece in rare if len(rare) <= _MOST_WORDS else ():
        if corrections := spelling.corrections(piece.word):
            yield _Misspelt(piece, tuple(recased(word, like=piece.word) for word in corrections))


class _Spelling:
    """The words of one state of the index, and those of the vocabulary."""

    def __init__(self, view: View):
        self._searcher = view.searcher
        self._stem = schema.analyser().analyze
        self._fold = schema.exact_analyser().analyze

    def is_rare(self, word: str) -> bool:
        """Whether the vocabulary does not know a word, and so few decisions that some other could be meant."""
        return word.lower() not in known_words() and self._decisions(word) * _OFTEN < self._searcher.num_docs

    def corrections(self, word: str) -> list[str]:
        """Words that were rather meant by a rare one, the likeliest first; none where it has no neighbour."""
        word = "".join(self._fold(word))
        own = self._decisions(word)
        slips = 1 if len(word) <= _SHORT else 2
        near = process.extract(word, self._words(word), scorer=OSA.distance, score_cutoff=slips, limit=None)
        scored = []
        for other, distance, _ in near:
            decisions = self._decisions(other)
            if decisions > own * _OFTEN and self._stem(other) != self._stem(word):
                scored.append((distance * _SLIP - log10(decisions), other))
        return [other for _, other in sorted(scored)[:_CHOICES]]

    def _words(self, word: str) -> set[str]:
        """Words that may be near: those of the index that begin alike, and all of the vocabulary."""
        found = set(known_words())
        for name, letters in _BEGINNINGS.items():
            terms = self._searcher.terms_with_prefix(schema.exact(name), word[:letters], limit=_MOST_TERMS)
            found.update(term for term, _ in terms if term.isalpha())
        return found

    def _decisions(self, word: str) -> int:
        """How many decisions at least have the word, in any of its endings."""
        stems = self._stem(word)
        return max(self._searcher.doc_freq(name, stems[0]) for name in schema.TEXT_FIELDS) if len(stems) == 1 else 0
