"""Letter number N of a seed: a real one, damaged in one to five ways."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from ingest.fuzzing import damage, insertions

LONGEST = 400_000  # characters
_HOW_MANY = (1, 1, 2, 2, 3, 5)
_WEIGHTS = {
    damage.cut_end: 6,
    damage.cut_start: 3,
    damage.cut_out: 6,
    damage.repeat: 6,
    damage.repeat_items: 0.2,
    damage.swap: 6,
    damage.garble: 8,
    damage.glue: 5,
    damage.split: 4,
    damage.reflow: 3,
    damage.change_case: 5,
    damage.shuffle_words: 4,
    damage.splice: 5,
    damage.interleave: 3,
    insertions.signs: 6,
    insertions.run_of: 5,
    insertions.long_line: 2,
    insertions.spaces: 3,
    insertions.line_ends: 3,
    insertions.heading: 7,
    insertions.lose_heading: 7,
}
MUTATIONS = tuple(_WEIGHTS)


class Mutant(NamedTuple):
    """`changes` names what was done to a letter, in that order."""

    number: int
    text: str
    changes: tuple[str, ...]


def mutant(seed: int, number: int, texts: Sequence[str]) -> Mutant:
    """The same for the same seed, number and `texts`, whatever was made before it."""
    rng = Random(f"{seed}/{number}")
    text, other = rng.choice(texts), rng.choice(texts)
    changes = rng.choices(MUTATIONS, _WEIGHTS.values(), k=rng.choice(_HOW_MANY))
    for change in changes:
        text = change(rng, text, other)[:LONGEST]
    return Mutant(number, text, tuple(change.__name__ for change in changes))
