"""Title pages in every arrangement."""

from datetime import date

import pytest

from ingest.letters.facts.titlepage import read_title_page
from ingest.letters.text.lines import Source

ALL = {
    "injury": date(2011, 3, 29), "assigned": date(2017, 9, 14), "decision": date(2017, 10, 27),
    "ur_denial": date(2017, 8, 9), "received": date(2017, 8, 31),
}  # fmt: skip


TWO_TO_A_LINE = """\
Case Number: CM17-0000123 Date Assigned: 09/14/2017 \n
Date of Injury: 03/29/2011 Decision Date:  10/27/2017 \n
Priority: Standard UR Denial Date:  08/09/2017 \n
Application Received: 08/31/2017
"""
CUT_LABEL = """\
Case Number:     CM17-0000123     Date Assigned:     09/14/2017
Date of Injury:  03/29/2011       Decision Date:     10/27/2017
Priority:        STANDARD         UR Denial Date:    08/09/2017
Application      08/31/2017
Received:
"""
VALUES_UNDER = """\
Case Number:\nCM17-0000123
Date of Injury:\n3/29/2011
Date Assigned:\n9/14/2017
UR Denial Date:\n8/9/2017
Priority:\nStandard
Application Received:\n8/31/2017
Decision Date:\n10/27/2017
"""
ANOTHER_ORDER = """\
Priority: Standard
Decision Date: October 27, 2017
Date Assigned: 9/14/17
Claim Number:
UR Denial Date: 8/9/17
Application Received: 8/31/17
IMR Case Number: CM17-0000123
Date of Injury: 3/29/11
"""
ROWS = """\
Case Number:     Date Assigned:   Date of Injury:
CM17-0000123     09/14/2017       03/29/2011
Decision Date:   UR Denial Date:  Application Received:   Priority:
10/27/2017       08/09/2017       08/31/2017              Standard
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TWO_TO_A_LINE, "two to a line"),
        (CUT_LABEL, "a label cut in two by its value"),
        (VALUES_UNDER, "values under their labels"),
        (ANOTHER_ORDER, "another order, other dates, an empty label"),
        (ROWS, "rows of labels over rows of values"),
    ],
)
def test_arrangements(text, reason):
    page = read_title_page(Source(text), len(text))
    assert (page.case_number, page.priority, page.dates) == ("CM17-0000123", "Standard", ALL), reason
    assert not page.warnings
    for name, span in page.spans.items():
        assert text[slice(*span)].strip() == text[slice(*span)] != "", name


def test_an_empty_field_takes_nobody_elses_value():
    text = "Date Assigned:\nDate of Injury: 03/29/2011\nDecision Date: \nPriority: Expedited"
    page = read_title_page(Source(text), len(text))
    assert page.dates == {"injury": ALL["injury"]}
    assert page.priority == "Expedited"


def test_an_impossible_date_is_null_and_a_warning():
    text = "Date of Injury: 02/30/2011"
    page = read_title_page(Source(text), len(text))
    assert page.dates == {}
    assert [(warning.code, warning.span) for warning in page.warnings] == [("impossible_date", (16, 26))]


def test_other_case_numbers_and_unclear_values_are_warnings():
    text = "Case Number: CM17-0000123 (consolidated with CM17-0000124)"
    page = read_title_page(Source(text), len(text))
    assert [(found.code, text[slice(*found.span)]) for found in page.warnings] == [
        ("several_case_numbers", "CM17-0000124")
    ]
    text = "Date of Injury:\nUR Denial Date:\nDate Assigned:\n8/9/2017\n9/14/2017\n"
    page = read_title_page(Source(text), len(text))
    assert page.dates == {}
    assert [found.code for found in page.warnings] == ["unclear_title_page", "unclear_title_page"]
