"""What work costs in processor time, in a measure that a slow or busy machine shares.

Seconds are those of a machine that squares ten million numbers in one: what is measured is divided by what the same
plain work takes right after it. A machine shared with others still stutters, so work is tried again before it
is called slow. What takes many times its seconds is not tried again: that is no stutter, and a cache may hide it then.
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_SQUARES = 500_000
_SECONDS = 0.05  # for these, on the machine that seconds are told of
_TRIES = 4
_HOPELESS = 8  # times the seconds allowed


def assert_cheap(work: Callable[[], T], seconds: float) -> T:
    """What `work()` returns, if it costs at most these processor seconds in one of a few tries; else AssertionError."""
    spent = []
    for _ in range(_TRIES):
        found, cost = _timed(work)
        if cost <= seconds:
            return found
        spent.append(cost * _SECONDS / max(_plain(), _SECONDS))
        if spent[-1] <= seconds:
            return found
        if spent[-1] > _HOPELESS * seconds:
            break
    raise AssertionError(f"It may cost {seconds} s and costs {', '.join(f'{each:.3f}' for each in spent)}.")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Without looking for garbage meanwhile, which takes as long as the whole process is large."""
    gc.disable()
    try:
        begun = time.process_time()
        return work(), time.process_time() - begun
    finally:
        gc.enable()


def _plain() -> float:
    begun, total = time.process_time(), 0
    for number in range(_SQUARES):
        total += number * number
    return time.process_time() - begun
