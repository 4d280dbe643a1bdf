"""Many cases released or withdrawn, as a bulk change does it. Which cases is settled when it is asked for."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from determinations import publishing
from determinations.choices import PublicationState
from determinations.models import Case, Publication
from ingest.bulk.doing import BATCH, Entry, Outcome
from ingest.bulk.states import Act, Kind
from ingest.correcting import Corrected
from ingest.desk.deciding import harmless_keys
from ingest.desk.rights import RELEASE, own
from ingest.models import BulkChange, BulkLine

_PUBLIC, _WITHDRAWN = PublicationState.PUBLIC.value, PublicationState.WITHDRAWN.value
FIELD = "publication"


class Deciding:
    """Releases, or withdraws. A case that anybody changed since it was asked for is not released: look at it again."""

    needs = RELEASE

    def __init__(self, change: BulkChange):
        self._change, self._cases = change, change.cases
        self._releases = change.kind == Kind.RELEASE

    def count(self, beat: Callable[[], None]) -> int:
        return len(self._cases)

    def after(self, key: int) -> list[Entry]:
        place = bisect_right(self._cases, key)
        return [Entry(case, case) for case in self._cases[place : place + BATCH]]

    def read(self, entries: Sequence[Entry]):
        """By case, the findings that a release judges harmless."""
        return harmless_keys([each.case for each in entries]) if self._releases else {}

    def do(self, entries: Sequence[Entry], read, by) -> Outcome:
        keys = [each.case for each in entries]
        told, cases = Corrected(found=len(keys)), Case.objects.only("slug", "case_number", "revision").in_bulk(keys)
        told.refuse(["It was taken out." for key in keys if key not in cases])
        before = standing(cases)
        wanted = _PUBLIC if self._releases else _WITHDRAWN
        same = {key for key in cases if before.get(key, (_PUBLIC, []))[0] == wanted}
        told.same, left = len(same), [key for key in cases if key not in same]
        if self._releases:
            left = self._fit_to_release(left, cases, told, by)
            told.corrected = publishing.release(left, by=by, why=self._change.why, accepted=read)
        else:
            told.corrected = publishing.withdraw(left, by=by, why=self._change.why)
        return Outcome(told, lines_of(self._change, left, before))

    def _fit_to_release(self, keys: list[int], cases: dict[int, Case], told: Corrected, by) -> list[int]:
        changed = [key for key in keys if cases[key].revision > self._change.revision]
        told.keep([f"{cases[key]}: it changed since this was asked for; look at it again." for key in changed])
        return without_unfit([key for key in keys if key not in changed], told, by)


def without_unfit(keys: list[int], told: Corrected, by) -> list[int]:
    """Those that `by` may make public as they are; the others are told."""
    owned, unfit = list(own(by, keys)), list(publishing.unfit(keys))
    told.refuse([f"{case}: you uploaded its letter; somebody else must release it." for case in owned])
    told.refuse([f"{case}: it has a decision without an outcome." for case in unfit if case not in owned])
    not_fit = {case.pk for case in (*owned, *unfit)}
    return [key for key in keys if key not in not_fit]


def standing(cases: Iterable[int]) -> dict[int, tuple[str, list[str]]]:
    """By case, its state and the findings judged harmless, where it has a row."""
    rows = Publication.objects.filter(case__in=list(cases)).values_list("case", "state", "accepted")
    return {key: (state, accepted) for key, state, accepted in rows}


def lines_of(change: BulkChange, keys: Iterable[int], before: dict[int, tuple[str, list[str]]]) -> list[BulkLine]:
    """What undoing needs, after these cases were changed."""
    rows = Publication.objects.filter(case__in=list(keys)).order_by("case_id")
    return [
        BulkLine(
            change_id=change.pk,
            case_id=row.case_id,
            act=Act.CHANGED,
            field=FIELD,
            before=before.get(row.case_id),
            at=row.changed_at,
        )
        for row in rows
    ]
