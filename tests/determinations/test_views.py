"""The pages: what they say, what they promise, and how little they ask of the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from determinations import corpus, search
from determinations.filters import facet_names
from determinations.search.query import SearchQuery
from tests.builders import make_case, make_citation, make_item
from tests.library import make_full_case, make_library
from tests.page import Page

pytestmark = pytest.mark.django_db

# Queries a page makes, however many rows there are and whatever is chosen.
LIST_QUERIES = 4  # decisions with case, then body parts, citations, credentials
EMPTY_LIST_QUERIES = 1  # whether there is any decision at all
INVALID_LIST_QUERIES = 0
CASE_QUERIES = 6  # case and reviewer, items, citations, body parts, letters, credentials
HOME_QUERIES = LIST_QUERIES + 1  # and the years
ABOUT_QUERIES = 1
TERM_LIST_QUERIES = 0
CATEGORY_QUERIES = LIST_QUERIES + 1
TREATMENT_QUERIES = LIST_QUERIES + 2
GUIDELINE_QUERIES = LIST_QUERIES + 2
SPECIALTY_QUERIES = LIST_QUERIES + 1


@pytest.fixture
def get(client):
    return lambda url: Page(client.get(url, follow=True))


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(url)
    return len(captured)


COUNTED = [
    ("/", HOME_QUERIES),
    ("/about/", ABOUT_QUERIES),
    ("/api/", 0),
    ("/decisions/", LIST_QUERIES),
    ("/decisions/?q=functional&treatment=mri&treatment=opioid&outcome=upheld&cited_by=either", LIST_QUERIES),
    ("/decisions/?sex=male&specialty=pain-management&body_part=knee&age_min=1&decided_after=2010", LIST_QUERIES),
    ("/decisions/?q=nothingatall", EMPTY_LIST_QUERIES),
    ("/decisions/?outcome=won", INVALID_LIST_QUERIES),
    ("/treatments/", TERM_LIST_QUERIES),
    ("/guidelines/", TERM_LIST_QUERIES),
    ("/specialties/", TERM_LIST_QUERIES),
    ("/treatments/rehabilitation/", CATEGORY_QUERIES),
    ("/treatments/mri/", TREATMENT_QUERIES),
    ("/guidelines/acoem-knee-2004/", GUIDELINE_QUERIES),
    ("/specialties/pain-management/", SPECIALTY_QUERIES),
]


@pytest.mark.parametrize("cases", [12, 40])
def test_queries_are_counted_and_do_not_grow_with_rows(client, cases):
    make_library(cases)
    assert {url: queries(client, url) for url, _ in COUNTED} == dict(COUNTED)


@pytest.mark.parametrize("items", [1, 9])
def test_queries_of_a_case_do_not_grow_with_its_decisions(client, items):
    case = make_case(slug="one")
    for _ in range(items):
        make_citation(make_item(case, body_parts=["knee"]))
    assert queries(client, "/cases/one/") == CASE_QUERIES


class TestList:
    def test_shows_only_decisions_for_which_both_choices_hold_and_a_second_treatment_widens(self, get):
        case = make_case()
        make_item(case, request="Acupuncture one", outcome="overturned")
        make_item(case, request="Acupuncture two", outcome="upheld")
        make_item(case, request="An MRI", treatment="mri", category="diagnostic-testing", outcome="overturned")
        make_item(case, request="A pill", treatment="opioid", category="pharmaceuticals", outcome="upheld")
        search.sync()
        page = get("/decisions/?treatment=acupuncture&outcome=overturned")
        assert page.requests == ["Acupuncture one"]
        assert page.text(".count") == "1 decision in 1 case"
        wider = get("/decisions/" + page.submit(("treatment", "mri")))
        assert wider.requests == ["Acupuncture one", "An MRI"]

    def test_ticking_the_first_option_of_each_facet_gives_the_promised_count(self, get):
        make_library(24)
        page = get("/decisions/")
        for name in facet_names():
            value, promised = next(iter(page.options(name).items()))
            assert get("/decisions/" + page.submit((name, value))).count == promised, name

    def test_promises_hold_where_other_choices_are_made(self, get):
        make_library(24)
        page = get("/decisions/?q=functional&outcome=upheld&treatment=mri&cited_by=either&age_min=21")
        for name in set(facet_names()) - {"outcome", "treatment"}:
            for value, promised in page.options(name).items():
                assert get("/decisions/" + page.submit((name, value))).count == promised, (name, value)

    def test_what_a_facet_promises_leaves_its_own_choice_out(self, get):
        make_item(outcome="upheld")
        make_item(outcome="overturned")
        search.sync()
        assert get("/decisions/?outcome=upheld").options("outcome") == {"upheld": 1, "overturned": 1}

    def test_decisions_of_a_case_stand_together_and_undated_ones_come_last(self, get):
        old = make_case(case_number="CM14-0000001", decision_date=date(2014, 1, 1))
        undated = make_case(case_number=None, slug="letter-x", decision_date=None)
        new = make_case(case_number="CM16-0000001", decision_date=date(2016, 1, 1))
        for case in (old, new, undated, old, new):
            make_item(case)
        search.sync()
        page = get("/decisions/")
        assert page.texts(".case-group h3") == ["Case CM16-0000001", "Case CM14-0000001", "Letter without case number"]
        assert [len(group.select(".decision")) for group in page.tree.select(".case-group")] == [2, 2, 1]
        assert "Decision date not stated" in page.text(".case-group:last-child")
        oldest = get("/decisions/?sort=oldest")
        assert oldest.texts(".case-group h3")[0] == "Case CM14-0000001"
        assert "Decision date not stated" in oldest.text(".case-group:last-child")

    def test_by_match_each_decision_stands_alone_with_its_words_marked(self, get):
        make_item(request="Lumbar epidural", rationale="The injections were of no use.")
        search.sync()
        page = get("/decisions/?q=epidural+injection")
        assert not page.tree.select(".case-group")
        assert page.texts(".decision h3 mark") == ["epidural"]
        assert page.texts(".excerpt mark") == ["injections"]

    def test_words_found_only_in_the_summary_are_shown_there(self, get):
        make_item(make_case(summary="Fell from a scaffold."), rationale="Not necessary.")
        search.sync()
        assert get("/decisions/?q=scaffold").texts(".excerpt mark") == ["scaffold"]

    def test_what_was_typed_cannot_become_markup(self, get, client):
        make_item(request="<b>Bold</b> request")
        search.sync()
        answer = client.get("/decisions/", {"q": '<script>alert("x")</script> bold'})
        assert b"<script" not in answer.content
        assert b"<b>" not in client.get("/decisions/?q=bold").content

    def test_says_what_it_counts_and_how_often_they_are_overturned(self, get):
        case = make_case()
        for outcome in ("overturned", "upheld", "upheld", "partially_overturned"):
            make_item(case, outcome=outcome)
        search.sync()
        page = get("/decisions/")
        assert page.text(".count") == "4 decisions in 1 case, 25% overturned (of only 4)"
        assert "%" not in get("/decisions/?outcome=upheld").text(".count")
        assert page.texts(".decision .outcome")[0] == "Overturned: treatment approved"

    def test_pages(self, get, client):
        case = make_case()
        for number in range(60):
            make_item(case, request=f"Request {number + 1}")
        search.sync()
        page = get("/decisions/?sex=female&page=2")
        assert page.requests[0] == "Request 26"
        assert page.text(".pagination [aria-current]") == "Page 2"
        links = page.links(".pagination a")
        assert links["Previous page"] == "/decisions/?sex=female"
        assert links["Next page"] == "/decisions/?sex=female&page=3"
        assert page.text("title").startswith("Decisions: Female (60), page 2")
        assert not get("/decisions/?sex=female&page=3").links(".pagination a").get("Next page")
        for past in ("4", "99999", "9" * 30):
            assert client.get(f"/decisions/?page={past}").status_code == 404

    def test_no_pages_where_there_is_one(self, get):
        make_item()
        search.sync()
        assert not get("/decisions/").tree.select(".pagination")

    WRONG = [
        ("outcome=won", "outcome", "“won” is not a known value."),
        ("q=%22neck", "q", "never closed"),
        ("decided_after=2016&decided_before=2015", "decided_before", "where the range begins"),
        ("age_min=60&age_max=20", "age_max", "where the range begins"),
        ("cited_by=judge", "cited_by", "“judge” is not a known value."),
    ]

    @pytest.mark.parametrize(("query", "name", "message"), WRONG)
    def test_what_is_wrong_is_said_above_and_at_the_field_and_nothing_is_listed(self, get, query, name, message):
        make_item()
        search.sync()
        page = get(f"/decisions/?{query}")
        assert page.status == 400
        assert message in page.text(f'.problems a[href="#{name}"]')
        assert page.tree.select_one(f"#{name}"), "the summary's link leads to the field"
        assert message in page.text(f"#{name}-error")
        assert not page.requests
        assert not page.count
        assert page.tree.select_one("details.filters").has_attr("open")

    @pytest.mark.parametrize("query", ["page=0", "page=x", "sort=random"])
    def test_a_wrong_page_or_order_is_refused_too(self, get, query):
        page = get(f"/decisions/?{query}")
        assert page.status == 400
        assert page.text(".problems li")

    def test_an_unknown_parameter_is_named_and_has_no_effect(self, get):
        make_item()
        search.sync()
        page = get("/decisions/?treatmnt=mri")
        assert page.status == 200
        assert "treatmnt" in page.text(".notice")
        assert page.count == 1

    def test_nothing_found_offers_the_choice_to_give_up(self, get):
        make_item()
        search.sync()
        page = get("/decisions/?treatment=acupuncture&sex=male")
        assert page.text(".empty h2") == "No decision matches Acupuncture, Male"
        assert page.links(".empty a") == {"1 decision": "/decisions/?treatment=acupuncture"}

    def test_an_empty_library_says_how_to_load(self, get):
        for url in ("/", "/decisions/", "/treatments/", "/guidelines/", "/specialties/"):
            assert "manage.py ingest" in get(url).text(".empty"), url

    def test_empty_fields_are_taken_out_of_the_address(self, client):
        answer = client.get("/decisions/?q=&outcome=upheld&cited_by=&age_min=+&page=2")
        assert answer.status_code == 302
        assert answer["Location"] == "/decisions/?outcome=upheld&page=2"

    def test_the_search_stays_as_typed_and_the_order_as_chosen(self, get):
        make_item()
        search.sync()
        page = get("/decisions/?q=acupuncture&sort=oldest")
        assert page.tree.select_one("#q")["value"] == "acupuncture"
        assert "sort=oldest" in page.submit()
        assert get("/decisions/" + page.submit(("outcome", "upheld"))).count == 1


class TestCase:
    def test_shows_what_a_careful_human_reads(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        facts = dict(zip(page.texts(".key-facts dt"), page.texts(".key-facts dd"), strict=True))
        assert facts["Case number"] == "CM15-0099999"
        assert facts["Date of injury"] == "January 2, 2012"
        assert facts["Denied in utilization review"] == "March 4, 2015"
        assert facts["Worker’s age"].startswith("45 years")
        assert facts["Reviewer licensed in"] == "California"
        assert facts["Reviewer’s subspecialties"] == "not stated"
        assert page.texts("article.item h3") == ["Acupuncture, 6 visits", "Something nobody knows"]
        assert page.text("#item-2 .outcome") == "Overturned: treatment approved"
        assert page.text("h1 + p .outcome").startswith("Mixed")
        assert "not classified" in page.text("#item-2 .facts")

    def test_shows_both_sides_citations(self, get):
        make_full_case()
        by_admin, by_reviewer = get("/cases/full-case/").tree.select("#item-1 .facts > div")[-2:]
        assert "A textbook" in by_admin.get_text()
        assert "outside the MTUS" in by_admin.get_text()
        assert "p. 4, 98-99" in " ".join(by_reviewer.get_text().split())

    def test_states_what_is_missing(self, get):
        case = make_case(slug="bare", case_number=None, decision_date=None, age=None, sex="", summary="", reviewer=None)
        make_item(case, rationale="")
        page = get("/cases/bare/")
        assert page.text("h1") == "Letter without case number"
        assert set(page.texts(".key-facts dd")) == {"not stated"}
        assert "none stated" in page.text("#item-1 .facts")

    def test_every_fact_leads_to_its_words_in_the_letter(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        targets = [link["href"][1:] for link in page.tree.select("a.in-letter")]
        assert {"from-age", "from-item-1-outcome", "from-item-1-reviewer-1"} <= set(targets)
        for target in targets:
            assert page.tree.select_one(f".letter #{target}"), target
        assert page.texts(".letter mark") == ["45-year-old", "Acupuncture, 6 visits", "Upheld", "ODG"]

    def test_shows_the_whole_letter_how_it_was_read_and_what_it_replaced(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        assert "The worker is a 45-year-old woman." in page.text(".letter")
        assert "No state of licence is named." in page.text("section:has(#letter) > ul")
        assert "This letter replaced an earlier text" in page.text("section:has(#letter)")
        assert page.text("details .letter") == "The words that stood before."

    def test_a_case_that_is_not_there_or_was_taken_out(self, client):
        case = make_case(slug="gone")
        corpus.remove([case.pk])
        assert client.get("/cases/gone/").status_code == 404
        assert client.get("/cases/never/").status_code == 404


class TestTerms:
    def test_a_treatment_has_its_numbers_and_leads_to_its_decisions(self, get):
        make_item(outcome="overturned")
        make_citation(make_item(), "acoem-knee-2004")
        make_item(treatment="mri", category="diagnostic-testing")
        search.sync()
        page = get("/treatments/acupuncture/")
        assert page.text(".lead") == "2 decisions in 2 cases, 50% overturned (of only 2)"
        assert page.links(".lead a") == {"2 decisions": "/decisions/?treatment=acupuncture"}
        assert get(page.links(".lead a")["2 decisions"]).count == 2
        assert "/treatments/rehabilitation/" in page.links("header a").values()
        rows = page.links("td.number a").values()
        assert "/decisions/?treatment=acupuncture&guideline=acoem-knee-2004" in rows

    def test_every_number_in_a_table_is_the_count_its_link_then_shows(self, get):
        make_library(24)
        for url in ("/treatments/", "/treatments/rehabilitation/", "/guidelines/acoem-knee-2004/", "/specialties/"):
            for cell in get(url).tree.select("td.number a"):
                promised = int(cell.find(string=True))
                assert get(cell["href"]).count == promised, (url, cell["href"])

    def test_few_decisions_are_said_to_be_few(self, get):
        for _ in range(20):
            make_item()
        make_item(treatment="mri", category="diagnostic-testing")
        search.sync()
        page = get("/treatments/")
        assert page.texts("tr.few th") == [page.text('a[href="/treatments/mri/"]')]
        assert "fewer than 20" in page.text("main")

    def test_a_guideline_says_how_often_claims_administrators_cited_it(self, get):
        item = make_item()
        make_citation(item, "acoem-knee-2004")
        make_citation(make_item(), "acoem-knee-2004", cited_by="claims-admin")
        make_citation(item, "acoem-knee-2004", cited_by="claims-admin")
        search.sync()
        page = get("/guidelines/acoem-knee-2004/")
        assert page.text(".lead").startswith("1 decision in 1 case")
        link = "/decisions/?guideline=acoem-knee-2004&cited_by=claims-admin"
        assert page.links("header a")["2 decisions"] == link
        assert get(link).count == 2

    def test_where_a_category_and_a_type_share_a_slug_the_page_is_the_categorys(self, get):
        make_item(treatment="other", category="other")
        make_item(treatment="case-management", category="other")
        search.sync()
        page = get("/treatments/other/")
        assert page.text("h1 ~ .lead").startswith("2 decisions")
        assert len(page.tree.select('a[href="/decisions/?category=other&treatment=other"]')) == 1

    @pytest.mark.parametrize("kind", ["treatments", "guidelines", "specialties"])
    def test_an_unknown_one_is_not_found(self, client, kind):
        assert client.get(f"/{kind}/none-such/").status_code == 404


def test_home_shows_the_headline_numbers(client):
    make_library()
    page = Page(client.get("/"))
    figures = dict(zip(page.texts(".figures dt"), page.texts(".figures dd"), strict=True))
    answer = search.search(SearchQuery())
    assert figures["Decisions"] == str(answer.count)
    assert figures["Cases"] == str(answer.cases)
    assert figures["Decided"] == "2013–2020"
    assert len(page.requests) == 5


def test_the_documentation_lists_every_parameter_with_its_values(client):
    page = Page(client.get(reverse("api")))
    names = page.texts("tbody th")
    assert {"q", "treatment", "cited_by", "page"} <= set(names)
    assert "acupuncture" in page.text("tbody")
    assert client.get(page.links(".lead a")["/api/v1/decisions/"]).status_code == 200


def test_pages_forbid_everything_from_elsewhere_and_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
