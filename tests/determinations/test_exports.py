"""Decisions to take along: all that match, in order, streamed, safely; what is wrong is named."""

import csv
import io
import json
import random
import time
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from determinations import corpus, exporting, search
from determinations.feeds import ENTRIES
from determinations.filters import DecisionFilter
from determinations.models import CorpusRevision, DisputedItem
from determinations.serializing import COLUMNS
from tests.builders import make_case, make_item
from tests.determinations.search.test_against_sql import build, draw
from tests.library import make_library

pytestmark = pytest.mark.django_db
CSV, JSONL = "/decisions.csv", "/decisions.jsonl"


def rows(client, query: str = "") -> list[dict]:
    response = client.get(f"{JSONL}?{query}")
    assert response.status_code == 200
    return [json.loads(line) for line in b"".join(response).splitlines()]


def places(found) -> list[tuple]:
    return [(each["case"], int(each["item"])) for each in found]


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 4)


def test_the_addresses_have_names():
    assert [reverse(f"decisions-{kind}") for kind in ("csv", "jsonl")] == [CSV, JSONL]


@pytest.mark.parametrize("query", [
    "", "sort=oldest", "outcome=overturned", "q=functional&outcome=upheld&outcome=overturned", "age_min=25&sort=newest",
    "treatment=mri&cited_by=either", "q=gym&sort=relevance", "sort=relevance", "q=&sort=&page=",
])  # fmt: skip
def test_a_file_holds_what_the_page_lists_in_its_order(client, small_batches, query):
    make_library(14)
    sort = "" if "sort=" in query.replace("sort=&", "") else "&sort=newest"
    listed, page = [], f"/api/v1/decisions/?{query}{sort}".replace("sort=&", "").replace("&page=", "")
    while page:
        answer = client.get(page).json()
        listed, page = listed + answer["results"], answer["next"]
    found = rows(client, query)
    assert found
    shared = set(COLUMNS) & set(listed[0])
    assert set(listed[0]) - shared == {"excerpt"}
    assert [{key: each[key] for key in shared} for each in found] == [
        {key: each[key] for key in shared} for each in listed
    ]
    text = b"".join(client.get(f"{CSV}?{query}")).decode("utf-8-sig")
    assert places(csv.DictReader(io.StringIO(text, newline=""))) == places(found)


def test_words_alone_leave_the_newest_first(client):
    make_library(8)
    decided = [each["decided"] or "" for each in rows(client, "q=functional")]
    assert decided == sorted(decided, reverse=True)
    assert len(set(decided)) > 3


@pytest.mark.parametrize(("address", "kind", "ending"), [
    (CSV, "text/csv; charset=utf-8; header=present", "csv"), (JSONL, "application/x-ndjson; charset=utf-8", "jsonl"),
])  # fmt: skip
def test_it_is_a_file_with_a_name_that_is_streamed(client, address, kind, ending):
    make_library(2)
    response = client.get(address)
    assert response.streaming
    assert b"".join(response)
    assert response["Content-Type"] == kind
    name = f"imr-decisions-{timezone.localdate():%Y-%m-%d}.{ending}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_addresses_are_whole(client):
    make_item(make_case(slug="cm15-1", case_number="CM15-1"))
    search.sync()
    assert rows(client)[0]["url"] == "http://testserver/cases/cm15-1/#item-1"
    assert rows(client)[0]["citation"].endswith(" http://testserver/cases/cm15-1/#item-1")
    assert set(rows(client)[0]) == set(COLUMNS)


WRONG = [
    ("colour=red", ["colour"], "an unknown parameter"),
    ("page=2", ["page"], "a page"),
    ("page=x", ["page"], "a page that is none is refused once"),
    ("treatment=bloodletting&age_min=old", ["treatment", "age_min"], "every wrong value"),
    ("q=%22neck", ["q"], "a query that cannot be read"),
    ("q=a%00b&q=c", ["q", "q"], "nothing"),
    ("sort=best", ["sort"], "an unknown order"),
    ("decided_after=2016&decided_before=2015&page=1", ["page", "decided_before"], "a page beside a wrong range"),
]


@pytest.mark.parametrize("address", [CSV, JSONL])
@pytest.mark.parametrize(("query", "parameters", "reason"), WRONG, ids=[row[2] for row in WRONG])
@pytest.mark.parametrize("method", ["get", "head"])
def test_what_is_wrong_is_400_and_named(client, address, query, parameters, reason, method):
    response = getattr(client, method)(f"{address}?{query}")
    assert response.status_code == 400
    if method == "get":
        assert {each["parameter"] for each in response.json()["errors"]} == set(parameters)
        assert all(each["message"] for each in response.json()["errors"])


@pytest.mark.parametrize("query", [
    "q=%00", "q=%00neck", "q=%ff%fe", "q=%ed%a0%80", "%00=1", "outcome=%00", f"q={'a' * 5000}",
])  # fmt: skip
def test_any_bytes_are_answered(client, query):
    make_library(2)
    assert client.get(f"{CSV}?{query}").status_code in (200, 400)


def test_too_many_are_not_put_in_order_of_relevance(client, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_RELEVANT", 5)
    make_library(4)
    total = search.count(search.SearchQuery())
    assert total > 5
    (error,) = client.get(f"{CSV}?q=functional&sort=relevance").json()["errors"]
    assert error["parameter"] == "sort"
    assert "sort=newest" in error["message"]
    assert len(rows(client, "q=functional")) == total
    assert 0 < len(rows(client, "q=functional&sort=relevance&outcome=overturned")) <= 5


def test_a_head_has_the_headers_and_no_body(client):
    make_library(2)
    head, got = client.head(CSV), client.get(CSV)
    assert b"".join(head) == b""
    for name in ("Content-Type", "Content-Disposition", "ETag"):
        assert head[name] == got[name]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_for_reading_only(client, method):
    assert getattr(client, method)(CSV).status_code == 405


def test_who_has_it_is_told_so_until_the_library_changes(client):
    make_library(2)
    tag = client.get(f"{CSV}?outcome=upheld")["ETag"]
    again = client.get(f"{CSV}?outcome=upheld", headers={"if-none-match": tag})
    assert (again.status_code, again["ETag"], again.content) == (304, tag, b"")
    for other in (f"{CSV}?outcome=overturned", f"{JSONL}?outcome=upheld"):
        assert client.get(other, headers={"if-none-match": tag}).status_code == 200
    make_item()
    search.sync()
    assert client.get(f"{CSV}?outcome=upheld", headers={"if-none-match": tag}).status_code == 200


def test_a_date_alone_proves_nothing(client):
    """The code that tells the decisions may have changed since."""
    make_library(2)
    CorpusRevision.objects.update(changed_at=timezone.now() - timedelta(days=9))
    response = client.get(CSV, headers={"if-modified-since": http_date(time.time())})
    assert response.status_code == 200
    assert "Last-Modified" not in response


def test_what_is_removed_meanwhile_is_left_out_and_what_comes_too(client, small_batches):
    make_library(8)
    before = rows(client)
    lines = iter(client.get(JSONL))
    started = next(lines)
    gone = DisputedItem.objects.get(case__slug=before[-1]["case"], position=before[-1]["item"]).case
    corpus.remove([gone.pk])
    make_item()
    search.rebuild()
    found = [json.loads(line) for line in (started + b"".join(lines)).splitlines()]
    assert places(found) == [place for place in places(before) if place[0] != gone.slug]


@pytest.mark.django_db(transaction=True)
def test_who_goes_away_leaves_nothing_open(client, small_batches):
    make_library(8)
    response = client.get(CSV)
    next(iter(response))
    assert connection.get_autocommit()
    response.close()
    assert len(rows(client)) == search.count(search.SearchQuery())


def test_queries_grow_with_batches_only(client, monkeypatch, django_assert_num_queries):
    make_library(8)
    total = search.count(search.SearchQuery())
    for batch, batches in ((total, 1), (-(-total // 2), 2)):
        monkeypatch.setattr(exporting, "BATCH", batch)
        with django_assert_num_queries(7 * batches + 1):
            b"".join(client.get(CSV))


def test_without_decisions_there_is_a_header(client):
    search.sync()
    assert b"".join(client.get(CSV)).decode("utf-8-sig").split(",")[0] == "case"
    assert b"".join(client.get(JSONL)) == b""


@pytest.mark.parametrize("seed", range(3))
def test_random_choices_are_the_same_in_file_feed_and_database(client, small_batches, seed):
    chance = random.Random(seed)
    build(chance)
    search.sync()
    for _ in range(12):
        params = draw(chance)
        wanted = {(each.case.slug, each.position) for each in DecisionFilter(params).qs.select_related("case")}
        found = rows(client, params.urlencode())
        assert len(found) == len(wanted)
        assert set(places(found)) == wanted
        feed = ElementTree.fromstring(client.get(f"/decisions.atom?{params.urlencode()}").content)
        links = {each.find("{*}link").get("href") for each in feed.findall("{*}entry")}
        urls = {each["url"] for each in found}
        assert links == urls if len(urls) <= ENTRIES else links < urls
