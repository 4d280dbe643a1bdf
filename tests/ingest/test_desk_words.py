"""The desk's pages of words: what nobody knows, teaching it, and what was taught; used as a browser uses them."""

import tomllib

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import search
from determinations.models import Case, DisputedItem
from determinations.search.query import SearchQuery
from ingest.learned import learning
from ingest.models import Wording
from tests.ingest.reviewing import said, store
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db

WORDS = "/admin/ingest/desk/words/"
NEW, TAUGHT = f"{WORDS}new/", f"{WORDS}taught/"
CITED = "Zorbalian Practice Rules, 2012"
_CHOSEN = "option[selected]"


def gadgets(*requests: str, start: int = 1) -> list[str]:
    return [letter(item(each), case_number=f"CM16-09{n:05}") for n, each in enumerate(requests, start=start)]


@pytest.fixture
def person(client):
    """Logs in somebody of a group."""

    def logged_in(role: str):
        user = get_user_model().objects.create_user(role.replace(" ", ""), is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return user

    return logged_in


@pytest.fixture
def editor(person):
    return person("Vocabulary editors")


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Sends the form of a page as a browser would, with some of it changed."""

    def sent(address: str, do: str, page: Page | None = None, **changed):
        page = page or Page(client.get(address))
        fields = {}
        for each in page.tree.select(".desk-ask :is(input, select)"):
            chosen = each.select_one(_CHOSEN) or each.select_one("option") or each
            fields[each["name"]] = chosen.get("value", "")
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, fields | {"do": do} | changed)

    return sent


def found(treatment: str = "acupuncture") -> int:
    return search.search(SearchQuery(treatment=(treatment,))).count


def test_the_list_shows_groups_with_examples_and_what_they_may_mean(client, editor):
    cases = store(*gadgets("Zorbal gadget 2x6 left knee", "zorbal gadget x 12", "Ozobaxyn"))
    page = Page(client.get(WORDS))
    rows = [each.select("th, td") for each in page.tree.select(".desk-queue tbody tr")]
    assert [(row[0].get_text(), row[1].get_text()) for row in rows] == [
        ("zorbal gadget", "2"),
        ("ozobaxyn", "1"),
    ]
    assert "Muscle relaxants perhaps: like “ozobax” to" in rows[1][2].get_text()
    assert f"/admin/ingest/desk/{cases[0].pk}/#item-1" in [each["href"] for each in rows[0][3].select("a")]
    assert rows[0][4].a["href"] == f"{NEW}?kind=request&words=zorbal%20gadget"
    assert client.get(rows[0][4].a["href"]).status_code == 200


def test_the_desk_and_the_admin_lead_there(client, editor):
    for address in ("/admin/", "/admin/ingest/desk/"):
        assert WORDS in Page(client.get(address)).links("a").values()


def test_words_are_taught_from_the_list(client, editor, send):
    store(*gadgets("Zorbal gadget 2x6 left knee", "zorbal gadget x 12", "Acupuncture, 6 visits"))
    address = f"{NEW}?kind=request&words=zorbal+gadget"
    page = Page(client.get(address))
    assert "It decides 2 decisions" in page.text("#effect + p")
    assert sorted(page.texts("#effect ~ ul a")) == ["Zorbal gadget 2x6 left knee", "zorbal gadget x 12"]
    assert found() == 1
    answer = send(address, "save", term="acupuncture", why="It is needling.")
    assert answer.status_code == 302, said(answer)
    told = said(client.get(answer["Location"]))
    assert "“zorbal gadget” means Acupuncture. 2 letters read again." in told
    assert "Nothing is unknown here" in told
    assert found() == 3
    (row,) = Wording.history.all()
    assert (row.history_user, row.history_change_reason) == (editor, "It is needling.")


def test_the_case_says_that_a_wording_decided(client, editor):
    learning.learn("request", "zorbal gadget", "acupuncture", by=editor)
    learning.learn("citation", "zorbalian practice rules", "odg-pain", by=editor)
    (case,) = store(letter(item("Zorbal gadget", claims_admin=CITED)))
    at_the_desk = Page(client.get(f"/admin/ingest/desk/{case.pk}/"))
    assert at_the_desk.links(".desk-noticed a")["zorbal gadget"] == f"{TAUGHT}?kind=request&q=zorbal%20gadget"
    told = Page(client.get(case.get_absolute_url())).text(".item")
    assert "by the words “zorbal gadget”, which staff taught the library" in told
    assert "by the words “zorbalian practice rules”" in told


def test_other_words_are_shown_before_they_are_saved(client, editor, send):
    store(*gadgets("Zorbal gadget", "Zorbal kit"))
    address = f"{NEW}?kind=request&words=zorbal+gadget"
    answer = send(address, "save", words="Zorbal", term="acupuncture")
    assert answer.status_code == 400
    page = Page(answer)
    assert "Look at what they would do" in page.text(".errorlist")
    assert "It decides 2 decisions" in page.text("#effect + p")
    assert page.tree.select_one("[name=words]")["value"] == "Zorbal"
    assert page.tree.select_one("[name=term] option[selected]")["value"] == "acupuncture"
    assert not Wording.objects.exists()
    assert send(address, "save", page).status_code == 302
    assert (Wording.objects.get().words, found()) == ("zorbal", 2)


def test_looking_changes_nothing(client, editor, send):
    store(*gadgets("Zorbal gadget", "Zorbal kit"))
    answer = send(f"{NEW}?kind=request", "look", words="zorbal kit")
    assert answer.status_code == 200
    assert "It decides 1 decision of" in Page(answer).text("#effect + p")
    assert not Wording.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field", "because"),
    [
        ({"words": "", "term": "acupuncture"}, "words", "no words"),
        ({"words": "left knee", "term": "acupuncture"}, "words", "a part of the body"),
        ({"words": "acupuncture", "term": "acupuncture"}, "words", "known already"),
        ({"words": "zorbal", "term": ""}, "term", "no term"),
        ({"words": "zorbal", "term": "nothing-like-it"}, "term", "an unknown term"),
        ({"words": "blimsy", "term": "acupuncture"}, "words", "taught already"),
        ({"words": "x" * 500, "term": "acupuncture"}, "words", "too long"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(client, editor, send, sent, field, because):
    learning.learn("request", "blimsy", "mri", by=editor)
    answer = send(f"{NEW}?kind=request", "save", **sent, shown=sent["words"], why="Because.")
    assert answer.status_code == 400, because
    page = Page(answer)
    (wrong,) = page.tree.select(".desk-fact.errors")
    assert wrong.select_one("input, select")["name"] == field
    assert page.tree.select_one("[name=words]").get("value", "") == sent["words"]
    assert page.tree.select_one("[name=why]")["value"] == "Because."
    assert Wording.objects.count() == 1


def test_words_of_the_address_that_cannot_be_are_told_at_once(client, editor):
    page = Page(client.get(f"{NEW}?kind=request&words=left+knee"))
    assert page.status == 200 and "name nothing" in page.text(".desk-fact.errors")


def test_words_that_mean_nothing_are_not_shown_again(client, editor, send):
    store(*gadgets("Zorbal gadget", "Blimsy"))
    answer = send(f"{NEW}?kind=request&words=zorbal+gadget", "nothing")
    assert answer.status_code == 302
    page = Page(client.get(WORDS))
    assert page.texts(".desk-queue tbody th") == ["blimsy"]
    assert "1 group that mean nothing is not shown" in said(client.get(WORDS))
    assert "nothing, not shown again" in said(client.get(TAUGHT))
    assert found() == 0


def test_a_group_that_means_nothing_is_put_away_from_the_list(client, editor):
    store(*gadgets("Left knee", "Left knee", "Knee blimsy"))
    page = Page(client.get(WORDS))
    assert page.texts(".desk-queue tbody th") == ["left knee", "blimsy"]
    form = page.tree.select_one(".desk-queue form")
    sent = {each["name"]: each["value"] for each in form.select("input[name]:not([name^=csrf])")}
    answer = client.post(form["action"], sent | {"do": form.button["value"]})
    assert answer.status_code == 302, said(answer)
    assert Page(client.get(answer["Location"])).texts(".desk-queue tbody th") == ["blimsy"]
    key = Wording.objects.get().pk
    told = client.post(f"{WORDS}{key}/", {"kind": "request", "words": "left knee", "term": "mri", "do": "save"})
    assert "These words name nothing" in said(told)


def test_a_citation_is_taught_by_the_name_of_its_guideline(client, editor, send):
    store(letter(item(claims_admin=CITED)))
    page = Page(client.get(f"{WORDS}?kind=citation"))
    assert page.texts(".desk-queue tbody th") == ["zorbalian practice rules"]
    address = f"{NEW}?kind=citation&words=zorbalian+practice+rules"
    assert Page(client.get(address)).tree.select_one("[name=term]")["list"] == "terms-guideline"
    assert send(address, "save", term="odg: PAIN").status_code == 302
    assert Wording.objects.get().term == "odg-pain"
    assert DisputedItem.objects.get().citations.filter(guideline__slug="odg-pain").exists()


def test_what_was_taught_is_listed_changed_and_removed(client, editor, send):
    store(*gadgets("Zorbal gadget", "Zorbal gadget x 12"))
    send(f"{NEW}?kind=request&words=zorbal+gadget", "save", term="acupuncture", why="Needles.")
    key = Wording.objects.get().pk
    row = Page(client.get(TAUGHT)).texts(".desk-queue tbody :is(th, td)")
    assert row[:4] == ["zorbal gadget", "Acupuncture", "2", "Vocabularyeditors"]
    address = f"{WORDS}{key}/"
    assert "It decides 2 decisions" in Page(client.get(address)).text("#effect + p")
    assert send(address, "save", term="tens-unit", why="It hums.").status_code == 302
    assert (found(), found("tens-unit")) == (0, 2)
    history = Page(client.get(address)).texts("#history + table tbody td")
    assert "It hums." in history and "Needles." in history
    answer = send(address, "remove", why="Neither.")
    assert answer["Location"].startswith(TAUGHT)
    assert "“zorbal gadget” is forgotten. 2 letters read again." in said(client.get(answer["Location"]))
    assert (found("tens-unit"), Wording.objects.count()) == (0, 0)
    assert client.get(address).status_code == 404


def test_what_the_vocabulary_knows_by_now_or_has_no_more_is_marked(client, editor):
    for words, term in (("electro acupuncture", "acupuncture"), ("zorbal", "a-term-of-old")):
        Wording.objects.create(kind="request", words=words, term=term, made_at="2026-01-01T00:00Z")
    told = said(client.get(TAUGHT))
    assert "the vocabulary knows it now, as Acupuncture: may be removed" in told
    assert "the vocabulary has no such term any more" in told


def test_the_download_is_toml(client, editor):
    learning.learn("request", "zorbal gadget", "acupuncture", by=editor)
    answer = client.get(f"{WORDS}taught.toml")
    assert 'filename="wordings.toml"' in answer["Content-Disposition"]
    (entry,) = tomllib.loads(answer.content.decode())["category"]["type"]
    assert (entry["slug"], entry["weak"]) == ("acupuncture", ["zorbal gadget"])


@pytest.mark.parametrize("role", ["Uploaders", "Reviewers", "Publishers"])
def test_others_look_and_do_not_teach(client, person, send, role):
    person(role)
    store(*gadgets("Zorbal gadget"))
    key = learning.learn("request", "blimsy", "mri", by=None).wording.pk
    page = Page(client.get(WORDS))
    assert page.status == 200 and not [each for each in page.links("a").values() if NEW in each]
    page = Page(client.get(f"{WORDS}{key}/"))
    assert page.tree.select_one("fieldset")["disabled"] == "" and not page.tree.select(".desk-ask button")
    assert client.get(NEW).status_code == 403
    sent = {"kind": "request", "words": "zorbal", "shown": "zorbal", "term": "mri", "do": "save"}
    assert client.post(NEW, sent).status_code == 403
    assert client.post(f"{WORDS}{key}/", sent | {"do": "remove"}).status_code == 403
    assert Wording.objects.count() == 1


def test_strangers_are_sent_to_the_login(client):
    for address in (WORDS, NEW, TAUGHT, f"{WORDS}taught.toml", f"{WORDS}1/"):
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_lists_are_paged_searched_and_cost_the_same_for_many(client, editor):
    store(*gadgets("Zorbal gadget", "Blimsy"))
    client.get(WORDS)
    with CaptureQueriesContext(connection) as few:
        assert client.get(WORDS).status_code == 200
    names = [f"{one}{other}zorb" for one in "bcdfg" for other in "aeiouy"]
    store(*gadgets(*names, start=10))
    client.get(WORDS)
    with CaptureQueriesContext(connection) as many:
        page = Page(client.get(WORDS))
    assert len(page.tree.select(".desk-queue tbody tr")) == 25 and "Page 1 of 2" in page.text(".paginator")
    assert len(few) == len(many)
    assert Page(client.get(f"{WORDS}?kind=request&q=BLIM")).texts(".desk-queue tbody th") == ["blimsy"]
    for words in names:
        Wording.objects.create(kind="request", words=words, term="mri", made_at="2026-01-01T00:00Z")
    with CaptureQueriesContext(connection) as all_of_them:
        client.get(TAUGHT)
    with CaptureQueriesContext(connection) as one:
        assert Page(client.get(f"{TAUGHT}?q={names[0]}")).texts(".desk-queue tbody th") == [names[0]]
    assert len(all_of_them) == len(one)


def test_the_case_of_an_example_is_there(client, editor):
    (case,) = store(*gadgets("Zorbal gadget"))
    (link,) = Page(client.get(WORDS)).links(".desk-queue td a:not(.button)").values()
    assert client.get(link).status_code == 200
    assert Case.objects.get() == case
