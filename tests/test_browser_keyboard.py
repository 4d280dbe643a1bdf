"""The list from the keyboard alone: from the skip link to the last page link, always seen, never caught."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MOST_STEPS = 400
# What has the focus: which part of the page it is in, whether it stands in the window, free of what lies above it,
# and whether it is drawn as having the focus. Nothing of what was met before.
STATE = """() => {
  const each = document.activeElement;
  if (each === document.body || each.hasAttribute('data-met')) return null;
  each.setAttribute('data-met', '');
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const top = document.elementFromPoint(box.x + Math.min(box.width, innerWidth) / 2, box.y + box.height / 2);
  return {
    part: each.closest('.skip-link, .site-header, .big-search, #filters, .chips, .sort, .results, .pagination, footer')
      ?.className || each.closest('#filters, footer')?.id || each.localName,
    words: (each.textContent || each.name || each.id).trim().slice(0, 60),
    isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isFree: top === null || each.contains(top) || top.contains(each),
    isDrawn: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def walk(page, key="Tab") -> list[dict]:
    """The states met from one end of the page to the other, until the focus leaves it or comes round."""
    states = []
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        state = page.evaluate(STATE)
        if state is None:
            return states
        states.append(state)
    pytest.fail(f"The focus is caught, at last in {states[-1]}")


@pytest.mark.parametrize("width", [1280, 390])
def test_everything_is_reached_in_order_and_seen(tab, served, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{served}/decisions/?outcome=upheld")
    tab.evaluate("for (const each of document.querySelectorAll('.filters, #outcome, #category')) each.open = true")
    states = walk(tab)
    parts = list(dict.fromkeys(state["part"].split()[0] for state in states))
    wanted = ["skip-link", "site-header", "big-search", "stack", "chips", "sort", "results", "pagination"]
    assert [part for part in parts if part in wanted] == wanted
    assert [state for state in states if not state["isInWindow"]] == []
    assert [state for state in states if not state["isFree"]] == []
    assert [state for state in states if not state["isDrawn"]] == []


def test_backwards_is_the_same_way(tab, served):
    tab.goto(f"{served}/decisions/?q=knee")
    forth = [state["words"] for state in walk(tab)]
    tab.goto(f"{served}/decisions/?q=knee")
    back = [state["words"] for state in walk(tab, "Shift+Tab")]
    assert back == forth[::-1]


def test_the_skip_link_leads_past_the_header(tab, served):
    tab.goto(f"{served}/decisions/")
    tab.keyboard.press("Tab")
    expect(tab.locator(".skip-link")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_search_filter_and_open_a_decision_without_a_mouse(tab, served):
    tab.goto(f"{served}/decisions/")
    tab.locator("#q").focus()
    tab.keyboard.type("pain")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"\?q=pain$"))
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == "outcome":
            break
    tab.keyboard.press("Space")
    expect(tab.locator(".chip")).to_have_count(2)
    assert tab.evaluate("document.activeElement.name") == "outcome"
    tab.locator(".results a").first.focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/cases/"))
