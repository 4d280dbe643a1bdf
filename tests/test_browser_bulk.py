"""A change of many decisions asked for in the admin, watched to its end and undone, as staff do it in a browser."""

import re
from pathlib import Path

import axe_playwright_python
import pytest

from determinations.models import Correction
from ingest.bulk import asking
from tests.ingest.bulk import AGAINST, many
from tests.ingest.uploads import work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
RUN = """only => axe.run('#content-main', {runOnly: only, resultTypes: ['violations'], preload: false})
  .then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_bulk_change_is_watched_to_its_end_and_undone(page, live_server, django_user_model, monkeypatch):
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    monkeypatch.setattr("ingest.desk.views._ON_A_PAGE", 2)
    cases = many(4, AGAINST)
    django_user_model.objects.create_superuser("staff", password="correct horse")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/admin/ingest/desk/{cases[0].pk}/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Apply to all with this request… Treatment").click()
    page.get_by_label("Treatment").select_option("tens-unit")
    page.get_by_label("Why").fill("It is one.")
    page.get_by_role("button", name="Correct 4 decisions").click()
    page.get_by_text("Waiting: 0 looked at").wait_for()
    looks_right(page, "waiting")
    work()
    page.get_by_text("Finished: 4 of 4 looked at; 4 changed").and_(page.locator("#standing")).wait_for()
    assert "Finished: 4 of 4" in page.locator("#announcement").text_content()
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


def looks_right(page, name: str) -> None:
    """On a desktop and a phone, in light and in dark: nothing scrolls sideways, and axe finds nothing."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(WIDTHS) == 0, f"{name} is wider than {width} px"
            page.evaluate(AXE)
            assert page.evaluate(RUN, WCAG) == [], (name, width, scheme)
    page.set_viewport_size({"width": 1280, "height": 800})
