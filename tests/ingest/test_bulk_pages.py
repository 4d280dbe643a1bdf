"""Bulk changes in the admin: asked for at the desk, watched, cancelled, undone, and who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations.models import Correction, Publication
from ingest.bulk import asking
from ingest.models import BulkChange
from tests.ingest.bulk import AGAINST, counts, many, wanted
from tests.ingest.reviewing import CORRECTS, DESK, RELEASES, person, said, store
from tests.ingest.uploads import work
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/ingest/bulkchange/"
CHOSEN = {"confirmed": "1", "1-treatment_type": "tens-unit", "why": "It is one."}


@pytest.fixture
def boss(client, django_user_model):
    user = person(django_user_model, "boss", *CORRECTS, *RELEASES)
    client.force_login(user)
    return user


def press(client, change: BulkChange, button: str, **sent):
    return client.post(f"{LIST}{change.pk}/{button}/", sent)


@pytest.mark.django_db(transaction=True)
def test_more_than_a_few_are_corrected_in_the_background(client, desk, monkeypatch):
    monkeypatch.setattr(asking, "AT_ONCE", 1)
    [case] = store(letter(item("Knee brace"), item("Knee brace")))
    asked = desk.send(case, "bulk:1:treatment_type", **{"1-treatment_type": "tens-unit"})
    assert "This touches 2 decisions" in said(asked) and "in the background" in said(asked)
    response = desk.send(case, "bulk:1:treatment_type", **CHOSEN)
    change = BulkChange.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{LIST}{change.pk}/change/")
    page = Page(client.get(response["Location"]))
    assert "Treatment of every decision “Knee brace”" in page.text("#live")
    assert "Waiting: 0 looked at" in page.text("#standing") and "No worker is running" in page.text("#live")
    assert page.tree.select("#live[hx-trigger]") and "Look again" in page.links("#live a")
    assert not Correction.objects.exists()
    work()
    page = Page(client.get(response["Location"]))
    assert "Finished: 2 of 2 looked at; 2 changed, 0 were so already" in page.text("#standing")
    assert not page.tree.select("#live[hx-trigger]")
    undone = press(client, change, "undo", why="All wrong.")
    assert BulkChange.objects.count() == 2
    work()
    page = Page(client.get(undone["Location"]))
    assert "Undoing of bulk change" in page.text("#live") and "2 changed" in page.text("#standing")
    assert not Correction.objects.exists()
    page = Page(client.get(f"{LIST}{change.pk}/change/"))
    assert "undoes it: finished" in page.text("#live") and not page.tree.select("#undo")


def test_a_few_are_corrected_at_once_and_undone_at_once(client, desk):
    [case] = store(letter(item("Knee brace"), item("Knee brace")))
    done = desk.send(case, "bulk:1:treatment_type", **CHOSEN)
    assert done.status_code == 302 and done["Location"].startswith(DESK)
    change = BulkChange.objects.get()
    assert counts(change)[:2] == (2, 2) and change.state == "finished"
    assert "2 corrected" in desk.get(case).text(".messagelist")
    answer = press(client, change, "undo")
    assert not Correction.objects.exists()
    assert "Finished: 2 of 2" in Page(client.get(answer["Location"])).text("#standing")
    assert "nothing to undo" in Page(client.post(f"{LIST}{change.pk}/undo/", follow=True)).text(".messagelist")
    line = Correction.history.filter(history_type="-").first()
    assert (line.history_user.username, line.history_change_reason) == ("reader", f"{change} is undone.")


def test_a_few_chosen_are_released_at_once_and_undone_at_once(client, boss):
    cases = many(3, AGAINST)
    sent = {"do": "release", "case": [case.pk for case in cases[:2]], "why": "Looked at."}
    assert client.post(f"{DESK}many/", sent)["Location"] == DESK
    change = BulkChange.objects.get()
    assert (counts(change)[:2], change.why) == ((2, 2), "Looked at.")
    assert Publication.objects.filter(state="held").count() == 1
    press(client, change, "undo")
    assert Publication.objects.filter(state="held").count() == 3


class TestWholeLists:
    @pytest.fixture
    def held(self, boss, monkeypatch):
        monkeypatch.setattr("ingest.desk.views._ON_A_PAGE", 2)
        return many(5, AGAINST)

    def test_every_case_of_a_list_is_released_once_it_is_said_why(self, client, held, boss):
        page = Page(client.get(f"{DESK}?show=held&layout=final"))
        assert "Release all 5…" in page.text("form[action$='many/']")
        sent = {"do": "release-all", "list": page.tree.select_one("input[name=list]")["value"]}
        page = Page(client.post(f"{DESK}many/", sent, follow=True))
        assert "Release 5 cases" in page.text("#content-main") and str(held[4]) in page.text("#content-main ul")
        change = BulkChange.objects.get()
        many(1, AGAINST, first=70)
        assert press(client, change, "confirm", why=" ").status_code == 400
        work()
        assert Publication.objects.filter(state="held").count() == 6
        assert press(client, change, "confirm", why="Looked at.").status_code == 302
        work()
        assert Publication.objects.filter(state="held").count() == 1, "what came later is held"
        assert Publication.history.filter(state="public", history_user=boss).count() == 5

    def test_a_draft_is_dropped_and_nobody_elses(self, client, held, boss, django_user_model):
        client.post(f"{DESK}many/", {"do": "withdraw-all", "list": "show=held"})
        change = BulkChange.objects.get()
        client.force_login(person(django_user_model, "other", *CORRECTS, *RELEASES))
        assert press(client, change, "confirm", why="Mine.").status_code == 404
        assert Page(client.get(LIST)).tree.select("#result_list") == []
        client.force_login(boss)
        assert press(client, change, "drop").status_code == 302
        assert not BulkChange.objects.exists()

    @pytest.mark.parametrize("asked", ["show=withdrawn", "show=everything", "q=CM16-0000001"])
    def test_an_empty_list(self, client, held, asked):
        page = Page(client.post(f"{DESK}many/", {"do": "release-all", "list": asked}, follow=True))
        assert "no case in this list" in page.text(".messagelist") and not BulkChange.objects.exists()

    def test_more_than_a_few_chosen_in_the_list_of_cases(self, client, held, monkeypatch):
        monkeypatch.setattr("ingest.desk.forms.ManyForm.MOST", 3)
        sent = {"action": "release_cases", "_selected_action": [held[0].pk], "select_across": "1"}
        page = Page(client.post("/admin/determinations/case/", sent, follow=True))
        assert "Release 5 cases" in page.text("#content-main")
        assert BulkChange.objects.get().cases == [case.pk for case in held]


def test_cancelled_and_gone_on_with(client, boss):
    many(2)
    change = wanted(boss)
    assert "Cancelled" in Page(client.post(f"{LIST}{change.pk}/cancel/", follow=True)).text(".messagelist")
    assert "had ended" in Page(client.post(f"{LIST}{change.pk}/cancel/", follow=True)).text(".messagelist")
    work()
    assert not Correction.objects.exists()
    assert "goes on" in Page(client.post(f"{LIST}{change.pk}/resume/", follow=True)).text(".messagelist")
    work()
    assert counts(change)[:2] == (2, 2)
    assert "cannot go on" in Page(client.post(f"{LIST}{change.pk}/resume/", follow=True)).text(".messagelist")


@pytest.mark.parametrize("button", ["cancel", "resume", "undo", "confirm", "drop"])
def test_who_may_only_look(client, boss, django_user_model, button):
    many(1)
    change = wanted(boss, here=True)
    client.force_login(person(django_user_model, "clerk", "view_case"))
    page = Page(client.get(f"{LIST}{change.pk}/change/"))
    assert "Finished" in page.text("#standing") and not page.tree.select("#content-main button")
    assert press(client, change, button).status_code == 403
    assert client.get(f"{LIST}{change.pk}/{button}/").status_code == 405
    client.force_login(person(django_user_model, "stranger"))
    assert client.get(f"{LIST}{change.pk}/change/").status_code == client.get(LIST).status_code == 403
    assert Correction.objects.count() == 1


def test_what_a_change_touched_is_listed(client, boss):
    many(2)
    wanted(boss, here=True)
    page = Page(client.get("/admin/ingest/bulkline/", {"q": "CM16-0900001"}))
    assert "Bulk change" in page.text("#result_list") and "treatment_type" in page.text("#result_list")
    assert "CM16-0900000" not in page.text("#result_list")


@pytest.mark.parametrize("key", ["0", "999999", "x", "9" * 30, "²"])
def test_there_is_none(client, boss, key):
    assert client.get(f"{LIST}{key}/change/").status_code == 404


def test_the_list_of_past_changes_costs_the_same_however_many_there_are(client, boss):
    many(2)

    def shown() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = Page(client.get(LIST))
        assert "Treatment of every decision “Knee brace”: TENS" in page.text("#result_list")
        assert not [each for each in queries if '"ingest_bulkchange"."cases"' in each["sql"]]
        return len(queries)

    asking.undo(wanted(boss, here=True), boss, "")
    shown()
    before = shown()
    for _ in range(3):
        asking.undo(wanted(boss, here=True), boss, "")
    assert shown() == before
    assert client.get(f"{LIST}?q=boss").status_code == 200
