"""What a list page may weigh, and that nothing on it jumps."""

import re

import pytest

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000  # of HTML, styles and scripts as they travel
MOST_SHIFT = 0.01  # of the window, summed; what follows a click at once does not count, as in Core Web Vitals
YEAR = 31_536_000  # seconds
OBSERVE = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""
SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 800}]


@pytest.fixture
def fresh(browser, served):
    """A page with a cold cache, and every answer it was given."""
    context = browser.new_context(viewport=SIZES[0])
    context.add_init_script(OBSERVE)
    page = context.new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    yield page, answers
    context.close()


@pytest.mark.parametrize("path", ["/decisions/", "/decisions/?q=pain&outcome=upheld"])
def test_a_list_weighs_little(fresh, served, path):
    page, answers = fresh
    page.goto(served + path, wait_until="networkidle")
    sizes = {answer.url.removeprefix(served): answer.request.sizes()["responseBodySize"] for answer in answers}
    assert any(url.endswith(".js") for url in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert {answer.url for answer in answers if not answer.url.startswith(served)} == set()


def test_styles_and_scripts_are_asked_for_once_and_kept_for_a_year(fresh, served):
    page, answers = fresh
    page.goto(f"{served}/decisions/", wait_until="networkidle")
    static = [answer for answer in answers if "/static/" in answer.url]
    assert sum(answer.url.endswith(".css") for answer in static) == 1
    assert len({answer.url for answer in static}) == len(static) > 3
    for answer in static:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", answer.url), answer.url
        kept = answer.headers["cache-control"]
        assert "immutable" in kept, answer.url
        assert int(re.search(r"max-age=(\d+)", kept)[1]) >= YEAR, answer.url
        assert answer.headers["content-encoding"] in ("br", "gzip"), answer.url


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("path", ["/", "/decisions/", "/decisions/?q=pain&outcome=upheld", "/treatments/"])
def test_nothing_jumps_while_a_page_loads(fresh, served, size, path):
    page, _ = fresh
    page.set_viewport_size(size)
    page.goto(served + path, wait_until="networkidle")
    assert page.evaluate("window.shift") <= MOST_SHIFT


@pytest.mark.parametrize("wait", [0, 700], ids=["at once", "late"])
def test_nothing_jumps_when_a_filter_changes(fresh, served, wait):
    """A late answer comes when the click no longer excuses a jump."""
    page, _ = fresh
    page.goto(f"{served}/decisions/", wait_until="networkidle")
    before = page.evaluate("window.shift")
    page.route(re.compile("outcome="), lambda route: (page.wait_for_timeout(wait), route.continue_()))
    page.locator('#filters input[name="outcome"][value="upheld"]').check()
    page.locator(".chip").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") - before <= MOST_SHIFT


def test_a_script_that_comes_late_moves_nothing(fresh, served):
    page, _ = fresh
    page.route(re.compile(r"\.js$"), lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.goto(f"{served}/decisions/", wait_until="networkidle")
    assert page.locator(".find").count() > 0
    assert page.evaluate("window.shift") <= MOST_SHIFT / 10
