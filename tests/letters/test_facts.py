"""Dates of injury and denial in a summary's prose."""

import pytest

from ingest.letters.facts import find_denial_date, find_injury_date, find_other_injury_date
from ingest.letters.lines import Source


def stated(find, text):
    found = find(Source(text).flow(0, len(text)))
    return found and (found.value.isoformat() if found.value else "impossible")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("whose injury date is 01/17/2006.Notes", "2006-01-17", "no space after the sentence"),
        ("who has a 7/23/03 date of injury.", "2003-07-23", "date first, two digits"),
        ("date of injury on 1/2/98", "1998-01-02", "two digits of the last century"),
        ("he sustained a work injury on 8-27-2011.", "2011-08-27", "hyphens"),
        ("incurred a work injury on May 16, 2010, as", "2010-05-16", "month in words"),
        ("was hurt at work on 1 March 2013", "2013-03-01", "day first"),
        ("DOI: 9/26/12", "2012-09-26", "abbreviated"),
        ("The date of injury in this claim is 9/26/12. He hurt a knee on 5/5/1990.", "2012-09-26", "of this claim"),
        ("injured her left wrist, hip and one ankle on June 23, 2009", "2009-06-23", "body parts between"),
        ("was in a bus collision on 11/19/2008, his first", "2008-11-19", "the event is named"),
        ("On 3/4/2010, the patient slipped and fell", "2010-03-04", "event after its date"),
        ("injured his back and underwent fusion on 3/4/2012", None, "the date of an operation"),
        ("the injured worker was seen on 3/4/2012", None, "the date of a visit"),
        ("injured in September 2002", None, "no full date"),
        ("trauma injuries from 1/1/2005 to 3/4/2011", None, "a period is no date"),
        ("date of injury 2/30/2014", "impossible", "no such day"),
        ("denies any previous injury on 3/4/2010", None, "another injury"),
        ("The worker is a man who reported an injury on 05/31/2012.", "2012-05-31", "a person first"),
        ("with a date of injury (DOI) of 9/26/12", "2012-09-26", "the abbreviation explained"),
        ("(DOI 9/26/12)", "2012-09-26", "in parentheses"),
        ("The original date of injury is listed as 9/26/12.", "2012-09-26", "listed as"),
        ("date of injury noted to be 9/26/12", "2012-09-26", "noted to be"),
        ("with a date of industrial injury of March 3, 2011", "2011-03-03", "an adjective inside the name"),
        ("who was industrially injured on 9/26/2012", "2012-09-26", "an adverb"),
        ("sustained a work-related injury to her low back on 9/26/2012", "2012-09-26", "where she was hurt"),
        ("for an injury that occurred on 9/26/2012", "2012-09-26", "a clause"),
        ("The industrial injury occurred September 26, 2012.", "2012-09-26", "no preposition"),
        ("was injured September 26th, 2012", "2012-09-26", "no preposition, ordinal"),
        ("sustained an injury on the 26th of September, 2012", "2012-09-26", "day first"),
        ("sustained an injury on Wednesday, September 26, 2012", "2012-09-26", "a weekday"),
        ("sustained an industrial injury (9/26/2012)", "2012-09-26", "in parentheses after the word"),
        ("pain that is due to an industrial injury of October 12, 2010.", "2010-10-12", "of"),
        ("with an injury dating back to 9/26/2012", "2012-09-26", "dating back"),
        ("On 9/26/2012 she sustained a work-related injury.", "2012-09-26", "injury after its date"),
        ("whose 9/26/2012 injury involves the knee", "2012-09-26", "the date as adjective"),
        ("tested positive on 12/28/2020, which is the date of injury", "2020-12-28", "said after the date"),
        ("was attacked by an inmate on 9/26/2012", "2012-09-26", "an assault"),
        ("was scalded on 9/26/2012. The burns were grafted on 3/9/2013", "2012-09-26", "the event, not its treatment"),
        ("developed low back pain on 9/26/2012 after lifting a patient", "2012-09-26", "an onset"),
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
    ("text", "other", "reason"),
    [
        ("with injury dates of 02/11/10 and 07/19/14.", "2014-07-19", "a plural"),
        ("dates of injury of 2/11/10 and 7/19/14", "2014-07-19", "another plural"),
        ("Dates of injury: 2/11/2010, 7/19/2014", "2014-07-19", "only a comma"),
        ("dates of injury: 2/11/10; 7/19/14; and 8/20/15", "2015-08-20", "three of them"),
        ("DOIs 2/11/10 & 7/19/14", "2014-07-19", "abbreviated"),
        ("date of injury of February 11, 2010, and July 19, 2014", "2014-07-19", "a singular"),
        ("sustained injuries on 2/11/10 and again on 7/19/14", "2014-07-19", "no name for the date"),
        ("with a date of injury of 2/11/10. A second date of injury of 7/19/14", "2014-07-19", "two sentences"),
        ("date of injury 2/11/10. He limps. The date of injury was 2/11/2010.", None, "the same day twice"),
        ("dates of injury of 2/11/10 and 02/11/2010", None, "the same day in a list"),
        ("date of injury of 2/11/10 and was seen on 7/19/14", None, "a visit"),
        ("date of injury of 2/11/10 and 7/19/14 MRI findings", None, "the date of something else"),
        ("date of injury of 2/11/10, 7/19/14 and 8/20/15 notes were read", None, "notes"),
        ("date of injury of 2/11/10, 7/19/14 was the last visit", None, "a comma after a singular"),
        ("date of injury of 2/11/10. On 7/19/14 she returned", None, "the next sentence"),
        ("date of injury of 2/11/10. A prior date of injury of 7/19/04 was settled", None, "an earlier claim"),
        ("date of injury of 2/11/10; a non-industrial injury on 7/19/14", None, "no industrial one"),
    ],
)
def test_another_injury_date(text, other, reason):
    assert stated(find_injury_date, text) == "2010-02-11"
    flow = Source(text).flow(0, len(text))
    found = find_other_injury_date(flow, find_injury_date(flow))
    assert (found and found.value.isoformat()) == other, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Utilization review from 06/17/2016 denied both pumps", "2016-06-17", "from"),
        ("The utilization review report at issue is dated on 03/23/17.", "2017-03-23", "is dated on"),
        ("A UR physician then non-certified a walker on 9/13/2017.", "2017-09-13", "verb, then date"),
        ("On 10/16/2018, Utilization Review modified the order", "2018-10-16", "date first"),
        ("In a Utilization Review Report dated September 2, 2014, it", "2014-09-02", "a report's date"),
        ("The claims administrator denied the brace on 6/9/2017", "2017-06-09", "who denied it"),
        ("Three orders went out on 5/14/2018 and all were denied on 5/31/2018", "2018-05-31", "not the request's"),
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
        ("Utilization review denied the MRI of 6/9/2017", None, "the date of what was denied"),
        ("UR certified a month's supply", None, "no date"),
        ("denied because films of 6/9/2017 were missing", None, "the date of a reason"),
    ],
)
def test_denial_date(text, expected, reason):
    assert stated(find_denial_date, text) == expected, reason
