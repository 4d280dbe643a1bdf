"""Comparisons counted: by field, by layout, by who cites; and which field stays below its minimum."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.evaluation.fields import FIELDS, Field
from ingest.evaluation.judging import Comparison, Verdict

TOTAL = ""


@dataclass(slots=True)
class Counts:
    """How often each verdict was given."""

    verdicts: Counter = field(default_factory=Counter)

    @property
    def precision(self) -> float | None:
        return self._share(Verdict.WRONG, Verdict.EXTRA)

    @property
    def recall(self) -> float | None:
        return self._share(Verdict.WRONG, Verdict.MISSING)

    def score(self, *, many: bool) -> float | None:
        """From 0 to 1, None if there was nothing to find and nothing found."""
        if not many:
            return self._share(Verdict.WRONG, Verdict.MISSING, Verdict.EXTRA)
        return min((each for each in (self.precision, self.recall) if each is not None), default=None)

    def _share(self, *bad: Verdict) -> float | None:
        right = self.verdicts[Verdict.RIGHT]
        counted = right + sum(self.verdicts[each] for each in bad)
        return right / counted if counted else None


@dataclass(slots=True)
class Scores:
    """`counts[field name, side, layout]`; side and layout are "" where they are taken together."""

    layouts: tuple[str, ...]
    counts: dict[tuple[str, str, str], Counts]

    def of(self, name: str, side: str = "", layout: str = TOTAL) -> Counts:
        return self.counts.get((name, side, layout)) or Counts()

    def score(self, row: Field, side: str = "", layout: str = TOTAL) -> float | None:
        return self.of(row.name, side, layout).score(many=row.many)


def tally(comparisons: Iterable[Comparison]) -> Scores:
    counts: dict[tuple[str, str, str], Counts] = {}
    layouts = set()
    for each in comparisons:
        layouts.add(each.layout)
        for side in {"", each.side}:
            for layout in {TOTAL, each.layout}:
                counts.setdefault((each.field, side, layout), Counts()).verdicts[each.verdict] += 1
    return Scores(tuple(sorted(layouts - {TOTAL})), counts)


def falls_short(row: Field, score: float | None) -> bool:
    """Whether a score (0 to 1) is below the field's minimum; the last digits of a division do not decide."""
    return score is not None and row.minimum is not None and 100 * score < row.minimum - 1e-9


def below_minimum(scores: Scores) -> list[tuple[Field, float]]:
    """The fields that fall short, with what they reach."""
    reached = [(row, scores.score(row)) for row in FIELDS]
    return [(row, score) for row, score in reached if falls_short(row, score)]


def not_scored(scores: Scores) -> list[Field]:
    """The fields of which the gold folder holds nothing to score."""
    return [row for row in FIELDS if scores.score(row) is None]
