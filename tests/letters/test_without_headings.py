"""Letters whose layout is known by a heading's words inside a sentence: no heading is left, and no passage."""

import pytest

from ingest.letters import parse, parts

NOTICE = """Case Number: CM14-0000007

HOW THE DETERMINATION WAS MADE

We sent the INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE complete case file to a reviewer.
"""
PROFESSIONAL = """Case Number: CM14-0000007

He/she sees patients for at least 20 hours a REVIEWER QUALIFICATIONS:
The reviewer is Board Certified in Neurology.
"""


@pytest.mark.parametrize(("layout", "text"), [("notice", NOTICE), ("professional", PROFESSIONAL)])
def test_nothing_is_read_but_the_title_page(layout, text):
    found = parse(text)
    assert (found.layout, found.items, found.summary, found.reviewer.specialties) == (layout, (), "", ())
    assert [warning.code for warning in found.warnings if warning.severe] == ["no_items"]
    assert found.case_number == "CM14-0000007"
    assert {part.name for part in parts(text)} == {"title_page", "unclaimed"}
