"""The disputed items of a letter: where each one's title, outcome, guideline fields and rationale stand.

An item is anchored by its labels (claims administrator's guideline, reviewer's guideline, decision rationale).
Its title is the shortest block of text above the first label that ends with the outcome.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.letters.lines import Source
from ingest.letters.outcomes import stated_necessity
from ingest.letters.quotations import are_quoted
from ingest.letters.record import Span
from ingest.letters.sentences import ABBREVIATED

CLAIMS_ADMIN, REVIEWER, RATIONALE = "claims_admin", "reviewer", "rationale"
MAX_LABELS = 60_000  # a letter has three for each of a handful of items; no more are read

_COLON = re.compile(r"guidelines?\s*+:|rationale\s*+:")
_ROLE = re.compile(
    r"(?:(?P<claims_admin>claims?\s+admin[a-z]*(?:['’]s)?)|(?P<reviewer>maximus(?:\s+federal\s+services)?|imro?"
    r"|(?:expert\s+|physician\s+)?reviewer(?:['’]s)?)|(?P<rationale>decision))\s+\Z"
)
_OUTCOME = r"(?:(?:partially|partly)\s+)?(?:up\s?held|uphold|over\s?turned|overturn)(?:,?\s+in\s+part)?"
_OUTCOME_AT_END = re.compile(rf"(?P<colon>[:\-–—]\s*|\n\s*|(?<=\s))(?P<outcome>{_OUTCOME})\s*[.:;]?$")
_OUTCOME_AT_LINE_END = re.compile(rf":\s*+(?P<outcome>{_OUTCOME})[^\S\n]*+\.?[^\S\n]*+(?=\n|\Z)")
_OTHER_OUTCOME = re.compile(r":\s*(?P<outcome>[A-Z][A-Za-z]+(?:\s[A-Za-z]+){0,2})\s*$")
_LINE_BREAK = re.compile(r"\n\s*+")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*+(?P<space>\s++)")
_SPACED_LINE = re.compile(r"\n[^\S\n]+\n")
_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
_SENTENCE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|not|no|should|would|could|will|cannot|must"
    r"|necessary|necessity|based"
    r"|cited|recommends?|recommended|states?|supports?|supported|requires?|exceeds?|upheld|overturned|denied"
    r"|above|therefore)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|does|did|would|could|states?|exceeds?)\b", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"rationale\s*+:\Z")
_FORMULA = re.compile(r"medical(?:ly)?\s+necess(?:ary|ity)", re.IGNORECASE)
_NECESSARY_AT_END = re.compile(r"(?:necessary|appropriate|established|warranted|supported)$", re.IGNORECASE)
_PROSE_BEFORE = re.compile(r"\b(?:the|an?|ur|its|his|her|their|this|that|of|in|to|and|or|prior|review)\s+$|['’]s\s+$")
_TITLE_LIMIT = 4_000  # characters above the first label in which a title is looked for
_LIKELY_TITLE = 600
_NEXT_WORD = 40  # characters in which the next word begins


class Label(NamedTuple):
    kind: str
    start: int
    end: int


class Heading(NamedTuple):
    """A title with its outcome. `outcome` is None where the title names none; `known` says if it is one we know."""

    request: Span | None
    outcome: Span | None
    value: str | None

    @property
    def place(self) -> Span | None:
        """From the title's first character to the outcome's last."""
        first, last = self.request or self.outcome, self.outcome or self.request
        return Span(first.start, last.end) if first else None


@dataclass
class ItemBlock:
    """One item's places. `fields` maps CLAIMS_ADMIN, REVIEWER and RATIONALE to what follows each label.

    `quoted` are titles of another decision that its rationale repeats.
    """

    heading: Heading
    labels: list[Label] = field(default_factory=list)
    fields: dict[str, Span] = field(default_factory=dict)
    quoted: list[Span] = field(default_factory=list)


def find_labels(source: Source, start: int) -> list[Label]:
    """The labels from `start` on, in order. In any case at a line's start, as printed inside a line."""
    labels: list[Label] = []
    for match in _COLON.finditer(source.folded, start):
        window = max(start, match.start() - 60)
        before = source.folded[window : match.start()]
        role = _ROLE.match(before, before.rfind("\n") + 1) or _ROLE.search(before)
        if role is None or (role.lastgroup == RATIONALE) != match.group().startswith("rationale"):
            continue
        place = window + role.start()
        if source.at_line_start(place) or _is_printed_label(source.clean, place):
            labels.append(Label(role.lastgroup, place, match.end()))
            if len(labels) == MAX_LABELS:
                break
    return labels


def _is_printed_label(clean: str, place: int) -> bool:
    """A label that other line breaks moved inside a line: with its capital, and no word of prose before it."""
    return clean[place].isupper() and not _PROSE_BEFORE.search(clean[max(0, place - 20) : place].lower())


def read_blocks(source: Source, start: int, end: int, labels: list[Label]) -> list[ItemBlock]:
    """The items between `start` and `end`, a title without any label included."""
    blocks: list[ItemBlock] = []
    floor = start
    for group in _groups(labels):
        headings = find_headings(source, floor, group[0].start, anchored=True)
        headings = _without_quoted(source, blocks, headings, floor, group[0].start, anchored=True)
        _end_last_field(blocks, floor, headings, group[0].start)
        blocks += [ItemBlock(heading) for heading in headings[:-1]]
        blocks.append(ItemBlock(headings[-1], group, _fields(group, group[-1].end)))
        floor = group[-1].end
    headings = find_headings(source, floor, end, anchored=False)
    headings = _without_quoted(source, blocks, headings, floor, end, anchored=False)
    _end_last_field(blocks, floor, headings, end)
    return blocks + [ItemBlock(heading) for heading in headings]


def _without_quoted(
    source: Source, blocks: list[ItemBlock], headings: list[Heading], floor: int, end: int, *, anchored: bool
) -> list[Heading]:
    """The titles but those that the rationale which begins at `floor` quotes; its block keeps note of these."""
    bare, labelled = (headings[:-1], headings[-1:]) if anchored else (headings, [])
    if not bare or not (blocks and blocks[-1].labels and blocks[-1].labels[-1].kind == RATIONALE):
        return headings
    places = [heading.place for heading in bare]
    stop = min([end, *(heading.place.start for heading in labelled if heading.place)])
    if not are_quoted(source, floor, places, stop, cut_off=not anchored):
        return headings
    blocks[-1].quoted += places
    return labelled


def _groups(labels: list[Label]) -> list[list[Label]]:
    """A label that cannot follow in the same item starts the next one."""
    order = (CLAIMS_ADMIN, REVIEWER, RATIONALE)
    groups: list[list[Label]] = []
    for label in labels:
        if groups and order.index(groups[-1][-1].kind) < order.index(label.kind):
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups


def _fields(group: list[Label], end: int) -> dict[str, Span]:
    ends = [*(label.start for label in group[1:]), end]
    return {label.kind: Span(label.end, stop) for label, stop in zip(group, ends, strict=True)}


def _end_last_field(blocks: list[ItemBlock], floor: int, headings: list[Heading], end: int) -> None:
    """The last field of the item before runs to the next title."""
    labelled = [block for block in blocks[-1:] if block.labels]
    if labelled:
        stop = min([end, *(heading.request.start for heading in headings if heading.request)])
        labelled[0].fields[labelled[0].labels[-1].kind] = Span(floor, stop)


def find_headings(source: Source, floor: int, end: int, *, anchored: bool) -> list[Heading]:
    """The titles between two places. `anchored`: the last one belongs to the label at `end`, found or not."""
    matches = [
        match
        for match in _OUTCOME_AT_LINE_END.finditer(source.folded, floor, end)
        if source.clean[match.start("outcome")].isupper() and not _goes_on(source.clean, match.end())
    ]
    headings: list[Heading] = []
    stop = end
    if anchored and (not matches or source.clean[matches[-1].end() : end].strip()):
        direct = _direct_heading(source, floor, end)
        if direct.outcome or not matches or _is_prose(source, matches[-1].end(), end):
            headings.append(direct)
            stop = direct.request.start if direct.request else end
    for match in reversed(matches):
        if match.start() < stop:
            headings.insert(0, _heading(source, floor, match.start(), Span(*match.span("outcome"))))
            stop = headings[0].request.start if headings[0].request else match.start()
    return headings


def _is_prose(source: Source, start: int, end: int) -> bool:
    """A rationale's words, and no guideline field that lost its label, between an outcome and the next label."""
    return stated_necessity(source.words(start, end)) is not None


def _goes_on(clean: str, end: int) -> bool:
    """A small letter after the outcome: the words stand in a sentence."""
    return clean[end : end + _NEXT_WORD].lstrip()[:1].islower()


def _direct_heading(source: Source, floor: int, end: int) -> Heading:
    """The title right above a label, its outcome written in some other way or missing."""
    start = max(floor, end - 120)
    tail = source.clean[start:end].rstrip()
    match = _OUTCOME_AT_END.search(tail.lower()) if len(tail.lower()) == len(tail) else None
    if match and (match["colon"].strip() or "\n" in match["colon"] or tail[match.start("outcome")].isupper()):
        span = Span(start + match.start("outcome"), start + match.end("outcome"))
        return _heading(source, floor, start + match.start(), span)
    match = _OTHER_OUTCOME.search(tail)
    if match:
        outcome = Span(start + match.start("outcome"), start + match.end("outcome"))
        return _heading(source, floor, start + match.start(), outcome)._replace(value=None)
    return Heading(_request(source, floor, start + len(tail)), None, None)


def _heading(source: Source, floor: int, end: int, outcome: Span) -> Heading:
    return Heading(_request(source, floor, end), outcome, outcome_value(source.words(*outcome)))


def outcome_value(words: str) -> str:
    """'Upheld', 'Overturned', 'Overturned in part', 'Partially Upheld', ... → the outcome."""
    words = words.lower()
    if "part" in words:
        return "partially_overturned"
    return "upheld" if words.startswith("up") else "overturned"


def _request(source: Source, floor: int, end: int) -> Span | None:
    start = title_start(source, floor, end)
    span = source.trim(start, end)
    if span is None:
        return None
    words = source.clean[span.start : span.end].rstrip(" \n:;,–—-")
    return Span(span.start, span.start + len(words)) if words else None


def title_start(source: Source, floor: int, end: int) -> int:
    """Where the title that ends at `end` begins.

    A gap wider than that between lines ends the search upwards, unless what stands above it is no finished
    sentence (a page break in mid title). Failing that, or if the block so found closes a rationale, the title
    begins after the last sentence.
    """
    base = max(floor, end - _TITLE_LIMIT)
    text = source.clean[base:end]
    breaks = list(_LINE_BREAK.finditer(text))
    gap = next(
        (match.end() for match in reversed(breaks) if _is_wide(source, match) and _is_break(source, text, match)), 0
    )
    block = text[gap:]
    if len(block) <= _LIKELY_TITLE and not _FORMULA.search(block) and (gap or not _has_label(source, floor)):
        return base + gap
    borders = [match for match in _SENTENCE_BREAK.finditer(text, gap) if _is_sentence_border(text, match)]
    if not (borders or gap) and _has_label(source, floor):
        return base + _last_line(source, text, breaks)
    return base + (borders[-1].end() if borders else gap)


def _has_label(source: Source, floor: int) -> bool:
    """A rationale begins at `floor`: the title cannot."""
    return bool(_AFTER_LABEL.search(source.folded[max(0, floor - 20) : floor]))


def _last_line(source: Source, text: str, breaks: list[re.Match]) -> int:
    """What is left of a rationale that ends like no sentence: the title is what is set off from it."""
    length = len(text.rstrip(" \n:–—-"))
    inside = [match for match in breaks if match.start() > 0 and match.end() < length]
    wide = [match for match in inside if _is_wide(source, match)]
    return (wide or inside)[-1].end() if inside else 0


def _is_wide(source: Source, match: re.Match) -> bool:
    return match.group().count("\n") > source.line_gap


def _is_break(source: Source, text: str, match: re.Match) -> bool:
    """The gap ends a paragraph of prose, and is no page break in the middle of a title."""
    if not match.start():
        return False
    above = text[max(0, match.start() - 400) : match.start()].rstrip()
    sentence = _last_sentence(above)
    finished = bool(_ENDED.search(above[-9:])) or bool(_NECESSARY_AT_END.search(above[-20:]))
    if text[match.end() :].strip(" :\n-") and _SPACED_LINE.search(match.group()):
        return finished or bool(_SENTENCE_WORD.search(sentence))
    if not finished:
        return bool(_VERB.search(sentence)) and len(sentence.split()) > 4
    return bool(_SENTENCE_WORD.search(_last_paragraph(source, above)))


def _last_paragraph(source: Source, text: str) -> str:
    starts = [match.end() for match in _LINE_BREAK.finditer(text) if _is_wide(source, match)]
    return text[starts[-1] :] if starts else text


def _is_sentence_border(text: str, match: re.Match) -> bool:
    following = text[match.end() : match.end() + 1]
    if not (following.isupper() or following.isdigit() or following in ("(", "#", '"', "“")):
        return False
    start = match.start("space")
    if ABBREVIATED.search(text[max(0, match.start() - 12) : match.start()].lower()):
        return False
    return bool(_SENTENCE_WORD.search(_last_sentence(text[max(0, start - 400) : start])))


def _last_sentence(text: str) -> str:
    starts = [match.end() for match in _SENTENCE_BREAK.finditer(text)]
    return text[starts[-1] :] if starts else text
