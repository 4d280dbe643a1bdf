"""Which letters are stored but not shown until a human has looked: what they say, or how they were read, forbids it.

A finding is a warning of the parser's that holds a letter. Its key is made of the words it is about, so that a finding
judged harmless stays so when the letter is read again, wherever its words stand then. No Django.
"""

from collections.abc import Collection
from hashlib import blake2b
from typing import NamedTuple

from ingest.letters.record import ParsedLetter, ParseWarning, Span

# Facts that cannot both be true: each was read rightly, so the letter must be looked at. The parser's severe warnings
# (an item without outcome, privacy) hold a letter as well.
CONTRADICTIONS = frozenset(
    (
        "outcome_contradicts_rationale",
        "age_contradicts_injury",
        "case_number_contradicts_date",
        "decided_both_ways",
    )
)


class Finding(NamedTuple):
    """What holds a letter. `key` names it whenever its letter is read."""

    key: str
    code: str
    message: str
    span: Span | None


def findings(text: str, letter: ParsedLetter, accepted: Collection[str] = ()) -> list[Finding]:
    """What holds this letter; without what a human has `accepted`, by its key."""
    found = [_finding(text, each) for each in letter.warnings if each.severe or each.code in CONTRADICTIONS]
    return [each for each in found if each.key not in accepted]


def said(found: list[Finding]) -> str:
    """Why a letter is held, in one sentence or two."""
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"Held: {found[0].message}{more}" if found else ""


def _finding(text: str, warning: ParseWarning) -> Finding:
    about = text[slice(*warning.span)] if warning.span else warning.about or warning.message
    words = " ".join(about.split()).encode("utf-8", "surrogatepass")
    key = f"{warning.code}:{blake2b(words, digest_size=8).hexdigest()}"
    return Finding(key, warning.code, warning.message, warning.span)
