"""Letters that an older version of the parser read, read again: same case, same address, new facts.

A letter that can no longer be read keeps the facts it has and is reported as failed.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from determinations import corpus, terms
from determinations.choices import CitedBy
from determinations.models import Case, DisputedItem, Letter
from ingest.changes import Change, changes, of_parsed, of_stored
from ingest.following import index_following
from ingest.letters import VERSION
from ingest.letters.record import ParsedItem
from ingest.listing import merge, refuse_number
from ingest.parsing import ReadLetter, StoredText, Unfit
from ingest.workers import BATCH, parsed
from ingest.writing import Entry, Writer, write_readings


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
    with index_following(dry_run=dry_run) as catch_up:
        for batch in parsed(_texts(outdated(everything=everything), keys), workers):
            read = {keys.popleft(): each for each in batch}
            yield from _compare(read).results if dry_run else _store(read)
            catch_up()


def _texts(letters: QuerySet[Letter], keys: deque[int]) -> Iterator[StoredText]:
    """Page by page, so that nothing is open while batches are written; each letter's key goes to `keys`."""
    last = 0
    rows = letters.order_by("pk").values_list("pk", "file_name", "text")
    while page := list(rows.filter(pk__gt=last)[:BATCH]):
        for last, name, text in page:
            keys.append(last)
            yield StoredText(name, text)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A batch held against what is stored: letters whose case is written anew, and those whose case stays."""

    results: list[Reread] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)


def _store(batch: dict[int, ReadLetter | Unfit]) -> list[Reread]:
    """Where nothing differs only the letter's row follows: the case was not changed, and no index need look."""
    with corpus.change() as step:
        found = _compare(batch)
        if found.changed:
            Writer(step.revision, terms.ensure()).write(found.changed)
        write_readings(found.same)
    return found.results


def _compare(batch: dict[int, ReadLetter | Unfit]) -> _Compared:
    """Reads the database and changes nothing."""
    letters = Letter.objects.filter(pk__in=batch, superseded_at=None).defer("text").in_bulk()
    cases = Case.objects.for_detail().in_bulk([letter.case_id for letter in letters.values()])
    found = _Compared()
    for pk, letter in letters.items():
        case, read = cases[letter.case_id], _supplied(batch[pk], letter)
        if isinstance(read, Unfit):
            found.results.append(Reread(case.slug, letter.file_name, reason=read.reason))
            continue
        read = _with_free_number(read, case, found.changed)
        result = Reread(case.slug, letter.file_name, tuple(changes(of_stored(case), of_parsed(read.letter))))
        found.results.append(result)
        entry = Entry(read, case.slug, stored=True, letter=letter.pk)
        (found.changed if result.changes or _moved(letter, case, read) else found.same).append(entry)
    return found


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
    if number is None:
        return replace(read, letter=replace(read.letter, case_number=case.case_number))
    taken = any(entry.read.letter.case_number == number for entry in entries)
    if not taken and not Case.objects.filter(case_number=number).exists():
        return read
    if "case_number" in read.letter.supplied:
        return replace(read, letter=refuse_number(read.letter, case.case_number))
    return replace(read, letter=replace(read.letter, case_number=case.case_number))


def _moved(letter: Letter, case: Case, read: ReadLetter) -> bool:
    """The same facts, taken from other places: the case's page shows these too."""
    places = ({name: list(span) for name, span in read.letter.spans.items()}, list(read.letter.supplied))
    if (letter.spans, letter.supplied) != places:
        return True
    return [_places(item) for item in case.items.all()] != [_parsed_places(item) for item in read.letter.items]


def _places(item: DisputedItem) -> tuple[dict, list]:
    """The spans of a decision and of its citations, the claims administrator's first."""
    cited = sorted(item.citations.all(), key=lambda each: (each.cited_by != CitedBy.CLAIMS_ADMIN, each.position))
    return item.spans, [citation.span for citation in cited]


def _parsed_places(item: ParsedItem) -> tuple[dict, list]:
    cited = (*item.claims_admin_citations, *item.reviewer_citations)
    return {name: list(span) for name, span in item.spans.items()}, [list(citation.span) for citation in cited]
