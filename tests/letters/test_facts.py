"""Dates of injury and denial in a summary's prose."""

import pytest

from ingest.letters.facts import find_denial_date, find_injury_date
from ingest.letters.lines import Source


def stated(find, text):
    found = find(Source(text).flow(0, len(text)))
    return found and (found.value.isoformat() if found.value else "impossible")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("with an industrial injury date of 04/05/2002.Records", "2002-04-05", "no space after the sentence"),
        ("with a 6/29/00 date of injury.", "2000-06-29", "date first, two digits"),
        ("date of injury on 1/2/98", "1998-01-02", "two digits of the last century"),
        ("sustained an industrial injury on 9-22-2014.", "2014-09-22", "hyphens"),
        ("suffered an industrial injury on April 4, 2012, when", "2012-04-04", "month in words"),
        ("was hurt at work on 1 March 2013", "2013-03-01", "day first"),
        ("DOI: 3/5/13", "2013-03-05", "abbreviated"),
        ("injured her neck, back and both knees on August 14, 2012", "2012-08-14", "body parts between"),
        ("was involved in a collision on 10/8/2012 and filed a claim", "2012-10-08", "the event is named"),
        ("On 3/4/2010, the patient slipped and fell", "2010-03-04", "event after its date"),
        ("injured his back and underwent fusion on 3/4/2012", None, "the date of an operation"),
        ("the injured worker was seen on 3/4/2012", None, "the date of a visit"),
        ("injured in September 2002", None, "no full date"),
        ("trauma injuries from 1/1/2005 to 3/4/2011", None, "a period is no date"),
        ("date of injury 2/30/2014", "impossible", "no such day"),
        ("denies any previous injury on 3/4/2010", None, "another injury"),
    ],
)
def test_injury_date(text, expected, reason):
    assert stated(find_injury_date, text) == expected, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Utilization review from 04/02/2014 denied the request", "2014-04-02", "from"),
        ("The utilization review determination being challenged is dated on 12/05/14.", "2014-12-05", "is dated on"),
        ("The UR physician non-certified the requests on 7/9/2014.", "2014-07-09", "verb, then date"),
        ("On 8/4/2015, Utilization Review modified the request", "2015-08-04", "date first"),
        ("In a Utilization Review Report dated September 2, 2014, it", "2014-09-02", "a report's date"),
        ("The claims administrator denied the request on 3/3/2014", "2014-03-03", "who denied it"),
        ("Two requests were made on 8/8/2013 and both were denied on 8/22/2013", "2013-08-22", "not the request's"),
        ("UR of 4/4/2016 modified the request", "2016-04-04", "of"),
        ("Utilization review denied the MRI of 3/3/2014", None, "the date of what was denied"),
        ("UR certified a month's supply", None, "no date"),
        ("denied because films of 3/3/2014 were missing", None, "the date of a reason"),
    ],
)
def test_denial_date(text, expected, reason):
    assert stated(find_denial_date, text) == expected, reason
