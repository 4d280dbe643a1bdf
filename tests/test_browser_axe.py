"""axe finds nothing on any public page: in light and in dark, on a desktop and on a phone; nothing scrolls sideways."""

import re
from pathlib import Path

import axe_playwright_python
import pytest
from django.template.loader import render_to_string

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
DESKTOP, PHONE = 1280, 390  # CSS pixels
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # the rules that see a difference between light and dark
RUN = """([only, without]) => axe.run({
  runOnly: only,
  rules: Object.fromEntries(without.map(rule => [rule, {enabled: false}])),
  resultTypes: ['violations'],
  preload: false,
}).then(found => found.violations)"""
NO_SCROLL = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
# Of long lists and of values within others one each, for time's sake.
UNFOLD = """const first = ['.more:not(.within, [id])', '.more[id$="-all"]', '.within', '#search-help'];
for (const each of [...document.querySelectorAll('details:not(.more)'),
                    ...first.map(kind => document.querySelector(`main details${kind}`))])
  if (each) each.open = true"""
# Of siblings that differ in words alone the first stays: the others have its colours and its place on a screen.
THIN = """for (const parent of document.querySelectorAll('main *')) {
  const met = new Set();
  for (const each of [...parent.children]) {
    const made = [each, ...each.querySelectorAll('*')].map(one =>
      `${one.localName} ${one.getAttributeNames()} ${one.getAttribute('class')}`).join();
    if (met.has(made)) each.remove();
    met.add(made);
  }
}"""
WIDE = """[...document.querySelectorAll('main *')].filter(each =>
  each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, pre')).map(each => each.outerHTML)"""

PATHS = [
    "/",
    "/decisions/",
    "/decisions/?q=knee&outcome=upheld&outcome=overturned&age_min=20",
    "/decisions/?q=epidurl+-mri&age_min=20",  # spelt otherwise, read back, with other wordings
    "/decisions/?q=nothingatall",
    "/decisions/?q=%22open&decided_after=June&outcome=won",
    "/cases/cm14-9004417/report/?item=1",
    "/cases/cm14-9004417/report/sent/?item=1",
    "/treatments/",
    "/treatments/rehabilitation/",
    "/treatments/acupuncture/",
    "/guidelines/",
    "/specialties/",
    "/about/",
    "/api/",
    "/no-such-page/",
    *(f"{path}…" for path in ("/decisions/", "/decisions/?q=pain", "/guidelines/", "/specialties/")),
]
# Lists, each with the first of what it lists; from a search to a case with the way back.
LISTED = {"decisions": "/cases/", "guidelines": "/guidelines/", "specialties": "/specialties/"}
ERRORS = ["403.html", "403_csrf.html", "500.html"]


@pytest.fixture(scope="module")
def context(browser):
    """A browser with axe in every page. The content policy is lifted for axe in this context only."""
    made = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    made.add_init_script(path=AXE)
    yield made
    made.close()


@pytest.fixture
def inspected(context):
    page = context.new_page()
    yield page
    page.close()


def visit(page, served, path):
    """A page unfolded. A list's name with an ellipsis stands for the first of what it lists."""
    if path.endswith("…"):
        start = LISTED[path.split("/")[1]]
        page.goto(served + path[:-1])
        path = page.locator(f'main a[href^="{start}"]').first.get_attribute("href").partition("#")[0]
    page.goto(served + path)
    page.evaluate(UNFOLD)


def show(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)


def violations(page, only=TAGS, without=()) -> list[str]:
    """One line each: the rule, and where it is broken."""
    return [
        f"{found['id']}: {', '.join(' '.join(map(str, node['target'])) for node in found['nodes'])}"
        for found in page.evaluate(RUN, [only, list(without)])
    ]


def check_nothing_scrolls_sideways(page):
    """On the smallest screen; zoomed to 200 percent, when a window of 1280 pixels has room for 640; with text alone
    set twice as large."""
    for width, text in ((320, 100), (640, 100), (1280, 200)):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("percent => document.documentElement.style.fontSize = `${percent}%`", text)
        assert page.evaluate(NO_SCROLL), (width, text, page.evaluate(WIDE))
    page.evaluate("document.documentElement.style.fontSize = ''")


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(inspected, served, path):
    """The whole page on a phone; then, thinned, on both screens and in both schemes."""
    visit(inspected, served, path)
    show(inspected, PHONE, "light")
    assert violations(inspected, without=OF_COLOURS) == []
    check_nothing_scrolls_sideways(inspected)
    inspected.evaluate(THIN)
    show(inspected, DESKTOP, "light")
    assert violations(inspected) == []
    for width, scheme in ((DESKTOP, "dark"), (PHONE, "dark"), (PHONE, "light")):
        show(inspected, width, scheme)
        assert violations(inspected, OF_COLOURS) == [], (width, scheme)


@pytest.mark.parametrize("template", ERRORS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_errors(inspected, served, template, scheme):
    show(inspected, 390, scheme)
    inspected.route(
        f"{served}/error/", lambda route: route.fulfill(body=render_to_string(template), content_type="text/html")
    )
    inspected.goto(f"{served}/error/")
    assert violations(inspected) == []


def test_axe_finds_nothing_in_what_scripts_add(inspected, served):
    """A list swapped, suggestions open with one chosen, a failure said, a long list narrowed."""
    show(inspected, 1280, "light")
    results = '{"results": [{"kind_label": "Drug", "label": "X", "url": "/", "count": 3, "matched": "y"}]}'
    inspected.route(re.compile("/autocomplete/"), lambda route: route.fulfill(body=results))
    inspected.route(re.compile("outcome=overturned"), lambda route: route.abort())
    inspected.goto(f"{served}/decisions/")
    inspected.locator('#filters input[value="upheld"]').check()
    inspected.locator(".chip").wait_for()
    inspected.locator('#filters input[value="overturned"]').check()
    inspected.locator("#failure").wait_for()
    inspected.evaluate(UNFOLD)
    inspected.locator(".find input").first.fill("a")
    inspected.locator("#q").press_sequentially("xy")
    inspected.locator(".suggestion").wait_for()
    inspected.locator("#q").press("ArrowDown")
    assert violations(inspected) == []
    show(inspected, 1280, "dark")
    assert violations(inspected, OF_COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_report_refused(inspected, served, scheme):
    show(inspected, PHONE, scheme)
    inspected.goto(f"{served}/cases/cm14-9004417/report/")
    inspected.evaluate("document.querySelector('#website').value = 'filled in by a program'")
    inspected.locator("main button").click()
    inspected.locator(".problems").wait_for()
    assert inspected.locator(".field-error").count() == 3
    assert violations(inspected) == []
    check_nothing_scrolls_sideways(inspected)


def test_axe_would_find_something(inspected, served):
    """The checker runs, and sees what is wrong."""
    inspected.goto(f"{served}/about/")
    inspected.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><h5>A</h5><img src=x>')")
    assert {each.partition(":")[0] for each in violations(inspected)} >= {"label", "heading-order", "image-alt"}


def test_axe_would_find_a_pale_colour_among_many(inspected, served):
    inspected.goto(f"{served}/treatments/")
    inspected.evaluate("document.querySelector('tbody tr:last-child a').className = 'pale'")
    inspected.evaluate("document.styleSheets[0].insertRule('.pale { color: #999 !important }')")
    inspected.evaluate(THIN)
    assert [each.partition(":")[0] for each in violations(inspected, OF_COLOURS)] == ["color-contrast"]
