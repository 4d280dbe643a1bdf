"""A change of many decisions asked for in the admin, watched to its end and undone, as staff do it in a browser."""

import re

import pytest
from playwright.sync_api import expect

from determinations.models import Correction
from ingest.bulk import asking
from tests.ingest.bulk import AGAINST, many
from tests.ingest.uploads import work
from tests.staff_browser import log_in, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_bulk_change_is_watched_to_its_end_and_undone(page, live_server, monkeypatch):
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    monkeypatch.setattr("ingest.desk.views._ON_A_PAGE", 2)
    cases = many(4, AGAINST)
    complaints = log_in(page, f"{live_server.url}/admin/ingest/desk/{cases[0].pk}/")
    page.get_by_role("button", name="Apply to all with this request… Treatment").click()
    page.get_by_label("Treatment").select_option("tens-unit")
    page.get_by_label("Why").fill("It is one.")
    page.get_by_role("button", name="Correct 4 decisions").click()
    page.get_by_text("Waiting: 0 looked at").wait_for()
    looks_right(page, "waiting")
    work()
    page.get_by_text("Finished: 4 of 4 looked at; 4 changed").and_(page.locator("#standing")).wait_for()
    expect(page.locator("#announcement")).to_contain_text("Finished: 4 of 4")
    looks_right(page, "finished")
    page.get_by_role("button", name="Undo all of it").click()
    page.get_by_text("It undoes Bulk change").wait_for()
    work()
    page.get_by_text("Finished: 4 of 4 looked at; 4 changed").and_(page.locator("#standing")).wait_for()
    assert not Correction.objects.exists()
    page.goto(f"{live_server.url}/admin/ingest/desk/")
    page.get_by_role("button", name="Release all 4…").click()
    page.get_by_role("button", name=re.compile("Release 4 cases")).wait_for()
    looks_right(page, "draft")
    page.get_by_role("button", name="Do nothing").click()
    page.get_by_text("Nothing was done.").wait_for()
    assert complaints == []
