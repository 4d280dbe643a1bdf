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
    """Every form the search of these parameters can be had in; files hold all pages, a feed has an order of its own."""
    chosen = urlquery.removing(params, urlquery.PAGE)
    unordered = urlquery.removing(chosen, "sort")
    listed = (
        ("CSV", "for spreadsheets", "decisions-csv", chosen, "text/csv"),
        ("JSON lines", "one decision a line", "decisions-jsonl", chosen, "application/jsonl"),
        ("Atom", "a feed that tells of new ones", "decisions-atom", unordered, "application/atom+xml"),
        ("API", "for programs", "api-decisions", chosen, "application/json"),
    )
    return tuple(
        Form(label, meaning, urlquery.link(reverse(name), asked), kind) for label, meaning, name, asked, kind in listed
    )
