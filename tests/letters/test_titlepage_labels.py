"""Labels and values of title pages, as they are named and as they stand."""

import pytest

from ingest.letters.facts.titlepage import read_title_page
from ingest.letters.text.lines import Source


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "Case Number: CM17-0000123 Date Assigned: 09/14/2017 Date of Injury: 03/29/2011 Decision "
            "Date: 10/27/2017 Priority: Standard UR Denial Date: 08/09/2017 Application Received: "
            "08/31/2017",
            {"number": "CM17-0000123", "priority": "Standard", "injury": "2011-03-29",
             "assigned": "2017-09-14", "decision": "2017-10-27", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "one line several",
        ),
        (
            "CM17-0000123 :Case Number\n"
            "09/14/2017 :Date Assigned\n",
            {"number": "CM17-0000123", "assigned": "2017-09-14"},
            "values before labels per line",
        ),
        (
            "CM17-0000123\n"
            "09/14/2017\n"
            "03/29/2011\n"
            "Case Number:\n"
            "Date Assigned:\n"
            "Date of Injury:\n",
            {"number": "CM17-0000123", "assigned": "2017-09-14", "injury": "2011-03-29"},
            "values before labels block",
        ),
        (
            "Case Number:\n"
            "Date Assigned:\n"
            "Date of Injury:\n"
            "Priority:\n"
            "CM17-0000123\n"
            "09/14/2017\n"
            "03/29/2011\n"
            "Standard\n",
            {"number": "CM17-0000123", "assigned": "2017-09-14", "injury": "2011-03-29", "priority": "Standard"},
            "values right of block of labels",
        ),
        (
            "IMR Case Number:  CM17-0000123  Date of Injury:  03/29/2011\n"
            "Claims Number:   UR Denial Date:  08/09/2017\n"
            "Priority: STANDARD Application Received: 08/31/2017\n"
            "Employee Name:\n",
            {"number": "CM17-0000123", "priority": "Standard",
             "injury": "2011-03-29", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "blank claims number",
        ),
        (
            "Date of Injury: 03/29/2011\n"
            "UR Denial Date:\n"
            "Application Received: 08/31/2017\n",
            {"injury": "2011-03-29", "received": "2017-08-31"},
            "blank UR denial",
        ),
        (
            "Date of Injury: 03/29/2011 UR Denial Date: Application Received: 08/31/2017",
            {"injury": "2011-03-29", "received": "2017-08-31"},
            "blank UR denial one line",
        ),
        (
            "Date of Injury:\n"
            "03/29/2011\n"
            "UR Denial Date:\n"
            "\n"
            "Priority:\n"
            "Standard\n"
            "Application Received:\n"
            "08/31/2017\n",
            {"injury": "2011-03-29", "received": "2017-08-31", "priority": "Standard"},
            "blank UR denial values under",
        ),
        (
            "Date of Injury:\n"
            "03/29/2011\n"
            "Claims Number:\n"
            "UR Denial Date:\n"
            "Application Received:\n"
            "08/31/2017\n"
            "Employee Name:\n",
            {"injury": "2011-03-29", "received": "2017-08-31"},
            "blank UR, then date label under",
        ),
        (
            "Case Number: CM17-0000123 Date Assigned: 09/14/2017\n"
            "Date of Injury: 03/29/2011 Decision Date:\n"
            "Priority: Standard UR Denial Date: 08/09/2017\n"
            "Application Received: 08/31/2017",
            {"number": "CM17-0000123", "priority": "Standard", "injury": "2011-03-29",
             "assigned": "2017-09-14", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "blank decision, wrapped below",
        ),
        (
            "MAXIMUS FEDERAL SERVICES, INC.\n"
            "Independent Medical Review\n"
            "P.O. Box 138009\n"
            "Sacramento, CA 95813-8009\n"
            "(855) 865-8873 Fax: (916) 605-4270\n"
            "Dated: 10/27/2017\n"
            "IMR Case Number: CM17-0000123\n",
            {"number": "CM17-0000123", "decision": "2017-10-27"},
            "dated in letterhead",
        ),
        ("Decision Date: 10/27/2017 Dated: 10/28/2017", {"decision": "2017-10-27"}, "decision date before dated"),
        ("Dated: 10/28/2017\nDecision Date: 10/27/2017", {"decision": "2017-10-27"}, "dated before decision date"),
        ("Date of Decision: 10/27/2017", {"decision": "2017-10-27"}, "date of decision"),
        ("Date of Final Determination: 10/27/2017", {"decision": "2017-10-27"}, "date of determination"),
        ("Final Determination Date: October 27, 2017", {"decision": "2017-10-27"}, "final determination date"),
        (
            "Case Number: CM17-\n"
            "0000123\n"
            "Priority: Standard",
            {"number": "CM17-0000123", "priority": "Standard"},
            "number split over lines",
        ),
        ("Case Number: CM17\n-0000123", {"number": "CM17-0000123"}, "number split 2"),
        (
            "Case\n"
            "Number: CM17-0000123 Date of\n"
            "Injury: 03/29/2011",
            {"number": "CM17-0000123", "injury": "2011-03-29"},
            "label split over lines",
        ),
        ("IMR Case Number: IMR 13-000004", {"number": "IMR 13-000004"}, "old number"),
        ("Case Number: 13-000004", {"number": "IMR 13-000004"}, "old number bare"),
        ("Case Number: CM17 0000123", {"number": "CM17-0000123"}, "spaced number"),
        ("Case Number: CM17–0000123", {"number": "CM17-0000123"}, "en dash"),
        ("IMR Case No.: CM17-0000123", {"number": "CM17-0000123"}, "IMR Case No."),
        ("IMR Case #: CM17-0000123", {"number": "CM17-0000123"}, "IMR Case #"),
        ("Case No CM17-0000123", {"number": "CM17-0000123"}, "Case No"),
        (
            "Case Number CM17-0000123 Date of Injury 03/29/2011 Decision Date 10/27/2017",
            {"number": "CM17-0000123", "injury": "2011-03-29", "decision": "2017-10-27"},
            "no colon",
        ),
        (
            "Case Number: CM17-0000123 (consolidated with CM17-0000124 and CM17-0000125)\n"
            "Date of Injury: 03/29/2011",
            {"number": "CM17-0000123", "injury": "2011-03-29"},
            "consolidated",
        ),
        ("Priority: EXPEDITED", {"priority": "Expedited"}, "expedited"),
        ("Priority: Regular", {"priority": "Regular"}, "regular"),
        ("Priority: Standard Review", {"priority": "Standard"}, "Standard review"),
        ("Priority:Standard", {"priority": "Standard"}, "priority no space"),
        ("Date Application Received: 08/31/2017", {"received": "2017-08-31"}, "date app received"),
        ("Received Date: 08/31/2017", {"received": "2017-08-31"}, "received date"),
        ("IMR Application Date: 08/31/2017", {"received": "2017-08-31"}, "IMR application date"),
        ("Application Date: 08/31/2017", {"received": "2017-08-31"}, "Application Date"),
        ("Application Received Date: 08/31/2017", {"received": "2017-08-31"}, "Application Received Date"),
        ("IMR Application Received: 08/31/2017", {"received": "2017-08-31"}, "IMR application received"),
        ("Date Received: 08/31/2017", {"received": "2017-08-31"}, "Date received"),
        ("Date of Receipt: 08/31/2017", {"received": "2017-08-31"}, "date of receipt"),
        ("Assignment Date: 09/14/2017", {"assigned": "2017-09-14"}, "Assignment date"),
        ("Assigned Date: 09/14/2017", {"assigned": "2017-09-14"}, "assigned date"),
        ("Assigned: 09/14/2017", {"assigned": "2017-09-14"}, "assigned"),
        ("Date of Assignment: 09/14/2017", {"assigned": "2017-09-14"}, "date of assignment"),
        ("Date of UR Denial: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants"),
        ("Date of UR Decision: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants2"),
        ("Utilization Review Denial Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants3"),
        ("UR Determination Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants4"),
        ("UR Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants5"),
        ("UR Denial/Modification Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants6"),
        ("Utilization Review Decision: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants7"),
        ("UR Denial: 08/09/2017", {"ur_denial": "2017-08-09"}, "UR date variants8"),
        (
            "UR Decision Date: 08/09/2017 Decision Date: 10/27/2017",
            {"ur_denial": "2017-08-09", "decision": "2017-10-27"},
            "UR/decision neighbours",
        ),
        ("Date of Birth: 01/02/1960 Date of Injury: 03/29/2011", {"injury": "2011-03-29"}, "Date of birth"),
        ("Date of Injury: Date of Birth: 01/02/1960", {}, "Date of birth first then blank injury"),
        (
            "Date of Injury: 01/01/2009 - 03/29/2011\n"
            "Priority: Standard",
            {"priority": "Standard"},
            "date of injury CT",
        ),
        ("Date of Injury: 01/01/2009 through 03/29/2011", {}, "date of injury with through"),
        ("Date of Injury: CT 01/01/2009-03/29/2011", {}, "date of injury CT prefix"),
        (
            "Date of Injury: 03/29/2011, 04/05/2012\n"
            "UR Denial Date: 08/09/2017",
            {"injury": "2011-03-29", "ur_denial": "2017-08-09"},
            "two dates of injury",
        ),
        ("Date of Injury: Unknown\nUR Denial Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "Injury date unknown"),
        ("UR Denial Date: N/A Application Received: 08/31/2017", {"received": "2017-08-31"}, "N/A"),
        (
            "Date of 03/29/2011\n"
            "Injury:\n"
            "Date 09/14/2017\n"
            "Assigned:\n",
            {"injury": "2011-03-29", "assigned": "2017-09-14"},
            "cut label variants",
        ),
        (
            "Case Number:\tCM17-0000123\tDate Assigned:\t09/14/2017\n"
            "Date of Injury:\t03/29/2011\tDecision Date:\t10/27/2017\n",
            {"number": "CM17-0000123", "injury": "2011-03-29", "assigned": "2017-09-14", "decision": "2017-10-27"},
            "two columns table tabs",
        ),
        (
            "Case Number:                         Date Assigned:\n"
            "CM17-0000123                         09/14/2017\n"
            "Date of Injury:        Decision Date:\n"
            "03/29/2011             10/27/2017\n"
            "Priority:  UR Denial Date:\n"
            "Standard   08/09/2017\n"
            "Application Received:\n"
            "08/31/2017",
            {"number": "CM17-0000123", "priority": "Standard", "injury": "2011-03-29",
             "assigned": "2017-09-14", "decision": "2017-10-27", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "two columns labels over values",
        ),
        (
            "Date of Injury:      UR Denial Date:      Application Received:\n"
            "03/29/2011                                08/31/2017\n",
            {"injury": "2011-03-29", "received": "2017-08-31"},
            "rows, missing cell",
        ),
        (
            "Date of Injury:      UR Denial Date:      Application Received:\n"
            "                     08/09/2017           08/31/2017\n",
            {"ur_denial": "2017-08-09", "received": "2017-08-31"},
            "rows, first cell missing",
        ),
        (
            "Notice of Independent Medical Review Determination\n"
            "Dated: 10/27/2017\n"
            "Employee:\n"
            "Claim Number:\n"
            "Date of UR Decision: 8/9/2017\n"
            "Date of Injury: 3/29/2011\n"
            "IMR Application Received: 8/31/2017\n"
            "MAXIMUS Case Number: CM17-0000123\n",
            {"number": "CM17-0000123", "injury": "2011-03-29",
             "decision": "2017-10-27", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "notice page",
        ),
        (
            "Employee:\n"
            "\n"
            "Claim Number:\n"
            "\n"
            "Date of UR Decision:\n"
            "8/9/2017\n"
            "Date of Injury:\n"
            "3/29/2011\n"
            "IMR Application Received:\n"
            "8/31/2017\n"
            "MAXIMUS Case Number:\n"
            "CM17-0000123\n",
            {"number": "CM17-0000123", "injury": "2011-03-29", "ur_denial": "2017-08-09", "received": "2017-08-31"},
            "notice page values under",
        ),
        ("Case Number: cm17-0000123", {"number": "CM17-0000123"}, "lower case number"),
        (
            "Claim Number: 01-02-2003 UR Denial Date: 08/09/2017",
            {"ur_denial": "2017-08-09"},
            "claim number that looks like date",
        ),
        (
            "Claim Number: 123456 Date of Injury: UR Denial Date: 08/09/2017",
            {"ur_denial": "2017-08-09"},
            "claim number then date of injury blank",
        ),
        ("Date of Injury: 2011-03-29", {"injury": "2011-03-29"}, "iso"),
        ("Date of Injury: 2011 UR Denial Date: 08/09/2017", {"ur_denial": "2017-08-09"}, "year-only"),
        ("Date of Notice: 10/27/2017", {"decision": "2017-10-27"}, "Date of notice"),
        ("Decision Date : 10/27/2017", {"decision": "2017-10-27"}, "Decision Date: with colon spaced"),
        (
            "Employer: ACME Date of Injury: 03/29/2011 Provider: Insurer: Priority: Standard",
            {"injury": "2011-03-29", "priority": "Standard"},
            "Employer/Provider",
        ),
        ("MAXIMUS Case No.: CM17-0000123", {"number": "CM17-0000123"}, "Title: MAXIMUS Case No"),
        ("IMR No.: CM17-0000123", {"number": "CM17-0000123"}, "IMR no"),
        ("CM17-0000123\nHOW", {"number": "CM17-0000123"}, "number alone on top line"),
        ("Re: IMR Case CM17-0000123", {"number": "CM17-0000123"}, "re line"),
    ],
)  # fmt: skip
def test_labels_and_values(text, expected, reason):
    page = read_title_page(Source(text), len(text))
    found = {name: value.isoformat() for name, value in page.dates.items()}
    found |= {"number": page.case_number} if page.case_number else {}
    found |= {"priority": page.priority} if page.priority else {}
    assert found == expected, reason
