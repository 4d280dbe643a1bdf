"""Typed text → an expression. Pure. The engine's own syntax is never reachable from here.

a b          both                      a OR b       either; binds its neighbours before the others
"a b"        together, in this order   "a b"~5      within five words of each other
-a, NOT a    not this                  (a b) OR c   grouped
surg*        words that begin so       request:a    in the request alone (rationale:, summary:, guideline:)

A case number is one word with its blanks; "Case Number:" before it belongs to it; of several any is meant. Figures
are one word, too, with blanks or without: 50 mg, 10 mg/325 mg, 2 x 6, L4 - L5. What is said of something ("Tinel's")
is asked for without the 's, which is a word of its own in the index.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from determinations.search.casenumbers import case_keys
from determinations.search.expressions import FIELDS, All, Any, Expression, Not, Phrase, Prefix, Word
from determinations.search.notations import SPACED

MAX_LENGTH = 500  # characters of typed text
MAX_TERMS = 32  # words and phrases in it
MAX_DEPTH = 8  # parentheses inside one another
MAX_DISTANCE = 50  # words, of "a b"~50
SHORTEST_PREFIX, LONGEST_PREFIX = 3, 40  # characters before a star
MAX_PREFIXES = 4  # words with a star: each is looked up among all words of all letters

_TOKEN = re.compile(
    r"""
      (?P<open>\() | (?P<close>\))
    | "(?P<phrase>[^"]*)"(?:~(?P<distance>[0-9]*))?
    | (?P<quote>")
    | (?P<minus>-(?=[\w"(\#]))
    | (?P<operator>(?:OR|AND|NOT)(?=[\s()"]|$))
    | (?i:(?:imr[ ]{1,3})?case(?:[ _]{1,3}(?:number|no\.?|num\.?))?)[ ]{0,3}[:\#]?[ ]{0,3}
      (?P<numbered>(?i:CM|IMR)[ \#-]{0,3}\d{2}[ \u2010-\u2014-]{0,3}\d{5,7}
        | \d{2}(?:[ ]?[\u2010-\u2014-][ ]?)?\d{5,7} | \d{2}[ ]\d{7})(?![\w/-])
    | (?P<field>[A-Za-z_]{2,40}):(?=[^\s:/])
    | (?P<case>(?:(?i:CM|IMR)[ \#-]{0,3}\d{2}[ \u2010-\u2014-]{0,3}\d{5,7}
        | (?:\#[ ]?)?\d{2}[ \u2010-\u2014-]\d{7})(?![\w-]))
    | (?P<count>\#[ ]?[0-9]+(?!\w))
    | (?P<figures>(?i:"""
    + SPACED
    + r"""))(?![\w/*~%\u2010-\u2014-])
    | (?P<word>[^\s"()]+)
    """,
    re.VERBOSE,
)
_STRAIGHT = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0xD7: "x"}
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s$", re.IGNORECASE)
_BARE_POINT = re.compile(r"^\.(?=\d)")  # .5 mg, which letters write 0.5 mg
_PREFIX = re.compile(rf"[^\W_]{{{SHORTEST_PREFIX},{LONGEST_PREFIX}}}\*")


class QueryTextError(ValueError):
    """The typed text cannot be read. `position` is the offending character, counted from 0."""

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    distance: str | None = None

    @property
    def place(self) -> str:
        return f"at character {self.start + 1}"


def parse_text(text: str) -> Expression | None:
    """Typed text → expression; blank text gives None.

    Raises QueryTextError, which names what cannot be read and where, for text that is too long, has too many
    words, is nested too deep, or has nothing in it that could be searched for.
    """
    if len(text) > MAX_LENGTH:
        raise QueryTextError(f"This is {len(text)} characters long; at most {MAX_LENGTH} can be searched for.")
    tokens = list(_tokens(text))
    found = _Reader(tokens).read()
    if text.strip() and found is None:
        raise QueryTextError("There is no letter or digit in this to search for.", 0)
    return found


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text.translate(_STRAIGHT)):
        kind = match.lastgroup if match.lastgroup != "distance" else "phrase"
        start = match.start("numbered" if kind == "numbered" else 0)
        yield _Token(kind, match[kind], start, match["distance"])


class _Reader:
    """Reads tokens from left to right: a chain of alternatives, each of which may be a group."""

    def __init__(self, tokens: list[_Token]):
        self._tokens = tokens
        self._next = 0
        self._terms = 0
        self._prefixes = 0

    def read(self) -> Expression | None:
        found = self._all("", 0)
        if token := self._peek():
            raise QueryTextError(f"The parenthesis {token.place} closes none that was opened.", token.start)
        return found

    def _peek(self, *kinds: str, text: str | None = None) -> _Token | None:
        token = self._tokens[self._next] if self._next < len(self._tokens) else None
        fits = token and (not kinds or token.kind in kinds) and (text is None or token.text == text)
        return token if fits else None

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _all(self, field: str, depth: int) -> Expression | None:
        parts, begins = [], True
        while self._peek() and not self._peek("close"):
            if self._peek("operator", text="AND"):
                self._join(begins)
            parts.append(self._alternatives(field, depth))
            begins = False
        return _gathered(All, _with_any_case(parts))

    def _alternatives(self, field: str, depth: int) -> Expression | None:
        parts = [self._operand(field, depth)]
        while self._peek("operator", text="OR"):
            self._join(begins=False)
            parts.append(self._operand(field, depth))
        return _gathered(Any, parts)

    def _join(self, begins: bool) -> None:
        """Step over AND or OR, which stand between two things."""
        token = self._take()
        after = self._peek()
        if begins or after is None or after.kind == "close" or (after.kind == "operator" and after.text != "NOT"):
            side = "before" if begins else "after"
            raise QueryTextError(
                f"{token.text} {token.place} has nothing {side} it. To search for the word itself, write it in quotes.",
                token.start,
            )

    def _operand(self, field: str, depth: int) -> Expression | None:
        token = self._take()
        match token.kind:
            case "operator" if token.text != "NOT":
                self._next -= 1
                self._join(begins=True)
            case "operator" | "minus":
                return self._negated(token, field, depth)
            case "open":
                return self._group(token, field, depth)
            case "field":
                return self._operand(_field(token), depth)
            case "quote":
                raise QueryTextError(f"The quotation mark {token.place} is never closed.", token.start)
        return self._counted(_term(token, field), token)

    def _negated(self, token: _Token, field: str, depth: int) -> Expression | None:
        if self._peek() is None or self._peek("close"):
            raise QueryTextError(f"NOT {token.place} has nothing after it.", token.start)
        part = self._operand(field, depth)
        return part.part if isinstance(part, Not) else part and Not(part)

    def _group(self, opened: _Token, field: str, depth: int) -> Expression | None:
        if depth >= MAX_DEPTH:
            raise QueryTextError(
                f"The parenthesis {opened.place} is one too many: at most {MAX_DEPTH} may stand in one another.",
                opened.start,
            )
        found = self._all(field, depth + 1)
        if not self._peek("close"):
            raise QueryTextError(f"The parenthesis {opened.place} is never closed.", opened.start)
        self._take()
        return found

    def _counted(self, term: Expression | None, token: _Token) -> Expression | None:
        self._terms += term is not None
        self._prefixes += isinstance(term, Prefix)
        if self._prefixes > MAX_PREFIXES:
            raise QueryTextError(
                f"“{token.text}” ({token.place}) is one star too many: at most {MAX_PREFIXES} are looked up at a time.",
                token.start,
            )
        if self._terms > MAX_TERMS:
            raise QueryTextError(f"At most {MAX_TERMS} words and phrases are searched for at a time.")
        return term


def _gathered(kind: type, parts: list[Expression | None]) -> Expression | None:
    """The parts as one, those left out in which there is nothing to search for."""
    found = [part for part in parts if part is not None]
    flat = tuple(each for part in found for each in (part.parts if isinstance(part, kind) else (part,)))
    return kind(flat) if len(flat) > 1 else (flat[0] if flat else None)


def _with_any_case(parts: list[Expression | None]) -> list[Expression | None]:
    """Several case numbers side by side, as pasted from a list, mean any of them: no decision has two."""
    cases = [part for part in parts if isinstance(part, Word) and case_keys(part.text)]
    if len(cases) < 2:
        return parts
    place = parts.index(cases[0])
    return [*parts[:place], Any(tuple(cases)), *(part for part in parts[place:] if part not in cases)]


def _field(token: _Token) -> str:
    if token.text.lower() not in FIELDS:
        names = ", ".join(f"{name}:" for name in FIELDS)
        raise QueryTextError(
            f"There is no field “{token.text}:” ({token.place}). The fields are {names}; "
            "leave a space after any other colon.",
            token.start,
        )
    return FIELDS[token.text.lower()]


def _term(token: _Token, field: str) -> Expression | None:
    if not any(character.isalnum() for character in token.text):
        return None
    if token.kind == "phrase":
        return Phrase(token.text.strip(), _distance(token), field, token.start)
    text = token.text.rstrip(",;.:!?").lstrip(",;")
    if token.kind == "word" and "*" in text:
        return _prefix(token, text, field)
    if re.search(r"\w~[0-9]*$", text):
        raise QueryTextError(
            f'The ~ {token.place} has no phrase before it: it tells how far apart the words of a "phrase"~5 may be.',
            token.start,
        )
    return Word(_BARE_POINT.sub("0.", _POSSESSIVE.sub("", text)), field, token.start)


def _distance(token: _Token) -> int:
    if token.distance is None:
        return 0
    if not token.distance or len(token.distance) > 4 or int(token.distance) > MAX_DISTANCE:
        raise QueryTextError(
            f'After the phrase {token.place} write how many words apart at most, from 0 to {MAX_DISTANCE}: "a b"~5.',
            token.start,
        )
    return int(token.distance)


def _prefix(token: _Token, text: str, field: str) -> Prefix:
    if not text.endswith("*") or text.count("*") > 1:
        message = f"The star in “{text}” ({token.place}) must stand once and at the end of the word, as in surg*."
        raise QueryTextError(message, token.start)
    if not _PREFIX.fullmatch(text):
        raise QueryTextError(
            f"“{text}” ({token.place}) cannot be looked up: write {SHORTEST_PREFIX} to {LONGEST_PREFIX} letters or "
            "digits, and nothing else, before the star.",
            token.start,
        )
    return Prefix(text[:-1], field)
