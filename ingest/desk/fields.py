"""Form fields for facts: each shows a value, takes what was typed, and says at once why it cannot be."""

from itertools import zip_longest

from django import forms
from django.template.loader import render_to_string

from determinations.choices import CitedBy, Outcome, Sex
from ingest.corrections.facts import CITATIONS, CREDENTIALS, Json, same
from ingest.corrections.values import PRIORITIES, SOURCES, CorrectionError, checked
from ingest.desk.values import categories, named, terms, treatments, understood

_FREE_ROWS = 2  # blank ones, for what is to be added
_CITED = ("source", "within_mtus", "guideline", "text", "pages")
_SIDES = {"claims_admin_citations": CitedBy.CLAIMS_ADMIN.value, "reviewer_citations": CitedBy.REVIEWER.value}
_LISTS = ("body_parts", "drugs", *CREDENTIALS)
_LABELS = {
    "dates.injury": "Date of injury",
    "dates.ur_denial": "Denied in utilization review",
    "dates.received": "Application received",
    "dates.assigned": "Case assigned",
    "dates.decision": "Decided",
    "age": "Worker’s age",
    "sex": "Worker’s sex",
    "priority": "Priority",
    "case_number": "Case number",
    "summary": "Summary of the case",
    "specialties": "Reviewer’s specialties",
    "subspecialties": "Reviewer’s subspecialties",
    "states": "Reviewer licensed in",
    "treatment_type": "Treatment",
    "claims_admin_citations": "Claims administrator cited",
    "reviewer_citations": "Reviewer cited",
}


def label(field: str) -> str:
    return _LABELS.get(field) or field.replace("_", " ").capitalize()


class Rows(forms.Widget):
    """A widget whose template is one of the site's."""

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)

    def id_for_label(self, id_):
        return f"{id_}-1"


class ManyInput(Rows):
    """Entries of a list, an input each, and some blank ones more. Terms are shown and taken by their names."""

    template_name = "admin/ingest/desk/many_input.html"

    def __init__(self, field: str):
        super().__init__()
        self.field = field
        self.listed = f"terms-{field}" if terms(field) else ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = [named(self.field, each) for each in value or ()]
        return context | {"entries": [*shown, *[""] * _FREE_ROWS], "listed": self.listed}

    def value_from_datadict(self, data, files, name):
        if self.value_omitted_from_data(data, files, name):
            return None
        return [understood(self.field, each) for each in data.getlist(name) if each.strip()]

    def value_omitted_from_data(self, data, files, name):
        return name not in data


class CitationsInput(Rows):
    """Citations, a row each. A row without words is none."""

    template_name = "admin/ingest/desk/citations.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        place, _, field = name.partition("-")
        side = _SIDES[field]
        rows = [
            {**self._shown(each), "place": f"item-{place}-{side}-{n}"} for n, each in enumerate(value or (), start=1)
        ]
        return context | {"rows": [*rows, {"source": "MTUS", "within_mtus": True}], "sources": SOURCES}

    @staticmethod
    def _shown(cited: dict) -> dict:
        guideline = named("guideline", cited["guideline"] or "")
        return {**cited, "guideline": guideline, "pages": ", ".join(cited["pages"])}

    def value_from_datadict(self, data, files, name):
        if self.value_omitted_from_data(data, files, name):
            return None
        rows = zip_longest(*(data.getlist(f"{name}-{part}") for part in _CITED), fillvalue="")
        return [self._taken(dict(zip(_CITED, row, strict=True))) for row in rows if row[3].strip()]

    @staticmethod
    def _taken(row: dict[str, str]) -> dict[str, Json]:
        return {
            "source": row["source"],
            "within_mtus": row["within_mtus"] == "yes",
            "guideline": understood("guideline", row["guideline"]) or None,
            "text": row["text"],
            "pages": [page.strip() for page in row["pages"].split(",") if page.strip()],
            "span": [],
        }

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-text" not in data


class FactField(forms.Field):
    """One fact. What was not touched is not judged: it may be what no human may say, as an outcome that is not stated.

    `now` is the value that stands; `text` is the letter's.
    """

    def __init__(self, place: int, fact: str, now: Json, text: str):
        super().__init__(required=False, label=label(fact), widget=_widget(fact, now), initial=now)
        self.place, self.fact, self.now, self.text = place, fact, now, text

    def clean(self, value: Json) -> Json:
        value = None if value == "" and self.now is None else value
        if same(self.fact, value, self.now) or (value == "" and not self.now):
            return self.now
        try:
            return checked(self.place, self.fact, value, self.text)
        except CorrectionError as error:
            raise forms.ValidationError(said(self.fact, error)) from None

    def bound_data(self, data, initial):
        """What was not sent, as fields that nobody may fill in are not, is shown as it is."""
        return initial if data is None else data

    def has_changed(self, initial, data) -> bool:
        """Also whether what was typed cannot be."""
        if data is None:
            return False
        try:
            return not same(self.fact, self.clean(data), self.now)
        except forms.ValidationError:
            return True


def said(fact: str, error: CorrectionError) -> str:
    """Beside the field its name is not said again."""
    return str(error).removeprefix(f"{fact}: ")


def _widget(fact: str, now: Json) -> forms.Widget:
    if fact.startswith("dates."):
        return forms.TextInput(attrs={"placeholder": "2016-04-24", "inputmode": "numeric", "maxlength": 40})
    if fact in CITATIONS:
        return CitationsInput()
    if fact in _LISTS:
        return ManyInput(fact)
    if fact in ("summary", "rationale", "request"):
        return forms.Textarea(attrs={"rows": 2 if fact == "request" else 7})
    if fact in _CHOICES:
        return forms.Select(choices=_with(now, _CHOICES[fact]()))
    return forms.TextInput(attrs={"maxlength": 40} | ({"inputmode": "numeric"} if fact == "age" else {}))


def _with(now: Json, choices: list) -> list:
    """The choices with the value that stands, which may be none of them."""
    known = {slug for key, name in choices for slug in ([key] if isinstance(name, str) else [each[0] for each in name])}
    return [("", "not stated"), *([(now, now)] if now and now not in known else []), *choices]


_CHOICES = {
    "sex": lambda: list(Sex.choices),
    "priority": lambda: [(each, each) for each in PRIORITIES],
    "outcome": lambda: list(Outcome.choices),
    "category": categories,
    "treatment_type": treatments,
}
