"""On random rows and random choices the index's counts equal plain SQL's, facet by facet."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Count
from django.http import QueryDict

from determinations import search, vocabulary
from determinations.choices import Outcome, Sides
from determinations.filters import DecisionFilter
from determinations.models import Citation, DisputedItem, ReviewerCredential
from tests.builders import make_case, make_citation, make_item

pytestmark = pytest.mark.django_db

TREATMENTS = [(term.slug, term.category) for term in vocabulary.treatment_types()][:6]
GUIDELINES = [
    (slug, source)
    for slug, source in [(term.slug, term.source) for term in vocabulary.guidelines()]
    if slug in ("mtus", "acoem-elbow-2007", "acoem-elbow-2013", "acoem-shoulder-2016", "odg-pain")
]
DRUGS = ["hydrocodone-acetaminophen", "tramadol"]
SPECIALTIES = [term.slug for term in vocabulary.specialties()][:4]
BODY_PARTS = [term.slug for term in vocabulary.body_parts()][:4]
SEXES = ["female", "male", ""]
SIDES = ["reviewer", "claims-admin"]
CITED = {"guideline": "guideline__slug", "topic": "guideline__topic", "source": "source"}
VALUES = {
    "treatment": [slug for slug, _ in TREATMENTS],
    "category": sorted({category for _, category in TREATMENTS}),
    "outcome": Outcome.values,
    "guideline": [slug for slug, _ in GUIDELINES],
    "specialty": SPECIALTIES,
    "body_part": BODY_PARTS,
    "drug": DRUGS,
    "source": ["mtus", "acoem", "odg"],
    "topic": ["mtus", "elbow", "odg-pain"],
    "sides": Sides.values,
    "layout": ["final", "notice"],
    "sex": ["female", "male"],
}


def build(chance: random.Random, cases: int = 40) -> None:
    for _ in range(cases):
        case = make_case(
            specialties=tuple(sorted(chance.sample(SPECIALTIES, chance.randint(0, 2)))),
            age=chance.choice([None, *range(20, 30)]),
            sex=chance.choice(SEXES),
            layout=chance.choice(["final", "notice"]),
            decision_date=chance.choice([None, date(2015, 1, 1) + timedelta(days=chance.randrange(900))]),
        )
        for _ in range(chance.randint(1, 4)):
            treatment, category = chance.choice(TREATMENTS)
            item = make_item(
                case,
                treatment=chance.choice([treatment, treatment, None]),
                category=category,
                outcome=chance.choice(Outcome.values),
                drugs=chance.sample(DRUGS, chance.choice([0, 0, 1, 2])),
                body_parts=chance.sample(BODY_PARTS, chance.randint(0, 2)),
            )
            for _ in range(chance.randint(0, 3)):
                guideline, source = chance.choice(GUIDELINES)
                make_citation(item, guideline, source=source, cited_by=chance.choice(SIDES))


def draw(chance: random.Random) -> QueryDict:
    """A random choice: some facets with one or two values, sometimes a range."""
    params = QueryDict(mutable=True)
    for name in chance.sample(sorted(VALUES), chance.randint(0, 3)):
        params.setlist(name, chance.sample(VALUES[name], min(len(VALUES[name]), chance.randint(1, 2))))
    if chance.random() < 0.5:
        params["cited_by"] = chance.choice([*SIDES, "either"])
    if chance.random() < 0.3:
        params["age_min"] = str(chance.randrange(20, 30))
    if chance.random() < 0.3:
        params["decided_before"] = str(date(2015, 1, 1) + timedelta(days=chance.randrange(900)))
    return params


def chosen(params: QueryDict, without: str | None = None) -> DecisionFilter:
    params = params.copy()
    params.pop(without, None)
    found = DecisionFilter(params, queryset=DisputedItem.objects.all())
    assert found.is_valid(), found.errors
    return found


def by_sql(params: QueryDict, facet: str) -> dict[str, int]:
    """What each value of a facet would give, in plain SQL, its own choice left out."""
    items = DisputedItem.objects.filter(pk__in=chosen(params, without=facet).qs.values("pk"))
    if facet in CITED:
        side = params.get("cited_by", "reviewer")
        citations = Citation.objects.filter(item__in=items, guideline__isnull=False)
        citations = citations if side == "either" else citations.filter(cited_by=side)
        return Counter(slug.lower() for _, slug in set(citations.values_list("item", CITED[facet])))
    if facet == "sides":
        return Counter(sides_of(item) for item in items if sides_of(item))
    if facet == "specialty":
        named = ReviewerCredential.objects.filter(specialty__isnull=False).values_list("reviewer", "specialty__slug")
        reviewers = items.values_list("case__reviewer", flat=True)
        return Counter(slug for each in reviewers for reviewer, slug in set(named) if reviewer == each)
    column = {"treatment": "treatment__slug", "category": "category__slug", "outcome": "outcome",
              "body_part": "body_parts__slug", "sex": "case__sex", "drug": "drugs__slug",
              "layout": "case__letters__layout"}[facet]  # fmt: skip
    rows = items.order_by().values_list(column).annotate(Count("pk", distinct=True))
    return {value: count for value, count in rows if value}


def sides_of(item: DisputedItem) -> str:
    """Read from the decision's own citations, one by one."""
    cited = {side: {each.source for each in item.citations.all() if each.cited_by == side} for side in SIDES}
    if not all(cited.values()):
        return ""
    return Sides.SAME if cited["reviewer"] == cited["claims-admin"] else Sides.DIFFERENT


def years_by_sql(params: QueryDict) -> dict[str, int]:
    params = params.copy()
    params.pop("decided_after", None)
    params.pop("decided_before", None)
    return Counter(str(day.year) for day in chosen(params).qs.values_list("case__decision_date", flat=True) if day)


@pytest.mark.parametrize("seed", range(4))
def test_counts_equal_plain_sql(seed):
    chance = random.Random(seed)
    build(chance)
    search.sync()
    matched = 0
    for _ in range(25):
        params = draw(chance)
        query = chosen(params).search_query()
        answer, rows = search.search(query), chosen(params).qs
        assert answer.count == rows.count(), params
        assert answer.cases == rows.values("case").distinct().count(), params
        assert answer.overturned == rows.filter(outcome="overturned").count(), params
        assert {hit.item_id for hit in answer.hits} <= set(rows.values_list("pk", flat=True)), params
        for facet in VALUES:
            counts = {each.value: each.count for each in answer.facets[facet]}
            assert counts == by_sql(params, facet), (facet, params)
        assert {each.value: each.count for each in answer.years} == years_by_sql(params), params
        scanned = [pk for page in search.scan(query, size=7) for pk in page]
        assert sorted(scanned) == sorted(rows.values_list("pk", flat=True)), params
        assert scanned[:25] == [hit.item_id for hit in answer.hits], params
        window = search.window(query, 2, 3)
        assert [hit.item_id for hit in window] == scanned[1:4], params
        matched += answer.count
    assert matched > 200, "the choices must match something for this to say anything"
