"""Which decisions a wording touches: those it would decide, and those it decided so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from determinations.models import Citation, Correction, DisputedItem
from determinations.vocabulary.words import plain_text
from ingest.corrections.facts import CITATIONS
from ingest.learned.laying import CITATION, REQUEST, Learned, Taught, hints

_OF_REQUESTS = ("request", "category", "treatment_type")


@dataclass(slots=True)
class Touched:
    """`cases` are to be read again; of the decisions in `items` the wording decides something."""

    cases: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)


def touched(known: Learned, now: Taught | None, before: Taught | None = None, since: int | None = None) -> Touched:
    """What changes when `now` stands in place of `before`; `known` is all that is learned then.

    `since`: only of cases that a later corpus revision touched. Looks at every decision that nothing else decides.
    """
    found = Touched()
    if now and now.term:
        sure = hints(now.kind, now.words)
        for case, item, text in _undecided(now.kind, since):
            if _has(text, sure) and known.find(now.kind, text) == now:
                found.cases.add(case)
                found.items.add(item)
    if before and before.term:
        found.cases |= set(_since(_decided(before), before.kind, since).values_list(_case(before.kind), flat=True))
    wordings = [each for each in (now, before) if each and each.term]
    found.cases |= set(_corrected(Learned(wordings), wordings[0].kind, since)) if wordings else set()
    return found


def counts(kind: str, words: Iterable[str]) -> dict[str, int]:
    """How many decisions each of these wordings of a kind decides something of. One query."""
    rows = _model(kind).filter(learned__in=list(words)).exclude(learned="").order_by().values("learned")
    counted = rows.annotate(decisions=Count("pk" if kind == REQUEST else "item", distinct=True))
    return dict(counted.values_list("learned", "decisions"))


def _has(text: str, words: tuple[str, ...]) -> bool:
    plain = plain_text(text)
    return all(word in plain for word in words)


def _decided(wording: Taught) -> QuerySet:
    """The second condition names the rows that the index holds."""
    return _model(wording.kind).filter(learned=wording.words).exclude(learned="").order_by()


def _undecided(kind: str, since: int | None) -> Iterator[tuple[int, int, str]]:
    """Case, decision and words of all that the vocabulary names nothing in."""
    rows = _model(kind).order_by()
    known, text = ("treatment", "request") if kind == REQUEST else ("guideline", "text")
    item = "pk" if kind == REQUEST else "item"
    for some in (rows.filter(**{known: None}), rows.exclude(learned="")):
        yield from _since(some, kind, since).values_list(_case(kind), item, text).iterator(chunk_size=5_000)


def _corrected(known: Learned, kind: str, since: int | None) -> Iterator[int]:
    """Cases where a human corrected just what these words decide: what is read beneath is noted with the correction."""
    corrections = Correction.objects.order_by()
    if since is not None:
        corrections = corrections.filter(case__revision__gt=since)
    if kind == REQUEST:
        rows = corrections.filter(field__in=_OF_REQUESTS)
        for case, request, name, value in rows.values_list("case", "request", "field", "value").iterator():
            texts = (request, value) if name == "request" else (request,)
            if any(known.find(REQUEST, each) for each in texts):
                yield case
        return
    for case, read in corrections.filter(field__in=CITATIONS).values_list("case", "read").iterator():
        if any(known.find(CITATION, each["text"]) for each in read or ()):
            yield case


def _model(kind: str) -> QuerySet:
    return DisputedItem.objects.all() if kind == REQUEST else Citation.objects.all()


def _case(kind: str) -> str:
    return "case" if kind == REQUEST else "item__case"


def _since(rows: QuerySet, kind: str, since: int | None) -> QuerySet:
    return rows if since is None else rows.filter(**{f"{_case(kind)}__revision__gt": since})
