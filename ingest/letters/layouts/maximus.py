"""The `maximus` layout, 2013–14: title page, cover letter, four headings, and numbered items that are sentences."""

import re
from collections.abc import Sequence
from datetime import date

from ingest.letters import assembly
from ingest.letters.coverage import Part
from ingest.letters.layouts import final
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
from ingest.letters.layouts.items import find_labels, read_blocks
from ingest.letters.layouts.numbered import Sentence, gaps_in_order
from ingest.letters.layouts.sides import NumberedBlock, read_numbered
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning, Span
from ingest.letters.text.lines import Source

DECISIONS = re.compile(r"imr\s+decision\s?(?:s|\(s\))?\s+(?:and|&)\s+rationale\s?(?:s|\(s\))?(?![a-z])(?:[^\S\n]*+:)?")
DOCUMENTS = re.compile(r"documents\s+reviewed(?!\s+for)(?:[^\S\n]*+:)?")
_HEADINGS = {"how_made": final.HOW_MADE, "documents": DOCUMENTS, "summary": final.SUMMARY, "decisions": DECISIONS}
_INTRO_END = re.compile(rf"{SET_FORTH}\s*+[:.]?")
_SUMMARY_INTRO = summary_intro(r"(?:[\w/-]+\s+){1,3}")
_CLOSING = begins_line(CLOSE)

Sections = dict[str, Span]


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
    page, cover, parts = read_opening(source, first)
    items, warnings = _items(source, blocks, assembly.day_of_decision(page) or assembly.LAST_EARLY_DAY)
    warnings += announcement_warnings(source, cover, items)
    warnings += assembly.ending_warnings(items, more=more)
    parts += [Part(name, Span(headings[name].start, body.end)) for name, body in sections.items()]
    parts += [part for block in blocks for part in _item_parts(block)]
    return assembly.letter(
        source,
        layout="final" if titled and blocks is titled else "maximus",
        page=page,
        how_made=sections.get("how_made"),
        summary=told_summary(source, *sections.get("summary", (0, 0)), _SUMMARY_INTRO),
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
        sentence = Sentence(block.heading, None, *place)
        found.append(NumberedBlock(sentence, labels=block.labels, fields=block.fields, repeated=block.repeated))
    return found


def _headings(source: Source) -> Sections:
    """Each heading that is there, where it usually stands or, failing that, anywhere."""
    found: Sections = {}
    below = 0
    for name, pattern in _HEADINGS.items():
        if span := source.find_heading(pattern, below) or (source.find_heading(pattern) if below else None):
            found[name] = span
            below = max(below, span.end)
    if "decisions" not in found and (intro := ITEMS_INTRO.search(source.folded, below)):
        found["decisions"] = Span(*intro.span())
    return found


def _items_place(source: Source, headings: Sections) -> tuple[int, int]:
    """Where the items begin and end: below their heading and its opening words, above what stands below them."""
    last = headings.get("decisions") or max(headings.values(), default=Span(0, 0))
    below = _below(source, headings, last.end)
    start = after_intro(source, last.end, below, _INTRO_END) if "decisions" in headings else last.end
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


def _item_parts(block: NumberedBlock) -> list[Part]:
    parts = block.label_parts()
    end = block.labels[0].start if block.labels else block.sentence.end
    return [*parts, Part("request", Span(block.sentence.start, end))] if block.sentence.start < end else parts


def _items(
    source: Source, blocks: Sequence[NumberedBlock], decided: date | None
) -> tuple[list[ParsedItem], list[ParseWarning]]:
    items, warnings = [], []
    for block in blocks:
        item, found = assembly.labelled_item(source, block.sentence.heading, block, decided)
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
