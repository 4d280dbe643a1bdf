"""One gold value beside one found value: right, wrong, missing, extra, or absent from both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"
    ABSENT = "absent"


GOOD = (Verdict.RIGHT, Verdict.ABSENT)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison. `place` is where in the letter ("" the letter itself, "item 2", "item 2, reviewer 1").

    `element` is the value that a list has or has not; `side` is who cites; `implied` marks what is only missing or
    extra because the whole item or citation is. `gold` and `found` are texts as compared, None where there is none.
    """

    file: str
    layout: str
    place: str
    field: str
    gold: str | None
    found: str | None
    verdict: Verdict
    element: str = ""
    side: str = ""
    implied: bool = False


def text_of(value: Any) -> str | None:
    """A value as it is compared and shown: white space collapsed, nothing at all as None."""
    if isinstance(value, list | tuple):
        value = ", ".join(str(each) for each in value)
    text = "" if value is None else " ".join(str(value).split())
    return text or None


def slug(value: Any) -> str | None:
    """A name and its slug are the same: "low back" is "low-back"."""
    text = text_of(value)
    return text.lower().replace(" ", "-") if text else None


def answers(gold: Mapping[str, Any], key: str) -> list[str | None]:
    """The gold value and the other right ones, as they are compared."""
    other = gold.get(f"{key}_alt")
    others = other if isinstance(other, list) else [other] if other is not None else []
    return [text_of(gold.get(key)), *map(text_of, others)]


def judge(right: Iterable[str | None], found: str | None) -> Verdict:
    """`right` is the gold value and then its alternatives."""
    first, *others = right
    if found == first or found in others:
        return Verdict.ABSENT if found is None else Verdict.RIGHT
    if first is None:
        return Verdict.EXTRA
    return Verdict.MISSING if found is None else Verdict.WRONG


def judge_many(gold: list[str], found: list[str]) -> Iterator[tuple[str | None, str | None, Verdict]]:
    """Each value of two lists whose order says nothing; a value twice in one must be twice in the other."""
    left = Counter(found)
    for value in gold:
        hit = left[value] > 0
        left[value] -= hit
        yield value, value if hit else None, Verdict.RIGHT if hit else Verdict.MISSING
    yield from ((None, value, Verdict.EXTRA) for value in left.elements())


def closest(gold: Mapping[str, Any], key: str, found: list[str], plain=text_of) -> list[str]:
    """Of the lists that are right, the one that was found, or else the gold one."""
    value, other = gold.get(key), gold.get(f"{key}_alt")
    lists = [value, *(other if isinstance(other, list) else []), other]
    plains = [values(each, plain) for each in lists if each is not None]
    return next((each for each in plains if Counter(each) == Counter(found)), values(value, plain))


def values(value: Any, plain=text_of) -> list[str]:
    """What a list (or a single value) holds, as compared."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [each for each in map(plain, listed) if each]
