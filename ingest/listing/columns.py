"""The columns of the state's result list, under the names they are written with. Pure.

A row stands for one request of a case; the case's own facts are repeated in each.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.letters.facts.dates import read_date
from ingest.letters.facts.titlepage import case_number
from ingest.letters.layouts.items import outcome_value

COLUMNS = {
    "case_number": ("case number", "case no", "caseno", "case", "imr case number"),
    "file": ("file", "file name", "filename", "letter"),
    "decision": ("decision date", "date of decision", "imr decision date", "determination date"),
    "injury": ("date of injury", "injury date", "doi"),
    "received": ("received date", "date received", "application received", "application received date"),
    "specialty": ("reviewer specialty", "imro reviewer specialty", "specialty", "reviewers specialty"),
    "category": ("request category", "treatment category", "category", "treatment request category"),
    "subcategory": (
        "subcategory drug", "subcategory", "sub category", "sub category drug", "treatment subcategory",
        "request subcategory", "drug",
    ),
    "outcome": ("request decision", "treatment decision", "treatment request decision", "decision", "outcome"),
}  # fmt: skip
DATES = ("decision", "injury", "received")
_NUMBER = re.compile(r"\bcm ?\d\d ?[-–]? ?\d{5,7}\b|\bimr ?\d\d-\d{6}\b", re.IGNORECASE)
_OUTCOME = re.compile(r"up\s?h(?:eld|old)|overturn(?:ed)?|partial\w*(?: overturn(?:ed)?| upheld)?|[uop]", re.IGNORECASE)
_SHORT = {"u": "upheld", "o": "overturned", "p": "partially_overturned"}


def place_columns(header: Sequence[str]) -> dict[str, int]:
    """Column name → its place. Columns of other names are left alone."""
    written = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    found = {}
    for column, names in COLUMNS.items():
        places = [written[name] for name in names if name in written]
        if places:
            found[column] = places[0]
    return found


def read_row(row: Sequence[str], places: dict[str, int]) -> tuple[dict, list[str]]:
    """One row as {"case_number", "file", "decision", ...}, blanks left out, and what in it could not be read.

    Dates are ISO strings, the outcome is one of the library's own.
    """
    written = ((name, _clean(row[place])) for name, place in places.items() if place < len(row))
    values = {name: value for name, value in written if value}
    troubles = list(_normalise(values))
    return values, troubles


def _clean(value: str) -> str:
    """Without control characters, which databases refuse; any white space is a space."""
    if not value.isprintable():
        value = "".join(each if each.isprintable() else " " if each.isspace() else "" for each in value)
    return value.strip()


def _normalise(values: dict) -> Iterator[str]:
    """Bring values into their form, in place; what has none is taken out and named."""
    for name in DATES:
        if name in values and not (day := _day(values[name])):
            yield f"{COLUMNS[name][0]} “{values.pop(name)[:40]}” is no date"
        elif name in values:
            values[name] = day
    if "case_number" in values:
        if number := number_in(values["case_number"]):
            values["case_number"] = number
        else:
            yield f"case number “{values.pop('case_number')[:40]}” is none"
    if "outcome" in values:
        if _OUTCOME.fullmatch(values["outcome"]):
            values["outcome"] = _SHORT.get(values["outcome"].lower()) or outcome_value(values["outcome"])
        else:
            yield f"decision “{values.pop('outcome')[:40]}” is none we know"


@lru_cache(maxsize=4096)
def number_in(words: str) -> str | None:
    """The case number that stands in a text, in its usual form."""
    match = _NUMBER.search(words.replace("_", " "))
    return case_number(match.group()) if match else None


@lru_cache(maxsize=32_768)  # all days of ninety years
def _day(words: str) -> str | None:
    """A date, with or without a time behind it, as ISO."""
    first = words.split("T")[0] if re.match(r"\d{4}-", words) else re.split(r" +\d{1,2}:", words)[0]
    try:
        found = read_date(first.lower())
    except (ValueError, IndexError):
        return None
    return found.isoformat() if found else None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", name.lower().replace("’", "").replace("'", "")).split())
