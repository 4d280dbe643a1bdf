"""Whether a passage of the letter holds a human's value, so that it may stand as the value's place. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from ingest.corrections.facts import Json, same
from ingest.letters.record import ParsedCitation, Span

_WORD = re.compile(r"\w+")


def kept_span(field: str, value: Json, read: Json, span: Span | None, text: str) -> Span | None:
    """The place of what was read, if it is the place of `value` too."""
    if not span or not value:
        return None
    return span if same(field, value, read) or _stands(field, value, text[slice(*span)]) else None


def kept_citations(
    cited: tuple[ParsedCitation, ...], read: tuple[ParsedCitation, ...], text: str
) -> Iterator[tuple[ParsedCitation, Span | tuple[()]]]:
    """A human's citations, each with its place: its own where its words stand there, else that of the same words."""
    places = {_folded(each.text): each.span for each in reversed(read)}
    for each in cited:
        words = _folded(each.text)
        stands = bool(each.span) and words in _folded(text[slice(*each.span)])
        yield each, each.span if stands else places.get(words, ())


def _stands(field: str, value: Json, passage: str) -> bool:
    """Every word of one of the value's forms, in order."""
    words = _folded(passage)
    if isinstance(value, list):
        return all(_folded(each) in words for each in value)
    return any(_folded(form) in words for form in _forms(field, value))


def _folded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _forms(field: str, value: Json) -> Iterator[str]:
    """How letters write it."""
    if not field.startswith("dates."):
        yield str(value).replace("_", " ")
        return
    day = date.fromisoformat(value)
    for month, number in ((f"{day:%m}", f"{day:%d}"), (str(day.month), str(day.day))):
        yield from (f"{month} {number} {day:%Y}", f"{month} {number} {day:%y}")
    for month in (f"{day:%B}", f"{day:%b}"):
        yield from (f"{month} {day.day} {day:%Y}", f"{month} {day:%d} {day:%Y}")
    yield value
