"""The `maximus` layout, 2013–14: title page, cover letter, four headings, and numbered items that are sentences."""

import re
from collections.abc import Sequence
from datetime import date

from ingest.letters import assembly
from ingest.letters.coverage import Part
from ingest.letters.facts.titlepage import read_title_page
from ingest.letters.layouts import final
from ingest.letters.layouts.cover import announcement_warnings, dispute_list, find_cover
from ingest.letters.layouts.items import CLAIMS_ADMIN, RATIONALE, REVIEWER, find_labels, read_blocks
from ingest.letters.layouts.numbered import Sentence, gaps_in_order
from ingest.letters.layouts.sides import NumberedBlock, read_numbered
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning, Span
from ingest.letters.text.lines import Source

DECISIONS = re.compile(r"imr\s+decision\s?(?:s|\(s\))?\s+(?:and|&)\s+rationale\s?(?:s|\(s\))?(?![a-z])(?:[^\S\n]*+:)?")
DOCUMENTS = re.compile(r"documents\s+reviewed(?!\s+for)(?:[^\S\n]*+:)?")
_HEADINGS = {"how_made": final.HOW_MADE, "documents": DOCUMENTS, "summary": final.SUMMARY, "decisions": DECISIONS}
_DECISIONS_INTRO = re.compile(r"the\s+final\s+determination\s+was\s+based\s+on\s+decisions\s+for\s+the\s+disputed")
_INTRO_END = re.compile(r"set\s+forth\s+below\s*+[:.]?")
_INTRO_LIMIT = 600
_SUMMARY_INTRO = re.compile(
    r"\s*+the\s+(?:[\w/-]+\s+){1,3}developed\s+the\s+following\s+clinical\s+case\s+summary\b"
    r"[^:.]{0,200}?(?:medical\s+records\s*+[:.]|[:.])"
)
_CLOSING = re.compile(r"\n[^\S\n]*+(?:sincerely,|respectfully,|effect of the decision:|cc: )")

Sections = dict[str, Span]
_LAST_DAY = date(2014, 12, 31)  # of this layout: the guidelines of its time are meant


def read(source: Source) -> tuple[ParsedLetter, tuple[Part, ...]]:
    """The letter and its parts. One whose items are titles with labels after all is called `final`."""
    headings = _headings(source)
    start, end = _items_place(source, headings)
    blocks, more = read_numbered(source, start, end)
    titled = [] if _decided(blocks) else _titled(source, start, end)
    blocks = titled if _decided(titled) else blocks
    if "decisions" not in headings and blocks:
        start = blocks[0].sentence.start
    sections = _bodies(source, headings, start, end)
    first = min([span.start for span in headings.values()], default=start)
    cover = find_cover(source, first)
    page = read_title_page(source, cover.start if cover else first)
    items, warnings = _items(source, blocks, assembly.day_of_decision(page) or _LAST_DAY)
    if cover:
        warnings += announcement_warnings(source, cover, items)
    warnings += assembly.ending_warnings(items, more=more)
    parts = [
        *(Part("title_page", span) for span in page.claimed),
        *dispute_list(source, cover.start if cover else first),
    ]
    parts += [Part("cover", cover)] if cover else []
    parts += [Part(name, Span(headings[name].start, body.end)) for name, body in sections.items()]
    parts += [part for block in blocks for part in _item_parts(block)]
    return assembly.letter(
        source,
        layout="final" if titled and blocks is titled else "maximus",
        page=page,
        how_made=sections.get("how_made"),
        summary=_summary(source, sections.get("summary")),
        items=items,
        warnings=warnings,
        parts=[*parts, Part("closing", Span(end, _below(source, headings, end)))],
    )


def _decided(blocks: list[NumberedBlock]) -> bool:
    return any(block.sentence.heading.outcome for block in blocks)


def _titled(source: Source, start: int, end: int) -> list[NumberedBlock]:
    """Items that are titles with "Upheld" and labels, as in `final`."""
    labels = [label for label in find_labels(source, start) if label.start < end]
    found = []
    for block in read_blocks(source, start, end, labels) if labels else []:
        place = block.heading.place or Span(block.labels[0].start, block.labels[0].start)
        found.append(NumberedBlock(Sentence(block.heading, None, *place), block.labels, block.fields))
    return found


def _headings(source: Source) -> Sections:
    """Each heading that is there, where it usually stands or, failing that, anywhere."""
    found: Sections = {}
    below = 0
    for name, pattern in _HEADINGS.items():
        if span := source.find_heading(pattern, below) or (source.find_heading(pattern) if below else None):
            found[name] = span
            below = max(below, span.end)
    if "decisions" not in found and (intro := _DECISIONS_INTRO.search(source.folded, below)):
        found["decisions"] = Span(*intro.span())
    return found


def _items_place(source: Source, headings: Sections) -> tuple[int, int]:
    """Where the items begin and end: below their heading and its opening words, above what stands below them."""
    last = headings.get("decisions") or max(headings.values(), default=Span(0, 0))
    below = _below(source, headings, last.end)
    intro = _INTRO_END.search(source.folded, last.end, min(last.end + _INTRO_LIMIT, below))
    start = intro.end() if intro and "decisions" in headings else last.end
    closing = _CLOSING.search(source.folded, start, below)
    return start, closing.start() if closing else below


def _below(source: Source, headings: Sections, offset: int) -> int:
    """The next heading from `offset` on, or the letter's end."""
    return min([span.start for span in headings.values() if span.start >= offset], default=len(source.text))


def _bodies(source: Source, headings: Sections, start: int, end: int) -> Sections:
    """From each heading to what stands next below it: another heading, or the items."""
    bodies = {}
    for name, span in headings.items():
        stop = _below(source, headings, span.end)
        bodies[name] = Span(span.end, start if span.end <= start < stop else stop)
    return bodies


def _summary(source: Source, body: Span | None) -> Span | None:
    if body is None:
        return None
    intro = _SUMMARY_INTRO.match(source.folded, *body)
    return source.trim(intro.end() if intro else body.start, body.end)


def _item_parts(block: NumberedBlock) -> list[Part]:
    parts = [Part(label.kind, Span(label.start, block.fields[label.kind].end)) for label in block.labels]
    end = block.labels[0].start if block.labels else block.sentence.end
    return [*parts, Part("request", Span(block.sentence.start, end))] if block.sentence.start < end else parts


def _items(
    source: Source, blocks: Sequence[NumberedBlock], decided: date | None
) -> tuple[list[ParsedItem], list[ParseWarning]]:
    items, warnings = [], []
    for block in blocks:
        item, found = assembly.item(
            source,
            block.sentence.heading,
            claims_admin=[block.fields[CLAIMS_ADMIN]] if CLAIMS_ADMIN in block.fields else [],
            reviewer=[block.fields[REVIEWER]] if REVIEWER in block.fields else [],
            rationale=block.fields.get(RATIONALE),
            decided=decided,
        )
        items.append(item)
        warnings += found
    warnings += [
        ParseWarning(
            "items_out_of_order",
            f"Number {sentence.number} does not follow the item before.",
            Span(sentence.start, sentence.end),
        )
        for sentence in gaps_in_order([block.sentence for block in blocks])
    ]
    return items, warnings
