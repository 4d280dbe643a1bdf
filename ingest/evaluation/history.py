"""Saved comparisons, and what was gained and lost since they were saved."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.evaluation.gold import GoldError
from ingest.evaluation.judging import GOOD, Comparison, Verdict

_FORM = "imr-evaluation-1"
_Key = tuple[str, str, str, str, int]


def save(path: Path, comparisons: Iterable[Comparison]) -> None:
    """Every single comparison as one JSON file. Raises OSError."""
    content = {"form": _FORM, "comparisons": [asdict(each) for each in comparisons]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def load(path: Path) -> tuple[Comparison, ...]:
    """What `save` wrote. Raises GoldError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["form"] != _FORM:
            raise ValueError(content["form"])
        return tuple(Comparison(**{**each, "verdict": Verdict(each["verdict"])}) for each in content["comparisons"])
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise GoldError(f"{path}: this is no file that --json has written.") from error


@dataclass(frozen=True, slots=True)
class Changes:
    """`gains` were wrong and are right, `losses` the other way round, each (before, after) with None for no such thing.

    `unpaired` counts comparisons that only one of the two runs made, of a letter or field the other did not have.
    """

    gains: tuple[tuple[Comparison | None, Comparison | None], ...]
    losses: tuple[tuple[Comparison | None, Comparison | None], ...]
    unpaired: int


def changes(before: Iterable[Comparison], after: Iterable[Comparison]) -> Changes:
    """What differs between two runs, over the letters both have."""
    old, new = _keyed(before), _keyed(after)
    letters = {key[0] for key in old} & {key[0] for key in new}
    gains, losses, unpaired = [], [], 0
    for key in dict.fromkeys([*new, *old]):
        pair = old.get(key), new.get(key)
        if key[0] not in letters or not _is_comparable(*pair):
            unpaired += 1
            continue
        was_good, is_good = (each is None or each.verdict in GOOD for each in pair)
        if was_good != is_good:
            (gains if is_good else losses).append(pair)
    return Changes(tuple(gains), tuple(losses), unpaired)


def _is_comparable(before: Comparison | None, after: Comparison | None) -> bool:
    """Both made it, or one of them invented something where the other did not."""
    only = after if before is None else before if after is None else None
    return only is None or only.verdict is Verdict.EXTRA


def _keyed(comparisons: Iterable[Comparison]) -> dict[_Key, Comparison]:
    """By what is compared; the same value twice in one list is numbered."""
    counted: Counter = Counter()
    keyed = {}
    for each in comparisons:
        if each.implied and each.verdict is Verdict.EXTRA:
            continue  # the fields of something invented go with it
        key = (each.file, each.place, each.field, each.element)
        keyed[*key, counted[key]] = each
        counted[key] += 1
    return keyed
