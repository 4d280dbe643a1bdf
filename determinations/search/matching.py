"""SearchQuery → the engine's query."""

from functools import lru_cache

import tantivy
from tantivy import FieldType, Occur, Query

from determinations.search.bonuses import Bonuses
from determinations.search.documents import day_number
from determinations.search.query import SearchQuery
from determinations.search.weights import WEIGHTS, Weights
from determinations.search.wording import Wording

# The public parameters that are facets.
FACETS = (
    "category",
    "treatment",
    "drug",
    "outcome",
    "source",
    "topic",
    "guideline",
    "sides",
    "specialty",
    "body_part",
    "sex",
    "layout",
)
_CITED = ("source", "topic", "guideline")  # these depend on who cited
DATES = "dates"  # what `without` leaves out: the range of days
_KEPT = 128  # expressions, whose queries stay built
# True of a whole case: a search by these alone matches all its decisions or none.
_CASE_FACETS = ("specialty", "sex", "layout")


class Matcher:
    """Builds engine queries for one index. Threads may share it."""

    def __init__(self, index_schema: tantivy.Schema, weights: Weights = WEIGHTS):
        self._schema = index_schema
        self._wording = Wording(index_schema, weights)
        self._bonuses = Bonuses(index_schema, weights)
        # One request asks the same words many times over: for the page, and for the counts of each facet chosen.
        self._words = lru_cache(maxsize=_KEPT)(self._wording.query)

    def weighing(self, weights: Weights) -> "Matcher":
        """One for the same index that finds the same and scores it otherwise."""
        return Matcher(self._schema, weights)

    def match(
        self, query: SearchQuery, *, without: str | None = None, leading: bool = False, crowded: bool = False
    ) -> Query:
        """Decisions that meet every choice of `query` (the facet `without`, or DATES, left out; `leading`: only the
        first decision of each case; `crowded`: only those of cases with very many)."""
        musts = self._filters(query, without)
        if query.words is not None:
            musts.append(self._words(query.words))
        for name in [name for name, asked in (("leads_case", leading), ("crowded", crowded)) if asked]:
            musts.append(self._unscored(Query.term_query(self._schema, name, True)))
        if musts:
            return Query.boolean_query([(Occur.Must, each) for each in musts])
        return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.meta())])

    def ranked(self, query: SearchQuery) -> Query:
        """The same decisions as `match`, scored: those gain that are about what was typed. Needs words."""
        gains = [(Occur.Should, bonus) for bonus in self._bonuses.queries(query.words)]
        return Query.boolean_query([(Occur.Must, self.match(query)), *gains])

    def beyond(self, query: SearchQuery, key: str, last: int | None, *, rising: bool) -> Query:
        """Decisions that match and whose `key` lies beyond `last`, above it when `rising`."""
        matched = self.match(query)
        if last is None:
            return matched
        low, high = (last + 1, None) if rising else (None, last - 1)
        if high is not None and high < 0:
            return Query.empty_query()
        rest = Query.range_query(self._schema, key, FieldType.Unsigned, low, high)
        return Query.boolean_query([(Occur.Must, matched), (Occur.Must, rest)])

    def among(self, query: SearchQuery, first: int, last: int) -> Query:
        """Decisions that match, of the cases with keys from `first` to `last`."""
        keys = Query.range_query(self._schema, "case_id", FieldType.Unsigned, first, last)
        return Query.boolean_query([(Occur.Must, self.match(query)), (Occur.Must, self._unscored(keys))])

    def in_cases(self, case_ids: list[int]) -> Query:
        """Decisions of these cases."""
        return Query.term_set_query(self._schema, "case_id", case_ids)

    def meta(self) -> Query:
        return self._wording.meta()

    def _filters(self, query: SearchQuery, without: str | None) -> list[Query]:
        filters = [
            Query.term_set_query(self._schema, facet_field(facet, query), list(values))
            for facet in FACETS
            if facet != without and (values := getattr(query, facet))
        ]
        if without != DATES:
            filters += self._range("decided", _day(query.decided_after), _day(query.decided_before))
        filters += self._range("age", query.age_min, query.age_max)
        return [self._unscored(each) for each in filters]

    def _range(self, name: str, low: int | None, high: int | None) -> list[Query]:
        if low is None and high is None:
            return []
        return [Query.range_query(self._schema, name, FieldType.Integer, low, high)]

    @staticmethod
    def _unscored(query: Query) -> Query:
        return Query.const_score_query(query, 0.0)


def facet_field(facet: str, query: SearchQuery) -> str:
    """The index field a facet filters and counts."""
    return f"{facet}_{query.cited_by.replace('-', '_')}" if facet in _CITED else facet


def is_case_level(query: SearchQuery) -> bool:
    """Whether every choice is about whole cases, so that counting their first decisions counts cases."""
    chosen = [facet for facet in FACETS if getattr(query, facet)]
    return query.words is None and all(facet in _CASE_FACETS for facet in chosen)


def _day(day) -> int | None:
    return None if day is None else day_number(day)
