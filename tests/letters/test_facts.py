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
        ("The injured worker is a man who reported an injury on 05/31/2012.", "2012-05-31", "a person first"),
        ("with a date of injury (DOI) of 3/5/13", "2013-03-05", "the abbreviation explained"),
        ("(DOI 3/5/13)", "2013-03-05", "in parentheses"),
        ("The original date of injury is listed as 3/5/13.", "2013-03-05", "listed as"),
        ("date of injury noted to be 3/5/13", "2013-03-05", "noted to be"),
        ("with a date of industrial injury of March 3, 2011", "2011-03-03", "an adjective inside the name"),
        ("dates of injury 3/5/2013 and 10/2/2014", "2013-03-05", "the first of two"),
        ("who was industrially injured on 3/5/2013", "2013-03-05", "an adverb"),
        ("sustained a work-related injury to her low back on 3/5/2013", "2013-03-05", "where she was hurt"),
        ("for an injury that occurred on 3/5/2013", "2013-03-05", "a clause"),
        ("The industrial injury occurred March 5, 2013.", "2013-03-05", "no preposition"),
        ("was injured March 5th, 2013", "2013-03-05", "no preposition, ordinal"),
        ("sustained an injury on the 5th of March, 2013", "2013-03-05", "day first"),
        ("sustained an injury on Tuesday, March 5, 2013", "2013-03-05", "a weekday"),
        ("sustained an industrial injury (3/5/2013)", "2013-03-05", "in parentheses after the word"),
        ("pain reportedly associated with an industrial injury of October 1, 2010.", "2010-10-01", "of"),
        ("with an injury dating back to 3/5/2013", "2013-03-05", "dating back"),
        ("On 3/5/2013 she sustained a work-related injury.", "2013-03-05", "injury after its date"),
        ("whose 3/5/2013 injury involves the knee", "2013-03-05", "the date as adjective"),
        ("tested positive on 12/28/2020, which is the date of injury", "2020-12-28", "said after the date"),
        ("was attacked by an inmate on 3/5/2013", "2013-03-05", "an assault"),
        ("was scalded on 3/5/2013. The burns were grafted on 3/9/2013", "2013-03-05", "the event, not its treatment"),
        ("developed low back pain on 3/5/2013 after lifting a patient", "2013-03-05", "an onset"),
        ("with a cumulative trauma injury from 1/1/2010 to 3/4/2012", None, "a period"),
        ("a date of injury of 1/1/2010-3/4/2012", None, "a period with a hyphen"),
        ("an injury between the dates of 1/1/2010 and 3/4/2012", None, "a period in words"),
        ("On 3/4/2012, the injured worker complained of pain", None, "a visit of the injured worker"),
        ("The injured worker presented on 3/4/2012 after a fall", None, "a visit after an event"),
        ("per the Doctor's First Report of Injury dated 3/4/2012", None, "a report's date"),
        ("EMG on 3/4/2012 showed no nerve injury", None, "a finding"),
        ("with an unknown date of injury. She was seen on 3/4/2012", None, "the next sentence"),
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
        ("The utilization review decision now in dispute is dated 12/29/14.", "2014-12-29", "in dispute"),
        ("The determination now being challenged is dated 12/29/14.", "2014-12-29", "challenged, no UR named"),
        (
            "UR on 1/1/14 approved six. The UR decision being challenged is dated 2/2/15.",
            "2015-02-02",
            "the disputed one",
        ),
        (
            "In a UR report dated May 1, 2014, the claims administrator failed to approve it",
            "2014-05-01",
            "not approved",
        ),
        ("In a report dated 5/1/14, the claims administrator denied it", "2014-05-01", "a report by whom"),
        ("A utilization review determination, dated 5/1/14, resulted in denial", "2014-05-01", "between commas"),
        ("Utilization review (UR) on May 1, 2014 denied it", "2014-05-01", "abbreviation explained"),
        ("The request was denied by utilization review on 5/1/2014.", "2014-05-01", "passive, by whom"),
        ("The utilization reviewer denied it on 5/1/2014", "2014-05-01", "a person"),
        ("The claims administrator referenced an RFA form of 5/1/2014 in its determination.", None, "the request's"),
        ("UR requested more information on 5/1/2014", None, "no denial"),
        ("He denied chest pain on 5/1/2014.", None, "a patient denies"),
        ("Utilization review denied the MRI of 3/3/2014", None, "the date of what was denied"),
        ("UR certified a month's supply", None, "no date"),
        ("denied because films of 3/3/2014 were missing", None, "the date of a reason"),
    ],
)
def test_denial_date(text, expected, reason):
    assert stated(find_denial_date, text) == expected, reason
