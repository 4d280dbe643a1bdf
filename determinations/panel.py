"""What the reader sees of the choice made: facets with counts, ranges, chips, and the way out of an empty answer.

Everything here is derived from the filter and the answer; nothing names a single parameter, so that a new one
declared in `filters` appears by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django_filters import Filter

from determinations import search, urlquery
from determinations.filters import (
    DEFAULTS,
    AgeFilter,
    DateFilter,
    DecisionFilter,
    ValuesFilter,
    WordsFilter,
    facet_names,
    labels,
)
from determinations.search.answer import FacetCount, SearchAnswer
from determinations.search.query import NEWEST, RELEVANCE, SearchQuery

LEADING = 8  # options shown before "show all"
_IN_SUMMARY = 4  # choices named in a heading
_OPEN_FROM_START = 2  # facets
_NOT_CHIPS = ("sort", "page")  # they choose how results are shown, not which


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with its plain meaning where the label needs one.

    `count` is what ticking it promises; None while nothing can be counted.
    """

    value: str
    label: str
    count: int | None
    ticked: bool
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Modifier:
    """A choice that changes what a facet means, as who cited a guideline."""

    name: str
    label: str
    options: tuple[Option, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter with its values: the ticked ones first, then by count."""

    name: str
    label: str
    options: tuple[Option, ...]
    modifier: Modifier | None
    errors: tuple[str, ...]
    is_open: bool

    @property
    def active(self) -> int:
        return sum(option.ticked for option in self.options)

    @property
    def shown(self) -> int:
        """How many options are shown at once; the ticked ones always are."""
        return max(LEADING, self.active)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field one writes into, with what stands in it and what is wrong with that."""

    name: str
    label: str
    help_text: str
    value: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """A from and a to. `hint` says how to write them."""

    label: str
    hint: str
    entries: tuple[Entry, ...]

    @property
    def active(self) -> int:
        return sum(bool(entry.value) for entry in self.entries)

    @property
    def is_open(self) -> bool:
        return any(entry.value or entry.errors for entry in self.entries)


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with what was asked. `name` is the parameter; its message stands at the field too."""

    name: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Panel:
    """All of it. `sort` is the order as it stands in the address, blank for the default."""

    words: Entry
    facets: tuple[Facet, ...]
    ranges: tuple[Range, ...]
    chips: tuple[Chip, ...]
    problems: tuple[Problem, ...]
    sort: str
    clear_url: str

    @property
    def active(self) -> int:
        return len(self.chips)

    @property
    def summary(self) -> str:
        """The choice in a few words, for headings and titles."""
        named = [chip.summary for chip in self.chips if chip.name not in DEFAULTS]
        shown, more = ", ".join(named[:_IN_SUMMARY]), len(named) - _IN_SUMMARY
        return f"{shown} and {more} more" if more > 0 else shown


def panel(chosen: DecisionFilter, answer: SearchAnswer | None, path: str) -> Panel:
    """The panel of a choice. Without an answer (the choice was invalid) only what is ticked is listed."""
    facets = answer.facets if answer else {}
    return Panel(
        words=_entry(chosen, "q"),
        facets=tuple(
            _facet(chosen, name, facets.get(name, ()) if answer else None, is_open=place < _OPEN_FROM_START)
            for place, name in enumerate(facet_names())
        ),
        ranges=(
            _range(chosen, "Decision date", "A year, a month or a day: 2015, 2015-06, 2015-06-30.", DateFilter),
            _range(chosen, "Worker’s age", "In years.", AgeFilter),
        ),
        chips=tuple(chips(chosen, path)),
        problems=tuple(_problems(chosen)),
        sort=chosen.data.get("sort", "").strip(),
        clear_url=path,
    )


def chips(chosen: DecisionFilter, path: str) -> Iterator[Chip]:
    """One chip for every value chosen, valid or not: what is wrong can be taken out too."""
    for name, each in chosen.filters.items():
        names = labels(name)
        for value in _given(chosen, name):
            if name in _NOT_CHIPS or value == DEFAULTS.get(name):
                continue
            url = urlquery.link(path, urlquery.removing(chosen.data, name, value))
            is_self_evident = isinstance(each, ValuesFilter | WordsFilter)
            yield Chip(name, each.label, names.get(value, value), url, is_self_evident, _meanings(each).get(value, ""))


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
        values = " or ".join(names.get(value, value) for value in _given(chosen, name))
        url = urlquery.link(path, urlquery.removing(chosen.data, name))
        count = search.count(_without(query, name))
        found.append(Relief(chosen.filters[name].label, values, url, count))
    best = max(found, key=lambda each: each.count, default=None)
    return best if best and best.count else None


def _without(query: SearchQuery, name: str) -> SearchQuery:
    """The question without one parameter."""
    field = "words" if name == "q" else name
    return replace(query, **{field: getattr(SearchQuery(), field)})


def _facet(chosen: DecisionFilter, name: str, counts: tuple[FacetCount, ...] | None, *, is_open: bool) -> Facet:
    each = chosen.filters[name]
    options = tuple(_options(chosen, name, counts))
    modifier = _modifier(chosen, each.modifier) if each.modifier else None
    errors = _errors(chosen, name)
    return Facet(
        name=name,
        label=each.label,
        options=options,
        modifier=modifier,
        errors=errors,
        is_open=is_open or bool(errors or (modifier and modifier.errors)) or any(option.ticked for option in options),
    )


def _options(chosen: DecisionFilter, name: str, counts: tuple[FacetCount, ...] | None) -> Iterator[Option]:
    names, meanings, ticked = labels(name), _meanings(chosen.filters[name]), _given(chosen, name)
    numbers = {found.value: found.count for found in counts or ()}
    first = sorted(ticked, key=lambda value: -numbers.get(value, 0))
    for value in (*first, *(value for value in numbers if value not in ticked)):
        count = None if counts is None else numbers.get(value, 0)
        yield Option(value, names.get(value, value), count, value in ticked, meanings.get(value, ""))


def _meanings(each: Filter) -> Mapping[str, str]:
    return getattr(each, "meanings", {})


def _modifier(chosen: DecisionFilter, name: str) -> Modifier:
    """Radio buttons; the default one sends nothing, so that addresses stay short."""
    default = DEFAULTS[name]
    given = chosen.data.get(name, "").strip() or default
    options = tuple(
        Option("" if value == default else value, label, None, ticked=value == given)
        for value, label in labels(name).items()
    )
    return Modifier(name, chosen.filters[name].label, options, _errors(chosen, name))


def _range(chosen: DecisionFilter, label: str, hint: str, kind: type) -> Range:
    names = [name for name, each in chosen.filters.items() if isinstance(each, kind)]
    return Range(label, hint, tuple(_entry(chosen, name) for name in names))


def _entry(chosen: DecisionFilter, name: str) -> Entry:
    field = chosen.form.fields[name]
    value = (_given(chosen, name) or [""])[-1]
    return Entry(name, field.label, str(field.help_text), value, _errors(chosen, name))


def _problems(chosen: DecisionFilter) -> Iterator[Problem]:
    for name, messages in chosen.errors.items():
        for message in messages:
            yield Problem(name, chosen.filters[name].label, message)


def _errors(chosen: DecisionFilter, name: str) -> tuple[str, ...]:
    return tuple(chosen.errors.get(name, ()))


def _given(chosen: DecisionFilter, name: str) -> list[str]:
    """The values of a parameter as they stand in the address, repetitions left out."""
    return list(dict.fromkeys(chosen.data.getlist(name)))
