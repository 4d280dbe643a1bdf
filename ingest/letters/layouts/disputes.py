"""Announced entries and the sections that decide them → items; for layouts whose guideline fields mix both sides."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.letters import assembly
from ingest.letters.layouts.announced import Entry, Section, assign
from ingest.letters.layouts.decisions import find_decision
from ingest.letters.layouts.items import Heading
from ingest.letters.layouts.speakers import Sides, sides
from ingest.letters.record import ParsedCitation, ParsedItem, ParseWarning, Span
from ingest.letters.text.lines import Source

MAX_ITEMS = 600  # entries, and sections; a letter has a handful


def read_items(
    source: Source, entries: Sequence[Entry], sections: Sequence[Section], day: date | None
) -> tuple[list[ParsedItem], list[ParseWarning]]:
    """One item for each entry, in the list's order, then one for each section that no entry announces.

    `day` is when the case was decided, as near as it is known; guidelines are those of the layout's time else.
    """
    day = day or assembly.LAST_EARLY_DAY
    more = max(len(entries), len(sections)) >= MAX_ITEMS
    entries, sections = entries[:MAX_ITEMS], sections[:MAX_ITEMS]
    taken, warnings = assign(entries, sections)
    said = _guidelines(source, sections)
    pairs = [(entry.heading, entry.words, place) for entry, place in zip(entries, taken, strict=True)]
    for place, section in enumerate(sections):
        if place not in taken and (section.request or not entries):
            pairs.append((Heading(section.request, None, None), section.words, place))
    items = []
    for heading, words, place in pairs:
        section = sections[place] if place is not None else None
        heading = decided(source, heading, section, words if taken.count(place) > 1 else "")
        item, found = _item(source, heading, section, said[place] if place is not None else [], day)
        items.append(item)
        warnings += found
    return items, [*warnings, *_letter_warnings(items, more=more)]


def decided(source: Source, heading: Heading, section: Section | None, shared: str) -> Heading:
    """The heading with the outcome the section's rationale states, where the list states none."""
    if heading.outcome or section is None or section.rationale is None:
        return heading
    decision = find_decision(source, section.rationale, shared)
    return heading._replace(value=decision[0], outcome=decision[1]) if decision else heading


def _guidelines(source: Source, sections: Sequence[Section]) -> list[list[Sides]]:
    """What each section cites; a letter's only guideline field is for all its sections."""
    fields = [section.guidelines for section in sections]
    if sum(map(len, fields)) == 1 and not any(section.words for section in sections if not section.guidelines):
        fields = [next(field for field in fields if field)] * len(fields)
    return [[sides(source, place) for place in field] for field in fields]


def _item(
    source: Source, heading: Heading, section: Section | None, spoken: list[Sides], day: date
) -> tuple[ParsedItem, list[ParseWarning]]:
    item, warnings = assembly.item(
        source,
        heading,
        claims_admin=[span for each in spoken for span in each.claims_admin],
        reviewer=[span for each in spoken for span in each.reviewer],
        rationale=section.rationale if section else None,
        decided=day,
    )
    declared = [entry for each in spoken for entry in each.declared]
    if declared:
        item = replace(
            item,
            claims_admin_citations=_declared(item.claims_admin_citations, declared),
            reviewer_citations=_declared(item.reviewer_citations, declared),
        )
    return item, warnings


def _declared(citations: tuple[ParsedCitation, ...], declared: list[tuple[Span, bool]]) -> tuple[ParsedCitation, ...]:
    """ "The section is part of the MTUS" is said of the last guideline of the passage before."""
    found = list(citations)
    for (start, end), within in declared:
        inside = [n for n, citation in enumerate(found) if start <= citation.span.start < end]
        if inside and found[inside[-1]].source in ("MTUS", "ACOEM"):
            found[inside[-1]] = replace(found[inside[-1]], within_mtus=within)
    return tuple(found)


def _letter_warnings(items: Sequence[ParsedItem], *, more: bool) -> list[ParseWarning]:
    """What is wrong with the items as a whole; the letter may break off in the rationale that stands last."""
    in_order = sorted(items, key=lambda item: item.spans.get("rationale", (0, 0)))
    return assembly.ending_warnings(in_order, more=more)
