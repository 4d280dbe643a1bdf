"""Expression → the engine's query: where words, phrases and beginnings of words are looked for, and what they weigh."""

import re

import tantivy
from tantivy import Occur, Query

from determinations.search import notations, schema
from determinations.search.casenumbers import case_keys
from determinations.search.expressions import All, Any, Expression, Filed, Not, Phrase, Prefix, Term, Widened, Word
from determinations.search.subjects import REQUEST
from determinations.search.weights import WEIGHTS, Weights
from determinations.search.wholes import is_whole

Way = tuple[Query, float]  # where a term is looked for, and what it weighs there


class Wording:
    """Builds the engine's queries for one index. Threads may share it."""

    def __init__(self, index_schema: tantivy.Schema, weights: Weights = WEIGHTS):
        self._schema = index_schema
        self._weights = weights
        self._analyser = schema.analyser()
        self._exact_analyser = schema.exact_analyser()

    def query(self, expression: Expression) -> Query:
        match expression:
            case All(parts):
                return self._all(parts)
            case Any(parts):
                return Query.boolean_query([(Occur.Should, self.query(part)) for part in parts])
            case Not():
                return self._all((expression,))
            case Widened(typed, also):
                ways = [(query, weight * self._weights.reworded) for each in also for query, weight in self._ways(each)]
                return self._any([*self._ways(typed), *ways])
        return self._any(self._ways(expression))

    def _any(self, ways: list[Way]) -> Query:
        """One list of all ways, however many wordings they are of: the engine walks lists of lists far slower."""
        boosted = [Query.boost_query(query, weight) for query, weight in ways]
        return Query.disjunction_max_query(boosted, tie_breaker=self._weights.further) if ways else Query.empty_query()

    def _all(self, parts: tuple[Expression, ...]) -> Query:
        musts = [(Occur.Must, self.query(part)) for part in parts if not isinstance(part, Not)]
        nots = [(Occur.MustNot, self.query(part.part)) for part in parts if isinstance(part, Not)]
        if not musts:  # a query that only excludes would find nothing
            musts = [(Occur.Must, Query.all_query())]
            nots.append((Occur.MustNot, self.meta()))
        return Query.boolean_query(musts + nots)

    def meta(self) -> Query:
        """The one document that is no decision."""
        return Query.term_query(self._schema, "kind", schema.META)

    def _ways(self, term: Term | Filed | All) -> list[Way]:
        """A term in any of the text fields, or in its own; or the case so numbered, which stands in no text."""
        match term:
            case All():
                return [(self.query(term), 1.0)]
            case Filed(terms):
                return [(self._filed(terms), self._weights.texts[REQUEST])]
        fields = {term.field: 1.0} if term.field else self._weights.texts
        ways = [(query, weight) for name, weight in fields.items() for query in self._in_field(name, term)]
        if not isinstance(term, Prefix) and (keys := case_keys(term.text)):
            ways.append((Query.term_set_query(self._schema, "case_key", list(keys)), self._weights.case))
        return ways

    def _filed(self, terms: tuple[tuple[str, str], ...]) -> Query:
        every = [Query.term_query(self._schema, *term, index_option="basic") for term in terms]
        return Query.boolean_query([(Occur.Must, each) for each in every]) if len(every) > 1 else every[0]

    def _in_field(self, name: str, term: Term) -> list[Query]:
        match term:
            case Prefix(text):
                return [self._beginning(name, text)]
            case _ if count := notations.count(term.text):
                return [self._counted(name, count)]
            case Phrase(text, distance):
                return self._with_signs(name, text, self._together(name, text, distance))
            case Word(text) if is_whole(text):
                return [Query.term_query(self._schema, schema.exact(name), text.lower(), index_option="basic")]
        variants = (self._together(name, variant) for variant in notations.variants(term.text))
        return self._with_signs(name, term.text, [query for ways in variants for query in ways])

    def _with_signs(self, name: str, text: str, ways: list[Query]) -> list[Query]:
        """Words are told apart by position but know no signs: a "#60" in `text` must stand in the same field."""
        if not (counts := notations.counts(text)):
            return ways
        signs = [(Occur.Must, Query.const_score_query(self._counted(name, count), 0.0)) for count in counts]
        return [Query.boolean_query([(Occur.Must, query), *signs]) for query in ways]

    def _counted(self, name: str, count: tuple[str, ...]) -> Query:
        return Query.term_set_query(self._schema, schema.exact(name), list(count))

    def _together(self, name: str, text: str, distance: int = 0) -> list[Query]:
        """The words of `text` in this order, or near each other either way round; none when there is no word in it."""
        words = self._analyser.analyze(text)
        if len(words) > 1:
            orders = (words, words[::-1]) if distance else (words,)
            return [Query.phrase_query(self._schema, name, order, distance) for order in orders]
        return [Query.term_query(self._schema, name, word, index_option="freq") for word in words]

    def _beginning(self, name: str, text: str) -> Query:
        begins = [re.escape(word) for word in self._exact_analyser.analyze(text)]
        if not begins:
            return Query.empty_query()
        return Query.regex_query(self._schema, schema.exact(name), f"{begins[0]}.*")
