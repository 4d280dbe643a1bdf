"""How many decisions, and what share of them is overturned: for the whole library and for one value of a field."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from django.urls import reverse

from determinations import search, vocabulary
from determinations.search.answer import Tally
from determinations.search.query import SearchQuery

SMALL = 20  # decisions; a share of fewer says little, and is shown so
_Z = 1.959964  # standard normal quantile of a two-sided 95 % interval

_PAGES = {"category": "treatment", "treatment": "treatment", "guideline": "guideline", "specialty": "specialty"}


@dataclass(frozen=True, slots=True)
class Rate:
    """`overturned` of `count` decisions."""

    count: int
    overturned: int

    @property
    def share(self) -> float | None:
        """Percent overturned, 0 to 100; None of no decisions."""
        return 100 * self.overturned / self.count if self.count else None

    @property
    def is_small(self) -> bool:
        return self.count < SMALL

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share, in percent; None of no decisions."""
        if not self.count:
            return None
        n, p, zz = self.count, self.overturned / self.count, _Z * _Z
        centre = (p + zz / (2 * n)) / (1 + zz / n)
        half = _Z * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
        return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a field with its rate, the page about it, and the decisions behind it."""

    slug: str
    label: str
    rate: Rate
    url: str
    decisions_url: str


def rate(query: SearchQuery | None = None) -> Rate:
    """The rate of all decisions that match; of the whole library without a query."""
    answer = search.search(query or SearchQuery())
    return Rate(answer.count, answer.overturned)


def rows(field: str, query: SearchQuery | None = None, address: str = "", most: int | None = None) -> list[Row]:
    """One row for each value of `field` among the matching decisions, most decisions first, at most `most`.

    `address` is the query string of `query` without `field`: each row's decisions are found by both together.
    """
    tallies = search.breakdown(field, query or SearchQuery())
    return [_row(field, tally, address) for tally in tallies[:most]]


def by_label(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=lambda row: row.label.casefold())


def label(field: str, slug: str) -> str:
    """The vocabulary's name; the slug itself for a value that rows still carry and the vocabulary gave up."""
    try:
        return vocabulary.label(field, slug)
    except KeyError:
        return slug


def _row(field: str, tally: Tally, address: str) -> Row:
    asked = "&".join(part for part in (address, f"{field}={tally.value}") if part)
    return Row(
        slug=tally.value,
        label=label(field, tally.value),
        rate=Rate(tally.count, tally.overturned),
        url=reverse(_PAGES[field], args=[tally.value]),
        decisions_url=f"{reverse('decisions')}?{asked}",
    )
