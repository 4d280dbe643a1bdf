"""Page furniture: running headers, footers and page numbers, which belong to no part of a letter.

A line is furniture by its own words ("Page 3 of 7"), by its place if its words could be a page's (a number alone beside
a page break), or because it runs: the same line, figures aside, at the edge of most pages. In doubt it is text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.letters.record import Span

_LIMIT = 120  # characters; no running line is longer
_LONGEST_PAGE = 12  # characters of "Page 3 of 7"
_LAST_PAGE = 40  # "Page 98" is a guideline's page, not a letter's
CASE_NUMBER = r"cm ?\d\d-?\d{5,7}"
"""A case number as it stands in running text, in lower case."""
_ANCHORS = (
    re.compile(r"letter for imr case number"),
    re.compile(r"page(?:[^\S\n]{1,40}|[^\S\n]?[:|#–-][^\S\n]?)\d"),
    re.compile(
        r"\n[^\S\n]*+(?=[\d(–—icp-])"
        r"(?:\(?\d{1,3}\)?|[-–—] ?\d{1,3} ?[-–—]|\d{1,3} of \d{1,3}|\d{1,3} ?\| ?page|pg?\. ?\d{1,3}"
        rf"|(?:(?:imr )?case (?:number|no\.?|#):? {{0,40}})?{CASE_NUMBER}[^\n]{{0,40}})[^\S\n]*+(?=\n|\Z)"
    ),
)
_OF = r"(?: ?(?:of|/) ?\d{1,3})"
_SURE = re.compile(
    rf"(?:imr )?(?:final )?determination letter for imr case number:? ?(?:{CASE_NUMBER})?"
    r"(?:[ ,-]*\d\d?/\d\d?/\d{2,4})?"
    rf"(?: ?[-–|,]? ?(?:page:? ?)?\d{{1,3}}{_OF}?)?"
    rf"|(?:(?:imr )?case (?:number|no\.?|#):? ?)?(?:{CASE_NUMBER})[ |,–-]*page ?[:|#-]? ?\d{{1,3}}{_OF}?"
    rf"|(?:(?:imr )?case number:? ?)?[ |,[(–-]*page ?[:|#-]? ?\d{{1,3}}{_OF}[\])–-]?"
    r"|[|[(–-]+ ?page ?[:|#-]? ?\d{1,3}[\])–-]*|page ?\| ?\d{1,3}|\d{1,3} ?\| ?page|[-–—] ?\d{1,3} ?[-–—]"
)
_BARE_PAGE = re.compile(r"(?:page|pg?\.)[:#-]? ?(\d{1,3})")
_AT_AN_EDGE = re.compile(
    rf"\(?\d{{1,3}}\)?|\d{{1,3}} of \d{{1,3}}|(?:page|pg?\.):? ?\d{{1,3}}"
    rf"|(?:(?:imr )?case (?:number|no\.?|#):? ?)?{CASE_NUMBER}(?: ?[-–|]? ?\d{{1,3}})?"
)
_INLINE = re.compile(
    r"Final Determination Letter for IMR Case Number:?\s{0,9}CM ?\d\d-?\d{5,7}\s{1,9}(?:Page:?\s)?\d{1,3}(?!\S)"
)
_NAMED = re.compile(r"\b(?:the|a|this|that|prior|previous|earlier)\s+$")
_DIGITS = re.compile(r"\d+")
_NO_RUNNING_LINE = re.compile(
    r"(?<!\binc)[.,;:–-]$|^[^a-z\d\[(|#-]|^\d+[.)]|guideline|rationale|upheld|overturned|summary|necessary|patient|worker"
    r"|\b(?:is|are|was|were|has|have|had|not|with)\b"
)
# Words of an office: of such a line the figures may change, and twice is enough.
_OFFICIAL = re.compile(
    r"\b(?:maximus|imr|confidential|california|medical review|department|division|determination|page|case)\b"
    r"|^\d\d?[/.-]\d\d?[/.-]\d{2,4}$"
)
_FIRST_LINE = re.compile(r"\s*+(?P<line>[^\n]*+)")
_INITIALS = re.compile(r"\n[^\S\n]*((?:[A-Z]{2,4}[/:]|/)[A-Za-z]{2,4}|/[A-Za-z]{2,4})\s*\Z")


def find_furniture(paged: str, folded: str) -> tuple[Span, ...]:
    """The lines of `paged`, which may hold form feeds, that are furniture. `folded` has line feeds in their place."""
    candidates = {line: words for line, words in _anchored(folded).items() if not _is_listed(paged, line, words)}
    found = {span for span, words in candidates.items() if _is_sure(paged, span, words)}
    running: dict[str, set[Span]] = defaultdict(set)
    for span, words in candidates.items():
        if span not in found and not _follows_a_label(paged, span) and _is_marked(words):
            running[_DIGITS.sub("0", words)].add(span)
    found |= {span for spans in running.values() if len(spans) > 1 for span in spans}
    found |= _running(paged, folded)
    found |= _beside(paged, candidates, found)
    found |= _inline(paged, folded, found)
    end = _end_of_words(paged, found)
    if initials := _INITIALS.search(paged, max(0, end - 200), end):
        found.add(Span(*initials.span(1)))
    return _apart(found)


def _end_of_words(paged: str, found: set[Span]) -> int:
    """Where the letter ends but for the footers of its last page."""
    end = len(paged)
    for span in sorted(found, reverse=True):
        if paged[span.end : end].strip():
            break
        end = span.start
    return end


def _anchored(folded: str) -> dict[Span, str]:
    """Lines that hold something of a footer's, in order, with their words in single spaces."""
    found: dict[Span, str] = {}
    for offset in sorted(match.end() for anchor in _ANCHORS for match in anchor.finditer(folded)):
        line = _line_around(folded, offset - 1)
        if line and line not in found:
            found[line] = " ".join(folded[line.start : line.end].split())
    return found


def _line_around(text: str, offset: int) -> Span | None:
    """The line around an offset without its blanks, or None if it is too long to be furniture."""
    before = text.rfind("\n", max(0, offset - _LIMIT), offset)
    after = text.find("\n", offset, offset + _LIMIT)
    if (before < 0 and offset > _LIMIT) or (after < 0 and len(text) > offset + _LIMIT):
        return None
    return _trimmed(text, before + 1, after if after >= 0 else len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    line = text[start:end]
    start += len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _is_sure(paged: str, line: Span, words: str) -> bool:
    if _SURE.fullmatch(words):
        return True
    page = _BARE_PAGE.fullmatch(words)
    return bool(page) and paged[line.start].isupper() and int(page[1]) <= _LAST_PAGE


def _is_listed(paged: str, line: Span, words: str) -> bool:
    """Another page is named on the very next line above or below: a list of pages."""
    if not _BARE_PAGE.fullmatch(words):
        return False
    above = paged[max(0, line.start - _LIMIT) : line.start].rstrip(" \n").rpartition("\n")[2]
    below = paged[line.end : line.end + _LIMIT].lstrip(" \n").partition("\n")[0]
    return any(_BARE_PAGE.fullmatch(" ".join(other.lower().split())) for other in (above, below))


def _is_marked(words: str) -> bool:
    """A line that names a page or a case among few other words, and ends like no sentence."""
    return ("page" in words or words.startswith(("cm", "imr case", "case n"))) and not _NO_RUNNING_LINE.search(words)


def _follows_a_label(paged: str, line: Span) -> bool:
    return paged[max(0, line.start - _LIMIT) : line.start].rstrip().endswith(":")


def _running(paged: str, folded: str) -> set[Span]:
    """Lines that stand at the edges of most pages; those of an office with changing figures."""
    breaks = "\f" if "\f" in paged else "\n\n\n"
    alike: dict[str, list[Span]] = defaultdict(list)
    start = pages = 0
    for page in paged.split(breaks):
        if len(page) > 1 and not page.isspace():
            pages += 1
            for line in _edges(folded, start, start + len(page)):
                first = folded[line.start]
                alike["" if first.isdigit() else first].append(line)
        start += len(page) + len(breaks)
    least = max(2, pages // 2)
    # Lines that differ in figures at most begin alike and have as many words; few others need a closer look.
    repeated = (lines for begun in alike.values() for lines in _as_long(folded, begun, least))
    return {line for lines in repeated for line in _run(lines, least) if not paged[line.start].islower()}


def _as_long(folded: str, lines: list[Span], least: int) -> Iterator[dict[Span, str]]:
    """At least so many lines of the same number of words, with their words in single spaces."""
    found: dict[int, dict[Span, str]] = defaultdict(dict)
    for line in lines if len(lines) >= least else ():
        words = folded[line.start : line.end].split()
        found[len(words)][line] = " ".join(words)
    return (alike for alike in found.values() if len(alike) >= least)


def _run(alike: dict[Span, str], least: int) -> set[Span]:
    """Those of the lines that run: at `least` times in the same words, an office's figures aside."""
    lines: dict[str, set[Span]] = defaultdict(set)
    for line, words in alike.items():
        lines[_DIGITS.sub("0", words) if _OFFICIAL.search(words) else words].add(line)
    running: set[Span] = set()
    for words, spans in lines.items():
        often = len(spans) > 2 or bool(_OFFICIAL.search(words))
        if len(spans) >= least and often and not _NO_RUNNING_LINE.search(words):
            running |= spans
    return running


def _edges(folded: str, start: int, end: int) -> set[Span]:
    """The first two and last two lines of a page, as far as they are short."""
    found = set()
    if first := _line_at(folded, start, end):
        found.add(first)
        found.add(_line_at(folded, first.end, end))
    if last := _line_ending_at(folded, start, end):
        found.add(last)
        found.add(_line_ending_at(folded, start, last.start))
    return found - {None}


def _line_at(folded: str, start: int, end: int) -> Span | None:
    begin, stop = _FIRST_LINE.match(folded, start, min(end, start + 2 * _LIMIT)).span("line")
    return Span(begin, begin + len(folded[begin:stop].rstrip())) if 1 < stop - begin <= _LIMIT else None


def _line_ending_at(folded: str, start: int, end: int) -> Span | None:
    begin = max(start, end - 2 * _LIMIT)
    tail = folded[begin:end].rstrip()
    line = tail[tail.rfind("\n") + 1 :].lstrip()
    stop = begin + len(tail)
    return Span(stop - len(line), stop) if 1 < len(line) <= _LIMIT else None


def _beside(paged: str, candidates: dict[Span, str], found: set[Span]) -> set[Span]:
    """Numbers and the like that stand beside a page break or beside other furniture."""
    weak = [
        span
        for span, words in candidates.items()
        if span not in found and _AT_AN_EDGE.fullmatch(words) and not _follows_a_label(paged, span)
    ]
    more: set[Span] = set()
    starts, ends = {line.start for line in found}, {line.end for line in found}
    counted = _counted(paged, weak)
    for line in [*weak, *reversed(weak)]:
        before = line.start - len(_blanks_before(paged, line.start))
        after = line.end + len(_blanks_after(paged, line.end))
        if before in ends or after in starts or line in counted or _is_beside_break(paged, line):
            more.add(line)
            starts.add(line.start)
            ends.add(line.end)
    return more


def _counted(paged: str, lines: list[Span]) -> list[Span]:
    """Numbers with blank lines around them that count the pages: 1, 2, 3 and so on, the last one ends the letter."""
    alone = [
        line
        for line in sorted(lines)
        if paged[line.start : line.end].isdecimal()
        and min(_blanks_before(paged, line.start).count("\n"), (_blanks_after(paged, line.end) + "\n").count("\n")) > 1
    ]
    numbers = [int(paged[line.start : line.end]) for line in alone]
    ended = len(alone) > 1 and not paged[alone[-1].end :].strip()
    return alone if ended and numbers == list(range(1, len(alone) + 1)) else []


def _is_beside_break(paged: str, line: Span) -> bool:
    before, after = _blanks_before(paged, line.start), _blanks_after(paged, line.end)
    if "\f" in before or "\f" in after:
        return True
    # A title page sets its case number apart as well; a number of one to three figures is a page's.
    apart = after.count("\n") > 3 or line.end + len(after) == len(paged)
    return line.end - line.start < _LONGEST_PAGE and before.count("\n") > 3 and apart


def _blanks_before(text: str, offset: int) -> str:
    before = text[max(0, offset - _LIMIT) : offset]
    return before[len(before.rstrip()) :]


def _blanks_after(text: str, offset: int) -> str:
    after = text[offset : offset + _LIMIT]
    return after[: len(after) - len(after.lstrip())]


def _inline(paged: str, folded: str, found: set[Span]) -> set[Span]:
    """Footers that other line breaks moved into the middle of a line."""
    starts = {line.start for line in found}
    return {
        Span(*match.span())
        for match in _INLINE.finditer(paged)
        if match.start() not in starts and not _NAMED.search(folded[max(0, match.start() - 20) : match.start()])
    }


def _apart(found: set[Span]) -> tuple[Span, ...]:
    """In order, none inside another."""
    apart: list[Span] = []
    for span in sorted(found):
        if span.start < span.end and not (apart and span.start < apart[-1].end):
            apart.append(span)
    return tuple(apart)
