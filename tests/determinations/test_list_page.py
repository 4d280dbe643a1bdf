"""What the list says about a search, and what it offers to do with it next."""

import gzip
from datetime import date
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from determinations import search
from determinations.filters import DecisionFilter, facet_names, labels
from determinations.models import Guideline
from determinations.panel import panel
from determinations.search.answer import FacetCount, SearchAnswer
from tests.builders import make_case, make_citation, make_item
from tests.library import make_library
from tests.page import Page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    return lambda url: Page(client.get(url, follow=True))


class TestFilters:
    WAYS = [
        ("sex=male", "Show 2 decisions", "#results"),
        ("sex=female", "Show 1 decision", "#results"),
        ("q=zebra", "No decision matches: see why", "#results"),
        ("sex=both", "See what is wrong", "#problems-heading"),
    ]

    @pytest.mark.parametrize(("query", "words", "place"), WAYS)
    def test_they_end_with_what_they_find_and_the_way_there(self, get, query, words, place):
        for sex in ("male", "male", "female"):
            make_item(make_case(sex=sex))
        search.sync()
        page = get(f"/decisions/?{query}")
        assert page.links(".apply .to-results") == {words: place}
        assert page.tree.select_one(place)

    def test_ticks_at_two_levels_are_explained_beside_them_and_where_nothing_is_found(self, get):
        make_item(treatment="acupuncture", category="rehabilitation")
        make_item(treatment="knee-surgery", category="surgery")
        search.sync()
        whole = "Every level ticked must fit: Surgery, and Acupuncture."
        page = get("/decisions/?category=surgery&treatment=acupuncture")
        assert page.texts("#category .noticed li")[0] == whole
        assert whole in page.text(".empty")
        page = get("/decisions/?category=rehabilitation&treatment=acupuncture")
        assert page.texts("#category .noticed li")[1].startswith("Of Rehabilitation only Acupuncture is listed.")
        assert page.count == 1
        assert not get("/decisions/?category=surgery&category=rehabilitation").texts(".noticed")

    def test_each_year_is_a_link_to_as_many_decisions_as_it_says(self, get):
        make_library(24)
        years = {link["aria-label"]: link["href"] for link in get("/decisions/?sex=male").tree.select("a.year")}
        assert list(years) == sorted(years)
        assert [said[:4] for said in years] == [str(year) for year in range(2013, 2020)], "empty ones between too"
        for said, url in years.items():
            year, count = said.removesuffix("s").removesuffix(" decision").split(": ")
            assert get(url).count == int(count)
            assert url == f"/decisions/?sex=male&decided_after={year}&decided_before={year}"

    def test_the_chosen_years_are_told_and_the_others_stay(self, get):
        make_library(24)
        page = get("/decisions/?decided_after=2014&decided_before=2015")
        assert page.texts('a.year[aria-current="true"] > :first-child') == ["2014", "2015"]
        assert len(page.texts("a.year")) == 8
        assert "2 chosen" in page.text(".facet:has(#decided_after) > summary")

    def test_one_group_is_reset_and_the_number_of_choices_said(self, get):
        make_library(24)
        page = get("/decisions/?category=rehabilitation&treatment=acupuncture&outcome=upheld&age_min=3&cited_by=either")
        assert page.links("#filters p a") == {
            f"Reset {label}": f"/decisions/?{left}"
            for label, left in {
                "Outcome": "category=rehabilitation&treatment=acupuncture&age_min=3&cited_by=either",
                "Treatment": "outcome=upheld&age_min=3&cited_by=either",
                "Guideline": "category=rehabilitation&treatment=acupuncture&outcome=upheld&age_min=3",
                "Worker’s age": "category=rehabilitation&treatment=acupuncture&outcome=upheld&cited_by=either",
            }.items()
        }
        assert page.text("#filters-heading") == "Filters 5 active"
        assert page.text("#category > summary") == "Treatment 2 chosen"
        assert page.links("#filters .apply a") == {"Show 5 decisions": "#results", "Clear all": "/decisions/"}

    def test_a_category_that_would_find_nothing_only_holds_its_treatments(self, get):
        make_item(treatment="acupuncture")
        make_item(treatment="mri", category="diagnostic-testing")
        search.sync()
        page = get("/decisions/?treatment=acupuncture")
        assert page.options("category") == {"rehabilitation": 1}
        assert page.options("treatment") == {"acupuncture": 1, "mri": 1}
        assert page.text("#category span.option") == "Diagnostic testing"
        assert get("/decisions/" + page.submit(("treatment", "mri"))).count == 2

    def test_what_is_ticked_within_a_category_is_in_sight(self, get):
        make_library(12)
        opened = get("/decisions/?treatment=mri").tree.select("#category details.within[open]")
        assert [words(each.summary) for each in opened] == ["1 treatment in Diagnostic testing, 1 chosen"]

    def test_to_a_long_list_one_adds_by_name(self, get, client):
        for slug in ("ankle", "chest", "elbow", "eye", "face", "foot", "hand", "head", "hip", "knee", "shoulder",
                     "thigh", "wrist"):  # fmt: skip
            make_item(body_parts=[slug])
        search.sync()
        page = get("/decisions/")
        offered = [option["value"] for option in page.tree.select("datalist#body_part-names option")]
        assert "Knee" in offered
        assert page.tree.select_one('input[list="body_part-names"]')["name"] == "body_part"
        assert page.tree.select_one("[data-filter-list] input[name=body_part]")
        typed = "/decisions/?" + urlencode([("body_part", "hip"), ("body_part", "knee "), ("q", "")])
        assert client.get(typed)["Location"] == "/decisions/?body_part=hip&body_part=knee"
        assert get(typed).count == 2
        wrong = get("/decisions/?body_part=kneee")
        assert wrong.status == 400
        assert "Did you mean “knee”?" in wrong.text("#body_part-error")

    def test_with_every_value_there_is_they_weigh_little(self):
        """Half of the 60 kB a list may weigh with stylesheet and results, as it is sent."""
        counts = {name: tuple(FacetCount(value, 12_345) for value in labels(name)) for name in facet_names()}
        answer = SearchAnswer(revision=1, count=1, cases=1, overturned=0, facets=counts)
        found = panel(DecisionFilter(QueryDict("q=norco&sex=male")), answer, "/decisions/")
        html = render_to_string("components/filters.html", {"panel": found})
        assert html.count('type="checkbox"') > 1000
        assert len(gzip.compress(html.encode())) < 32_000


class TestWords:
    def test_what_else_was_searched_for_is_said_and_can_be_left_out(self, get):
        make_item(request="Norco 10/325")
        make_item(request="Hydrocodone/APAP 10/325")
        search.sync()
        page = get("/decisions/?q=norco")
        assert page.count == 2
        assert "Also searched: what is filed under Hydrocodone/acetaminophen, hydrocodone" in page.text("main")
        alone = page.links("p a")['write "norco" in quotes']
        assert get(alone).requests == ["Norco 10/325"]
        assert "Also searched" not in get(alone).text("main")

    def test_how_operators_were_read_is_said(self, get):
        make_item()
        search.sync()
        assert "Read as: (acupuncture OR mri) AND visits" in get("/decisions/?q=acupuncture+OR+mri+visits").text("main")
        assert "Read as" not in get("/decisions/?q=acupuncture+visits").text("main")

    def test_the_place_that_cannot_be_read_is_marked(self, get):
        page = get("/decisions/?q=neck+%28pain")
        assert page.text("#q-error") == "The parenthesis at character 6 is never closed."
        assert page.texts(".big-search mark") == ["("]
        assert page.text(".big-search p:has(mark)") == "neck (pain"

    def test_what_is_marked_cannot_become_markup(self, client):
        assert b"<b>" not in client.get("/decisions/", {"q": "<b>bold</b> ("}).content

    def test_every_example_of_the_help_can_be_read(self, get):
        examples = get("/decisions/").links(".big-search details a")
        assert len(examples) >= 8
        for typed, url in examples.items():
            page = get(url)
            assert page.status == 200, typed
            assert page.tree.select_one("#q")["value"] == typed

    def test_another_spelling_is_offered_with_its_count(self):
        suggestion = SimpleNamespace(text="acupuncture & more", count=1234)
        params = QueryDict("q=acupunture&sex=male&page=3")
        page = Page(SimpleNamespace(status_code=200, content=render_to_string(
            "components/suggestion.html", {"suggestion": suggestion, "params": params})))  # fmt: skip
        assert page.text("p") == "Did you mean acupuncture & more? (1,234 decisions)"
        assert page.links("a") == {"acupuncture & more": "?q=acupuncture+%26+more&sex=male"}


class TestResults:
    def test_the_share_comes_with_its_interval(self, get):
        case = make_case()
        for outcome in ("overturned", "upheld", "upheld", "upheld"):
            make_item(case, outcome=outcome)
        search.sync()
        assert get("/decisions/").text(".count + p") == "95% interval of the share overturned: 5% to 70%"
        assert "interval" not in get("/decisions/?outcome=upheld").text("#results")

    def test_the_place_in_its_case_is_said_though_only_one_was_found(self, get):
        case = make_case()
        for number in (1, 2, 3):
            make_item(case, request=f"Request {number}", outcome="overturned" if number == 2 else "upheld")
        make_item(request="Alone", outcome="overturned")
        search.sync()
        page = get("/decisions/?outcome=overturned")
        placed = [words(each) for each in page.tree.select(".decision") if each.select(".outcome + .muted")]
        assert len(placed) == 1
        assert placed[0].startswith("Request 2 Overturned: treatment approved decision 2 of 3")
        assert "decision 2 of 3 in its case" in get("/decisions/?outcome=overturned&q=request").text(".decision")

    def test_the_claims_administrators_guidelines_are_shown_where_they_differ(self, get):
        for request, theirs in (("Same", "odg-pain"), ("Different", "acoem-knee-2004"), ("None", None)):
            item = make_item(request=request)
            make_citation(item, "odg-pain")
            if theirs:
                make_citation(item, theirs, cited_by="claims-admin")
        search.sync()
        shown = {words(each.h4): words(each) for each in get("/decisions/").tree.select(".decision")}
        assert {request: "Claims administrator cited" in text for request, text in shown.items()} == {
            "Same": False, "Different": True, "None": False,
        }  # fmt: skip
        name = Guideline.objects.get(slug="acoem-knee-2004").name
        assert f"Claims administrator cited: {name}" in shown["Different"]

    def test_the_same_search_can_be_taken_along(self, get):
        for day in range(1, 31):
            make_item(make_case(decision_date=date(2015, 1, day)))
        search.sync()
        page = get("/decisions/?q=acupuncture&sort=oldest&page=2")
        asked = "?q=acupuncture&sort=oldest"
        assert page.links('[aria-labelledby="taking-heading"] a') == {
            "CSV": f"/decisions.csv{asked}",
            "JSON lines": f"/decisions.jsonl{asked}",
            "Atom": "/decisions.atom?q=acupuncture",
            "API": f"/api/v1/decisions/{asked}",
        }
        feed = page.tree.select_one('link[rel="alternate"]')
        assert (feed["href"], feed["type"]) == ("/decisions.atom?q=acupuncture", "application/atom+xml")
        assert page.text(".to-cite dd") == f"http://testserver/decisions/{asked}&page=2"

    @pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
    def test_whatever_the_order_each_form_can_be_had(self, get, client, sort):
        make_item()
        search.sync()
        links = get(f"/decisions/?q=acupuncture&sort={sort}").links('[aria-labelledby="taking-heading"] a')
        assert {name: client.get(url).status_code for name, url in links.items()} == dict.fromkeys(links, 200)
        assert len(links) == 4

    def test_a_search_that_finds_nothing_yet_can_be_watched_but_an_empty_library_cannot(self, get):
        assert not get("/decisions/?sex=male").texts("#taking-heading")
        make_item()
        search.sync()
        assert get("/decisions/?sex=male").texts("#taking-heading")


def test_a_slip_is_answered_with_the_right_spelling_and_what_it_finds(get):
    for _ in range(5):
        make_item(request="Acupuncture, 6 visits", outcome="overturned")
    make_item(request="Acupuncture, 6 visits", outcome="upheld")
    search.sync()
    page = get("/decisions/?q=acupunctre&outcome=overturned")
    assert page.text(".notice") == "Did you mean acupuncture? (5 decisions)"
    assert get("/decisions/" + page.links(".notice a")["acupuncture"]).count == 5
    assert not get("/decisions/?q=acupuncture").texts(".notice")


def test_an_unknown_name_is_said_once_and_carried_nowhere(get):
    make_library(30)
    page = get("/decisions/?q=functional&utm_source=letter&outcome=upheld")
    assert page.status == 200
    assert "utm_source" in page.text(".notice")
    assert not [link["href"] for link in page.tree.select("[href]") if "utm_source" in link["href"]]
    assert "utm_source" not in page.text("#results")
