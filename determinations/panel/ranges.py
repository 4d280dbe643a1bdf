"""From and to: ages, and days with the years of the decisions found as their picture and their control."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from determinations import urlquery
from determinations.filters import AgeFilter, DateFilter, DecisionFilter
from determinations.panel.choices import Entry, entry, given, without
from determinations.search.answer import FacetCount

_MOST_YEARS = 40  # between the first and the last; over more only those with decisions are listed


@dataclass(frozen=True, slots=True)
class Year:
    """The decisions of a year if any day may be chosen. `share` is percent of the fullest year.

    `url` chooses the year, or takes it back where it is what is chosen. `is_outside` the chosen range.
    """

    number: int
    count: int
    share: float
    url: str
    is_chosen: bool
    is_outside: bool


@dataclass(frozen=True, slots=True)
class Range:
    """A from and a to. `hint` says how to write them; `years` are those of days."""

    label: str
    hint: str
    entries: tuple[Entry, ...]
    reset_url: str
    years: tuple[Year, ...] = ()

    @property
    def name(self) -> str:
        return self.entries[0].name

    @property
    def active(self) -> int:
        return sum(bool(entry.value) for entry in self.entries)

    @property
    def is_open(self) -> bool:
        return bool(self.years) or any(entry.value or entry.errors for entry in self.entries)


def days(chosen: DecisionFilter, years: tuple[FacetCount, ...] | None, path: str) -> Range:
    """Of days; `years` counts decisions by year, None while nothing can be counted."""
    hint = "A year, a month or a day: 2015, 2015-06, 2015-06-30."
    shown = () if years is None else tuple(_years(chosen, years, path))
    return _range(chosen, "Decision date", hint, DateFilter, path, shown)


def ages(chosen: DecisionFilter, path: str) -> Range:
    return _range(chosen, "Worker’s age", "In years.", AgeFilter, path)


def _range(chosen: DecisionFilter, label: str, hint: str, kind: type, path: str, years: tuple[Year, ...] = ()) -> Range:
    names = _names(chosen, kind)
    return Range(label, hint, tuple(entry(chosen, name) for name in names), without(chosen, names, path), years)


def _names(chosen: DecisionFilter, kind: type) -> tuple[str, ...]:
    """The parameters of a range: from, and to."""
    return tuple(name for name, each in chosen.filters.items() if isinstance(each, kind))


def _years(chosen: DecisionFilter, counts: tuple[FacetCount, ...], path: str) -> Iterator[Year]:
    numbers = {int(each.value): each.count for each in counts}
    names = _names(chosen, DateFilter)
    after, before = (chosen.form.cleaned_data.get(name) for name in names)
    typed = [given(chosen, name) for name in names]
    fullest = max(numbers.values(), default=0)
    for year in _listed(numbers, after, before):
        count = numbers.get(year, 0)
        is_all = typed == [[str(year)], [str(year)]]
        is_outside = (after is not None and year < after.year) or (before is not None and year > before.year)
        yield Year(
            number=year,
            count=count,
            share=100 * count / fullest if fullest else 0,
            url=without(chosen, names, path) if is_all else urlquery.link(path, _in_year(chosen.data, names, year)),
            is_chosen=not is_outside and (after, before) != (None, None),
            is_outside=is_outside,
        )


def _listed(numbers: dict[int, int], after: date | None, before: date | None) -> list[int]:
    """Every year from the first to the last with decisions, and a chosen year without."""
    ends = {*numbers, *({after.year} if after and before and after.year == before.year else ())}
    if ends and max(ends) - min(ends) < _MOST_YEARS:
        return list(range(min(ends), max(ends) + 1))
    return sorted(ends)


def _in_year(params: QueryDict, names: tuple[str, ...], year: int) -> QueryDict:
    for name in names:
        params = urlquery.replacing(params, name, str(year))
    return params
