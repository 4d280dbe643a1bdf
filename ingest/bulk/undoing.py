"""A bulk change undone as a whole: what it did, and nothing that anybody did before or since."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.contrib.auth.models import AbstractBaseUser

from determinations import corpus, publishing
from determinations.choices import PublicationState, Standing
from determinations.models import Correction, Publication
from ingest.bulk.doing import BATCH, Entry, Outcome
from ingest.bulk.releasing import FIELD, without_unfit
from ingest.bulk.states import Act
from ingest.correcting import Corrected, correct_places
from ingest.corrections.changing import Change, Stored, Why, read_stored, taken_back, write
from ingest.corrections.facts import request_key
from ingest.desk.rights import CORRECT, RELEASE
from ingest.models import BulkChange, BulkLine

_Rows = Mapping[int, Correction]


class Undoing:
    """The lines of the change that is undone, in the order in which it wrote them."""

    def __init__(self, change: BulkChange):
        self._change, self._lines = change, BulkLine.objects.filter(change=change.undoes_id).order_by("pk")

    def count(self, beat: Callable[[], None]) -> int:
        return self._lines.count()

    def after(self, key: int) -> list[Entry]:
        rows = self._lines.filter(pk__gt=key).values_list("pk", "case", "item")[:BATCH]
        return [Entry(*row) for row in rows]

    def _of(self, entries: Sequence[Entry]) -> list[BulkLine]:
        found = BulkLine.objects.select_related("case").in_bulk([each.key for each in entries])
        return [found[each.key] for each in entries if each.key in found]


class UndoneDecisions(Undoing):
    """Releases and withdrawals: each case is given the state it had."""

    needs = RELEASE

    def read(self, entries: Sequence[Entry]) -> None:
        """Nothing takes its time here."""

    def do(self, entries: Sequence[Entry], read, by: AbstractBaseUser) -> Outcome:
        lines, told = self._of(entries), Corrected(found=len(entries))
        rows = Publication.objects.in_bulk([line.case_id for line in lines])
        untouched = [each for each in lines if each.case_id in rows and rows[each.case_id].changed_at == each.at]
        told.keep([f"{each.case}: it was decided on again since." for each in lines if each not in untouched])
        before = {each.case_id: each.before or (PublicationState.PUBLIC.value, []) for each in untouched}
        shown = [key for key, (state, _) in before.items() if state == PublicationState.PUBLIC]
        hidden = {key: was for key, was in before.items() if key not in shown}
        why = self._change.why
        told.corrected = publishing.release(without_unfit(shown, told, by), by=by, why=why)
        told.corrected += publishing.put_back(hidden, by=by, why=why)
        return Outcome(told, [])


class UndoneCorrections(Undoing):
    """Corrections made are taken back; those given another value, or taken back, say again what they said."""

    needs = CORRECT

    def read(self, entries: Sequence[Entry]):
        return read_stored({each.case for each in entries})

    def do(self, entries: Sequence[Entry], read, by: AbstractBaseUser) -> Outcome:
        stored, unread = read
        told, why = Corrected(found=len(entries)), Why(by, self._change.why)
        lines = self._of(entries)
        live = Correction.objects.in_bulk([line.correction for line in lines])
        wanted = list(_left_alone(lines, live, stored, unread, told))
        with corpus.change() as step:
            _take_back(step, [each for each in wanted if each.act == Act.MADE], stored, why, told)
            for act in (Act.CHANGED, Act.TAKEN_BACK):
                for group in _alike([each for each in wanted if each.act == act]):
                    _say_again(step, group, live, stored, why, told)
        return Outcome(told, [])


def _left_alone(
    lines: Iterable[BulkLine], live: _Rows, stored: Mapping[int, Stored], unread: Mapping[int, str], told: Corrected
) -> Iterator[BulkLine]:
    """Those that nobody touched since, and whose letter can be read; the others are told."""
    for line in lines:
        row = live.get(line.correction)
        touched = row is not None if line.act == Act.TAKEN_BACK else row is None or row.made_at != line.at
        if touched:
            told.keep([f"{_named(line)} was corrected, or undone, since."])
        elif line.case_id not in stored:
            told.refuse([f"{line.case}: {unread.get(line.case_id, 'its letter was taken out.')}"])
        elif not _stands(line, row, stored[line.case_id]):
            told.refuse([f"{_named(line)}: its decision is not found again."])
        else:
            yield line


def _stands(line: BulkLine, row: Correction | None, stored: Stored) -> bool:
    """Whether the fact is where it was; a correction to be taken back need not be."""
    if line.act == Act.MADE or line.item == 0:
        return True
    if row is not None:
        return row.standing != Standing.LOST
    items = stored.read.letter.items
    return line.item <= len(items) and request_key(items[line.item - 1].request) == request_key(line.request)


def _take_back(
    step: corpus.Change, lines: list[BulkLine], stored: Mapping[int, Stored], why: Why, told: Corrected
) -> None:
    if not lines:
        return
    of_these = {each.case_id: stored[each.case_id] for each in lines}
    change = taken_back({each.correction for each in lines}, of_these)
    _count(told, change, write(step, change, stored, why), len(change.undone))
    undone = {each.pk for each in change.undone}
    told.refuse([f"{_named(each)}: its letter was replaced." for each in lines if each.correction not in undone])


def _say_again(
    step: corpus.Change, lines: list[BulkLine], live: _Rows, stored: Mapping[int, Stored], why: Why, told: Corrected
) -> None:
    """One fact of these lines, which had the same value."""
    places: dict[int, list[int]] = {}
    for each in lines:
        row = live.get(each.correction)
        places.setdefault(each.case_id, []).append(row.item if row else each.item)
    field, overwrite = lines[0].field, lines[0].act == Act.CHANGED
    of_these = {key: stored[key] for key in places}
    change, written = correct_places(step, places, of_these, field, lines[0].before, why, overwrite=overwrite)
    _count(told, change, written, sum(each.field == field for each in change.undone))


def _count(told: Corrected, change: Change, written, undone: int) -> None:
    told.add(change, written, ())
    told.corrected += undone


def _alike(lines: Iterable[BulkLine]) -> list[list[BulkLine]]:
    """Together those of one fact and value; a category after the treatment it must be of."""
    found: dict[tuple[bool, str, str], list[BulkLine]] = {}
    for each in lines:
        found.setdefault((each.field == "category", each.field, json.dumps(each.before)), []).append(each)
    return [found[key] for key in sorted(found)]


def _named(line: BulkLine) -> str:
    place = f", decision {line.item}" if line.item else ""
    return f"{line.case}{place}: {line.field}"


def undoing(change: BulkChange) -> Undoing:
    """What undoes the change that `change.undoes` names."""
    first = BulkLine.objects.filter(change=change.undoes_id).values_list("field", flat=True).first()
    return UndoneDecisions(change) if first == FIELD else UndoneCorrections(change)
