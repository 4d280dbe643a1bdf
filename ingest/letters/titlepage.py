"""The title page: case number, dates and priority, in any order and arrangement.

A value belongs to the label before it on its line; where a row of labels stands above a row of values, to
the label in the same place. A label may also be cut in two by its value: 'Application 08/31/2017 Received:'.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.letters.dates import DATE, read_date
from ingest.letters.lines import Source, collapse
from ingest.letters.record import ParseWarning, Span

_LABELS = (
    ("injury", r"date (?:of )?injury|injury date|doi"),
    ("assigned", r"(?:date (?:of )?assign(?:ed|ment))|assign(?:ed|ment) date"),
    ("ur_denial", r"(?:date of )?(?:ur|utilization review) (?:denial|decision|determination)(?: date)?|ur date"),
    ("received", r"(?:imr )?application (?:received|receipt)(?: date)?|date (?:application )?received|received date"),
    ("decision", r"(?:final )?(?:decision|determination) date|date of (?:decision|determination)|dated"),
    ("case_number", r"(?:imr )?case (?:number|no\.?|#)"),
    ("priority", r"priority"),
    ("", r"claims? (?:number|no\.?|#)|(?:employee|provider|applicant|patient|employer)(?: name)?"),
)
_SPLIT_LABELS = (
    ("received", r"(?:imr )?application", "received"),
    ("injury", "date of", "injury"),
    ("assigned", "date", "assigned"),
    ("decision", "decision", "date"),
    ("ur_denial", "ur denial", "date"),
    ("ur_denial", "ur", "denial date"),
    ("case_number", "case", "number"),
)
_VALUE = rf"(?P<date>{DATE})|(?P<number>\bcm ?\d\d ?[-–]? ?\d{{5,7}}\b|\bimr ?\d\d-\d{{6}}\b)"
_VALUE += r"|(?P<priority>\b(?:standard|expedited|regular)\b)"
_TOKEN = re.compile("|".join(rf"(?P<l{n}>\b(?:{pattern}) ?:)" for n, (_, pattern) in enumerate(_LABELS)) + f"|{_VALUE}")
_SPLIT = re.compile(
    "|".join(
        rf"\b(?P<s{n}>{head}) (?P<v{n}>{DATE}|cm\d\d-\d{{5,7}}) {tail} ?:"
        for n, (_, head, tail) in enumerate(_SPLIT_LABELS)
    )
)
_KINDS = {"case_number": "number", "priority": "priority"}
_CASE_NUMBER = re.compile(r"[^\d]*(\d\d)\D*(\d+)")
_LIMIT = 20_000  # characters; a title page has some hundreds
_LETTERHEAD = re.compile(
    r"maximus.*|independent medical review|p\.? ?o\.? box .*|sacramento, ca.*|\(\d{3}\).*"
    r"|notice of independent medical review determination|dear ?.{0,60}"
)


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
    page = TitlePage()
    flow = source.flow(0, min(end, _LIMIT))
    tokens, used = [], []
    for match in _SPLIT.finditer(flow.folded):
        number = next(n for n in range(len(_SPLIT_LABELS)) if match[f"s{n}"])
        _state(page, _SPLIT_LABELS[number][0], match[f"v{number}"], flow.span(*match.span(f"v{number}")))
        used.append(match.span())
    for match in _TOKEN.finditer(flow.folded):
        if not any(start <= match.start() < stop for start, stop in used):
            tokens.append(match)
    for label, value in _paired(source, flow, tokens):
        _state(page, label, value.group(), flow.span(*value.span()))
    seen = [*used, *(match.span() for match in tokens)]
    page.claimed = _lines_with(source, [flow.span(*span) for span in seen], min(end, _LIMIT))
    return page


def _kind(match: re.Match) -> str:
    """The value's kind, or '' for a label."""
    return match.lastgroup if match.lastgroup in ("date", "number", "priority") else ""


def _label(match: re.Match) -> str:
    return _LABELS[int(match.lastgroup[1:])][0]


def _paired(source: Source, flow, tokens: list[re.Match]):
    """Yield (field, value). Labels wait; a value takes the waiting label it fits."""
    waiting: list[tuple[str, int]] = []
    values_in_row = 0
    for token in tokens:
        if not _kind(token):
            if values_in_row:
                waiting = []
            values_in_row = 0
            waiting.append((_label(token), flow.span(*token.span()).end))
            continue
        values_in_row += 1
        fitting = [entry for entry in waiting if _KINDS.get(entry[0], "date") == _kind(token) and entry[0]]
        if not fitting:
            continue
        start = flow.span(*token.span()).start
        same_line = "\n" not in source.clean[fitting[-1][1] : start]
        entry = fitting[-1] if same_line else fitting[0] if _next_is_value(tokens, token) else fitting[-1]
        if not same_line and values_in_row > 1:
            entry = fitting[0]
        waiting.remove(entry)
        yield entry[0], token


def _next_is_value(tokens: list[re.Match], token: re.Match) -> bool:
    place = tokens.index(token) + 1
    return place < len(tokens) and bool(_kind(tokens[place]))


def _state(page: TitlePage, name: str, words: str, span: Span) -> None:
    """The first statement of a field stands."""
    if name in page.spans or name in page.impossible:
        return
    if name == "case_number":
        page.case_number = case_number(words)
    elif name == "priority":
        page.priority = words.capitalize()
    elif (found := read_date(words)) is not None:
        page.dates[name] = found
    else:
        page.impossible.add(name)
        page.warnings.append(ParseWarning("impossible_date", f"There is no such day as {words}.", span))
        return
    page.spans[name] = span


def case_number(words: str) -> str:
    """A case number in the usual form, CM14-0000000, however it is spaced."""
    year, number = _CASE_NUMBER.match(words).groups()
    return f"CM{year}-{number}" if words.lower().startswith("cm") else f"IMR {year}-{number}"


def _lines_with(source: Source, spans: list[Span], end: int) -> list[Span]:
    """The lines that hold one of the spans, and the letterhead's."""
    lines, position = [], 0
    spans = sorted(spans)
    for line in source.clean[:end].split("\n"):
        after = position + len(line) + 1
        words = collapse(line).lower()
        while spans and spans[0].end <= position:
            spans.pop(0)
        if words and ((spans and spans[0].start < after) or _LETTERHEAD.fullmatch(words[:200])):
            lines.append(source.trim(position, after - 1))
        position = after
    return lines
