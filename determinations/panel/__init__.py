"""What the reader sees of the choice made: facets with counts, ranges, chips, and the way out of an empty answer.

Everything here is derived from the filter and the answer, so that a parameter newly declared in `filters` appears by
itself; only which facets lie within another is said here (`facets.levels`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from determinations.filters import DecisionFilter
from determinations.panel.chips import Chip, Relief, Sort, chips, relief, sorts, summary
from determinations.panel.choices import Entry, entry
from determinations.panel.facets import LEADING, Facet, Option, facets
from determinations.panel.ranges import Range, Year, ages, days
from determinations.panel.taking import forms
from determinations.panel.understood import Understood, understood
from determinations.search.answer import SearchAnswer

__all__ = [
    "LEADING",
    "Chip",
    "Entry",
    "Facet",
    "Option",
    "Panel",
    "Problem",
    "Range",
    "Relief",
    "Sort",
    "Understood",
    "Year",
    "chips",
    "forms",
    "panel",
    "relief",
    "sorts",
    "summary",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with what was asked. `name` is the parameter; its message stands at the field too."""

    name: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Panel:
    """All of it. `groups` are facets and ranges in the order shown; `sort` is the order as it stands in the address,
    blank for the default."""

    words: Entry
    understood: Understood
    groups: tuple[Facet | Range, ...]
    chips: tuple[Chip, ...]
    problems: tuple[Problem, ...]
    sort: str
    clear_url: str

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(group for group in self.groups if isinstance(group, Facet))

    @property
    def ranges(self) -> tuple[Range, ...]:
        return tuple(group for group in self.groups if isinstance(group, Range))

    @property
    def notes(self) -> tuple[str, ...]:
        """What ticks at several levels of a facet mean together."""
        return tuple(note for facet in self.facets for note in facet.notes)

    @property
    def active(self) -> int:
        return len(self.chips)

    @property
    def summary(self) -> str:
        return summary(self.chips)


def panel(chosen: DecisionFilter, answer: SearchAnswer | None, path: str) -> Panel:
    """The panel of a choice. Without an answer (the choice was invalid) only what is ticked is listed."""
    return Panel(
        words=entry(chosen, "q"),
        understood=understood(chosen, path),
        groups=tuple(_groups(chosen, answer, path)),
        chips=tuple(chips(chosen, path)),
        problems=tuple(_problems(chosen)),
        sort=chosen.data.get("sort", "").strip(),
        clear_url=path,
    )


def _groups(chosen: DecisionFilter, answer: SearchAnswer | None, path: str) -> list[Facet | Range]:
    """In the order their parameters are declared in."""
    ranges = (days(chosen, answer.years if answer else None, path), ages(chosen, path))
    order = list(chosen.filters)
    found = (*facets(chosen, answer.facets if answer else None, path), *ranges)
    return sorted(found, key=lambda group: order.index(group.name))


def _problems(chosen: DecisionFilter) -> Iterator[Problem]:
    for name, messages in chosen.errors.items():
        for message in messages:
            yield Problem(name, chosen.filters[name].label, message)
