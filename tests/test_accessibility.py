"""What can be checked of WCAG 2.2 without a browser, on every public page as it is sent."""

from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.library import make_full_case, make_library
from tests.page import Page, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAGES = [
    "/",
    "/decisions/",
    "/decisions/?q=functional&outcome=upheld&cited_by=either&page=2",
    "/decisions/?q=nothingatall",
    "/decisions/?outcome=won&age_min=x&q=%22open",
    "/decisions/?q=norco+OR+functional&treatment=mri&treatment=acupuncture&decided_after=2015&guideline=acoem-knee-2004",
    "/decisions/?treatment=won&guideline=lost&cited_by=judge",
    "/cases/full-case/",
    "/cases/full-case/?q=visits&at=1",
    "/cases/full-case/?q=visits&at=7",
    "/cases/full-case/report/?item=1",
    "/cases/full-case/report/sent/?item=1",
    "/treatments/",
    "/treatments/rehabilitation/",
    "/treatments/mri/",
    "/guidelines/",
    "/guidelines/acoem-knee-2004/",
    "/specialties/",
    "/specialties/pain-management/",
    "/about/",
    "/api/",
    "/no-such-page/",
]
EMPTY = "the list of an empty library"


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every page, fetched once; the rows they show are rolled back."""
    index = override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("accessibility"))
    with django_db_blocker.unblock(), index, transaction.atomic():
        found = {EMPTY: Page(Client().get("/decisions/"))}
        make_library(30)
        make_full_case()
        found |= {address: Page(Client().get(address)) for address in PAGES}
        transaction.set_rollback(True)
    return found


@pytest.fixture(params=[*PAGES, EMPTY])
def page(request, pages):
    return pages[request.param]


def test_has_a_language_a_title_and_one_first_heading(page):
    assert page.tree.html["lang"] == "en"
    assert page.text("title")
    assert len(page.texts("h1")) == 1
    assert page.text("h1")


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(heading.name[1]) for heading in page.tree.select("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert all(page.texts("h1, h2, h3, h4"))


def test_landmarks_and_the_way_past_them(page):
    assert len(page.tree.select("main")) == len(page.tree.select("body > header")) == 1
    assert page.tree.select_one("a.skip-link")["href"] == "#main"
    assert page.tree.select_one("main#main")
    names = [nav["aria-label"] for nav in page.tree.select("nav")]
    assert len(set(names)) == len(names)


def test_ids_are_unique_and_references_are_kept(page):
    ids = [element["id"] for element in page.tree.select("[id]")]
    assert len(set(ids)) == len(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for", "form"):
        for element in page.tree.select(f"[{attribute}]"):
            assert set(element[attribute].split()) <= set(ids), element
    for link in page.tree.select('a[href^="#"]'):
        assert link["href"][1:] in ids, link


def test_what_swaps_can_be_told_apart_and_leads_to_lists(page):
    """A fold stays as it was by its id; what a list is taken along as, and cases, are for the browser."""
    assert all(fold.get("id") for fold in page.tree.select("main[hx-target] details"))
    for link in page.tree.select("[hx-boost] a[href]"):
        assert link["href"].startswith(("/decisions/", "?", "#")), link


def test_every_field_has_a_name(page):
    for field in page.tree.select("input:not([type=hidden]), select, textarea"):
        label = field.find_parent("label") or page.tree.select_one(f'label[for="{field.get("id")}"]')
        assert label, field
        assert words(label), field


def test_every_group_of_fields_has_a_legend(page):
    for group in page.tree.select("fieldset"):
        assert words(group.find("legend", recursive=False)), group


def test_every_link_and_button_has_words(page):
    for element in page.tree.select("a[href], button, summary"):
        assert words(element), element


def test_tables_have_captions_and_headers_with_scope(page):
    for table in page.tree.select("table"):
        assert words(table.caption)
        assert all(header.get("scope") in ("col", "row") for header in table.select("th"))
        assert all(row.select('th[scope="row"]') for row in table.select("tbody tr"))
        region = table.find_parent(class_="scroll")
        assert region["role"] == "region"
        assert region["aria-label"]
        assert region["tabindex"] == "0"


def test_pictures_are_decoration_or_have_words(page):
    assert all(picture.get("aria-hidden") == "true" for picture in page.tree.select("svg"))
    assert all(picture.get("alt") is not None for picture in page.tree.select("img"))


def test_wrong_fields_say_so(client):
    page = Page(client.get("/decisions/?q=%22open&decided_after=June&age_min=x"))
    for name in ("q", "decided_after", "age_min"):
        field = page.tree.select_one(f"input#{name}")
        assert field["aria-invalid"] == "true"
        assert f"{name}-error" in field["aria-describedby"].split()
    assert page.tree.select_one(".problems")["role"] == "alert"
    assert page.text("title").startswith("Error: ")
