"""Rates and the rows of tables."""

import re
from dataclasses import replace

import pytest

from determinations import search, statistics
from determinations.search.answer import SearchAnswer
from determinations.search.query import SearchQuery
from determinations.statistics import SMALL, Rate
from tests.builders import make_citation, make_item
from tests.library import make_library
from tests.page import Page


def test_a_share_is_in_percent_and_of_nothing_there_is_none():
    assert Rate(8, 2).share == 25
    assert Rate(0, 0).share is None
    assert Rate(0, 0).interval is None


# Published examples of Wilson's score interval, in percent.
INTERVALS = [(100, 10, 5.52, 17.44), (10, 0, 0.0, 27.75), (10, 10, 72.25, 100.0), (1000, 500, 46.91, 53.09)]


@pytest.mark.parametrize(("count", "overturned", "low", "high"), INTERVALS)
def test_interval(count, overturned, low, high):
    assert Rate(count, overturned).interval == pytest.approx((low, high), abs=0.01)


def test_few_is_below_the_limit():
    assert Rate(SMALL - 1, 0).is_small
    assert not Rate(SMALL, 0).is_small


def test_a_value_the_vocabulary_gave_up_keeps_its_slug_as_name():
    assert statistics.label("treatment", "never-heard-of") == "never-heard-of"
    assert statistics.label("treatment", "acupuncture") == "Acupuncture"


@pytest.mark.django_db
def test_rows_count_decisions_and_lead_to_them():
    make_item(outcome="overturned")
    make_item()
    make_item(treatment="mri", category="diagnostic-testing")
    search.sync()
    first, second = statistics.rows("treatment")
    assert (first.slug, first.rate) == ("acupuncture", Rate(2, 1))
    assert (first.url, first.decisions_url) == ("/treatments/acupuncture/", "/decisions/?treatment=acupuncture")
    assert second.slug == "mri"


@pytest.mark.django_db
def test_a_breakdown_counts_only_what_matches_and_keeps_the_question_in_its_links():
    make_citation(make_item(outcome="overturned"), "acoem-knee-2004")
    make_citation(make_item(treatment="mri", category="diagnostic-testing"), "acoem-knee-2004")
    search.sync()
    section = statistics.breakdown("guideline", SearchQuery(treatment=("mri",)), "treatment=mri")
    assert [row.rate for row in section.rows] == [Rate(1, 0)]
    assert section.rows[0].decisions_url == "/decisions/?treatment=mri&guideline=acoem-knee-2004"


@pytest.mark.django_db
def test_sections_hold_every_decision_classified():
    make_library()
    total = sum(tally.count for tally in search.breakdown("treatment"))
    assert sum(row.rate.count for each in statistics.treatments_by_category() for row in each.rows) == total
    cited = sum(tally.count for tally in search.breakdown("guideline"))
    assert sum(row.rate.count for each in statistics.guidelines_by_source() for row in each.rows) == cited
    assert all(each.rows for each in statistics.guidelines_by_source())


THOUSANDS = [
    ("/", ".figures dd"),
    ("/", "td.number a"),
    ("/about/", "main > p:not(.lead)"),
    ("/decisions/", ".count"),
    ("/decisions/", ".option .number"),
    ("/decisions/", ".pagination"),
    ("/decisions/", "title"),
    ("/treatments/mri/", ".lead"),
    ("/guidelines/acoem-knee-2004/", "header p"),
    ("/guidelines/", "td.number a"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("url", "selector"), THOUSANDS)
def test_numbers_are_read_in_groups_of_three(client, monkeypatch, url, selector):
    make_library()
    ask, break_down = search.search, search.breakdown
    monkeypatch.setattr(search, "search", lambda query: _a_million_times(ask(query)))
    monkeypatch.setattr(search, "breakdown", lambda *args: tuple(_more(each) for each in break_down(*args)))
    shown = " ".join(Page(client.get(url)).texts(selector))
    assert re.search(r"\b\d{1,3}(,000){2}\b|\b\d{1,3},\d{3}\b", shown), shown
    assert not re.search(r"\d{4}", re.sub(r"\b20\d\d\b", "", shown)), "years alone stand in one piece"


def _a_million_times(answer: SearchAnswer) -> SearchAnswer:
    facets = {
        name: tuple(replace(each, count=each.count * 10**6) for each in found) for name, found in answer.facets.items()
    }
    return replace(_more(answer), cases=answer.cases * 10**6, facets=facets)


def _more(counted):
    return replace(counted, count=counted.count * 10**6, overturned=counted.overturned * 10**6)
