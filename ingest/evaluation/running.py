"""A gold folder → all comparisons. A letter that cannot be read is all wrong, and the others are still compared."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from determinations.vocabulary import classify_request
from ingest.evaluation.comparing import compare
from ingest.evaluation.gold import REQUESTS, Gold
from ingest.evaluation.judging import Comparison, answers, judge, text_of
from ingest.letters import parse


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter that could not be read at all, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    comparisons: tuple[Comparison, ...]
    failures: tuple[Failure, ...]


def evaluate(gold: Gold, read: Callable[[Path], str]) -> Report:
    """Every letter read by `read` (a file → its text), parsed and compared."""
    comparisons: list[Comparison] = []
    failures = []
    for letter in gold.letters:
        try:
            found = parse(read(gold.path(letter))).as_dict(letter["file"])
        except Exception as error:  # whatever it is, it is a result of this run and not its end
            failures.append(Failure(letter["file"], f"{type(error).__name__}: {error}"))
            found = None
        comparisons += compare(letter, found)
    return Report((*comparisons, *_requests(gold)), tuple(failures))


def _requests(gold: Gold) -> Iterator[Comparison]:
    for number, row in enumerate(gold.requests, 1):
        kind = classify_request(row["request"])
        found = (kind.category, kind.treatment_type) if kind else (None, None)
        for name, key, value in zip(("category", "treatment type"), ("category", "treatment_type"), found, strict=True):
            right = answers(row, key)
            verdict = judge(right, text_of(value))
            field, place = f"{REQUESTS}: {name}", f"request {number}: {row['request']}"
            yield Comparison(REQUESTS, "", place, field, right[0], text_of(value), verdict)
