"""The public parameters as OpenAPI writes them, from their declarations."""

from functools import cache

from determinations.api.shapes import Schema
from determinations.autocomplete import LONGEST
from determinations.filters import (
    DEFAULTS,
    DateFilter,
    DecisionFilter,
    NumberFilter,
    Parameter,
    WordsFilter,
    labels,
    parameters,
)
from determinations.search.language import MAX_LENGTH
from determinations.search.query import DEEPEST_PAGE

SHORT = 30  # values; longer lists are not repeated in the document
SLUG = "^[-a-zA-Z0-9_]+$"
_DATE = "^([0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?)?$"  # blank, as forms send it, is none
_EXAMPLES = {"q": "lumbar epidural", "decided_after": "2015", "decided_before": "2015-06-30", "page": 1}
# The address that lists all values of a parameter which has too many to repeat.
_LISTS = {
    "treatment": "treatments/",
    "drug": "drugs/",
    "topic": "topics/",
    "guideline": "guidelines/",
    "specialty": "specialties/",
}


@cache
def query_parameters() -> dict[str, Schema]:
    """Name → parameter object, in the order of their declaration."""
    return {each.name: _described(each) for each in parameters()}


def typed() -> Schema:
    """The one parameter of the address that completes what is typed."""
    schema = {"type": "string", "maxLength": LONGEST, "examples": ["nor"]}
    return {"name": "q", "in": "query", "description": "What is typed so far.", "schema": schema}


PATH = {
    "case": {
        "name": "case",
        "in": "path",
        "required": True,
        "description": "The case, as in the addresses of pages: its number in small letters.",
        "schema": {"type": "string", "pattern": SLUG, "maxLength": 60, "examples": ["cm15-0012345"]},
    },
    "item": {
        "name": "item",
        "in": "path",
        "required": True,
        "description": "The decision’s number in its letter, from 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 32_767, "examples": [1]},
    },
}


def _described(parameter: Parameter) -> Schema:
    schema = _schema(parameter)
    found = {
        "name": parameter.name,
        "in": "query",
        "description": " ".join(filter(None, (f"{parameter.label}.", parameter.help_text, _where(parameter)))),
        "schema": schema,
    }
    if parameter.is_repeatable:
        found["schema"] = {"type": "array", "items": schema}
        found |= {"style": "form", "explode": True}
    return found


def _where(parameter: Parameter) -> str:
    listed = _LISTS.get(parameter.name)
    return f"One of the {len(parameter.values)} slugs of /api/v1/{listed}" + "." if listed else ""


def _schema(parameter: Parameter) -> Schema:
    if parameter.values:
        return _value(parameter)
    declared = DecisionFilter.base_filters[parameter.name]
    some = {"examples": [_EXAMPLES[parameter.name]]} if parameter.name in _EXAMPLES else {}
    match declared:
        case WordsFilter():
            return {"type": "string", "maxLength": MAX_LENGTH} | some
        case DateFilter():
            return {"type": "string", "pattern": _DATE} | some
        case NumberFilter():
            most = DEEPEST_PAGE if parameter.name == "page" else declared.field.max_value
            return {"type": "integer", "minimum": declared.field.min_value, "maximum": most} | some
    raise TypeError(f"The parameter {parameter.name} is of a kind that the document does not know.")


def _value(parameter: Parameter) -> Schema:
    slugs = [slug for slug, _ in parameter.values]
    if len(slugs) > SHORT:
        return {"type": "string", "pattern": SLUG, "maxLength": 100, "examples": slugs[:1]}
    default = {"default": DEFAULTS[parameter.name]} if parameter.name in DEFAULTS else {}
    return {"type": "string", "enum": slugs, "x-labels": dict(labels(parameter.name))} | default
