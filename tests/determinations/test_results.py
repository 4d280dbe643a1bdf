"""The list of decisions: what is found, promised, marked, gathered, cut and refused."""

from datetime import date

import pytest

from determinations import search
from determinations.filters import facet_names
from determinations.search.query import DEEPEST_PAGE
from tests.builders import make_case, make_citation, make_item
from tests.library import make_library
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    return lambda url: Page(client.get(url, follow=True))


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

    def test_words_found_only_in_a_citation_are_shown_there(self, get):
        item = make_item(request="Acupuncture, 6 visits", rationale="Not necessary.")
        make_citation(item, text="MTUS, Pain, page 8", cited_by="reviewer")
        make_citation(item, text="A textbook of needles", cited_by="claims-admin")
        search.sync()
        for query, marks in (("textbook", ["textbook"]), ("acupuncture+needles", ["needles"])):
            page = get(f"/decisions/?q={query}")
            assert page.text(".excerpt") == "Claims administrator cited: A textbook of needles"
            assert page.texts(".excerpt mark") == marks
        assert get("/decisions/?q=visits").text(".excerpt") == "Not necessary.", "the request shows it already"

    def test_long_texts_are_cut_for_the_list(self, get):
        make_item(request="Acupuncture " + "and more " * 20_000, rationale="Blank. " * 200_000 + "Zebra.")
        make_item(make_case(decision_date=date(2014, 1, 1)), request="x" * 100_000)
        search.sync()
        words, one_word = get("/decisions/").requests
        assert 200 < len(words) <= 301
        assert words.endswith(" more…")
        assert one_word == "x" * 300 + "…"
        assert get("/decisions/?q=zebra").text(".excerpt").startswith("Blank.")

    def test_what_was_typed_cannot_become_markup(self, get, client):
        make_item(request="<b>Bold</b> request")
        search.sync()
        answer = client.get("/decisions/", {"q": '<script>alert("x")</script> bold'})
        assert b"<script>" not in answer.content
        assert b"alert(" in answer.content  # it is shown, as words
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

    def test_pages_end_at_a_depth_and_say_what_to_do_instead(self, get, monkeypatch):
        for module in ("views", "results", "filters"):
            monkeypatch.setattr(f"determinations.{module}.DEEPEST_PAGE", 2)
        case = make_case()
        for _ in range(60):
            make_item(case)
        search.sync()
        last = get("/decisions/?sex=female&page=2")
        assert (last.status, len(last.requests)) == (200, 25)
        assert list(last.links(".pagination a")) == ["Previous page", "Page 1", "Page 2"]
        assert "first 50 decisions. For the other 10 narrow the search" in last.text(".pagination")
        for asked in ("3", "99999", "9" * 30):
            deep = get(f"/decisions/?sex=female&page={asked}")
            assert (deep.status, deep.count, deep.requests) == (404, 60, [])
            assert deep.text(".empty h2") == "Pages go up to 2"
            assert deep.links(".empty a") == {"Go to page 2": "/decisions/?sex=female&page=2"}
            assert "CSV" in deep.links('[aria-labelledby="taking-heading"] a')
            assert not deep.tree.select('a[href*="page=3"]')
        narrow = get("/decisions/?sex=female&outcome=overturned&page=3")
        assert (narrow.status, narrow.text("h1")) == (404, "Page not found"), "there are not so many"

    def test_the_engine_is_never_asked_for_a_deep_page(self, client, monkeypatch):
        asked = []
        find = search.search
        monkeypatch.setattr(search, "search", lambda query: asked.append(query.page) or find(query))
        client.get(f"/decisions/?page={DEEPEST_PAGE}")
        client.get(f"/decisions/?page={DEEPEST_PAGE + 1}")
        assert asked == [DEEPEST_PAGE, 1]

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

    def test_an_empty_field_takes_no_page_back_and_what_has_no_name_is_ignored(self, client, get):
        assert client.get("/decisions/?page=2&page=")["Location"] == "/decisions/?page=2"
        assert client.get("/decisions/?=")["Location"] == "/decisions/"
        make_item()
        search.sync()
        page = get("/decisions/?=x")
        assert (page.status, page.count, page.texts(".notice")) == (200, 1, [])
        assert client.get("/api/v1/decisions/?=x&page=1&page=").status_code == 200

    def test_outcomes_are_said_in_plain_words_too(self, get):
        make_item()
        search.sync()
        page = get("/decisions/?outcome=upheld")
        assert page.text("#outcome .option").startswith("Upheld: denial stands")
        assert page.text(".chip") == "Remove filter Outcome: Upheld (denial stands) ✕"

    def test_the_search_stays_as_typed_and_the_order_as_chosen(self, get):
        make_item()
        search.sync()
        page = get("/decisions/?q=acupuncture&sort=oldest")
        assert page.tree.select_one("#q")["value"] == "acupuncture"
        assert "sort=oldest" in page.submit()
        assert get("/decisions/" + page.submit(("outcome", "upheld"))).count == 1
