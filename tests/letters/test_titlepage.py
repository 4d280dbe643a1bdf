"""Title pages in every arrangement."""

from datetime import date

import pytest

from ingest.letters.lines import Source
from ingest.letters.titlepage import read_title_page

ALL = {
    "injury": date(2009, 8, 16), "assigned": date(2015, 6, 2), "decision": date(2015, 7, 10),
    "ur_denial": date(2015, 5, 11), "received": date(2015, 5, 22),
}  # fmt: skip


TWO_TO_A_LINE = """\
Case Number: CM15-0000123 Date Assigned: 06/02/2015 \n
Date of Injury: 08/16/2009 Decision Date:  07/10/2015 \n
Priority: Standard UR Denial Date:  05/11/2015 \n
Application Received: 05/22/2015
"""
CUT_LABEL = """\
Case Number:     CM15-0000123     Date Assigned:     06/02/2015
Date of Injury:  08/16/2009       Decision Date:     07/10/2015
Priority:        STANDARD         UR Denial Date:    05/11/2015
Application      05/22/2015
Received:
"""
VALUES_UNDER = """\
Case Number:\nCM15-0000123
Date of Injury:\n8/16/2009
Date Assigned:\n6/2/2015
UR Denial Date:\n5/11/2015
Priority:\nStandard
Application Received:\n5/22/2015
Decision Date:\n7/10/2015
"""
ANOTHER_ORDER = """\
Priority: Standard
Decision Date: July 10, 2015
Date Assigned: 6/2/15
Claim Number:
UR Denial Date: 5/11/15
Application Received: 5/22/15
IMR Case Number: CM15-0000123
Date of Injury: 8/16/09
"""
ROWS = """\
Case Number:     Date Assigned:   Date of Injury:
CM15-0000123     06/02/2015       08/16/2009
Decision Date:   UR Denial Date:  Application Received:   Priority:
07/10/2015       05/11/2015       05/22/2015              Standard
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
    assert (page.case_number, page.priority, page.dates) == ("CM15-0000123", "Standard", ALL), reason
    assert not page.warnings
    for name, span in page.spans.items():
        assert text[slice(*span)].strip() == text[slice(*span)] != "", name


def test_an_empty_field_takes_nobody_elses_value():
    text = "Date Assigned:\nDate of Injury: 08/16/2009\nDecision Date: \nPriority: Expedited"
    page = read_title_page(Source(text), len(text))
    assert page.dates == {"injury": ALL["injury"]}
    assert page.priority == "Expedited"


def test_an_impossible_date_is_null_and_a_warning():
    text = "Date of Injury: 02/30/2009"
    page = read_title_page(Source(text), len(text))
    assert page.dates == {}
    assert [(warning.code, warning.span) for warning in page.warnings] == [("impossible_date", (16, 26))]
