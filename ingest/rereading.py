"""Letters that an older version of the parser read, read again: same case, same address, new facts.

A letter that can no longer be read keeps the facts it has and is reported as failed.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from django.db.models import QuerySet

from determinations import corpus, search, terms
from determinations.models import Case, Letter
from ingest.changes import Change, changes, of_parsed, of_stored
from ingest.letters import VERSION
from ingest.listing import merge
from ingest.parsing import ReadLetter, Unfit
from ingest.workers import BATCH, parsed
from ingest.writing import Entry, Writer

_SYNC_AFTER = 5.0  # seconds between two catch-ups of the index


@dataclass(frozen=True, slots=True)
class StoredText:
    """A stored letter as a source that workers can read."""

    name: str
    text: str

    def data(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one letter: `changes` are the facts that differ, `reason` why it could not be read."""

    case: str
    file: str
    changes: tuple[Change, ...] = ()
    reason: str = ""

    @property
    def status(self) -> str:
        """failed, changed or same."""
        return "failed" if self.reason else "changed" if self.changes else "same"

    def as_dict(self) -> dict:
        changed = {change.name: [change.before, change.after] for change in self.changes}
        return {"case": self.case, "file": self.file, "status": self.status, "changes": changed, "reason": self.reason}


def outdated(*, everything: bool = False) -> QuerySet[Letter]:
    """The letters in force that another version of the parser read, or all of them."""
    letters = Letter.objects.filter(superseded_at=None)
    return letters if everything else letters.exclude(parser_version=VERSION)


def reread(*, everything: bool = False, dry_run: bool = False, workers: int | None = None) -> Iterator[Reread]:
    """Read these letters again in the order of their keys; each batch is one transaction.

    Killed at any moment it has whole batches done, and goes on with the rest when run again.
    """
    keys: deque[int] = deque()
    synced = monotonic()
    try:
        for batch in parsed(_texts(outdated(everything=everything), keys), workers):
            yield from _store({keys.popleft(): read for read in batch}, dry_run=dry_run)
            if not dry_run and monotonic() - synced > _SYNC_AFTER:
                search.sync()
                synced = monotonic()
    finally:
        if not dry_run:
            search.sync()


def _texts(letters: QuerySet[Letter], keys: deque[int]) -> Iterator[StoredText]:
    """Page by page, so that nothing is open while batches are written; each letter's key goes to `keys`."""
    last = 0
    rows = letters.order_by("pk").values_list("pk", "file_name", "text")
    while page := list(rows.filter(pk__gt=last)[:BATCH]):
        for last, name, text in page:
            keys.append(last)
            yield StoredText(name, text)


def _store(batch: dict[int, ReadLetter | Unfit], *, dry_run: bool) -> list[Reread]:
    with corpus.change() as step:
        letters = Letter.objects.filter(pk__in=batch, superseded_at=None).defer("text").in_bulk()
        cases = Case.objects.for_detail().in_bulk([letter.case_id for letter in letters.values()])
        results, entries, same = [], [], []
        for pk, letter in letters.items():
            case, read = cases[letter.case_id], _supplied(batch[pk], letter)
            if isinstance(read, Unfit):
                results.append(Reread(case.slug, letter.file_name, reason=read.reason))
                continue
            read = _with_free_number(read, case, entries)
            found = Reread(case.slug, letter.file_name, tuple(changes(of_stored(case), of_parsed(read.letter))))
            results.append(found)
            (entries if found.changes or _moved(letter, case, read) else same).append(_entry(read, case, letter))
        if not dry_run:
            _write(entries, same, step)
    return results


def _supplied(read: ReadLetter | Unfit, letter: Letter) -> ReadLetter | Unfit:
    """With what the list said when the letter was stored."""
    if isinstance(read, Unfit):
        return read
    return replace(read, letter=merge(read.letter, letter.listed), listed=tuple(letter.listed))


def _with_free_number(read: ReadLetter, case: Case, entries: Sequence[Entry]) -> ReadLetter:
    """A number that another case has already cannot be this one's."""
    number = read.letter.case_number
    if number == case.case_number:
        return read
    taken = any(entry.read.letter.case_number == number for entry in entries)
    if number is None or taken or Case.objects.filter(case_number=number).exists():
        return replace(read, letter=replace(read.letter, case_number=case.case_number))
    return read


def _moved(letter: Letter, case: Case, read: ReadLetter) -> bool:
    """The same facts, read from other places."""
    items = [{name: list(span) for name, span in item.spans.items()} for item in read.letter.items]
    spans = {name: list(span) for name, span in read.letter.spans.items()}
    return letter.spans != spans or [item.spans for item in case.items.all()] != items


def _entry(read: ReadLetter, case: Case, letter: Letter) -> Entry:
    return Entry(read, case.slug, stored=True, letter=letter.pk)


def _write(entries: list[Entry], same: list[Entry], step: corpus.Change) -> None:
    """Where nothing differs only the letter's row follows: the case was not changed, and no index need look."""
    if entries:
        Writer(step.revision, terms.ensure()).write(entries)
    rows = [
        Letter(
            pk=entry.letter, parser_version=VERSION, warnings=[each.as_dict() for each in entry.read.letter.warnings]
        )
        for entry in same
    ]
    Letter.objects.bulk_update(rows, ["parser_version", "warnings"])
