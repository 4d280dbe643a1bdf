"""From a list to a case, on to its neighbours, and back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import corpus, search
from tests.builders import make_case, make_item
from tests.determinations.test_views import CASE_QUERIES
from tests.library import make_library
from tests.page import Page

pytestmark = pytest.mark.django_db


TRAIL_QUERIES = 1  # the decision with those beside it
NAV = 'nav[aria-label="Results of the search"]'


@pytest.fixture
def get(client):
    return lambda url: Page(client.get(url, follow=True))


@pytest.fixture
def cases():
    """Three cases, the newest first; the middle one has two decisions, and one that no search for men finds."""
    made = [make_case(slug=f"case-{year}", sex="male", decision_date=date(year, 1, 1)) for year in (2017, 2016, 2015)]
    for case in (made[0], made[1], made[1], made[2]):
        make_item(case, request=f"Acupuncture {case.slug}")
    make_item(make_case(sex="female"))
    search.sync()
    return made


def test_one_walks_through_all_results_and_back(get, cases):
    page = get("/decisions/?sex=male&page=")
    url = page.links(".decision a")["Acupuncture case-2017"]
    assert url == "/cases/case-2017/?sex=male&at=1#item-1"
    walked = []
    while url:
        walked.append(url)
        page = get(url)
        url = page.links(NAV + " a").get("Next decision")
    assert walked == [
        "/cases/case-2017/?sex=male&at=1#item-1",
        "/cases/case-2016/?sex=male&at=2#item-1",
        "/cases/case-2016/?sex=male&at=3#item-2",
        "/cases/case-2015/?sex=male&at=4#item-1",
    ]
    assert page.text(NAV + " p") == "Decision 4 of 4 for Male: Acupuncture case-2015"
    assert page.links(NAV + " a") == {
        "Previous decision": "/cases/case-2016/?sex=male&at=3#item-2",
        "Back to results": "/decisions/?sex=male#result-4",
    }


def test_the_way_back_leads_to_the_right_page_at_the_right_place(get):
    make_library(40)
    second = get("/decisions/?q=functional&page=2")
    rank, url = 26, second.tree.select_one(".decision a")["href"]
    assert f"at={rank}#" in url
    back = get(url).links(NAV + " a")["Back to results"]
    assert back == f"/decisions/?q=functional&page=2#result-{rank}"
    assert get(back).tree.select_one(f"#result-{rank} a")["href"] == url


def test_the_case_remains_the_same_page(get, cases):
    for url in ("/cases/case-2017/", "/cases/case-2017/?sex=male&at=1"):
        page = get(url)
        assert page.tree.select_one('link[rel="canonical"]')["href"] == "http://testserver/cases/case-2017/"
        assert "?" not in page.text(".to-cite dd")


def test_the_plain_list_leads_to_plain_addresses(get, cases):
    assert get("/decisions/").links(".decision a")["Acupuncture case-2017"] == "/cases/case-2017/#item-1"
    assert get("/").links(".decision a")["Acupuncture case-2017"] == "/cases/case-2017/#item-1"


IGNORED = [
    ("sex=male", "no place"),
    ("at=1", "no search"),
    ("sex=male&at=", "a blank place"),
    ("sex=male&at=0", "places count from 1"),
    ("sex=male&at=-1", "below"),
    ("sex=male&at=٣", "digits few could read back"),
    ("sex=male&at=" + "9" * 400, "beyond all numbers"),
    ("sex=won&at=1", "a search that cannot be understood"),
    ("q=%22open&at=1", "words that cannot be read"),
    ("q=a%00b&at=1", "what no database takes"),
]


@pytest.mark.parametrize(("query", "reason"), IGNORED)
def test_what_says_nothing_is_ignored(get, cases, query, reason):
    page = get(f"/cases/case-2017/?{query}")
    assert (page.status, page.texts(NAV)) == (200, []), reason


@pytest.mark.parametrize("query", ["sex=male&at=4", "sex=male&at=99", "sex=male&at=999999999", "q=nothingatall&at=1"])
def test_a_place_that_is_not_this_cases_is_said_and_leads_back_only(get, cases, query):
    page = get(f"/cases/case-2017/?{query}")
    assert page.status == 200
    assert "has changed: this case is no longer number" in page.text(NAV)
    assert list(page.links(NAV + " a")) == ["Back to results"]


def test_the_way_ends_with_the_last_decision_a_page_comes_to(get, cases, monkeypatch):
    monkeypatch.setattr("determinations.trail._DEEPEST", 2)
    assert list(get("/cases/case-2017/?sex=male&at=1").links(NAV + " a")) == ["Next decision", "Back to results"]
    assert list(get("/cases/case-2016/?sex=male&at=2").links(NAV + " a")) == ["Previous decision", "Back to results"]
    assert not get("/cases/case-2016/?sex=male&at=3").texts(NAV), "the list would not come to its place"
    assert "has changed" in get("/cases/case-2016/?sex=male&at=5").text(NAV)


def test_a_result_that_is_gone_takes_no_page_along(get, cases):
    corpus.remove([cases[1].pk])
    page = get("/cases/case-2017/?sex=male&at=1")
    assert page.status == 200
    assert "Next decision" not in page.links(NAV + " a"), "the index has not caught up"


@pytest.mark.parametrize("query", ["sex=male&at=2", "q=acupuncture&sex=male&treatment=acupuncture&at=2"])
def test_the_trail_costs_one_query(client, cases, query):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/cases/case-2016/?{query}").status_code == 200
    assert len(captured) == CASE_QUERIES + TRAIL_QUERIES
