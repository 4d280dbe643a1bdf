"""Page references of a citation: where they stand in its words, and the pages they list.

All patterns are of lower-case text. Years, codes, numbers of the law and "2008;70:2067-2074" are no pages: only a
page word ("Page(s):", "pp.", "pg") makes a number a page, or a list that stands bare at a guideline's end.
"""

import re
from typing import NamedTuple

_UNIT = (
    r"(?! ?(?:mg|mcg|ml|cc|gm|visits?|sessions?|weeks?|days?|hours?|months?|years?|tabs?|tablets?|units?"
    r"|c\.?c\.?r|c\.?f\.?r|u\.?s\.?c|%)\b)"
)
_DASH = r"(?: ?[-–—‑‒−] ?| (?:to|through|thru) )"
_NUMBER = r"(?!(?:19|20)\d\d\b)\d{1,4}(?:(?=ff?\b)|(?![\w/%]|\.\d))"
_PAGE = rf"{_NUMBER}{_UNIT}(?:{_DASH}{_NUMBER}{_UNIT})?(?: ?ff?\b\.?)?(?: of (?:the )?\d{{1,4}}\b)?"
_AND = r"(?: ?[,;] ?(?:and |& ?)?| and | ?& ?| ?/ ?)"
_WORD = r"(?:p(?:ages?(?: ?\(s\))?|gs?\b\.?|p?\.|(?! ?-?450\b)p?(?= ?\d))(?: ?(?:numbers?|nos?\.?|#))?(?: ?:)?)"
_LIST = rf"{_PAGE}(?:{_AND}(?:{_WORD} ?)?{_PAGE})*+"
_TABLE = r"(?:tables?|figures?|algorithms?|fig\.) ?\d+(?:-\d+)?(?: (?:and|&|,) ?\d+(?:-\d+)?)?"
_REFERENCE = re.compile(
    rf"(?<![a-z0-9])(?:see |at |on )?{_WORD} ?(?:{_WORD} ?)?(?P<list>{_LIST})"
    rf"(?:[)\]]|,? ?(?:and |[(\[])?{_TABLE}[)\]]?(?=[ .;,]*$))*+"
)
_DIGIT = re.compile(r"\d")
_PREFIX = re.compile(r" of (?:the )?")
_UNSTATED = re.compile(
    rf"(?<![a-z0-9]){_WORD}"
    r"[ :]*+(?:n/?a|none|unspecified|unknown|not (?:given|specified|stated|listed|provided|applicable))?[ .,;:)\]]*+$"
)
_SPAN = rf"{_NUMBER}{_DASH}{_PAGE}(?:{_AND}{_PAGE})*+"
_BARE = re.compile(
    rf"(?:(?<=[a-z)\]”\"®]),? ?[,:;] ?(?P<any>{_LIST})"
    rf"|(?:(?<=[a-z)\]”\"®]) |(?<=\d)[,:] ?|[(\[])(?P<range>{_SPAN})[)\]]?)[ .,;]*+$"
)
_NUMBERED = re.compile(
    r"(?:chapters?|ch\.?|tables?|figures?|sections?|editions?|parts?|volumes?|nos?\.?|levels?) [\d, &and-]*$"
)
_NUMBER_OF = re.compile(
    r"(?:tables?|figures?|fig\.|sections?|parts?|volumes?|nos?\.?|levels?|items?|appendix) ?[:#]? ?$"
)
_VOLUME = re.compile(r"\bvol(?:ume|\.)? ?\d{1,4}(?:,? (?:issue|no\.?|number) ?\d{1,4}|(?: ?\(\d{1,3}\)))?[ ,:;]{1,2}$")
_ONE_PAGE = re.compile(rf"(\d{{1,4}})(?:{_DASH}(\d{{1,4}}))?(?: of (?:the )?\d{{1,4}})?")
_WINDOW = 120  # characters; no bare list at the end is longer


class PageReference(NamedTuple):
    """`start:end` are its words; `prefix` means that it stands before the name: "page 8 of the ..."."""

    start: int
    end: int
    pages: tuple[str, ...]
    prefix: bool = False


def find_pages(folded: str, start: int, end: int) -> list[PageReference]:
    """Every page reference in `folded[start:end]`, in order."""
    found: list[PageReference] = []
    if not _DIGIT.search(folded, start, end):
        return found
    for match in _REFERENCE.finditer(folded, start, end):
        after = _PREFIX.match(folded, match.end(), end)
        place = after.end() if after else match.end()
        found.append(PageReference(match.start(), place, _listed(match["list"]), bool(after)))
    return found


def find_bare_pages(folded: str, start: int, end: int) -> PageReference | None:
    """Numbers without a page word at the very end: "Opioids, 74-96". Only meant for guidelines that have pages."""
    if not folded[max(start, end - 8) : end].rstrip(" .;,)]")[-1:].isdigit():
        return None
    window = max(start, end - _WINDOW)
    for match in _BARE.finditer(folded, window, end):
        words = match["any"] or match["range"]
        before = folded[max(start, match.start() - 40) : match.start() + 1]
        if (_NUMBERED if match["any"] else _NUMBER_OF).search(before):
            continue
        return PageReference(match.start(), end, _listed(words))
    return None


def in_journal(folded: str, start: int, found: PageReference) -> bool:
    """Pages behind a volume's number belong to an article's reference ("Volume 12, pages 3-9, May 2005")."""
    return bool(_VOLUME.search(folded, max(start, found.start - 40), found.start))


def after_page_prefix(folded: str, start: int, end: int) -> int:
    """`start`, or where the name begins in "pages 8-9 of the ..."."""
    match = _REFERENCE.match(folded, start, end)
    after = _PREFIX.match(folded, match.end(), end) if match else None
    return after.end() if after else start


def without_unstated_pages(folded: str, start: int, end: int) -> int:
    """`end`, or where "Page(s): N/A" at the end begins."""
    match = _UNSTATED.search(folded, max(start, end - 40), end)
    return match.start() if match else end


def _listed(words: str) -> tuple[str, ...]:
    return tuple(f"{first}-{last}" if last else first for first, last in _ONE_PAGE.findall(words))
