"""Titles with outcomes that a rationale repeats from an earlier decision, told from the letter's own items."""

from ingest.letters.lines import Source
from ingest.letters.outcomes import is_finished
from ingest.letters.record import Span

_DECIDED = 600  # characters in which the end of a passage tells whether it has come to a decision


def are_quoted(source: Source, floor: int, titles: list[Span], stop: int, *, cut_off: bool) -> bool:
    """Titles without a label of their own, between `floor` and `stop`: a quotation, or items that lost their labels?

    `floor` is where the rationale begins, `stop` where the next labelled title stands; `cut_off`: none does, and
    the letter may just break off. Quoted words are part of a text that goes on to its decision. In doubt they
    are items: a paragraph of its own after a rationale that has decided already, or before text that decides
    nothing.
    """
    decided = _decides(source, titles[-1].end, stop)
    if cut_off and not decided:
        return False
    return not any(
        _is_set_off(source, title.start) and (not decided or _decides(source, floor, title.start)) for title in titles
    )


def _decides(source: Source, start: int, end: int) -> bool:
    return is_finished(source.words(max(start, end - _DECIDED), end)) if start < end else False


def _is_set_off(source: Source, offset: int) -> bool:
    """A gap between paragraphs stands above."""
    before = source.clean[max(0, offset - _DECIDED) : offset]
    return before[len(before.rstrip()) :].count("\n") > source.line_gap
