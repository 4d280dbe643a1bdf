"""Whoever looks for pages from elsewhere finds every case, and no address that is not there."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import sitemaps, terms
from tests.library import make_library

pytestmark = pytest.mark.django_db


def addresses(client, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    found = ElementTree.fromstring(answer.content).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [each.text.removeprefix("http://testserver") for each in found]


def test_every_case_and_term_is_listed_once_and_there(client, monkeypatch):
    monkeypatch.setattr(sitemaps._Cases, "limit", 5)
    terms.ensure()  # the whole vocabulary: a category and a treatment share an address
    cases = make_library(12)
    listed = [each for path in addresses(client, "/sitemap.xml") for each in addresses(client, path)]
    assert len(listed) == len(set(listed))
    assert {case.get_absolute_url() for case in cases} < set(listed)
    assert {"/", "/decisions/", "/api/", "/treatments/rehabilitation/", "/specialties/pain-management/"} < set(listed)
    assert {client.get(each).status_code for each in listed} == {200}


def test_a_file_of_cases_takes_two_queries(client):
    make_library(12)
    with CaptureQueriesContext(connection) as asked:
        client.get("/sitemaps/cases.xml")
    assert len(asked) == 2  # how many, and the slugs


def test_files_past_the_end_are_not_there(client):
    assert client.get("/sitemaps/cases.xml?p=9").status_code == 404
    assert client.get("/sitemaps/persons.xml").status_code == 404


def test_robots_are_told_where_it_is(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
