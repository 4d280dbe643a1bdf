"""The queue of the review desk: which cases wait, why, and what is done to many of them at once."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import corpus, publishing
from determinations.choices import Standing
from determinations.models import Case, Correction, Letter, Publication
from ingest.correcting import correct
from ingest.desk.queue import Queue
from ingest.models import Upload
from tests.ingest.reviewing import AGAINST, CORRECTS, DESK, RELEASES, person, store
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db

PLAIN, ODD = item("Acupuncture, 6 visits"), item("A thing nobody knows")


@pytest.fixture
def staff(client, django_user_model):
    client.force_login(person(django_user_model, "reader", *CORRECTS, *RELEASES))
    return client


@pytest.fixture
def cases(db) -> dict[str, Case]:
    """Two held, one with a warning, one without any."""
    texts = (letter(AGAINST), letter(PLAIN, case_number="CM16-0900002"), letter(ODD, case_number="CM16-0900003"))
    found = store(*texts, letter(AGAINST, case_number="CM16-0900004"))
    return dict(zip(("held", "plain", "odd", "later"), found, strict=True))


def listed(client, params: str = "") -> list[str]:
    return Page(client.get(DESK + params)).texts(".desk-queue tbody th")


def test_held_cases_oldest_first_with_why_and_how_many(staff, cases):
    page = Page(staff.get(DESK))
    assert page.texts(".desk-queue tbody th") == [str(cases["held"]), str(cases["later"])]
    row = page.tree.select_one(".desk-queue tbody tr").get_text()
    assert "Held: " in row and "outcome_contradicts_rationale" in row
    counted = {each.split(" ")[0]: each.split(" ")[-1] for each in page.texts(".desk-tabs a")}
    assert (counted["Held"], counted["Corrections"], counted["Withdrawn"]) == ("2", "0", "0")
    assert "outcome_contradicts_rationale" in [each["value"] for each in page.tree.select("#codes option")]


def test_the_reason_outlasts_a_finding_judged_harmless(staff, cases):
    why = Page(staff.get(DESK)).texts(".desk-queue tbody td[data-label=Why]")[0]
    address = f"{DESK}{cases['held'].pk}/"
    page = Page(staff.get(address))
    do = page.tree.select_one("button[value^=accept]")["value"]
    assert staff.post(address, {"do": do, "revision": cases["held"].revision}).status_code == 302
    assert Page(staff.get(DESK)).texts(".desk-queue tbody td[data-label=Why]")[0] == why


def test_a_case_held_for_nothing_in_its_letter_says_why(staff, cases):
    def told() -> str:
        return Page(staff.get(f"{DESK}{cases['plain'].pk}/")).text(".desk-findings")

    with corpus.change() as step:
        publishing.hold(step, {cases["plain"].pk: "Its uploader asks for a look."})
    assert "Its uploader asks for a look." in told()
    publishing.withdraw([cases["plain"].pk], by=None, why="Asked by telephone.")
    assert "Asked by telephone." in told()
    publishing.release([cases["plain"].pk], by=None, why="Looked at.")
    assert "Looked at." not in told()


def test_corrections_that_need_a_look(staff, cases):
    for field, value in (("age", 46), ("sex", "female")):
        correct(cases["plain"], 0, field, value, by=None)
    Correction.objects.filter(field="age").update(standing="disagrees")
    assert listed(staff, "?show=corrections") == ["CM16-0900002"]
    assert "age: The parser reads something else" in Page(staff.get(f"{DESK}?show=corrections")).text(".desk-queue")
    Correction.objects.filter(field="age").update(standing=Standing.LOST, request="Acupuncture", item=1)
    page = Page(staff.get(f"{DESK}{cases['plain'].pk}/?show=corrections"))
    assert "Not applied" in page.text(".desk-findings")
    button = page.tree.select_one(".desk-findings button[value^=undo]")
    sent = {"do": button["value"], "revision": Case.objects.get(pk=cases["plain"].pk).revision}
    assert staff.post(f"{DESK}{cases['plain'].pk}/?show=corrections", sent).status_code == 302
    assert listed(staff, "?show=corrections") == []


@pytest.mark.parametrize(
    ("params", "wanted", "because"),
    [
        ("?show=held&code=outcome_contradicts_rationale", ["held", "later"], "a kind of warning"),
        ("?show=held&code=missing_age", [], "another kind"),
        ("?show=held&q=cm16-0900004", ["later"], "a number however written"),
        ("?show=held&q=CM16-0900002", [], "a case that is not held"),
        ("?show=all&q=CM16-0900002", ["plain"], "any case can be opened"),
        ("?show=all&q=CM16%200900002", ["plain"], "as it is said on the telephone"),
        ("?show=all&q=cm16900002", ["plain"], "without zeros"),
        ("?show=all&q=0900002", ["plain"], "its digits alone"),
        ("?show=all&q=https://imr.example.org/cases/cm16-0900002/?q=knee%23item-1", ["plain"], "an address"),
        ("?show=all&q=https://imr.example.org/cases/", [], "an address of none"),
        ("?show=all&q=/cases///%5B", [], "no address at all"),
        ("?show=all", ["held", "plain", "odd", "later"], "all"),
        ("?show=warnings&code=unclassified_request", ["odd"], "warnings of public cases too"),
        ("?show=all&state=public", ["plain", "odd"], "publication"),
        ("?show=all&state=held&layout=final", ["held", "later"], "layout"),
        ("?show=held&layout=notice", [], "another layout"),
        ("?show=held&version=0", [], "parser version"),
        ("?show=withdrawn", [], "none withdrawn"),
    ],
)
def test_filters(staff, cases, params, wanted, because):
    assert listed(staff, params) == [str(cases[name]) for name in wanted], because


@pytest.mark.parametrize("params", ["?show=everything", "?code=%22%25", "?after=x", "?layout=odd", "?state=none"])
def test_what_cannot_be_asked_is_said(staff, cases, params):
    response = staff.get(DESK + params)
    assert response.status_code == 400
    assert not Page(response).texts(".desk-queue tbody th")


def test_a_case_that_is_in_another_part_is_a_click_away(staff, cases):
    page = Page(staff.get(f"{DESK}?q=CM16-0900002"))
    further = page.links(".desk-queue a")["Look in all cases"]
    assert listed(staff, further) == ["CM16-0900002"]
    assert "Look in all cases" not in page.links(".desk-tabs a")


def test_letters_are_looked_through_window_by_window(staff, cases, monkeypatch):
    monkeypatch.setattr("ingest.desk.queue.WINDOW", 2)
    page = Page(staff.get(f"{DESK}?show=all&layout=final"))
    assert page.texts(".desk-queue tbody th") == [str(cases["held"]), str(cases["plain"])]
    [further] = [link for words, link in page.links("a").items() if words == "Look through the next ones"]
    page = Page(staff.get(DESK + further))
    assert page.texts(".desk-queue tbody th") == [str(cases["odd"]), str(cases["later"])]
    assert "Look through the next ones" not in page.links("a")


@pytest.mark.parametrize("params", ["?show=all", "?show=all&state=public", "?show=warnings"])
def test_what_an_index_answers_is_looked_through_whole(staff, cases, monkeypatch, params):
    before = listed(staff, params)
    monkeypatch.setattr("ingest.desk.queue.WINDOW", 1)
    page = Page(staff.get(DESK + params))
    assert page.texts(".desk-queue tbody th") == before != []
    assert "Look through the next ones" not in page.links("a")


def test_letters_with_warnings_are_found_by_their_index(cases):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # which reads so few rows whole
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "letter_warned" in Queue({"show": "warnings"}).keys().explain()


def test_next_and_previous_keep_to_the_queue(staff, cases):
    page = Page(staff.get(f"{DESK}{cases['held'].pk}/?show=held&layout=final"))
    assert page.tree.select_one("a[rel=next]")["href"] == f"{DESK}{cases['later'].pk}/?show=held&layout=final"
    assert not page.tree.select("a[rel=prev]")
    page = Page(staff.get(f"{DESK}{cases['later'].pk}/"))
    assert page.tree.select_one("a[rel=prev]")["href"] == f"{DESK}{cases['held'].pk}/"


def test_a_page_costs_the_same_however_many_are_on_it(staff, cases, monkeypatch):
    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(DESK).status_code == 200
        assert not [each["sql"] for each in queries if '"text"' in each["sql"] and "CAST" not in each["sql"]]
        return len(queries)

    counted()
    before = counted()
    store(*[letter(AGAINST, case_number=f"CM16-09001{number:02}") for number in range(8)])
    assert counted() == before <= 16
    monkeypatch.setattr("ingest.desk.views._ON_A_PAGE", 4)
    assert len(listed(staff, "?p=3")) == 2
    assert "p=2" in Page(staff.get(f"{DESK}?p=3")).tree.select_one(".paginator a")["href"]


def test_the_held_list_asks_no_letter_that_is_not_on_the_page(staff, cases):
    with CaptureQueriesContext(connection) as queries:
        staff.get(DESK)
    about_letters = [each["sql"] for each in queries if 'FROM "determinations_letter"' in each["sql"]]
    assert about_letters and all('"case_id" IN (' in each for each in about_letters)


class TestMany:
    def test_asks_why_then_releases(self, staff, cases, django_capture_on_commit_callbacks):
        sent = {"do": "release", "case": [cases["held"].pk, cases["later"].pk]}
        asked = staff.post(f"{DESK}many/", sent)
        assert asked.status_code == 200 and not Page(asked).tree.select(".errorlist")
        assert Publication.objects.filter(state="held").count() == 2
        assert staff.post(f"{DESK}many/", sent | {"why": " "}).status_code == 400
        with django_capture_on_commit_callbacks(execute=True):
            done = staff.post(f"{DESK}many/", sent | {"why": "Looked at."}, follow=True)
        assert "2 cases released" in Page(done).text(".messagelist")
        assert Case.objects.public().count() == 4
        assert set(Publication.history.filter(state="public").values_list("history_change_reason", flat=True)) == {
            "Looked at."
        }

    def test_withdraws(self, staff, cases):
        sent = {"do": "withdraw", "case": [cases["plain"].pk, cases["held"].pk], "why": "Asked for."}
        assert staff.post(f"{DESK}many/", sent).status_code == 302
        assert listed(staff, "?show=withdrawn") == [str(cases["held"]), str(cases["plain"])]

    def test_leaves_a_case_alone_for_which_other_words_come_meanwhile(self, staff, cases, monkeypatch):
        def read_while_others_write(keys):
            with corpus.change() as step:
                Case.objects.filter(pk=cases["later"].pk).update(revision=step.revision)
            return {}

        monkeypatch.setattr("ingest.bulk.releasing.harmless_keys", read_while_others_write)
        sent = {"do": "release", "case": [cases["held"].pk, cases["later"].pk], "why": "Fine."}
        told = Page(staff.post(f"{DESK}many/", sent, follow=True)).text("#content")
        assert "it changed since this was asked for" in told and "1 changed" in told
        assert Publication.objects.get(state="held").case == cases["later"]

    def test_leaves_out_what_was_taken_out_meanwhile(self, staff, cases):
        corpus.remove([cases["plain"].pk])
        sent = {"do": "withdraw", "case": [cases["plain"].pk, cases["held"].pk], "why": "Asked for."}
        told = Page(staff.post(f"{DESK}many/", sent, follow=True)).text("#content")
        assert "1 changed" in told and "It was taken out." in told

    def test_four_eyes_hold_back_all_of_them(self, staff, cases, settings, django_user_model):
        settings.FOUR_EYES = True
        upload = Upload.objects.create(uploaded_by=django_user_model.objects.get())
        upload.files.create(name="a.txt", state="held", case=cases["later"])
        sent = {"do": "release", "case": [cases["held"].pk, cases["later"].pk], "why": "Fine."}
        response = staff.post(f"{DESK}many/", sent)
        assert response.status_code == 400 and "You uploaded the letter of CM16-0900004" in Page(response).text("body")
        assert Publication.objects.filter(state="held").count() == 2

    @pytest.mark.parametrize(
        "sent", [{"do": "burn", "case": ["1"], "why": "x"}, {"do": "release", "case": ["x"], "why": "x"}]
    )
    def test_what_cannot_be(self, staff, cases, sent):
        assert staff.post(f"{DESK}many/", sent).status_code == 400

    def test_none_chosen(self, staff, cases):
        assert "No case was chosen" in Page(staff.post(f"{DESK}many/", {"do": "release"}, follow=True)).text("body")

    @pytest.mark.parametrize("action", ["release_cases", "withdraw_cases"])
    def test_from_the_list_of_cases(self, staff, cases, action):
        sent = {"action": action, "_selected_action": [cases["held"].pk, cases["plain"].pk]}
        page = Page(staff.post("/admin/determinations/case/", sent))
        assert [each["value"] for each in page.tree.select("input[name=case]")] == [
            str(cases["held"].pk),
            str(cases["plain"].pk),
        ]
        word = {"release_cases": "release", "withdraw_cases": "withdraw"}[action]
        assert page.tree.select_one("button[name=do]")["value"] == word

    def test_who_may(self, client, django_user_model, cases):
        client.force_login(person(django_user_model, "clerk", *CORRECTS))
        sent = {"do": "release", "case": [cases["held"].pk], "why": "x"}
        assert client.post(f"{DESK}many/", sent).status_code == 403
        assert client.get(f"{DESK}many/").status_code == 405
        assert not Page(client.get(DESK)).tree.select("input[name=case]")
        listing = Page(client.get("/admin/determinations/case/"))
        assert "release_cases" not in [each["value"] for each in listing.tree.select("select[name=action] option")]


def test_strangers_are_asked_to_log_in(client, django_user_model, cases):
    for address in (DESK, f"{DESK}{cases['held'].pk}/"):
        assert client.get(address).status_code == 302
    client.force_login(person(django_user_model, "clerk"))
    assert client.get(DESK).status_code == 403
    assert "Review desk" not in Page(client.get("/admin/")).text("body")
    client.get("/admin/")
    user = django_user_model.objects.get()
    user.user_permissions.set(Permission.objects.filter(codename="view_case"))
    assert DESK in Page(client.get("/admin/")).links("#content a").values()
    assert Letter.objects.count() == 4
