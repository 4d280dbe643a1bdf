"""What the lists of words show of each: examples, a proposed term, who taught it, what it decides."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from determinations.models import DisputedItem
from determinations.vocabulary import label
from ingest.learned.checking import known_as
from ingest.learned.laying import REQUEST
from ingest.learned.proposing import Proposal, propose
from ingest.learned.touching import counts
from ingest.learned.unknown import Group
from ingest.models import Wording


class GroupRow(NamedTuple):
    group: Group
    examples: list[DisputedItem]
    proposal: Proposal | None


class WordingRow(NamedTuple):
    """`name` of its term, blank for none; `known_as`: the vocabulary knows the words itself by now, as this.

    `gone`: the vocabulary has no such term any more.
    """

    wording: Wording
    name: str
    count: int
    known_as: str
    gone: bool


def group_rows(kind: str, groups: Sequence[Group]) -> list[GroupRow]:
    """Two queries."""
    proposed = propose(kind, [each.words for each in groups])
    shown = decisions(key for each in groups for key in each.examples)
    return [
        GroupRow(each, [shown[key] for key in each.examples if key in shown], proposed.get(each.words))
        for each in groups
    ]


def wording_rows(kind: str, wordings: Sequence[Wording]) -> list[WordingRow]:
    """One query."""
    counted = counts(kind, [each.words for each in wordings if each.term])
    return [
        WordingRow(each, name, counted.get(each.words, 0), known_as(kind, each.words), bool(each.term) and not name)
        for each in wordings
        for name in [term_name(kind, each.term)]
    ]


def decisions(keys: Iterable[int]) -> dict[int, DisputedItem]:
    """With their cases, by key."""
    return DisputedItem.objects.select_related("case").in_bulk(list(keys))


def term_name(kind: str, term: str) -> str:
    """Blank where there is no such term."""
    try:
        return label("treatment" if kind == REQUEST else "guideline", term)
    except KeyError:
        return ""
