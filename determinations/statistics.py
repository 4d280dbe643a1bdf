"""How many decisions, and what share of them is overturned: for the whole library and for one value of a field."""

from dataclasses import dataclass
from math import sqrt

from django.urls import reverse

from determinations import search, vocabulary
from determinations.choices import Source
from determinations.search.answer import Tally
from determinations.search.query import SearchQuery

SMALL = 20  # decisions; a share of fewer says little, and is shown so
_LEADING = 10  # rows of a breakdown shown at once
_Z = 1.959964  # standard normal quantile of a two-sided 95 % interval

_PAGES = {"category": "treatment", "treatment": "treatment", "guideline": "guideline", "specialty": "specialty"}
_HEADINGS = {
    "treatment": ("Treatments asked for", "Treatment"),
    "guideline": ("Guidelines the reviewers cited", "Guideline"),
    "specialty": ("Specialties of the reviewers", "Reviewer’s specialty"),
}


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


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, which may have a page (`url`) of its own. `column` says what the rows are.

    Of many rows the first `shown` are shown at once.
    """

    heading: str
    column: str
    rows: tuple[Row, ...]
    url: str = ""
    shown: int = 100

    @property
    def leading(self) -> tuple[Row, ...]:
        return self.rows[: self.shown]

    @property
    def rest(self) -> tuple[Row, ...]:
        return self.rows[self.shown :]


def rows(field: str, query: SearchQuery | None = None, address: str = "") -> tuple[Row, ...]:
    """One row for each value of `field` among the matching decisions, most decisions first.

    `address` is the query string of `query`: each row's decisions are found by it and the value together.
    """
    return tuple(_row(field, tally, address) for tally in search.breakdown(field, query or SearchQuery()))


def breakdown(field: str, query: SearchQuery, address: str) -> Section:
    """The matching decisions by another field, as a section of a page about what `query` asks for."""
    heading, column = _HEADINGS[field]
    return Section(heading, column, rows(field, query, address), shown=_LEADING)


def treatments_by_category() -> list[Section]:
    """Every treatment decided upon, under its category."""
    category_of = {term.slug: term.category for term in vocabulary.treatment_types()}
    types = rows("treatment")
    return [
        Section(
            heading=category.label,
            column="Treatment",
            rows=tuple(row for row in types if category_of.get(row.slug) == category.slug),
            url=category.url,
        )
        for category in rows("category")
    ]


def guidelines_by_source() -> list[Section]:
    """Every guideline a reviewer cited, under who published it."""
    source_of = {term.slug: term.source for term in vocabulary.guidelines()}
    found = rows("guideline")
    sections = (
        Section(name, "Guideline", tuple(row for row in found if source_of.get(row.slug, Source.OTHER) == source))
        for source, name in Source.choices
    )
    return [section for section in sections if section.rows]


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
