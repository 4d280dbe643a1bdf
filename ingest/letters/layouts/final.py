"""The `final` layout, 2014 on: title page or none, three headings, and items that are title, labels, rationale.

Both reviewer styles, the sentence and the credentials block, stand under the first heading.
"""

import re
from collections import deque
from typing import NamedTuple

from ingest.letters import assembly
from ingest.letters.coverage import Part
from ingest.letters.layouts.boilerplate import (
    CLOSE,
    ITEMS_INTRO,
    SET_FORTH,
    after_intro,
    begins_line,
    summary_intro,
    told_summary,
)
from ingest.letters.layouts.cover import announcement_warnings, read_opening
from ingest.letters.layouts.items import (
    MAX_ITEMS,
    MAX_LABELS,
    ItemBlock,
    Label,
    find_labels,
    read_blocks,
    title_start,
)
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning, Span
from ingest.letters.text.lines import Source, stops

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
_INTRO_END = re.compile(rf"(?:{SET_FORTH}|(?:listed|described|stated)\s+below|as\s+follows)\s*+:?")
_SUMMARY_INTRO = summary_intro(r"\w+\s+reviewer\s+")
_CLOSING = begins_line(
    rf"{CLOSE}|respectfully (?:submitted|yours)|very truly yours|yours truly|disclaimer:"
    r"|end of (?:the )?(?:final )?(?:determination|decision|report|letter)\b|\* ?\* ?\*"
    r"|in certain limited circumstances, you can appeal|maximus is providing an independent review service"
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
    page, cover, parts = read_opening(source, min([span.start for span in sections.headings], default=0))
    items, warnings = _items(source, blocks)
    warnings += announcement_warnings(source, cover, items)
    warnings += _ending_warnings(source, sections, blocks, items)
    return assembly.letter(
        source,
        layout="final",
        page=page,
        how_made=_body(source, sections.how_made, sections),
        summary=told_summary(source, *_body(source, sections.summary, sections), _SUMMARY_INTRO),
        items=items,
        warnings=warnings,
        parts=[*parts, *_parts(source, sections, blocks)],
    )


def _sections(source: Source) -> _Sections:
    how_made = source.find_heading(HOW_MADE)
    summary = _heading(source, SUMMARY, how_made)
    issues = _heading(source, ISSUES, summary)
    if issues is None and (intro := ITEMS_INTRO.search(source.folded, summary.end if summary else 0)):
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
    ends = stops((heading.start for heading in headings), end)
    return [
        Span(after_intro(source, heading.end, stop, _INTRO_END), stop)
        for heading, stop in zip(headings, ends, strict=True)
    ]


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


def _parts(source: Source, sections: _Sections, blocks: list[ItemBlock]) -> list[Part]:
    parts = []
    for name in ("how_made", "documents", "summary"):
        if heading := getattr(sections, name):
            parts.append(Part(name, Span(heading.start, _body(source, heading, sections).end)))
    # Without a heading over the items they have a region all the same.
    regions = sections.regions if sections.issues else []
    parts += [
        Part("issues", Span(heading.start, region.start))
        for heading, region in zip(sections.issues, regions, strict=True)
    ]
    for block in blocks:
        parts += [*block.label_parts(), *([Part("request", block.place)] if block.place else [])]
    return [*parts, Part("closing", Span(sections.end, len(source.text)))]


def _quoted(source: Source, place: Span) -> ParseWarning:
    words = source.words(*place)[-80:]
    return ParseWarning("quoted_decision", f"“{words}” was read as quoted from another decision.", place)


def _items(source: Source, blocks: list[ItemBlock]) -> tuple[list[ParsedItem], list[ParseWarning]]:
    items, warnings = [], []
    for block in blocks:
        item, found = assembly.labelled_item(source, block.heading, block)
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
