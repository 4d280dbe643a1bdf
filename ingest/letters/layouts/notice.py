"""The `notice` layout, 2013: title page, the list of determinations given twice, then sections by request.

The items are those of the lists; a section below, by its request's words or its number, gives each one its
guidelines, which both sides share a field for, and its rationale.
"""

import re
from collections.abc import Sequence

from ingest.letters import assembly
from ingest.letters.coverage import Part
from ingest.letters.facts.dates import DATE, read_date
from ingest.letters.facts.titlepage import TitlePage, read_title_page
from ingest.letters.layouts.announced import Entry, Section, add_field
from ingest.letters.layouts.disputes import read_items
from ingest.letters.layouts.headings import (
    CASE_SUMMARY,
    DOCUMENTS_REVIEWED,
    EFFECT,
    Mark,
    Passage,
    Wording,
    find_marks,
    first_bodies,
    passages,
)
from ingest.letters.layouts.issues import find_head
from ingest.letters.layouts.statements import REQUEST, Statement, find_statements, merge
from ingest.letters.record import ParsedLetter, Span
from ingest.letters.text.lines import Source

_REVIEWER = r"(?:(?:expert|physician|medical|professional)\s+){0,2}reviewer(?:\(s\))?s?(?:['’]s)?"
_WORDINGS = {
    "notice": Wording.of(r"notice\s+of\s+independent\s+medical\s+review\s+determination"),
    "decisions": Wording.of(r"independent\s+medical\s+review\s+decisions?(?:\(s\))?\s+and\s+rationales?(?:\(s\))?"),
    "how_made": Wording.of(rf"qualifications\s+of\s+the\s+{_REVIEWER}", "medical"),
    "summary": Wording.of(CASE_SUMMARY, r"clinical|expert\s+reviewer(?:['’]s)?"),
    "documents": Wording.of(DOCUMENTS_REVIEWED),
    "guidelines": Wording.of(
        r"guidelines?\s?(?:\(s\)\s?)?\s*+(?:relied\s+(?:up)?on|used)\s+by\s+the\s+"
        rf"{_REVIEWER}(?:\s+(?:to\s+make|in\s+making)\s+(?:his\s?/\s?her|his|her|their|the)\s+(?:decision|determination))?",
        r"medical\s+treatment",
    ),
    "rationale": Wording.of(
        r"rationale(?:\s+for\s+(?:the\s+|his\s?/\s?her\s+|this\s+)?(?:decision|determination)|(?=[^\S\n]*+:))",
        "decision",
    ),
    "closing": Wording.of(EFFECT),
}
DECISIONS = _WORDINGS["decisions"].core
OTHER_MARKS = tuple(_WORDINGS[kind].core for kind in ("notice", "how_made", "guidelines"))
_ONCE = frozenset(("notice", "decisions", "how_made", "summary", "documents"))
_SIGNATURE = re.compile(r"\b(?:sincerely|respectfully)(?:\s+submitted)?\s?,|\n[^\S\n]*+cc\s?: ")
_OPENING = re.compile(r"\ban?\s+application\s+for\s+independent\s+medical\s+review\s+(?:was|has)\b")
_NUMBER = r"\(?#?\d{1,2}\s?[).]?"
_SECTION = re.compile(
    rf"(?P<numbers>\b{_NUMBER}(?:\s?(?:[-–,&]|,?\s?and|through|to)\s?{_NUMBER}){{0,9}}:?\s+)?"
    rf"\b(?P<word>regarding|concerning|with\s+regard\s+to)\s+{REQUEST}"
)
_REQUEST = re.compile(r"request(?:s?\s+for|ed)\b")
_BEFORE_REQUEST = 200  # characters in which the words before it begin, a page's end among them
_ENDED = re.compile(r"[.:!?][\"'”’)]*\s+\Z")
_HEAD_END = re.compile(
    r":(?=[^\S\n]*+\n|\s*+(?:\Z|the\s+(?:claims|expert|utilization|physician)|medical\s+treatment\s+guide|rationale))"
)
_HEAD_LIMIT = 4_000  # characters of the requests one section names
_PROSE = re.compile(r"medically\s*+nec+es+ary|[a-z)][.!?]\s+(?:the|this|there|it|a|as|in|no|per|however|therefore)\s")
_DIGITS = re.compile(r"\d+")
_DASHED = re.compile(r"(?<!\d)(\d{1,3})\s?[).]?\s?(?:[-–]|through|to)\s?\(?#?(\d{1,3})")
_DISCLAIMER = re.compile(
    r"(?i:\s*+(?:disclaimer\s*+:?\s*+)?(?:(?:the|this)\s+)?(?:following\s+)?(?:clinical\s+)?(?:case\s+)?summary"
    r"\s+(?:was|is|has\s+been|below\s+was)\s[^\"“]{0,300}?)[.:](?=\s*+[\"“]|\s+[A-Z]|\s*+\Z|\s*+\n\s*+\S)"
)
_QUOTES = ('"', "“", "”", "'", "‘", "’", "``", "''")
_BOUND = 6_000  # characters of the opening paragraph
_GAP = rf"(?:(?!{DATE}|\. (?!\d)).){{0,120}}?"
_OPENING_DATES = {
    name: re.compile(rf"{words}{_GAP}(?P<date>{DATE})")
    for name, words in (
        ("received", rf"\bapplication for independent medical review{_GAP}\b(?:filed|received|dated|submitted)"),
        ("ur_denial", rf"\butilization review{_GAP}\b(?:dated|of|on|from|issued)"),
        ("assigned", r"\bnotice of (?:case )?assignment"),
    )
}


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts."""
    marks, statements = _marks(source)
    found = passages(marks, len(source.text))
    first = min((mark.start for mark in marks if mark.kind not in ("notice", "signature")), default=len(source.text))
    page = read_title_page(source, first)
    _add_opening_dates(source, marks, page)
    bodies = first_bodies(found)
    borders = [mark.start for mark in marks if mark.kind in ("decisions", "opening")]
    entries, differences = merge(statements, borders)
    sections, parts = _sections(source, found, entries)
    items, warnings = read_items(source, entries, sections, assembly.day_of_decision(page))
    return assembly.letter(
        source,
        layout="notice",
        page=page,
        how_made=bodies.get("how_made"),
        summary=_summary(source, bodies.get("summary")),
        items=items,
        warnings=[*differences, *warnings],
        parts=[*(Part("title_page", span) for span in page.claimed), *parts],
    )


def _marks(source: Source) -> tuple[list[Mark], list[Statement]]:
    """Everything that begins a passage, in order, and the statements among it."""
    marks = find_marks(source, _WORDINGS, once=_ONCE)
    heads = _heads(source, [mark for mark in marks if mark.kind in ("guidelines", "rationale", "closing")])
    below = [mark.start for mark in (*heads, *marks) if mark.kind in ("section", "guidelines", "rationale")]
    statements = find_statements(source, min(below, default=len(source.text)))
    marks += [*heads, *(Mark("announced", each.start, each.end) for each in statements)]
    if opening := _OPENING.search(source.folded):
        marks.append(Mark("opening", opening.start(), opening.start()))
    last = max((mark.end for mark in marks if mark.kind in ("section", "guidelines", "rationale")), default=0)
    marks = [mark for mark in marks if mark.kind != "closing" or mark.start >= last]
    marks += _signature(source, max(last, max((each.end for each in statements), default=0)))
    return sorted(marks, key=lambda mark: (mark.start, mark.end)), statements


def _signature(source: Source, start: int) -> list[Mark]:
    """The letter's close, where no heading tells of it."""
    for match in _SIGNATURE.finditer(source.folded, start):
        place = match.start() + (source.clean[match.start()] == "\n")
        if source.at_line_start(place) or source.clean[place].isupper():
            return [Mark("closing", place, place)]
    return []


def _heads(source: Source, below: list[Mark]) -> list[Mark]:
    """Sentences like "2) Regarding the request for X:" that stand above a guideline field or a rationale."""
    candidates = []
    for request in _REQUEST.finditer(source.folded):
        floor = max(candidates[-1].end() if candidates else 0, request.start() - _BEFORE_REQUEST)
        match = _SECTION.search(source.folded, floor, request.end() + 2)
        if match and match.end() >= request.end() and _may_begin(source, match):
            candidates.append(match)
    heads = []
    for place, match in enumerate(candidates):
        following = candidates[place + 1].start() if place + 1 < len(candidates) else len(source.text)
        labels = [mark.start for mark in below if match.end() <= mark.start < following]
        end = _head_end(source, match.end(), min(labels, default=following), labelled=bool(labels))
        if end is not None:
            start = match.start() if _is_numbered(source, match) else match.start("word")
            heads.append(Mark("section", start, end))
    return heads


def _may_begin(source: Source, match: re.Match) -> bool:
    word = match.start("word")
    return source.at_line_start(match.start()) or source.at_line_start(word) or source.clean[word].isupper()


def _is_numbered(source: Source, match: re.Match) -> bool:
    """A number at a line's start, or in the list's own style after a sentence; not what ended that sentence."""
    if not match["numbers"] or source.at_line_start(match.start()):
        return bool(match["numbers"])
    before = source.clean[max(0, match.start() - 20) : match.start()]
    return bool(_ENDED.search(before)) and match["numbers"].rstrip(" \n:").endswith((")", "."))


def _head_end(source: Source, start: int, stop: int, *, labelled: bool) -> int | None:
    """Where the requests a section names end, or None if the words only begin a sentence."""
    stop = min(stop, start + _HEAD_LIMIT)
    colon = _HEAD_END.search(source.folded, start, stop)
    end = colon.end() if colon else stop
    if (colon is None and not labelled) or _PROSE.search(source.folded, start, end):
        return None
    return end


def _sections(source: Source, found: Sequence[Passage], entries: Sequence[Entry]) -> tuple[list[Section], list[Part]]:
    """What is said by request, and the parts of the letter that its marks begin."""
    sections: list[Section] = []
    parts = []
    for mark, body, following in found:
        head = None
        if following == "guidelines" and mark.kind not in ("section", "guidelines", "announced"):
            head = find_head(source, body.start, body.end, entries)
            body = Span(body.start, head.start if head else body.end)
        if mark.kind == "section":
            sections.append(_headed(source, mark))
            parts.append(Part("request", Span(mark.start, mark.end)))
            if following != "guidelines":
                parts += _unlabelled(source, sections, body)
        elif mark.kind in ("guidelines", "rationale"):
            _add_field(sections, mark.kind, body)
            parts.append(Part(mark.kind, Span(mark.start, body.end)))
        elif mark.kind == "notice":
            parts.append(Part("title_page", Span(mark.start, mark.end)))
        elif mark.kind == "announced":
            parts.append(Part("announced", Span(mark.start, mark.end)))
        else:
            parts.append(Part(mark.kind, Span(mark.start, body.end)))
        if head:
            sections.append(head.section(source))
            parts.append(Part("request", Span(head.start, head.end)))
    return sections, parts


def _headed(source: Source, mark: Mark) -> Section:
    match = _SECTION.match(source.folded, mark.start)
    words = source.clean[match.end() : mark.end].rstrip(" \n\t\r\xa0:,;")
    request = source.trim(match.end(), match.end() + len(words))
    numbers = match["numbers"] or ""
    found = {int(number) for number in _DIGITS.findall(numbers)}
    for first, last in _DASHED.findall(numbers):
        found.update(range(int(first), int(last) + 1))
    return Section(tuple(sorted(found)), request, source.words(*request) if request else "", (), None)


def _unlabelled(source: Source, sections: list[Section], body: Span) -> list[Part]:
    """Under a head without a label: the rationale, unless one with its label follows."""
    if source.trim(*body) is None:
        return []
    sections[-1] = sections[-1]._replace(rationale=body)
    return [Part("rationale", body)]


def _add_field(sections: list[Section], kind: str, body: Span) -> None:
    """What stands under a label; above a rationale's label, what had none were the guidelines."""
    current = sections[-1] if sections else None
    if kind == "rationale" and current and current.rationale and not current.guidelines:
        sections[-1] = current._replace(guidelines=(current.rationale,), rationale=body)
    else:
        add_field(sections, kind, body)


def _summary(source: Source, body: Span | None) -> Span | None:
    """The summary without the sentence that says whose words it is, and without their quotation marks."""
    if body is None:
        return None
    start, end = body
    if disclaimer := _DISCLAIMER.match(source.clean, start, end):
        start = disclaimer.end()
    found = source.trim(start, end)
    if found and source.clean[found.start : found.end].startswith(_QUOTES):
        start, end = found.start + 1, found.end
        end -= source.clean[start:end].endswith(_QUOTES)
        found = source.trim(start, end)
    return found


def _add_opening_dates(source: Source, marks: list[Mark], page: TitlePage) -> None:
    """What the opening paragraph states and the title page does not."""
    start = min((mark.start for mark in marks if mark.kind in ("opening", "decisions")), default=None)
    if start is None:
        return
    stop = min((mark.start for mark in marks if mark.kind == "how_made" and mark.start > start), default=start + _BOUND)
    flow = source.flow(start, min(stop, start + _BOUND))
    for name, pattern in _OPENING_DATES.items():
        if name in page.dates or name in page.impossible:
            continue
        if (match := pattern.search(flow.folded)) and (found := read_date(match["date"])):
            page.dates[name], page.spans[name] = found, flow.span(*match.span("date"))
