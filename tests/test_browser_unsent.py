"""What was typed and not yet sent, when a link of the list is followed without a reload."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MARK = "window.isSamePage = true"
IS_SAME_PAGE = "window.isSamePage === true"


@pytest.fixture
def listed(tab, served):
    """The list of suggestions would sometimes lie over what is clicked, so there are none."""
    tab.route(re.compile("/autocomplete/"), lambda route: route.abort())
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(f"{served}/decisions/")
    return tab


@pytest.mark.parametrize("way", ["#year-2014", ".chip:has-text('Outcome')", ".sort a:has-text('Oldest')"])
def test_words_not_sent_outlive_a_link_to_another_list(listed, served, way):
    listed.goto(f"{served}/decisions/?outcome=upheld")
    listed.evaluate(MARK)
    before = listed.url
    listed.locator("#q").press_sequentially("lumb")
    listed.locator(way).click()
    expect(listed).not_to_have_url(before)
    expect(listed.locator("#q")).to_have_value("lumb")
    assert "q=" not in listed.url, "a link leads where it says"
    listed.locator("#q").press("Enter")
    expect(listed).to_have_url(re.compile("q=lumb(&|$)"))
    assert listed.evaluate(IS_SAME_PAGE)


def test_a_link_that_changes_the_words_replaces_those_not_sent(listed, served):
    listed.goto(f"{served}/decisions/?q=pain&outcome=upheld")
    listed.locator("#q").fill("pain mri")
    listed.locator(".chip", has_text="Words").click()
    expect(listed).to_have_url(f"{served}/decisions/?outcome=upheld")
    expect(listed.locator("#q")).to_have_value("")


def test_an_age_left_for_a_link_holds_as_well(listed, served):
    """Leaving the field asks for it, and the link at once for something else: both are meant."""
    listed.goto(f"{served}/decisions/?outcome=upheld")
    field = listed.locator("#age_min")
    field.evaluate("each => each.closest('details').open = true")
    field.press_sequentially("30")
    listed.locator(".chip", has_text="Outcome").click()
    expect(listed).to_have_url(f"{served}/decisions/?age_min=30")
    expect(listed.locator(".chip")).to_have_count(1)


def test_blanks_alone_are_no_words(listed, served):
    asked = []
    field = listed.locator("#age_min")
    field.evaluate("each => each.closest('details').open = true")
    field.press_sequentially("  ")
    listed.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    listed.locator("#year-2014").click()
    expect(listed.locator(".chip")).to_have_count(2)
    listed.wait_for_timeout(200)
    assert len(asked) <= 2, "leaving the field and the year"
