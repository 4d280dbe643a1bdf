"""SearchQuery → the engine's query."""

import tantivy
from tantivy import FieldType, Occur, Query

from determinations.search import schema
from determinations.search.documents import day_number
from determinations.search.query import Clause, SearchQuery, case_key

# The public parameters that are facets. `guideline` depends on who cited it.
FACETS = ("category", "treatment", "outcome", "guideline", "specialty", "body_part", "sex")
_GUIDELINE_FIELDS = {
    "reviewer": "guideline_reviewer",
    "claims-admin": "guideline_claims_admin",
    "either": "guideline_either",
}
_FIELDS = tuple(schema.TEXT_FIELDS.items())
# True of a whole case: a search by these alone matches all its decisions or none.
_CASE_FACETS = ("specialty", "sex")


class Matcher:
    """Builds engine queries for one index. Threads may share it."""

    def __init__(self, index_schema: tantivy.Schema):
        self._schema = index_schema
        self._analyser = schema.analyser()

    def match(self, query: SearchQuery, *, without: str | None = None, leading: bool = False) -> Query:
        """Decisions that meet every choice of `query` (the facet `without` left out; `leading`: only the first
        decision of each case)."""
        musts = [*self._filters(query, without), *self._words(query)]
        nots = [self._clause(clause) for clause in query.clauses if clause.negated]
        if leading:
            musts.append(self._unscored(Query.term_query(self._schema, "leads_case", True)))
        if not musts:
            musts = [Query.all_query()]
            nots.append(self.meta())
        return Query.boolean_query([(Occur.Must, q) for q in musts] + [(Occur.MustNot, q) for q in nots])

    def meta(self) -> Query:
        return Query.term_query(self._schema, "kind", schema.META)

    def _words(self, query: SearchQuery) -> list[Query]:
        return [self._clause(clause) for clause in query.clauses if not clause.negated]

    def _clause(self, clause: Clause) -> Query:
        """The words of a clause, together and in order, in any of the text fields; or the case so numbered."""
        words = self._analyser.analyze(clause.text)
        ways = [Query.boost_query(self._in_field(name, words), boost) for name, boost in _FIELDS if words]
        if key := case_key(clause.text):
            ways.append(Query.term_query(self._schema, "case_key", key))
        return Query.disjunction_max_query(ways, tie_breaker=0.3) if ways else Query.empty_query()

    def _in_field(self, name: str, words: list[str]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, name, words[0], index_option="freq")
        return Query.phrase_query(self._schema, name, words)

    def _filters(self, query: SearchQuery, without: str | None) -> list[Query]:
        filters = [
            Query.term_set_query(self._schema, facet_field(facet, query), list(values))
            for facet in FACETS
            if facet != without and (values := getattr(query, facet))
        ]
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
    return _GUIDELINE_FIELDS[query.cited_by] if facet == "guideline" else facet


def is_case_level(query: SearchQuery) -> bool:
    """Whether every choice is about whole cases, so that counting their first decisions counts cases."""
    chosen = [facet for facet in FACETS if getattr(query, facet)]
    return not query.clauses and all(facet in _CASE_FACETS for facet in chosen)


def _day(day) -> int | None:
    return None if day is None else day_number(day)
