"""Parsed letters → rows, a batch in one transaction.

A letter is known by its words: words already stored are a duplicate, in force or not. Other words for a known
case number replace the case's facts and decisions; the earlier letter is kept beside the new one. A file that is no
plain text is kept with its letter, also when the same words were stored before without one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from determinations import corpus, terms
from determinations.models import Case, Letter
from ingest import originals
from ingest.identity import case_slug
from ingest.parsing import ReadLetter
from ingest.reporting import Result, Status
from ingest.writing import Entry, Writer


class Stored(NamedTuple):
    """A text that is stored: the case it belongs to, its row, what a list said of it, whether it is in force."""

    slug: str
    letter: int | None = None
    listed: tuple = ()
    in_force: bool = True


@dataclass(slots=True)
class Known:
    """What of a batch is stored already: by the digest of its words, and case number → its case's slug."""

    digests: dict[str, Stored] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Sequence[ReadLetter]) -> "Known":
        letters = Letter.objects.filter(digest__in=[read.digest for read in batch])
        rows = letters.values_list("digest", "case__slug", "pk", "listed", "superseded_at")
        numbers = Case.objects.filter(case_number__in=[read.letter.case_number for read in batch])
        return cls(
            {digest: Stored(slug, pk, tuple(listed), at is None) for digest, slug, pk, listed, at in rows},
            dict(numbers.values_list("case_number", "slug")),
        )

    def judge(self, read: ReadLetter) -> tuple[Result, Entry | None]:
        """What this letter is, seen after everything judged before it, and what there is to write."""
        number, stored = read.letter.case_number, self.digests.get(read.digest)
        if stored:
            return self._judge_again(read, stored)
        if number in self.numbers:
            status, slug = Status.UPDATED, self.numbers[number]
            reason = f"Case {number} was stored with other words; they are kept as its earlier letter."
        else:
            status, slug, reason = Status.NEW, case_slug(number, read.digest), ""
        self.digests[read.digest] = Stored(slug, listed=read.listed)
        if number:
            self.numbers[number] = slug
        return _result(read, status, slug, reason), Entry(read, slug, stored=status == Status.UPDATED)

    def _judge_again(self, read: ReadLetter, stored: Stored) -> tuple[Result, Entry | None]:
        """The same words: nothing to write, unless a list says now what it did not say when they were stored."""
        owner = self.numbers.get(read.letter.case_number, stored.slug)
        if stored.letter and stored.in_force and read.listed and read.listed != stored.listed and owner == stored.slug:
            self.digests[read.digest] = stored._replace(letter=None, listed=read.listed)
            reason = "The same words are stored already; what the list says of them is new."
            entry = Entry(read, stored.slug, stored=True, letter=stored.letter)
            return _result(read, Status.UPDATED, stored.slug, reason), entry
        return _result(read, Status.DUPLICATE, stored.slug, "The same words are stored already."), None


def load(batch: Sequence[ReadLetter]) -> list[Result]:
    """Store a batch in one transaction. Results in the order given."""
    with corpus.change() as step:
        known = Known.of(batch)
        judged = [known.judge(read) for read in batch]
        for run in _runs([entry for _, entry in judged if entry]):
            Writer(step.revision, terms.ensure()).write(run)
        files = originals.attach(batch, step)
    return [originals.noted(result, files.get(place)) for place, (result, _) in enumerate(judged)]


def judge(batch: Sequence[ReadLetter], known: Known) -> list[Result]:
    """What `load` would say, without storing anything. `known` carries what earlier batches would have added."""
    stored = Known.of(batch)
    known.digests = stored.digests | known.digests
    known.numbers = stored.numbers | known.numbers
    return [known.judge(read)[0] for read in batch]


def _result(read: ReadLetter, status: Status, slug: str, reason: str) -> Result:
    warnings = tuple(warning.as_dict() for warning in read.letter.warnings)
    return Result(read.file, status, slug, len(read.letter.items), warnings, reason)


def _runs(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Cut where a case comes a second time: the later words must find the earlier ones stored."""
    run, slugs = [], set()
    for entry in entries:
        if entry.slug in slugs:
            yield run
            run, slugs = [], set()
        run.append(entry)
        slugs.add(entry.slug)
    if run:
        yield run
