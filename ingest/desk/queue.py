"""Which cases need a human, oldest first. Held cases come from their own few rows, not from those of every letter."""

import re
from collections.abc import Collection, Mapping

from django import forms
from django.db.models import Exists, Model, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.http import urlencode

from determinations.choices import Layout, PublicationState
from determinations.expressions import HasWarnings
from determinations.models import Case, Correction, Letter, Publication
from determinations.search.casenumbers import case_keys

WINDOW = 20_000  # cases looked through at once where nothing but what stands in their letters' rows tells which
_HELD, _WITHDRAWN = PublicationState.HELD.value, PublicationState.WITHDRAWN.value
SHOWN = {
    "held": "Held",
    "corrections": "Corrections to look at",
    "warnings": "With warnings",
    "withdrawn": "Withdrawn",
    "all": "All cases",
}


class QueueForm(forms.Form):
    """What is asked for. `after` is the last case of the windows before."""

    show = forms.ChoiceField(choices=SHOWN.items(), required=False, widget=forms.HiddenInput)
    q = forms.CharField(label="Case number or address", required=False, max_length=200)
    code = forms.SlugField(label="Kind of warning", required=False, widget=forms.TextInput(attrs={"list": "codes"}))
    state = forms.ChoiceField(label="Publication", required=False, choices=[("", "Any"), *PublicationState.choices])
    layout = forms.ChoiceField(label="Layout", required=False, choices=[("", "Any"), *Layout.choices])
    version = forms.CharField(label="Parser version", required=False, max_length=20)
    after = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)


class Queue:
    """The cases that `asked` chooses. What cannot be understood chooses nothing, and is said at its field."""

    def __init__(self, asked: Mapping[str, str]):
        self.form = QueueForm({**asked, "show": asked.get("show") or "held"})
        self.is_valid = self.form.is_valid()
        self._chosen = self.form.cleaned_data
        self.show = self._chosen.get("show") or "held"
        self.last = None  # of the window, if there are cases beyond it

    @property
    def params(self) -> str:
        """The query string that leads here again."""
        chosen = {name: value for name, value in self._chosen.items() if value not in (None, "")}
        return urlencode(chosen if chosen != {"show": "held"} else {})

    def beyond(self) -> str:
        """The query string of the window after this one."""
        chosen = {name: value for name, value in self._chosen.items() if value not in (None, "", "after")}
        return urlencode(chosen | {"after": self.last})

    def keys(self) -> QuerySet:
        """The cases' primary keys in order."""
        rows, key = self._rows()
        if not self.is_valid:
            rows = rows.none()
        rows = self._filtered(rows, key)
        found = rows.order_by(key).values_list(key, flat=True)
        return found.distinct() if self.show == "corrections" else found

    def beside(self, case: int) -> tuple[int | None, int | None]:
        """The case before this one and the one after it, whether it is still in the queue or not."""
        keys, key = self.keys(), self._rows()[1]
        earlier = keys.filter(**{f"{key}__lt": case}).order_by(f"-{key}").first()
        return earlier, keys.filter(**{f"{key}__gt": case}).first()

    def _rows(self) -> tuple[QuerySet, str]:
        """The fewest rows that tell which cases are wanted, and what names the case in them."""
        state = self._chosen.get("state") if self.show == "all" else self.show
        if state in (_HELD, _WITHDRAWN):
            return Publication.objects.filter(state=state), "case"
        if self.show == "corrections":
            return Correction.objects.unapplied() | Correction.objects.disagreeing(), "case"
        if self.show == "warnings":
            warned = Letter.objects.filter(HasWarnings("warnings"), superseded_at=None)
            return self._windowed(warned, "case"), "case"
        return self._windowed(Case.objects.all(), "pk"), "pk"

    def _windowed(self, rows: QuerySet, key: str) -> QuerySet:
        """Where letters themselves must be looked into, so many at once; an index answers everything else."""
        if self._chosen.get("q") or not self._of_letter():
            return rows
        after = self._chosen.get("after") or 0
        window = Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
        ends = list(window[WINDOW - 1 : WINDOW + 1])
        self.last = ends[0] if len(ends) > 1 else None
        bounds = {f"{key}__gt": after} | ({f"{key}__lte": self.last} if self.last else {})
        return rows.filter(**bounds)

    def _filtered(self, rows: QuerySet, key: str) -> QuerySet:
        chosen = self._chosen
        if number := chosen.get("q"):
            rows = rows.filter(**{f"{key}__in": Case.objects.filter(_named(number)).values("pk")})
        if wanted := self._of_letter():
            rows = rows.filter(Exists(_texts().filter(wanted, case=OuterRef(key), superseded_at=None)))
        if state := chosen.get("state"):
            hidden = Publication.objects.filter(case=OuterRef(key)).exclude(state=PublicationState.PUBLIC)
            is_public = state == PublicationState.PUBLIC
            rows = rows.filter(~Exists(hidden) if is_public else Exists(hidden.filter(state=state)))
        return rows

    def _of_letter(self) -> Q:
        wanted = Q()
        if code := self._chosen.get("code"):
            wanted &= Q(told__contains=f'"code": "{code}"')
        if layout := self._chosen.get("layout"):
            wanted &= Q(layout=layout)
        if version := self._chosen.get("version"):
            wanted &= Q(parser_version=version)
        return wanted


def counts() -> dict[str, int]:
    """How many cases wait, by the part of the queue, where that is quickly told."""
    asked = (_HELD, "corrections", _WITHDRAWN)
    return {show: Queue({"show": show}).keys().count() for show in asked}


def codes() -> list[str]:
    """Kinds of warning to choose from: those of the cases held longest."""
    held = Publication.objects.filter(state=_HELD).order_by("case").values("case")[:500]
    keys = [row["case"] for row in held]
    found = Letter.objects.filter(case__in=keys, superseded_at=None).values_list("warnings", flat=True)
    return sorted({each["code"] for warnings in found for each in warnings})


def described(keys: list[int]) -> list[dict]:
    """Rows of the table: each case, its letter in force, the kinds of its warnings, and why it is here."""
    cases = Case.objects.select_related("publication").in_bulk(keys)
    letters = {each.case_id: each for each in _in_force(keys)}
    reasons = why(keys)
    corrections = _to_look_at(keys)
    return [
        {
            "case": cases[key],
            "letter": letters.get(key),
            "codes": sorted({each["code"] for each in letters[key].warnings}) if key in letters else [],
            "state": _state(cases[key]),
            "why": reasons.get(key, ""),
            "corrections": corrections.get(key, []),
        }
        for key in keys
        if key in cases
    ]


def _named(typed: str) -> Q:
    """Cases that a number as it is said or written may mean, or a slug, or the address of a page."""
    typed = " ".join(typed.split())
    _, is_address, rest = typed.partition("/cases/")
    if is_address:
        typed = re.split("[/?#]", rest, maxsplit=1)[0]
    numbers = [f"CM{key[:2]}-{key[2:]}" for key in case_keys(typed)]
    return Q(case_number__in=[typed.upper(), *numbers]) | Q(slug=typed.lower())


def _texts() -> QuerySet:
    """Letters with their warnings as text, which both databases can look through."""
    return Letter.objects.annotate(told=Cast("warnings", TextField()))


def _in_force(keys: list[int]) -> QuerySet:
    return Letter.objects.filter(case__in=keys, superseded_at=None).defer("text", "spans", "listed")


def _state(case: Model) -> str:
    publication = getattr(case, "publication", None)
    return publication.state if publication else PublicationState.PUBLIC.value


def why(keys: Collection[int]) -> dict[int, str]:
    """Of each case, why it was last held, withdrawn or made public; a finding judged harmless changes nothing of it."""
    rows = Publication.history.filter(case_id__in=keys).order_by("history_date", "history_id")
    states, reasons = {}, {}
    for case, state, reason in rows.values_list("case_id", "state", "history_change_reason"):
        if states.get(case) != state:
            states[case], reasons[case] = state, reason or ""
    return reasons


def _to_look_at(keys: list[int]) -> dict[int, list[Correction]]:
    rows = Correction.objects.unapplied() | Correction.objects.disagreeing()
    found: dict[int, list[Correction]] = {}
    for each in rows.filter(case__in=keys):
        found.setdefault(each.case_id, []).append(each)
    return found
