"""No pattern's time grows faster than the text: each is searched for in text made of what it almost matches."""

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from re import _constants as codes
from re import _parser as syntax
from typing import Any, NamedTuple

import pytest

import determinations.vocabulary
import ingest.letters
from ingest.fuzzing.watching import HangError, interrupted_after

SIZE = 12_800  # characters
GROWTH = 4
QUICK = 0.05  # seconds; below it nothing is measured well, and nothing matters
HOPELESS = 2  # seconds; whatever takes longer need not be measured
TRIES = 4  # each must say so before a pattern is called slow: a busy machine stutters
TOO_MUCH = 10  # times as long for GROWTH times the text is clearly more than linear

BOUNDED = {
    "ingest.letters.layouts.titles._OUTCOME_AT_END": 120,  # asked of the last characters above a label
    "ingest.letters.layouts.titles._OTHER_AT_END": 120,  # the same
    "ingest.letters.layouts.titles._ITS_LABEL": 60,  # asked of the last characters of a title
    "ingest.letters.layouts.sides._GUIDELINE_ROLE": 60,  # asked of the words before a name
    "ingest.letters.layouts.sides._WORDS_BEFORE[2]": 60,  # the same
    "ingest.letters.facts.worker._SEX_AFTER": 90,  # asked of the words behind an age
    "ingest.letters.facts.quantities._COUNTED": 2_000,  # asked of one request, cut at LIMIT
}
"""Patterns that never see a text longer than so many characters, and why not."""


def modules() -> Iterator[Any]:
    for room in (ingest.letters, determinations.vocabulary):
        yield room
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def patterns_in(value: Any, depth: int = 4) -> Iterator[re.Pattern]:
    """The compiled patterns a constant is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            yield from patterns_in(each, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from patterns_in(each, depth - 1)
    elif depth and not isinstance(value, type) and hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from patterns_in(getattr(value, name), depth - 1)


class Named(NamedTuple):
    """A pattern and whether it is only asked about a text's beginning (`match`, `fullmatch`), never searched."""

    pattern: re.Pattern
    anchored: bool


def collected() -> dict[str, Named]:
    """Name → pattern; one that several modules import is taken once, from the module that comes first."""
    found: dict[str, Named] = {}
    seen: set[re.Pattern] = set()
    sources = {module.__name__: inspect.getsource(module) for module in modules()}
    for module in modules():
        for name, value in vars(module).items():
            places = [sources[module.__name__]] if name.startswith("_") else [*sources.values()]
            for number, pattern in enumerate(patterns_in(value)):
                if pattern not in seen:
                    seen.add(pattern)
                    full = f"{module.__name__}.{name}{f'[{number}]' if number else ''}"
                    found[full] = Named(pattern, is_anchored(name, places))
    return found


def is_anchored(name: str, sources: list[str]) -> bool:
    """Whether every mention but its definition and imports is `NAME.match(` or `NAME.fullmatch(`."""
    mention = re.compile(rf"(?<![\w.]){name}\b(?! = re\.compile)(?!,?$)(\.(?:full)?match\()?", re.MULTILINE)
    uses = [use.group(1) for source in sources for use in mention.finditer(source)]
    return bool(uses) and all(uses)


PATTERNS = collected()


def samples(parsed: Any, repeats: int, branch: int) -> str:
    """A text the pattern may match: each repetition `repeats` times where that is allowed, of branches the nth."""
    return "".join(_sample(code, value, repeats, branch) for code, value in parsed)


def _sample(code: Any, value: Any, repeats: int, branch: int) -> str:
    match code:
        case codes.LITERAL:
            return chr(value)
        case codes.NOT_LITERAL | codes.ANY:
            return "a"
        case codes.IN:
            return _member(value)
        case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
            least, most, inner = value
            return samples(inner, repeats, branch) * max(least, min(most, repeats))
        case codes.SUBPATTERN:
            return samples(value[-1], repeats, branch)
        case codes.ATOMIC_GROUP:
            return samples(value, repeats, branch)
        case codes.BRANCH:
            return samples(value[1][branch % len(value[1])], repeats, branch)
        case _:
            return ""


def _member(choices: Any) -> str:
    for code, value in choices:
        match code:
            case codes.LITERAL:
                return chr(value)
            case codes.RANGE:
                return chr(value[0])
            case codes.CATEGORY:
                return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " "}.get(value, "a")
            case codes.NEGATE:
                return "a" if (codes.LITERAL, ord("a")) not in choices else "\n"
    return "a"


FIXED = (
    " ", "\n", " \n", "\n\n \n", "a", "1", ".", "(", ")", "a ", "a, ", "a b, ", "and a, ", "1/", "12/1/2013 ", ": ",
    "a: ", "a-", "- ", "l4-", "(a", "a. ", "page 1 ", "1 year old ", "mtus, ", "x\xa0", "“a", ";", "\x00", ", and ",
)  # fmt: skip


def hostile(pattern: re.Pattern) -> list[str]:
    """Pieces to be repeated: fixed ones, and the pattern's own text whole, without its end, and without its start."""
    parsed = syntax.parse(pattern.pattern, pattern.flags)
    own = [samples(parsed, repeats, branch) for repeats in (1, 2, 8) for branch in (0, 1)]
    cut = [text[: len(text) * share // 4] for text in own for share in (2, 3)]
    cut += [text[:-1] for text in own] + [text[1:] for text in own] + [f"{text} " for text in own]
    return list(dict.fromkeys(piece for piece in (*FIXED, *own, *cut) if piece))


def seconds(named: Named, text: str, times: int = 1) -> float:
    """The least processor time of so many tries."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        if named.anchored:
            named.pattern.match(text)
            named.pattern.fullmatch(text)
        else:
            for _ in named.pattern.finditer(text):
                pass
        best = min(best, time.process_time() - begun)
    return best


def growth(named: Named, piece: str, size: int) -> str:
    """How the time grows with the text, if it grows too fast, else nothing."""
    text = (piece * (size // len(piece) + 1))[:size]
    if seconds(named, text) < QUICK:
        return ""
    for _ in range(TRIES):
        shorter, longer = (seconds(named, text[: size // part], 3) for part in (GROWTH, 1))
        if longer < QUICK or longer < TOO_MUCH * shorter:
            return ""
    return f"{shorter:.3f} s → {longer:.3f} s for {GROWTH} times the text: {piece[:60]!r} repeated"


def slow_piece(named: Named, size: int = SIZE) -> str:
    """The first way found to make the pattern slow, or nothing."""
    for piece in hostile(named.pattern):
        try:
            with interrupted_after(HOPELESS):
                found = growth(named, piece, size)
        except HangError:
            found = f"no end in sight for {size:,} characters: {piece[:60]!r} repeated"
        if found:
            return found
    return ""


def test_there_are_patterns_of_both_kinds():
    assert len(PATTERNS) > 40
    assert BOUNDED.keys() <= PATTERNS.keys()
    assert {named.anchored for named in PATTERNS.values()} == {True, False}


@pytest.mark.parametrize("name", PATTERNS)
def test_time_is_linear_in_the_text(name):
    assert slow_piece(PATTERNS[name], BOUNDED.get(name, SIZE)) == ""


@pytest.mark.parametrize(
    "pattern",
    [
        r"a+b", r"(?:a|a)*c", r"\s+x", r"(?:\w+\s*)+:", r"\d+(?:, \d+)*;", r"(?:\d )*x",
    ],
)  # fmt: skip
def test_a_pattern_that_is_not_linear_is_found(pattern):
    assert slow_piece(Named(re.compile(pattern), anchored=False))


@pytest.mark.parametrize("pattern", [r"a{1,8}b", r"(?<!a)a++b", r"\bpage \d", r"[a-z]"])
def test_a_linear_pattern_is_let_through(pattern):
    assert not slow_piece(Named(re.compile(pattern), anchored=False))
