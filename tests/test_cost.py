"""A test of what work costs fails where it is slow, and nowhere else."""

import time

import pytest

from tests import cost
from tests.cost import assert_cheap


class Clock:
    """A processor clock that only work moves."""

    def __init__(self, monkeypatch, plain: float = 0.05):
        self.now, self.done = 0.0, 0
        monkeypatch.setattr(time, "process_time", lambda: self.now)
        monkeypatch.setattr(cost, "_plain", lambda: plain)

    def work(self, *seconds: float):
        """Work that takes so long, each time it is done."""

        def once() -> str:
            self.now += seconds[min(self.done, len(seconds) - 1)]
            self.done += 1
            return "done"

        return once


@pytest.mark.parametrize(
    "spent, plain, times, reason",
    [
        ([0.9], 0.05, 1, "quick"),
        ([1.9], 0.10, 1, "on a machine half as fast"),
        ([1.5, 1.5, 0.9], 0.05, 3, "a stutter, or two"),
    ],
)
def test_cheap(monkeypatch, spent, plain, times, reason):
    clock = Clock(monkeypatch, plain)
    assert assert_cheap(clock.work(*spent), seconds=1) == "done"
    assert clock.done == times, reason


@pytest.mark.parametrize(
    "spent, plain, times, reason",
    [
        ([1.1], 0.05, 4, "every time"),
        ([1.1], 0.01, 4, "a quick machine need not be quicker, and may not be slower"),
        ([9.0, 0.1], 0.05, 1, "a cache would hide it the second time"),
    ],
)
def test_not_cheap(monkeypatch, spent, plain, times, reason):
    clock = Clock(monkeypatch, plain)
    with pytest.raises(AssertionError, match="It may cost 1 s"):
        assert_cheap(clock.work(*spent), seconds=1)
    assert clock.done == times, reason
