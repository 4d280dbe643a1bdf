"""One letter's gold record beside what was read in it → every single comparison.

Only what the gold record holds is compared: a key it leaves out is not scored. A lost or invented item (or citation)
counts with each of its fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ingest.evaluation import fields
from ingest.evaluation.alignment import align
from ingest.evaluation.judging import Comparison, Verdict, answers, closest, judge, judge_many, slug, text_of, values

_EDGE = 8  # words of a rationale's start and end
Record = Mapping[str, Any]


def compare(gold: Record, found: Record | None) -> list[Comparison]:
    """Every comparison of one letter, in the table's order. `found` None: it could not be read, all is wrong."""
    compared = [*_facts(gold, found or {}), *_reviewer(gold, found or {}), *_items(gold, found or {})]
    letter, layout = gold["file"], text_of(gold.get("layout")) or "?"
    compared = [replace(each, file=letter, layout=layout) for each in compared]
    return compared if found is not None else [_failed(each) for each in compared]


def _failed(comparison: Comparison) -> Comparison:
    """Even what is rightly absent was not read; one line, the layout's, stands for the whole letter."""
    verdict = Verdict.WRONG if comparison.verdict is Verdict.ABSENT else comparison.verdict
    return replace(comparison, verdict=verdict, implied=comparison.field != "layout")


def _one(field: str, right: list[str | None], found: str | None, **where: Any) -> Comparison:
    return Comparison("", "", where.pop("place", ""), field, right[0], found, judge(right, found), **where)


def _many(field: str, gold: list[str], found: list[str], **where: Any) -> Iterator[Comparison]:
    place = where.pop("place", "")
    for one, other, verdict in judge_many(gold, found):
        yield Comparison("", "", place, field, one, other, verdict, element=one or other or "", **where)


def _facts(gold: Record, found: Record) -> Iterator[Comparison]:
    for field, (holder, key) in fields.LETTER_FIELDS.items():
        right, read = (each.get(holder) or {} if holder else each for each in (gold, found))
        if key in right:
            yield _one(field, answers(right, key), text_of(read.get(key)))


def _reviewer(gold: Record, found: Record) -> Iterator[Comparison]:
    right, read = gold.get("reviewer") or {}, found.get("reviewer") or {}
    for key in fields.REVIEWER_FIELDS:
        if key in right:
            listed = values(read.get(key))
            yield from _many(key, closest(right, key, listed), listed)


def _items(gold: Record, found: Record) -> Iterator[Comparison]:
    if "items" not in gold:
        return
    right, read = gold["items"], found.get("items") or []
    held = {key for item in right for key in item}
    scored = {key for item in right for side in fields.SIDES.values() for each in item.get(side, ()) for key in each}
    for left, other in align([_request(each) for each in right], [_request(each) for each in read]):
        one, two = None if left is None else right[left], None if other is None else read[other]
        place = f"item {left + 1}" if left is not None else "invented item"
        yield from _whole("items", one, two, "request", place=place)
        for each in _item(one, two, held if one is None else set(one), scored):
            sided = f", {each.place}" if each.place else ""
            yield replace(each, place=place + sided, implied=each.implied or one is None or two is None)


def _request(item: Record) -> str:
    return text_of(item.get("request")) or ""


def _whole(field: str, gold: Record | None, found: Record | None, key: str, **where: Any) -> Iterator[Comparison]:
    """Whether the thing itself was found, lost or invented. An invented one is known by what it says."""
    verdict = Verdict.MISSING if found is None else Verdict.EXTRA if gold is None else Verdict.RIGHT
    names = [None if each is None else text_of(each.get(key)) or "(nothing)" for each in (gold, found)]
    element = names[1] if gold is None else ""
    yield Comparison("", "", where.pop("place"), field, *names, verdict, element=element or "", **where)


def _item(gold: Record | None, found: Record | None, held: set[str], scored: set[str]) -> Iterator[Comparison]:
    gold, found = gold or {}, found or {}
    for field, key in fields.ITEM_FIELDS.items():
        if key in held:
            yield _one(field, answers(gold, key), text_of(found.get(key)))
    if "body_parts" in held:
        listed = values(found.get("body_parts"), slug)
        yield from _many("body parts", closest(gold, "body_parts", listed, slug), listed)
    for side, key in fields.SIDES.items():
        if key in held:
            yield from _citations(side, gold.get(key) or [], found.get(key) or [], scored)
    words = str(found.get("rationale") or "").split()
    for field, key in (("rationale start", "rationale_starts"), ("rationale end", "rationale_ends")):
        if key in held:
            right = answers(gold, key)
            yield _one(field, right, _edge(words, right, last=key == "rationale_ends"))


def _edge(words: list[str], right: list[str | None], *, last: bool) -> str | None:
    """As many words of the rationale's start or end as the gold answer has."""
    cuts = []
    for answer in right:
        count = len(answer.split()) if answer else _EDGE
        cuts.append(" ".join(words[-count:] if last else words[:count]) or None)
    return next((cut for cut, answer in zip(cuts, right, strict=True) if cut == answer), cuts[0])


def _citations(side: str, gold: list[Record], found: list[Record], scored: set[str]) -> Iterator[Comparison]:
    texts = [[text_of(each.get("text")) or "" for each in listed] for listed in (gold, found)]
    for left, other in align(*texts):
        one, two = None if left is None else gold[left], None if other is None else found[other]
        place = f"{side} {left + 1}" if left is not None else f"{side}, invented"
        yield from _whole("citations", one, two, "text", place=place, side=side)
        right, read = one or {}, two or {}
        for field, key in fields.CITATION_FIELDS.items():
            if key in (scored if one is None else right):
                lost = one is None or two is None
                where = {"place": place, "side": side, "implied": lost}
                yield _one(field, answers(right, key), text_of(read.get(key)), **where)
