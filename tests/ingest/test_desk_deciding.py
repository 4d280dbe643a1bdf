"""Release, withdrawal and findings judged harmless at the review desk, and who may do what there."""

import pytest

from determinations import history, search
from determinations.models import Case, Publication
from determinations.search.query import SearchQuery
from ingest.models import Upload
from tests.builders import make_case, make_item
from tests.ingest.reviewing import AGAINST, CORRECTS, DESK, RELEASES, person, said, store
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db


class TestDeciding:
    def test_one_finding_is_harmless_and_the_case_stays(self, desk):
        [case] = store(letter(AGAINST))
        [button] = desk.get(case).tree.select("button[value^=accept]")
        assert desk.send(case, button["value"]).status_code == 302
        row = Publication.objects.get()
        assert (row.state, row.accepted) == ("held", [button["value"].removeprefix("accept:")])
        line = Publication.history.first()
        assert line.history_user.username == "reader" and "Judged harmless" in line.history_change_reason
        assert history.of_case(case)[-1].what == "finding judged harmless"
        assert "judged harmless" in desk.get(case).text(".desk-findings")
        assert desk.send(case, button["value"]).status_code == 400
        assert desk.send(case, "accept:made_up:1").status_code == 400

    def test_what_was_judged_harmless_by_mistake_is_taken_back(self, desk):
        [case] = store(letter(AGAINST))
        key = desk.get(case).tree.select_one("button[value^=accept]")["value"].removeprefix("accept:")
        desk.send(case, f"accept:{key}")
        assert desk.send(case, f"doubt:{key}", why="It is not.").status_code == 302
        row = Publication.objects.get()
        assert (row.state, row.accepted) == ("held", [])
        last = history.of_case(case)[-1]
        assert (last.what, last.before, last.who, last.why) == (
            "finding not harmless after all", [key], "reader", "It is not.",
        )  # fmt: skip
        assert desk.send(case, f"doubt:{key}").status_code == 400
        desk.send(case, "release")
        assert not desk.get(case).tree.select("button[value^=doubt]")
        assert desk.send(case, f"doubt:{key}").status_code == 400, "withdraw it first"

    def test_release_judges_all_of_it_harmless_and_goes_on_to_the_next(self, desk):
        first, second = store(letter(AGAINST), letter(AGAINST, case_number="CM16-0900002"))
        response = desk.send(first, "release", why="The heading is right.")
        assert (response.status_code, response["Location"]) == (302, f"{DESK}{second.pk}/")
        assert list(Case.objects.public()) == [first]
        assert search.count(SearchQuery()) == 1
        assert Publication.objects.get(case=first).accepted
        assert history.of_case(first)[-1].why == "The heading is right."
        desk.send(second, "release")
        assert history.of_case(second)[-1].why == "Judged harmless: outcome_contradicts_rationale", "never blank"
        assert desk.send(second, "release")["Location"] == DESK, "released already"

    def test_a_decision_without_outcome_is_not_released(self, desk):
        [case] = store(letter(item("Acupuncture, 6 visits"), item("Knee brace", "see below")))
        response = desk.send(case, "release")
        assert response.status_code == 400 and "without an outcome" in said(response)
        assert desk.send(case, "save", **{"2-outcome": "upheld"}).status_code == 302
        assert not Case.objects.public().exists(), "a correction never publishes"
        assert desk.send(case, "release").status_code == 302
        assert Case.objects.public().exists()

    def test_withdraw_and_restore(self, desk, client):
        [case] = store(letter())
        refused = desk.send(case, "withdraw")
        assert refused.status_code == 400 and "Say why" in said(refused)
        assert desk.send(case, "withdraw", why="Names a person.").status_code == 302
        assert client.get(case.get_absolute_url()).status_code == 410
        assert "Restore" in desk.get(case).text("button[value=release]")
        assert desk.send(case, "release", why="It does not.").status_code == 302
        assert client.get(case.get_absolute_url()).status_code == 200

    def test_four_eyes(self, desk, settings, django_user_model):
        [case] = store(letter(AGAINST))
        upload = Upload.objects.create(uploaded_by=django_user_model.objects.get(username="reader"))
        upload.files.create(name="a.txt", state="held", case=case)
        settings.FOUR_EYES = True
        response = desk.send(case, "release")
        assert response.status_code == 400 and "You uploaded the letter" in said(response)
        assert not Case.objects.public().exists()
        Upload.objects.update(uploaded_by=None)
        assert desk.send(case, "release").status_code == 302
        assert Case.objects.public().exists()


@pytest.mark.parametrize(
    ("rights", "do", "status"),
    [
        ((), "look", 403),
        (("view_case",), "look", 200),
        (("view_case",), "save", 403),
        (("view_case", "add_correction"), "save", 403),
        (CORRECTS, "save", 302),
        (CORRECTS, "release", 403),
        (CORRECTS, "withdraw", 403),
        (CORRECTS, "accept:x", 403),
        (CORRECTS, "doubt:x", 403),
        (CORRECTS, "nonsense", 403),
        (RELEASES, "save", 403),
        (RELEASES, "undo:1", 403),
        (RELEASES, "bulk:1:category", 403),
        (RELEASES, "release", 302),
        (RELEASES, "nonsense", 400),
    ],
)
def test_who_may_do_what(client, django_user_model, rights, do, status):
    [case] = store(letter(AGAINST))
    client.force_login(person(django_user_model, "clerk", *rights))
    address = f"{DESK}{case.pk}/"
    sent = {"do": do, "revision": case.revision, "0-age": "47"}
    response = client.get(address) if do == "look" else client.post(address, sent)
    assert response.status_code == status
    if do == "look" and status == 200:
        assert not Page(response).tree.select("button[value=save], button[value=release], button[value=withdraw]")


def test_whoever_may_not_correct_sees_the_facts_also_when_something_was_refused(client, django_user_model):
    [case] = store(letter(AGAINST))
    client.force_login(person(django_user_model, "clerk", *RELEASES))
    response = client.post(f"{DESK}{case.pk}/", {"do": "withdraw", "revision": case.revision})
    assert response.status_code == 400 and "Say why" in said(response)
    page = Page(response)
    assert page.tree.select_one('[name="0-age"]')["value"] == "47"
    assert page.tree.select_one('[name="1-body_parts"]')["value"] == "Knee"
    assert "Not saved" not in page.text(".desk-case")
    assert all(each.has_attr("disabled") for each in page.tree.select("fieldset.desk-facts"))
    assert "reviewers correct them" in page.text(".desk-case")


def test_a_release_waits_for_who_has_seen_what_the_case_says_now(desk):
    [case] = store(letter(AGAINST))
    opened = desk.get(case)
    desk.send(case, "save", **{"0-age": "46"})
    assert "Somebody changed" in said(desk.send(case, "release", page=opened, **{"0-age": "46"}))
    assert not Case.objects.public().exists()


@pytest.mark.parametrize("do", ["release", "save"])
def test_nothing_is_done_to_a_case_that_changes_meanwhile(desk, monkeypatch, do):
    """Between the look at the case and the lock another process stores other words."""
    [case] = store(letter(AGAINST))

    def overtaken(form):
        Case.objects.filter(pk=case.pk).update(revision=form.case.revision + 1)
        return False

    with monkeypatch.context() as while_asked:
        while_asked.setattr("ingest.desk.doing.refuse_stale", overtaken)
        response = desk.send(case, do, **{"0-age": "46"} if do == "save" else {})
    assert response.status_code == 400 and "Somebody changed" in said(response)
    assert not Case.objects.public().exists() and Case.objects.get().age == 47
    sent = Page(response).tree.select_one('[name="revision"]')["value"]
    assert sent == str(case.revision), "who presses again sees first what it says now"


def test_a_letter_that_cannot_be_read_is_shown_and_not_corrected(desk):
    case = make_item(make_case(text="No letter at all.")).case
    page = desk.get(case)
    assert "Nothing can be corrected" in page.text(".errornote")
    assert not page.tree.select("button[value=save]")
    response = desk.send(case, "save", **{"0-age": "46"})
    assert response.status_code == 400 and Case.objects.get().age == 45
