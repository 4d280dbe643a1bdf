"""A search to take along: the same choice as a file, a feed, and for programs."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from determinations import urlquery


@dataclass(frozen=True, slots=True)
class Form:
    """What the results can be had as. `kind` is its media type."""

    label: str
    meaning: str
    url: str
    kind: str


def forms(params: QueryDict) -> tuple[Form, ...]:
    """Every form the search of these parameters can be had in; files hold all pages."""
    listed = (
        ("CSV", "for spreadsheets", reverse("decisions-csv"), "text/csv"),
        ("JSON lines", "one decision a line", reverse("decisions-jsonl"), "application/jsonl"),
        ("Atom", "a feed that tells of new ones", reverse("decisions-atom"), "application/atom+xml"),
        ("API", "for programs", reverse("api-decisions"), "application/json"),
    )
    chosen = urlquery.removing(params, urlquery.PAGE)
    return tuple(Form(label, meaning, urlquery.link(path, chosen), kind) for label, meaning, path, kind in listed)
