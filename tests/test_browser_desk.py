"""Reviewing a held letter in the admin by keyboard, as a member of staff does it in a browser."""

import pytest

from determinations.models import Case, Correction
from ingest.loading import load
from ingest.parsing import fit
from tests.letter_text import item, letter
from tests.staff_browser import WIDER, log_in, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")


def shown(page, case: str) -> None:
    """With its scripts, which listen to keys once all of the page is there."""
    page.get_by_role("heading", name=case).wait_for()
    page.wait_for_load_state()


def test_a_held_letter_is_corrected_and_released_by_keyboard(page, live_server):
    load([fit(f"{n}.txt", letter(AGAINST, case_number=f"CM16-090000{n}")) for n in (1, 2)])
    complaints = log_in(page, f"{live_server.url}/admin/ingest/desk/")
    page.get_by_role("link", name="CM16-0900001").click()
    shown(page, "CM16-0900001")
    first = page.url
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(WIDER) == 0, f"at {width} px the page is wider than the screen"
    page.keyboard.press("j")
    shown(page, "CM16-0900002")
    page.keyboard.press("k")
    shown(page, "CM16-0900001")
    assert page.url == first
    page.keyboard.press("/")
    page.keyboard.press("Control+A")
    page.keyboard.type("2012-10-16")
    page.get_by_role("textbox", name="Why").fill("rj/")
    page.keyboard.press("Enter")
    page.get_by_text("1 fact corrected.").wait_for()
    page.wait_for_load_state()
    assert Correction.objects.get().value == "2012-10-16"
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    shown(page, "CM16-0900002")
    assert [str(case) for case in Case.objects.public()] == ["CM16-0900001"]
    assert complaints == []


def test_words_are_taught_without_a_mouse_and_axe_finds_nothing(page, live_server):
    requests = ("Zorbal gadget 2x6 left knee", "zorbal gadget x 12", "Ozobaxyn 20 units")
    load([fit(f"{n}.txt", letter(item(each), case_number=f"CM16-090000{n}")) for n, each in enumerate(requests)])
    complaints = log_in(page, f"{live_server.url}/admin/ingest/desk/words/")
    looks_right(page, "words")
    page.get_by_role("link", name="Teach… zorbal gadget").press("Enter")
    page.get_by_text("It decides 2 decisions").wait_for()
    looks_right(page, "teach")
    page.get_by_label("They mean", exact=True).select_option("acupuncture")
    page.get_by_role("textbox", name="Why").fill("It is needling.")
    page.keyboard.press("Enter")
    page.get_by_text("“zorbal gadget” means Acupuncture. 2 letters read again.").wait_for()
    page.get_by_role("link", name="Learned: requests").click()
    looks_right(page, "taught")
    page.get_by_role("link", name="zorbal gadget").click()
    page.get_by_role("heading", name="History").wait_for()
    looks_right(page, "one")
    assert [str(case) for case in Case.objects.filter(items__treatment__slug="acupuncture").order_by("slug")] == [
        "CM16-0900000",
        "CM16-0900001",
    ]
    assert complaints == []
