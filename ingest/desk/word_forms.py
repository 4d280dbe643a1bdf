"""The form in which a wording is taught, changed or removed."""

from django import forms

from ingest.desk.forms import LONGEST_WHY
from ingest.desk.values import treatments, understood
from ingest.learned.checking import WordingError
from ingest.learned.kinds import Kind
from ingest.models import Wording

_LONGEST = 400  # characters of words as they are typed


class TermInput(forms.TextInput):
    """A guideline, shown and taken by its name; the names are suggested."""

    def value_from_datadict(self, data, files, name):
        return understood("guideline", data.get(name) or "")


class WordingForm(forms.Form):
    """`shown` are the words, as they are kept, whose effect the page showed when the form was sent."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    words = forms.CharField(
        label="Words",
        max_length=_LONGEST,
        help_text="Looked for as whole words, one after the other, in any case, in the plural too.",
    )
    term = forms.CharField(label="They mean", required=False)
    why = forms.CharField(
        label="Why", required=False, max_length=LONGEST_WHY, help_text="Kept in the history of the wording."
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kind: str, **named):
        super().__init__(*args, auto_id="f-%s", use_required_attribute=False, **named)
        if kind == Kind.REQUEST:
            choices = [("", "choose a treatment"), *treatments()]
            self.fields["term"].widget = forms.Select(choices=choices)
        else:
            self.fields["term"].widget = TermInput(attrs={"list": "terms-guideline", "maxlength": 300})
        if self.is_bound:
            return
        self.initial["kind"] = kind

    def refuse(self, error: WordingError) -> None:
        """Say at its field what cannot be."""
        self.add_error(error.field, str(error))


def initial_of(wording: Wording) -> dict[str, str]:
    return {"kind": wording.kind, "words": wording.words, "term": wording.term, "shown": wording.words}
