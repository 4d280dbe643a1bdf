"""Where an item's title stands: it ends with its outcome, and begins where the text above it has come to an end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.letters.layouts.outcomes import OTHER_OUTCOME, OUTCOME, outcome_value
from ingest.letters.record import Span
from ingest.letters.text.lines import LINE_BREAK, Source
from ingest.letters.text.sentences import ABBREVIATED, ENDED

_OUTCOME_AT_LINE_END = re.compile(rf":\s*+(?P<outcome>{OUTCOME})[^\S\n]*+\.?[^\S\n]*+(?=\n|\Z)")
_AT_END = r"[)\]\"”'’]?\s*[.:;,]?$"
_OPENING = r"[(\[\"“'‘]?"
_OUTCOME_AT_END = re.compile(rf"(?P<lead>[:：–—-]\s*|\n\s*|(?<=\s)|(?=[(\[])){_OPENING}(?P<outcome>{OUTCOME}){_AT_END}")
_OTHER_AT_END = re.compile(rf"(?:[:：]\s*|\n\s*|(?=[(\[])){_OPENING}(?P<outcome>{OTHER_OUTCOME}){_AT_END}")
_UNKNOWN_OUTCOME = re.compile(r":\s*(?P<outcome>[A-Z][A-Za-z]+(?:\s[A-Za-z]+){0,2})\s*$")
_ITS_LABEL = re.compile(
    r"(?:\A|[\n:–—-])\s*(?:(?:imr|final|the)\s+){0,3}(?:decision|determination|outcome)\s*\Z", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*+(?P<space>\s++)")
_SPACED_LINE = re.compile(r"\n[^\S\n]+\n")
_SENTENCE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|not|no|should|would|could|will|cannot|must"
    r"|necessary|necessity|based"
    r"|cited|recommends?|recommended|states?|supports?|supported|requires?|exceeds?|upheld|overturned|denied"
    r"|above|therefore)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|does|did|would|could|states?|exceeds?)\b", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"rationale[^\n]{0,40}[:;]\Z")
_FORMULA = re.compile(r"medical(?:ly)?\s+necess(?:ary|ity)", re.IGNORECASE)
_NECESSARY_AT_END = re.compile(r"(?:necessary|appropriate|established|warranted|supported)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:issue|item)\s+(?:no\.?\s*|#\s*)?(\d{1,3})\s*[:.)–—-]|\(?(\d{1,3})[.)])\s+(?=\S)")
_BULLET = re.compile(r"(?:[•·▪●◦*☐☒☑\uf0b7\uf0a7]|[–—-](?=\s))\s*")
_GOES_ON = re.compile(r"[(\[]?[a-z]|[&,;)\]]")  # begins no title where the text above has not come to an end
_TITLE_LIMIT = 4_000  # characters above the first label in which a title is looked for
_LIKELY_TITLE = 600
_ABOVE = 400  # characters above a gap that tell what ends there
_NEXT_WORD = 40  # characters in which the next word begins
_TRIMMED = " \n:;,–—-"


class Heading(NamedTuple):
    """A title with its outcome. `value` is None where the title names none that we know."""

    request: Span | None
    outcome: Span | None
    value: str | None

    @property
    def place(self) -> Span | None:
        """From the title's first character to the outcome's last."""
        first, last = self.request or self.outcome, self.outcome or self.request
        return Span(first.start, last.end) if first else None


def stated_outcomes(source: Source, floor: int, end: int) -> list[Span]:
    """Outcomes that end a line after a colon, and stand in no sentence: each closes a title, or a quoted one."""
    return [
        Span(*match.span("outcome"))
        for match in _OUTCOME_AT_LINE_END.finditer(source.folded, floor, end)
        if source.clean[match.start("outcome")].isupper() and not _goes_on(source.clean, match.end())
    ]


def _goes_on(clean: str, end: int) -> bool:
    """A small letter after the outcome: the words stand in a sentence."""
    return clean[end : end + _NEXT_WORD].lstrip()[:1].islower()


def heading_before(source: Source, floor: int, outcome: Span) -> Heading:
    """The title that a stated outcome closes."""
    end = source.clean.rfind(":", floor, outcome.start)
    return Heading(_request(source, floor, end), outcome, outcome_value(source.words(*outcome)))


def heading_above(source: Source, floor: int, label: int) -> Heading:
    """The title right above a label, however its outcome is written, or missing."""
    end, outcome, known = _stated_above(source, floor, label)
    value = outcome_value(source.words(*outcome)) if outcome and known else None
    return Heading(_request(source, floor, end), outcome, value)


def outcome_above(source: Source, floor: int, label: int) -> Span | None:
    """The outcome of the title right above a label; the title itself need not be looked for."""
    return _stated_above(source, floor, label)[1]


def _stated_above(source: Source, floor: int, label: int) -> tuple[int, Span | None, bool]:
    """Where the title above a label ends, the outcome behind it, and whether that is one we know."""
    start = max(floor, label - 120)
    tail = source.clean[start:label].rstrip()
    folded = source.folded[start : start + len(tail)]
    if match := _outcome_at_end(tail, folded):
        return start + match.start(), Span(start + match.start("outcome"), start + match.end("outcome")), True
    if match := _UNKNOWN_OUTCOME.search(tail):
        return start + match.start(), Span(start + match.start("outcome"), start + match.end("outcome")), False
    return start + len(tail), None, False


def _outcome_at_end(tail: str, folded: str) -> re.Match | None:
    """The usual words after a sign or on a line of their own, or with a capital; other words always with one."""
    match = _OUTCOME_AT_END.search(folded)
    if match and (match["lead"].strip() or "\n" in match["lead"] or tail[match.start("outcome")].isupper()):
        return match
    match = _OTHER_AT_END.search(folded)
    return match if match and tail[match.start("outcome")].isupper() else None


def _request(source: Source, floor: int, end: int) -> Span | None:
    start = title_start(source, floor, end)
    span = source.trim(start, end)
    if span is None:
        return None
    words = source.clean[span.start : span.end]
    if label := _ITS_LABEL.search(words[-60:]):
        words = words[: len(words) - len(label.group())]
    words = words.rstrip(_TRIMMED)
    return Span(span.start, span.start + len(words)) if words else None


def without_number(source: Source, heading: Heading, place: int) -> Heading:
    """The title without a bullet or number in front, if it just counts the letter's items: "2. Cane" as the second."""
    if heading.request is None:
        return heading
    start, end = heading.request
    if bullet := _BULLET.match(source.folded, start, end):
        start = bullet.end()
    if (number := _NUMBER.match(source.folded, start, end)) and int(number[1] or number[2]) == place:
        start = number.end()
    return heading._replace(request=Span(start, end)) if start < end else heading


def title_start(source: Source, floor: int, end: int) -> int:
    """Where the title that ends at `end` begins.

    A gap wider than that between lines, or a page break, ends the search upwards, unless what stands above it is no
    finished sentence (a page break in mid title). Failing that, or if the block so found closes a rationale, the title
    begins after the last sentence.
    """
    base = max(floor, end - _TITLE_LIMIT)
    text = source.clean[base:end]
    labelled = _has_label(source, floor)
    gap = next(
        (
            match.end()
            for match in _breaks_upwards(text)
            if (_ends_page(source, base, match) and _is_prose_above(source, text, match.start(), labelled=labelled))
            or (_is_wide(source, match) and not _ends_page(source, base, match) and _is_break(source, text, match))
        ),
        0,
    )
    block = text[gap:]
    if len(block) <= _LIKELY_TITLE and not _FORMULA.search(block) and (gap or not labelled):
        return base + gap
    borders = [match for match in _SENTENCE_BREAK.finditer(text, gap) if _is_sentence_border(text, match)]
    if not (borders or gap) and labelled:
        return base + _last_line(source, text)
    return base + (borders[-1].end() if borders else gap)


def _breaks_upwards(text: str) -> Iterator[re.Match]:
    """The line breaks from the last one upwards, each with all the white space behind it."""
    end = len(text)
    while (last := text.rfind("\n", 0, end)) >= 0:
        end = text.index("\n", len(text[:last].rstrip()))
        yield LINE_BREAK.match(text, end)


def _has_label(source: Source, floor: int) -> bool:
    """A rationale begins at `floor`: the title cannot."""
    return bool(_AFTER_LABEL.search(source.folded[max(0, floor - 60) : floor]))


def _last_line(source: Source, text: str) -> int:
    """What is left of a rationale that ends like no sentence: the title is what is set off from it."""
    length = len(text.rstrip(" \n:–—-"))
    inside = [match for match in LINE_BREAK.finditer(text) if match.start() > 0 and match.end() < length]
    wide = [match for match in inside if _is_wide(source, match)]
    return (wide or inside)[-1].end() if inside else 0


def _is_wide(source: Source, match: re.Match) -> bool:
    return match.group().count("\n") > source.line_gap


def _ends_page(source: Source, base: int, match: re.Match) -> bool:
    """A form feed or page furniture stands in the gap."""
    gap = source.text[base + match.start() : base + match.end()]
    return "\f" in gap or not gap.isspace()


def _is_prose_above(source: Source, text: str, end: int, *, labelled: bool) -> bool:
    """What a page break follows is a rationale's end, and not the first half of a title."""
    above = text[max(0, end - 3 * _ABOVE) : end].rstrip()
    paragraph = _last_paragraph(source, above)
    sentence = _last_sentence(paragraph)
    if labelled and sentence == paragraph and len(paragraph) == len(text[:end].rstrip()):
        return True
    if ENDED.search(above[-9:]) and not _is_abbreviated(above):
        return bool(_SENTENCE_WORD.search(paragraph))
    if _GOES_ON.match(text[end:].lstrip()[:3]):
        return False
    return bool((_VERB if sentence == paragraph else _SENTENCE_WORD).search(sentence) or _FORMULA.search(sentence))


def _is_break(source: Source, text: str, match: re.Match) -> bool:
    """The gap ends a paragraph of prose, and is no page break in the middle of a title."""
    if not match.start():
        return False
    above = text[max(0, match.start() - _ABOVE) : match.start()].rstrip()
    sentence = _last_sentence(above)
    finished = bool(ENDED.search(above[-9:])) or bool(_NECESSARY_AT_END.search(above[-20:]))
    if text[match.end() :].strip(" :\n-") and _SPACED_LINE.search(match.group()):
        return (finished and not _is_abbreviated(above)) or bool(_SENTENCE_WORD.search(sentence))
    if not finished:
        return bool(_VERB.search(sentence)) and len(sentence.split()) > 4
    return bool(_SENTENCE_WORD.search(_last_paragraph(source, above)))


def _last_paragraph(source: Source, text: str) -> str:
    starts = [match.end() for match in LINE_BREAK.finditer(text) if _is_wide(source, match)]
    return text[starts[-1] :] if starts else text


def _is_abbreviated(text: str) -> bool:
    return bool(ABBREVIATED.search(text[-12:].lower()))


def _is_sentence_border(text: str, match: re.Match) -> bool:
    following = text[match.end() : match.end() + 1]
    if not (following.isupper() or following.isdigit() or following in ("(", "#", '"', "“")):
        return False
    start = match.start("space")
    if _is_abbreviated(text[max(0, match.start() - 12) : match.start()]):
        return False
    return bool(_SENTENCE_WORD.search(_last_sentence(text[max(0, start - _ABOVE) : start])))


def _last_sentence(text: str) -> str:
    starts = [match.end() for match in _SENTENCE_BREAK.finditer(text)]
    return text[starts[-1] :] if starts else text
