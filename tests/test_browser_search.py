"""The search page in a real browser: typing, ticking, following, in both schemes and on the smallest screen."""

import re

import pytest
from playwright.sync_api import expect

from determinations import search
from tests.builders import make_case, make_citation, make_item
from tests.library import make_full_case, make_library

pytestmark = [pytest.mark.browser, pytest.mark.once]
on_own_library = pytest.mark.django_db(transaction=True)  # the others look at the site that is served once

PAGES = [
    "/",
    "/decisions/?q=functional",
    "/decisions/?q=norco+OR+functional&treatment=mri&guideline=acoem-knee-2004",
    "/decisions/?outcome=won",
    "/decisions/?q=(" + "x" * 400,
    "/treatments/",
    "/api/",
]
NO_SCROLL = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
LINES = "each => { const words = new Range(); words.selectNodeContents(each); return words.getClientRects().length; }"


@pytest.fixture
def library():
    make_library(30)
    return make_full_case()


@on_own_library
def test_type_search_tick_and_follow_to_the_case(page, live_server, library):
    page.goto(live_server.url)
    page.get_by_label("Search the decisions").fill("visits")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions: visits")
    expect(page.locator(".count")).to_contain_text("1 decision in 1 case")

    page.get_by_role("link", name="Remove filter Words: visits").click()
    option = page.locator("#outcome .option").filter(has_text=re.compile(r"^\s*Overturned"))
    promised = re.search(r"\d+", option.inner_text())[0]
    option.get_by_role("checkbox").check()
    expect(page.locator(".count")).to_contain_text(f"{promised} decisions in")
    expect(page).to_have_url(f"{live_server.url}/decisions/?outcome=overturned")

    page.get_by_role("link", name="Something nobody knows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case CM15-0099999")
    expect(page.locator("#item-2")).to_be_in_viewport()


def test_works_from_the_keyboard(tab, served):
    tab.goto(f"{served}/decisions/")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip-link")).to_be_focused()
    expect(tab.locator(".skip-link")).to_be_in_viewport()
    tab.get_by_label("Search the decisions").focus()
    tab.keyboard.type("acupuncture")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Decisions: acupuncture")


def test_fits_the_smallest_screen(tab, served):
    """With all unfolded that can be; colours change nothing in this."""
    tab.set_viewport_size({"width": 320, "height": 640})
    failed = []
    tab.on("console", lambda message: failed.append(message.text) if message.type == "error" else None)
    for path in PAGES:
        tab.goto(served + path)
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert tab.evaluate(NO_SCROLL), path
    tab.goto(f"{served}/decisions/?q=functional")
    tab.locator(".decision a").first.click()
    tab.wait_for_url("**/cases/**")
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert tab.evaluate(NO_SCROLL), tab.url
    assert [text for text in failed if "400 (Bad Request)" not in text] == []


SMALL = """targets => targets.filter((each) => {
  const box = each.getBoundingClientRect();
  return box.height > 0 && box.height < 23.9;
}).map((each) => each.textContent)"""


def test_what_one_taps_beside_the_results_is_large_enough(tab, served):
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"{served}/decisions/?q=pain&outcome=upheld&decided_after=2014")
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for selector in ("#filters a", "#filters summary", "#filters label.option", ".chips a", "#results nav a",
                     "[aria-labelledby=taking-heading] a"):  # fmt: skip
        targets = tab.locator(selector)
        assert targets.count(), selector
        assert targets.evaluate_all(SMALL) == [], selector


@on_own_library
def test_a_year_is_chosen_by_its_bar_and_a_case_walked_to_and_back(page, live_server, library):
    page.goto(f"{live_server.url}/decisions/?q=functional")
    bar = page.get_by_role("link", name=re.compile(r"^2014: \d+ decisions?$"))
    promised = re.search(r": (\d+)", bar.get_attribute("aria-label"))[1]
    bar.click()
    expect(page.locator(".count")).to_contain_text(f"{promised} decisions in")
    expect(page.locator("#decided_after")).to_have_value("2014")
    page.locator(".decision a").first.click()
    walk = page.get_by_role("navigation", name="Results of the search")
    expect(walk).to_contain_text(f"Decision 1 of {promised} for functional")
    walk.get_by_role("link", name="Next decision").click()
    expect(walk).to_contain_text(f"Decision 2 of {promised}")
    walk.get_by_role("link", name="Back to results").click()
    expect(page.locator("#result-2")).to_be_in_viewport()


@on_own_library
def test_a_treatment_is_added_by_its_name(page, live_server, library):
    for slug in range(13):
        make_item(treatment=f"treatment-{slug}", category="rehabilitation")
    search.sync()
    page.goto(f"{live_server.url}/decisions/?outcome=upheld")
    page.get_by_label("Add by name: treatment", exact=True).fill("mri")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"/decisions/\?outcome=upheld&treatment=mri$"))
    expect(page.locator('[name=treatment][value="mri"]')).to_be_checked()


def test_filters_are_folded_on_a_phone_and_open_on_a_desktop(tab, served):
    tab.goto(f"{served}/decisions/")
    expect(tab.locator("#outcome")).to_be_visible()
    tab.set_viewport_size({"width": 390, "height": 800})
    expect(tab.locator(".to-results")).to_be_hidden()
    tab.locator(".filters > summary").click()
    assert tab.locator(".filters").inner_text().split().count("Filters") == 1
    expect(tab.locator(".to-results")).to_be_in_viewport()


def test_a_count_of_seven_digits_stands_on_one_line_beside_a_long_name(tab, served):
    tab.goto(f"{served}/decisions/")
    tab.locator("#category .within summary").first.click()
    for label, count in (("Anterior cervical discectomy and fusion", "1,234,567"), ("x" * 200, "8,865")):
        option = tab.locator("#category .within[open] .option").first
        option.evaluate("(each, words) => each.querySelector('span').textContent = words", label)
        number = option.locator(".number")
        number.evaluate("(each, words) => each.textContent = words", count)
        assert number.evaluate(LINES) == 1
        assert option.evaluate("each => each.scrollWidth <= each.clientWidth")


@on_own_library
def test_a_word_without_end_cannot_widen_a_page(page, live_server, library):
    word = "x" * 100_000
    case = make_case(slug="endless", case_number=None, text=word, summary=word, priority="y" * 20)
    make_citation(make_item(case, request=word, rationale=word), text=word)
    search.sync()
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/cases/endless/", "/decisions/?treatment=acupuncture", "/", "/treatments/acupuncture/"):
        page.goto(live_server.url + path)
        assert page.evaluate(NO_SCROLL), path


def test_dark_is_dark(tab, served):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    tab.goto(served)
    assert tab.evaluate(ground) == "rgb(255, 255, 255)"
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(ground) == "rgb(18, 24, 31)"


@on_own_library
def test_a_list_on_paper_says_what_it_is_and_nothing_else(page, live_server, library):
    asked = "/decisions/?q=functional&outcome=upheld&decided_after=2014"
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(live_server.url + asked)
    expect(page.locator("h1")).to_have_text("Decisions: functional, Upheld, decided from 2014")
    printed = page.locator("main > .only-on-paper")
    expect(printed).to_have_text(re.compile(r"^IMR Determinations, \w+ \d+, \d{4}: http://"))
    expect(printed).to_contain_text(asked)
    expect(page.locator(".count")).to_be_visible()
    expect(page.locator(".chips")).to_contain_text("Outcome: Upheld (denial stands)")
    assert page.locator(".chip:visible").count() == 3
    listed = [int(words) for words in re.findall(r"\d+", page.locator("#results > .only-on-paper").inner_text())]
    assert listed[:2] == [1, 25]
    gone = (".site-header", ".site-footer", ".filters", ".big-search", ".sort", ".pagination", "#taking-heading",
            ".chips [aria-hidden]", ".chips li:last-child")  # fmt: skip
    for selector in gone:
        expect(page.locator(selector).first).to_be_hidden()
    for selector in ("h1", ".chip", ".outcome", ".decision a", "mark"):
        colours = "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
        assert page.locator(selector).first.evaluate(colours) == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"], selector
