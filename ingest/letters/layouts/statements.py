"""Sentences that announce a decision: 'n) MAXIMUS … has determined the request for X is not medically necessary'.

A letter gives their list twice, on its first page and under the heading of its decision.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.letters.layouts.announced import Entry, differ, essence
from ingest.letters.layouts.items import Heading
from ingest.letters.record import ParseWarning, Span
from ingest.letters.text.lines import Source, stops

REQUEST_LIMIT = 4_000  # characters of one request
MAX_STATEMENTS = 600  # a letter has twice a handful
REQUEST = r"(?:the\s+)?(?:[a-z]+\s+){0,2}?request(?:s?\s+for|ed)\b[^\S\n]*+:?"
"""What leads to the words of a request."""
_DETERMINED = re.compile(rf"determined\s+(?:that\s+)?{REQUEST}")
_WHO = re.compile(
    r"(?:(?P<number>\b\d{1,2})(?:\s?[).:]){1,2}\s*+)?\(?\b(?:maximus(?:\s+federal\s+services,?+)?+(?:\s+inc\.?,?+)?+"
    r"|the\s+(?:expert|physician|medical|professional)\s+reviewer)\s+(?:has\s+)?\Z"
)
_BEFORE = 240  # characters in which the words before "determined" begin, a page's end among them
_FORMULA = re.compile(
    r"\b(?:is|are|was|were)\s*+(?:(?:both|also|therefore)\s++)?(?P<not>(?:not|neither)\s*+)?"
    r"(?P<part>(?:partially|partly|in\s+part)\s++)?medically\s*+nec+es+ary"
    r"(?:\s*+(?:and|or|nor|&)\s*+(?:medically\s+)?appropriate)?(?P<after>,?\s+in\s+part\b)?"
)
_VERB_AT_END = re.compile(r"\b(?:is|are|was|were)\b[^.]*+\.?\s*+\Z")
_VERB_SEEN = 200  # characters at the end of a statement in which it says something of the request we do not know
_PARAGRAPH = re.compile(r"(?<!\s)[^\S\n]*+\n[^\S\n]*+\n\s*+(?=[A-Z])")


class Statement(NamedTuple):
    entry: Entry
    start: int
    end: int


def find_statements(source: Source, end: int) -> list[Statement]:
    """The announcing sentences up to `end`; one that states no outcome ends with its paragraph."""
    matches = []
    for match in _DETERMINED.finditer(source.folded, 0, end):
        who = _WHO.search(source.folded, max(0, match.start() - _BEFORE), match.start())
        if who is None:
            continue
        matches.append((who, match))
        if len(matches) == MAX_STATEMENTS:
            break
    ends = stops((who.start() for who, _ in matches), end)
    return [_statement(source, *match, stop) for match, stop in zip(matches, ends, strict=True)]


def _statement(source: Source, who: re.Match, determined: re.Match, stop: int) -> Statement:
    start = determined.end()
    stop = min(stop, start + REQUEST_LIMIT)
    formula = _FORMULA.search(source.folded, start, stop)
    if formula:
        request_end, outcome, value = formula.start(), Span(*formula.span()), _value(formula)
        end = formula.end() + (source.clean[formula.end() : formula.end() + 1] in (".", ";", ","))
    else:
        paragraph = _PARAGRAPH.search(source.clean, start, stop)
        end = paragraph.start() if paragraph else stop
        verb = _VERB_AT_END.search(source.folded, max(start, end - _VERB_SEEN), end)
        request_end, outcome, value = verb.start() if verb else end, None, None
    request = _request(source, start, request_end)
    number = int(who["number"]) if who["number"] else None
    words = source.words(*request) if request else ""
    return Statement(Entry(number, Heading(request, outcome, value), words), who.start(), end)


def _value(formula: re.Match) -> str:
    if formula["part"] or formula["after"]:
        return "partially_overturned"
    return "upheld" if formula["not"] else "overturned"


def _request(source: Source, start: int, end: int) -> Span | None:
    """Between the words around it, without the marks they leave."""
    words = source.clean[start:end]
    begin = start + len(words) - len(words.lstrip(" \n\t\r\xa0\x0b:,"))
    length = len(words.rstrip(" \n\t\r\xa0\x0b:,;"))
    return Span(begin, start + length) if begin < start + length else None


def merge(statements: Sequence[Statement], borders: Sequence[int]) -> tuple[list[Entry], list[ParseWarning]]:
    """Both lists as one, the fuller first; and where they differ. The second begins after the first fitting border."""
    cut = _second_list(statements, borders)
    lists = [[each.entry for each in part] for part in (statements[:cut], statements[cut:])]
    if not lists[0] or not lists[1]:
        return lists[0] or lists[1], []
    first, second = lists if len(lists[0]) >= len(lists[1]) else lists[::-1]
    twins = _twins(first, second)
    entries, warnings = [], []
    for entry, twin in zip(first, twins, strict=True):
        merged, found = _compared(entry, second[twin] if twin is not None else None)
        entries.append(merged)
        warnings += found
    for place, entry in enumerate(second):
        if place not in twins:
            entries.append(entry)
            warnings.append(_once(entry))
    return entries, warnings


def _second_list(statements: Sequence[Statement], borders: Sequence[int]) -> int:
    """The place of the first statement of the second list; past the last if there is but one list."""
    for border in borders:
        cut = sum(each.start < border for each in statements)
        if 0 < cut < len(statements):
            return cut
    seen: set[str] = set()
    for place, each in enumerate(statements):
        before = statements[place - 1].entry.number if place else None
        if (before and each.entry.number == 1) or (place and before is None and essence(each.entry.words) in seen):
            return place
        seen.add(essence(each.entry.words))
    return len(statements)


def _twins(first: Sequence[Entry], second: Sequence[Entry]) -> list[int | None]:
    """The other list's entry for each item: the same words, else the same number, else the same place."""
    names, others = ([essence(entry.words) for entry in entries] for entries in (first, second))
    left = set(range(len(second)))
    found: list[int | None] = [None] * len(first)
    for same_words in (True, False):
        for place, entry in enumerate(first):
            if found[place] is not None:
                continue
            if same_words:
                fitting = [n for n in left if others[n] == names[place]]
                fitting.sort(key=lambda n: (second[n].number != entry.number, n))
            elif entry.number is not None:
                fitting = [n for n in left if second[n].number == entry.number]
            else:
                fitting = [n for n in left if n == place and len(first) == len(second)]
            if fitting:
                found[place] = fitting[0]
                left.remove(fitting[0])
    return found


def _compared(entry: Entry, other: Entry | None) -> tuple[Entry, list[ParseWarning]]:
    """The entry, completed from its twin. Of two outcomes none is taken: the rationale has to say it."""
    if other is None:
        return entry, [_once(entry)]
    warnings, heading = [], entry.heading
    if essence(entry.words) != essence(other.words):
        message = f"“{entry.words[:80]}” is “{other.words[:80]}” in the other list."
        warnings.append(differ(message, heading.request))
    if heading.outcome is None and other.heading.outcome is not None:
        return other, warnings
    if other.heading.outcome is not None and heading.value != other.heading.value:
        message = f"The two lists decide differently on “{entry.words[:80]}”."
        warnings.append(differ(message, heading.outcome))
        heading = heading._replace(outcome=None, value=None)
    return entry._replace(heading=heading), warnings


def _once(entry: Entry) -> ParseWarning:
    return differ(f"“{entry.words[:80]}” stands in one of the two lists only.", entry.heading.request)
