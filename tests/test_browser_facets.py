"""The first option of each facet, clicked, with scripts and without: the list holds what the option promised."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FACETS = "details.facet:has(input[type=checkbox])"
NUMBER = re.compile(r"([\d,]+)\s+decisions?\b")


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def visitor(request, browser):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context, request.param
    context.close()


def first_option(page, facet):
    """Its box and the number it promises."""
    option = page.locator(f"#{facet} label:has(input[type=checkbox])").first
    return option.get_by_role("checkbox"), int(NUMBER.findall(option.text_content())[-1].replace(",", ""))


def test_the_first_option_of_each_facet_keeps_its_promise(visitor, served):
    context, has_scripts = visitor
    page = context.new_page()
    page.goto(f"{served}/decisions/")
    names = [each.get_attribute("id") for each in page.locator(FACETS).all()]
    assert len(set(names)) >= 8
    for name in names:
        if not has_scripts:
            page.goto(f"{served}/decisions/")
        if page.locator(f"#{name}").get_attribute("open") is None:
            page.locator(f"#{name} > summary").click()
        box, promised = first_option(page, name)
        value = box.get_attribute("value")
        box.check()
        if not has_scripts:
            page.get_by_role("button", name="Apply").click()
        expect(page).to_have_url(f"{served}/decisions/?{name}={value}")
        expect(page.locator(".count")).to_contain_text(re.compile(rf"^\s*{promised:,} decisions? in"))
        box, counted = first_option(page, name)
        assert (box.get_attribute("value"), box.is_checked(), counted) == (value, True, promised), name
        if has_scripts:
            box.uncheck()
            expect(page).to_have_url(f"{served}/decisions/")
            expect(page.locator(".chip")).to_have_count(0)
    page.close()


def test_a_second_facet_keeps_its_promise_within_the_first(visitor, served):
    context, has_scripts = visitor
    page = context.new_page()
    page.goto(f"{served}/decisions/?outcome=upheld")
    box, promised = first_option(page, "category")
    box.check()
    if not has_scripts:
        page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"\?outcome=upheld&category="))
    expect(page.locator(".count")).to_contain_text(re.compile(rf"^\s*{promised:,} decisions? in"))
    page.close()
