"""Letters that an older version of the parser read, read again: same case, same address, new facts.

A letter that can no longer be read, or that the database refuses, keeps the facts it has and is reported as failed.
"""

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import QuerySet

from determinations import corpus, terms
from determinations.choices import CitedBy
from determinations.models import Case, DisputedItem, Letter, Publication
from ingest.changes import Change, changes, of_parsed, of_stored
from ingest.corrections import keeping
from ingest.following import index_following
from ingest.learned.known import known as learned_wordings
from ingest.letters import VERSION
from ingest.letters.record import ParsedItem
from ingest.listing import merge
from ingest.numbers import Holder, another, holders, is_listed, refuse
from ingest.parsing import ReadLetter, StoredText, Unfit
from ingest.refusals import all_or_each
from ingest.withholding import withheld
from ingest.workers import BATCH, parsed
from ingest.writing import Entry, Writer, write_readings


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one letter: `changes` are the facts that differ, `reason` why it could not be read or written.

    `held`: why its case, public before, is held now.
    """

    case: str
    file: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    held: str = ""

    @property
    def status(self) -> str:
        """failed, held, changed or same."""
        return "failed" if self.reason else "held" if self.held else "changed" if self.changes else "same"

    def as_dict(self) -> dict:
        changed = {change.name: [change.before, change.after] for change in self.changes}
        reason = self.reason or self.held
        return {"case": self.case, "file": self.file, "status": self.status, "changes": changed, "reason": reason}


def outdated(*, everything: bool = False) -> QuerySet[Letter]:
    """The letters in force that another version of the parser read, or all of them."""
    letters = Letter.objects.filter(superseded_at=None)
    return letters if everything else letters.exclude(parser_version=VERSION)


def reread(
    letters: QuerySet[Letter] | None = None,
    *,
    everything: bool = False,
    dry_run: bool = False,
    workers: int | None = None,
) -> Iterator[Reread]:
    """Read these letters, or those outdated, again in the order of their keys; each batch is one transaction.

    Killed at any moment it has whole batches done, and goes on with the rest when run again. Of a batch that the
    database refuses each letter is a transaction; raises DatabaseError where it refuses them all.
    """
    letters = outdated(everything=everything) if letters is None else letters
    keys: deque[int] = deque()
    with index_following(dry_run=dry_run) as catch_up:
        for batch in parsed(stored_texts(letters, keys), workers):
            read = {keys.popleft(): each for each in batch}
            yield from _compare(read).results if dry_run else _stored(read)
            catch_up()


def stored_texts(letters: QuerySet[Letter], keys: deque[int]) -> Iterator[StoredText]:
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


def _stored(batch: dict[int, ReadLetter | Unfit]) -> Iterator[Reread]:
    return all_or_each(list(batch.items()), lambda letters: _store(dict(letters)), _refused)


def _refused(letter: tuple[int, ReadLetter | Unfit], reason: str) -> Reread:
    key, read = letter
    slug = Letter.objects.filter(pk=key).values_list("case__slug", flat=True).first()
    return Reread(slug or "", read.file, reason=reason)


def _store(batch: dict[int, ReadLetter | Unfit]) -> list[Reread]:
    """Where nothing differs only the letter's row follows: the case was not changed, and no index need look."""
    with corpus.change() as step:
        return rewrite(step, batch)


def rewrite(
    step: corpus.Change,
    batch: dict[int, ReadLetter | Unfit],
    touched: Collection[int] = (),
    unnumbered: Collection[int] = (),
) -> list[Reread]:
    """Write what was read in stored letters, by their keys, within a change of the corpus.

    Cases of the letters `touched` are written also where no fact differs: what is shown of them has changed. Those of
    the letters `unnumbered` do not keep the number they have.
    """
    found = _compare(batch, touched, unnumbered)
    if found.changed:
        Writer(step, terms.ensure()).write(found.changed)
    write_readings(found.same)
    keeping.note(entry.read for entry in found.same)
    return found.results


def _compare(
    batch: dict[int, ReadLetter | Unfit], touched: Collection[int] = (), unnumbered: Collection[int] = ()
) -> _Compared:
    """Reads the database and changes nothing. Results in the order of the keys."""
    learned = learned_wordings()
    letters = Letter.objects.filter(pk__in=batch, superseded_at=None).defer("text").in_bulk()
    cases = Case.objects.for_detail().in_bulk([letter.case_id for letter in letters.values()])
    read = {pk: supplied(batch[pk], letter) for pk, letter in letters.items()}
    fit = {
        pk: keeping.laid_over(each, cases[letters[pk].case_id].corrections.all(), learned)
        for pk, each in read.items()
        if isinstance(each, ReadLetter)
    }
    owners = {pk: cases[letters[pk].case_id] for pk in fit}
    given = _with_free_numbers(
        {
            pk: _Numbered(each, owners[pk].slug, None if pk in unnumbered else owners[pk].case_number)
            for pk, each in fit.items()
        }
    )
    publications = Publication.objects.in_bulk(cases)
    found = _Compared()
    for pk, letter in sorted(letters.items()):
        case = cases[letter.case_id]
        if pk in given:
            _hold_against(letter, case, *given[pk], publications.get(case.pk), found, touched=pk in touched)
        else:
            found.results.append(Reread(case.slug, letter.file_name, reason=read[pk].reason))
    return found


def _hold_against(
    letter: Letter,
    case: Case,
    read: ReadLetter,
    takes: str,
    publication: Publication | None,
    found: _Compared,
    *,
    touched: bool,
) -> None:
    held, hidden = withheld(read, publication)
    held = "" if hidden else held
    result = Reread(case.slug, letter.file_name, tuple(changes(of_stored(case), of_parsed(read.letter))), held=held)
    found.results.append(result)
    entry = Entry(read, case.slug, stored=True, letter=letter.pk, takes=takes, held=held)
    differs = held or result.changes or touched or keeping.has_news(read) or _moved(letter, case, read)
    (found.changed if differs else found.same).append(entry)


def supplied(read: ReadLetter | Unfit, letter: Letter) -> ReadLetter | Unfit:
    """With what the list said when the letter was stored."""
    if isinstance(read, Unfit):
        return read
    return replace(read, letter=merge(read.letter, letter.listed), listed=tuple(letter.listed))


class _Numbered(NamedTuple):
    """A letter, the slug of its case, and the number that case has."""

    read: ReadLetter
    slug: str
    own: str | None


def _with_free_numbers(letters: dict[int, _Numbered]) -> dict[int, tuple[ReadLetter, str]]:
    """Each with the number it may have, and the slug of the case that gives it up for it.

    Those that state their number come first: they take it from those that have it from a list.
    """
    known = holders(number for each in letters.values() for number in (each.read.letter.case_number, each.own))
    stating_first = sorted(letters.items(), key=lambda each: (is_listed(each[1].read.letter), each[0]))
    return {pk: _with_free_number(*each, known) for pk, each in stating_first}


def _with_free_number(read: ReadLetter, slug: str, own: str | None, known: dict[str, Holder]) -> tuple[ReadLetter, str]:
    number = read.letter.case_number
    holder = another(known, number, slug)
    if keeping.is_human(read, "case_number"):
        return read, holder.slug if holder and holder.listed else ""
    kept = None if another(known, own, slug) else own
    if holder and is_listed(read.letter):
        return refuse(read, holder.slug, kept), ""
    if number is None or (holder and not holder.listed):
        if kept:
            known[kept] = Holder(slug, listed=False)
        return replace(read, letter=replace(read.letter, case_number=kept)), ""
    known[number] = Holder.of(slug, read)
    return read, holder.slug if holder else ""


def _moved(letter: Letter, case: Case, read: ReadLetter) -> bool:
    """The same facts, taken from other places: the case's page shows these too."""
    places = ({name: list(span) for name, span in read.letter.spans.items()}, list(read.letter.supplied))
    if (letter.spans, letter.supplied) != places:
        return True
    return [_places(item) for item in case.items.all()] != [_parsed_places(item) for item in read.letter.items]


def _places(item: DisputedItem) -> tuple:
    """The spans of a decision and of its citations, the claims administrator's first, and what wordings named."""
    cited = sorted(item.citations.all(), key=lambda each: (each.cited_by != CitedBy.CLAIMS_ADMIN, each.position))
    return item.spans, item.learned, [(citation.span, citation.learned) for citation in cited]


def _parsed_places(item: ParsedItem) -> tuple:
    cited = (*item.claims_admin_citations, *item.reviewer_citations)
    spans = {name: list(span) for name, span in item.spans.items()}
    return spans, item.learned, [(list(citation.span), citation.learned) for citation in cited]
