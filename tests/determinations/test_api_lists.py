"""Cases of a choice, counts without a list, every term of a kind, suggestions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from determinations import search, vocabulary
from determinations.api.terms import PARENTS
from determinations.filters import DecisionFilter
from determinations.search.query import SearchQuery
from tests.builders import make_case, make_citation, make_item
from tests.library import make_library

pytestmark = pytest.mark.django_db
LISTS = {
    "category": "categories", "treatment": "treatments", "drug": "drugs", "topic": "topics",
    "guideline": "guidelines", "specialty": "specialties", "body_part": "body-parts",
}  # fmt: skip


def get(client, what, **parameters):
    return client.get(f"/api/v1/{what}/", parameters).json()


def test_a_case_is_listed_once_with_those_of_its_decisions_that_match(client):
    case = make_case(slug="one", case_number="CM15-0000321")
    for outcome in ("overturned", "upheld", "overturned"):
        make_item(case, outcome=outcome)
    search.sync()
    answer = get(client, "cases", outcome="overturned")
    (found,) = answer["results"]
    assert (answer["count"], answer["cases"], answer["overturned"]) == (2, 1, 2)
    assert (found["case"], found["outcome"], found["decisions"], found["found"]) == ("one", "mixed", 3, [1, 3])
    assert client.get(found["api_url"]).json()["case"] == "one"


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_pages_of_cases_hold_each_case_once_in_the_order_of_decisions(client, sort):
    make_library(60)
    address, cases = f"/api/v1/cases/?q=functional&sort={sort}", []
    while address:
        answer = client.get(address).json()
        cases += [each["case"] for each in answer["results"]]
        address = answer["next"]
    ranked, page = [], f"/api/v1/decisions/?q=functional&sort={sort}"
    while page:
        answer = client.get(page).json()
        ranked += [each["case"] for each in answer["results"]]
        page = answer["next"]
    assert cases == list(dict.fromkeys(ranked))
    assert len(cases) == answer["cases"] == 60
    assert client.get(f"/api/v1/cases/?q=functional&sort={sort}&page=4").status_code == 404


@given(outcome=st.sampled_from(["upheld", "overturned"]), size=st.integers(1, 7), page=st.integers(1, 12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_page_of_cases_is_a_slice_of_all(outcome, size, page, library):
    whole = search.cases(SearchQuery(outcome=(outcome,), page_size=1_000))
    found = search.cases(SearchQuery(outcome=(outcome,), page=page, page_size=size))
    first = (page - 1) * size
    assert list(found.found.items()) == list(whole.found.items())[first : first + size]
    assert sum(map(len, whole.found.values())) == whole.counted.count
    assert len(whole.found) == whole.counted.cases


@pytest.fixture
def library():
    make_library(20)


def test_before_the_first_index_there_are_no_cases(client):
    answer = get(client, "cases")
    assert (answer["count"], answer["results"], answer["facets"]["outcome"]) == (0, [], [])


def test_counts_are_those_of_the_list(client, library):
    counts, listed = (get(client, what, outcome="upheld", decided_after="2014") for what in ("facets", "decisions"))
    assert counts == {name: listed[name] for name in counts}
    assert set(listed) - set(counts) == {"results", "export", "next", "previous"}


@pytest.mark.parametrize("name", ["sort", "page"])
def test_counts_have_neither_order_nor_pages(client, name):
    response = client.get("/api/v1/facets/", {name: "1"})
    assert [error["parameter"] for error in response.json()["errors"]] == [name]


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_has_every_value_of_its_parameter_with_the_counts_of_decisions(client, library, kind):
    results = get(client, LISTS[kind])["results"]
    assert {each["slug"] for each in results} == set(dict(DecisionFilter.base_filters[kind].field.choices))
    counts = [each["count"] for each in results]
    assert counts == sorted(counts, reverse=True)
    first = results[0]
    decisions = get(client, "decisions", **{kind: first["slug"]})
    assert (decisions["count"], decisions["overturned"]) == (first["count"], first["overturned"])
    assert first["overturned_share"] == pytest.approx(first["overturned"] / first["count"], abs=1e-4)
    low, high = first["overturned_interval"]
    assert low <= first["overturned_share"] <= high
    assert results[-1]["count"] or results[-1]["overturned_share"] is None
    assert set(PARENTS[kind]) <= set(first)


@pytest.mark.parametrize("kind", ["category", "treatment", "guideline", "specialty"])
def test_a_listed_term_leads_to_its_page(client, library, kind):
    assert client.get(get(client, LISTS[kind])["results"][0]["page_url"]).status_code == 200


def test_terms_name_their_parents(client):
    def of(kind: str, slug: str) -> dict:
        return next(each for each in get(client, LISTS[kind])["results"] if each["slug"] == slug)

    assert of("treatment", "acupuncture")["category"] == "rehabilitation"
    assert of("drug", "hydrocodone-acetaminophen")["treatment"] == "opioid"
    assert "Norco" in of("drug", "hydrocodone-acetaminophen")["brands"]
    knee = of("guideline", "acoem-knee-2004")
    assert (knee["source"], knee["edition"]) == ("ACOEM", "2004")
    assert knee["topic"] in {topic.slug for topic in vocabulary.topics()}


def test_suggestions_lead_to_decisions(client):
    make_citation(make_item(drugs=["hydrocodone-acetaminophen"]))
    search.sync()
    (found,) = get(client, "autocomplete", q="norco")["results"]
    assert found == {
        "kind": "drug",
        "kind_label": "Drug",
        "value": "hydrocodone-acetaminophen",
        "label": "Hydrocodone/acetaminophen",
        "matched": "Norco",
        "count": 1,
        "url": "http://testserver/decisions/?drug=hydrocodone-acetaminophen",
    }


@pytest.mark.parametrize(("query", "status"), [("", 200), ("q=", 200), ("q=a&q=a", 200), ("q=a&q=b", 400)])
def test_what_is_typed_may_be_blank_but_not_two_things(client, query, status):
    assert client.get(f"/api/v1/autocomplete/?{query}").status_code == status


def test_no_more_is_completed_than_anybody_types(client):
    response = client.get("/api/v1/autocomplete/", {"q": "a" * 101})
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "q")
