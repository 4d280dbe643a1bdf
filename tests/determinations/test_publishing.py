"""Cases held, released, withdrawn and restored: who sees them, and what the history says."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from determinations import corpus, publishing, search
from determinations.choices import PublicationState
from determinations.models import Case, DisputedItem, Letter, Publication
from determinations.search.query import SearchQuery
from tests.builders import make_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return get_user_model().objects.create_user("reader")


def hold(case, why="An address is named.", by=None):
    with corpus.change() as step:
        held = publishing.hold(step, {case.pk: why}, by=by)
    search.sync()
    return held


def states(case) -> list[tuple]:
    rows = Publication.history.filter(case_id=case.pk).order_by("history_date", "history_id")
    return [(row.state, row.history_user, row.history_change_reason) for row in rows]


def addresses(case) -> list[str]:
    return [
        reverse("case", args=[case.slug]),
        reverse("letter-text", args=[case.slug]),
        reverse("letter-pdf", args=[case.slug]),
        reverse("api-case", args=[case.slug]),
        reverse("api-decision", args=[case.slug, 1]),
    ]


def listings() -> list[str]:
    lists = ["decisions", "decisions-csv", "decisions-jsonl", "decisions-atom", "api-decisions", "api-cases"]
    return [reverse(name) for name in lists]


def told(client, address) -> str:
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    return body.decode()


def test_a_held_case_is_nowhere(client):
    shown, hidden = make_item(request="Shown knee brace").case, make_item(request="Hidden knee brace").case
    hold(hidden)
    assert search.count(SearchQuery()) == 1
    for address in listings():
        text = told(client, address)
        assert shown.slug in text and hidden.slug not in text and "Hidden" not in text, address
    assert {client.get(each).status_code for each in addresses(hidden)} == {404}
    assert search.check().clean


def test_a_case_is_hidden_before_the_index_follows(client):
    case = make_item(request="Hidden knee brace").case
    search.sync()
    publishing.withdraw([case.pk], by=None)
    assert search.count(SearchQuery()) == 1  # not synced yet
    for address in listings():
        assert case.slug not in told(client, address), address


def test_a_withdrawn_case_says_so_and_comes_back(client, person):
    case = make_item().case
    publishing.withdraw([case.pk], by=person, why="The worker is named.")
    search.sync()
    for address in addresses(case):
        response = client.get(address)
        assert response.status_code == 410 and b"withdrawn" in response.content, address
        assert response["Cache-Control"] == "no-cache", "browsers would keep a 410 for good"
    assert search.count(SearchQuery()) == 0
    publishing.release([case.pk], by=person, why="The name was taken out.")
    search.sync()
    shown = client.get(case.get_absolute_url())
    assert (shown.status_code, shown["Cache-Control"]) == (200, "no-cache")
    assert search.count(SearchQuery()) == 1
    assert states(case) == [
        ("withdrawn", person, "The worker is named."),
        ("public", person, "The name was taken out."),
    ]


def test_what_was_never_public_is_withdrawn_and_taken_out_unseen(client, person):
    case, shown = make_item().case, make_item().case
    with corpus.change() as step:
        publishing.hold(step, {case.pk: "A name.", shown.pk: "A name."}, new=[case.pk, shown.pk])
    publishing.release([shown.pk], by=person, why="It is none.")
    publishing.withdraw([case.pk, shown.pk], by=person, why="Names a person.")
    report = reverse("report", args=[case.slug])
    assert {client.get(each).status_code for each in (*addresses(case), report)} == {404}
    assert {client.get(each).status_code for each in addresses(shown)} == {410}
    corpus.remove([case.pk, shown.pk])
    assert {client.get(each).status_code for each in (*addresses(case), report)} == {404}
    assert {client.get(each).status_code for each in addresses(shown)} == {410}


def withdraw(case):
    publishing.withdraw([case.pk], by=None)


@pytest.mark.parametrize("hide", [hold, withdraw])
def test_only_the_words_in_force_come_back(client, person, hide):
    case = make_item().case
    Letter.objects.create(
        case=case, text="Her name is Zoe Quill.", digest="0", file_name="earlier.txt", layout="final",
        parser_version="1", published_at=timezone.now(), superseded_at=timezone.now(),
    )  # fmt: skip
    assert "Zoe Quill" in told(client, case.get_absolute_url()), "replaced while it was public"
    hide(case)
    publishing.release([case.pk], by=person, why="The name is out.")
    page = told(client, case.get_absolute_url())
    assert "The letter." in page and "Zoe Quill" not in page
    assert case.letters.count() == 2, "staff still have them"


def test_a_case_taken_out_is_gone(client):
    case = make_item().case
    address = case.get_absolute_url()
    corpus.remove([case.pk])
    assert client.get(address).status_code == 410


def test_many_at_once_leave_a_line_each(person):
    cases = [make_item().case for _ in range(3)]
    with corpus.change() as step:
        publishing.hold(step, {case.pk: f"Reason {case.slug}" for case in cases})
    assert publishing.release([case.pk for case in cases], by=person, why="Read.") == 3
    for case in cases:
        assert states(case) == [("held", None, f"Reason {case.slug}"), ("public", person, "Read.")]


def test_what_changes_nothing_leaves_no_line(person):
    case = make_item().case
    revision = corpus.current().number
    assert publishing.release([case.pk], by=person) == 0
    assert hold(case) == 1 and hold(case) == 0
    assert len(states(case)) == 1
    assert corpus.current().number == revision + 1


def test_a_withdrawn_case_is_not_merely_held_again():
    case = make_item().case
    publishing.withdraw([case.pk], by=None)
    assert hold(case) == 0
    assert Publication.objects.get(case=case).state == PublicationState.WITHDRAWN


def test_a_decision_without_outcome_is_never_public(person):
    fit, unfit = make_item().case, make_item(outcome="").case
    hold(fit)
    hold(unfit)
    with pytest.raises(publishing.UnfitError, match=str(unfit)):
        publishing.release([fit.pk, unfit.pk], by=person)
    assert not Case.objects.public().exists()


def test_what_was_judged_harmless_is_remembered(person):
    case = make_item().case
    hold(case)
    publishing.release([case.pk], by=person, accepted={case.pk: ["private_phone:1"]})
    hold(case, "Another reason.")
    publishing.release([case.pk], by=person, accepted={case.pk: ["private_email:2"]})
    assert Publication.objects.get(case=case).accepted == ["private_email:2", "private_phone:1"]


def test_released_words_are_the_newest_of_the_alert(client, person):
    held, *later = (make_item(request=f"Request {number}").case for number in range(3))
    hold(held)
    before = told(client, reverse("decisions-atom"))
    publishing.release([held.pk], by=person)
    search.sync()
    feed = told(client, reverse("decisions-atom"))
    assert held.slug not in before
    assert feed.index(held.slug) < min(feed.index(case.slug) for case in later)
    words = Letter.objects.get(case=held)
    assert words.published_at > words.loaded_at


def test_sql_and_index_agree_on_what_is_public():
    cases = [make_item().case for _ in range(4)]
    hold(cases[0])
    publishing.withdraw([cases[1].pk], by=None)
    search.sync()
    assert DisputedItem.objects.public().count() == Case.objects.public().count() == search.count(SearchQuery()) == 2


def test_an_address_never_used_is_unknown(client):
    assert client.get(reverse("case", args=["cm15-7777777"])).status_code == 404
