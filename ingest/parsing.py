"""One source → one parsed letter, or the reason why not. No Django: this is what worker processes run."""

from dataclasses import dataclass

from ingest.finding import Source
from ingest.identity import digest
from ingest.letters import parse
from ingest.letters.record import ParsedLetter
from ingest.reading import UnreadableLetterError


@dataclass(frozen=True, slots=True)
class ReadLetter:
    """A letter fit to be stored: its text, what its words are known by, and what was read in it."""

    file: str
    text: str
    digest: str
    letter: ParsedLetter


@dataclass(frozen=True, slots=True)
class Unfit:
    """A file of which nothing is stored, and why."""

    file: str
    reason: str
    warnings: tuple[dict, ...] = ()


def read_letter(source: Source) -> ReadLetter | Unfit:
    """Read and parse one file. Never raises for what a file may hold."""
    try:
        text = source.read()
    except UnreadableLetterError as error:
        return Unfit(source.name, str(error))
    return fit(source.name, text)


def fit(file: str, text: str) -> ReadLetter | Unfit:
    """Parse a text. One that was read with severe warnings must not become public and is unfit."""
    letter = parse(text)
    severe = [warning for warning in letter.warnings if warning.severe]
    if severe:
        return Unfit(file, severe[0].message, tuple(warning.as_dict() for warning in letter.warnings))
    return ReadLetter(file, text, digest(text), letter)


def read_letters(batch: list[Source]) -> list[ReadLetter | Unfit]:
    return [read_letter(source) for source in batch]
