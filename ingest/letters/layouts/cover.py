"""The cover letter of 2013–14: greeting, what was decided in one word, the right to appeal, signature."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.letters.coverage import Part
from ingest.letters.facts.titlepage import TitlePage, read_title_page
from ingest.letters.record import ParsedItem, ParseWarning, Span
from ingest.letters.text.lines import Source

_LIMIT = 20_000  # characters; title page and cover have some thousands
# Each begins with a fixed word, to be found fast.
_GREETING = re.compile(r"dear\b(?<!\wdear)[^\S\n]*+[^\n:,]{0,60}[:,]")
_OPENINGS = (
    re.compile(
        r"maximus\s+federal\s+services(?:,?\s+inc\.?)?\s+has\s+completed\s+the\s+independent\s+medical\s+review"
    ),
    re.compile(r"final\s+determination\s*+:"),
)
_ANNOUNCED = re.compile(
    r"final\s+determination\s*+:\s*+(?P<word>(?:(?P<part>partial(?:ly)?|part)\s+)?"
    r"(?:(?P<upheld>up\s?h[eo]ld)|over\s?turn(?:ed)?)(?P<in_part>,?\s+in\s+part)?)"
)
_MEANING = re.compile(
    r"means\s+(?:that\s+)?we\s+(?:have\s+)?decided\s+(?:that\s+)?(?P<word>none|all|some)\b(?:\s+of\s+the\b)?"
)
_IN_DISPUTE = re.compile(r"treatment\s?(?:s|\(s\))?\s+in\s+dispute(?:\s+listed\s+on\s+imr\s+application)?\s*+:")
_MEANINGS = {"none": "upheld", "all": "overturned", "some": "partially_overturned"}


class Opening(NamedTuple):
    """What stands above a letter's first heading: title page and cover letter, each if it is there, and its parts."""

    page: TitlePage
    cover: Span | None
    parts: list[Part]


def read_opening(source: Source, end: int) -> Opening:
    """Everything above the first heading, which starts at `end`."""
    cover = find_cover(source, end)
    start = cover.start if cover else end
    page = read_title_page(source, start)
    parts = [*(Part("title_page", span) for span in page.claimed), *dispute_list(source, start)]
    return Opening(page, cover, [*parts, Part("cover", cover)] if cover else parts)


def find_cover(source: Source, end: int) -> Span | None:
    """The cover letter, above the first heading, which starts at `end`."""
    place = 0, min(end, _LIMIT)
    found = [match.start() for opening in _OPENINGS if (match := opening.search(source.folded, *place))]
    greetings = (match.start() for match in _GREETING.finditer(source.folded, *place))
    found += [start for start in greetings if source.clean[start].isupper()][:1]
    return source.trim(min(found), end) if found else None


def dispute_list(source: Source, end: int) -> list[Part]:
    """The treatments that the application named, at the foot of the title page, which ends at `end`."""
    match = _IN_DISPUTE.search(source.folded, 0, min(end, _LIMIT))
    return [Part("title_page", Span(match.start(), end))] if match else []


def announced_outcome(source: Source, cover: Span) -> tuple[str, Span] | None:
    """What the cover says of all items together: upheld, overturned or, of some, partially_overturned."""
    if match := _ANNOUNCED.search(source.folded, *cover):
        if match["part"] or match["in_part"]:
            return "partially_overturned", Span(*match.span("word"))
        return "upheld" if match["upheld"] else "overturned", Span(*match.span("word"))
    if match := _MEANING.search(source.folded, *cover):
        return _MEANINGS[match["word"]], Span(*match.span("word"))
    return None


def announcement_warnings(source: Source, cover: Span | None, items: Sequence[ParsedItem]) -> list[ParseWarning]:
    """A warning where the items as read do not come to what the cover announces."""
    outcomes = {item.outcome for item in items}
    announced = announced_outcome(source, cover) if cover else None
    if announced is None or not outcomes or None in outcomes:
        return []
    together = outcomes.pop() if len(outcomes) == 1 else "partially_overturned"
    value, span = announced
    if value == together:
        return []
    words = source.words(*span)
    return [ParseWarning("announced_outcome_differs", f"The cover announces “{words}”, the items say otherwise.", span)]
