"""What the page of a case shows: each fact with its field, what was read there and where, findings, the letter."""

from collections.abc import Collection
from dataclasses import dataclass

from django.forms import BoundField

from determinations.choices import PublicationState, Standing
from determinations.corrected import Mark, Marks, marks
from determinations.facts import letter_places, title
from determinations.history import in_words
from determinations.models import Case, Correction, DisputedItem, Letter, Publication
from determinations.noticed import Noticed, ReadItem, read_items
from determinations.passages import pieces
from determinations.results import shortened
from ingest.correcting import OF_REQUESTS
from ingest.corrections.changing import read_stored
from ingest.corrections.facts import short
from ingest.corrections.keeping import laid_over
from ingest.desk.forms import CaseForm
from ingest.holding import Finding, findings

_LONGEST = 200  # characters of what stands
FOR_ALL = tuple(name for name in OF_REQUESTS if name != "request")
"""What may be corrected wherever the same request stands."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact: its field, the anchor of its place in the letter, the id it is led back to by, and its correction.

    `stands`: what stands in the case, where something else was typed and not saved.
    `for_all`: it may be corrected wherever the same request stands.
    """

    bound: BoundField
    anchor: str = ""
    target: str = ""
    listed: bool = False
    mark: Mark | None = None
    correction: Correction | None = None
    for_all: bool = False
    stands: str = ""


@dataclass(frozen=True, slots=True)
class ShownItem:
    item: DisputedItem
    noticed: tuple[Noticed, ...]
    facts: list[Shown]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """`number` is that of the warning whose passage it is; 0 where it has none."""

    finding: Finding
    number: int
    accepted: bool


class CasePage:
    """A case as it stands in the rows. `unread` says why its letter cannot be read, where it cannot."""

    def __init__(self, key: int):
        self.case = Case.objects.for_detail().select_related("publication").get(pk=key)
        letters = self.case.letters.all()
        self.letter: Letter | None = next((each for each in letters if each.superseded_at is None), None)
        self.publication: Publication | None = getattr(self.case, "publication", None)
        self.state = self.publication.state if self.publication else PublicationState.PUBLIC.value
        self.title = title(self.case)
        self.corrections = list(self.case.corrections.all())
        self._read()

    def _read(self) -> None:
        found, unread = read_stored([self.case.pk])
        self.unread = "" if found else unread.get(self.case.pk, "The case has no letter that could be read.")
        self.findings: list[ShownFinding] = []
        if found:
            stored = found[self.case.pk]
            read = laid_over(stored.read, self.corrections, stored.learned)
            accepted = self.publication.accepted if self.publication else []
            numbers = {_what(each): n for n, each in enumerate(self.letter.warnings, start=1) if each.get("span")}
            self.findings = [
                ShownFinding(each, numbers.get((each.code, tuple(each.span or ())), 0), each.key in accepted)
                for each in findings(read.text, read.letter)
            ]

    @property
    def open_keys(self) -> list[str]:
        return [each.finding.key for each in self.findings if not each.accepted]

    def context(self, form: CaseForm) -> dict:
        """For the template."""
        corrected = marks(self.case)
        self._own = {(each.item, each.field): each for each in self.corrections if each.standing != Standing.LOST}
        spans, listed = (self.letter.spans, self.letter.supplied) if self.letter else ({}, [])
        marked = corrected.get(0, {})
        of_case = [self._shown(bound, spans, marked, listed=listed) for bound in form.of_case()]
        items = [
            ShownItem(each.item, each.noticed, self._of_item(each, form))
            for each in read_items(self.case, self.letter, corrected)
        ]
        return {
            "shown": self,
            "case": self.case,
            "letter": self.letter,
            "form": form,
            "facts": of_case,
            "items": items,
            "to_look_at": [each for each in self.corrections if each.standing in (Standing.LOST, Standing.DISAGREES)],
            "pieces": pieces(self.letter.text, letter_places(self.case, self.letter)) if self.letter else [],
        }

    def _of_item(self, read: ReadItem, form: CaseForm) -> list[Shown]:
        place = read.item.position
        return [self._shown(bound, read.item.spans, read.corrected, f"item-{place}-") for bound in form.of_item(place)]

    def _shown(self, bound: BoundField, spans, marked: Marks, prefix: str = "", listed: Collection[str] = ()) -> Shown:
        field = bound.field
        name = short(field.fact)
        target = "" if prefix else "summary" if name == "summary" else f"fact-{name}"
        return Shown(
            bound,
            anchor=f"{prefix}{name}" if name in spans else "",
            target=target,
            listed=name in listed,
            mark=marked.get(name),
            correction=self._own.get((field.place, field.fact)),
            for_all=bool(prefix) and field.fact in FOR_ALL,
            stands=_stands(bound),
        )


def request_of(case: Case, place: str) -> str:
    """The request of the decision at a place as it was sent, blank where there is none."""
    return next((each.request for each in case.items.all() if str(each.position) == place), "")


def _stands(bound: BoundField) -> str:
    field = bound.field
    if not bound.form.is_bound or not field.has_changed(field.now, bound.data):
        return ""
    return shortened(in_words(field.now), _LONGEST) or "not stated"


def _what(warning: dict) -> tuple[str, tuple[int, ...]]:
    return warning["code"], tuple(warning["span"])
