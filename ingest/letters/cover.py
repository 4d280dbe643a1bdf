"""The cover letter of 2013–14: greeting, what was decided in one word, the right to appeal, signature."""

import re
from collections.abc import Sequence

from ingest.letters.lines import Source
from ingest.letters.record import ParsedItem, ParseWarning, Span

_LIMIT = 20_000  # characters; title page and cover have some thousands
_OPENING = re.compile(
    r"(?P<greeting>\bdear\b[^\S\n]*+[^\n:,]{0,60}[:,])"
    r"|maximus\s+federal\s+services(?:,?\s+inc\.?)?\s+has\s+completed\s+the\s+independent\s+medical\s+review"
    r"|final\s+determination\s*+:"
)
_ANNOUNCED = re.compile(
    r"final\s+determination\s*+:\s*+(?P<word>(?:(?P<part>partial(?:ly)?|part)\s+)?"
    r"(?:(?P<upheld>up\s?h[eo]ld)|over\s?turn(?:ed)?)(?P<in_part>,?\s+in\s+part)?)"
)
_MEANING = re.compile(
    r"means\s+(?:that\s+)?we\s+(?:have\s+)?decided\s+(?:that\s+)?(?P<word>none|all|some)\b(?:\s+of\s+the\b)?"
)
_MEANINGS = {"none": "upheld", "all": "overturned", "some": "partially_overturned"}


def find_cover(source: Source, end: int) -> Span | None:
    """The cover letter, above the first heading, which starts at `end`."""
    for match in _OPENING.finditer(source.folded, 0, min(end, _LIMIT)):
        if match["greeting"] is None or source.clean[match.start()].isupper():
            return source.trim(match.start(), end)
    return None


def announced_outcome(source: Source, cover: Span) -> tuple[str, Span] | None:
    """What the cover says of all items together: upheld, overturned or, of some, partially_overturned."""
    if match := _ANNOUNCED.search(source.folded, *cover):
        if match["part"] or match["in_part"]:
            return "partially_overturned", Span(*match.span("word"))
        return "upheld" if match["upheld"] else "overturned", Span(*match.span("word"))
    if match := _MEANING.search(source.folded, *cover):
        return _MEANINGS[match["word"]], Span(*match.span("word"))
    return None


def announcement_warnings(source: Source, cover: Span, items: Sequence[ParsedItem]) -> list[ParseWarning]:
    """A warning where the items as read do not come to what the cover announces."""
    outcomes = {item.outcome for item in items}
    announced = announced_outcome(source, cover)
    if announced is None or not outcomes or None in outcomes:
        return []
    together = outcomes.pop() if len(outcomes) == 1 else "partially_overturned"
    value, span = announced
    if value == together:
        return []
    words = source.words(*span)
    return [ParseWarning("announced_outcome_differs", f"The cover announces “{words}”, the items say otherwise.", span)]
