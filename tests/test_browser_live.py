"""Filters without reloads: address, history, focus, what stands open, what is said, and what happens when it fails."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 800}
SMALLEST = {"width": 320, "height": 568}
MARK = "window.isSamePage = true"
IS_SAME_PAGE = "window.isSamePage === true"
FOCUSED = "document.activeElement.name + '=' + document.activeElement.value"


@pytest.fixture
def listed(tab, served):
    """The list, marked so that a reload shows."""
    tab.set_viewport_size(DESKTOP)
    tab.goto(f"{served}/decisions/")
    tab.evaluate(MARK)
    return tab


def box(page, name, value):
    return page.locator(f'#filters input[name="{name}"][value="{value}"]')


def number(option) -> int:
    return int(re.search(r"([\d,]+)\s+decisions?\s*$", option.locator("..").text_content())[1].replace(",", ""))


def test_a_tick_changes_the_list_address_title_and_says_the_count(listed, served, errors):
    upheld = box(listed, "outcome", "upheld")
    promised = number(upheld)
    upheld.focus()
    listed.keyboard.press("Space")
    expect(listed).to_have_url(f"{served}/decisions/?outcome=upheld")
    expect(listed.locator(".count")).to_contain_text(f"{promised} decisions in")
    expect(listed).to_have_title(re.compile(f"Decisions: .*upheld.* \\({promised}\\)", re.IGNORECASE))
    expect(listed.locator("#announcement")).to_contain_text(f"{promised} decisions in")
    assert listed.evaluate(FOCUSED) == "outcome=upheld"
    assert listed.evaluate(IS_SAME_PAGE)
    assert listed.locator("main").count() == 1
    assert errors == []


def test_the_content_policy_is_as_strict_as_without_scripts(listed, served):
    policy = listed.request.get(f"{served}/decisions/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert not re.search("unsafe|nonce|http|\\*", policy)
    config = listed.evaluate("[htmx.config.allowEval, htmx.config.includeIndicatorStyles, htmx.config.allowScriptTags]")
    assert config == [False, False, False]


def test_what_it_shows_is_what_a_reload_shows(listed):
    box(listed, "outcome", "overturned").check()
    expect(listed.locator(".chip")).to_have_count(1)
    swapped = listed.locator("#results").inner_text()
    listed.reload()
    assert listed.locator("#results").inner_text() == swapped


def test_back_and_forward_bring_back_exactly_what_was(listed, served, errors):
    whole = listed.locator("#results").inner_text()
    box(listed, "outcome", "overturned").check()
    expect(listed).to_have_url(f"{served}/decisions/?outcome=overturned")
    overturned = listed.locator("#results").inner_text()
    listed.go_back()
    expect(listed).to_have_url(f"{served}/decisions/")
    expect(listed.locator(".chip")).to_have_count(0)
    assert listed.locator("#results").inner_text() == whole
    assert not box(listed, "outcome", "overturned").is_checked()
    expect(listed).to_have_title(re.compile(r"^Decisions \("))
    listed.go_forward()
    expect(listed.locator(".chip")).to_have_count(1)
    assert listed.locator("#results").inner_text() == overturned
    assert box(listed, "outcome", "overturned").is_checked()
    assert listed.evaluate(IS_SAME_PAGE)
    assert errors == []


def test_back_to_an_address_that_cannot_be_understood_says_so_again(listed, served):
    listed.locator("#age_min").evaluate("each => each.closest('details').open = true")
    listed.locator("#age_min").fill("x")
    listed.locator("#age_min").press("Tab")
    expect(listed.locator(".problems")).to_be_visible()
    listed.get_by_role("link", name="start again").click()
    expect(listed.locator(".problems")).to_have_count(0)
    listed.go_back()
    expect(listed.locator(".problems")).to_contain_text("whole number of years")
    expect(listed).to_have_url(f"{served}/decisions/?age_min=x")


def test_what_is_folded_and_unfolded_stays_so(listed):
    category, specialty = listed.locator("details#category"), listed.locator("details#specialty")
    category.evaluate("each => each.open = false")
    specialty.evaluate("each => each.open = true")
    box(listed, "outcome", "upheld").check()
    expect(listed.locator(".chip")).to_have_count(1)
    assert category.get_attribute("open") is None
    assert specialty.get_attribute("open") is not None


def test_only_the_last_of_several_changes_is_shown(listed, served):
    """The answer to the first tick comes after the answer to the second, and must not replace it."""
    held = []
    listed.route(re.compile(r"\?outcome=upheld$"), lambda route: held.append(route))
    with listed.expect_request(re.compile(r"\?outcome=upheld$")):
        box(listed, "outcome", "upheld").check()
    box(listed, "outcome", "overturned").check()
    expect(listed.locator(".chip")).to_have_count(2)
    held[0].continue_()
    listed.wait_for_timeout(300)
    assert listed.locator(".chip").count() == 2
    expect(listed).to_have_url(re.compile("outcome=upheld&outcome=overturned|outcome=overturned&outcome=upheld"))


def test_a_filter_taken_out_leaves_the_focus_on_the_new_count(listed, served):
    box(listed, "outcome", "upheld").check()
    listed.locator(".chip").focus()
    listed.keyboard.press("Enter")
    expect(listed).to_have_url(f"{served}/decisions/")
    expect(listed.locator(".count")).to_be_focused()
    assert listed.evaluate(IS_SAME_PAGE)


def test_the_order_is_changed_without_a_reload(listed):
    listed.get_by_role("link", name="Oldest first").click()
    expect(listed.get_by_role("link", name="Oldest first")).to_have_attribute("aria-current", "true")
    expect(listed.get_by_role("link", name="Oldest first")).to_be_focused()
    assert listed.evaluate(IS_SAME_PAGE)


def test_words_are_searched_on_enter_and_not_before(listed, served):
    listed.locator("#q").fill("knee")
    listed.wait_for_timeout(200)
    expect(listed).to_have_url(f"{served}/decisions/")
    listed.locator("#q").press("Enter")
    expect(listed).to_have_url(f"{served}/decisions/?q=knee")
    expect(listed.locator("#q")).to_be_focused()
    assert listed.evaluate(IS_SAME_PAGE)


def test_words_half_typed_outlive_an_answer(listed):
    held = []
    listed.route(re.compile("outcome=upheld"), lambda route: held.append(route))
    with listed.expect_request(re.compile("outcome=upheld")):
        box(listed, "outcome", "upheld").check()
    listed.locator("#q").press_sequentially("lumb")
    held[0].continue_()
    expect(listed.locator(".chip")).to_have_count(1)
    listed.locator("#q").press_sequentially("ar")
    expect(listed.locator("#q")).to_have_value("lumbar")


def test_a_wrong_date_is_answered_at_its_field(listed):
    field = listed.locator("#decided_after")
    field.evaluate("each => each.closest('details').open = true")
    field.fill("June")
    field.press("Enter")
    expect(listed.locator(".problems")).to_contain_text("Decided")
    expect(listed.locator("#decided_after")).to_have_attribute("aria-invalid", "true")
    expect(listed.locator("#decided_after")).to_be_focused()
    assert listed.evaluate(IS_SAME_PAGE)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda route: route.fulfill(status=500, body="Broken"), "could not answer (error 500)"),
        (lambda route: route.fulfill(status=503, body="Busy"), "could not answer (error 503)"),
        (lambda route: route.abort("internetdisconnected"), "could not be reached"),
        (lambda route: route.fulfill(status=200, body="<p>Log in to this network</p>"), "not a page of this site"),
    ],
    ids=["broken", "busy", "offline", "captive"],
)
def test_a_failure_is_said_and_can_be_tried_again(listed, served, answer, said):
    before = listed.locator("#results").inner_text()
    listed.route(re.compile("outcome=upheld"), answer)
    box(listed, "outcome", "upheld").check()
    expect(listed.get_by_role("alert")).to_contain_text(said)
    assert listed.locator("#results").inner_text() == before
    listed.unroute(re.compile("outcome=upheld"))
    listed.get_by_role("link", name="Try again").click()
    expect(listed).to_have_url(f"{served}/decisions/?outcome=upheld")
    expect(listed.locator(".chip")).to_have_count(1)


def test_a_failure_is_gone_with_the_next_answer(listed):
    listed.route(re.compile("outcome=upheld$"), lambda route: route.abort())
    box(listed, "outcome", "upheld").check()
    expect(listed.get_by_role("alert")).to_be_visible()
    box(listed, "outcome", "overturned").check()
    expect(listed.locator(".chip")).to_have_count(2)
    expect(listed.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, SMALLEST], ids=["phone", "smallest"])
def test_on_a_phone_the_count_stands_at_the_thumb_and_leads_to_the_results(listed, size):
    listed.set_viewport_size(size)
    listed.locator(".filters > summary").click()
    upheld, way = box(listed, "outcome", "upheld"), listed.locator(".to-results")
    promised = number(upheld)
    expect(way).to_be_in_viewport(ratio=1)
    upheld.scroll_into_view_if_needed()
    before = upheld.bounding_box()["y"]
    upheld.check()
    expect(way).to_have_text(f"Show {promised} decisions")
    expect(way).to_be_in_viewport(ratio=1)
    assert upheld.bounding_box()["y"] == pytest.approx(before, abs=1), "what is ticked stays under the thumb"
    way.click()
    expect(upheld).to_be_hidden()
    expect(listed.locator(".count")).to_be_in_viewport()
    listed.locator(".filters > summary").click()
    expect(upheld).to_be_checked()


def test_without_scripts_there_is_a_button_and_the_count_that_stands(listed, browser, served):
    expect(listed.get_by_role("button", name="Apply")).to_be_hidden()
    expect(listed.locator(".to-results")).to_be_hidden()
    page = browser.new_page(java_script_enabled=False, viewport=DESKTOP)
    page.goto(f"{served}/decisions/")
    expect(page.get_by_role("button", name="Apply")).to_be_visible()
    expect(page.locator(".to-results")).to_be_hidden()
    page.set_viewport_size(SMALLEST)
    page.locator(".filters > summary").click()
    expect(page.get_by_role("button", name="Apply")).to_be_in_viewport(ratio=1)
    page.locator(".to-results").click()
    expect(page.locator(".count")).to_be_in_viewport()
    page.close()


def test_nothing_moves_for_those_who_asked_for_no_motion(listed):
    listed.emulate_media(reduced_motion="reduce")
    listed.evaluate("document.getElementById('main').classList.add('htmx-request')")
    style = "getComputedStyle(document.getElementById('results')).transitionProperty"
    assert listed.evaluate(style) == "none"


@pytest.mark.parametrize(
    ("start", "link", "end"),
    [
        ("?outcome=upheld", "Reset Outcome", ""),
        ("?outcome=upheld", "Clear all", ""),
        ("?q=epidurl+-mri", "epidural -mri", "?q=epidural+-mri"),
        ("?q=esi", 'write "esi" in quotes.*', "?q=%22esi%22"),
    ],
)
def test_links_to_another_list_need_no_reload(listed, served, start, link, end):
    listed.goto(f"{served}/decisions/{start}")
    listed.evaluate(MARK)
    listed.get_by_role("link", name=re.compile(f"^{link}$")).click()
    expect(listed).to_have_url(f"{served}/decisions/{end}")
    expect(listed.get_by_role("heading", level=1)).not_to_be_empty()
    assert listed.evaluate(IS_SAME_PAGE)


def test_a_year_is_chosen_and_taken_back_by_its_bar(listed, served):
    whole = listed.locator(".count").inner_text()
    year = listed.locator("#year-2014")
    year.focus()
    listed.keyboard.press("Enter")
    expect(listed).to_have_url(f"{served}/decisions/?decided_after=2014&decided_before=2014")
    expect(year).to_be_focused()
    expect(listed.locator("#decided_after")).to_have_value("2014")
    listed.keyboard.press("Enter")
    expect(listed).to_have_url(f"{served}/decisions/")
    expect(listed.locator(".count")).to_have_text(whole)
    assert listed.evaluate(IS_SAME_PAGE)


def test_a_value_is_added_by_its_name_when_the_name_is_whole(listed, served):
    asked = []
    listed.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    field = listed.locator("#drug-by-name")
    field.evaluate("each => each.closest('details').open = true")
    name = listed.locator("#drug-names option").last.get_attribute("value")
    field.press_sequentially(name)
    listed.wait_for_timeout(200)
    assert asked == [], "half a name is not searched for"
    field.press("Enter")
    expect(listed).to_have_url(re.compile(r"/decisions/\?drug=[a-z-]+$"))
    expect(listed.locator('#filters [name="drug"]:checked')).to_have_count(1)
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    number = len(asked)
    field.press("Tab")
    listed.wait_for_timeout(200)
    assert len(asked) == number, "what was answered is not asked for again"


def test_downloads_and_cases_are_left_to_the_browser(listed):
    paths = listed.locator("[hx-boost] a[href]").evaluate_all("links => links.map(link => link.pathname)")
    assert set(paths) == {"/decisions/"}
