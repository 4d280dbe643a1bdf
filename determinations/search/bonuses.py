"""Expression → what is added to the score of decisions that are about what was typed, not only hold its words.

Nothing here changes what is found: each bonus stands beside the words that must occur.
"""

from collections.abc import Iterator
from itertools import pairwise, product

import tantivy
from tantivy import Query

from determinations.search import schema
from determinations.search.expressions import Expression, Phrase, Widened, Word
from determinations.search.subjects import REQUEST, Part, runs, subject, typed
from determinations.search.weights import Weights

_WORDINGS = 2  # of each of two neighbours, the typed one first
_GAP = 2  # words that may stand between two neighbours


class Bonuses:
    """Builds the engine's queries for one index. Threads may share it."""

    def __init__(self, index_schema: tantivy.Schema, weights: Weights):
        self._schema = index_schema
        self._weights = weights
        self._analyser = schema.analyser()

    def queries(self, expression: Expression) -> list[Query]:
        """One for each kind of thing named, and one for each two neighbours."""
        about, weights = subject(expression), self._weights
        named = (
            ("treatment", about.treatments, weights.treatment),
            ("drug", about.drugs, weights.drug),
            ("body_part", about.body_parts, weights.body_part),
        )
        gains = [(self._any_of(name, slugs), weight) for name, slugs, weight in named if slugs and weight]
        if weights.together:
            gains += [(pair, weights.together) for run in runs(expression) for pair in self._together(run)]
        return [Query.boost_query(query, weight) for query, weight in gains]

    def _any_of(self, name: str, slugs: tuple[str, ...]) -> Query:
        terms = [Query.term_query(self._schema, name, slug, index_option="basic") for slug in slugs]
        return Query.disjunction_max_query(terms)

    def _together(self, run: list[Part]) -> Iterator[Query]:
        """Neighbours that stand together in the request too, in one of their wordings."""
        for left, right in pairwise(run):
            ways = [before + after for before, after in product(self._wordings(left), self._wordings(right))]
            phrases = [Query.phrase_query(self._schema, REQUEST, words, _GAP) for words in ways if len(words) > 1]
            if phrases:
                yield Query.disjunction_max_query(phrases)

    def _wordings(self, part: Part) -> list[list[str]]:
        also = [each.text for each in part.also if isinstance(each, Word | Phrase)] if isinstance(part, Widened) else ()
        return [self._analyser.analyze(text) for text in [typed(part), *also][:_WORDINGS]]
