"""Scores, misses and changes as lines a human reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.evaluation.fields import FIELDS, SIDES, Field
from ingest.evaluation.history import Changes
from ingest.evaluation.judging import GOOD, Comparison, Verdict
from ingest.evaluation.tally import Scores, falls_short

_WIDTH = 72  # characters of a value
_BEFORE = 24  # characters shown before the first difference
_COUNTED = (Verdict.RIGHT, Verdict.WRONG, Verdict.MISSING, Verdict.EXTRA)


def table_lines(scores: Scores) -> list[str]:
    """The table: field, each layout's score, the total, its minimum, precision and recall, and the counts."""
    heads = ["field", *scores.layouts, "total", "minimum", "precision", "recall", *_COUNTED, ""]
    rows = [heads]
    for row in FIELDS:
        rows.append(_row(scores, row, row.name, ""))
        if row.sided:
            rows += [_row(scores, row, f"  {side}", side) for side in SIDES]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return ["  ".join(_padded(row, widths)).rstrip() for row in rows]


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.rjust(width) if column else cell.ljust(width)


def _row(scores: Scores, row: Field, label: str, side: str) -> list[str]:
    counts, total = scores.of(row.name, side), scores.score(row, side)
    minimum = None if side else row.minimum
    return [
        label,
        *(percent(scores.score(row, side, layout)) for layout in scores.layouts),
        percent(total),
        f"{minimum:g}" if minimum is not None else "",
        percent(counts.precision),
        percent(counts.recall),
        *(f"{counts.verdicts[verdict]:,}" for verdict in _COUNTED),
        "LOW" if not side and falls_short(row, total) else "",
    ]


def percent(share: float | None) -> str:
    """To one decimal and never rounded up: only what is whole is 100."""
    return "–" if share is None else f"{int(share * 1000 + 1e-9) / 10:.1f}"


def misses(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Whatever is not right; of a lost or invented item (or citation) only the item itself."""
    return [each for each in comparisons if each.verdict not in GOOD and not each.implied]


def miss_lines(comparisons: Iterable[Comparison], most: int | None = None) -> Iterator[str]:
    """One line a miss, `most` of them (None for all), and how many more there are."""
    found = misses(comparisons)
    shown = found[:most]
    yield from map(_line, shown)
    if len(shown) < len(found):
        yield f"… and {len(found) - len(shown):,} more (--misses all)"


def _line(miss: Comparison) -> str:
    where = f"{miss.file}: {miss.place}: " if miss.place else f"{miss.file}: "
    gold, found = difference(miss.gold, miss.found)
    said = f"{gold} ≠ {found}" if miss.verdict is Verdict.WRONG else gold if miss.found is None else found
    return f"{where}{miss.field} {miss.verdict}: {said}"


def difference(gold: str | None, found: str | None) -> tuple[str, str]:
    """Both values, each as long as a line allows and beginning shortly before they part."""
    one, other = gold or "", found or ""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, same - _BEFORE) if max(len(one), len(other)) > _WIDTH and one and other else 0
    return _cut(gold, start), _cut(found, start)


def _cut(value: str | None, start: int) -> str:
    if value is None:
        return "nothing"
    end = start + _WIDTH
    return f"“{'…' if start else ''}{value[start:end]}{'…' if len(value) > end else ''}”"


def change_lines(changes: Changes, most: int | None = None) -> Iterator[str]:
    """How much was gained and lost, field by field, and each gain and loss as a line."""
    for name, pairs in (("gained", changes.gains), ("lost", changes.losses)):
        fields = Counter((after or before).field for before, after in pairs)
        counted = ", ".join(f"{field} {count}" for field, count in fields.most_common())
        yield f"{len(pairs):,} {name}" + (f": {counted}" if counted else "")
    lines = [*(_change("+", *pair) for pair in changes.gains), *(_change("-", *pair) for pair in changes.losses)]
    lines = [line for line in lines if line]
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield f"… and {len(lines) - most:,} more (--misses all)"
    if changes.unpaired:
        yield f"{changes.unpaired:,} comparisons were made in only one of the two runs."


def _change(sign: str, before: Comparison | None, after: Comparison | None) -> str:
    """A line, or nothing for what follows from a whole item's gain or loss."""
    if any(each is not None and each.implied for each in (before, after)):
        return ""
    bad = before if sign == "+" else after
    return f"{sign} {_line(bad)}"
