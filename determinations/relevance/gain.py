"""How good an order of results is: normalised discounted cumulative gain. Pure."""

from collections.abc import Mapping, Sequence
from math import log2

AT = 10  # ranks that are looked at: what a person reads before asking anew


def ndcg(order: Sequence[str], grades: Mapping[str, int], at: int = AT) -> float:
    """1.0 for the best possible order of the graded results, 0.0 where none of them is among the first `at`.

    `order`: results by name, best first. `grades`: name → grade from 1; what is not graded is worth nothing. A result
    that is missing counts like one that stands too far down. Raises ValueError without any grade above 0.
    """
    best = _gain(sorted(grades.values(), reverse=True)[:at])
    if not best:
        raise ValueError("Nothing is graded above 0: no order is better than another.")
    return _gain([grades.get(name, 0) for name in order[:at]]) / best


def _gain(grades: Sequence[int]) -> float:
    """A step in grade counts double; what stands further down counts less."""
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
