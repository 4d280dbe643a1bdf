"""The date of injury in a summary's prose."""

import pytest

from ingest.letters.facts.injuries import find_injury_date, find_other_injury_date
from ingest.letters.text.lines import Source


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
        ("DOI:03/14/2011", "2011-03-14", "no space"),
        ("DOI - 3/14/11", "2011-03-14", "a dash"),
        ("D/I 3/14/11.", "2011-03-14", "a slash"),
        ("D.O.I. 3-14-2011", "2011-03-14", "points"),
        ("whose 7/4/99 date of injury", "1999-07-04", "two digits, date first"),
        ("with a 3/14/2011 industrial date of injury", "2011-03-14", "an adjective before the name"),
        ("He injured his back on 5-1-2013 when he lifted a crate", "2013-05-01", "a clause follows"),
        ("on May 1, 2013, she fell from a ladder", "2013-05-01", "the day, then the event"),
        (
            "On May 1, 2013 while working as a cook she fell from a ladder",
            "2013-05-01",
            "words between the day and the event",
        ),
        ("presents with an industrial injury dated 3/14/2011", "2011-03-14", "dated"),
        ("with an injury of 3/4/11", "2011-03-04", "a bare injury of a day"),
        ("with cumulative trauma from 1/1/2010 to 3/4/2012. She", None, "a period of trauma"),
        ("cumulative trauma ending 3/4/2012", None, "a period's end"),
        ("an injury in September 2002", None, "a month only"),
        (
            "The original injury of 3/4/2005 was settled; the present claim is for an injury of 6/7/2012.",
            "2012-06-07",
            "settled, and a present one",
        ),
        (
            "A prior claim with a date of injury of 3/4/2005 was settled. The current date of injury is 6/7/2012.",
            "2012-06-07",
            "a prior claim first",
        ),
        (
            "He sustained an injury on 3/4/2005 that resolved. The present claim arises from an injury on 6/7/2012.",
            "2012-06-07",
            "the present claim's",
        ),
        (
            "The injured worker sustained injuries on 3/4/2010 and 5/6/2012. The claim under review is the "
            "injury of 5/6/2012.",
            "2012-05-06",
            "the claim under review",
        ),
        ("with a date of injury of 2015-06-01", "2015-06-01", "ISO"),
        ("with a date of injury of 6.1.15", "2015-06-01", "points in the date"),
        ("a date of injury of May 1st, 2013", "2013-05-01", "an ordinal"),
        ("date of injury: 01-May-2013", "2013-05-01", "hyphens around the month"),
        ("on the 3rd of May 2013 he was injured at work", "2013-05-03", "day first at the start"),
        ("was injured on May 1,2013", "2013-05-01", "no space after the comma"),
        ("date of injury of 05 / 01 / 2013", "2013-05-01", "spaces around the slashes"),
        ("date of injury of O5/01/2O13. She", None, "a letter O is no digit"),
        ("date of injury 13/12/2012", "impossible", "never read day first"),
        ("whose injury occurred on 7/8/2009 as a result of a fall", "2009-07-08", "as a result of"),
        (
            "who sustained an injury to the low back, right shoulder and left knee on 7/8/2009",
            "2009-07-08",
            "body parts between",
        ),
        ("was injured while lifting a box on 7/8/2009", "2009-07-08", "while lifting"),
        ("injured in a motor vehicle accident on 7/8/2009", "2009-07-08", "a vehicle"),
        (
            "a 44-year-old male, who has reported knee pain after an injury on 07/08/2009.",
            "2009-07-08",
            "after an injury",
        ),
        ("According to the notes the mechanism of injury occurred on 7/8/2009", "2009-07-08", "the mechanism occurred"),
        ("a 44 year old male who sustained a vocational injury on 7/8/2009", "2009-07-08", "a vocational injury"),
        (
            "a 44 year old female who suffered an industrial related injury on 7/8/2009",
            "2009-07-08",
            "related without a hyphen",
        ),
        (
            "The injured worker is a 44 year old male, who sustained an industrial injury on 7/8/2009. He was "
            "diagnosed with",
            "2009-07-08",
            "a sentence about diagnoses follows",
        ),
        (
            "a man whose 8/9/2012 date of injury is clear. At a visit (9/9/2014) he",
            "2012-08-09",
            "another day in brackets follows",
        ),
        ("He fell approximately ten feet from a roof on 7/8/2009.", "2009-07-08", "a fall from a height"),
        ("On 7/8/2009 a pallet fell on his foot.", "2009-07-08", "the thing that fell"),
        (
            "The patient states that on July 8, 2009, while performing his usual duties, he injured his low back.",
            "2009-07-08",
            "the patient's words",
        ),
        ("Her knee gave way on 7/8/2013. MRI on 8/8/2013 showed a tear.", None, "a symptom and a film"),
        ("MRI of 7/8/2013 showed an injury of the meniscus", None, "a finding on a film"),
        ("She was hired on 7/8/2003. She was born on 1/2/1960.", None, "hire and birth"),
        ("He underwent surgery on 7/8/2013 for the injury", None, "the operation's day"),
        ("The patient had surgery on 7/8/2013 after his injury", None, "after the injury"),
        ("DOB 7/8/1963, DOI 7/8/2013", "2013-07-08", "birth beside it"),
        (
            "The patient fell at home on 7/8/2014. Her industrial injury was on 5/6/2010.",
            "2010-05-06",
            "a fall at home",
        ),
        (
            "The patient was in a non-industrial car accident on 7/8/2014. She was injured at work on 5/6/2010.",
            "2010-05-06",
            "another accident",
        ),
        ("Date of hire 1/2/2001, date of injury 5/6/2010", "2010-05-06", "hire beside it"),
        ("She had a re-injury on 7/8/2014. Her original injury was on 5/6/2010", "2010-05-06", "hurt again"),
        ("who sustained a lumbar sprain on 5/6/2010 while moving a desk", "2010-05-06", "a sprain"),
        (
            "The patient sustained a crush injury to the left hand on 5/6/2010 and had surgery on 5/7/2010",
            "2010-05-06",
            "an operation follows",
        ),
        (
            "The claimant's industrial injury occurred in 2010. She had surgery on 5/6/2012.",
            None,
            "a year only, then an operation",
        ),
        ("a date of injury of 5/6/2010 through 5/6/2012", None, "a period"),
        ("whose claimed date of onset is 5/6/2010", "2010-05-06", "an onset claimed"),
        ("with a date of loss of 5/6/2010", "2010-05-06", "of loss"),
        ("Date of Accident: 5/6/2010", "2010-05-06", "an accident's label"),
        ("date-of-injury 5/6/2010", "2010-05-06", "joined by hyphens"),
        ("initially injured 5/6/2010", "2010-05-06", "no preposition"),
        ("She has two claims: 5/6/2010 for the neck and 7/8/2013 for the knee.", None, "two days, no injury named"),
        (
            "There are two dates of injury, 5/6/2010 for the neck and 7/8/2013 for the knee; the present "
            "dispute concerns the latter claim of 7/8/2013.",
            "2013-07-08",
            "the latter claim",
        ),
        ("The date of injury is unknown. UR was on 5/6/2010.", None, "unknown"),
        ("Date of injury: not given. Records from 5/6/2010 were reviewed.", None, "not given"),
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
