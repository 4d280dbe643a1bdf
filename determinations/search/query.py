"""What is asked of the index, and what a person typed turned into small objects. Pure.

The engine's own syntax is never reachable from the search box: words, "phrases" and -exclusions become
objects here, and what cannot be read is named back with its place.
"""

import re
from dataclasses import dataclass, field
from datetime import date

MAX_LENGTH = 500  # characters of typed text
MAX_CLAUSES = 32  # words and phrases in it
PAGE_SIZE = 25

NEWEST, OLDEST, RELEVANCE = "newest", "oldest", "relevance"


class QueryTextError(ValueError):
    """The typed text cannot be read. `position` is the offending character, counted from 0."""

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Clause:
    """One word, or several that must stand together. `negated`: must not occur."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Every choice of one search. Values inside a tuple mean *or*; different fields mean *and*.

    Slugs are the vocabulary's. `cited_by` says whose citation `guideline` means: reviewer, claims-admin or
    either. Ages in years, dates inclusive. `page` counts from 1.
    """

    clauses: tuple[Clause, ...] = ()
    category: tuple[str, ...] = ()
    treatment: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    guideline: tuple[str, ...] = ()
    cited_by: str = "reviewer"
    specialty: tuple[str, ...] = ()
    body_part: tuple[str, ...] = ()
    sex: tuple[str, ...] = ()
    decided_after: date | None = None
    decided_before: date | None = None
    age_min: int | None = None
    age_max: int | None = None
    sort: str = NEWEST
    page: int = 1
    page_size: int = field(default=PAGE_SIZE, compare=False)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—"), "-")
_TOKEN = re.compile(r'\s*(?P<minus>-(?=[\w"]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|(?P<quote>"))')


def parse_text(text: str) -> tuple[Clause, ...]:
    """Typed text → clauses. Blank text gives none.

    Raises QueryTextError for text that is too long, has too many words, an unclosed quote, or nothing in it
    that could be searched for.
    """
    if len(text) > MAX_LENGTH:
        raise QueryTextError(f"This is {len(text)} characters long; at most {MAX_LENGTH} can be searched for.")
    clauses = []
    for match in _TOKEN.finditer(_straight_quotes(text)):
        if match["quote"]:
            place = match.start("quote")
            raise QueryTextError(f"The quotation mark at character {place + 1} is never closed.", place)
        clause = _clause(match)
        if clause is not None:
            clauses.append(clause)
    if len(clauses) > MAX_CLAUSES:
        raise QueryTextError(f"These are {len(clauses)} words and phrases; at most {MAX_CLAUSES} are searched for.")
    if text.strip() and not clauses:
        raise QueryTextError("There is no letter or digit in this to search for.", 0)
    return tuple(clauses)


_CASE_NUMBER = re.compile(r"(?:CM|IMR)?[ -]?(\d{2})[ -]?(\d{5,7})", re.IGNORECASE)


def case_key(text: str) -> str | None:
    """The digits a case number is known by, however it is written (CM15-0028114, cm150028114); None for other text."""
    match = _CASE_NUMBER.fullmatch(text.strip().translate(_DASHES))
    return match[1] + match[2].zfill(7) if match else None


def _clause(match: re.Match) -> Clause | None:
    text = match["phrase"] if match["phrase"] is not None else match["word"]
    if not any(character.isalnum() for character in text):
        return None
    return Clause(text=text.strip(), phrase=match["phrase"] is not None, negated=match["minus"] is not None)


def _straight_quotes(text: str) -> str:
    return text.translate({0x201C: '"', 0x201D: '"', 0x201E: '"'})
