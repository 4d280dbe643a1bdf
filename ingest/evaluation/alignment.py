"""Which found thing is which gold thing: in order, so that one lost or invented does not shift all others."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

ALIKE = 0.55  # less alike than this, two texts are two things
_LONGEST = 400  # characters looked at, of each text

Pair = tuple[int | None, int | None]


def align(gold: Sequence[str], found: Sequence[str]) -> list[Pair]:
    """Pairs of places in reading order; (place, None) is lost, (None, place) is invented.

    The pairs never cross, and of all such pairings it is one whose texts are most alike in sum.
    """
    gold, found = [_plain(text) for text in gold], [_plain(text) for text in found]
    head = _common(gold, found)
    tail = _common(gold[head:][::-1], found[head:][::-1])
    ends = len(gold) - tail, len(found) - tail
    middle = _best(gold[head : ends[0]], found[head : ends[1]])
    pairs = [(place, place) for place in range(head)]
    pairs += [(head + left, head + right) for left, right in middle]
    pairs += [(ends[0] + place, ends[1] + place) for place in range(tail)]
    return list(_with_gaps(pairs, len(gold), len(found)))


def likeness(gold: str, found: str) -> float:
    """From 0 (nothing in common) to 1 (the same). One text inside the other is always alike."""
    if gold == found:
        return 1.0
    within = min(len(gold), len(found)) > 2 and (gold in found or found in gold)
    ratio = SequenceMatcher(None, gold[:_LONGEST], found[:_LONGEST], autojunk=False).ratio()
    return max(ratio, ALIKE) if within else ratio


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _common(gold: Sequence[str], found: Sequence[str]) -> int:
    """How many are the same from the start; to pair these is always among the best."""
    count = 0
    for one, other in zip(gold, found, strict=False):
        if one != other:
            break
        count += 1
    return count


def _best(gold: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of the alignment with the greatest sum of likeness, worked out from the ends."""
    likes = [[likeness(one, other) for other in found] for one in gold]
    sums = [[0.0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    for left in reversed(range(len(gold))):
        for right in reversed(range(len(found))):
            like = likes[left][right]
            paired = like + sums[left + 1][right + 1] if like >= ALIKE else 0.0
            sums[left][right] = max(paired, sums[left + 1][right], sums[left][right + 1])
    pairs, left, right = [], 0, 0
    while left < len(gold) and right < len(found):
        like = likes[left][right]
        if like >= ALIKE and sums[left][right] == like + sums[left + 1][right + 1]:
            pairs.append((left, right))
            left, right = left + 1, right + 1
        elif sums[left][right] == sums[left + 1][right]:
            left += 1
        else:
            right += 1
    return pairs


def _with_gaps(pairs: list[tuple[int, int]], gold: int, found: int) -> Iterator[Pair]:
    for (left, right), (next_left, next_right) in pairwise([(-1, -1), *pairs, (gold, found)]):
        yield from ((place, None) for place in range(left + 1, next_left))
        yield from ((None, place) for place in range(right + 1, next_right))
        if next_left < gold:
            yield next_left, next_right
