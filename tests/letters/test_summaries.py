"""Whole summaries, with the traps of real ones: every fact of each at once."""

import pytest

from ingest.letters.facts.denials import find_denial_date
from ingest.letters.facts.injuries import find_injury_date
from ingest.letters.facts.worker import find_age, find_sex
from ingest.letters.text.lines import Source


def stated(fact):
    return fact and (fact.value.isoformat() if fact.value else "impossible")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "The injured worker is a 57-year-old woman who reported an injury on 11/12/2011. The mechanism of "
            "injury was cumulative lifting. She had an arthroscopy on 02/06/2013.",
            ("2011-11-12", None, 57, "female"),
            "a mechanism, then an operation",
        ),
        (
            "The patient is a 38 year old male who was injured on 4/2/13 while unloading a truck. UR "
            "determination of 1/9/14 non-certified the request.",
            ("2013-04-02", "2014-01-09", 38, "male"),
            "UR of a day",
        ),
        (
            "Ms. [redacted] is a thirty-six year old cashier with a date of injury of 8/30/2016. Her treatment "
            "was denied by utilization review on 9/1/2017.",
            ("2016-08-30", "2017-09-01", 36, "female"),
            "a title, a job, in words",
        ),
        (
            "A 50-year-old delivery driver was rear-ended on 12/1/2012. He has had neck pain for 2 years. The "
            "denial letter is dated 10/3/2014.",
            ("2012-12-01", "2014-10-03", 50, "male"),
            "rear-ended; the letter's date",
        ),
        (
            "The applicant is a represented former warehouse worker, age 42, who has filed a claim for chronic "
            "shoulder pain reportedly associated with an industrial injury of March 3, 2009. In a Utilization "
            "Review Report dated July 2, 2014, the claims administrator failed to approve a request for tramadol."
            " The applicant's attorney subsequently appealed. On June 1, 2014, she was seen by her physician.",
            ("2009-03-03", "2014-07-02", 42, "female"),
            "a claim filed, an appeal, a visit",
        ),
        (
            "The patient has a date of injury of 06/31/2013 and is a 40-year-old man.",
            ("impossible", None, 40, "male"),
            "an impossible day",
        ),
        (
            "The worker, a mother of two, is 37 years old. She developed symptoms from repetitive keying, with a "
            "claim of cumulative trauma from 6/1/2010 to 6/1/2011.",
            (None, None, 37, "female"),
            "a period; a mother herself",
        ),
        (
            "Patient is a 28 year old prison guard attacked by a 40 year old male inmate on 3/17/2014. She "
            "sustained a jaw fracture.",
            ("2014-03-17", None, 28, "female"),
            "an attacker's age and sex",
        ),
        (
            "The injured worker was 48 years old when injured on 2/2/2002 and is presently 60. He uses a cane.",
            ("2002-02-02", None, 60, "male"),
            "then and now",
        ),
        (
            "According to the 4/4/14 report, the 47-year-old male presented with back pain since the 1/15/11 injury.",
            ("2011-01-15", None, 47, "male"),
            "a report's day first",
        ),
        (
            "This patient sustained an injury on 9/29/03 and has a diagnosis of failed back. She has had pain "
            "since then. Previous denial of 1/1/2013 was for aquatic therapy; the denial at issue is dated "
            "8/8/2013.",
            ("2003-09-29", "2013-08-08", None, "female"),
            "an earlier denial",
        ),
        (
            "The employee is a 63-year-old female who sustained a work injury in 1998. She had a fusion on "
            "5/5/2001. UR decision (3/4/2016) denied a replacement mattress because hers is 10 years old.",
            (None, "2016-03-04", 63, "female"),
            "a year only; a mattress's age",
        ),
        (
            "This 41-year-old was involved in an industrial motor vehicle collision on 5/17/2013. His passenger, "
            "a 35 year old woman, was unhurt.",
            ("2013-05-17", None, 41, "male"),
            "a passenger",
        ),
        (
            "The original date of injury was 2/14/2006 and a later injury occurred on 3/15/2010. She is 50.",
            ("2006-02-14", None, 50, "female"),
            "a later injury",
        ),
        (
            "An industrial injury to the left hand was sustained by this 26-year-old machinist on 11/4/2015. He "
            "underwent repair the same day. Utilization review completed on 1/5/2016 approved six of twelve "
            "visits.",
            ("2015-11-04", "2016-01-05", 26, "male"),
            "the worker named after the injury",
        ),
        (
            "The injured worker is a 39-year-old female who was injured on 10/10/2010. She was born on 5/6/1975 "
            "and hired on 1/1/2001.",
            ("2010-10-10", None, 39, "female"),
            "birth and hire",
        ),
        (
            "Per a progress note dated 9/1/2015, the worker (51, male) complained of knee pain. Injured: 6/6/2014.",
            ("2014-06-06", None, 51, "male"),
            "everything in brackets",
        ),
        (
            "The urine screen of 7/1/15 was positive; the provider denied it was his on 7/8/15.",
            (None, None, None, "male"),
            "a patient's denial",
        ),
        (
            "On 06/12/2013, the injured worker, a 36-year-old man, presented for evaluation. His injury was on "
            "01/11/2013.",
            ("2013-01-11", None, 36, "male"),
            "a visit before the injury",
        ),
        (
            "Prior UR denial on 3/3/2014 for MRI. Current UR denial on 6/6/2014 for EMG. The patient is a 37 "
            "year-old female.",
            (None, "2014-06-06", 37, "female"),
            "prior and current",
        ),
        (
            "Patient with 2/9/09 DOI. 51 y/o M. RFA dated 3/3/15, UR denied 3/10/15.",
            ("2009-02-09", "2015-03-10", 51, "male"),
            "short notes; the request's date",
        ),
        (
            "The IW is a 46-year-old male who sustained an industrial injury on 5-20-1997. Medical record review "
            "indicates he is undergoing treatment for lumbar radiculopathy. Subjective complaints (7-13-15, "
            "8-10-15) include back pain. The request for authorization is dated 8-12-15. The utilization review "
            "dated 8-20-15 non-certified the request.",
            ("1997-05-20", "2015-08-20", 46, "male"),
            "the usual summary of 2015",
        ),
        (
            "The patient has a reported date of injury of 04/18/2012 involving the neck. He was 34 at that time.",
            ("2012-04-18", None, None, "male"),
            "an age of then",
        ),
        (
            "Patient with date of injury of 05/04/2010 and diagnoses of strain. Per progress report dated "
            "10/01/2014 by Dr. X, patient is a 50 year old male. The utilization review determination being "
            "challenged is dated 10/21/14 and recommends denial of the MRI. UR of 5/5/14 denied PT.",
            ("2010-05-04", "2014-10-21", 50, "male"),
            "the one being challenged",
        ),
        (
            "Records indicate a continuous trauma claim for the period 1/5/2009 to 1/5/2010 and a specific injury"
            " of 2/3/2010. The patient is a 55-year-old man.",
            ("2010-02-03", None, 55, "male"),
            "a period and a day",
        ),
        (
            "The patient slipped on ice at home on 2/1/2015; his work injury is of 7/12/2013. He is 52.",
            ("2013-07-12", None, 52, "male"),
            "a fall at home",
        ),
        (
            "The beneficiary is a 50-year-old male. Date of injury 2/28/2013. UR: non-certified 1/2/2014.",
            ("2013-02-28", "2014-01-02", 50, "male"),
            "labels",
        ),
        (
            "The adjuster approved therapy on 4/14/2015. He denies numbness as of 5/5/2015.",
            (None, None, None, "male"),
            "approved",
        ),
        (
            "The patient is a 23-year-old male, with industrial injury 7/17/14, whose father, 55 years of age, "
            "drove him.",
            ("2014-07-17", None, 23, "male"),
            "a father's age",
        ),
        (
            "Patient is a 49-year-old individual with injury to the back on 3/9/2011. The provider is a woman; "
            "she states that he has spasm. He cannot work and his sleep is poor.",
            ("2011-03-09", None, 49, "male"),
            "the provider's pronoun",
        ),
        (
            "The patient's injuries are to the neck, date unknown. QME report of 9/19/2014 assigned 10% WPI. Age "
            "not stated. Her pain is 5/10.",
            (None, None, None, "female"),
            "nothing but a report",
        ),
        (
            "The patient is a 7 month pregnant 25 year old who fell at work on 9/19/2014. Her husband is 26 years old.",
            ("2014-09-19", None, 25, "female"),
            "a husband's age",
        ),
        (
            "The worker is a 33 year-old employee of a 100 year old hotel. She was hurt on 4/5/2012.",
            ("2012-04-05", None, 33, "female"),
            "a hotel's age",
        ),
        (
            "The worker was injured on 4/5/2012 (first claim) and 6/7/2013 (second claim). The request relates to"
            " the first claim.",
            ("2012-04-05", None, None, None),
            "two claims, the first",
        ),
    ],
)
def test_all_facts(text, expected, reason):
    flow = Source(text).flow(0, len(text))
    age = find_age(flow)
    sex = find_sex(flow, age)
    facts = (stated(find_injury_date(flow)), stated(find_denial_date(flow)), age and age.value, sex and sex.value)
    assert facts == expected, reason
