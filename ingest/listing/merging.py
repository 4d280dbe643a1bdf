"""A letter and its rows of the list → the letter with what it lacked. Pure.

The letter's own words win. Where the list says something else, that is a warning; what the list supplied is
named in `ParsedLetter.supplied` and has no span.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from determinations.vocabulary import categories, classify_request, find_specialty
from ingest.letters.checks import check
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning
from ingest.listing.columns import DATES

_LACKING = {  # what was noticed as missing, and is missing no more once the list has supplied it
    "injury": "missing_injury_date",
    "decision": "no_decision_date",
    "specialties": "missing_specialty",
}
_NAMED = {
    "decision": "date of decision",
    "injury": "date of injury",
    "received": "date of receipt",
    "case_number": "case number",
    "specialties": "reviewer’s specialty",
}


def merge(letter: ParsedLetter, rows: Sequence[dict]) -> ParsedLetter:
    """`rows` as `Listing.of` gives them, all of one case."""
    if not rows:
        return letter
    supplied: dict[str, object] = {}
    warnings = [*_case_facts(letter, rows, supplied), *_decisions(letter, rows)]
    items = tuple(_with_category(item, rows) for item in letter.items)
    if items != letter.items:
        supplied["category"] = True
    gone = {_LACKING[name] for name in supplied if name in _LACKING}
    merged = replace(
        letter,
        case_number=supplied.get("case_number", letter.case_number),
        dates=replace(letter.dates, **{name: supplied[name] for name in DATES if name in supplied}),
        reviewer=replace(letter.reviewer, specialties=supplied.get("specialties", letter.reviewer.specialties)),
        items=items,
        warnings=(*(each for each in letter.warnings if each.code not in gone), *warnings),
        supplied=(*letter.supplied, *supplied),
    )
    noticed = check(letter)
    return replace(merged, warnings=(*merged.warnings, *(each for each in check(merged) if each not in noticed)))


def _case_facts(letter: ParsedLetter, rows: Sequence[dict], supplied: dict[str, object]) -> list[ParseWarning]:
    """Fill `supplied` with what the letter lacks; what the list says otherwise comes back."""
    warnings = []
    for name in ("case_number", *DATES, "specialties"):
        listed = _said(rows, "specialty" if name == "specialties" else name)
        if len(listed) > 1:
            warnings.append(_differs(f"The list gives several values as {_NAMED[name]}: {', '.join(listed)}."))
        if len(listed) != 1:
            continue
        value = _value(name, listed[0])
        own = _own(letter, name)
        if not own:
            supplied[name] = value
        elif not _same(name, own, value):
            stated = ", ".join(own) if name == "specialties" else own
            warnings.append(_differs(f"The letter gives {stated} as {_NAMED[name]}, the list {listed[0]}."))
    return warnings


def _said(rows: Sequence[dict], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows if row.get(name)))


def _value(name: str, words: str) -> object:
    if name in DATES:
        return date.fromisoformat(words)
    return (words,) if name == "specialties" else words


def _own(letter: ParsedLetter, name: str) -> object:
    if name in DATES:
        return getattr(letter.dates, name)
    return letter.reviewer.specialties if name == "specialties" else letter.case_number


def _same(name: str, own: object, value: object) -> bool:
    """The list names one specialty of several, in the state's own words."""
    if name != "specialties":
        return own == value
    return bool({find_specialty(each) or each for each in own} & {find_specialty(each) or each for each in value})


def _decisions(letter: ParsedLetter, rows: Sequence[dict]) -> list[ParseWarning]:
    """How many were decided, and how, by the letter and by the list."""
    listed = [row["outcome"] for row in rows if row.get("outcome")]
    if not listed:
        return []
    if len(listed) != len(letter.items):
        return [_differs(f"The list has {len(listed)} decisions, the letter {len(letter.items)}.")]
    if Counter(listed) != Counter(item.outcome for item in letter.items):
        return [_differs("The list’s decisions are not those of the letter.")]
    return []


def _with_category(item: ParsedItem, rows: Sequence[dict]) -> ParsedItem:
    """An unclassified request takes the list's category where all rows of its outcome agree on one."""
    if item.category is not None:
        return item
    rows = [row for row in rows if row.get("outcome") in (None, item.outcome)]
    kinds = {_kind(row) for row in rows}
    if len(kinds) != 1 or (kind := kinds.pop()) is None:
        return item
    return replace(item, category=kind[0], treatment_type=kind[1])


def _kind(row: dict) -> tuple[str, str | None] | None:
    """Category and type of a row's words; a subcategory that says no type of the category says none."""
    named = {category.name.lower(): category.slug for category in categories()}
    kind = classify_request(row.get("subcategory", ""))
    category = named.get(row.get("category", "").lower()) or _category_by_words(row.get("category", ""))
    if category is None:
        return (kind.category, kind.treatment_type) if kind else None
    return category, kind.treatment_type if kind and kind.category == category else None


def _category_by_words(words: str) -> str | None:
    first = words.lower().split()[:1]
    return next((each.slug for each in categories() if first and each.name.lower().split()[0] == first[0]), None)


def _differs(message: str) -> ParseWarning:
    return ParseWarning("list_differs", message)
