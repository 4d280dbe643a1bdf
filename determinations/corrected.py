"""What of a case humans corrected, and what the letter was read as there, in the words of the page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from determinations import vocabulary
from determinations.choices import Outcome, Sex, Standing
from determinations.models import Case, Correction
from determinations.results import shortened

_LONGEST = 200  # characters of what was read
_NOTHING = "not stated"
_OF_DATES = "dates."

Marks = Mapping[str, "Mark"]  # by the name of the fact: that of its span, where it has one


@dataclass(frozen=True, slots=True)
class Mark:
    """A corrected fact. `was`: what the letter was read as; blank where that is a whole part of the letter."""

    was: str


def marks(case: Case) -> dict[int, Marks]:
    """0 for the case itself, else the place of a decision → its corrected facts. Asks for all of `case.corrections`."""
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for each in _applied(case):
        found[each.item][each.field.removeprefix(_OF_DATES)] = Mark(_in_words(each.field, each.read))
    return found


def names(case: Case, item: int = 0) -> list[str]:
    """The corrected facts of the case (0) or of one decision, as `manage.py parse` names them."""
    return sorted(each.field for each in _applied(case) if each.item == item)


def _applied(case: Case) -> Iterable[Correction]:
    return (each for each in case.corrections.all() if each.standing != Standing.LOST)


def _in_words(field: str, value: Any) -> str:
    if field in ("summary", "rationale"):
        return ""
    if value in (None, "", []):
        return _NOTHING
    if field.startswith(_OF_DATES):
        return date_format(date.fromisoformat(value), "F j, Y")
    each = _WORDS.get(field, str)
    return shortened(", ".join(map(each, value)) if isinstance(value, list) else each(value), _LONGEST)


def _term(kind: str) -> Callable[[str], str]:
    def name(slug: str) -> str:
        try:
            return vocabulary.label(kind, slug)
        except KeyError:  # a term the vocabulary no longer has
            return slug

    return name


def _cited(citation: Mapping[str, Any]) -> str:
    return citation["text"]


_WORDS: dict[str, Callable[[Any], str]] = {
    "age": "{} years".format,
    "sex": lambda value: Sex(value).label,
    "outcome": lambda value: Outcome(value).label,
    "category": _term("category"),
    "treatment_type": _term("treatment"),
    "body_parts": _term("body_part"),
    "drugs": _term("drug"),
    "claims_admin_citations": _cited,
    "reviewer_citations": _cited,
}
