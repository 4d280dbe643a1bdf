"""The queue of reported mistakes in the admin: what comes first, who settled what, and who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from determinations import corpus, publishing
from determinations.choices import ReportState
from determinations.models import Report, ReportSender
from tests.builders import make_case, make_item
from tests.page import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/determinations/report/"
QUERIES = 5  # session, account, old digests, the number of reports, the reports


@pytest.fixture
def case():
    case = make_case(slug="two", case_number="CM15-0000777")
    make_item(case)
    return case


@pytest.fixture
def queue(case):
    """In the order they were sent."""
    told = [("fact", "settled"), ("fact", "open"), ("private", "dismissed"), ("private", "open"), ("other", "open")]
    item = case.items.get(position=1)
    return [
        Report.objects.create(case=case, item=item, kind=kind, words=f"Report {place}", state=state)
        for place, (kind, state) in enumerate(told)
    ]


def rows(client, query=""):
    page = Page(client.get(LIST + query))
    assert page.status == 200
    return [int(words.split()[1]) for words in page.texts(".field-excerpt")]


def test_open_ones_come_first_and_urgent_ones_before_all(admin_client, queue):
    assert rows(admin_client) == [3, 1, 4, 2, 0]
    assert rows(admin_client, "?state__exact=open&kind__exact=fact") == [1]
    assert rows(admin_client, "?q=Report+4") == [4]
    page = Page(admin_client.get(LIST))
    assert page.text(".field-kind_of") == "Urgent: Something private stands in the letter"
    assert len(page.tree.select(".field-kind_of strong")) == 1
    assert page.text(".field-about") == "CM15-0000777, decision 1"
    assert page.links(".field-links a")["On site"] == "/cases/two/#item-1"


def test_from_a_report_to_the_desk_and_to_the_page_if_there_is_one(admin_client, queue, case):
    desk = f"/admin/ingest/desk/{case.pk}/"
    assert Page(admin_client.get(LIST)).links(".field-links a")["Review desk"] == f"{desk}#item-1"
    publishing.withdraw([case.pk], by=None)
    page = Page(admin_client.get(LIST))
    assert "On site" not in page.links(".field-links a") and "Withdrawn" in page.text(".field-links")
    for address in ("/admin/", "/admin/ingest/desk/"):
        told = Page(admin_client.get(address)).links("#content a")
        [name] = [each for each in told if each.startswith("Reported mistakes")]
        assert name == "Reported mistakes 3 (1 urgent)" and told[name] == f"{LIST}?state__exact=open"


def test_queries_do_not_grow_with_reports(admin_client, queue, case, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(QUERIES):
            admin_client.get(LIST)
        for number in range(10):
            item = make_item(make_case())
            Report.objects.create(case=item.case, item=item, kind="other", words=f"More {number}")


def test_who_looks_at_the_queue_drops_old_digests(admin_client):
    ReportSender.objects.create(digest="old", last_at=timezone.now() - timedelta(days=1, seconds=1))
    ReportSender.objects.create(digest="new", last_at=timezone.now())
    admin_client.get(LIST)
    assert [row.digest for row in ReportSender.objects.exclude(digest="anybody")] == ["new"]


@pytest.mark.parametrize(("action", "state"), [("settle", "settled"), ("dismiss", "dismissed")])
def test_actions_say_who(admin_client, admin_user, queue, action, state):
    chosen = [queue[1].pk, queue[4].pk]
    admin_client.post(LIST, {"action": action, "_selected_action": chosen})
    for report in Report.objects.filter(pk__in=chosen):
        assert (report.state, report.settled_by) == (state, admin_user)
        line = report.history.first()
        assert (line.state, line.history_user) == (state, admin_user)
    assert rows(admin_client, "?state__exact=open") == [3]
    admin_client.post(LIST, {"action": "reopen", "_selected_action": chosen})
    assert set(Report.objects.filter(pk__in=chosen).values_list("state", "settled_by")) == {("open", None)}


def test_a_note_is_kept_with_its_history_and_the_words_stay(admin_client, admin_user, queue):
    address = f"{LIST}{queue[1].pk}/change/"
    assert "Report 1" in Page(admin_client.get(address)).text(".field-words")
    admin_client.post(address, {"note": "Looked at.", "words": "Other words", "state": "dismissed"})
    report = Report.objects.get(pk=queue[1].pk)
    assert (report.note, report.words, report.state) == ("Looked at.", "Report 1", "open")
    assert (report.history.first().note, report.history.first().history_user) == ("Looked at.", admin_user)
    history = Page(admin_client.get(f"{LIST}{report.pk}/history/"))
    assert history.status == 200
    assert history.texts("#change-history td:last-child") == [
        "Note: – → Looked at.",
        "Sent",
    ]
    assert history.texts("#change-history td:nth-child(2)") == [admin_user.username, "a reader"]
    assert not history.tree.select("#content [style], #content script:not([src])")
    version = report.history.first().pk
    assert admin_client.post(f"{LIST}{report.pk}/history/{version}/", {"note": "Other"}).status_code == 404


def test_is_for_staff_with_leave_only(client, django_user_model, queue):
    person = django_user_model.objects.create_user("clerk", is_staff=True)
    client.force_login(person)
    assert client.get(LIST).status_code == 403
    person.user_permissions.add(Permission.objects.get(codename="view_report"))
    assert client.get(LIST).status_code == 200
    client.post(LIST, {"action": "dismiss", "_selected_action": [queue[1].pk]})
    assert Report.objects.get(pk=queue[1].pk).state == ReportState.OPEN
    assert client.get(f"{LIST}add/").status_code == 403


def test_goes_with_its_case_and_outlives_its_decision(queue, case):
    case.items.get(position=1).delete()
    assert set(Report.objects.values_list("item", flat=True)) == {None}
    corpus.remove([case.pk])
    assert not Report.objects.exists()


def test_the_history_of_a_case_is_linked(admin_client, case):
    Report.objects.create(case=case, kind="other", words="Something else.")
    page = Page(admin_client.get(LIST))
    address = page.links(".field-links a")["History"]
    assert address == f"/admin/determinations/case/{case.pk}/history/"
    assert admin_client.get(address).status_code == 200
