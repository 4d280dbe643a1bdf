"""Parsed letters → rows, a batch in one transaction.

A letter is known by its words: words already stored are a duplicate, in force or not. Other words for a known
case number replace the case's facts and decisions; the earlier letter is kept beside the new one. A number that only a
list supplies replaces nothing, and goes to the letter that states it. A file that is no plain text is kept with its
letter, also when the same words were stored before without one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from determinations import corpus, terms
from determinations.choices import PublicationState
from determinations.models import Case, Correction, Letter, Publication
from ingest import originals
from ingest.corrections import keeping
from ingest.identity import case_slug
from ingest.learned.known import known as learned_wordings
from ingest.learned.laying import NOTHING, Learned
from ingest.letters.record import ParseWarning
from ingest.listing import merge
from ingest.numbers import Holder, another, holders, is_listed, refuse, stated
from ingest.parsing import ReadLetter
from ingest.reporting import Result, Status
from ingest.withholding import ON_REQUEST, withheld
from ingest.writing import NOBODY, Entry, Sender, Writer


class Stored(NamedTuple):
    """A text that is stored: its case, its row, what a list said of it, whether it is in force, the case's number."""

    slug: str
    letter: int | None = None
    listed: tuple = ()
    in_force: bool = True
    number: str | None = None


@dataclass(slots=True)
class Known:
    """What of a batch is stored already.

    `digests`: by the digest of its words; `numbers`: case number → the case that has it; `slugs`: addresses that
    are taken; `publications`: by slug, where there is a row; `corrections`: by slug, too; `renumbered`: a number that
    was read in a case and corrected there → its slug; `replaced`: slugs that got other words since. `learned`: what
    staff taught the library. `asking`: other words for a stored case replace nothing. `hold`: whatever is stored is
    held.
    """

    digests: dict[str, Stored] = field(default_factory=dict)
    numbers: dict[str, Holder] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    publications: dict[str, Publication] = field(default_factory=dict)
    corrections: dict[str, list[Correction]] = field(default_factory=dict)
    renumbered: dict[str, str] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    learned: Learned = NOTHING
    asking: bool = False
    hold: bool = False

    @classmethod
    def of(cls, batch: Sequence[ReadLetter]) -> "Known":
        letters = Letter.objects.filter(digest__in=[read.digest for read in batch])
        rows = letters.values_list("digest", "case__slug", "pk", "listed", "superseded_at", "case__case_number")
        digests = {digest: Stored(slug, pk, tuple(said), at is None, own) for digest, slug, pk, said, at, own in rows}
        numbers = [read.letter.case_number for read in batch] + [each.number for each in digests.values()]
        slugs = [case_slug(stated(read.letter), read.digest) for read in batch]
        taken = Case.objects.filter(slug__in=slugs).values_list("slug", flat=True)
        held = holders(numbers)
        known = {*taken, *(each.slug for each in digests.values()), *(each.slug for each in held.values())}
        rows = Publication.objects.filter(case__slug__in=known).select_related("case")
        publications = {row.case.slug: row for row in rows}
        found = cls(digests, held, set(taken), publications, learned=learned_wordings())
        found._correct(keeping.of_cases(known, numbers))
        return found

    def _correct(self, corrections: Iterable[Correction]) -> None:
        for each in corrections:
            self.corrections.setdefault(each.case.slug, []).append(each)
            if each.field == "case_number" and each.read and each.read != each.value:
                self.renumbered[each.read] = each.case.slug

    def add(self, stored: "Known") -> None:
        """What the database holds, unless it is known better: from letters judged, but not stored."""
        self.digests = stored.digests | self.digests
        self.numbers = stored.numbers | self.numbers
        self.slugs |= stored.slugs
        self.publications |= stored.publications
        self.corrections |= stored.corrections
        self.renumbered |= stored.renumbered
        self.learned = stored.learned

    def judge(self, read: ReadLetter) -> tuple[Result, Entry | None]:
        """What this letter is, seen after everything judged before it, and what there is to write."""
        stored = self.digests.get(read.digest)
        if stored:
            return self._judge_again(self._with_corrections(read, stored.slug), stored)
        number = read.letter.case_number
        holder = self.numbers.get(number)
        if holder is None:
            return self._judge_new(self._doubted(read))
        if is_listed(read.letter):  # no list's number may replace the words of another letter
            read = refuse(read, holder.slug)
            return self._judge_new(read, read.letter.warnings[-1].message)
        if holder.listed:  # nor keep a letter from the number it states
            reason = f"A list gave case number {number} to case {holder.slug}; this letter states it and has it now."
            return self._judge_new(read, reason, takes=holder.slug)
        if self.asking:
            return _result(read, Status.OTHER_WORDS, holder.slug, f"Case {number} is stored with other words."), None
        read = self._with_corrections(_with_rows(read, holder.rows), holder.slug)
        self.replaced.add(holder.slug)
        self._remember(read, holder.slug)
        reason = f"Case {number} was stored with other words; they are kept as its earlier letter."
        return self._judged(Status.UPDATED, reason, Entry(read, holder.slug, stored=True))

    def _with_corrections(self, read: ReadLetter, slug: str) -> ReadLetter:
        return keeping.laid_over(read, self.corrections.get(slug, ()), self.learned)

    def _doubted(self, read: ReadLetter) -> ReadLetter:
        """A number that was corrected in another case: this may be that case's letter, and a human must look."""
        slug, number = self.renumbered.get(read.letter.case_number), read.letter.case_number
        if slug is None:
            return read
        message = (
            f"Case number {number} was read in case {slug} too, and corrected there; is this a letter of that case?"
        )
        doubt = ParseWarning("case_number_corrected", message, read.letter.spans.get("case_number"), severe=True)
        return replace(read, letter=replace(read.letter, warnings=(*read.letter.warnings, doubt)))

    def _judge_new(self, read: ReadLetter, reason: str = "", takes: str = "") -> tuple[Result, Entry]:
        read = keeping.laid_over(read, (), self.learned)
        slug = case_slug(stated(read.letter), read.digest)
        if slug in self.slugs:  # the address of a case that has another number by now
            slug = case_slug(None, read.digest)
        self._remember(read, slug)
        return self._judged(Status.NEW, reason, Entry(read, slug, takes=takes))

    def _judge_again(self, read: ReadLetter, stored: Stored) -> tuple[Result, Entry | None]:
        """The same words: nothing to write, unless a list says now what it did not say when they were stored."""
        holder = another(self.numbers, read.letter.case_number, stored.slug)
        kept = None if another(self.numbers, stored.number, stored.slug) else stored.number
        if holder and is_listed(read.letter):
            read, holder = refuse(read, holder.slug, kept), None
        in_force = stored.letter and stored.in_force and stored.slug not in self.replaced
        if holder or not (in_force and read.listed and read.listed != stored.listed):
            return _result(read, Status.DUPLICATE, stored.slug, "The same words are stored already."), None
        if kept:
            self.numbers.pop(kept, None)
        self._remember(read, stored.slug)
        reason = "The same words are stored already; what the list says of them is new."
        return self._judged(Status.UPDATED, reason, Entry(read, stored.slug, stored=True, letter=stored.letter))

    def _judged(self, status: Status, reason: str, entry: Entry) -> tuple[Result, Entry]:
        """The letter to write, and whether the public may see it."""
        held, hidden = withheld(entry.read, self.publications.get(entry.slug))
        held = held or (ON_REQUEST if self.hold and not hidden else "")
        if held:
            self.publications.setdefault(entry.slug, Publication(state=PublicationState.HELD))
        if held or hidden:
            status, reason = Status.HELD, f"{reason} {held or hidden}".strip()
        return _result(entry.read, status, entry.slug, reason), entry._replace(held=held, hidden=bool(held or hidden))

    def _remember(self, read: ReadLetter, slug: str) -> None:
        number = read.letter.case_number
        self.digests[read.digest] = Stored(slug, listed=read.listed, number=number)
        self.slugs.add(slug)
        if number:
            self.numbers[number] = Holder.of(slug, read)


def load(
    batch: Sequence[ReadLetter],
    kept: Mapping[int, originals.Kept] | None = None,
    *,
    asking: bool = False,
    hold: bool = False,
    sender: Sender = NOBODY,
) -> list[Result]:
    """Store a batch in one transaction. Results in the order given. `kept` are its files, kept before if given.

    `asking`: other words for a stored case are not stored, but reported as such. `hold`: every case is held that a
    letter of the batch is stored for. `sender`: who handed the letters in, and in whose name they are stored.
    """
    kept = originals.keep_files(batch) if kept is None else kept
    with corpus.change() as step:
        known = Known.of(batch)
        known.asking, known.hold = asking, hold
        judged = [known.judge(read) for read in batch]
        for run in _runs([entry for _, entry in judged if entry]):
            Writer(step, terms.ensure(), sender).write(run)
        files = originals.attach(batch, kept, step)
    return [originals.noted(result, files.get(place)) for place, (result, _) in enumerate(judged)]


def judge(batch: Sequence[ReadLetter], known: Known) -> list[Result]:
    """What `load` would say, without storing anything. `known` carries what earlier batches would have added."""
    known.add(Known.of(batch))
    return [known.judge(read)[0] for read in batch]


def _with_rows(read: ReadLetter, rows: tuple) -> ReadLetter:
    """New words given without a list: what the list said of the case holds for them too."""
    if read.listed or not rows:
        return read
    return replace(read, letter=merge(read.letter, rows), listed=rows)


def _result(read: ReadLetter, status: Status, slug: str, reason: str) -> Result:
    warnings = tuple(warning.as_dict() for warning in read.letter.warnings)
    return Result(read.file, status, slug, len(read.letter.items), warnings, reason)


def _runs(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Cut where a case comes a second time, also to give its number up: the later must find the earlier stored."""
    run, slugs = [], set()
    for entry in entries:
        if slugs & {entry.slug, entry.takes}:
            yield run
            run, slugs = [], set()
        run.append(entry)
        slugs.add(entry.slug)
    if run:
        yield run
