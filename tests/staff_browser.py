"""Staff in a browser: logged in on a page of the admin; and what holds of every such page."""

from pathlib import Path

import axe_playwright_python
from django.contrib.auth import get_user_model

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
RUN = """only => axe.run('#main', {runOnly: only, resultTypes: ['violations'], preload: false})
  .then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The admin's buttons change their colours slowly, and axe would meet them half-way.
AT_REST = """() => new Promise(requestAnimationFrame).then(() =>
  Promise.allSettled(document.getAnimations().map(each => each.finished))).then(() => null)"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def log_in(page, address: str) -> list[str]:
    """To a page behind the login, as a superuser made for it. Whatever the browser complains of comes into the list."""
    get_user_model().objects.create_superuser("staff", password="correct horse")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    return complaints


def violations(page) -> list:
    """Of the page but for the admin's own frame."""
    page.evaluate(AXE)
    return page.evaluate(RUN, WCAG)


def looks_right(page, name: str) -> None:
    """On a desktop and a phone, in light and in dark: nothing scrolls sideways, and axe finds nothing."""
    page.wait_for_load_state()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(AT_REST)
            assert page.evaluate(WIDER) == 0, f"{name} is wider than {width} px"
            assert violations(page) == [], (name, width, scheme)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
