"""Whose a case number is. A number that only a list supplies gives way to a letter that states it itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from determinations.models import Case, Letter
from ingest.identity import file_name
from ingest.letters.record import ParsedLetter, ParseWarning
from ingest.parsing import ReadLetter

_NUMBER = "case_number"  # as `supplied` names it
_OF_THE_NUMBER = "case_number_contradicts_date"  # what was noticed of a number is not to be said without it


class Holder(NamedTuple):
    """The case that has a number: its slug, whether a list alone says so, what a list said of its letter in force."""

    slug: str
    listed: bool
    rows: tuple = ()

    @classmethod
    def of(cls, slug: str, read: ReadLetter) -> "Holder":
        return cls(slug, is_listed(read.letter), read.listed)


def is_listed(letter: ParsedLetter) -> bool:
    """Whether the letter has its number from a list, not from its words."""
    return _NUMBER in letter.supplied


def stated(letter: ParsedLetter) -> str | None:
    """The number in the letter's own words."""
    return None if is_listed(letter) else letter.case_number


def holders(numbers: Iterable[str | None]) -> dict[str, Holder]:
    """Case number → who has it, of those that some stored case has."""
    wanted = {number for number in numbers if number}
    cases = Case.objects.alias(in_force=FilteredRelation("letters", condition=Q(letters__superseded_at=None)))
    rows = cases.filter(case_number__in=wanted).values_list(
        "case_number", "slug", "in_force__supplied", "in_force__listed"
    )
    return {number: Holder(slug, _NUMBER in (said or ()), tuple(given or ())) for number, slug, said, given in rows}


def another(known: Mapping[str, Holder], number: str | None, slug: str) -> Holder | None:
    """Who has the number, if it is not the case of this slug."""
    holder = known.get(number)
    return holder if holder and holder.slug != slug else None


def refuse(read: ReadLetter, holder: str, kept: str | None = None) -> ReadLetter:
    """Without the number that a list supplied and the case `holder` has; `kept` is what it was stored with."""
    letter = read.letter
    warning = _refused(letter.case_number, file_name(read.file), holder)
    others = (each for each in letter.warnings if each.code != _OF_THE_NUMBER)
    supplied = letter.supplied if kept else tuple(name for name in letter.supplied if name != _NUMBER)
    return replace(read, letter=replace(letter, case_number=kept, warnings=(*others, warning), supplied=supplied))


def release(given: Mapping[str, str], revision: int) -> None:
    """Stored cases lose the number they have from a list: slug → slug of the case that has it from now on."""
    letters = Letter.objects.filter(superseded_at=None, case__slug__in=given).select_related("case").defer("text")
    released = list(letters)
    for letter in released:
        warning = _refused(letter.case.case_number, letter.file_name, given[letter.case.slug])
        others = (each for each in letter.warnings if each["code"] != _OF_THE_NUMBER)
        letter.warnings = [*others, warning.as_dict()]
        letter.supplied = [name for name in letter.supplied if name != _NUMBER]
    Letter.objects.bulk_update(released, ["warnings", "supplied"])
    Case.objects.filter(slug__in=given).update(case_number=None, revision=revision)


def _refused(number: str | None, file: str, holder: str) -> ParseWarning:
    message = f"The list gives case number {number} to “{file}”, but it is the number of case {holder}."
    return ParseWarning("list_differs", message)
