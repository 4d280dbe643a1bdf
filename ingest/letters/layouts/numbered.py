"""Headings that are sentences: 'n. <request> is (not) medically necessary and appropriate.'

The formula of medical necessity ends the request and tells the outcome. Rationales are full of the same formula
and of numbered lists, so that a heading is looked for where something else says it must be: right above a label, or
under the number that comes next.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.letters.layouts.items import Heading, title_start
from ingest.letters.layouts.outcomes import DECIDED, decides
from ingest.letters.record import Span
from ingest.letters.text.lines import LINE_BREAK, Source
from ingest.letters.text.sentences import ABBREVIATED

REQUEST_LIMIT = 2_000  # characters of one request
_FORMULA_SEEN = 800  # characters above a label in which its heading's formula ends
_TAIL_LIMIT = 120  # characters that may follow a formula in its sentence ("at this time")
_CUT_OFF = 600  # characters of a heading that the letter breaks off in

_BEFORE_FORMULA = (
    r"(?:(?:not|no\s+longer|neither|only|partially|partly|in\s+part|both|also|hereby|therefore|thus|deemed|found"
    r"|considered|determined|felt|judged|to|been|be|as|currently)\b\s*+){0,6}(?:not\s*+)?"
)
_AND_APPROPRIATE = (
    r"(?:,?\s*+(?:and\s*+/\s*+or|and|or|nor|&)\s*+(?:is\s++|are\s++)?(?:not\s++)?(?:medically\s*+)?"
    r"(?:appropriate|necessary|indicated|reasonable))?+"
)
FORMULA = re.compile(
    r"\b(?:(?:is|are|was|were|has\s++been|have\s++been)(?:n['’]t\b)?\s*+"
    rf"(?P<words>{_BEFORE_FORMULA})|(?P<verbless>not\s*+)|(?<=[:–—-]\s)(?:partially\s++)?)"
    rf"medically\s*+(?P<not>not\s++)?(?:necessary|appropriate){_AND_APPROPRIATE}"
)
_NEGATED = re.compile(r"not|n['’]t\b|\bno\s|\bneither\b")  # "isnot" and "notmedically" are among letters' slips
_PARTLY = re.compile(r"\bpart(?:ial)?ly\b|\bin\s+part\b")
_MARKER = re.compile(
    r"(?<![\w.,/#$%+-])[*_]{0,2}(?:(?:item|issue|no\.?)\s)?[(#]?(?P<number>\d{1,2})\s?(?:[.):]|\.\))[*_]{0,2}"
    r"(?=\s|[a-z\"“(]|\Z)"
)
_BEFORE_MARKER = re.compile(r"(?:[.:;!?)\]\"”’]|\b(?:necessary|appropriate|below))$")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*+(?=\s|\Z)")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|should|would|could|will|can|cannot|may|must|fails?|failed"
    r"|recommends?|recommended|states?|stated|supports?|requires?|exceeds?|shows?|showed|necessary)\b"
)
_LEAD = re.compile(
    r"(?:maximus(?:\s+federal\s+services)?,?(?:\s+inc\.?,?)?\s+)?has\s+determined\s+(?:that\s+)?the\s+request\s+for\s+"
)
_ONLY_THE_REQUEST = re.compile(
    r"(?:(?:the|this|that|these|those|both|all|such|as)\s+)*(?:above\s+|disputed\s+|requested\s+)?"
    r"(?:requests?|treatments?|services?|items?|procedures?|medications?|it|they)?"
)
# What a page break has cut off from the sentence before.
_FORMULA_REST = re.compile(r"(?:(?:medically\s+)?necessary\s+)?(?:(?:and|or)\s+)?(?:necessary|appropriate)\s*\.\s+")
_SAME_SENTENCE = re.compile(r"[.:;,]*|[^.!?;]*[.!?;:]?")


class Sentence(NamedTuple):
    """A heading and its number; from `start`, its number's first character, to `end`, behind its full stop."""

    heading: Heading
    number: int | None
    start: int
    end: int


def heading_above(source: Source, floor: int, end: int, expected: int) -> Sentence | None:
    """The heading that ends right above `end`, or None. `expected` is the number it should have."""
    formula = _formula_above(source, floor, end)
    if formula is None:
        return None
    marker = _number_above(source, floor, formula.start(), expected)
    if marker:
        return _sentence(source, marker, formula)
    start = title_start(source, floor, formula.start())
    if rest := _FORMULA_REST.match(source.folded, start, formula.start()):
        start = rest.end()
    heading = _heading(source, start, formula)
    if heading.request is None or _ONLY_THE_REQUEST.fullmatch(source.folded, *heading.request):
        return None
    return Sentence(heading, None, heading.request.start, formula.end())


def undecided_above(source: Source, floor: int, end: int, expected: int) -> Sentence | None:
    """A numbered request right above `end` whose outcome is not stated."""
    marker = _number_above(source, max(floor, end - _CUT_OFF), end, expected)
    if marker is None or FORMULA.search(source.folded, marker.end(), end):
        return None
    return Sentence(
        Heading(_request(source, marker.end(), end), None, None), int(marker["number"]), marker.start(), end
    )


def bare_headings(
    source: Source, floor: int, end: int, expected: int, stop: int | None, *, after_rationale: bool
) -> list[Sentence]:
    """Headings that no label follows, between two places, numbered `expected` and on, below `stop`.

    `after_rationale`: a rationale begins at `floor`, and its own numbered list is none of them. `stop` is None at
    the letter's end, where the last heading may be cut off.
    """
    found: list[Sentence] = []
    seen: set[int] = set()
    formulas = None
    for marker in _MARKER.finditer(source.folded, floor, end):
        number = int(marker["number"])
        if not source.at_line_start(marker.start()) or (found and marker.start() < found[-1].end):
            continue
        listed = after_rationale and not found and expected - 1 in seen
        if number == expected and (stop is None or number < stop) and not listed:
            formulas = formulas or _Formulas(source, floor, end)
            sentence = _sentence_from(source, marker, formulas)
            if sentence is None and stop is None:
                sentence = _cut_off(source, marker, end)
            if sentence and (found or not after_rationale or not _is_quoted(source, floor, sentence, end)):
                found.append(sentence)
                expected += 1
                continue
        seen.add(number)
    return found


def value_of(words: str) -> str:
    """A formula's words in lower case → the outcome: what is not medically necessary is upheld."""
    if _PARTLY.search(words):
        return "partially_overturned"
    return "upheld" if _NEGATED.search(words) else "overturned"


def _formula_above(source: Source, floor: int, end: int) -> re.Match | None:
    base = max(floor, end - _FORMULA_SEEN)
    if "medically" not in source.folded[base:end]:
        return None
    formula = next(reversed(list(FORMULA.finditer(source.folded, base, end))), None)
    if formula is None:
        return None
    tail = source.clean[formula.end() : end]
    set_off = any(
        match.group().count("\n") > source.line_gap and tail[match.end() :].strip()
        for match in LINE_BREAK.finditer(tail)
    )
    tail = tail.strip()
    return formula if len(tail) <= _TAIL_LIMIT and not set_off and _SAME_SENTENCE.fullmatch(tail) else None


def _sentence(source: Source, marker: re.Match, formula: re.Match) -> Sentence:
    heading = _heading(source, marker.end(), formula)
    return Sentence(heading, int(marker["number"]), marker.start(), formula.end())


def _heading(source: Source, start: int, formula: re.Match) -> Heading:
    outcome = source.trim(*formula.span())
    return Heading(_request(source, start, formula.start()), outcome, value_of(formula.group()))


def _request(source: Source, start: int, end: int) -> Span | None:
    while start < end and (source.clean[start].isspace() or source.clean[start] in "*_.)-–•"):
        start += 1
    if lead := _LEAD.match(source.folded, start, end):
        start = lead.end()
    words = source.clean[start:end].rstrip(" \n\t\xa0*_:;,–—-")
    return Span(start, start + len(words)) if words else None


def _number_above(source: Source, floor: int, end: int, expected: int) -> re.Match | None:
    """The number of the request that ends at `end`: the expected one, else the nearest that opens a paragraph."""
    base = max(floor, end - REQUEST_LIMIT)
    best, below = None, end
    for marker in reversed(list(_MARKER.finditer(source.folded, base, end))):
        if _has_finished(source, marker.end(), below):
            break
        if not source.folded[marker.end() : below].strip():
            continue
        wanted, begins = int(marker["number"]) == expected, _may_begin(source, floor, marker)
        if not (wanted or begins):
            continue
        rank = (
            wanted,
            begins,
            _opens_paragraph(source, floor, marker.start()),
            source.at_line_start(marker.start()),
        )
        if best is None or rank > best[0]:
            best = rank, marker
        below = marker.start()
    return best[1] if best else None


def _may_begin(source: Source, floor: int, marker: re.Match) -> bool:
    """At a line's start, or where a sentence has ended."""
    start = marker.start()
    if source.at_line_start(start):
        return True
    before = source.folded[max(floor, start - 60) : start].rstrip()
    return not before or bool(_BEFORE_MARKER.search(before))


def _opens_paragraph(source: Source, floor: int, start: int) -> bool:
    before = source.clean[max(floor, start - DECIDED) : start]
    return not before.strip() or before[len(before.rstrip()) :].count("\n") > source.line_gap


def _has_finished(source: Source, start: int, end: int) -> bool:
    """A sentence with a verb, or with a formula, ends in the passage: it is more than one request."""
    position = start
    for match in _SENTENCE_END.finditer(source.folded, start, end):
        words = source.folded[max(position, match.end() - REQUEST_LIMIT) : match.start()]
        if not ABBREVIATED.search(words[-12:]) and _VERB.search(words):
            return True
        position = match.end()
    return False


class _Formulas:
    """The next formula from ever later places on; each is searched for once."""

    def __init__(self, source: Source, start: int, end: int):
        self._rest = FORMULA.finditer(source.folded, start, end)
        self._next = next(self._rest, None)

    def after(self, place: int) -> re.Match | None:
        while self._next and self._next.start() < place:
            self._next = next(self._rest, None)
        return self._next


def _sentence_from(source: Source, marker: re.Match, formulas: _Formulas) -> Sentence | None:
    """The heading that a number begins, if its formula ends the line."""
    formula = formulas.after(marker.end())
    if formula is None or formula.start() > marker.end() + REQUEST_LIMIT:
        return None
    if _has_finished(source, marker.end(), formula.start()):
        return None
    stop = formula.end() + (source.clean[formula.end() : formula.end() + 1] in (".", ";", ":"))
    return _sentence(source, marker, formula)._replace(end=stop) if source.at_line_end(stop) else None


def _is_quoted(source: Source, floor: int, sentence: Sentence, end: int) -> bool:
    """Words of another decision: the rationale comes to its own only below them."""
    return not decides(source, floor, sentence.start) and (
        sentence.heading.outcome is None or decides(source, sentence.end, end)
    )


def _cut_off(source: Source, marker: re.Match, end: int) -> Sentence | None:
    """The last words of a letter that breaks off in a heading."""
    if end - marker.end() > _CUT_OFF or _has_finished(source, marker.end(), end):
        return None
    request = _request(source, marker.end(), end)
    return Sentence(Heading(request, None, None), int(marker["number"]), marker.start(), end)


def gaps_in_order(sentences: list[Sentence]) -> Iterator[Sentence]:
    """The headings whose number is not the one after the heading before."""
    last = None
    for place, sentence in enumerate(sentences):
        wanted = place + 1 if last is None else last + 1
        if sentence.number is not None and sentence.number != wanted:
            yield sentence
        last = sentence.number if sentence.number is not None else wanted
