"""What the database knows of corrections, and what each reading of a letter means for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import F
from simple_history.utils import bulk_update_with_history

from determinations.choices import Standing
from determinations.models import Correction
from ingest.corrections.facts import same
from ingest.corrections.laying import Found, lay
from ingest.learned.laying import NOTHING, Learned
from ingest.letters import VERSION
from ingest.parsing import ReadLetter

_ASIDE = 10_000  # added to a place while decisions change places; letters have far fewer decisions
_NOTED = ["item", "read", "read_version", "standing"]
_WHY = {
    Standing.STANDS: "Read again: the parser reads what it read when this was corrected.",
    Standing.AGREES: f"Read again: parser version {VERSION} reads the same as the human.",
    Standing.DISAGREES: f"Read again: parser version {VERSION} reads something else.",
    Standing.LOST: "Read again: no single decision with this request was found.",
}


def laid_over(read: ReadLetter, corrections: Sequence[Correction], learned: Learned = NOTHING) -> ReadLetter:
    """The letter with what is learned, above it the humans' values, and what became of each of these."""
    if learned:
        read = replace(read, letter=learned.lay(read.letter, read.text))
    if not corrections:
        return read
    letter, found = lay(read.letter, corrections, read.text, learned)
    return replace(read, letter=letter, corrections=found)


def is_human(read: ReadLetter, field: str) -> bool:
    """Whether a fact of the case is a human's."""
    return any(each.item == 0 and each.correction.field == field for each in read.corrections)


def standing(found: Found) -> Standing:
    correction = found.correction
    if found.item is None:
        return Standing.LOST
    if same(correction.field, found.read, correction.value):
        return Standing.AGREES
    return Standing.STANDS if same(correction.field, found.read, correction.was_read) else Standing.DISAGREES


def of_cases(slugs: Iterable[str], numbers: Iterable[str | None]) -> list[Correction]:
    """Those of these cases, and those that took one of these case numbers from the case it was read in."""
    rows = Correction.objects.order_by().select_related("case")
    renumbered = rows.filter(field="case_number", read__in=[number for number in numbers if number])
    found = rows.filter(case__slug__in=slugs).union(renumbered, all=True)  # each by its own index
    return list({each.pk: each for each in found}.values())


def has_news(read: ReadLetter) -> bool:
    """Whether this reading says something of a correction that is not noted yet."""
    return any(_is_news(each) for each in read.corrections)


def note(reads: Iterable[ReadLetter]) -> None:
    """Note what these readings mean for their corrections, with a line of history for each that it matters to."""
    found = [each for read in reads for each in read.corrections]
    news = [each for each in found if _is_news(each)]
    same_news = [each.correction.pk for each in found if not _is_news(each) and each.correction.read_version != VERSION]
    if same_news:
        Correction.objects.filter(pk__in=same_news).update(read_version=VERSION)
    if not news:
        return
    moved = [each.correction.pk for each in news if each.item not in (None, each.correction.item)]
    if moved:  # two that change places must not meet, nor one that is lost and one that takes its place
        Correction.objects.filter(pk__in=moved).update(item=F("item") + _ASIDE)
    for group in ([each for each in news if each.item is None], [each for each in news if each.item is not None]):
        if group:
            bulk_update_with_history([_noted(each) for each in group], Correction, _NOTED)


def _is_news(found: Found) -> bool:
    correction = found.correction
    if found.item is None:
        return correction.standing != Standing.LOST
    was = (correction.item, correction.standing)
    return was != (found.item, standing(found)) or not same(correction.field, found.read, correction.read)


def _noted(found: Found) -> Correction:
    correction = found.correction
    correction.standing = standing(found)
    correction._change_reason = _WHY[correction.standing]
    correction.read_version = VERSION
    if found.item is not None:
        correction.item, correction.read = found.item, found.read
    return correction
