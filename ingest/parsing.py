"""One source → one parsed letter, or the reason why not. No Django: this is what worker processes run."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from ingest.finding import Source
from ingest.identity import digest
from ingest.letters import read
from ingest.letters.coverage import FURNITURE
from ingest.letters.record import ParsedLetter
from ingest.reading import UnreadableLetterError, is_pdf, letter_text

# With other severe warnings a letter is stored, and held until somebody has looked.
_HALF_READ = frozenset(("unknown_layout", "no_items", "several_letters", "too_many_items"))


class Readable(Protocol):
    """What a letter's bytes can be read from, as often as they are needed. `data` raises UnreadableLetterError."""

    name: str

    def data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Original:
    """The file a letter's text was taken from: its bytes' digest and number, and where to read them again.

    The bytes themselves do not travel: those of a batch might not fit in memory.
    """

    digest: str
    size: int
    source: Readable


@dataclass(frozen=True, slots=True)
class StoredText:
    """A letter's text that was accepted before: it is parsed as it is, whatever files may be today."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter fit to be stored: its text, what its words are known by, and what was read in it.

    `listed` are the rows that a list beside the letters holds of it; `original` is the file to keep, where it was
    no plain text; `corrections` are the humans' values that stand in `letter`, and those that were not to be applied.
    """

    file: str
    text: str
    digest: str
    letter: ParsedLetter
    listed: tuple[dict, ...] = ()
    original: Original | None = None
    corrections: tuple = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file of which nothing is stored, and why."""

    file: str
    reason: str
    warnings: tuple[dict, ...] = ()


def read_letter(source: Readable) -> ReadLetter | Unfit:
    """Read and parse one file. Never raises for what a file may hold."""
    try:
        data = source.data()
        text = letter_text(data)
    except UnreadableLetterError as error:
        return Unfit(source.name, str(error))
    original = Original(sha256(data).hexdigest(), len(data), source) if is_pdf(data) else None
    return fit(source.name, text, original)


def fit(file: str, text: str, original: Original | None = None) -> ReadLetter | Unfit:
    """Parse a text. What is no letter, or of which only a part was read, is unfit."""
    letter, parts = read(text)
    if part := next((each for each in letter.warnings if each.code in _HALF_READ), None):
        return Unfit(file, part.message, tuple(warning.as_dict() for warning in letter.warnings))
    words = digest(text, (part.span for part in parts if part.name == FURNITURE))
    return ReadLetter(file, text, words, letter, original=original)


def read_letters(batch: Sequence[Source | StoredText]) -> list[ReadLetter | Unfit]:
    """In the order given."""
    return [fit(each.name, each.text) if isinstance(each, StoredText) else read_letter(each) for each in batch]
