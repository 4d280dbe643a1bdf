"""The `final` layout, 2014 on: title page or none, three headings, and items that are title, labels, rationale.

Both reviewer styles, the sentence and the credentials block, stand under the first heading.
"""

import re
from collections import deque
from typing import NamedTuple

from ingest.letters import assembly
from ingest.letters.coverage import Part, complete, unclaimed_warnings
from ingest.letters.facts.reviewers import read_reviewer
from ingest.letters.facts.titlepage import TitlePage, read_title_page
from ingest.letters.layouts.cover import announcement_warnings, dispute_list, find_cover
from ingest.letters.layouts.items import (
    CLAIMS_ADMIN,
    MAX_ITEMS,
    MAX_LABELS,
    RATIONALE,
    REVIEWER,
    ItemBlock,
    Label,
    find_labels,
    read_blocks,
    title_start,
)
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning, Span
from ingest.letters.text.lines import Source

HOW_MADE = re.compile(
    r"how\s*+the\s*+(?:imr\s*+)?(?:final\s*+)?determination\s*+was\s*+made(?:[^\S\n]*+:)?(?:[^\S\n]*+\(continued\))?"
)
SUMMARY = re.compile(r"clinical\s*+case\s*+summary(?:[^\S\n]*+:)?(?:[^\S\n]*+\(continued\))?")
# The heading of the year before also stands above items of this layout, known by their labels.
ISSUES = re.compile(
    r"i(?:(?:mr\s*+i)?+ssues?+(?:\(s\))?\s*+,?\s*+decisions?+(?:\(s\))?\s*+,?\s*+(?:and|&)\s*+rationales?+(?:\(s\))?"
    r"|mr\s*+decisions?+(?:\(s\))?,?\s*+(?:and|&)\s*+rationales?+(?:\(s\))?"
    r"(?=[\s\S]{0,3000}?\n[^\S\n]*+claims\s+administrator\s+guidelines?\s*:)"
    r"(?=[\s\S]{0,3000}?:\s*(?:upheld|overturned)\b))(?:[^\S\n]*+:)?(?:[^\S\n]*+\(continued\))?"
)
DOCUMENTS = re.compile(r"documents?\s*+reviewed(?:\s+for\s+determination)?(?:[^\S\n]*+:)?")
_ISSUES_INTRO = re.compile(r"the\s+final\s+determination\s+was\s+based\s+on\s+decisions\s+for\s+the\s+disputed")
_INTRO_END = re.compile(r"(?:(?:set\s+forth|listed|described|stated)\s+below|as\s+follows)\s*+:?")
_INTRO_LIMIT = 600  # characters from the heading of the items to the end of its opening sentence
_SUMMARY_INTRO = re.compile(
    r"\s*+the\s+\w+\s+reviewer\s+developed\s+the\s+following\s+clinical\s+case\s+summary\b[^:.]{0,200}?(?:medical\s+records\s*+[:.]|[:.])"
)
_CLOSING = re.compile(
    r"\n[^\S\n]*+(?:sincerely,|respectfully(?:,| submitted| yours)|very truly yours|yours truly|effect of the decision:"
    r"|cc: |disclaimer:|end of (?:the )?(?:final )?(?:determination|decision|report|letter)\b|\* ?\* ?\*"
    r"|in certain limited circumstances, you can appeal|maximus is providing an independent review service)"
)
_TYPIST = re.compile(r"[A-Za-z]{0,4}[/:][A-Za-z]{2,4}")
_MAX_SECTIONS = 1_000


class _Sections(NamedTuple):
    """Where each section's heading starts and its body begins.

    `regions` are where items stand, between the headings over them; `end` is the end of the last, `another` says
    that another letter begins there, `closed` that the letter takes its leave.
    """

    how_made: Span | None
    documents: Span | None
    summary: Span | None
    issues: list[Span]
    regions: list[Span]
    end: int
    labels: list[Label]
    another: bool
    closed: bool

    @property
    def headings(self) -> list[Span]:
        return [span for span in (self.how_made, self.documents, self.summary, *self.issues[:1]) if span]


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts."""
    sections = _sections(source)
    blocks = _blocks(source, sections)
    first = min([span.start for span in sections.headings], default=0)
    cover = find_cover(source, first)
    page = read_title_page(source, cover.start if cover else first)
    items, warnings = _items(source, blocks)
    warnings += announcement_warnings(source, cover, items) if cover else []
    warnings += _ending_warnings(source, sections, blocks, items)
    spans, warnings = dict(page.spans), [*page.warnings, *warnings]
    summary = _summary_body(source, sections)
    story = source.flow(summary.start, summary.end) if summary else source.flow(0, 0)
    dates = assembly.dates(page, story, spans, warnings)
    rationales = [block.fields[RATIONALE] for block in blocks if RATIONALE in block.fields]
    age, sex = assembly.worker(source, story, rationales, spans, warnings)
    how_made = source.flow(*_body(source, sections.how_made, sections))
    reviewer, reviewer_spans = read_reviewer(how_made)
    warnings += assembly.reviewer_warnings(reviewer)
    announced = [*dispute_list(source, cover.start if cover else first), *([Part("cover", cover)] if cover else [])]
    parts = complete(source, [*_parts(source, sections, blocks, page), *announced])
    letter = ParsedLetter(
        layout="final",
        case_number=page.case_number or assembly.footer_number(source, spans),
        dates=dates,
        priority=page.priority,
        age=age,
        sex=sex,
        reviewer=reviewer,
        summary=source.words(*summary) if summary else "",
        items=tuple(items),
        spans={**spans, **reviewer_spans, **({"summary": summary} if summary else {})},
        warnings=(*warnings, *unclaimed_warnings(parts)),
    )
    return letter, parts


def _sections(source: Source) -> _Sections:
    how_made = source.find_heading(HOW_MADE)
    summary = _heading(source, SUMMARY, how_made)
    issues = _heading(source, ISSUES, summary)
    if issues is None and (intro := _ISSUES_INTRO.search(source.folded, summary.end if summary else 0)):
        issues = Span(intro.start(), intro.start())
    last = issues.end if issues else max((span.end for span in (summary, how_made) if span), default=0)
    documents = source.find_heading(DOCUMENTS)
    documents = documents if documents and documents.start < last else None
    # Sections usually stand above the items; one below them ends them, and so does the next letter.
    below = min((span.start for span in (how_made, summary) if span and span.start > last), default=len(source.text))
    another = source.find_heading(HOW_MADE, last) if how_made and how_made.start < last else None
    below = min(below, another.start) if another else below
    labels = [label for label in find_labels(source, last) if label.start < below]
    closing = _CLOSING.search(source.folded, labels[-1].end if labels else last, below)
    end = closing.start() if closing else below
    over_items = [issues, *_repeated(source, last, end)] if issues else []
    regions = _regions(source, over_items, labels, last, end)
    return _Sections(
        how_made, documents, summary, over_items, regions, end, labels, another=bool(another), closed=bool(closing)
    )


def _repeated(source: Source, start: int, end: int) -> list[Span]:
    """The heading of the items where it stands again, over more of them."""
    found: list[Span] = []
    while len(found) < _MAX_SECTIONS and (heading := source.find_heading(ISSUES, found[-1].end if found else start)):
        if heading.start >= end:
            break
        found.append(heading)
    return found


def _regions(source: Source, headings: list[Span], labels: list[Label], last: int, end: int) -> list[Span]:
    if not headings:
        return [Span(title_start(source, last, labels[0].start) if labels else end, end)]
    stops = [*(heading.start for heading in headings[1:]), end]
    return [Span(_after_intro(source, heading.end, stop), stop) for heading, stop in zip(headings, stops, strict=True)]


def _after_intro(source: Source, start: int, end: int) -> int:
    intro = _INTRO_END.search(source.folded, start, min(start + _INTRO_LIMIT, end))
    return intro.end() if intro else start


def _blocks(source: Source, sections: _Sections) -> list[ItemBlock]:
    blocks: list[ItemBlock] = []
    labels = deque(sections.labels)
    for start, end in sections.regions:
        here = []
        while labels and labels[0].start < end:
            here.append(labels.popleft())
        here = [label for label in here if label.start >= start]
        blocks += read_blocks(source, start, end, here, first=len(blocks) + 1)
    return blocks


def _heading(source: Source, pattern: re.Pattern, above: Span | None) -> Span | None:
    """The heading below the one that usually stands above it; failing that, alone on its line anywhere."""
    if above is None or (found := source.find_heading(pattern, above.end)) is None:
        found = source.find_heading(pattern)
    alone = found and source.at_line_start(found.start) and source.at_line_end(found.end)
    return found if alone or (found and (above is None or found.start >= above.end)) else None


def _body(source: Source, heading: Span | None, sections: _Sections) -> Span:
    """From a heading to what stands next below it."""
    if heading is None:
        return Span(0, 0)
    below = [span.start for span in sections.headings if span.start >= heading.end]
    below += [sections.regions[0].start] if sections.regions[0].start >= heading.end else []
    return Span(heading.end, min(below, default=len(source.text)))


def _summary_body(source: Source, sections: _Sections) -> Span | None:
    start, end = _body(source, sections.summary, sections)
    if intro := _SUMMARY_INTRO.match(source.folded, start, end):
        start = intro.end()
    return source.trim(start, end)


def _parts(source: Source, sections: _Sections, blocks: list[ItemBlock], page: TitlePage) -> list[Part]:
    parts = [Part("title_page", span) for span in page.claimed]
    for name in ("how_made", "documents", "summary"):
        if heading := getattr(sections, name):
            parts.append(Part(name, Span(heading.start, _body(source, heading, sections).end)))
    parts += [
        Part("issues", Span(heading.start, region.start))
        for heading, region in zip(sections.issues, sections.regions, strict=bool(sections.issues))
    ]
    for block in blocks:
        parts += _item_parts(block)
    parts.append(Part("closing", Span(sections.end, len(source.text))))
    return [part for part in parts if part.span.start < part.span.end]


def _item_parts(block: ItemBlock) -> list[Part]:
    ends = {field.start: field.end for label in block.labels for field in block.passages(label.kind)}
    parts = [Part(label.kind, Span(label.start, ends[label.end])) for label in block.labels]
    if block.place:
        parts.append(Part("request", block.place))
    return parts


def _quoted(source: Source, place: Span) -> ParseWarning:
    words = source.words(*place)[-80:]
    return ParseWarning("quoted_decision", f"“{words}” was read as quoted from another decision.", place)


def _items(source: Source, blocks: list[ItemBlock]) -> tuple[list[ParsedItem], list[ParseWarning]]:
    items, warnings = [], []
    for block in blocks:
        item, found = assembly.item(
            source,
            block.heading,
            claims_admin=block.passages(CLAIMS_ADMIN),
            reviewer=block.passages(REVIEWER),
            rationale=block.fields.get(RATIONALE),
        )
        items.append(item)
        warnings += [*found, *(_quoted(source, place) for place in block.quoted)]
    return items, warnings


def _ending_warnings(
    source: Source, sections: _Sections, blocks: list[ItemBlock], items: list[ParsedItem]
) -> list[ParseWarning]:
    """Whether the items are all of the letter's, and whole."""
    warnings = []
    if sections.another:
        warnings.append(ParseWarning("several_letters", "Another letter begins after the items.", severe=True))
    more = sum(len(block.labels) for block in blocks) >= MAX_LABELS or len(blocks) >= MAX_ITEMS
    closed = sections.closed or _is_signed(source, items)
    return warnings + assembly.ending_warnings(items, more=more, closed=closed)


def _is_signed(source: Source, items: list[ParsedItem]) -> bool:
    """A typist's initials stand below the last rationale."""
    if not items or "rationale" not in items[-1].spans:
        return False
    end = items[-1].spans["rationale"].end
    return any(_TYPIST.fullmatch(source.text[start:stop]) for start, stop in source.furniture[-1:] if start >= end)
