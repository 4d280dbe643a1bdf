"""A letter, and whatever humans may say its facts are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from determinations import vocabulary
from ingest.corrections.facts import CASE_FIELDS, ITEM_FIELDS
from ingest.corrections.values import OUTCOMES, PRIORITIES, SEXES, SOURCES, checked
from ingest.letters import parse
from tests.letter_text import item, letter

TEXT = letter(
    item("Acupuncture, 6 visits, left knee", "Overturned"), item("Tramadol 50mg #60"), item("MRI of the lumbar spine")
)
READ = parse(TEXT)


@dataclass(frozen=True)
class Human:
    item: int
    field: str
    value: Any
    request: str = ""


def human(place: int, field: str, value) -> Human:
    request = READ.items[place - 1].request if place else ""
    return Human(place, field, checked(place, field, value, TEXT), request)


def slugs(kind):
    return st.sampled_from([each.slug for each in getattr(vocabulary, kind)()])


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=60).filter(str.strip)
SPANS = st.just([]) | st.tuples(st.integers(0, 900), st.integers(1, 200)).map(lambda two: [two[0], two[0] + two[1]])
CITATIONS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(SOURCES),
            "within_mtus": st.booleans(),
            "guideline": st.none() | slugs("guidelines"),
            "text": TEXTS | st.just(READ.items[0].reviewer_citations[0].text),
            "pages": st.lists(TEXTS, max_size=2),
            "span": SPANS,
        }
    ),
    max_size=3,
)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str)
VALUES = {
    **{
        name: st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str)
        for name in CASE_FIELDS
        if "dates" in name
    },
    "age": st.none() | st.integers(0, 120),
    "sex": st.none() | st.sampled_from(SEXES),
    "priority": st.none() | st.sampled_from(PRIORITIES),
    "case_number": st.none() | st.integers(0, 9_999_999).map("CM16-{:07}".format),
    "summary": TEXTS | st.just(""),
    **{name: st.lists(TEXTS, max_size=3) for name in ("specialties", "subspecialties", "states")},
    "request": TEXTS | st.sampled_from([each.request for each in READ.items]),
    "outcome": st.sampled_from(OUTCOMES),
    "category": st.none() | slugs("categories"),
    "treatment_type": st.none() | slugs("treatment_types"),
    "body_parts": st.lists(slugs("body_parts"), max_size=3),
    "drugs": st.lists(slugs("drugs"), max_size=3),
    "rationale": TEXTS,
    "claims_admin_citations": CITATIONS,
    "reviewer_citations": CITATIONS,
}
FACTS = [(0, field) for field in CASE_FIELDS] + [(place, field) for place in (1, 2, 3) for field in ITEM_FIELDS]


@st.composite
def corrections(draw, most: int = 8) -> list[Human]:
    """Values for several facts of READ, each as it would be kept."""
    chosen = draw(st.lists(st.sampled_from(FACTS), unique=True, max_size=most))
    return [human(place, field, draw(VALUES[field])) for place, field in chosen]
