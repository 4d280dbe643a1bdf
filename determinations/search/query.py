"""What is asked of the index: every choice of one search in one frozen object. Pure."""

from dataclasses import dataclass, field
from datetime import date

from determinations.search.expressions import Expression

PAGE_SIZE = 25
# The engine sorts whatever stands before a page: of 1.9 M decisions the last one takes 400 ms, the 400th 3 ms more
# than the first.
DEEPEST_PAGE = 400

NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"
ADDED = "added"  # last stored first: the order of an alert, no public one


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Every choice of one search. Values inside a tuple mean *or*; different fields mean *and*.

    Slugs are the vocabulary's. `cited_by` says whose citation `guideline`, `topic` and `source` mean: reviewer,
    claims-admin or either. Ages in years, dates inclusive. `page` counts from 1.
    """

    words: Expression | None = None
    category: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    guideline: tuple[str, ...] = ()
    cited_by: str = "reviewer"
    sides: tuple[str, ...] = ()
    specialty: tuple[str, ...] = ()
    body_part: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    decided_after: date | None = None
    decided_before: date | None = None
    age_min: int | None = None
    age_max: int | None = None
    sort: str = NEWEST
    page: int = 1
    page_size: int = field(default=PAGE_SIZE, compare=False)

    @property
    def is_by_relevance(self) -> bool:
        """By score only when there are words to score."""
        return self.sort == RELEVANCE and self.words is not None
