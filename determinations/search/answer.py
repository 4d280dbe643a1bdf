"""What the index answers. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many decisions one value of a facet would give, the facet's own choice left out."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One matching decision: its row's primary key and its place among the results, from 1."""

    item_id: int
    rank: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """One page of matching decisions and what is true of all of them.

    `count` decisions stand in `cases` cases; `overturned` of them are overturned in full. `facets` maps a
    parameter to its counts, highest first, then by value. `years` counts decisions by year, the range of days left
    out, earliest first. `revision` is the corpus revision all of it is true of.
    """

    revision: int
    count: int
    cases: int
    overturned: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    years: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """One page of the cases that the matching decisions stand in, in the order of the first of these.

    `counted` is true of all of them and has no hits. `found` maps the primary key of a case to those of its matching
    decisions, in the order of the letter.
    """

    counted: SearchAnswer
    found: dict[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tally:
    """Decisions of one value of a field, and how many of them are overturned."""

    value: str
    count: int
    overturned: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage cut at its matches: `pieces` are (text, is_match) in reading order."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The typed text with its misspelt words replaced, all else as typed, and how many decisions that finds."""

    text: str
    count: int
