"""The `final` layout, 2014 on: title page or none, three headings, and items that are title, labels, rationale.

Both reviewer styles, the sentence and the credentials block, stand under the first heading.
"""

import re
from typing import NamedTuple

from ingest.letters import assembly
from ingest.letters.coverage import Part, complete, unclaimed_warnings
from ingest.letters.items import (
    CLAIMS_ADMIN,
    MAX_LABELS,
    RATIONALE,
    REVIEWER,
    ItemBlock,
    Label,
    find_labels,
    read_blocks,
    title_start,
)
from ingest.letters.lines import Source
from ingest.letters.outcomes import is_finished
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning, Span
from ingest.letters.reviewers import read_reviewer
from ingest.letters.titlepage import TitlePage, read_title_page

HOW_MADE = re.compile(r"how\s+the\s+imr\s+final\s+determination\s+was\s+made(?:[^\S\n]*+:)?")
SUMMARY = re.compile(r"clinical\s+case\s+summary(?:[^\S\n]*+:)?")
ISSUES = re.compile(r"imr\s+issues?,?+\s+decisions?,?+\s+(?:and|&)\s+rationales?(?:[^\S\n]*+:)?")
_ISSUES_INTRO = re.compile(r"the\s+final\s+determination\s+was\s+based\s+on\s+decisions\s+for\s+the\s+disputed")
_INTRO_END = re.compile(r"set\s+forth\s+below\s*+:?")
_SUMMARY_INTRO = re.compile(
    r"\s*+the\s+\w+\s+reviewer\s+developed\s+the\s+following\s+clinical\s+case\s+summary\b[^:.]{0,200}?(?:medical\s+records\s*+[:.]|[:.])"
)
_CLOSING = re.compile(r"\n[^\S\n]*+(?:sincerely,|respectfully,|effect of the decision:|cc: )")


class _Sections(NamedTuple):
    """Where each section's heading starts and its body begins; `end` is the end of the items."""

    how_made: Span | None
    summary: Span | None
    issues: Span | None
    items: int
    end: int
    labels: list[Label]


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts."""
    sections = _sections(source)
    blocks = read_blocks(source, sections.items, sections.end, sections.labels)
    first = min([span.start for span in sections[:3] if span], default=0)
    page = read_title_page(source, first)
    items, warnings = _items(source, blocks)
    spans, warnings = dict(page.spans), [*page.warnings, *warnings]
    summary = _summary_body(source, sections)
    story = source.flow(summary.start, summary.end) if summary else source.flow(0, 0)
    dates = assembly.dates(page, story, spans, warnings)
    rationales = [block.fields[RATIONALE] for block in blocks if RATIONALE in block.fields]
    age, sex = assembly.worker(source, story, rationales, spans, warnings)
    how_made = source.flow(*_body(source, sections.how_made, sections))
    reviewer, reviewer_spans = read_reviewer(how_made)
    warnings += assembly.reviewer_warnings(reviewer)
    parts = complete(source, _parts(source, sections, blocks, page))
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
    # Sections usually stand above the items; one below them ends them.
    below = min((span.start for span in (how_made, summary) if span and span.start > last), default=len(source.text))
    labels = [label for label in find_labels(source, last) if label.start < below]
    items = last
    if issues and (intro := _INTRO_END.search(source.folded, last, min(last + 600, below))):
        items = intro.end()
    elif issues is None:
        items = title_start(source, last, labels[0].start) if labels else below
    closing = _CLOSING.search(source.folded, labels[-1].end if labels else items, below)
    return _Sections(how_made, summary, issues, items, closing.start() if closing else below, labels)


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
    below = [span.start for span in sections[:3] if span and span.start >= heading.end]
    below += [sections.items] if sections.items >= heading.end else []
    return Span(heading.end, min(below, default=len(source.text)))


def _summary_body(source: Source, sections: _Sections) -> Span | None:
    start, end = _body(source, sections.summary, sections)
    if intro := _SUMMARY_INTRO.match(source.folded, start, end):
        start = intro.end()
    return source.trim(start, end)


def _parts(source: Source, sections: _Sections, blocks: list[ItemBlock], page: TitlePage) -> list[Part]:
    parts = [Part("title_page", span) for span in page.claimed]
    if sections.how_made:
        body = _body(source, sections.how_made, sections)
        parts.append(Part("how_made", Span(sections.how_made.start, body.end)))
    if sections.summary:
        body = _body(source, sections.summary, sections)
        parts.append(Part("summary", Span(sections.summary.start, body.end)))
    if sections.issues:
        parts.append(Part("issues", Span(sections.issues.start, sections.items)))
    for block in blocks:
        parts += _item_parts(block)
    parts.append(Part("closing", Span(sections.end, len(source.text))))
    return [part for part in parts if part.span.start < part.span.end]


def _item_parts(block: ItemBlock) -> list[Part]:
    parts = [Part(label.kind, Span(label.start, block.fields[label.kind].end)) for label in block.labels]
    if block.heading.place:
        parts.append(Part("request", block.heading.place))
    return parts


def _passages(block: ItemBlock, side: str) -> list[Span]:
    return [block.fields[side]] if side in block.fields else []


def _quoted(source: Source, place: Span) -> ParseWarning:
    words = source.words(*place)[-80:]
    return ParseWarning("quoted_decision", f"“{words}” was read as quoted from another decision.", place)


def _items(source: Source, blocks: list[ItemBlock]) -> tuple[list[ParsedItem], list[ParseWarning]]:
    items, warnings = [], []
    for block in blocks:
        item, found = assembly.item(
            source,
            block.heading,
            claims_admin=_passages(block, CLAIMS_ADMIN),
            reviewer=_passages(block, REVIEWER),
            rationale=block.fields.get(RATIONALE),
        )
        items.append(item)
        warnings += [*found, *(_quoted(source, place) for place in block.quoted)]
    if sum(len(block.labels) for block in blocks) >= MAX_LABELS:
        warnings.append(ParseWarning("too_many_items", "There are more items than are read.", severe=True))
    if not items:
        warnings.append(ParseWarning("no_items", "The letter has no decision on any item.", severe=True))
    elif items[-1].rationale and not is_finished(items[-1].rationale):
        span = items[-1].spans["rationale"]
        warnings.append(ParseWarning("truncated", "The letter stops in the middle of a rationale.", span, severe=True))
    return items, warnings
