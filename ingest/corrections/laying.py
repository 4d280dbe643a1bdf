"""Corrections laid over a letter as it was read. Pure.

What hangs on a fact follows it: a corrected request is read anew, warnings that are true no more go and new ones come,
and a fact keeps its passage only where the human's value stands in it too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from determinations.vocabulary import classify_request, find_drugs, find_sites
from ingest.corrections.facts import (
    CASE_FIELDS,
    CITATIONS,
    ITEM_FIELDS,
    Json,
    case_fact,
    item_fact,
    request_key,
    short,
    with_case_fact,
    with_item_fact,
)
from ingest.corrections.passages import kept_citations, kept_span
from ingest.corrections.private import private_words
from ingest.learned.laying import NOTHING, Learned
from ingest.letters.assembly import item_warnings, reviewer_warnings
from ingest.letters.checks import check
from ingest.letters.facts.quantities import find_quantity
from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning

NOT_APPLIED = "correction_not_applied"
_STATED = {  # what was noticed as missing, and is missing no more once a human has said it
    "dates.injury": "missing_injury_date",
    "dates.decision": "no_decision_date",
    "age": "missing_age",
    "sex": "missing_sex",
}
_SHOWN = 80  # characters of a request in a warning


class Human(Protocol):
    """A correction: `item` is 0 for the case, `request` the decision's request as it was read then."""

    item: int
    field: str
    value: Json
    request: str


class Found(NamedTuple):
    """A correction in a letter: the place of its decision there (None: it is lost), and what was read instead."""

    correction: Human
    item: int | None
    read: Json = None


class Laid(NamedTuple):
    """The letter with the humans' values, and what became of each correction."""

    letter: ParsedLetter
    found: tuple[Found, ...] = ()


def corrected(letter: ParsedLetter, corrections: Sequence[Human], text: str = "") -> ParsedLetter:
    """The letter with these values; `text` is its own. Laid over again they change nothing."""
    return lay(letter, corrections, text).letter


def lay(letter: ParsedLetter, corrections: Sequence[Human], text: str = "", learned: Learned = NOTHING) -> Laid:
    """The same, telling what was read where. What is `learned` lies over the letter already; corrected requests are
    read by it too."""
    if not corrections:
        return Laid(letter)
    homes = _homes(letter.items, corrections)
    found = [Found(each, None) for each, home in homes if home is None]
    changed, seen = _case(letter, [each for each, home in homes if home == 0], text)
    found += seen
    items = list(letter.items)
    for place in sorted({home for _, home in homes if home}):
        own = [each for each, home in homes if home == place]
        items[place - 1], seen = _item(letter, place, own, text, learned)
        found += seen
    changed = replace(changed, items=tuple(items))
    warnings = tuple(_warnings(letter, changed, found, text))
    return Laid(replace(changed, warnings=warnings), tuple(found))


def _homes(items: Sequence[ParsedItem], corrections: Sequence[Human]) -> list[tuple[Human, int | None]]:
    """Each correction with the place of its decision: where it was, or else the only other one with its request.

    Of two that would meet in one fact the one that has not moved stays; the other is lost.
    """
    requests = [request_key(item.request) for item in items]
    renamed = {
        (each.item, request_key(each.request)): request_key(each.value)
        for each in corrections
        if each.field == "request"
    }
    found = [(each, _home(each, requests, renamed)) for each in corrections]
    taken: dict[tuple[int, str], Human] = {}
    for each, home in sorted(found, key=lambda pair: pair[1] != pair[0].item):
        if home is not None:
            taken.setdefault((home, each.field), each)
    return [(each, home if home is not None and taken[home, each.field] is each else None) for each, home in found]


def _home(correction: Human, requests: list[str], renamed: dict[tuple[int, str], str]) -> int | None:
    if correction.item == 0:
        return 0
    wanted = request_key(correction.request)
    names = {wanted, renamed.get((correction.item, wanted), wanted)}
    if correction.item <= len(requests) and requests[correction.item - 1] in names:
        return correction.item
    others = [place for place, request in enumerate(requests, start=1) if request == wanted]
    return others[0] if len(others) == 1 else None


def _case(letter: ParsedLetter, corrections: Iterable[Human], text: str) -> tuple[ParsedLetter, list[Found]]:
    changed, spans, found = letter, dict(letter.spans), []
    for each in sorted(corrections, key=lambda each: CASE_FIELDS.index(each.field)):
        read, name = case_fact(letter, each.field), short(each.field)
        found.append(Found(each, 0, read))
        changed = with_case_fact(changed, each.field, each.value)
        if span := kept_span(each.field, each.value, read, spans.pop(name, None), text):
            spans[name] = span
    names = {short(each.correction.field) for each in found}
    supplied = tuple(name for name in letter.supplied if name not in names)
    return replace(changed, spans=spans, supplied=supplied), found


def _item(
    letter: ParsedLetter, place: int, corrections: Iterable[Human], text: str, learned: Learned
) -> tuple[ParsedItem, list[Found]]:
    read = letter.items[place - 1]
    changed, base, found = read, read, []
    for each in sorted(corrections, key=lambda each: ITEM_FIELDS.index(each.field)):
        found.append(Found(each, place, item_fact(base, each.field)))
        changed = with_item_fact(changed, each.field, each.value)
        if each.field == "request":
            changed = base = _read_anew(changed, read, learned, keep_kind="category" in letter.supplied)
        changed = _placed(changed, read, each.field, text)
    if (changed.request, changed.category) != (base.request, base.category):
        changed = replace(changed, quantity=find_quantity(changed.request, changed.category))
    return changed, found


def _read_anew(item: ParsedItem, read: ParsedItem, learned: Learned, *, keep_kind: bool) -> ParsedItem:
    """What a corrected request asks for. Where its words do not say it, what a list says of it stays."""
    if request_key(item.request) == request_key(read.request):
        return item
    sites = find_sites(item.request)
    by_vocabulary = classify_request(item.request)
    kind = by_vocabulary or learned.classify(item.request)
    keep_kind = keep_kind and not item.learned
    category, treatment = (item.category, item.treatment_type) if keep_kind and not kind else (None, None)
    if kind:
        category, treatment = kind.category, kind.treatment_type
    return replace(
        item,
        category=category,
        treatment_type=treatment,
        body_parts=tuple(dict.fromkeys(site.body_part for site in sites)),
        sites=sites,
        drugs=find_drugs(item.request),
        quantity=find_quantity(item.request, category),
        learned=kind.words if kind and not by_vocabulary else "",
    )


def _placed(item: ParsedItem, read: ParsedItem, field: str, text: str) -> ParsedItem:
    """With the place of a corrected fact only where its value stands there."""
    if field in CITATIONS:
        placed = kept_citations(getattr(item, field), getattr(read, field), text)
        return replace(item, **{field: tuple(replace(each, span=span) for each, span in placed)})
    if field not in item.spans:
        return item
    span = kept_span(field, item_fact(item, field), item_fact(read, field), item.spans[field], text)
    others = {name: place for name, place in item.spans.items() if name != field}
    return replace(item, spans=others | ({field: span} if span else {}))


def _warnings(read: ParsedLetter, changed: ParsedLetter, found: Sequence[Found], text: str) -> Iterator[ParseWarning]:
    """Those of the reading that hold still, and what is noticed only now."""
    before, after = _noticed(read), _noticed(changed)
    stated = {
        _STATED[each.correction.field]
        for each in found
        if each.item == 0 and each.correction.field in _STATED and each.correction.value is not None
    }
    gone = {each for each in before if each not in after}
    kept = [each for each in read.warnings if each not in gone and each.code not in stated]
    lost = (_not_applied(each.correction) for each in found if each.item is None)
    written = [(each.item, each.correction.field, each.correction.value) for each in found if each.item is not None]
    private = private_words(written, text)
    yield from kept
    yield from dict.fromkeys(each for each in (*after, *lost, *private) if each not in before and each not in kept)


def _noticed(letter: ParsedLetter) -> list[ParseWarning]:
    """All that is noticed of the facts alone."""
    found = [*check(letter), *reviewer_warnings(letter.reviewer)]
    return found + [warning for item in letter.items for warning in item_warnings(item)]


def _not_applied(correction: Human) -> ParseWarning:
    about = " ".join(correction.request.split())[:_SHOWN]
    message = f"A correction by staff ({correction.field}) was not applied: no single decision on “{about}” was found."
    return ParseWarning(NOT_APPLIED, message)
