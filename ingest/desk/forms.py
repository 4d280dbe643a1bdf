"""The one form of a case: every fact, why it is corrected, and what the case was when the form was shown."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.forms import BoundField

from determinations.models import Case, Letter
from ingest.corrections.facts import CASE_FIELDS, ITEM_FIELDS, Json, same
from ingest.desk.fields import FactField
from ingest.desk.values import stored

LONGEST_WHY = 2_000


class Typed(NamedTuple):
    """A fact for which another value was typed."""

    place: int
    field: str
    value: Json


class CaseForm(forms.Form):
    """`case` as `CaseQuerySet.for_detail` fetches it. Of facts that are not sent nothing is changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.TextInput,
        help_text="Kept in the history with what you do: a correction, a release, a withdrawal.",
    )

    def __init__(self, case: Case, letter: Letter | None, data=None):
        super().__init__(data, initial={"revision": case.revision}, auto_id="f-%s", use_required_attribute=False)
        self.case = case
        text = letter.text if letter else ""
        now = stored(case)
        for (place, field), value in now.items():
            self.fields[name_of(place, field)] = FactField(place, field, value, text)

    def typed(self, *, but: str = "") -> list[Typed]:
        """What was typed and can be; `but` names a field that does not count. Call it after `is_valid`."""
        return [
            Typed(each.place, each.fact, self.cleaned_data[name])
            for name, each in self._facts()
            if name in self.cleaned_data and name != but and self._is_sent(name, each)
            and not same(each.fact, self.cleaned_data[name], each.now)
        ]  # fmt: skip

    def is_stale(self) -> bool:
        """Whether somebody changed the case since the form was shown."""
        return self.cleaned_data.get("revision") != self.case.revision

    def of_case(self) -> list[BoundField]:
        return [self[name_of(0, field)] for field in CASE_FIELDS]

    def of_item(self, position: int) -> list[BoundField]:
        return [self[name_of(position, field)] for field in ITEM_FIELDS]

    def _facts(self) -> Iterator[tuple[str, FactField]]:
        return ((name, each) for name, each in self.fields.items() if isinstance(each, FactField))

    def _is_sent(self, name: str, field: FactField) -> bool:
        return not field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))

    def _clean_fields(self):
        """Facts that were not sent are what they are."""
        kept = dict(self.fields)
        self.fields = {
            name: each
            for name, each in kept.items()
            if not isinstance(each, FactField) or self._is_sent(name, each)
        }  # fmt: skip
        try:
            super()._clean_fields()
        finally:
            self.fields = kept


def name_of(place: int, field: str) -> str:
    """The name of a fact's input."""
    return f"{place}-{field}"


class ManyForm(forms.Form):
    """What is to become of many cases, and why."""

    do = forms.ChoiceField(choices=[("release", "Release"), ("withdraw", "Withdraw")], widget=forms.HiddenInput)
    case = forms.TypedMultipleChoiceField(coerce=int)
    why = forms.CharField(label="Why", max_length=LONGEST_WHY, widget=forms.TextInput)

    MOST = 200

    def __init__(self, data):
        keys = data.getlist("case")[: self.MOST + 1]
        super().__init__(data, auto_id="f-%s")
        self.fields["case"].choices = [(key, key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]

    def clean_case(self) -> list[int]:
        keys = self.cleaned_data["case"]
        if len(keys) > self.MOST:
            raise forms.ValidationError(f"At most {self.MOST} cases at once.")
        return keys
