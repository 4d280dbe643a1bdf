"""A mistake reported in a real browser: from the keyboard alone, without scripts, on the smallest screen."""

import re

import pytest
from playwright.sync_api import expect

from determinations import reports
from determinations.models import Case, Report
from tests.builders import make_case, make_item

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

WORDS = "The letter says 52 years, the page says 25."


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(browser, request):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


@pytest.fixture(autouse=True)
def case():
    case = make_case(slug="two")
    make_item(case)
    make_item(case, request="An MRI of the neck and of " + "whatever else is there " * 10)


def press(page, *keys):
    """Once all of the page is there: a link within it finds its target, a Tab the next control."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def test_from_the_decision_to_the_thanks_and_back(phone, live_server):
    page = phone
    page.goto(f"{live_server.url}/cases/two/")
    assert page.context.cookies() == []
    page.locator("#item-2").get_by_role("link", name="Report a mistake").focus()
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/report/\?item=2$"))
    expect(page.get_by_label("Where?")).to_have_value("2")
    expect(page.locator("#website")).to_be_hidden()
    page.wait_for_load_state()
    for control in page.locator("main :is(input:visible, select, textarea, button)").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.get_by_label("A fact was read wrongly").focus()
    press(page, "Space", "ArrowDown", "Tab", "Tab")
    page.keyboard.type("Wrong")
    press(page, "Tab", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("in 10 characters or more")
    page.get_by_role("alert").get_by_role("link").focus()
    press(page, "Enter")
    expect(page.get_by_label("In your words")).to_be_focused()
    page.get_by_label("In your words").fill(WORDS)
    press(page, "Tab", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, your report was sent")
    report = Report.objects.get()
    assert (report.kind, report.item.position, report.words) == ("classification", 2, WORDS)
    page.get_by_role("link", name="Back to the decision").click()
    expect(page).to_have_url(re.compile(r"/cases/two/#item-2$"))


def test_beyond_the_limit_what_was_typed_stays_and_can_be_sent_later(page, live_server, monkeypatch):
    monkeypatch.setattr(reports, "PER_SENDER", 1)
    reports.send(Case.objects.get(), None, "other", "Something else.", by=reports.sender("127.0.0.1"))
    page.goto(f"{live_server.url}/cases/two/report/")
    page.get_by_label("Something private").check()
    page.get_by_label("In your words").fill(WORDS)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Too many reports")
    expect(page.get_by_label("In your words")).to_have_value(WORDS)
    monkeypatch.undo()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, your report was sent")
    assert Report.objects.in_queue().first().is_urgent
