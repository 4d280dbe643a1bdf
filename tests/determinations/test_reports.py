"""Reports of mistakes: sent by anybody through the form, counted without knowing who."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from determinations import corpus, publishing, reports
from determinations.choices import ReportKind
from determinations.mistakes import MOST
from determinations.models import Report, ReportSender
from tests.builders import make_case, make_item
from tests.page import Page

pytestmark = pytest.mark.django_db

WORDS = "The letter says 52 years, the page 25."
ADDRESS = "/cases/two/report/"
TOLD = {"kind": "fact", "item": "2", "words": WORDS, "website": ""}


@pytest.fixture
def case():
    case = make_case(slug="two", case_number="CM15-0000777")
    make_item(case)
    make_item(case, request="An MRI\nof the <b>neck</b>")
    return case


def send(client, **told):
    return client.post(ADDRESS, TOLD | told)


class TestForm:
    def test_is_one_link_away_from_each_decision_and_from_the_case(self, client, case):
        response = client.get("/cases/two/")
        links = Page(response).links('a[href*="/report/"]')
        assert links == {
            "Report a mistake in the decision on Acupuncture, 6 visits": f"{ADDRESS}?item=1",
            "Report a mistake in the decision on An MRI of the <b>neck</b>": f"{ADDRESS}?item=2",
            "Report a mistake": ADDRESS,
        }
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize(
        ("query", "chosen"),
        [("", ""), ("?item=2", "2"), ("?item=9", ""), ("?item=%ff", ""), ("?item=²", ""), ("?item=2&item=x", "")],
    )
    def test_knows_the_decision_the_reader_came_from(self, client, case, query, chosen):
        response = client.get(ADDRESS + query)
        page = Page(response)
        options = page.tree.select("#item option")
        assert [option["value"] for option in options] == ["", "1", "2"]
        assert next((option["value"] for option in options if option.has_attr("selected")), "") == chosen
        assert response.cookies["csrftoken"]
        assert "no-store" in response["Cache-Control"]
        assert page.tree.select_one("#website").find_parent(hidden=True)

    def test_queries_do_not_grow_with_decisions(self, client, case, django_assert_num_queries):
        for _ in range(3):
            make_item(case)
        with django_assert_num_queries(2):
            client.get(ADDRESS)

    def test_is_stored_and_thanked_for(self, client, case):
        response = send(client, words=f"  {WORDS}\r\nBoth. \n")
        assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}sent/?item=2")
        report = Report.objects.get()
        assert (report.case, report.item, report.kind) == (case, case.items.get(position=2), ReportKind.FACT)
        assert (report.words, report.state, report.note, report.settled_by) == (f"{WORDS}\nBoth.", "open", "", None)
        page = Page(client.get(response["Location"]))
        assert page.status == 200
        assert "What happens next" in page.texts("h2")
        assert page.links("main a")["Back to the decision"] == "/cases/two/#item-2"

    def test_may_be_about_the_case_as_a_whole(self, client, case):
        response = send(client, item="")
        assert response["Location"] == f"{ADDRESS}sent/"
        assert Report.objects.get().item is None
        assert Page(client.get(response["Location"])).links("main a")["Back to the case"] == "/cases/two/"

    def test_the_same_words_sent_twice_are_one_report(self, client, case):
        assert [send(client).status_code for _ in range(reports.PER_SENDER + 2)] == [302] * (reports.PER_SENDER + 2)
        assert Report.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field", "said"),
        [
            ({"kind": ""}, "kind", "Choose what is wrong."),
            ({"kind": "nonsense"}, "kind", "Choose one of the four."),
            ({"item": "9"}, "item", "This case has no such decision."),
            ({"item": "x"}, "item", "This case has no such decision."),
            ({"item": "١"}, "item", "This case has no such decision."),
            ({"words": ""}, "words", "Say what is wrong."),
            ({"words": " \r\n" * 50}, "words", "Say what is wrong."),
            ({"words": "Too short"}, "words", "in 10 characters or more"),
            ({"words": "y" * (MOST + 1)}, "words", "Say it in 2,000 characters at most; these are 2001."),
            ({"words": "With a \x00 in it"}, "words", "Null characters are not allowed."),
            ({"website": "https://example.org"}, "website", "Leave this field empty."),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client, case, wrong, field, said):
        response = send(client, **wrong)
        page = Page(response)
        assert response.status_code == 400
        assert not Report.objects.exists()
        assert not ReportSender.objects.exists()
        assert said in page.text(".problems")
        assert said in page.text(f"#{field}-error")
        assert page.text("title").startswith("Error: ")
        assert page.tree.select_one(f"#{field}")
        if field != "words":
            assert page.tree.select_one("#words").get_text().strip() == WORDS
        if len(wrong.get("words", "")) > MOST:
            assert wrong["words"] in page.tree.select_one("#words").get_text()
        shown = page.tree.select_one("#website").find_parent(hidden=True) is None
        assert shown == (field == "website")

    def test_line_breaks_count_as_one_character(self, client, case):
        assert send(client, words="y\r\n" * (MOST // 2 - 1) + "y").status_code == 302
        assert len(Report.objects.get().words) == MOST - 1

    def test_words_are_shown_as_words(self, client, case):
        page = Page(send(client, kind="", words='</textarea><script>alert("x")</script>'))
        assert not page.tree.select("main script")
        assert page.tree.select_one("#words").get_text().strip() == '</textarea><script>alert("x")</script>'

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(sent=st.binary(max_size=60), name=st.sampled_from(["kind", "item", "words", "website"]))
    def test_any_bytes_are_answered(self, client, case, sent, name):
        quoted = "".join(f"%{byte:02x}" for byte in sent)
        body = f"kind=fact&words=Long+enough+it+is&{name}={quoted}"
        for given_body in (body.encode(), b"kind=fact&" + sent):
            response = client.post(ADDRESS, given_body, content_type="application/x-www-form-urlencoded")
            assert response.status_code in (302, 400, 429)

    def test_another_encoding_is_refused(self, client, case):
        part = "--x\r\nContent-Disposition: form-data; name={}\r\n\r\n{}\r\n"
        told = part.format("kind", "fact") + part.format("words", r"A lone half of a pair: \ud800") + "--x--\r\n"
        kind = "multipart/form-data; boundary=x; charset=unicode_escape"
        assert client.post(ADDRESS, told.encode(), content_type=kind).status_code == 400
        assert not Report.objects.exists()


class TestForgery:
    def test_the_form_sets_the_token_itself(self, case):
        client = Client(enforce_csrf_checks=True)
        page = Page(client.get(ADDRESS))
        token = page.tree.select_one("main input[name=csrfmiddlewaretoken]")["value"]
        assert send(client, csrfmiddlewaretoken=token).status_code == 302

    def test_without_it_nothing_is_stored_and_the_reader_is_told(self, case):
        response = send(Client(enforce_csrf_checks=True))
        assert response.status_code == 403
        assert Page(response).text("h1") == "The form was not accepted"
        assert not Report.objects.exists()

    def test_other_methods_are_refused(self, client, case):
        assert client.put(ADDRESS).status_code == client.delete(ADDRESS).status_code == 405
        assert client.post(f"{ADDRESS}sent/").status_code == 405
        assert client.head(ADDRESS).status_code == 200


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}sent/"])
def test_a_hidden_case_is_answered_as_on_its_page(client, case, address):
    assert client.get(address.replace("two", "TWO")).status_code == 200
    with corpus.change() as step:
        publishing.hold(step, {case.pk: "An address is named."})
    assert client.get(address).status_code == send(client).status_code == 404
    publishing.withdraw([case.pk], by=None)
    assert client.get(address).status_code == send(client).status_code == 410
    assert client.get(address.replace("two", "never")).status_code == 404
    assert not Report.objects.exists()


class TestLimits:
    def test_beyond_those_of_one_sender_nothing_typed_is_lost(self, client, case):
        for number in range(reports.PER_SENDER):
            assert send(client, words=f"{WORDS} {number}").status_code == 302
        response = send(client, kind="private", words=f"{WORDS} Once more.")
        page = Page(response)
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 3600
        assert "60 minutes" in page.text(".problems")
        assert page.tree.select_one("#words").get_text().strip() == f"{WORDS} Once more."
        assert page.tree.select_one("#kind-private").has_attr("checked")
        assert page.tree.select_one("#item option[selected]")["value"] == "2"
        assert Report.objects.count() == reports.PER_SENDER
        assert client.post(ADDRESS, TOLD, REMOTE_ADDR="192.0.2.7").status_code == 302, "another sender"

    def test_in_all(self, client, case, monkeypatch):
        monkeypatch.setattr(reports, "IN_ALL", 3)
        sent = [
            client.post(ADDRESS, TOLD | {"words": f"{WORDS} {number}"}, REMOTE_ADDR=f"192.0.2.{number}").status_code
            for number in range(4)
        ]
        assert sent == [302, 302, 302, 429]

    def test_there_is_room_again_after_an_hour(self, case, monkeypatch):
        now = [1_700_000_000]
        monkeypatch.setattr(reports.time, "time", lambda: now[0])
        monkeypatch.setattr(reports, "PER_SENDER", 2)
        reports.send(case, None, "fact", "First", by="a")
        now[0] += 600
        reports.send(case, None, "fact", "Second", by="a")
        with pytest.raises(reports.TooManyError) as refused:
            reports.send(case, None, "fact", "Third", by="a")
        assert refused.value.wait == 3000
        now[0] += refused.value.wait
        reports.send(case, None, "fact", "Third", by="a")
        with pytest.raises(reports.TooManyError) as refused:
            reports.send(case, None, "fact", "Fourth", by="a")
        assert refused.value.wait == 600

    def test_the_address_is_nowhere_and_its_digest_is_dropped_after_a_day(self, client, case, settings):
        client.post(ADDRESS, TOLD, REMOTE_ADDR="192.0.2.99")
        digest = ReportSender.objects.get(digest=reports.sender("192.0.2.99"))
        stored = [*Report.objects.values_list(), *ReportSender.objects.values_list(), *Report.history.values_list()]
        assert "192.0.2.99" not in str(stored)
        assert Report.history.get().history_user is None
        settings.SECRET_KEY = "another"
        assert reports.sender("192.0.2.99") != digest.digest
        assert reports.forget() == 0
        ReportSender.objects.update(last_at=timezone.now() - timedelta(days=1, seconds=1))
        assert reports.forget() == 1
        assert not ReportSender.objects.filter(pk=digest.pk).exists()

    @pytest.mark.parametrize(
        ("one", "other", "same", "why"),
        [
            ("192.0.2.1", "192.0.2.1", True, "one address"),
            ("192.0.2.1", "192.0.2.2", False, "two addresses"),
            ("192.0.2.1", "::ffff:192.0.2.1", True, "written as IPv6"),
            ("2001:db8::1", "2001:db8::ffff:1:2:3", True, "one network"),
            ("2001:db8::1", "2001:db8:0:1::1", False, "two networks"),
            ("fe80::1%eth0", "fe80::2", True, "with the name of an interface"),
            (None, "", True, "no address: a socket"),
            ("unknown", "192.0.2.1", False, "no address but a word"),
        ],
    )
    def test_who_counts_as_one_sender(self, one, other, same, why):
        assert (reports.sender(one) == reports.sender(other)) == same, why
        assert re.fullmatch(r"[0-9a-f]{64}", reports.sender(one))


@pytest.mark.django_db(transaction=True)
def test_limits_hold_however_many_send_at_once():
    case = make_case()
    results, start = [], threading.Barrier(8)

    def one(number):
        start.wait()
        try:
            results.append(reports.send(case, None, "fact", f"Report {number}", by="a").pk)
        except reports.TooManyError:
            results.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert len([each for each in results if each]) == Report.objects.count() == reports.PER_SENDER
