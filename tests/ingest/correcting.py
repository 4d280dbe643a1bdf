"""Letters stored to be corrected, the facts stored of one, and what the history of corrections says."""

from determinations import search
from determinations.models import Case, Correction
from ingest.changes import of_stored
from ingest.correcting import undo
from ingest.loading import load
from ingest.parsing import fit


def store(*texts: str) -> list:
    results = load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    search.sync()
    return results


def undo_all(by, why: str = "") -> int:
    """Every correction there is, one by one; how many that were."""
    standing = list(Correction.objects.select_related("case").order_by("pk"))
    for each in standing:
        undo(each, by=by, why=why)
    return len(standing)


def stored_facts() -> dict:
    return of_stored(Case.objects.for_detail().get())


def lines() -> list[tuple]:
    rows = Correction.history.order_by("history_date", "history_id")
    return [(row.history_type, row.value, row.history_user and row.history_user.username) for row in rows]
