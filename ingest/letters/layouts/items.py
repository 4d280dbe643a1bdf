"""The disputed items of a letter: where each one's title, outcome, guideline fields and rationale stand.

An item is anchored by its labels (claims administrator's guideline, reviewer's guideline, decision rationale).
Its title is the shortest block of text above the first label that ends with the outcome.
"""

import re
from dataclasses import dataclass, field

from ingest.letters.coverage import Part
from ingest.letters.layouts.labels import CLAIMS_ADMIN, MAX_LABELS, RATIONALE, REVIEWER, Label, find_labels
from ingest.letters.layouts.outcomes import outcome_value, stated_necessity
from ingest.letters.layouts.quotations import are_quoted, is_introduced
from ingest.letters.layouts.titles import (
    Heading,
    heading_above,
    heading_before,
    outcome_above,
    stated_outcomes,
    title_start,
    without_number,
)
from ingest.letters.record import Span
from ingest.letters.text.lines import Source, stops

__all__ = [
    "CLAIMS_ADMIN", "MAX_ITEMS", "MAX_LABELS", "RATIONALE", "REVIEWER", "Heading", "ItemBlock", "Label", "Labelled",
    "find_labels",
    "outcome_value", "read_blocks", "title_start",
]  # fmt: skip

_ORDER = (CLAIMS_ADMIN, REVIEWER, RATIONALE)
_CLOSING_SIGNS = re.compile(r"[)\]\"”'’.:;,]{1,3}(?!\w)")
_MOST_LABELS = 12  # of one item
MAX_ITEMS = 1_000  # a letter has some dozens; no more are read


@dataclass(kw_only=True)
class Labelled:
    """One item's labels. `fields` maps CLAIMS_ADMIN, REVIEWER and RATIONALE to what follows each such label.

    `repeated` is what follows a label that stands there once more.
    """

    labels: list[Label] = field(default_factory=list)
    fields: dict[str, Span] = field(default_factory=dict)
    repeated: list[tuple[str, Span]] = field(default_factory=list)

    def passages(self, kind: str) -> list[Span]:
        """What follows each label of a kind, in order."""
        first = [self.fields[kind]] if kind in self.fields else []
        return first + [span for other, span in self.repeated if other == kind]

    def take_fields(self, end: int) -> None:
        """Each field runs to the next label, the last one to `end`."""
        self.fields, self.repeated = {}, []
        for label, stop in zip(self.labels, stops((label.start for label in self.labels), end), strict=True):
            if label.kind in self.fields:
                self.repeated.append((label.kind, Span(label.end, stop)))
            else:
                self.fields[label.kind] = Span(label.end, stop)

    def label_parts(self) -> list[Part]:
        """Each label with what follows it."""
        ends = {span.start: span.end for label in self.labels for span in self.passages(label.kind)}
        return [Part(label.kind, Span(label.start, ends[label.end])) for label in self.labels]


@dataclass
class ItemBlock(Labelled):
    """One item's places. `quoted` are titles of another decision that the rationale repeats.

    `place` is the whole title, its number and outcome included.
    """

    heading: Heading
    quoted: list[Span] = field(default_factory=list)
    place: Span | None = None


def read_blocks(source: Source, start: int, end: int, labels: list[Label], *, first: int = 1) -> list[ItemBlock]:
    """The items between `start` and `end`, a title without any label included. `first` is the number of the first."""
    blocks = _blocks(source, start, end, labels)
    for number, block in enumerate(blocks, first):
        block.place = _with_closing_signs(source, block.heading.place)
        block.heading = without_number(source, block.heading, number)
    return blocks


def _with_closing_signs(source: Source, place: Span | None) -> Span | None:
    """The whole title with the bracket, quotation mark or point behind its outcome."""
    signs = _CLOSING_SIGNS.match(source.clean, place.end) if place else None
    return Span(place.start, signs.end()) if signs else place


def _blocks(source: Source, floor: int, end: int, labels: list[Label]) -> list[ItemBlock]:
    blocks: list[ItemBlock] = []
    for group in _groups(source, labels):
        if len(blocks) >= MAX_ITEMS:
            _end_last_field(blocks, [], group[0].start)
            return blocks
        headings = _headings(source, floor, group[0].start, anchored=True)
        if _is_introduced(source, blocks, headings[-1].place, floor):
            blocks[-1].quoted += [heading.place for heading in headings]
            floor = group[-1].end
            continue
        headings = _without_quoted(source, blocks, headings, floor, group[0].start, anchored=True)
        _end_last_field(blocks, headings, group[0].start)
        blocks += [ItemBlock(heading) for heading in headings[:-1]]
        blocks.append(ItemBlock(headings[-1], labels=group))
        floor = group[-1].end
    headings = _headings(source, floor, end, anchored=False)
    headings = _without_quoted(source, blocks, headings, floor, end, anchored=False)
    _end_last_field(blocks, headings, end)
    return blocks + [ItemBlock(heading) for heading in headings]


def _is_introduced(source: Source, blocks: list[ItemBlock], title: Span | None, floor: int) -> bool:
    """The rationale above goes over into another decision, which it quotes with its labels."""
    within = bool(blocks and blocks[-1].labels and blocks[-1].labels[-1].kind == RATIONALE)
    return within and title is not None and is_introduced(source, floor, title.start)


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


def _groups(source: Source, labels: list[Label]) -> list[list[Label]]:
    """The labels of each item: one that cannot follow in the same item starts the next."""
    groups: list[list[Label]] = []
    for label in labels:
        if groups and _belongs(source, groups[-1], label):
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups


def _belongs(source: Source, group: list[Label], label: Label) -> bool:
    """In the usual order always; a reviewer's guideline once more, or the two sides swapped, if no title comes between.

    Nothing follows a rationale.
    """
    last = group[-1].kind
    if last == RATIONALE or _ORDER.index(last) < _ORDER.index(label.kind):
        return last != RATIONALE
    if last != REVIEWER or len(group) == _MOST_LABELS or label.kind in {CLAIMS_ADMIN} & {each.kind for each in group}:
        return False
    between = group[-1].end, label.start
    return not stated_outcomes(source, *between) and outcome_above(source, *between) is None


def _end_last_field(blocks: list[ItemBlock], headings: list[Heading], end: int) -> None:
    """The last field of the item before runs to the next title."""
    if blocks and blocks[-1].labels:
        blocks[-1].take_fields(min([end, *(heading.place.start for heading in headings if heading.place)]))


def _headings(source: Source, floor: int, end: int, *, anchored: bool) -> list[Heading]:
    """The titles between two places. `anchored`: the last one belongs to the label at `end`, found or not."""
    outcomes = stated_outcomes(source, floor, end)[:MAX_ITEMS]
    headings: list[Heading] = []
    stop = end
    if anchored and (not outcomes or source.clean[outcomes[-1].end : end].strip(" .\n")):
        above = heading_above(source, floor, end)
        if above.outcome or not outcomes or _is_prose(source, outcomes[-1].end, end):
            headings.append(above)
            stop = above.request.start if above.request else end
    found: list[Heading] = []
    floors = [floor, *(outcome.end for outcome in outcomes)]
    for outcome, above in zip(reversed(outcomes), floors[-2::-1], strict=True):
        if outcome.start < stop:
            found.append(heading_before(source, above, outcome))
            stop = found[-1].request.start if found[-1].request else outcome.start
    return found[::-1] + headings


def _is_prose(source: Source, start: int, end: int) -> bool:
    """A rationale's words, and no guideline field that lost its label, between an outcome and the next label."""
    return stated_necessity(source.words(start, end)) is not None
