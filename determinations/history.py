"""All that humans and the machine did to cases, in the order of time: when, who, what, from, to and why.

Read from rows: letters, and the history of publications and corrections. What stood before a change is what the row of
history before it says, or what the letter was read as then; so it is true of many changes at once as of one.
"""

import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from determinations.choices import PublicationState, Standing
from determinations.formats import BETWEEN_VALUES, as_table
from determinations.models import Case, Correction, Letter, Publication, Tombstone

COLUMNS = ("when", "who", "case", "decision", "what", "fact", "from", "to", "why")
MACHINE = "machine"  # who, where it was no human
_PAGE = 1000  # rows
_AT_ONCE = 500  # lines of a file
_NEVER_PUBLIC = "not stored"
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Event:
    """`who` is blank for the machine, and for letters that a command stored.

    `item` is the decision's place, None where it is about the whole case.
    `before` and `after` have the shape of the fact as JSON has it, None where nothing is stated.
    """

    when: datetime
    case_id: int
    who: str
    what: str
    item: int | None = None
    fact: str = ""
    before: Any = None
    after: Any = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Rows:
    """One kind of rows: those wanted, the field that says when, and the events that a page of them tells of."""

    rows: QuerySet
    when: str
    events: Callable[[Sequence[Any]], Iterator[Event]]


def of_case(case: Case) -> list[Event]:
    """Everything done to the case, earliest first."""
    return list(_told(Q(case_id=case.pk)))


def between(since: datetime | None = None, until: datetime | None = None) -> Iterator[Event]:
    """Everything done to any case from `since` on and before `until`, earliest first; page by page."""
    return _told(Q(), since, until)


def as_csv(events: Iterable[Event]) -> Iterator[bytes]:
    """The events as a file, a header row first. No cell is a formula to a spreadsheet."""
    return as_table(COLUMNS, _lines(events))


def in_words(value: Any) -> str:
    """A fact's value as a reader sees it: blank for none, lists between semicolons, records as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return BETWEEN_VALUES.join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict) else str(value)


def _lines(events: Iterable[Event]) -> Iterator[Sequence[str | int | None]]:
    rest = iter(events)
    while some := list(islice(rest, _AT_ONCE)):
        named = _slugs(some)
        for each in some:
            case = named.get(each.case_id, str(each.case_id))
            change = (each.fact, in_words(each.before), in_words(each.after), each.why)
            yield each.when.isoformat(), each.who or MACHINE, case, each.item, each.what, *change


def _slugs(events: Iterable[Event]) -> dict[int, str]:
    """The case of each event by its slug, also where it was taken out since."""
    keys = {each.case_id for each in events}
    gone = Tombstone.objects.filter(case_id__in=keys).order_by("pk").values_list("case_id", "slug")
    return dict(gone) | dict(Case.objects.filter(pk__in=keys).values_list("pk", "slug"))


def _told(which: Q, since: datetime | None = None, until: datetime | None = None) -> Iterator[Event]:
    letters = Letter.objects.filter(which).select_related("added_by", "decided_by")
    letters = letters.defer("text", "spans", "warnings", "listed")
    kinds = [
        _Rows(letters, "loaded_at", _stored),
        _Rows(letters.exclude(superseded_at=None), "superseded_at", _replaced),
        _Rows(Publication.history.filter(which).select_related("history_user"), "history_date", _published),
        _Rows(Correction.history.filter(which).select_related("history_user"), "history_date", _corrected),
        _Rows(Tombstone.objects.filter(which), "removed_at", _removed),
    ]
    return heapq.merge(*(_in_order(kind, since, until) for kind in kinds), key=lambda event: event.when)


def _in_order(kind: _Rows, since: datetime | None, until: datetime | None) -> Iterator[Event]:
    """The events of one kind; pages begin where the last one ended, by time and key."""
    rows = kind.rows.order_by(kind.when, "pk")
    rows = rows.filter(**{f"{kind.when}__gte": since}) if since else rows
    rows = rows.filter(**{f"{kind.when}__lt": until}) if until else rows
    page = list(rows[:_PAGE])
    while page:
        yield from kind.events(page)
        when, key = getattr(page[-1], kind.when), page[-1].pk
        later = Q(**{f"{kind.when}__gt": when}) | Q(**{kind.when: when, "pk__gt": key})
        going_on = rows.filter(later, **{f"{kind.when}__gte": when})  # said once more, so that an index is gone along
        page = list(going_on[:_PAGE]) if len(page) == _PAGE else []


def _stored(letters: Sequence[Letter]) -> Iterator[Event]:
    """Who handed each in. Somebody else may have decided that it be stored."""
    for each in letters:
        why = f"Decided by {each.decided_by.get_username()}." if each.decided_by else ""
        yield Event(each.loaded_at, each.case_id, _name(each.added_by), "letter stored", after=each.file_name, why=why)


def _replaced(letters: Sequence[Letter]) -> Iterator[Event]:
    """Who decided so, or handed in the words that were stored next: its own, where it was stored as an earlier one."""
    next_ones = _stored_next(letters)
    for each in letters:
        new = next_ones.get(each.pk)
        who = _name(new.decided_by or new.added_by) if new else ""
        yield Event(each.superseded_at, each.case_id, who, "letter replaced by other words", before=each.file_name)


def _stored_next(letters: Sequence[Letter]) -> dict[int, Letter]:
    """By the key of each letter that was replaced, the letter that came then; one query for the whole page."""
    since = min(each.superseded_at for each in letters)
    rows = Letter.objects.filter(case__in={each.case_id for each in letters}, loaded_at__gte=since)
    rows = rows.select_related("added_by", "decided_by").only("case", "loaded_at", "added_by", "decided_by")
    later = sorted(rows, key=lambda each: (each.loaded_at, each.pk))
    found = {}
    for each in letters:
        new = (row for row in later if row.case_id == each.case_id and row.loaded_at >= each.superseded_at)
        found[each.pk] = next(new, None)
    return found


def _name(user: AbstractBaseUser | None) -> str:
    return user.get_username() if user else ""


def _removed(stones: Sequence[Tombstone]) -> Iterator[Event]:
    """Who took a case out in the admin stands in the admin's own log."""
    keys = [str(each.case_id) for each in stones]
    log = LogEntry.objects.filter(action_flag=DELETION, object_id__in=keys)
    log = log.filter(content_type=ContentType.objects.get_for_model(Case)).select_related("user").order_by("pk")
    who = {int(each.object_id): each.user.get_username() for each in log}
    for each in stones:
        yield Event(each.removed_at, each.case_id, who.get(each.case_id, ""), "case taken out", before=each.slug)


def _published(rows: Sequence[Any]) -> Iterator[Event]:
    for row, last in _with_last(rows, Publication.history.all(), "case_id"):
        if row.history_type == "-":
            continue  # it went with its case
        before = last.state if last else _NEVER_PUBLIC if row.from_start else PublicationState.PUBLIC.value
        if before != row.state:
            yield _event(row, "publication", fact="publication", before=before, after=row.state)
        elif last and (harmless := sorted({*row.accepted} - {*last.accepted})):
            yield _event(row, "finding judged harmless", after=harmless)
        elif last and (doubted := sorted({*last.accepted} - {*row.accepted})):
            yield _event(row, "finding not harmless after all", before=doubted)


def _corrected(rows: Sequence[Any]) -> Iterator[Event]:
    for row, last in _with_last(rows, Correction.history.all(), "id"):
        yield _of_correction(row, last)


def _of_correction(row: Any, last: Any) -> Event:
    """One line of a correction's history. A lost one has no place: nothing stood there because of it."""
    is_lost, was_lost = row.standing == Standing.LOST, last is not None and last.standing == Standing.LOST
    if row.history_type == "-" and row.history_change_reason is None:  # an undoing has a reason, if a blank one
        return _fact(row, "correction gone with its case", row.value, None)
    if row.history_type == "-":
        return _fact(row, "correction undone", row.value, None if is_lost else row.read)
    if last is None:
        return _fact(row, "corrected", row.read, row.value)
    if is_lost:
        return _fact(row, "correction not applied: its decision was not found", last.value, None)
    if row.value != last.value:
        return _fact(row, "correction changed", row.read if was_lost else last.value, row.value)
    if was_lost:
        return _fact(row, "correction applied again", row.read, row.value)
    if row.read != last.read:
        return _fact(row, "read again beside a correction that stays", last.read, row.read)
    if row.item != last.item:
        return _fact(row, f"correction moved along from decision {last.item}", row.value, row.value)
    return _fact(row, "correction confirmed", row.value, row.value)


def _fact(row: Any, what: str, before: Any, after: Any) -> Event:
    return _event(row, what, item=row.item or None, fact=row.field, before=before, after=after)


def _event(row: Any, what: str, **more: Any) -> Event:
    return Event(
        row.history_date, row.case_id, _name(row.history_user), what, why=row.history_change_reason or "", **more
    )


def _with_last(rows: Sequence[Row], history: QuerySet, key: str) -> Iterator[tuple[Row, Row | None]]:
    """Each row of history with the one before it of the same thing, which `key` names; one query for the whole page."""
    lines: dict[int, list[Row]] = defaultdict(list)
    earlier = history.filter(**{f"{key}__in": {getattr(row, key) for row in rows}}, pk__lt=max(row.pk for row in rows))
    for row in earlier.order_by("pk"):
        lines[getattr(row, key)].append(row)
    for row in rows:
        before = [each for each in lines[getattr(row, key)] if each.pk < row.pk]
        yield row, before[-1] if before else None
