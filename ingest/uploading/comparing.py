"""Two texts of one case beside each other: only where they differ, with a few lines around. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_AROUND = 2  # lines that are the same in both
_MOST_LINES = 4_000  # of each text; comparing longer ones takes long, and nobody reads that


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison. `kind`: same, changed, removed, added, or gap where equal lines are left out."""

    kind: str
    before: str = ""
    after: str = ""


def compare(before: str, after: str) -> list[Row]:
    """Blank lines and spacing within lines count for nothing, as they do not for what makes a letter the same."""
    one, other = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, one, other, autojunk=len(one) > 1_000)
    rows: list[Row] = []
    for group in matcher.get_grouped_opcodes(_AROUND):
        if rows or group[0][1]:
            rows.append(Row("gap"))
        for tag, start, end, start_after, end_after in group:
            rows += _rows(tag, one[start:end], other[start_after:end_after])
    return rows


def is_cut(*texts: str) -> bool:
    """Whether only the beginning of a text was compared."""
    return any(len(_all_lines(text)) > _MOST_LINES for text in texts)


def _rows(tag: str, before: list[str], after: list[str]) -> Iterator[Row]:
    kinds = {"equal": "same", "replace": "changed", "delete": "removed", "insert": "added"}
    length = max(len(before), len(after))
    for left, right in zip(_filled(before, length), _filled(after, length), strict=True):
        kind = kinds[tag]
        if kind == "changed" and not (left and right):
            kind = "removed" if left else "added"
        yield Row(kind, left, right)


def _filled(lines: list[str], length: int) -> list[str]:
    return lines + [""] * (length - len(lines))


def _lines(text: str) -> list[str]:
    return _all_lines(text)[:_MOST_LINES]


def _all_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
