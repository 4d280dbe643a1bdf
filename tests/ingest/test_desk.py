"""The page of a case at the review desk: its facts corrected beside the letter, released, withdrawn, restored."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import search
from determinations.models import Case, Correction
from determinations.search.query import SearchQuery
from ingest.corrections.facts import ITEM_FIELDS
from ingest.desk.values import stored
from tests.ingest.reviewing import AGAINST, DESK, filled, said, store
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db


class TestThePage:
    def test_every_fact_has_a_field_with_its_value_beside_the_marked_letter(self, desk):
        [case] = store(letter(item("Acupuncture, 6 visits, left knee", "Overturned"), AGAINST))
        page = desk.get(case)
        fields = {each["name"] for each in page.tree.select(".desk-case [name]")}
        for place, field in stored(case):
            assert fields & {f"{place}-{field}", f"{place}-{field}-text"}, field
        sent = filled(page)
        assert (sent["0-age"], sent["0-sex"], sent["0-dates.injury"]) == (["47"], ["male"], ["2012-10-15"])
        assert (sent["1-treatment_type"], sent["1-outcome"]) == (["acupuncture"], ["overturned"])
        assert sent["1-body_parts"] == ["Knee", "", ""]
        assert sent["1-reviewer_citations-text"][0].startswith("Official Disability")
        assert "47 year old" in page.letter_marks
        ids = {each["id"] for each in page.tree.select("[id]")}
        targets = {each["href"] for each in page.tree.select(".letter a.back, a.in-letter")}
        assert targets and {each[1:] for each in targets} <= ids

    def test_nothing_touched_changes_nothing(self, desk):
        [case] = store(letter(item("Tramadol 50mg #60"), AGAINST, item("Knee brace", "see below")))
        before = stored(Case.objects.for_detail().get())
        response = desk.send(case, "save")
        assert response.status_code == 302
        assert not Correction.objects.exists()
        assert stored(Case.objects.for_detail().get()) == before

    def test_queries_do_not_grow_with_the_decisions(self, desk, client):
        one, many = store(letter(AGAINST), letter(*[AGAINST] * 6, case_number="CM16-0900002"))
        counted = []
        for case in (one, many):
            desk.get(case)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{DESK}{case.pk}/").status_code == 200
            counted.append(len(queries))
        assert counted[0] == counted[1] <= 26

    def test_there_is_none_of_a_case_that_is_not(self, client, desk):
        assert client.get(f"{DESK}12345678/").status_code == 404


class TestCorrecting:
    def test_several_facts_at_once_with_who_and_why(self, desk):
        [case] = store(letter(item("Acupuncture, 6 visits")))
        response = desk.send(
            case, "save", **{
                "why": "The letter says 46.", "0-age": "46", "0-dates.injury": "2012-10-16", "0-priority": "Expedited",
                "1-drugs": ["Tramadol", "", ""], "1-body_parts": ["knee", "Shoulder", ""], "0-states": ["Oregon"],
            },
        )  # fmt: skip
        assert response.status_code == 302, said(response)
        now = stored(Case.objects.for_detail().get())
        assert (now[0, "age"], now[0, "dates.injury"], now[0, "states"]) == (46, "2012-10-16", ["Oregon"])
        assert (now[0, "priority"], now[1, "drugs"]) == ("Expedited", ["tramadol"])
        assert sorted(now[1, "body_parts"]) == ["knee", "shoulder"]
        assert Correction.objects.count() == 6
        line = Correction.history.filter(field="age").get()
        assert (line.history_user.username, line.history_change_reason) == ("reader", "The letter says 46.")
        assert search.count(SearchQuery(drug=("tramadol",))) == 1
        page = desk.get(case)
        assert "the letter was read as: 47 years" in page.text("#fact-age")

    def test_citations_are_rows(self, desk):
        [case] = store(letter())
        page = desk.get(case)
        sent = filled(page)
        words = sent["1-reviewer_citations-text"]
        words[1] = "ACOEM Low Back Complaints"
        guidelines = sent["1-reviewer_citations-guideline"]
        guidelines[0], guidelines[1] = "", "ACOEM, Low Back Complaints, 2004"
        known = [each["value"] for each in page.tree.select("#terms-guideline option")]
        guidelines[1] = known[0]
        pages = sent["1-reviewer_citations-pages"]
        pages[1] = "287, 303-305"
        sources = sent["1-reviewer_citations-source"]
        sources[1] = "ACOEM"
        changed = {"1-reviewer_citations-text": words, "1-reviewer_citations-guideline": guidelines,
                   "1-reviewer_citations-pages": pages, "1-reviewer_citations-source": sources}  # fmt: skip
        assert desk.send(case, "save", **changed).status_code == 302
        first, second = stored(Case.objects.for_detail().get())[1, "reviewer_citations"]
        assert first["guideline"] is None and first["text"] == words[0] and first["span"]
        assert (second["source"], second["pages"]) == ("ACOEM", ["287", "303-305"])
        assert second["guideline"]

    def test_undo(self, desk):
        [case] = store(letter())
        desk.send(case, "save", **{"0-age": "46"})
        button = desk.get(case).tree.select_one("#fact-age button[value^=undo]")
        assert desk.send(case, button["value"], why="A slip.").status_code == 302
        assert (Case.objects.get().age, Correction.objects.exists()) == (47, False)
        assert Correction.history.filter(history_type="-").get().history_change_reason == "A slip."
        again = desk.send(case, button["value"])
        assert again.status_code == 400 and "undone already" in said(again)

    @pytest.mark.parametrize(
        ("name", "typed", "told"),
        [
            ("0-age", "four", "whole number"),
            ("0-dates.injury", "10/15/2012", "2016-04-24"),
            ("0-case_number", "17", "CM16-0012345"),
            ("1-outcome", "won", "one of"),
            ("1-treatment_type", "magic", "no such term"),
            ("1-drugs", "Snake oil", "no such term"),
            ("1-request", "", "blank"),
            ("1-reviewer_citations-guideline", ["No such book", ""], "no such term"),
            ("0-case_number", "CM16-0900002", "the number of case"),
        ],
    )
    def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(self, desk, name, typed, told):
        case, _ = store(letter(), letter(case_number="CM16-0900002"))
        response = desk.send(case, "save", **{name: typed, "0-sex": "female", "why": "So it says."})
        assert response.status_code == 400
        page = Page(response)
        [wrong] = page.tree.select(".desk-fact.errors")
        assert told in wrong.get_text() and wrong.select_one(f'[name="{name}"]')
        sent = filled(page)
        assert (sent["0-sex"], sent["why"]) == (["female"], ["So it says."])
        if not wrong.select(f'select[name="{name}"]'):  # no browser sends what a select has not
            assert sent[name][0].strip() == (typed[0] if isinstance(typed, list) else typed)
        assert not Correction.objects.exists(), "all or nothing"
        assert "What stands now: male" in page.text("#fact-sex")

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(self, desk):
        [case] = store(letter())
        opened = desk.get(case)
        desk.send(case, "save", **{"0-age": "46"})
        late = desk.send(case, "save", page=opened, **{"0-sex": "female"})
        assert late.status_code == 400 and "Somebody changed this case" in said(late)
        assert "What stands now: 46" in Page(late).text("#fact-age")
        assert (Case.objects.get().age, Case.objects.get().sex) == (46, "male")
        assert desk.send(case, "save", page=Page(late), **{"0-age": "46"}).status_code == 302
        assert (Case.objects.get().age, Case.objects.get().sex) == (46, "female")

    def test_a_button_does_not_lose_what_was_typed_before_it(self, desk):
        [case] = store(letter(AGAINST))
        response = desk.send(case, "release", **{"0-age": "46"})
        assert response.status_code == 400 and "did not save" in said(response)
        assert filled(Page(response))["0-age"] == ["46"]
        assert not Case.objects.public().exists()

    def test_only_what_is_sent_is_corrected(self, client, desk):
        [case] = store(letter())
        sent = {"do": "save", "revision": case.revision, "0-age": "46"}
        assert client.post(f"{DESK}{case.pk}/", sent).status_code == 302
        assert list(Correction.objects.values_list("field", flat=True)) == ["age"]

    def test_a_correction_that_contradicts_its_letter_says_that_it_holds_the_case(self, desk, client):
        [case] = store(letter())
        assert desk.send(case, "save", **{"1-outcome": "overturned"}).status_code == 302
        assert not Case.objects.public().exists() and search.count(SearchQuery()) == 0
        assert "not public any more" in desk.get(case).text(".messagelist")


class TestBulk:
    def test_the_number_is_said_before_it_is_done(self, desk):
        first, _, third = store(
            letter(item("Knee brace")),
            letter(item("KNEE  brace"), item("Knee brace"), case_number="CM16-0900002"),
            letter(item("Wrist brace"), case_number="CM16-0900003"),
        )
        asked = desk.send(first, "bulk:1:category", **{"1-category": "surgery"})
        assert asked.status_code == 200
        page = Page(asked)
        assert "This touches 3 decisions." in page.text("main, #content")
        assert not Correction.objects.exists()
        assert page.tree.select_one('[name="1-category"] option[selected]')["value"] == "surgery"
        done = desk.send(first, "bulk:1:category", confirmed="1", **{"1-category": "surgery"})
        assert done.status_code == 302
        assert set(Correction.objects.values_list("field", "value")) == {("category", "surgery")}
        assert Correction.objects.count() == 3
        assert stored(Case.objects.for_detail().get(pk=third.pk))[1, "category"] != "surgery"

    @pytest.mark.parametrize("about", ["9:category", "1:outcome", "x:y", "", "0:age", "1:request"])
    def test_what_does_not_follow_from_a_request(self, desk, about):
        [case] = store(letter())
        response = desk.send(case, f"bulk:{about}")
        assert response.status_code == 400 and not Correction.objects.exists()

    def test_a_reason_too_long_is_said_and_nothing_is_done(self, desk):
        [case] = store(letter(item("Knee brace")))
        response = desk.send(case, "bulk:1:category", confirmed="1", why="x" * 2_001, **{"1-category": "surgery"})
        assert response.status_code == 400 and not Correction.objects.exists()
        assert "2000 characters" in said(response)

    def test_of_very_many_it_is_said_that_there_are_more(self, desk, monkeypatch):
        monkeypatch.setattr("ingest.desk.bulk.COUNTED", 1)
        [case] = store(letter(item("Knee brace"), item("Knee brace")))
        assert "This touches more than 1 decision." in said(desk.send(case, "bulk:1:category"))
        assert not Correction.objects.exists()


def test_fields_are_in_the_order_in_which_they_are_laid_over(desk):
    [case] = store(letter())
    inputs = desk.get(case).tree.select("#item-1 .desk-fact :is(input, select, textarea)")
    named = [each["name"].split("-")[1] for each in inputs]
    assert tuple(dict.fromkeys(named)) == ITEM_FIELDS
