"""The earlier words of a stored case: kept beside those in force, which go on to count, and shown while nothing in them
holds a letter."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from determinations import corpus
from determinations.models import Case, Letter, Publication
from ingest import originals
from ingest.following import index_following
from ingest.letters import VERSION
from ingest.loading import Known, load
from ingest.parsing import ReadLetter, Unfit
from ingest.reporting import Result, Status
from ingest.rereading import stored_texts
from ingest.withholding import withheld
from ingest.workers import parsed
from ingest.writing import NOBODY, Entry, Sender, write_earlier


def keep_earlier(
    batch: Sequence[ReadLetter], kept: Mapping[int, originals.Kept], sender: Sender = NOBODY, *, hold: bool = False
) -> list[Result]:
    """Store each as an earlier letter of the case that has its number. Results in the order given.

    Where the case is gone by now the letter is stored as any other; words stored already are a duplicate. `hold`: the
    public does not see these words; a case that is stored because of them is held, in the name of who decided.
    """
    with corpus.change() as step:
        return [_keep(read, kept.get(place), step, sender, hold) for place, read in enumerate(batch)]


def _keep(read: ReadLetter, original: originals.Kept | None, step: corpus.Change, sender: Sender, hold: bool) -> Result:
    known = Known.of([read])
    holder = known.numbers.get(read.letter.case_number)
    files = {0: original} if original else {}
    if holder is None or read.digest in known.digests:
        return load([read], files, hold=hold, sender=sender)[0]
    why = withheld(read, known.publications.get(holder.slug))
    write_earlier([Entry(read, holder.slug, stored=True, hidden=hold or any(why))], step, sender)
    trouble = originals.attach([read], files, step).get(0)
    warnings = tuple(warning.as_dict() for warning in read.letter.warnings)
    reason = f"Kept as an earlier letter of case {holder.slug}. {why.held}".strip()
    return originals.noted(
        Result(read.file, Status.KEPT, holder.slug, len(read.letter.items), warnings, reason), trouble
    )


class Hidden(NamedTuple):
    """Earlier words that the public sees no more, and why."""

    case: str
    file: str
    why: str


def shown(*, everything: bool = False) -> QuerySet[Letter]:
    """Earlier words that the public sees and another version of the parser read, or all that it sees."""
    letters = Letter.objects.exclude(superseded_at=None).exclude(published_at=None)
    return letters if everything else letters.exclude(parser_version=VERSION)


def look_again(*, everything: bool = False, dry_run: bool = False, workers: int | None = None) -> Iterator[Hidden]:
    """Earlier words looked at by this version of the parser, batch by batch; those that would be held now are hidden.

    Nothing else of them is written: no fact is taken from them. What can be read no more stays as it is.
    """
    keys: deque[int] = deque()
    with index_following(dry_run=dry_run) as catch_up:
        for batch in parsed(stored_texts(shown(everything=everything), keys), workers):
            read = {keys.popleft(): each for each in batch}
            yield from (_to_hide(read) if dry_run else _hide(read)).values()
            catch_up()


def _hide(batch: Mapping[int, ReadLetter | Unfit]) -> dict[int, Hidden]:
    with corpus.change() as step:
        found = _to_hide(batch)
        read = Letter.objects.filter(pk__in=[key for key, each in batch.items() if isinstance(each, ReadLetter)])
        read.exclude(superseded_at=None).update(parser_version=VERSION)
        if found:
            Letter.objects.filter(pk__in=found).update(published_at=None)
            Case.objects.filter(letters__in=list(found)).update(revision=step.revision)
        return found


def _to_hide(batch: Mapping[int, ReadLetter | Unfit]) -> dict[int, Hidden]:
    letters = Letter.objects.filter(pk__in=batch).exclude(superseded_at=None).order_by("pk")
    rows = list(letters.values_list("pk", "case", "case__slug"))
    publications = Publication.objects.in_bulk({case for _, case, _ in rows})
    found = {}
    for key, case, slug in rows:
        read = batch[key]
        if isinstance(read, ReadLetter) and (why := withheld(read, publications.get(case)).held):
            found[key] = Hidden(slug, read.file, why)
    return found
