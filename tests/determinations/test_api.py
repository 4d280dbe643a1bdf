"""The JSON answer: the contract's keys, errors that name the parameter, pages, counted queries."""

from datetime import date

import pytest

from determinations import corpus, search
from determinations.search.query import DEEPEST_PAGE
from tests.builders import make_case, make_citation, make_item

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/decisions/"
QUERIES = 4  # decisions with their cases, body parts, citations, credentials


def get(client, **parameters):
    return client.get(ADDRESS, parameters).json()


def test_a_result_has_the_contract_s_keys_and_slugs(client):
    case = make_case(case_number="CM16-0900001", slug="cm16-0900001", decision_date=date(2016, 4, 24), age=47)
    item = make_item(case, body_parts=["lumbar-spine"], outcome="overturned", rationale="It is necessary.")
    make_citation(item, "odg-low-back")
    make_citation(item, "odg-low-back")
    make_citation(item, "mtus-acupuncture-2007", cited_by="claims-admin", source="MTUS")
    search.sync()
    answer = get(client)
    assert set(answer) == {
        "revision", "count", "cases", "overturned", "facets", "years", "results", "export", "next", "previous",
    }  # fmt: skip
    assert [answer[name] for name in ("revision", "count", "cases", "overturned")] == [corpus.current().number, 1, 1, 1]
    assert answer["years"] == [{"value": "2016", "label": "2016", "count": 1}]
    assert answer["results"] == [
        {
            "case": "cm16-0900001",
            "item": 1,
            "url": "http://testserver/cases/cm16-0900001/#item-1",
            "request": "Acupuncture, 6 visits",
            "outcome": "overturned",
            "category": "rehabilitation",
            "treatment": "acupuncture",
            "body_parts": ["lumbar-spine"],
            "guidelines": ["odg-low-back"],
            "cited_by_claims_admin": ["mtus-acupuncture-2007"],
            "specialties": ["occupational-medicine"],
            "decided": "2016-04-24",
            "age": 47,
            "sex": "female",
            "excerpt": "It is necessary.",
        }
    ]
    assert answer["facets"]["outcome"] == [{"value": "overturned", "label": "Overturned", "count": 1}]
    assert set(answer["facets"]) == {
        "category", "treatment", "drug", "outcome", "source", "topic", "guideline", "sides", "specialty", "body_part",
        "sex", "layout",
    }  # fmt: skip


def test_what_is_not_stated_is_null(client):
    make_item(make_case(decision_date=None, age=None, sex="", reviewer=None), treatment=None)
    search.sync()
    (result,) = get(client)["results"]
    assert [result[name] for name in ("category", "treatment", "decided", "age", "sex")] == [None] * 5
    assert result["specialties"] == []


WRONG = [
    ("colour=red", "colour", "an unknown parameter"),
    ("treatment=bloodletting", "treatment", "an unknown value"),
    ("outcome=upheld&outcome=won", "outcome", "one unknown value among known ones"),
    ("q=%22neck", "q", "a query that cannot be read"),
    ("decided_after=2016&decided_before=2015", "decided_before", "dates upside down"),
    ("decided_after=yesterday", "decided_after", "no date"),
    ("age_min=50&age_max=40", "age_max", "ages upside down"),
    ("age_min=old", "age_min", "no number"),
    ("page=0", "page", "no page"),
    ("page=x", "page", "no number either"),
    ("sort=best", "sort", "an unknown order"),
    ("cited_by=judge", "cited_by", "an unknown side"),
]


@pytest.mark.parametrize(("query", "parameter", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_parameter_is_400_and_named(client, query, parameter, reason):
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 400
    errors = response.json()["errors"]
    assert [error["parameter"] for error in errors] == [parameter]
    assert errors[0]["message"]


def test_pages_link_to_each_other_and_end(client):
    for _ in range(30):
        make_item()
    search.sync()
    first = get(client, outcome="upheld")
    assert (len(first["results"]), first["previous"]) == (25, None)
    second = client.get(first["next"]).json()
    assert (len(second["results"]), second["next"]) == (5, None)
    assert second["previous"] == "http://testserver/api/v1/decisions/?outcome=upheld"
    assert client.get(ADDRESS, {"page": 3}).status_code == 404


def test_an_empty_answer_is_no_error(client):
    search.sync()
    assert get(client, q="nothing")["results"] == []


def test_pages_end_where_the_export_is_cheaper_and_it_is_named(client):
    search.sync()
    assert client.get(ADDRESS, {"page": DEEPEST_PAGE}).status_code == 404
    response = client.get(ADDRESS, {"page": DEEPEST_PAGE + 1, "outcome": "upheld"})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["parameter"]) == (400, "page")
    assert error["message"].endswith("/decisions.jsonl?outcome=upheld")
    answer = get(client, outcome="upheld", page="1")
    assert answer["export"] == "http://testserver/decisions.jsonl?outcome=upheld"


def test_everything_wrong_is_named_at_once(client):
    errors = client.get(f"{ADDRESS}?colour=red&shade=dark&outcome=won&page=0").json()["errors"]
    assert [error["parameter"] for error in errors] == ["colour", "shade", "outcome", "page"]


def test_queries_do_not_grow_with_rows(client, django_assert_num_queries):
    for size in (1, 20):
        for _ in range(size):
            make_citation(make_item(body_parts=["neck"]))
        search.sync()
        with django_assert_num_queries(QUERIES):
            get(client, q="acupuncture")
