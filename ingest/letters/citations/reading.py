"""A guideline field → citations: which guideline, from which source, on which pages, within the MTUS or not.

A field is a run of sentences: what was not used ("did not base their decision on the MTUS"), and what was
("Decision based on MTUS x", "Decision based on Non-MTUS Citation y; and z"). Each segment is cut where a new
guideline's name begins, each of these where a section has its own pages.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from determinations.vocabulary import day_of_era, find_guideline
from ingest.letters.citations.membership import is_within_mtus
from ingest.letters.citations.pages import (
    after_page_prefix,
    find_bare_pages,
    find_pages,
    in_journal,
    without_unstated_pages,
)
from ingest.letters.citations.pieces import Piece, skip_lead, sole_declaration, split_pieces, trimmed
from ingest.letters.citations.segments import Segment, says_nothing, split_segments
from ingest.letters.citations.sources import names_publisher, names_source, source_of
from ingest.letters.citations.works import begins_work
from ingest.letters.record import ParsedCitation, ParseWarning, Span
from ingest.letters.text.lines import Flow, Source, fold

LIMIT = 5_000  # characters of one field that are read; real ones have a few hundred
_MTUS_FIRST = (
    "mtus",
    "ca mtus",
    "camtus",
    "california mtus",
    "ca medical treatment util",
    "california medical treatment util",
)
_FAMILY = ("MTUS", "ACOEM")


class _Section(NamedTuple):
    """`end` is where the name ends, before its pages; `told_to` where what it names besides does."""

    start: int
    end: int
    pages: list[str]
    told_to: int


class _Named(NamedTuple):
    """What holds for all sections of one piece."""

    words: str
    text: str
    source: str
    within: bool | None


def read_citations(
    source: Source, start: int, end: int, *, decided: date | None = None
) -> tuple[tuple[ParsedCitation, ...], list[ParseWarning]]:
    """One side's guideline passage of one item → its citations, and what of it could not be read.

    `decided` is the letter's date of decision: with it, a guideline of the MTUS named without an edition is
    the edition then in force.
    """
    flow = source.flow(start, min(end, start + LIMIT))
    found, unread = _read(flow.text, day_of_era(decided) if decided else None)
    citations = tuple(_placed(citation, flow) for citation in found)
    warnings = [replace(warning, span=flow.span(*warning.span)) for warning in unread]
    if end - start > LIMIT:
        warnings.append(ParseWarning("unread_citation", "The field is too long to be read to its end."))
    return citations, warnings


def _placed(citation: ParsedCitation, flow: Flow) -> ParsedCitation:
    """The citation with its span in the letter. Copied by hand: `replace` takes much longer, and letters cite a lot."""
    source, within, guideline, text, pages = (
        citation.source, citation.within_mtus, citation.guideline, citation.text, citation.pages,
    )  # fmt: skip
    return ParsedCitation(source, within, guideline, text, pages, flow.span(*citation.span))


@lru_cache(maxsize=4096)  # letters of one time cite the same few guidelines in the same words
def _read(text: str, decided: date | None) -> tuple[tuple[ParsedCitation, ...], tuple[ParseWarning, ...]]:
    """A field's text → its citations, with spans that count within it."""
    folded = fold(text)
    citations: list[ParsedCitation] = []
    warnings = []
    for segment in split_segments(folded):
        words = folded[segment.start : segment.end].strip(" .;,:()")
        if says_nothing(words, named=names_source(words)):
            continue
        found = list(_segment_citations(text, folded, segment, decided))
        citations += found
        told = None if found or not citations else sole_declaration(folded, segment)
        if told is not None:
            citations[-1] = replace(citations[-1], within_mtus=told)
        elif not found:
            warnings.append(_unread(text, segment))
    return tuple(citations), tuple(warnings)


def _unread(text: str, segment: Segment) -> ParseWarning:
    words = text[segment.start : segment.end]
    start = segment.start + len(words) - len(words.lstrip())
    span = Span(start, segment.start + len(words.rstrip()))
    return ParseWarning("unread_citation", f"No guideline is named in “{words.strip()[:80]}”.", span)


def _segment_citations(field: str, folded: str, segment: Segment, decided: date | None) -> Iterator[ParsedCitation]:
    """The declaration and the source of a segment's first guideline carry over to what names none of its own."""
    within: bool | None = segment.declared
    inherited = None
    for number, piece in enumerate(split_pieces(field, folded, segment)):
        start = after_page_prefix(folded, piece.start, piece.end)
        words, text = folded[start : piece.end], field[start : piece.end]
        source = source_of(words, inherited if within is not False else None)
        if source == "Other" and not _is_name(words, text, led=segment.led and not number):
            continue
        if within is None and words.startswith(_MTUS_FIRST):
            within = piece.declared is not False
        inherited = source if source in _FAMILY else inherited
        named = _Named(words, text, source, _declared(words, source, segment.declared, within, piece))
        yield from _piece_citations(field, folded, piece, named, decided)


def _is_name(words: str, text: str, *, led: bool) -> bool:
    """Words that name none of the four sources: a publisher, a known guideline, or whatever was led in as one."""
    return led or names_publisher(words) or find_guideline(text) is not None or begins_work(text, 0, len(text))


def _declared(words: str, source: str, led: bool | None, within: bool | None, piece: Piece) -> bool | None:
    """Within the MTUS or not, as far as the letter's words say it."""
    if piece.declared is not None:
        return piece.declared
    if source not in _FAMILY:
        return False
    if words.startswith(_MTUS_FIRST):
        return True
    return False if led is False else within or None


def _piece_citations(
    field: str, folded: str, piece: Piece, named: _Named, decided: date | None
) -> Iterator[ParsedCitation]:
    for start, end, pages, told_to in _sections(folded, piece.start, piece.end, paged=named.source in _FAMILY):
        text = field[start:end]
        guideline = _guideline(field[start:told_to], named, decided)
        within = named.within
        if within is None:
            within = is_within_mtus(guideline, named.words, decided)
        yield ParsedCitation(named.source, within, guideline, text, tuple(pages), Span(start, end))


def _guideline(text: str, named: _Named, decided: date | None) -> str | None:
    """By the section's own words, else by its piece's, else as one of the source named before it."""
    for words in dict.fromkeys((text, named.text)):
        if guideline := find_guideline(words, decided):
            return guideline
    return find_guideline(f"{named.source} {named.text}", decided) if named.source in _FAMILY else None


def _sections(folded: str, start: int, end: int, *, paged: bool) -> list[_Section]:
    """Cut after each page reference; what follows the last without pages of its own is the last one's."""
    end = without_unstated_pages(folded, start, end)
    references = [found for found in find_pages(folded, start, end) if paged or not in_journal(folded, start, found)]
    bare = find_bare_pages(folded, references[-1].end if references else start, end) if paged else None
    found: list[_Section] = []
    ahead: list[str] = []  # pages that stand before their section's name
    position = start
    for reference in [*references, *([bare] if bare else [])]:
        text = next(trimmed(folded, skip_lead(folded, position, reference.start), reference.start), None)
        if reference.prefix:
            if text:
                found.append(_Section(*text, ahead, text[1]))
            ahead, position = list(reference.pages), reference.end
            continue
        if text:
            found.append(_Section(*text, [*ahead, *reference.pages], text[1]))
            ahead = []
        elif found:
            found[-1].pages.extend(reference.pages)
        else:
            ahead += reference.pages
        position = reference.end
    return _with_rest(folded, position, end, found, ahead)


def _with_rest(folded: str, position: int, end: int, found: list[_Section], ahead: list[str]) -> list[_Section]:
    rest = next(trimmed(folded, skip_lead(folded, position, end), end), None)
    if rest and found and not ahead:
        found[-1] = found[-1]._replace(told_to=rest[1])
    elif rest:
        found.append(_Section(*rest, ahead, rest[1]))
    return found
