"""An endless supply of letters that no one wrote: random, realistic in shape and words, the same for a seed."""

from collections.abc import Iterator
from random import Random

from ingest.benchmark.form import render
from ingest.benchmark.plan import PlannedLetter, plan

MOST = 8_000_000  # beyond this the seven digits of a case number would not stay unique


def letters(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """(file name, text) of `count` letters, lazily. A longer run of the same seed starts with the shorter one.

    Case numbers are unique within a run; a run has at most MOST letters (ValueError).
    """
    for index, letter in enumerate(plans(count, seed)):
        yield f"generated-{index:07}.txt", render(letter)


def plans(count: int, seed: int = 0) -> Iterator[PlannedLetter]:
    """What each of `letters(count, seed)` is meant to say, in the same order."""
    if count > MOST:
        raise ValueError(f"At most {MOST} letters keep their case numbers unique; {count} were asked for.")
    rng = Random(seed)
    return (plan(index, rng) for index in range(count))
