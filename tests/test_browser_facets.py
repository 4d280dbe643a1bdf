"""The first option of each facet and of each level within one, clicked, with scripts and without: the list holds what
the option promised."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LEVELS = {"treatment", "topic", "guideline"}  # within category, source and topic
NAMES = "boxes => [...new Set(boxes.map(each => each.name))]"
FOLDED = "xpath=ancestor::details[not(@open) and not(contains(@class, 'filters'))]"
NUMBER = re.compile(r"([\d,]+)\s+decisions?\b")


@pytest.fixture(scope="module", params=[True, False], ids=["with scripts", "without scripts"])
def visitor(request, browser):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context, request.param
    context.close()


def first_option(page, name):
    """Its value and the number it promises."""
    box = page.locator(f'#filters input[type=checkbox][name="{name}"]').first
    words = box.locator("xpath=..").text_content()
    return box.get_attribute("value"), int(NUMBER.findall(words)[-1].replace(",", ""))


def option(page, name, value):
    """The box, with all that it stands in unfolded."""
    box = page.locator(f'#filters input[name="{name}"][value="{value}"]')
    folded = box.locator(FOLDED)
    while folded.count():
        folded.first.locator("> summary").click()
    return box


def test_the_first_option_of_each_facet_and_level_keeps_its_promise(visitor, served):
    context, has_scripts = visitor
    page = context.new_page()
    page.goto(f"{served}/decisions/")
    names = page.locator("#filters input[type=checkbox]").evaluate_all(NAMES)
    assert len(names) >= 12
    assert {*LEVELS, "drug"} <= set(names)
    for name in names:
        value, promised = first_option(page, name)
        option(page, name, value).check()
        if not has_scripts:
            page.get_by_role("button", name="Apply").click()
        expect(page).to_have_url(f"{served}/decisions/?{name}={value}")
        expect(page.locator(".count")).to_contain_text(re.compile(rf"^\s*{promised:,} decisions? in"))
        expect(option(page, name, value)).to_be_checked()
        assert first_option(page, name) == (value, promised), name
        if has_scripts:
            option(page, name, value).uncheck()
            expect(page.locator(".chip")).to_have_count(0)
        else:
            page.goto(f"{served}/decisions/", wait_until="commit")
    page.close()


@pytest.mark.parametrize("name", ["category", "treatment"])
def test_a_second_facet_keeps_its_promise_within_the_first(visitor, served, name):
    context, has_scripts = visitor
    page = context.new_page()
    page.goto(f"{served}/decisions/?outcome=upheld")
    value, promised = first_option(page, name)
    option(page, name, value).check()
    if not has_scripts:
        page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(f"{served}/decisions/?outcome=upheld&{name}={value}")
    expect(page.locator(".count")).to_contain_text(re.compile(rf"^\s*{promised:,} decisions? in"))
    page.close()
