"""What became of each file, as the report's lines and the exit status. Pure."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    NEW = "new"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    HELD = "held"
    OTHER_WORDS = "other_words"  # only where somebody is asked: nothing is stored before the answer
    KEPT = "kept"  # as an earlier letter
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file. `case` is the slug of the case it belongs to, `reason` is said when it matters."""

    file: str
    status: Status
    case: str | None = None
    items: int = 0
    warnings: tuple[dict, ...] = ()
    reason: str = ""

    def as_json(self) -> str:
        """One line of the report."""
        return json.dumps(asdict(self), ensure_ascii=False)


def exit_status(counts: Counter) -> int:
    """0 when everything went in, 1 when some files failed."""
    return 1 if counts[Status.FAILED] else 0


def summary(counts: Counter) -> str:
    """'3 new, 1 failed' in the order of the statuses; 'nothing to do' without files."""
    parts = [f"{counts[status]:,} {status}" for status in Status if counts[status]]
    return ", ".join(parts) or "nothing to do"


def count(results: Iterable) -> Counter:
    """How many of each status, of results or of rows that record them."""
    return Counter(result.status for result in results)
