"""One link for every choice made, to take it back; the orders; the way out of an empty answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django_filters import Filter

from determinations import search, urlquery
from determinations.filters import DEFAULTS, DecisionFilter, ValuesFilter, WordsFilter, labels
from determinations.panel.choices import given, without
from determinations.search.query import NEWEST, RELEVANCE, SearchQuery

_NOT_CHIPS = ("sort", "page")  # they choose how results are shown, not which
_IN_SUMMARY = 4  # choices named in a heading


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice, and the address without it. `is_self_evident`: the value says what it is without the label."""

    name: str
    label: str
    value: str
    url: str
    is_self_evident: bool
    meaning: str = ""

    @property
    def summary(self) -> str:
        return self.value if self.is_self_evident else f"{self.label.lower()} {self.value}"


@dataclass(frozen=True, slots=True)
class Relief:
    """The choice whose removal brings most decisions back."""

    label: str
    value: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the results, and the address with it."""

    label: str
    url: str
    is_current: bool


def chips(chosen: DecisionFilter, path: str) -> Iterator[Chip]:
    """One chip for every value chosen, valid or not: what is wrong can be taken out too."""
    for name, each in chosen.filters.items():
        names = labels(name)
        for value in given(chosen, name):
            if name in _NOT_CHIPS or value == DEFAULTS.get(name):
                continue
            url = urlquery.link(path, urlquery.removing(chosen.data, name, value))
            is_self_evident = isinstance(each, ValuesFilter | WordsFilter)
            yield Chip(name, each.label, names.get(value, value), url, is_self_evident, meanings(each).get(value, ""))


def summary(found: tuple[Chip, ...]) -> str:
    """The choice in a few words, for headings and titles."""
    named = [chip.summary for chip in found if chip.name not in DEFAULTS]
    shown, more = ", ".join(named[:_IN_SUMMARY]), len(named) - _IN_SUMMARY
    return f"{shown} and {more} more" if more > 0 else shown


def sorts(chosen: DecisionFilter, path: str) -> list[Sort]:
    """The orders that make sense: without words there is no match to be better or worse."""
    query = chosen.search_query()
    used = NEWEST if query.sort == RELEVANCE and query.words is None else query.sort
    return [
        Sort(label, urlquery.link(path, urlquery.replacing(chosen.data, "sort", value)), value == used)
        for value, label in labels("sort").items()
        if value != RELEVANCE or query.words is not None
    ]


def relief(chosen: DecisionFilter, path: str) -> Relief | None:
    """For an empty answer: which single choice to give up. Asks the index once for each parameter chosen."""
    query = chosen.search_query()
    found = []
    for name in {chip.name: None for chip in chips(chosen, path)}:
        names = labels(name)
        values = " or ".join(names.get(value, value) for value in given(chosen, name))
        count = search.count(_without(query, name))
        found.append(Relief(chosen.filters[name].label, values, without(chosen, (name,), path), count))
    best = max(found, key=lambda each: each.count, default=None)
    return best if best and best.count else None


def meanings(each: Filter) -> Mapping[str, str]:
    """Value → what it means in plain words, for those that need it."""
    return getattr(each, "meanings", {})


def _without(query: SearchQuery, name: str) -> SearchQuery:
    """The question without one parameter."""
    field = "words" if name == "q" else name
    return replace(query, **{field: getattr(SearchQuery(), field)})
