"""One fact corrected in every decision with a request, as a bulk change does it."""

from collections.abc import Callable, Sequence

from determinations import corpus
from determinations.models import Correction
from ingest.bulk.doing import BATCH, Entry, Outcome
from ingest.bulk.states import Act
from ingest.correcting import Corrected, by_case, checked_of_many, correct_places, places_of
from ingest.corrections.changing import Change, Why, read_stored
from ingest.desk.rights import CORRECT
from ingest.models import BulkChange, BulkLine

_COUNTED = 2_000  # decisions looked at between two signs of life


class Corrections:
    """Raises CorrectionError where the value is none that the fact may have by now."""

    needs = CORRECT

    def __init__(self, change: BulkChange):
        what = change.what
        self._change, self._request, self._until = change, what["request"], what["until"]
        self._field, self._overwrite = what["field"], what["overwrite"]
        self._value = checked_of_many(self._field, what["value"])

    def count(self, beat: Callable[[], None]) -> int:
        found = 0
        for page in places_of(self._request, until=self._until, size=_COUNTED):
            found += len(page)
            beat()
        return found

    def after(self, key: int) -> list[Entry]:
        page = next(places_of(self._request, after=key, until=self._until, size=BATCH), [])
        return [Entry(*each) for each in page]

    def read(self, entries: Sequence[Entry]):
        return read_stored({each.case for each in entries})

    def do(self, entries: Sequence[Entry], read, by) -> Outcome:
        stored, unread = read
        places, why = by_case(entries), Why(by, self._change.why)
        with corpus.change() as step:
            change, written = correct_places(
                step, places, stored, self._field, self._value, why, overwrite=self._overwrite
            )
        told = Corrected(found=len(entries))
        told.add(change, written, [reason for case, reason in unread.items() for _ in places[case]])
        told.refuse(["Its letter was taken out." for each in entries if each.case not in {*stored, *unread}])
        return Outcome(told, lines_of(self._change, change))


def lines_of(bulk: BulkChange, change: Change) -> list[BulkLine]:
    """What undoing needs of what was written; what was taken back comes last, as it may hang on the others."""
    made = [_line(bulk, each, Act.MADE, None) for each in change.made]
    changed = [_line(bulk, each, Act.CHANGED, change.earlier[each.pk]) for each in change.changed]
    return [*made, *changed, *(_line(bulk, each, Act.TAKEN_BACK, each.value) for each in change.undone)]


def _line(bulk: BulkChange, each: Correction, act: Act, before) -> BulkLine:
    return BulkLine(
        change_id=bulk.pk,
        case_id=each.case_id,
        act=act,
        field=each.field,
        correction=each.pk,
        item=each.item,
        request=each.request,
        before=before,
        at=each.made_at,
    )
