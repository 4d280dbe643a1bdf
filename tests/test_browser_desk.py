"""Reviewing a held letter in the admin by keyboard, as a member of staff does it in a browser."""

import pytest

from determinations.models import Case, Correction
from ingest.loading import load
from ingest.parsing import fit
from tests.letter_text import item, letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")
WIDTHS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_held_letter_is_corrected_and_released_by_keyboard(page, live_server, django_user_model):
    load([fit(f"{n}.txt", letter(AGAINST, case_number=f"CM16-090000{n}")) for n in (1, 2)])
    django_user_model.objects.create_superuser("staff", password="correct horse")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/admin/ingest/desk/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="CM16-0900001").click()
    first = page.url
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDTHS) == 0, f"at {width} px the page is wider than the screen"
    page.keyboard.press("j")
    page.get_by_role("heading", name="CM16-0900002").wait_for()
    page.keyboard.press("k")
    page.get_by_role("heading", name="CM16-0900001").wait_for()
    assert page.url == first
    page.keyboard.press("/")
    page.keyboard.press("Control+A")
    page.keyboard.type("2012-10-16")
    page.get_by_role("textbox", name="Why").fill("rj/")
    page.keyboard.press("Enter")
    page.get_by_text("1 fact corrected.").wait_for()
    assert Correction.objects.get().value == "2012-10-16"
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="CM16-0900002").wait_for()
    assert [str(case) for case in Case.objects.public()] == ["CM16-0900001"]
    assert complaints == []
