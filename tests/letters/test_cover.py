"""The cover letter of 2013–14, which may also stand above a letter of the `final` layout."""

import pytest

from ingest.letters import parse, parts
from tests.letters.letter import item, letter
from tests.letters.maximus_letter import COVER, TITLE_PAGE, UPHOLD

SOME = "PARTIAL OVERTURN. This means we decided that some"
ALL = "OVERTURN. This means we decided that all"
UPHELD, OVERTURNED = item("Cane: Upheld"), item("Walker: Overturned")


def text(announced, *items):
    return TITLE_PAGE + COVER.format(announced=announced) + letter(*items)


@pytest.mark.parametrize(
    ("announced", "items", "differs"),
    [
        (UPHOLD, (UPHELD,), False),
        (UPHOLD, (UPHELD, OVERTURNED), True),
        (SOME, (UPHELD, OVERTURNED), False),
        (ALL, (OVERTURNED,), False),
        (ALL, (UPHELD,), True),
    ],
)
def test_the_cover_of_a_final_letter(announced, items, differs):
    whole = text(announced, *items)
    found = parse(whole)
    assert found.layout == "final"
    assert found.case_number == "CM13-0900200"
    codes = {warning.code for warning in found.warnings}
    assert ("announced_outcome_differs" in codes) is differs
    assert not codes & {"unclaimed_text", "no_items"}
    (cover,) = [part for part in parts(whole) if part.name == "cover"]
    assert whole[slice(*cover.span)].startswith("DEAR")
    assert "Treatment(s) in Dispute" in "".join(whole[slice(*p.span)] for p in parts(whole) if p.name == "title_page")


def test_without_a_cover_there_is_none():
    assert "cover" not in {part.name for part in parts(TITLE_PAGE + letter(UPHELD))}
