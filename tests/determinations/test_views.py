"""The pages: what they say, what they promise, and how little they ask of the database."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from determinations import corpus, search
from determinations.models import DisputedItem
from determinations.search.query import SearchQuery
from tests.builders import make_case, make_citation, make_item
from tests.library import make_full_case, make_library
from tests.page import Page

pytestmark = pytest.mark.django_db

# Queries a page makes, however many rows there are and whatever is chosen.
LIST_QUERIES = 4  # decisions with case, then body parts, citations, credentials
EMPTY_LIST_QUERIES = 1  # whether there is any decision at all
INVALID_LIST_QUERIES = 0
CASE_QUERIES = 8  # case and reviewer, items, citations, body parts, drugs, letters, corrections, credentials
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
    ("/api/", 1),
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
        assert page.text("h1") == "Letter without case number: Acupuncture, 6 visits"
        assert page.text("title").startswith(page.text("h1"))
        assert set(page.texts(".key-facts dd")) == {"not stated"}
        assert "none stated" in page.text("#item-1 .facts")

    def test_every_fact_leads_to_its_words_in_the_letter(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        targets = [link["href"][1:] for link in page.tree.select("a.in-letter")]
        assert {"from-age", "from-item-1-outcome", "from-item-1-reviewer-1"} <= set(targets)
        for target in targets:
            assert page.tree.select_one(f".letter #{target}"), target
        assert page.letter_marks == ["45-year-old", "Acupuncture, 6 visits", "Upheld", "ODG", "page 4"]

    def test_every_marked_passage_leads_back_to_what_was_read_from_it(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        back = {link["id"]: link["href"] for link in page.tree.select(".letter a.back")}
        assert back["from-age"] == "#fact-age"
        assert back["from-item-1-outcome"] == "#item-1"
        assert back["from-item-1-reviewer-1"] == "#item-1-reviewer-1"
        assert back["from-warning-2"] == "#warning-2"
        for target in back.values():
            assert page.tree.select_one(target), target
        assert "45-year-old" not in page.text("#from-age")

    def test_a_fact_from_the_states_list_is_not_passed_off_as_the_letters(self, get):
        make_full_case()
        assert "from the state’s list" in get("/cases/full-case/").text("#fact-received")

    def test_tells_where_on_the_body_and_how_much(self, get):
        make_full_case()
        facts = get("/cases/full-case/").texts("#item-1 .facts dd")
        assert any("left, L4-L5" in fact for fact in facts)
        assert "6 visits (2 a week for 3 weeks), 1 refill" in facts

    def test_says_at_the_top_that_something_was_noticed(self, get):
        make_full_case()
        assert get("/cases/full-case/").links("header a")["2 things noticed"] == "#reading"

    def test_offers_the_letter_for_download(self, get):
        make_full_case()
        links = get("/cases/full-case/").links("section:has(#letter) p a")
        assert links == {"text": "/cases/full-case/letter.txt"}

    def test_shows_the_whole_letter_how_it_was_read_and_what_it_replaced(self, get):
        make_full_case()
        page = get("/cases/full-case/")
        assert "The worker is a 45-year-old woman." in page.letter
        assert "No state of licence is named." in page.text("section:has(#letter) > ul")
        assert "This letter replaced an earlier text" in page.text("section:has(#letter)")
        assert page.text("details .letter") == "The words that stood before."

    def test_a_letter_without_number_is_told_apart_by_its_requests(self, get):
        case = make_case(slug="letter-1", case_number=None)
        assert get("/cases/letter-1/").text("h1") == "Letter without case number"
        for request in ("Physical therapy, " + "two times a week " * 20, "Acupuncture", "MRI"):
            make_item(case, request=request)
        title = get("/cases/letter-1/").text("title")
        assert title.startswith("Letter without case number: Physical therapy, two times a week")
        assert title.endswith("… and 2 more – IMR Determinations")
        assert len(title) < 150

    def test_a_number_in_capitals_leads_to_the_case(self, client):
        make_case(slug="cm23-9010406")
        answer = client.get("/cases/CM23-9010406/")
        assert (answer.status_code, answer["Location"]) == (301, "/cases/cm23-9010406/")
        assert client.get("/cases/CM23-0000000/").status_code == 404

    @pytest.mark.slow
    def test_a_huge_case_is_shown_whole(self, get):
        case = make_case(slug="huge", text="A line of it.\n \n" * 60_000)
        kind = make_item(case).treatment
        items = [
            DisputedItem(case=case, position=number, request=f"Request {number}", outcome="upheld", treatment=kind)
            for number in range(2, 1001)
        ]
        DisputedItem.objects.bulk_create(items)
        page = get("/cases/huge/")
        assert len(page.texts("article.item h3")) == 1000
        assert len(page.tree.select_one(".letter").get_text()) > 800_000

    def test_a_case_that_is_not_there_or_was_taken_out(self, client):
        case = make_case(slug="gone")
        corpus.remove([case.pk])
        assert client.get("/cases/gone/").status_code == 410
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
                promised = int(cell.find(string=True).replace(",", ""))
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
    assert figures["Decisions"] == f"{answer.count:,}"
    assert figures["Cases"] == f"{answer.cases:,}"
    assert figures["Decided"] == "2013–2020"
    assert len(page.requests) == 5


def test_the_examples_of_the_home_page_find_something_in_the_sample_letters(client, settings):
    call_command("ingest", str(settings.BASE_DIR / "ingest" / "samples"), workers=1)
    for link in Page(client.get("/")).links("#q-hint a").values():
        assert Page(client.get(link)).count >= 3, link


READABLE = [
    "/",
    "/decisions/",
    "/cases/one/",
    "/treatments/",
    "/treatments/mri/",
    "/about/",
    "/api/",
    "/api/v1/decisions/",
]


@pytest.mark.parametrize("url", READABLE)
def test_public_pages_are_for_reading_only(url):
    client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(url).status_code == 405, method
    assert client.head("/about/").status_code == 200


def test_robots_may_read_what_is_not_endless(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    rules = [line for line in answer.content.decode().splitlines() if line and not line.startswith("#")]
    assert rules[:2] == ["User-agent: *", "Allow: /decisions/?page="]
    assert rules[2:] == [
        "Disallow: /decisions/?",
        "Disallow: /decisions.",
        "Disallow: /cases/*?",
        "Disallow: /cases/*/report/",
        "Disallow: /api/",
        "Disallow: /admin/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_the_documentation_lists_every_parameter_with_its_values(client):
    page = Page(client.get(reverse("api")))
    names = page.texts("tbody th")
    assert {"q", "treatment", "cited_by", "page"} <= set(names)
    assert "acupuncture" in page.text("#parameter-treatment")
    assert client.get(page.links(".lead a")["OpenAPI 3.1"]).status_code == 200


def test_pages_forbid_everything_from_elsewhere_and_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
