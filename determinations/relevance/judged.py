"""judgements.toml → queries with the grades a person gave. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("judgements.toml")
_WORTH = {"exactly": 3, "useful": 2, "marginal": 1}


class JudgementError(ValueError):
    """The judgements contradict themselves or the decisions they speak of."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One query as typed, and decisions by name (`<letter's file without ending>/<position>`) with their grades:
    3 exactly what is sought, 2 useful, 1 marginal. Any other decision is worth nothing."""

    typed: str
    grades: dict[str, int]


@cache
def judged(path: Path = _FILE) -> tuple[Judged, ...]:
    """Every judged query, in the order of the file. Raises JudgementError for a query or decision that stands twice."""
    found = tuple(_judged(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["query"])
    typed = [each.typed for each in found]
    if twice := {each for each in typed if typed.count(each) > 1}:
        raise JudgementError(f"Judged twice: {', '.join(sorted(twice))}.")
    return found


def _judged(entry: dict) -> Judged:
    names = [(name, worth) for word, worth in _WORTH.items() for name in entry.get(word, ())]
    grades = dict(names)
    if unknown := entry.keys() - {"typed", *_WORTH}:
        raise JudgementError(f"“{entry['typed']}” has a grade that is none: {', '.join(sorted(unknown))}.")
    if not names or len(grades) < len(names):
        raise JudgementError(f"“{entry['typed']}” grades no decision, or one of them twice.")
    return Judged(entry["typed"], grades)
