"""What no single parameter can see of a choice: one given twice, and ranges that are upside down."""

from django import forms

from determinations.fields import ValuesField


class DecisionForm(forms.Form):
    """Every parameter as a field, and what holds between them."""

    def clean(self) -> dict:
        for name, field in self.fields.items():
            if not isinstance(field, ValuesField):
                self._check_given_once(name)
        self._check_range("decided_after", "decided_before")
        self._check_range("age_min", "age_max")
        return self.cleaned_data

    def _check_given_once(self, name: str) -> None:
        given = {value for value in self.data.getlist(name) if value.strip()}
        if len(given) > 1:
            self.add_error(name, f"Give one value only, not {len(given):,}.")

    def _check_range(self, low: str, high: str) -> None:
        start, end = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if start is not None and end is not None and start > end:
            self.add_error(high, f"{end} comes before {start}, where the range begins. Exchange the two.")
