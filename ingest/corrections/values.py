"""What a human may say a fact is: checked, and in the shape in which it is kept. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from determinations import vocabulary
from ingest.corrections.facts import CASE_FIELDS, CITATIONS, CREDENTIALS, ITEM_FIELDS, Json

OUTCOMES = ("upheld", "overturned", "partially_overturned")
SEXES = ("female", "male")
PRIORITIES = ("Standard", "Expedited", "Regular")
SOURCES = ("MTUS", "ACOEM", "ODG", "Other")
_OLDEST = 120  # years
_LONGEST = 200_000  # characters of a text
_LONGEST_NAME = 300  # characters of a credential
_MOST = 50  # entries of a list
_NUMBER = re.compile(r"(?:CM\d\d-\d{6,8}|IMR \d\d-\d{5,8})")
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # what no database or page takes
_SHOWN = 80  # characters of a refused value
_CITATION = {"source": None, "within_mtus": None, "guideline": None, "text": None, "pages": [], "span": []}


class CorrectionError(ValueError):
    """A correction that cannot be made; the message names the fact and says why."""


def checked(item: int, field: str, value: Json, text: str = "") -> Json:
    """`value` as it is kept; `item` is 0 for a fact of the case, `text` the letter's, in which spans must lie.

    Raises CorrectionError.
    """
    if field not in (ITEM_FIELDS if item else CASE_FIELDS):
        known = ", ".join(ITEM_FIELDS if item else CASE_FIELDS)
        raise CorrectionError(
            f"“{field[:_SHOWN]}” is no fact of a {'decision' if item else 'case'}; there are {known}."
        )
    try:
        return _CHECKS[field](value, text)
    except (ValueError, TypeError, KeyError) as error:
        raise CorrectionError(f"{field}: {_told(value)} cannot be: {error}") from None


def _told(value: Json) -> str:
    """The value as whoever typed it would write it."""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        value = "; ".join(value)
    words = value if isinstance(value, str) else repr(value)
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”"


def _day(value: Json, _: str) -> str | None:
    if value in (None, ""):
        return None
    try:
        day = date.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValueError("write a day as 2016-04-24.") from None
    if not 1900 <= day.year <= 2100:
        raise ValueError("it is a day of another age.")
    return day.isoformat()


def _age(value: Json, _: str) -> int | None:
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not str(value).isascii() or not str(value).isdigit() or int(value) > _OLDEST:
        raise ValueError(f"an age is a whole number from 0 to {_OLDEST}.")
    return int(value)


def _number(value: Json, _: str) -> str | None:
    if value in (None, ""):
        return None
    words = " ".join(_words(value).upper().split())
    if not _NUMBER.fullmatch(words):
        raise ValueError("a case number looks like CM16-0012345.")
    return words


def _words(value: Json, _: str = "", longest: int = _LONGEST) -> str:
    if not isinstance(value, str):
        raise ValueError("it must be text.")
    if _BAD.search(value):
        raise ValueError("it has characters that are no text.")
    if len(value) > longest:
        raise ValueError(f"it has more than {longest:,} characters.")
    return value.strip()


def _stated(value: Json, _: str = "") -> str:
    words = _words(value)
    if not words:
        raise ValueError("it must not be blank.")
    return words


def _one_of(values: Iterable[str], *, may_lack: bool = True) -> Callable[[Json, str], str | None]:
    known = tuple(values)

    def check(value: Json, _: str) -> str | None:
        if value in (None, "") and may_lack:
            return None
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"it must be one of {', '.join(known)}.")
        return value

    return check


def _term(kind: str, *, may_lack: bool = True) -> Callable[[Json, str], str | None]:
    """The slug of a term; `kind` names the vocabulary's function that lists them."""

    def check(value: Json, _: str) -> str | None:
        if value in (None, "") and may_lack:
            return None
        if not isinstance(value, str) or value not in {each.slug for each in getattr(vocabulary, kind)()}:
            raise ValueError("the vocabulary has no such term.")
        return value

    return check


def _list_of(check: Callable[[Json, str], Json], *, once: bool = True) -> Callable[[Json, str], list]:
    def check_all(value: Json, text: str) -> list:
        if not isinstance(value, list | tuple) or len(value) > _MOST:
            raise ValueError(f"it must be a list of at most {_MOST}.")
        found = [_entry(check, each, text) for each in value]
        return list(dict.fromkeys(found)) if once else found

    return check_all


def _entry(check: Callable[[Json, str], Json], value: Json, text: str) -> Json:
    """One of a list: the reason names which of them cannot be."""
    try:
        return check(value, text)
    except ValueError as error:
        raise ValueError(f"{_told(value)}: {error}" if isinstance(value, str) else str(error)) from None


def _name(value: Json, _: str) -> str:
    name = " ".join(_words(value, longest=_LONGEST_NAME).split())
    if not name:
        raise ValueError("an entry is blank.")
    return name


def _citation(value: Json, text: str) -> dict:
    if not isinstance(value, Mapping):
        raise ValueError("a citation is an object.")
    if unknown := set(value) - set(_CITATION):
        raise ValueError(f"a citation has no “{sorted(map(str, unknown))[0][:_SHOWN]}”.")
    cited = _CITATION | dict(value)
    if not isinstance(cited["within_mtus"], bool):
        raise ValueError("within_mtus must be true or false.")
    return {
        "source": _one_of(SOURCES, may_lack=False)(cited["source"], text),
        "within_mtus": cited["within_mtus"],
        "guideline": _term("guidelines")(cited["guideline"], text),
        "text": _stated(cited["text"]),
        "pages": _list_of(_name)(cited["pages"], text),
        "span": _span(cited["span"], text),
    }


def _span(value: Json, text: str) -> list[int]:
    if not value:
        return []
    start, end = value
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"a span must lie inside the letter, from 0 to {len(text)}.")
    return [start, end]


_CHECKS: dict[str, Callable[[Json, str], Json]] = {
    **{field: _day for field in CASE_FIELDS if field.startswith("dates.")},
    "age": _age,
    "sex": _one_of(SEXES),
    "priority": _one_of(PRIORITIES),
    "case_number": _number,
    "summary": _words,
    **{field: _list_of(_name) for field in CREDENTIALS},
    "request": _stated,
    "outcome": _one_of(OUTCOMES, may_lack=False),
    "category": _term("categories"),
    "treatment_type": _term("treatment_types"),
    "body_parts": _list_of(_term("body_parts", may_lack=False)),
    "drugs": _list_of(_term("drugs", may_lack=False)),
    "rationale": _stated,
    **{side: _list_of(_citation, once=False) for side in CITATIONS},
}
