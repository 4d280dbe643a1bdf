"""The judged queries asked of the index, each in three orders, and how good these are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from statistics import fmean

from determinations import search
from determinations.models import DisputedItem, Letter
from determinations.relevance.gain import AT, ndcg
from determinations.relevance.judged import Judged, JudgementError, judged
from determinations.search.language import parse_text
from determinations.search.query import NEWEST, RELEVANCE, SearchQuery
from determinations.search.widening import widened

OURS, PLAIN_WORDS, NEWEST_FIRST = "ours", "plain words", "newest first"
_ORDERS: dict[str, Callable[[SearchQuery], tuple[search.Hit, ...]]] = {
    OURS: lambda asked: search.window(asked, 1, AT),
    PLAIN_WORDS: lambda asked: search.window(asked, 1, AT, search.PLAIN),
    NEWEST_FIRST: lambda asked: search.window(replace(asked, sort=NEWEST), 1, AT),
}


@dataclass(frozen=True, slots=True)
class Score:
    """nDCG@10 of one query in each order, and the decisions that ours put first, each with its grade.

    `best` is what the best order of the decisions found would reach: less than 1 where graded ones do not match.
    """

    typed: str
    ndcg: dict[str, float]
    best: float
    shown: tuple[tuple[str, int], ...]
    missed: tuple[str, ...]


def measure(queries: Sequence[Judged] | None = None) -> list[Score]:
    """Every judged query, asked as the page asks it. Raises JudgementError when a graded decision is not stored."""
    queries = judged() if queries is None else queries
    names = _names()
    if unknown := {name for each in queries for name in each.grades} - set(names.values()):
        raise JudgementError(f"Graded, but not stored: {', '.join(sorted(unknown))}.")
    return [_score(each, names) for each in queries]


def means(scores: Sequence[Score]) -> dict[str, float]:
    """The mean over all queries, for each order."""
    return {order: fmean(score.ndcg[order] for score in scores) for order in _ORDERS}


def reachable(scores: Sequence[Score]) -> float:
    """The mean that no order of the decisions found can exceed."""
    return fmean(score.best for score in scores)


def _score(each: Judged, names: dict[int, str]) -> Score:
    words = parse_text(each.typed)
    asked = SearchQuery(words=words and widened(words), sort=RELEVANCE)
    found = {order: [names[hit.item_id] for hit in window(asked)] for order, window in _ORDERS.items()}
    shown = tuple((name, each.grades.get(name, 0)) for name in found[OURS])
    matching = {names[hit.item_id] for hit in search.window(asked, 1, len(names))}
    return Score(
        typed=each.typed,
        ndcg={order: ndcg(listed, each.grades) for order, listed in found.items()},
        best=ndcg(sorted(matching, key=lambda name: -each.grades.get(name, 0)), each.grades),
        shown=shown,
        missed=tuple(name for name in each.grades if name not in matching),
    )


def _names() -> dict[int, str]:
    """Each decision's name: its letter's file without ending, and its position."""
    files = dict(Letter.objects.filter(superseded_at=None).values_list("case_id", "file_name"))
    rows = DisputedItem.objects.values_list("pk", "case_id", "position")
    return {pk: f"{PurePath(files[case_id]).stem}/{position}" for pk, case_id, position in rows}
