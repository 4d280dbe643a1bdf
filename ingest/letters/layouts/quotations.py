"""Titles with outcomes that a rationale repeats from an earlier decision, told from the letter's own items."""

import re

from ingest.letters.layouts.outcomes import DECIDED, decides
from ingest.letters.record import Span
from ingest.letters.text.furniture import CASE_NUMBER
from ingest.letters.text.lines import Source, fold
from ingest.letters.text.sentences import is_complete

_OTHER_DECISION = re.compile(
    rf"\b{CASE_NUMBER}"
    r"|\b(?:prior|previous|earlier|former|another|other|last|recent|past)\b[^.]{0,80}"
    r"\b(?:determinations?|decisions?|imrs?|letters?|reviews?|rulings?|cases?|findings?)\b"
    r"|\b(?:determination|decision|imr|letter|ruling)\b[^.]{0,40}\b(?:dated|of \d|reads?|states?|stated|was|were)\b"
)
_ANNOUNCED = 300  # characters above a title in which a quotation is announced


def are_quoted(source: Source, floor: int, titles: list[Span], stop: int, *, cut_off: bool) -> bool:
    """Titles without a label of their own, between `floor` and `stop`: a quotation, or items that lost their labels?

    `floor` is where the rationale begins, `stop` where the next labelled title stands; `cut_off`: none does, and
    the letter may just break off. Quoted words are part of a text that goes on to its decision. In doubt they
    are items: a paragraph of its own after a rationale that has decided already, or before text that decides
    nothing, unless the words right above speak of another decision and the text goes on below.
    """
    decided = decides(source, titles[-1].end, stop)
    goes_on = is_complete(source.words(max(titles[-1].end, stop - 40), stop))
    if goes_on and _is_announced(source, floor, titles[0].start):
        return True
    if cut_off and not decided:
        return False
    return not any(
        _is_set_off(source, title.start) and (not decided or decides(source, floor, title.start)) for title in titles
    )


def _is_announced(source: Source, floor: int, title: int) -> bool:
    """The sentence right above leads up to what follows it, or names another decision."""
    above = fold(source.words(max(floor, title - _ANNOUNCED), title))
    sentence = above.rpartition(". ")[2]
    return sentence.endswith(":") or bool(_OTHER_DECISION.search(sentence))


def is_introduced(source: Source, floor: int, title: int) -> bool:
    """The sentence right above a title names another decision and leads up to it: "The IMR of 2014 reads:"."""
    above = fold(source.words(max(floor, title - _ANNOUNCED), title))
    return above.endswith(":") and bool(_OTHER_DECISION.search(above.rpartition(". ")[2]))


def _is_set_off(source: Source, offset: int) -> bool:
    """A gap between paragraphs stands above."""
    before = source.clean[max(0, offset - DECIDED) : offset]
    return before[len(before.rstrip()) :].count("\n") > source.line_gap
