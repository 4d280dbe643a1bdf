"""The order of results by score: what is about the words typed comes before what only holds them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from determinations import search
from determinations.search.language import MAX_PREFIXES, parse_text
from determinations.search.query import NEWEST, RELEVANCE, SearchQuery
from determinations.search.weights import PLAIN
from determinations.search.widening import widened
from tests.builders import make_case, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OTHER = {"treatment": "office-visit", "category": "evaluation-and-management"}


def ranked(text: str, *weights, sort: str = RELEVANCE) -> list[int]:
    asked = SearchQuery(words=widened(parse_text(text)), sort=sort)
    return [hit.item_id for hit in search.window(asked, 1, 100, *weights)]


@pytest.mark.parametrize(
    ("text", "sought", "other", "reason"),
    [
        (
            "acupuncture functional improvement",
            {"request": "Acupuncture, 6 visits", "rationale": "No functional improvement."},
            OTHER | {"request": "Visit", "rationale": "Acupuncture, acupuncture: functional improvement functional."},
            "the treatment named is the one disputed",
        ),
        (
            "norco taper",
            {"request": "Hydrocodone/APAP #60", "drugs": ["hydrocodone-acetaminophen"], "rationale": "A taper."}
            | {"treatment": "opioid", "category": "pharmaceuticals"},
            OTHER | {"request": "Visit to plan the taper", "rationale": "He takes Norco, and Norco needs a taper."},
            "the drug named is the one disputed, under any of its names",
        ),
        (
            "lumbar visit",
            OTHER | {"request": "Visit", "rationale": "The lumbar spine hurts.", "body_parts": ["lumbar-spine"]},
            OTHER | {"request": "Visit", "rationale": "The lumbar spine hurts.", "body_parts": ["knee"]},
            "the part of the body named",
        ),
        (
            "shower chair",
            OTHER | {"request": "Shower chair for the bath of the tall man"},
            OTHER | {"request": "Chair that stands beside the bath or shower"},
            "the words stand together in the request",
        ),
        (
            "CM15-0044444",
            OTHER | {"request": "Visit", "case": "CM15-0044444"},
            OTHER | {"request": "CM15-0044444 CM15-0044444", "rationale": "As decided in CM15-0044444."},
            "the case itself before what speaks of it",
        ),
    ],
)
def test_what_is_sought_comes_first(text, sought, other, reason):
    """The other one is newer and stored later, so that only the score can put it second."""
    items = []
    for facts in (sought, other):
        number = {"case_number": facts["case"]} if "case" in facts else {}
        items.append(make_item(make_case(**number), **{key: value for key, value in facts.items() if key != "case"}))
    search.sync()
    assert ranked(text) == [items[0].pk, items[1].pk], reason


@pytest.fixture
def few(db):
    make_item(request="Acupuncture trial, lumbar spine", rationale="Norco failed. Pain remains.")
    make_item(request="Norco 10/325 #60", rationale="No taper.", drugs=["hydrocodone-acetaminophen"])
    make_item(request="MRI lumbar spine", rationale="No red flags, no acupuncture.", **OTHER)
    make_item(request="Shoulder arthroscopy with physical therapy", rationale="Pain after a fall.", **OTHER)
    search.sync()


WORDS = st.sampled_from(["norco", "lumbar", "pain", "acupuncture", "MRI", "spine", '"red flags"', "therap*", "10/325"])
TEXTS = st.recursive(
    WORDS,
    lambda inner: st.tuples(inner, st.sampled_from([" ", " OR ", " -"]), inner).map("({0[0]}{0[1]}{0[2]})".format),
)


@given(text=TEXTS.filter(lambda text: text.count("*") <= MAX_PREFIXES))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_weights_never_change_what_is_found(few, text):
    by_date = sorted(ranked(text, sort=NEWEST))
    assert sorted(ranked(text)) == sorted(ranked(text, PLAIN)) == by_date
