"""Suggestions under the search boxes, against answers of the agreed shape; and the field above long lists."""

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ADDRESS = re.compile(r"/api/v1/autocomplete/\?q=")
FOUND = [
    {"kind": "treatment", "kind_label": "Treatment", "value": "acupuncture", "label": "Acupuncture",
     "url": "/treatments/acupuncture/", "count": 1234, "matched": "acu"},
    {"kind": "drug", "kind_label": "Drug", "value": "acetaminophen", "label": "Acetaminophen",
     "url": "/decisions/?drug=acetaminophen", "count": 7, "matched": "Tylenol"},
    {"kind": "body_part", "kind_label": "Body part", "value": "ankle", "label": "Ankle",
     "url": "/decisions/?body_part=ankle", "count": None, "matched": None},
]  # fmt: skip
BOXES = {"/": "#q", "/decisions/": "#q", "/about/": "#header-q"}


def answer(route):
    route.fulfill(status=200, content_type="application/json", body=json.dumps({"results": FOUND}))


def selected(page) -> str:
    """The words of the suggestion the box points to; blank when none."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )


@pytest.fixture
def typed(tab, served):
    """The list's box with "ac" typed and three suggestions shown."""
    tab.route(ADDRESS, answer)
    tab.goto(f"{served}/decisions/")
    tab.locator("#q").press_sequentially("ac")
    expect(tab.get_by_role("option")).to_have_count(3)
    return tab


@pytest.mark.parametrize(("path", "box"), BOXES.items())
def test_every_search_box_suggests(tab, served, errors, path, box):
    tab.route(ADDRESS, answer)
    tab.goto(served + path)
    field = tab.locator(box)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("ac")
    expect(tab.get_by_role("option")).to_have_text(
        ["Acupuncture Treatment, 1,234", "Acetaminophen Drug, “Tylenol”, 7", "Ankle Body part"]
    )
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(tab.get_by_role("listbox")).to_have_attribute("id", field.get_attribute("aria-controls"))
    expect(tab.locator("#announcement")).to_have_text("3 suggestions")
    expect(tab.get_by_role("option").first).to_be_in_viewport()
    assert errors == []


def test_the_keys_of_a_list_move_and_what_was_typed_stays(typed):
    moves = [("ArrowDown", "Acu"), ("ArrowDown", "Ace"), ("End", "Ank"), ("ArrowDown", ""), ("ArrowUp", "Ank"),
             ("Home", "Acu"), ("ArrowUp", "")]  # fmt: skip
    for key, start in moves:
        typed.keyboard.press(key)
        assert selected(typed).startswith(start), key
        assert bool(selected(typed)) == bool(start), key
        assert typed.locator('[aria-selected="true"]').count() == bool(start)
    expect(typed.locator("#q")).to_have_value("ac")
    expect(typed.locator("#q")).to_be_focused()


def test_enter_on_a_suggestion_goes_to_its_page(typed, served):
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Enter")
    expect(typed).to_have_url(f"{served}/treatments/acupuncture/")


def test_a_click_goes_to_its_page(typed, served):
    typed.get_by_role("option", name="Acetaminophen").click()
    expect(typed).to_have_url(f"{served}/decisions/?drug=acetaminophen")


def test_enter_without_a_choice_searches_for_what_was_typed(typed, served):
    typed.keyboard.press("Enter")
    expect(typed).to_have_url(f"{served}/decisions/?q=ac")
    expect(typed.get_by_role("option")).to_have_count(0)


def test_escape_closes_the_list_and_keeps_the_words(typed):
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Escape")
    expect(typed.get_by_role("listbox")).to_have_count(0)
    expect(typed.locator("#q")).to_have_value("ac")
    expect(typed.locator("#q")).to_have_attribute("aria-expanded", "false")
    typed.keyboard.press("ArrowDown")  # asks again
    expect(typed.get_by_role("option")).to_have_count(3)


def test_tab_moves_on_and_chooses_nothing(typed, served):
    typed.keyboard.press("ArrowDown")
    typed.keyboard.press("Tab")
    expect(typed.get_by_role("listbox")).to_have_count(0)
    expect(typed.get_by_role("button", name="Search")).to_be_focused()
    expect(typed).to_have_url(f"{served}/decisions/")


def test_one_question_for_quick_typing_and_none_for_a_letter(tab, served):
    asked = []
    tab.route(ADDRESS, lambda route: (asked.append(route.request.url), answer(route)))
    tab.goto(f"{served}/decisions/")
    tab.locator("#q").press_sequentially("a")
    tab.wait_for_timeout(250)
    assert asked == []
    tab.evaluate("""for (const words of ["ac", "acu", "acup"]) {
      document.getElementById("q").value = words;
      document.getElementById("q").dispatchEvent(new Event("input"));
    }""")
    expect(tab.locator(".suggestion")).to_have_count(3)
    assert [url.rpartition("=")[2] for url in asked] == ["acup"]


def test_a_late_answer_to_earlier_words_is_not_shown(tab, served):
    held = []
    tab.route(ADDRESS, lambda route: held.append(route) if route.request.url.endswith("=ac") else answer(route))
    tab.goto(f"{served}/decisions/")
    with tab.expect_request(ADDRESS):
        tab.locator("#q").press_sequentially("ac")
    tab.locator("#q").press_sequentially("upu")
    expect(tab.get_by_role("option")).to_have_count(3)
    held[0].fulfill(status=200, content_type="application/json", body='{"results": []}')
    tab.wait_for_timeout(200)
    expect(tab.get_by_role("option")).to_have_count(3)


@pytest.mark.parametrize("status", [404, 500])
def test_without_an_answer_the_box_still_searches(tab, served, status):
    tab.route(ADDRESS, lambda route: route.fulfill(status=status, body="No"))
    tab.goto(f"{served}/decisions/")
    tab.locator("#q").press_sequentially("knee")
    tab.wait_for_timeout(300)
    expect(tab.get_by_role("listbox")).to_have_count(0)
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{served}/decisions/?q=knee")


def test_no_suggestion_is_said(tab, served):
    tab.route(ADDRESS, lambda route: route.fulfill(status=200, body='{"results": []}'))
    tab.goto(f"{served}/decisions/")
    tab.locator("#q").press_sequentially("zzz")
    expect(tab.locator("#announcement")).to_have_text("No suggestions")
    expect(tab.get_by_role("listbox")).to_have_count(0)


def test_a_box_that_came_with_new_results_suggests_too(typed):
    typed.keyboard.press("Enter")
    expect(typed.get_by_role("heading", level=1)).to_contain_text("ac")
    typed.locator("#q").press_sequentially("u")
    expect(typed.get_by_role("option")).to_have_count(3)
    expect(typed.locator("#q")).to_have_attribute("aria-controls", typed.get_by_role("listbox").get_attribute("id"))


def test_the_site_itself_answers(tab, served, errors):
    """A brand typed halfway is its drug, with as many decisions as the list then holds."""
    tab.goto(f"{served}/about/")
    tab.locator("#header-q").press_sequentially("norc")
    found = tab.get_by_role("option", name="Hydrocodone").first
    expect(found).to_contain_text("Drug, “Norco”")
    promised = re.search(r"\d+$", found.inner_text())[0]
    found.click()
    expect(tab).to_have_url(f"{served}/decisions/?drug=hydrocodone-acetaminophen")
    expect(tab.locator(".count")).to_contain_text(re.compile(rf"^{promised} decisions? in"))
    assert errors == []


class TestLongLists:
    @pytest.fixture
    def treatments(self, tab, served):
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(f"{served}/decisions/")
        return tab.locator("#category")

    def test_leaves_what_was_typed_wherever_it_stands(self, treatments, tab):
        """Beneath the category it stands in, which opens for as long as there are words."""
        expect(treatments.locator(".more[open]")).to_have_count(0)
        treatments.get_by_label("Find in treatment").fill("acu")
        expect(treatments.locator(".option:visible")).to_contain_text(["Rehabilitation", "Acupuncture"])
        innermost = treatments.locator("li:not(:has(li)) > .option:visible").all_inner_texts()
        assert innermost
        assert all("acu" in words.lower() for words in innermost)
        treatments.get_by_label("Find in treatment").fill("")
        expect(treatments.locator(".more[open]")).to_have_count(0)
        assert treatments.locator("li[hidden]").count() == 0

    def test_says_how_many_match(self, treatments, tab):
        treatments.get_by_label("Find in treatment").fill("nothing like it")
        expect(tab.locator("#announcement")).to_have_text("0 options match")
        expect(treatments.locator(".option:visible")).to_have_count(0)

    def test_a_ticked_option_stays_and_the_words_outlive_the_answer(self, treatments, tab, served):
        find = treatments.get_by_label("Find in treatment")
        find.press_sequentially("acupuncture")
        treatments.locator('input[value="acupuncture"]').check()
        expect(tab).to_have_url(f"{served}/decisions/?treatment=acupuncture")
        expect(find).to_have_value("acupuncture")
        find.fill("mri")
        expect(treatments.locator('input[value="acupuncture"]')).to_be_visible()

    def test_it_is_no_filter_itself(self, treatments, tab, served):
        asked = []
        tab.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
        find = treatments.get_by_label("Find in treatment")
        find.fill("mri")
        find.press("Enter")
        find.press("Tab")
        tab.wait_for_timeout(200)
        expect(tab).to_have_url(f"{served}/decisions/")
        assert asked == []

    def test_escape_empties_it(self, treatments):
        find = treatments.get_by_label("Find in treatment")
        find.fill("mri")
        find.press("Escape")
        expect(find).to_have_value("")
        assert treatments.locator("li[hidden]").count() == 0


def test_on_the_list_a_suggestion_joins_the_search_that_is_there(tab, served):
    tab.route(ADDRESS, answer)
    tab.goto(f"{served}/decisions/?outcome=upheld&sex=male&q=pain")
    tab.locator("#q").fill("")
    tab.locator("#q").press_sequentially("ac")
    expect(tab.get_by_role("option")).to_have_count(3)
    tab.get_by_role("option").nth(1).click()
    tab.wait_for_url(re.compile("drug="))
    assert tab.url == f"{served}/decisions/?outcome=upheld&sex=male&drug=acetaminophen"
