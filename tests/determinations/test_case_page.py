"""What a case's page says of single decisions, and how they are cited and printed from it."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from determinations.models import DisputedItem, Letter, TreatmentCategory
from tests.builders import make_case, make_citation, make_item
from tests.library import make_full_case, span
from tests.page import Page

pytestmark = pytest.mark.django_db

TEXT = "1. Zorblax #30: Upheld. Guideline: Nimbus. It is not needed.\n2. Menthol patch #30: Upheld. It does not help."


@pytest.fixture
def get(client):
    return lambda url: Page(client.get(url, follow=True))


@pytest.fixture
def case():
    """Two decisions with their passages; the letter has no warnings."""
    case = make_case(slug="two", text=TEXT)
    for request, rationale in (("Zorblax #30", "It is not needed."), ("Menthol patch #30", "It does not help.")):
        spans = {"request": span(TEXT, request), "rationale": span(TEXT, rationale)}
        quantity = {"amount": 30, "unit": "doses"}
        make_item(case, treatment="other-drug", category="drugs", request=request, spans=spans, quantity=quantity)
    return case


def warn(case, *warnings: tuple[str, list[int] | None], supplied=()):
    """Give the letter these warnings, each a code and its passage."""
    noticed = [
        {"code": code, "message": f"Noticed as {number}."} | ({"span": place} if place else {})
        for number, (code, place) in enumerate(warnings, start=1)
    ]
    Letter.objects.filter(case=case).update(warnings=noticed, supplied=list(supplied))


class TestNoticed:
    @pytest.mark.parametrize(
        ("place", "beside", "why"),
        [
            (span(TEXT, "Zorblax #30"), [1], "the request itself"),
            (span(TEXT, "does not help"), [2], "inside a rationale"),
            (span(TEXT, "Nimbus"), [1], "between the passages of one decision only"),
            ([0, len(TEXT)], [], "around all of them"),
            (None, [], "nowhere in the letter"),
        ],
    )
    def test_a_warning_stands_beside_the_decision_it_is_about(self, get, case, place, beside, why):
        warn(case, ("doubt", place))
        page = get("/cases/two/")
        for number in (1, 2):
            expected = ["Noticed: Noticed as 1. in the letter: Noticed as 1."] if number in beside else []
            assert page.texts(f"#item-{number} .noticed") == expected, why

    def test_it_leads_to_its_own_passage(self, get, case):
        warn(case, ("missing_age", None), ("doubt", span(TEXT, "Menthol patch #30")))
        page = get("/cases/two/")
        (link,) = page.tree.select("#item-2 .noticed a")
        assert link["href"] == "#from-warning-2"
        assert page.tree.select_one(".letter #from-warning-2")
        assert not page.tree.select("#item-1 .noticed")

    def test_a_passage_that_decisions_share_is_noticed_at_each(self, get, case):
        shared = {"rationale": span(TEXT, "It is not needed.")}
        DisputedItem.objects.filter(case=case).update(spans=shared)
        warn(case, ("doubt", shared["rationale"]))
        page = get("/cases/two/")
        assert len(page.tree.select("#item-1 .noticed, #item-2 .noticed")) == 2

    def test_a_citation_is_part_of_its_decision(self, get, case):
        outside = [0, 2]
        make_citation(case.items.get(position=2), span=outside)
        warn(case, ("unknown_guideline", outside))
        page = get("/cases/two/")
        assert page.tree.select("#item-2 .noticed")
        assert not page.tree.select("#item-1 .noticed")


class TestCategoryOfTheList:
    LISTED = "from the state’s list, not recognized in the letter"

    def test_is_said_to_come_from_there_and_only_where_it_does(self, get, case):
        warn(case, ("unclassified_request", span(TEXT, "Zorblax #30")), supplied=["category"])
        page = get("/cases/two/")
        assert self.LISTED in page.text("#item-1 .facts")
        assert self.LISTED not in page.text("#item-2 .facts")

    def test_is_not_claimed_of_a_request_that_stayed_unclassified(self, get, case):
        DisputedItem.objects.filter(case=case, position=1).update(category=None, treatment=None)
        warn(case, ("unclassified_request", span(TEXT, "Zorblax #30")), supplied=["category"])
        page = get("/cases/two/")
        assert self.LISTED not in page.text("#item-1 .facts")
        assert "not classified" in page.text("#item-1 .facts")

    def test_is_not_claimed_where_the_list_supplied_none(self, get, case):
        warn(case, ("unclassified_request", span(TEXT, "Zorblax #30")), supplied=["injury"])
        assert TreatmentCategory.objects.exists()
        assert self.LISTED not in get("/cases/two/").text("main")


def test_a_quantity_is_told_in_words_of_its_request(get, case):
    facts = [dict(zip(*_terms(get("/cases/two/"), number), strict=True)) for number in (1, 2)]
    assert [each["Quantity"] for each in facts] == ["30", "30 patches"]


def _terms(page: Page, number: int) -> tuple[list[str], list[str]]:
    block = f"#item-{number} > .facts > div >"
    return page.texts(f"{block} dt"), page.texts(f"{block} dd")


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("final", "Final determination (2014 and later) final"),
        ("future", "future"),
    ],
)
def test_the_layout_is_named_for_a_reader(get, case, layout, shown):
    Letter.objects.filter(case=case).update(layout=layout)
    assert get("/cases/two/").text("#reading + dl dd") == shown


class TestCitation:
    def test_names_case_day_issue_request_outcome_and_address(self, get):
        make_full_case()
        beginning = "IMR Final Determination, Case No. CM15-0099999, dated June 1, 2015"
        address = "http://testserver/cases/full-case/"
        assert get("/cases/full-case/?from=list").texts(".to-cite dd") == [
            f"{beginning}, issue 1 of 2: Acupuncture, 6 visits, upheld. {address}#item-1",
            f"{beginning}, issue 2 of 2: Something nobody knows, overturned. {address}#item-2",
        ]

    def test_says_what_is_not_stated_and_is_one_line(self, get):
        case = make_case(slug="letter-2", case_number=None, decision_date=None)
        make_item(case, request="An MRI.\nOf the neck.", outcome="partially_overturned")
        assert get("/cases/letter-2/").text(".to-cite dd") == (
            "IMR Final Determination, case number not stated (letter-2), decision date not stated, issue 1 of 1: "
            "An MRI. Of the neck, partially overturned. http://testserver/cases/letter-2/#item-1"
        )


def test_lines_of_a_paragraph_can_be_closed_on_a_narrow_page(get):
    line = "The worker lifted a crate of bottles in the cellar and felt a pull low in the"
    text = f"Priority: Standard\n{line}\nback. {line} non-\nsteroidal drugs helped.\n\nThe end."
    make_case(slug="wrapped", text=text)
    letter = get("/cases/wrapped/").tree.select_one(".letter")
    assert [each.get_text() for each in letter.select(".wrap")] == ["\n"]
    assert [each.get_text() for each in letter.select(".joined")] == ["\n"]
    assert letter.get_text() == text


def test_a_printed_page_names_its_address(get, case):
    line = get("/cases/two/?utm=1").text(".only-on-paper")
    today = date_format(timezone.localdate(), "F j, Y")
    assert line == f"IMR Determinations, {today}: http://testserver/cases/two/"
