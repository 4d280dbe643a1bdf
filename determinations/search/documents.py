"""Rows → index documents: one for each decision, with what its case and reviewer say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b
from operator import attrgetter

import tantivy
from django.db.models import Model

from determinations.choices import CitedBy, Sides
from determinations.models import Case, Citation, DisputedItem, Letter, ReviewerCredential
from determinations.search import schema
from determinations.search.casenumbers import case_key

_EPOCH = date(1970, 1, 1).toordinal()
_NO_DATE = 0xFFFF  # sorts after every day up to the year 2149
_MAX_POSITION = 0x1FFF
_MAX_PUBLISHED, _MAX_LETTER = (1 << 26) - 1, (1 << 25) - 1


@dataclass(frozen=True, slots=True)
class Cited:
    """What one side cited: slugs, each once and in order of the alphabet."""

    guideline: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    def __or__(self, other: "Cited") -> "Cited":
        return Cited(*(_once((*ours, *theirs)) for ours, theirs in zip(self.kinds(), other.kinds(), strict=True)))

    def kinds(self) -> tuple[tuple[str, ...], ...]:
        return self.guideline, self.topic, self.source


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """All the index knows of one decision. Days are counted from 1970-01-01; slugs as in the rows."""

    item_id: int
    case_id: int
    position: int
    case_number: str | None
    leads_case: bool
    is_crowded: bool
    decided: int | None
    age: int | None
    sex: str
    outcome: str
    category: str | None
    treatment: str | None
    body_parts: tuple[str, ...]
    drugs: tuple[str, ...]
    specialties: tuple[str, ...]
    layout: str | None
    letter_id: int
    published: int
    by_reviewer: Cited
    by_claims_admin: Cited
    request: str
    rationale: str
    summary: str
    guideline_text: str

    @property
    def digest(self) -> int:
        """64 bits that differ when anything the index knows differs."""
        values = tuple(each.kinds() if isinstance(each, Cited) else each for each in _values(self))
        return int.from_bytes(blake2b(repr(values).encode(), digest_size=8).digest(), "big")

    def as_tantivy(self, schema: tantivy.Schema) -> tantivy.Document:
        return tantivy.Document.from_dict({name: values for name, values in self._fields() if values}, schema)

    @property
    def year(self) -> str | None:
        """Of the decision."""
        return None if self.decided is None else str(date.fromordinal(self.decided + _EPOCH).year)

    @property
    def sides(self) -> str | None:
        """Whether both sides went by the same sources; None where one of them cited none."""
        ours, theirs = self.by_reviewer.source, self.by_claims_admin.source
        if not ours or not theirs:
            return None
        return Sides.SAME if ours == theirs else Sides.DIFFERENT

    def _fields(self) -> Iterator[tuple[str, list]]:
        yield "item_id", [self.item_id]
        yield "case_id", [self.case_id]
        yield "digest", [self.digest]
        yield "leads_case", [self.leads_case]
        yield self._tally()
        yield "case_key", _some(case_key(self.case_number or ""))
        yield "newest_key", [self._order(-1 if self.decided is None else self.decided)]
        yield "oldest_key", [self._order(_NO_DATE if self.decided is None else self.decided, oldest=True)]
        yield "added_key", [self._added()]
        yield "decided", _some(self.decided)
        yield "age", _some(self.age)
        yield from self._slugs()
        for name in schema.TEXT_FIELDS:
            text = _some(getattr(self, name))
            yield name, text
            yield schema.exact(name), text

    def _slugs(self) -> Iterator[tuple[str, list]]:
        for name in ("year", "sex", "outcome", "category", "treatment", "layout", "sides"):
            yield name, _some(getattr(self, name))
        yield "body_part", list(self.body_parts)
        yield "drug", list(self.drugs)
        yield "specialty", list(self.specialties)
        sides = {"reviewer": self.by_reviewer, "claims_admin": self.by_claims_admin}
        sides["either"] = self.by_reviewer | self.by_claims_admin
        for by, cited in sides.items():
            for kind in ("guideline", "topic", "source"):
                yield f"{kind}_{by}", list(getattr(cited, kind))

    def _tally(self) -> tuple[str, list]:
        """One in the digit of this case; a case of more decisions than a digit counts is counted otherwise."""
        if self.is_crowded:
            return "crowded", [True]
        field, digit = divmod(self.case_id % schema.TALLY_CASES, schema.TALLY_DIGITS)
        return schema.TALLY_FIELDS[field], [16**digit]

    def _order(self, day: int, *, oldest: bool = False) -> int:
        """One number that sorts by day, then case, then position: 16, 34 and 13 bits.

        Read downwards for the newest first (positions are turned round, so that they still rise) and upwards
        for the oldest first; undated cases come last either way.
        """
        position = min(self.position, _MAX_POSITION)
        days = min(max(day + 1, 0), _NO_DATE)
        return (days << 47) | (self.case_id << 13) | (position if oldest else _MAX_POSITION - position)

    def _added(self) -> int:
        """One number that sorts by when the words in force became public, then letter, then position: 26, 25 and 13
        bits, read downwards. New words for a case known long ago are new here too, and words held become so when
        they are released.
        """
        order = (min(self.published, _MAX_PUBLISHED) << 25) | (self.letter_id & _MAX_LETTER)
        return (order << 13) | (_MAX_POSITION - min(self.position, _MAX_POSITION))


_values = attrgetter(*(field.name for field in fields(ItemDocument)))


def _some(value) -> list:
    return [] if value is None or value == "" else [value]


def documents(case_ids: Iterable[int]) -> Iterator[ItemDocument]:
    """The documents of those of these cases that are public, in seven queries however many they are."""
    case_ids = list(case_ids)
    cases = {row[0]: row[1:] for row in _case_rows(case_ids)}
    specialties = _specialties({row[-1] for row in cases.values()})
    body_parts = _linked(DisputedItem.body_parts.through, "bodypart__slug", case_ids)
    drugs = _linked(DisputedItem.drugs.through, "drug__slug", case_ids)
    letters = {case_id: row for case_id, *row in _letters(case_ids)}
    citations = _citations(case_ids)
    led: set[int] = set()
    rows = list(_item_rows(case_ids))
    sizes = Counter(row[1] for row in rows)
    for pk, case_id, position, request, outcome, rationale, category, treatment in rows:
        if case_id not in cases:  # not public, or removed between two queries: its tombstone is on its way
            continue
        number, decision_date, age, sex, summary, reviewer_id = cases[case_id]
        cited = citations[pk]
        letter_id, layout, published = letters.get(case_id, (0, None, 0))
        yield ItemDocument(
            item_id=pk,
            case_id=case_id,
            position=position,
            case_number=number,
            leads_case=case_id not in led,
            is_crowded=sizes[case_id] > schema.TALLY_MOST,
            decided=decision_date.toordinal() - _EPOCH if decision_date else None,
            age=age,
            sex=sex,
            outcome=outcome,
            category=category,
            treatment=treatment,
            body_parts=_once(body_parts[pk]),
            drugs=_once(drugs[pk]),
            specialties=specialties[reviewer_id],
            layout=layout,
            letter_id=letter_id,
            published=published,
            by_reviewer=_cited(cited, CitedBy.REVIEWER),
            by_claims_admin=_cited(cited, CitedBy.CLAIMS_ADMIN),
            request=request,
            rationale=rationale,
            summary=summary,
            guideline_text="\n".join(row[-1] for row in cited),
        )
        led.add(case_id)


def day_number(day: date) -> int:
    """The day as the index counts it."""
    return day.toordinal() - _EPOCH


def _cited(rows: list[tuple], by: str) -> Cited:
    ours = [row for row in rows if row[0] == by]
    return Cited(
        guideline=_once(slug for _, slug, _, _, _ in ours if slug),
        topic=_once(topic for _, _, topic, _, _ in ours if topic),
        source=_once(source.lower() for _, _, _, source, _ in ours),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _case_rows(case_ids: list[int]):
    return (
        Case.objects.public()
        .filter(pk__in=case_ids)
        .values_list("pk", "case_number", "decision_date", "age", "sex", "summary", "reviewer_id")
    )


def _item_rows(case_ids: list[int]):
    return (
        DisputedItem.objects.filter(case_id__in=case_ids)
        .order_by("case_id", "position")
        .values_list(
            "pk", "case_id", "position", "request", "outcome", "rationale", "category__slug", "treatment__slug"
        )
    )


def _specialties(reviewer_ids: set[int | None]) -> dict[int | None, tuple[str, ...]]:
    found = defaultdict(set)
    rows = ReviewerCredential.objects.filter(reviewer_id__in=reviewer_ids - {None}, specialty__isnull=False)
    for reviewer_id, slug in rows.values_list("reviewer_id", "specialty__slug"):
        found[reviewer_id].add(slug)
    return defaultdict(tuple, {reviewer_id: tuple(sorted(slugs)) for reviewer_id, slugs in found.items()})


def _letters(case_ids: list[int]):
    """Each case with the letter in force: its key and its layout."""
    return Letter.objects.filter(case_id__in=case_ids, superseded_at=None).values_list(
        "case_id", "pk", "layout", "published"
    )


def _linked(through: type[Model], slug: str, case_ids: list[int]) -> dict[int, list[str]]:
    """Decision → the slugs of the terms it is linked to."""
    found = defaultdict(list)
    rows = through.objects.filter(disputeditem__case_id__in=case_ids)
    for item_id, value in rows.values_list("disputeditem_id", slug):
        found[item_id].append(value)
    return found


def _citations(case_ids: list[int]) -> dict[int, list[tuple]]:
    """Decision → (cited by, guideline, topic, source, text) of each citation, in order."""
    found = defaultdict(list)
    rows = Citation.objects.filter(item__case_id__in=case_ids).order_by("item_id", "cited_by", "position")
    for item_id, *row in rows.values_list(
        "item_id", "cited_by", "guideline__slug", "guideline__topic", "source", "text"
    ):
        found[item_id].append(tuple(row))
    return found
