"""Facets, chips and ways out, derived from filter and answer."""

import pytest
from django.http import QueryDict

from determinations import search
from determinations.filters import DecisionFilter
from determinations.panel import LEADING, chips, panel, relief, sorts
from determinations.search.answer import FacetCount, SearchAnswer
from tests.builders import make_case, make_item
from tests.library import TREATMENTS


def chosen(query: str) -> DecisionFilter:
    return DecisionFilter(QueryDict(query))


def panel_of(query: str, **facets):
    counts = {name: tuple(FacetCount(*each) for each in values) for name, values in facets.items()}
    answer = SearchAnswer(revision=1, count=1, cases=1, overturned=0, facets=counts)
    return panel(chosen(query), answer, "/decisions/")


def facet(query: str, name: str, **facets):
    return next(each for each in panel_of(query, **facets).facets if each.name == name)


def test_ticked_options_come_first_and_stay_at_zero():
    found = facet("treatment=mri", "treatment", treatment=[("acupuncture", 9), ("opioid", 3)])
    assert [(each.value, each.count, each.ticked) for each in found.options] == [
        ("mri", 0, True),
        ("acupuncture", 9, False),
        ("opioid", 3, False),
    ]
    assert found.active == 1
    assert found.is_open


def test_legal_words_come_with_their_plain_meaning():
    found = facet("outcome=upheld", "outcome", outcome=[("overturned", 3), ("upheld", 2)])
    assert {each.label: each.meaning for each in found.options} == {
        "Upheld": "denial stands",
        "Overturned": "treatment approved",
    }
    assert [(each.value, each.meaning) for each in chips(chosen("outcome=upheld&sex=male"), "/")] == [
        ("Upheld", "denial stands"),
        ("Male", ""),
    ]


def test_of_many_options_the_first_are_shown_and_never_fewer_than_are_ticked():
    counts = [(slug, 10 - place) for place, (slug, _) in enumerate(TREATMENTS)]
    few = facet("", "treatment", treatment=counts)
    assert (few.shown, len(few.options)) == (LEADING, len(counts))
    everything = "&".join(f"treatment={slug}" for slug, _ in counts)
    assert facet(everything, "treatment", treatment=counts).shown == len(counts)


SEX, MALE = "Worker’s sex", "/decisions/?sex=male"
CHIPS = [
    ("q=neck+pain", [("Words: neck pain", "/decisions/")], "what was typed"),
    ("outcome=overturned&sort=oldest&page=2", [("Outcome: Overturned", "/decisions/?sort=oldest")], "order is none"),
    ("sex=male&sex=female", [(f"{SEX}: Male", "/decisions/?sex=female"), (f"{SEX}: Female", MALE)], "each"),
    ("decided_after=2015", [("Decided from: 2015", "/decisions/")], "a date as it was typed"),
    ("age_max=40", [("Age to: 40", "/decisions/")], "an age"),
    ("outcome=won", [("Outcome: won", "/decisions/")], "what is wrong can be taken out"),
    ("cited_by=reviewer", [], "the default is no choice"),
    ("cited_by=either", [("Guideline cited by: Either side", "/decisions/")], "another one is"),
    ("q=&treatment=", [], "empty fields are none"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected", "reason"), CHIPS)
def test_chips(query, expected, reason):
    found = [(f"{chip.label}: {chip.value}", chip.url) for chip in chips(chosen(query), "/decisions/")]
    assert found == expected, reason


def test_every_choice_but_order_and_page_has_a_chip():
    """A parameter added to the filter later gets its chip by itself."""
    values = {"outcome": "upheld", "sex": "male", "cited_by": "either", "sort": "oldest", "page": "2"}
    for name in DecisionFilter.base_filters:
        found = list(chips(chosen(f"{name}={values.get(name, '1')}"), "/decisions/"))
        assert len(found) == (name not in ("sort", "page")), name


def test_the_summary_names_a_few_choices():
    assert panel_of("q=neck&outcome=upheld").summary == "neck, Upheld"
    assert panel_of("age_max=40&decided_after=2015").summary == "decided from 2015, age to 40"
    assert panel_of("q=neck&outcome=upheld&outcome=overturned&sex=male&age_min=20").summary.endswith("and 1 more")


def test_an_invalid_choice_lists_what_is_ticked_and_counts_nothing():
    found = panel(chosen("outcome=upheld&outcome=won&age_min=x"), None, "/decisions/")
    outcome = next(each for each in found.facets if each.name == "outcome")
    assert [(each.value, each.count) for each in outcome.options] == [("upheld", None), ("won", None)]
    assert [each.name for each in found.problems] == ["outcome", "age_min"]
    assert found.ranges[1].is_open


def test_the_best_match_is_offered_for_words_only():
    assert [each.label for each in sorts(chosen(""), "/")] == ["Newest first", "Oldest first"]
    found = sorts(chosen("q=neck&page=3"), "/")
    assert [(each.label, each.is_current) for each in found][-1] == ("Best match", True)
    assert found[0].url == "/?q=neck&sort=newest"


def test_the_order_marked_is_the_one_used():
    """Without words nothing matches better: asked for the best match, the newest come first."""
    assert [each.label for each in sorts(chosen("sort=relevance"), "/") if each.is_current] == ["Newest first"]
    assert [each.label for each in sorts(chosen("sort=oldest"), "/") if each.is_current] == ["Oldest first"]


@pytest.mark.django_db
def test_relief_offers_the_choice_that_brings_most_back():
    make_item(make_case(sex="female", age=30))
    make_item(make_case(sex="female", age=30))
    make_item(make_case(sex="male", age=70))
    search.sync()
    found = relief(chosen("sex=female&age_min=60"), "/decisions/")
    assert (found.label, found.value, found.count, found.url) == ("Age from", "60", 2, "/decisions/?sex=female")


@pytest.mark.django_db
def test_relief_takes_all_values_of_a_facet_out_together():
    make_item()
    search.sync()
    found = relief(chosen("treatment=mri&treatment=opioid"), "/decisions/")
    assert (found.value, found.url, found.count) == ("MRI or Opioids", "/decisions/", 1)


@pytest.mark.django_db
def test_no_relief_where_no_single_choice_helps():
    make_item()
    search.sync()
    assert relief(chosen("treatment=mri&sex=male"), "/decisions/") is None
