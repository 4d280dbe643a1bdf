"""The page of a case in a real browser: on a phone, under a finger, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from determinations import search
from tests.builders import make_case, make_item
from tests.library import make_full_case, span

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

LINE = "The worker lifted a crate of bottles in the cellar and felt a pull low in the"
TEXT = f"Priority: Standard\nDecision: Upheld\n{LINE}\nback. {LINE}\nleg."
SMALLEST = 24  # CSS pixels of a target, WCAG 2.2 2.5.8
SIZES = "links => links.map(link => link.getBoundingClientRect()).map(box => [box.width, box.height])"
NO_SCROLL = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def wrapped():
    """A letter in lines of its own width, with one passage after another."""
    case = make_case(slug="wrapped", text=TEXT)
    make_item(case, spans={"request": span(TEXT, "Decision"), "outcome": span(TEXT, "Upheld")})
    make_item(case, spans={"request": span(TEXT, "Decision"), "rationale": span(TEXT, "leg.")})
    search.sync()


def test_arrows_and_links_to_the_letter_are_large_enough_to_touch(page, live_server, wrapped):
    page.goto(f"{live_server.url}/cases/wrapped/")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for links in (".back", ".in-letter"):
            sizes = page.locator(links).evaluate_all(SIZES)
            assert len(sizes) == 4
            assert all(min(size) >= SMALLEST for size in sizes), (width, links, sizes)
        boxes = [page.locator(f"#from-item-{number}-request").bounding_box() for number in (1, 2)]
        assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] + 1
        assert page.evaluate(NO_SCROLL), width


def test_on_a_phone_paragraphs_are_set_anew_and_labels_keep_their_lines(page, live_server, wrapped):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/cases/wrapped/")
    letter = page.locator(".letter")
    assert f"{LINE}\nback. {LINE}\n" in letter.inner_text()
    page.set_viewport_size({"width": 390, "height": 800})
    narrow = letter.inner_text()
    assert f"{LINE} back. {LINE} " in narrow
    assert narrow.startswith("Priority: Standard\n")
    assert "Upheld\n" in narrow


def test_on_paper_it_is_black_on_white_whole_and_without_ways_on(page, live_server):
    make_full_case()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{live_server.url}/cases/full-case/")
    for gone in (".site-header", ".site-footer", ".breadcrumbs", ".similar", ".in-letter", ".back"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".only-on-paper")).to_have_text(
        re.compile(rf"^IMR Determinations, \w+ \d+, \d{{4}}: {live_server.url}/cases/full-case/$")
    )
    expect(page.locator("details .letter")).to_be_visible()
    for selector in ("h1", ".outcome", "dd a", ".muted", "mark"):
        style = page.locator(selector).first.evaluate(
            "each => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
        )
        assert style == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"], selector
