"""A guideline field → citations: which guideline, from which source, on which pages, within the MTUS or not.

A field is a run of sentences: what was not used ("did not base their decision on the MTUS"), and what was
("Decision based on MTUS x", "Decision based on Non-MTUS Citation y; and z"). Each segment is cut where a new
guideline's name begins, each of these where a section has its own pages.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from determinations.vocabulary import find_guideline
from ingest.letters.lines import Flow, Source
from ingest.letters.record import ParsedCitation, ParseWarning
from ingest.letters.sentences import ABBREVIATED
from ingest.letters.sources import MTUS_TITLE, PUBLISHER, SOURCE_NAME, names_source, source_of

LIMIT = 20_000  # characters of one field that are read; real ones have a few hundred

_SPEAKER = (
    r"(?:the )?(?:claims administrator|expert reviewer|physician reviewer|reviewer|maximus|administrator|it|he/she)"
    r"(?:['’]s)?"
)
_SPEAKING = re.compile(rf"{_SPEAKER}|")
_NON_MTUS = r"non ?-? ?mtus\b(?: citations?)?:?"
_MARK = re.compile(
    r"(?P<unused>per the strength of evidence hierarchy(?: established by [^;]{0,150}?compensation)?"
    r"|(?:(?:did|does|has) not|didn['’]t|found (?:that )?no (?:section|part|guideline|portion)s?) (?:(?!\. "
    r"|;).){0,200}(?:[.;](?= |$)|$)?)"
    r"|(?:decision (?:is |was )?based (?:up)?on|(?:has )?based (?:its|his/her|their) decision (?:up)?on"
    rf"|relied (?:up)?on|(?:(?<=reviewer )|(?<=administrator ))cited)\b(?: the\b)? ?(?P<non>{_NON_MTUS})?"
    rf"|(?P<other>{_NON_MTUS})"
)
_NAMED = r"(?: (?:was |were )?(?:cited|given|stated|provided|noted|listed|specified|available))?"
_NOTHING = re.compile(
    rf"(?:none{_NAMED}|no (?:(?:mtus|other|specific|applicable|further|additional|particular|medical"
    rf"|evidence-based) ){{0,3}}"
    rf"(?:guidelines?|citations?|evidence|references?|sources?)(?: or (?:citations?|evidence))?{_NAMED}"
    r"|not (?:applicable|cited|provided|stated|specified|given|available|noted|listed)|n/?\.?a\.?|nil|unknown)?"
    r"(?: (?:in|by|for|within|with|at) .{0,80})?"
)
_OTHER_LABEL = r"other medical treatment guidelines?(?: or medical evidence)?:?"
_BORDER = re.compile(
    r"(?:[;.,]? and(?:/or)? (?:the )?|; ?|\. |, )"
    rf"(?=(?:the )?(?:(?P<source>{SOURCE_NAME})|(?P<title>{MTUS_TITLE})|(?P<chapter>chapter \d)"
    rf"|(?P<label>{_OTHER_LABEL})|(?P<body>{PUBLISHER})))"
)
_BARE_SOURCE = re.compile(
    r"(?:the )?(?:(?:ca |california )?mtus|odg|official disability guidelines?(?: \(odg\))?|mtus[ /-]acoem|[ /-])+"
)
_REGULATION = re.compile(r"97\d\d\.\d+(?:\.\d+)?$")
_PAGE = r"(?!(?:19|20)\d\d\b)\d{1,4}(?: ?[-–—] ?\d{1,4})?(?![\w/]|\.\d)(?: of (?:the )?\d{1,4}\b)?"
_PAGES = re.compile(
    rf"p(?:ages?(?: ?\(s\))?|gs?\.?|p?\.)(?: ?[:#])? ?(?P<list>{_PAGE}(?: ?(?:[,;]|,? and|&) ?{_PAGE})*)\)?"
    r"(?:,? (?:and )?(?:tables?|figures?|algorithms?) \d+(?:-\d+)?(?=[ .;,]*$))?"
)
_ONE_PAGE = re.compile(r"(\d{1,4})(?: ?[-–—] ?(\d{1,4}))?(?: of (?:the )?\d{1,4})?")
_PART_OF_MTUS = re.compile(
    r",?(?: a nationally recogni[sz]ed guideline,?)?(?: which (?:is|are))? (?P<no>not )?(?:a )?part of the mtus\.?$"
)
_LEAD_WORDS = re.compile(r"(?:(?:and|the|on|also|in|per|from)\b ?|[ ;,.:)])+")
_MARKS = " .;,:("
_LABEL_WORDS = re.compile(_OTHER_LABEL)


class _Segment(NamedTuple):
    """`declared`: False after "Non-MTUS Citation", None where the words have to say it. `led`: named as used."""

    start: int
    end: int
    declared: bool | None
    led: bool


def read_citations(source: Source, start: int, end: int) -> tuple[tuple[ParsedCitation, ...], list[ParseWarning]]:
    """One side's guideline field of one item → its citations, and what of it could not be read."""
    flow = source.flow(start, min(end, start + LIMIT))
    citations: list[ParsedCitation] = []
    warnings = []
    for segment in _segments(flow):
        if _names_nothing(flow.folded[segment.start : segment.end].strip(" .;,:")):
            continue
        found = list(_segment_citations(flow, segment))
        citations += found
        if not found:
            warnings.append(_unread(flow, segment))
    if end - start > LIMIT:
        warnings.append(ParseWarning("unread_citation", "The field is too long to be read to its end."))
    return tuple(citations), warnings


def _names_nothing(words: str) -> bool:
    """'None cited', or only the speaker's name; after a comma may stand why."""
    if _NOTHING.fullmatch(words) or _SPEAKING.fullmatch(words):
        return True
    first = re.split(r"[;,(]", words, maxsplit=1)[0]
    return bool(first and _NOTHING.fullmatch(first.strip())) and not names_source(words[len(first) :])


def _unread(flow: Flow, segment: _Segment) -> ParseWarning:
    words = flow.text[segment.start : segment.end]
    start = segment.start + len(words) - len(words.lstrip())
    span = flow.span(start, segment.start + len(words.rstrip()))
    return ParseWarning("unread_citation", f"No guideline is named in “{words.strip()[:80]}”.", span)


def _segments(flow: Flow) -> Iterator[_Segment]:
    position, declared, led = 0, None, False
    for mark in _MARK.finditer(flow.folded):
        if position < mark.start():
            yield _Segment(position, mark.start(), declared, led)
        position = mark.end()
        declared = False if mark["non"] or mark["other"] else None
        led = mark["unused"] is None
    if position < len(flow.text):
        yield _Segment(position, len(flow.text), declared, led)


def _segment_citations(flow: Flow, segment: _Segment) -> Iterator[ParsedCitation]:
    """The declaration and the source of a segment's first guideline carry over to what names none of its own."""
    within, inherited = segment.declared, None
    for start, end in _pieces(flow.folded, segment):
        words = flow.folded[start:end]
        if not segment.led and not names_source(words):
            continue
        tail = _PART_OF_MTUS.search(words) if "part of the mtus" in words else None
        if tail:
            end = start + tail.start()
        source = source_of(words, inherited if within else None)
        if within is None and (tail or words.startswith(("mtus", "ca mtus", "california mtus"))):
            within = not (tail and tail["no"])
        belongs = _belongs(words, source, segment.declared, within, tail)
        inherited = source if source in ("MTUS", "ACOEM") else inherited
        for text_start, text_end, pages in _sections(flow.folded, start, end):
            yield _citation(flow, text_start, text_end, pages, source, belongs, flow.text[start:end])


def _belongs(words: str, source: str, declared: bool | None, within: bool | None, tail: re.Match | None) -> bool:
    if tail:
        return not tail["no"]
    if source not in ("MTUS", "ACOEM") or (declared is False and not words.startswith(("mtus", "ca mtus"))):
        return False
    return bool(within) or source == "MTUS"


def _pieces(folded: str, segment: _Segment) -> Iterator[tuple[int, int]]:
    """Cut a segment where another guideline's name begins, outside parentheses."""
    start = _skip(folded, segment.start, segment.end)
    for border in _BORDER.finditer(folded, start, segment.end):
        piece = folded[start : border.start()]
        if _in_parentheses(folded, start, border.start(), segment.end) or not _is_border(piece, border):
            continue
        yield from _trimmed(folded, start, border.start())
        start = _skip(folded, border.end(), segment.end)
    yield from _trimmed(folded, start, segment.end)


def _is_border(piece: str, border: re.Match) -> bool:
    if not piece.strip() or (_BARE_SOURCE.fullmatch(piece.strip(" ,")) and "and" not in border.group()):
        return False
    if border["title"]:
        return not _REGULATION.search(piece)
    if border["chapter"]:
        return "chapter" in piece
    if border["body"] and border.group().strip() == ",":
        return names_source(piece)
    if border["body"] and border.group() == ". ":
        return not ABBREVIATED.search(piece)
    return True


def _in_parentheses(text: str, start: int, place: int, end: int) -> bool:
    opened = text.rfind("(", start, place)
    return opened >= 0 and text.find(")", opened, place) < 0 <= text.find(")", place, end)


def _skip(folded: str, start: int, end: int) -> int:
    """Past joining words and the form's own label to where the guideline's name begins."""
    for pattern in (_LEAD_WORDS, _LABEL_WORDS, _LEAD_WORDS):
        if match := pattern.match(folded, start, end):
            start = match.end()
    return start


def _trimmed(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = folded[start:end].rstrip(_MARKS)
    while words.endswith((" and", " on", " the")):
        words = words.rpartition(" ")[0].rstrip(_MARKS)
    if words:
        yield start, start + len(words)


def _sections(folded: str, start: int, end: int) -> list[tuple[int, int, list[str]]]:
    """Cut after each page reference; sections that follow without pages of their own stay with the last."""
    found: list[tuple[int, int, list[str]]] = []
    position = start
    for match in _PAGES.finditer(folded, start, end):
        if folded[match.start() - 1 : match.start()].isalnum():
            continue
        begin = _skip(folded, position, match.start())
        text = next(_trimmed(folded, begin, match.start()), None)
        if text:
            found.append((*text, _page_list(match["list"])))
        elif found:
            found[-1][2].extend(_page_list(match["list"]))
        else:
            continue
        position = match.end()
    rest = next(_trimmed(folded, _skip(folded, position, end), end), None)
    if rest and found:
        found[-1] = (found[-1][0], rest[1], found[-1][2])
    elif rest:
        found.append((*rest, []))
    return found


def _page_list(words: str) -> list[str]:
    return [f"{first}-{last}" if last else first for first, last in _ONE_PAGE.findall(words)]


def _citation(
    flow: Flow, start: int, end: int, pages: list[str], source: str, within: bool, whole: str
) -> ParsedCitation:
    """`whole` is the piece a section was cut from: it names the guideline where the section does not."""
    text = flow.text[start:end]
    return ParsedCitation(
        source=source,
        within_mtus=within,
        guideline=find_guideline(text) or (find_guideline(whole) if whole != text else None),
        text=text,
        pages=tuple(pages),
        span=flow.span(start, end),
    )
