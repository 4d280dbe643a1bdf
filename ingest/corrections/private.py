"""Private words in what a human wrote: the letter itself was searched for them when it was read. Pure."""

from collections.abc import Iterable, Iterator

from ingest.corrections.facts import CITATIONS, CREDENTIALS, Json, short
from ingest.letters.privacy import find_private
from ingest.letters.record import ParseWarning, Span

_WRITTEN = frozenset(("request", "rationale", "summary", *CREDENTIALS, *CITATIONS))


def private_words(written: Iterable[tuple[int | None, str, Json]], text: str) -> Iterator[ParseWarning]:
    """Severe warnings of the values (place, field, value) of facts; `text` is the letter's.

    What stands in the letter was judged there. No message repeats the words it is about.
    """
    letter = ""
    for place, field, value in written:
        if field not in _WRITTEN:
            continue
        for words, works in _passages(field, value):
            for found in find_private(words, works):
                about = _folded(words[slice(*found.span)])
                letter = letter or _folded(text)
                if about not in letter:
                    yield ParseWarning(found.code, _message(found.message, place, field), severe=True, about=about)


def _passages(field: str, value: Json) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The texts of a value, each with where it cites literature."""
    if isinstance(value, str):
        yield value, ()
    elif field in CITATIONS:
        for each in value:
            words = " ".join((each["text"], *each["pages"]))
            yield words, (Span(0, len(words)),)
    else:
        yield from ((each, ()) for each in value or ())


def _message(message: str, place: int | None, field: str) -> str:
    where = f" of decision {place}" if place else ""
    return f"Corrected {short(field).replace('_', ' ')}{where}: {message.replace('the letter', 'it')}"


def _folded(words: str) -> str:
    return " ".join(words.split())
