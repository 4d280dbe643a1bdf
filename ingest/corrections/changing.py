"""Corrections made and undone in the database, within one change of the corpus; constant in its number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from determinations import corpus
from determinations.choices import Standing
from determinations.models import Correction, DisputedItem, Letter
from ingest.corrections.facts import Json, category_of, request_key, same
from ingest.corrections.keeping import laid_over, standing
from ingest.corrections.laying import Found, Laid, lay
from ingest.corrections.values import CorrectionError
from ingest.learned.known import known as learned_wordings
from ingest.learned.laying import NOTHING, Learned
from ingest.letters import VERSION
from ingest.parsing import ReadLetter, StoredText, Unfit, read_letters
from ingest.rereading import Reread, rewrite, supplied

_VALUES = ["item", "value", "was_read", "read", "read_version", "request", "standing", "made_by", "made_at"]
_FOLLOWS = "The category follows the treatment, which was corrected."


class Stored(NamedTuple):
    """The letter in force of a case, and what is read in it now: `plain` by itself, `read` with what a list said and
    what is `learned`."""

    letter: Letter
    plain: ReadLetter
    read: ReadLetter
    learned: Learned = NOTHING

    def lay(self, corrections: Sequence[Correction]) -> Laid:
        return lay(self.read.letter, corrections, self.read.text, self.learned)


class Why(NamedTuple):
    """Who corrects, and why."""

    by: AbstractBaseUser | None
    why: str


@dataclass(slots=True)
class Change:
    """What is to be written: corrections made, given another value, and taken back; and what needed nothing.

    `followed` are corrections that stay beside a request that is read anew. `same` counts facts that have the value
    already, `kept` those that another human's value was left to; `refused` says for each other fact why it was not
    corrected. `earlier`: what those of `changed` said before, by their keys.
    """

    made: list[Correction] = field(default_factory=list)
    changed: list[Correction] = field(default_factory=list)
    undone: list[Correction] = field(default_factory=list)
    followed: list[Correction] = field(default_factory=list)
    same: int = 0
    kept: int = 0
    refused: list[str] = field(default_factory=list)
    earlier: dict[int, Json] = field(default_factory=dict)

    def cases(self) -> set[int]:
        return {each.case_id for each in (*self.made, *self.changed, *self.undone)}


def read_stored(cases: Iterable[int]) -> tuple[dict[int, Stored], dict[int, str]]:
    """By case, what is read in its letter now; and why it cannot be read.

    Reading takes its time: call it outside any change of the corpus.
    """
    letters = list(Letter.objects.filter(case__in=list(cases), superseded_at=None).select_related("case"))
    read = read_letters([StoredText(letter.file_name, letter.text) for letter in letters])
    pairs = list(zip(letters, read, strict=True))
    fit = [(letter, each) for letter, each in pairs if not isinstance(each, Unfit)]
    learned = learned_wordings()
    stored = {
        letter.case_id: Stored(letter, each, laid_over(supplied(each, letter), (), learned), learned)
        for letter, each in fit
    }
    return stored, {letter.case_id: each.reason for letter, each in pairs if isinstance(each, Unfit)}


def corrections_of(cases: Iterable[int]) -> dict[int, list[Correction]]:
    found = defaultdict(list)
    for each in Correction.objects.filter(case__in=list(cases)):
        found[each.case_id].append(each)
    return found


class Correcting:
    """One value for one field of many cases. `places`: case → places of its decisions, or [0] for the case itself."""

    def __init__(self, stored: Mapping[int, Stored], places: Mapping[int, Sequence[int]], overwrite: bool):
        self._stored, self._places, self._overwrite = stored, places, overwrite
        self._corrections = corrections_of(stored)
        rows = DisputedItem.objects.filter(case__in=stored).values_list("case", "position", "request")
        self._requests = {(case, place): request for case, place, request in rows}
        self._in_force = _in_force(stored)

    def decide(self, name: str, value: Json, why: Why) -> Change:
        """What to write. A fact that cannot be corrected is told in `refused`."""
        change = Change()
        for case, stored in self._stored.items():
            for place in self._places[case]:
                try:
                    self._decide(change, stored, place, name, value, why)
                except CorrectionError as error:
                    change.refused.append(f"{stored.letter.case}: {error}")
        return change

    def _decide(self, change: Change, stored: Stored, place: int, name: str, value: Json, why: Why) -> None:
        own = self._corrections[stored.letter.case_id]
        request = self._request(stored, place, own)
        found = stored.lay(own).found
        here = {each.correction.field: each.correction for each in found if each.item == place}
        mine = here.get(name)
        if mine and not self._overwrite:
            change.kept += 1
            return
        dropped = _overruled(here, name, value)
        wanted = Correction(case_id=stored.letter.case_id, item=place, field=name, value=value, request=request)
        others = [each for each in own if each is not mine and each not in dropped]
        found = stored.lay([*others, wanted]).found
        read = _read_by(wanted, found)
        if read == value:
            change.same += mine is None
            change.undone += [mine] if mine else []
        elif mine and mine.value == value and mine.standing != Standing.DISAGREES:
            change.same += 1
            return
        else:
            change.earlier |= {mine.pk: mine.value} if mine else {}
            (change.changed if mine else change.made).append(_given(mine or wanted, wanted, read, why))
        if name == "request":
            change.followed += _following(found, place)
        for each in dropped:
            each._change_reason = _FOLLOWS
        change.undone += dropped

    def _request(self, stored: Stored, place: int, own: list[Correction]) -> str:
        """The decision's request as it is read. CorrectionError where its row shows another decision."""
        if stored.letter.case_id not in self._in_force:
            raise CorrectionError("Its letter was replaced meanwhile; look at it again.")
        if place == 0:
            return ""
        items = stored.lay(own).letter.items
        shown = self._requests.get((stored.letter.case_id, place))
        if shown is None:
            raise CorrectionError(f"It has no decision {place}.")
        if place > len(items) or request_key(items[place - 1].request) != request_key(shown):
            raise CorrectionError("Its letter is read otherwise by now; read it again (`manage.py reparse`) first.")
        return stored.read.letter.items[place - 1].request


def write(step: corpus.Change, change: Change, stored: Mapping[int, Stored], why: Why) -> list[Reread]:
    """Write corrections and the cases they are of. Raises CorrectionError where a letter cannot be read."""
    _delete(change.undone, why)
    updated = [*change.changed, *change.followed]
    for rows, store in ((updated, _update), (change.made, bulk_create_with_history)):
        if rows:
            store(rows, Correction, default_user=why.by, default_change_reason=why.why)
    letters = {stored[case].letter.pk: stored[case].plain for case in change.cases()}
    renumbered = [stored[each.case_id].letter.pk for each in change.undone if each.field == "case_number"]
    return rewrite(step, letters, touched=letters, unnumbered=renumbered)


def taken_back(wanted: Collection[int], stored: Mapping[int, Stored]) -> Change:
    """The corrections with these keys undone: each knows what is read in its place now.

    Those of cases that are not in `stored`, or whose letter was replaced meanwhile, stay.
    """
    change = Change()
    for case, own in corrections_of(_in_force(stored)).items():
        for found in stored[case].lay(own).found:
            if found.correction.pk in wanted:
                found.correction.read = found.read if found.item is not None else found.correction.read
                change.undone.append(found.correction)
        rest = [each for each in own if each.pk not in wanted]
        for place in {each.item for each in own if each.pk in wanted and each.field == "request"}:
            change.followed += _following(stored[case].lay(rest).found, place)
    return change


def _in_force(stored: Mapping[int, Stored]) -> set[int]:
    """The cases whose letter is still the one that was read."""
    letters = Letter.objects.filter(pk__in=[each.letter.pk for each in stored.values()], superseded_at=None)
    return set(letters.values_list("case", flat=True))


def _update(rows: list[Correction], model: type[Correction], **options) -> None:
    bulk_update_with_history(rows, model, _VALUES, **options)


def _delete(corrections: list[Correction], why: Why) -> None:
    """With a line of history for each, which a queryset's own deletion would write without who and why."""
    if not corrections:
        return
    lines = Correction.history.bulk_history_create(
        corrections, update=True, default_user=why.by, default_change_reason=why.why
    )
    Correction.history.filter(pk__in=[line.pk for line in lines]).update(history_type="-")
    rows = Correction.objects.filter(pk__in=[each.pk for each in corrections])
    rows._raw_delete(rows.db)


def _overruled(here: Mapping[str, Correction], name: str, value: Json) -> list[Correction]:
    """A corrected category that a corrected treatment is not of. The other way round is refused."""
    category, treatment = here.get("category"), here.get("treatment_type")
    if name == "treatment_type" and value and category and category.value != category_of(value):
        return [category]
    if name == "category" and treatment and treatment.value and value != category_of(treatment.value):
        raise CorrectionError(f"category: its treatment was corrected to “{treatment.value}”, which is of another one.")
    return []


def _read_by(wanted: Correction, found: Iterable[Found]) -> Json:
    return next(each.read for each in found if each.correction is wanted)


def _following(found: Iterable[Found], place: int) -> Iterator[Correction]:
    """Corrections of a decision whose request a human changed: what is read beside them now is no parser's doing."""
    for each in found:
        kept = each.correction
        if each.item == place and kept.pk and kept.field != "request" and not same(kept.field, each.read, kept.read):
            kept.was_read = kept.was_read if kept.standing == Standing.DISAGREES else each.read
            kept.read, kept.standing = each.read, standing(each)
            yield kept


def _given(correction: Correction, wanted: Correction, read: Json, why: Why) -> Correction:
    """The correction with the value wanted, made now."""
    correction.item, correction.value, correction.request = wanted.item, wanted.value, wanted.request
    correction.was_read = correction.read = read
    correction.read_version, correction.made_by, correction.made_at = VERSION, why.by, timezone.now()
    correction.standing = standing(Found(correction, wanted.item, read))
    return correction
