"""Letters kept as the earlier words of a stored case: the words in force go on to count."""

from collections.abc import Mapping, Sequence

from determinations import corpus
from ingest import originals
from ingest.loading import Known, load
from ingest.parsing import ReadLetter
from ingest.reporting import Result, Status
from ingest.withholding import withheld
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
