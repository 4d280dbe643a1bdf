"""The two sides' paragraphs and the rationale's label, of items whose headings are sentences.

'The Claims Administrator based its decision on …', 'The Physician Reviewer based his/her decision on …', 'The
Physician Reviewer's decision rationale:'. Rationales speak of both sides too: such a sentence counts only under
a heading, or after the side that stands before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.letters.layouts.items import CLAIMS_ADMIN, MAX_LABELS, RATIONALE, REVIEWER, Heading, Label, Labelled
from ingest.letters.layouts.numbered import Sentence, bare_headings, heading_above, undecided_above
from ingest.letters.text.lines import LINE_BREAK, Source, stops
from ingest.letters.text.sentences import ENDED

_NAME = re.compile(
    r"(?P<claims_admin>claims?\s++admin[a-z]*+)|(?P<reviewer>reviewer)|(?P<guideline>guidelines?\s*+:)"
    r"|(?P<rationale>rationale)"
)
_SAYS = re.compile(
    r"(?:['’`´]?s)?\s++(?:(?:has\s++|had\s++)?based|relied|cited|used|utili[sz]ed|referenced|applied"
    r"|(?:did|does|has|had)(?:\s++not|n['’]t)"
    r"|(?:(?:decision|denial|determination)\s++)?(?:is|was)\s++(?:not\s++)?based|found\s++(?:that\s++)?no\s"
    r"|(?:decision|denial|determination)\s++(?:cited|did|does|was|is)|(?:stated|provided|listed|gave|offered|noted|made)\s++no)"
)
_WORDS_BEFORE = {
    CLAIMS_ADMIN: re.compile(r"(?:\bthe\s+)?$"),
    REVIEWER: re.compile(r"(?:\bthe\s+(?:[a-z/-]+\s+){0,2}|\b(?:physician|expert|medical|professional|imr)\s+)?$"),
    RATIONALE: re.compile(r"(?:\bthe\s+)?(?:(?:\b[a-z/-]+\s+){0,2}reviewer\s?(?:['’`´]?s?)?\s+)?(?:\bdecision\s+)?$"),
}
_GUIDELINE_ROLE = re.compile(
    r"(?:(?P<claims_admin>(?:the\s+)?claims?\s+admin[a-z]*)|(?P<reviewer>maximus(?:\s+federal\s+services)?|imro?"
    r"|(?:the\s+)?(?:[a-z]+\s+)?reviewer))(?:['’`´]?s)?\s+$"
)
_LABEL_FOLLOWS = re.compile(r"\s?(?:['’`´]?s?)?\s++(?:guidelines?\b|(?:decision\s++)?rationale\b)")
_RATIONALE_END = re.compile(r"(?:\s++for\s++(?:the|his/her|its|this)\s++(?:decision|determination))?\s*+:")
_RATIONALE_LABEL = re.compile(
    r"\s*+(?:the\s+)?(?:(?:[a-z/-]+\s+){0,2}reviewer\s?(?:['’`´]?s?)?\s+)?decision\s+rationale\b\s*+[:.–—-]?"
)
_DENIAL = re.compile(r"\b(?:claims?\s+admin|utili[sz]ation\s+review|ur\b|denied|denial)")
_APART = 3_000  # characters between which a heading and its label are looked for
_NO_STOP = 1_000  # no heading has such a number
_BEFORE_SENTENCE = re.compile(r"(?:[.:;!?)\]\"”’]|\b(?:necessary|appropriate|mtus))$")
_ORDER = (CLAIMS_ADMIN, REVIEWER, RATIONALE)
_DECLARED = re.compile(r"\bpart\s++of\s++the\s++mtus\s*+\.")


class _Anchor(NamedTuple):
    """A place that may begin a part of an item. `sure`: it says what only such a part says."""

    label: Label
    sure: bool


@dataclass
class NumberedBlock(Labelled):
    """One item's places."""

    sentence: Sentence


def read_numbered(source: Source, start: int, end: int) -> tuple[list[NumberedBlock], bool]:
    """The items between two places, and whether there are more than are read."""
    blocks: list[NumberedBlock] = []
    anchors = list(_anchors(source, start, end))
    floor = start
    for place, anchor in enumerate(anchors):
        label = anchor.label
        current = blocks[-1].labels[-1].kind if blocks and blocks[-1].labels else None
        sentence = heading_above(source, floor, label.start, _next_number(blocks))
        follows = current is not None and _ORDER.index(current) < _ORDER.index(label.kind)
        if follows and not (sentence and sentence.number is not None):
            blocks[-1].labels.append(_whole_paragraph(source, blocks[-1].labels[-1], label))
        elif (sentence and _begins_item(source, anchors, place, sentence, blocks)) or (
            sentence := _heading_apart(source, anchor, floor, blocks)
            or _without_outcome(source, anchors, place, floor, blocks)
        ):
            _add_bare(source, blocks, floor, sentence.start, sentence.number)
            blocks.append(NumberedBlock(sentence, labels=[*_words_between(source, sentence, label), label]))
        else:
            continue
        floor = label.end if label.kind == RATIONALE else label.start
    _add_bare(source, blocks, floor, end, None)
    for block, stop in zip(blocks, stops((block.sentence.start for block in blocks), end), strict=True):
        _set_fields(source, block, stop)
    return blocks, len(anchors) >= MAX_LABELS


def _whole_paragraph(source: Source, above: Label, label: Label) -> Label:
    """A side's paragraph may begin with other words than its name ("The MTUS is silent. The Reviewer …")."""
    if label.kind == RATIONALE or (source.at_line_start(label.start) and label.end > label.start):
        return label
    for match in reversed(list(LINE_BREAK.finditer(source.clean, above.end, label.start))):
        if match.group().count("\n") > source.line_gap:
            ended = ENDED.search(source.clean[max(above.end, match.start() - 10) : match.start()].rstrip())
            return Label(label.kind, match.end(), match.end()) if ended and match.end() < label.start else label
    return label


def _next_number(blocks: list[NumberedBlock]) -> int:
    number = blocks[-1].sentence.number if blocks else 0
    return len(blocks) + 1 if number is None else number + 1


def _begins_item(
    source: Source, anchors: list[_Anchor], place: int, sentence: Sentence, blocks: list[NumberedBlock]
) -> bool:
    """Under a numbered sentence whatever comes; else words of a side's own, with more of the same item below."""
    label, sure = anchors[place]
    if sentence.number is not None:
        return True
    kinds = [anchor.label.kind for anchor in anchors[place : place + 3]]
    numbered = bool(blocks) and blocks[-1].sentence.number is not None
    if numbered and not source.at_line_start(sentence.start) and kinds != list(_ORDER):
        return False
    if label.kind == RATIONALE:
        return True
    following = anchors[place + 1].label.kind if place + 1 < len(anchors) else RATIONALE
    return sure and _ORDER.index(label.kind) < _ORDER.index(following)


def _heading_apart(source: Source, anchor: _Anchor, floor: int, blocks: list[NumberedBlock]) -> Sentence | None:
    """A numbered heading with other words between it and the label, of a side that is not named as usual."""
    if not anchor.sure:
        return None
    after = bool(blocks and blocks[-1].labels)
    base, end = max(floor, anchor.label.start - _APART), anchor.label.start
    found = bare_headings(source, base, end, _next_number(blocks), _NO_STOP, after_rationale=after)
    return found[-1] if found else None


def _words_between(source: Source, sentence: Sentence, label: Label) -> list[Label]:
    """A label for words between a heading and its first label: a side's, whose turn it is."""
    words = source.folded[sentence.end : label.start]
    if label.kind == CLAIMS_ADMIN or not words.strip(" \n\t.:;"):
        return []
    kind = CLAIMS_ADMIN if label.kind == REVIEWER or _DENIAL.search(words) else REVIEWER
    return [Label(kind, sentence.end, sentence.end)]


def _without_outcome(
    source: Source, anchors: list[_Anchor], place: int, floor: int, blocks: list[NumberedBlock]
) -> Sentence | None:
    """The heading of a label that no formula stands above: a numbered request, or none that can be told."""
    label, sure = anchors[place]
    if found := undecided_above(source, floor, label.start, _next_number(blocks)):
        return found if sure else None
    labelled = bool(blocks and blocks[-1].labels)
    whole = [anchor.label for anchor in anchors[place : place + 3] if anchor.sure]
    complete = (
        [each.kind for each in whole] == list(_ORDER)
        and source.at_line_start(label.start)
        and heading_above(source, label.start, whole[1].start, 0) is None
    )
    if complete or (sure and label.kind == RATIONALE) or (not labelled and sure):
        return Sentence(Heading(None, None, None), None, label.start, label.start)
    return None


def _add_bare(source: Source, blocks: list[NumberedBlock], floor: int, end: int, stop: int | None) -> None:
    """Headings without any label. In a letter without numbers they cannot be told from a rationale's words."""
    if blocks and blocks[-1].sentence.number is None:
        return
    rationale = bool(blocks and blocks[-1].labels)
    found = bare_headings(source, floor, end, _next_number(blocks), stop, after_rationale=rationale)
    blocks += [NumberedBlock(sentence) for sentence in found]


def _set_fields(source: Source, block: NumberedBlock, end: int) -> None:
    """Each label's text runs to the next one; without its label the rationale begins after a paragraph."""
    last = block.labels[-1] if block.labels else None
    if last is None or last.kind != RATIONALE:
        start = _paragraph_end(source, last.end, end) if last else block.sentence.end
        if source.trim(start, end):
            label = _RATIONALE_LABEL.match(source.folded, start, end)
            block.labels.append(Label(RATIONALE, start, label.end() if label else start))
    block.take_fields(end)


def _paragraph_end(source: Source, start: int, end: int) -> int:
    """Where the paragraph of a side ends: at a gap, after its declaration, at a line's end."""
    line_end = None
    for match in LINE_BREAK.finditer(source.clean, start, end):
        if not ENDED.search(source.clean[max(start, match.start() - 10) : match.start()].rstrip()):
            continue
        if match.group().count("\n") > source.line_gap:
            return match.start()
        line_end = line_end or match.start()
    if declared := _DECLARED.search(source.folded, start, end):
        return declared.end()
    return line_end or end


def _anchors(source: Source, start: int, end: int) -> Iterator[_Anchor]:
    count = 0
    for match in _NAME.finditer(source.folded, start, end):
        anchor = _anchor(source, start, match)
        if anchor and _begins_sentence(source, start, anchor.label.start):
            yield anchor
            count += 1
            if count == MAX_LABELS:
                return


def _anchor(source: Source, start: int, match: re.Match) -> _Anchor | None:
    kind = match.lastgroup
    before = source.folded[max(start, match.start() - 60) : match.start()]
    if kind == "guideline":
        role = _GUIDELINE_ROLE.search(before)
        return role and _Anchor(Label(role.lastgroup, match.start() - len(before) + role.start(), match.end()), True)
    place = match.start() - len(before) + _WORDS_BEFORE[kind].search(before).start()
    if kind != RATIONALE:
        if _LABEL_FOLLOWS.match(source.folded, match.end()):
            return None
        return _Anchor(Label(kind, place, place), bool(_SAYS.match(source.folded, match.end())))
    if colon := _RATIONALE_END.match(source.folded, match.end()):
        # What a rationale may say of itself inside a line is no label that begins an item.
        sure = source.at_line_start(place) or "reviewer" in source.folded[place : match.start()]
        return _Anchor(Label(kind, place, colon.end()), sure)
    named = place < match.start() and source.at_line_start(place) and source.at_line_end(match.end())
    return _Anchor(Label(kind, place, match.end()), True) if named else None


def _begins_sentence(source: Source, start: int, place: int) -> bool:
    """At a line's start, or with a capital where a sentence has ended."""
    if source.at_line_start(place):
        return True
    before = source.folded[max(start, place - 60) : place].rstrip()
    return source.clean[place].isupper() and (not before or bool(_BEFORE_SENTENCE.search(before)))
