"""Text of a letter → ParsedLetter (being written)."""

from ingest.letters.record import ParsedLetter, ParseWarning

VERSION = "0"


def parse(text: str) -> ParsedLetter:
    return ParsedLetter(layout="unknown", warnings=(ParseWarning("unknown_layout", "No layout.", severe=True),))
