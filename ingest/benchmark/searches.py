"""Ten searches as people make them, and how long each takes in process with exact counts and every facet."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from determinations.search.language import parse_text
from determinations.search.query import RELEVANCE, SearchQuery

REPEATS = 30


@dataclass(frozen=True, slots=True)
class TypicalSearch:
    """What is typed and ticked. `typed` and the choices are kept apart so that another engine can be asked the same."""

    typed: str = ""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    decided_after: date | None = None

    def query(self) -> SearchQuery:
        order = {"sort": RELEVANCE} if self.typed else {}
        return SearchQuery(
            words=parse_text(self.typed), decided_after=self.decided_after, **order, **dict(self.choices)
        )

    def __str__(self) -> str:
        parts = [self.typed] if self.typed else []
        parts += [f"{name}={'|'.join(values)}" for name, values in self.choices]
        parts += [f"decided_after={self.decided_after}"] if self.decided_after else []
        return " ".join(parts) or "everything"


TYPICAL = (
    TypicalSearch(),
    TypicalSearch("lumbar epidural pain management"),
    TypicalSearch("functional improvement"),
    TypicalSearch('"physical therapy" home exercise'),
    TypicalSearch("opioid taper", (("outcome", ("overturned",)),)),
    TypicalSearch("", (("treatment", ("acupuncture",)), ("outcome", ("overturned",)))),
    TypicalSearch("", (("category", ("pharmaceuticals",)),)),
    TypicalSearch("", (("specialty", ("physical-medicine-and-rehabilitation", "occupational-medicine")),)),
    TypicalSearch("MRI radiculopathy", (("body_part", ("lumbar-spine", "cervical-spine")),)),
    TypicalSearch("surgery conservative care", decided_after=date(2018, 1, 1)),
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of many runs."""

    median: float
    percentile_95: float


def measure(run: Callable[[TypicalSearch], object], repeats: int = REPEATS) -> tuple[dict[str, float], Timing]:
    """The median of each search, and median and 95th percentile of all runs, in milliseconds."""
    for search in TYPICAL:
        run(search)
    times = {str(search): [_timed(run, search) for _ in range(repeats)] for search in TYPICAL}
    return {name: median(taken) for name, taken in times.items()}, timing(
        [t for taken in times.values() for t in taken]
    )


def timing(times: Sequence[float]) -> Timing:
    return Timing(median(times), quantiles(times, n=20)[-1])


def _timed(run: Callable[[TypicalSearch], object], search: TypicalSearch) -> float:
    start = time.perf_counter()
    run(search)
    return (time.perf_counter() - start) * 1000
