"""Where on the body: the parts a text names, each with its side and its spinal levels.

A side holds for the part that follows it and for those joined to it ("left knee and ankle"), or stands behind
the part it belongs to ("L5-S1 on the left"). Levels are written out: `L4-5`, `L4/L5` and `L4 to L5` are "L4-L5".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from determinations.vocabulary.anatomy import match_body_parts
from determinations.vocabulary.records import Site
from determinations.vocabulary.words import plain_text

LEFT, RIGHT, BILATERAL = "left", "right", "bilateral"
_SIDES = {
    "left": LEFT, "lt": LEFT, "l": LEFT, "right": RIGHT, "rt": RIGHT, "r": RIGHT,
    "bilateral": BILATERAL, "bilaterally": BILATERAL, "bilat": BILATERAL, "bil": BILATERAL, "both": BILATERAL,
}  # fmt: skip
_UNPAIRED = frozenset({"cervical-spine", "thoracic-spine", "lumbar-spine", "spine", "abdomen", "chest", "head"})
_REGIONS = {"c": "cervical-spine", "t": "thoracic-spine", "l": "lumbar-spine", "s": "lumbar-spine"}
_LAST = {"c": 8, "t": 12, "l": 6, "s": 5}
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?%?")
_LEVEL = re.compile(
    r"(?<![a-z0-9])(?P<region>[ctls]) ?-?(?P<first>\d{1,2})"
    r"(?P<more>(?: ?(?:-|/|to|thru|through) ?[ctls]? ?-?\d{1,2}(?!\d)(?! ?(?:mg|x|visits?)\b)){0,6})(?![\da-z.])"
)
_NEXT_LEVEL = re.compile(r"(?P<region>[ctls]?) ?-?(?P<number>\d{1,2})$")
_JOINT = re.compile(r" ?(?:-|/|to|thru|through) ?")
_BEHIND = 4  # words after a part in which its side may stand


class _Mark(NamedTuple):
    """A side, a part or a joining sign in its place among the words."""

    kind: str
    value: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def find_sites(text: str) -> tuple[Site, ...]:
    """The body parts of `find_body_parts`, in order, once for each side they are named with."""
    plain = plain_text(text)
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(plain)]
    if not (parts := _parts(words)):
        return ()
    sides = [_Mark("side", _SIDES[word], start, end) for word, start, end in words if word in _SIDES]
    levels = list(_levels(plain))
    sides = [side for side in sides if not any(start <= side.start < end for start, end, _, _ in levels)]
    found: dict[tuple[str, str | None], list[str]] = {}
    for place, part in enumerate(parts):
        side = _side_of(plain, parts, place, sides)
        own = found.setdefault((part.value, side), [])
        own += [name for start, end, region, name in levels if region == part.value and _meet(start, end, part)]
    _spread(found, levels)
    return tuple(Site(part, side, tuple(dict.fromkeys(names))) for (part, side), names in _merged(found))


def _parts(words: list[tuple[str, int, int]]) -> list[_Mark]:
    """What the matcher finds, in offsets of the text."""
    matches = match_body_parts([word for word, _, _ in words])
    return [_Mark("part", match.value, words[match.start][1], words[match.end - 1][2]) for match in matches]


def _side_of(plain: str, parts: list[_Mark], place: int, sides: list[_Mark]) -> str | None:
    part = parts[place]
    before = [side for side in sides if side.end <= part.start]
    floor = parts[place - 1].end if place else 0
    if before and before[-1].start >= floor and not _is_ended(plain[before[-1].end : part.start]):
        return _both(plain, before)
    ceiling = parts[place + 1].start if place + 1 < len(parts) else len(plain)
    behind = [side for side in sides if part.end <= side.start < ceiling]
    if behind and _is_behind(plain, behind[0], part, ceiling, is_last=place + 1 == len(parts)):
        return behind[0].value
    if (
        place
        and _is_joined(plain[floor : part.start])
        and (part.value in _UNPAIRED) == (parts[place - 1].value in _UNPAIRED)
    ):
        return _side_of(plain, parts, place - 1, sides)
    return None


def _both(plain: str, before: list[_Mark]) -> str:
    """The side right before a part; with the other one joined to it, both."""
    nearest = before[-1]
    if len(before) < 2 or before[-2].value == nearest.value:
        return nearest.value
    joined = re.fullmatch(r"\s*(?:and|or|/|&|,)\s*", plain[before[-2].end : nearest.start])
    return BILATERAL if joined else nearest.value


def _is_ended(between: str) -> bool:
    """A new thing is begun between a side and a part."""
    return ";" in between or len(between.split()) > 6


def _is_behind(plain: str, side: _Mark, part: _Mark, ceiling: int, *, is_last: bool) -> bool:
    """The side stands behind its part and leads to no other: close by, and last or before a new phrase."""
    if len(plain[part.end : side.start].split()) > _BEHIND:
        return False
    return is_last or bool(re.match(r"\s*[,;)/]|\s*and\b", plain[side.end : ceiling]))


def _is_joined(between: str) -> bool:
    return bool(re.fullmatch(r"[ ,/&+]*(?:and|or)?[ ,/&+]*", between))


def _levels(plain: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, body part, name) of every level or pair of levels."""
    for match in _LEVEL.finditer(plain):
        chain = [(match["region"], int(match["first"]))]
        for piece in _JOINT.split(match["more"])[1:]:
            following = _NEXT_LEVEL.match(piece)
            chain.append((following["region"] or chain[-1][0], int(following["number"])))
        if not all(1 <= number <= _LAST[region] for region, number in chain):
            continue
        names = [f"{region.upper()}{number}" for region, number in chain]
        pairs = [f"{one}-{other}" for one, other in pairwise(names)]
        for name in pairs or names:
            yield match.start(), match.end(), _REGIONS[chain[0][0]], name


def _meet(start: int, end: int, part: _Mark) -> bool:
    return start < part.end and part.start < end


def _spread(found: dict[tuple[str, str | None], list[str]], levels: list[tuple[int, int, str, str]]) -> None:
    """A level that no phrase of its region took belongs to the region's first mention."""
    taken = {name for names in found.values() for name in names}
    for _, _, region, name in levels:
        home = next((key for key in found if key[0] == region), None)
        if home and name not in taken:
            found[home].append(name)


def _merged(found: dict[tuple[str, str | None], list[str]]) -> list[tuple[tuple[str, str | None], list[str]]]:
    """A part named again without a side says nothing new, but for its levels."""
    kept: dict[tuple[str, str | None], list[str]] = {}
    for (part, side), names in found.items():
        sided = next((key for key in found if key[0] == part and key[1]), None)
        kept.setdefault(sided if side is None and sided else (part, side), []).extend(names)
    return list(kept.items())
