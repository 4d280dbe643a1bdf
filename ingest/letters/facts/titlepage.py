"""The title page: case number, dates and priority, in any order and arrangement.

Here labels and values are found; `pairing` says which belong together. A label may also be cut in two by its
value: 'Application 08/31/2017 Received:'.
"""

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate

from ingest.letters.facts.dates import DATE, read_date
from ingest.letters.facts.pairing import Token, pair
from ingest.letters.record import ParseWarning, Span
from ingest.letters.text.lines import Flow, Source, collapse

_REVIEW = r"(?:ur|utilization review)"
_DENIAL = r"(?:denial|decision|determination|modification|non-?certification)"
_RECEIVED = r"(?:received|receipt|filed)"
_LABELS = (
    ("injury", "date", r"dates? (?:of )?(?:injury|accident|loss)|injury date|d\.?o\.?i\b\.?"),
    ("assigned", "date", r"date (?:of )?(?:case )?assign(?:ed|ment)|(?:case )?assign(?:ed|ment) date"),
    ("assigned", "date", r"(?:case )?assigned(?= ?:)"),
    (
        "ur_denial",
        "date",
        rf"(?:date of )?(?:the )?{_REVIEW} {_DENIAL}(?: ?/ ?{_DENIAL})?(?: (?:letter )?date)?|{_REVIEW} date",
    ),
    (
        "received",
        "date",
        rf"(?:imr )?application {_RECEIVED}(?: date)?|date (?:imr )?(?:application )?(?:of )?{_RECEIVED}"
        rf"|(?:imr )?application date|date of (?:imr )?application|{_RECEIVED} date",
    ),
    ("decision", "date", r"(?:final )?(?:decision|determination) date|date of (?:final )?(?:decision|determination)"),
    ("dated", "date", r"dated(?= ?:)|date of (?:this )?(?:notice|letter)|(?:letter|notice|mailing) date"),
    (
        "case_number",
        "number",
        r"(?:(?:imr|maximus) )?(?:imr )?case (?:numbers?|nos?\b\.?|id|#)|imr (?:number|no\b\.?|#)"
        r"|(?:imr )?case(?= ?:? cm)",
    ),
    ("priority", "priority", r"(?:case |review )?priority"),
    ("", "date", r"date of (?:birth|hire|request|service)|dob|birth date"),
    (
        "",
        "",
        r"claims? (?:number|no\.?|#)|(?:employee|provider|applicant|patient|employer|insurer|physician)(?: name)?",
    ),
)
_SPLIT_LABELS = (
    ("received", r"(?:imr )?application", "received"),
    ("injury", "date of", "injury"),
    ("assigned", "date", "assigned"),
    ("ur_denial", "ur denial", "date"),
    ("ur_denial", "ur", "denial date"),
    ("decision", "decision", "date"),
    ("case_number", "case", "number"),
)
# A period of cumulative trauma is no date, but it takes a date's place.
_VALUE = (
    rf"(?P<date>{DATE})(?P<period> ?(?:-|–|—|to|through|thru|until) ?(?:{DATE}|present))?"
    r"|(?P<number>cm ?\d\d ?[-–]? ?\d{5,7}\b|imr ?\d\d-\d{6}\b|\d\d-\d{6,7}\b)"
    r"|(?P<priority>(?:standard|expedited|regular)\b)"
)
_LABEL_END = r"(?: ?:|(?= (?:\d|cm ?\d|imr ?\d|standard|expedited|regular))|(?=\W*\Z))"
_FIELDS = "|".join(rf"(?P<l{n}>(?:{pattern}){_LABEL_END})" for n, (_, _, pattern) in enumerate(_LABELS))
_KINDS: dict[str, tuple[str, str | None]] = {
    "date": ("date", None),
    "period": ("date", None),
    "number": ("number", None),
    "priority": ("priority", None),
    **{f"l{n}": (kind, name) for n, (name, kind, _) in enumerate(_LABELS)},
}
"""The group of `_TOKEN` that matched → the token's kind, and the field a label names."""
_TOKEN = re.compile(rf"\b(?=[a-z\d])(?:{_VALUE}|(?=[acdeilmnpru])(?:{_FIELDS}))")
_CUT_LABEL = "|".join(
    rf"(?P<s{n}>{head}) (?P<v{n}>{DATE}|cm\d\d-\d{{5,7}}) {tail} ?:" for n, (_, head, tail) in enumerate(_SPLIT_LABELS)
)
_SPLIT = re.compile(rf"\b(?=[acdiu])(?:{_CUT_LABEL})")
# What every label cut in two has, found much faster than the label.
_CUT_SEEN = re.compile(rf"\d (?:{'|'.join(tail for _, _, tail in _SPLIT_LABELS)}) ?:")
_CASE_NUMBER = re.compile(r"[^\d]*(\d\d)\D*(\d+)")
_LIMIT = 20_000  # characters; a title page has some hundreds
_LETTERHEAD = re.compile(
    r"maximus.*|independent medical review|p\.? ?o\.? box .*|sacramento, ca.*|\(\d{3}\).*"
    r"|notice of independent medical review determination|dear ?.{0,60}"
)


_day = lru_cache(maxsize=4096)(read_date)  # the letters of some years state the same days over and over


@dataclass
class TitlePage:
    """What the title page states; `claimed` are the lines it was read from."""

    case_number: str | None = None
    priority: str | None = None
    dates: dict[str, date] = field(default_factory=dict)
    impossible: set[str] = field(default_factory=set)
    spans: dict[str, Span] = field(default_factory=dict)
    claimed: list[Span] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)


def read_title_page(source: Source, end: int) -> TitlePage:
    """The text before the first heading, which starts at `end`."""
    page, end = TitlePage(), min(end, _LIMIT)
    flow = source.flow(0, end)
    used = []
    for match in _SPLIT.finditer(flow.folded) if _CUT_SEEN.search(flow.folded) else ():
        name, value = _cut(match)
        _state(page, name, match[value], flow.span(*match.span(value)))
        used.append(match.span())
    found = _TOKEN.finditer(flow.folded)
    matches = [match for match in found if not _inside(match.start(), used)] if used else list(found)
    lines = source.clean[:end].split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    tokens = _placed(flow, matches, starts)
    pairs = pair(tokens)
    periods = {match.span() for match in matches if match.lastgroup == "period"}
    # "Dated:" in a letterhead is the decision's date unless one is named.
    for label, value in sorted(pairs.found, key=lambda found: found[0].field == "dated"):
        if label.field and value.place not in periods:
            name = "decision" if label.field == "dated" else label.field
            _state(page, name, flow.folded[slice(*value.place)], value.span)
    _read_numbers(page, flow, [token for token in tokens if token.kind == "number" and token.field is None])
    page.warnings += [_unclear(flow, value) for value in pairs.unclear]
    seen = [*(flow.span(*span) for span in used), *(token.span for token in tokens)]
    page.claimed = _lines_with(source, sorted(seen), lines, starts)
    return page


def _cut(match: re.Match) -> tuple[str, str]:
    """The field of a label cut in two, and the group of the value inside."""
    number = next(n for n in range(len(_SPLIT_LABELS)) if match[f"s{n}"])
    return _SPLIT_LABELS[number][0], f"v{number}"


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < stop for start, stop in spans)


def _placed(flow: Flow, matches: list[re.Match], starts: list[int]) -> list[Token]:
    """Labels and values with their line and column on the page. `starts` is where its lines begin."""
    tokens = []
    for match in matches:
        kind, name = _KINDS[match.lastgroup]
        place = match.span()
        span = flow.span(*place)
        # A label that goes on in the next line stands where it ends.
        line = bisect_right(starts, span.end - 1 if name is not None else span.start) - 1
        tokens.append(Token(kind, name, line, span.start - starts[line], place, span))
    return tokens


def _read_numbers(page: TitlePage, flow: Flow, values: list[Token]) -> None:
    """A number no label names, where none is named; a warning where there are others beside the letter's own."""
    full = [value for value in values if flow.folded[slice(*value.place)].startswith(("cm", "imr"))]
    if page.case_number is None and full:
        _state(page, "case_number", flow.folded[slice(*full[0].place)], full[0].span)
    for value in full:
        words = flow.folded[slice(*value.place)]
        if case_number(words) != page.case_number:
            message = f"Besides {page.case_number} the title page names {case_number(words)}."
            page.warnings.append(ParseWarning("several_case_numbers", message, value.span))
            return


def _unclear(flow: Flow, value: Token) -> ParseWarning:
    words = flow.text[slice(*value.place)]
    return ParseWarning("unclear_title_page", f"Which label {words} belongs to is unclear.", value.span)


def _state(page: TitlePage, name: str, words: str, span: Span) -> None:
    """The first statement of a field stands; `words` are in lower case."""
    if name in page.spans or name in page.impossible:
        return
    if name == "case_number":
        page.case_number = case_number(words)
    elif name == "priority":
        page.priority = words.capitalize()
    elif (found := _day(words)) is not None:
        page.dates[name] = found
    else:
        page.impossible.add(name)
        page.warnings.append(ParseWarning("impossible_date", f"There is no such day as {words}.", span))
        return
    page.spans[name] = span


def case_number(words: str) -> str:
    """A case number in the usual form, CM14-0000000, however it is spaced; the first ones had six digits."""
    year, number = _CASE_NUMBER.match(words).groups()
    return f"CM{year}-{number}" if words.lower().startswith("cm") or len(number) == 7 else f"IMR {year}-{number}"


def _lines_with(source: Source, spans: list[Span], lines: list[str], starts: list[int]) -> list[Span]:
    """The lines that hold one of the spans, which are in order, and the letterhead's."""
    found, ahead = [], deque(spans)
    for line, start in zip(lines, starts, strict=False):
        while ahead and ahead[0].end <= start:
            ahead.popleft()
        if line and not line.isspace() and ((ahead and ahead[0].start <= start + len(line)) or _is_letterhead(line)):
            found.append(source.trim(start, start + len(line)))
    return found


def _is_letterhead(line: str) -> bool:
    return bool(_LETTERHEAD.fullmatch(collapse(line).lower()[:200]))
