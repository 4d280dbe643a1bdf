"""Facts that a summary tells in passing: days without "on", denials in a few words, persons beside the worker."""

import pytest

from ingest.letters import parse
from ingest.letters.facts.denials import find_denial_date
from ingest.letters.facts.injuries import find_injury_date
from ingest.letters.facts.worker import find_age, find_sex
from ingest.letters.text.lines import Source

from .letter import item, letter


def told(find, story):
    fact = find(Source(story).flow(0, len(story)))
    return str(fact.value) if fact else None


@pytest.mark.parametrize(
    ("story", "expected", "reason"),
    [
        ("Date of injury per the claim form is May 4, 2012.", "2012-05-04", "according to a paper"),
        ("The DOI as per the DWC-1 is 5-4-12.", "2012-05-04", "the same, shortened"),
        ("A painter who slid and fell off a scaffold 5-4-12 onto gravel.", "2012-05-04", "no on before the day"),
        ("She fell down the stairs, 5/4/12, at the office.", "2012-05-04", "between commas"),
        ("He fell at work. Lumbar MRI 5/4/12 shows a protrusion.", None, "a study's day, another sentence"),
        ("He fell on his knee, 5/4/12 MRI shows a tear.", None, "a study's day after a comma"),
        ("He tripped over a hose; a note of 5/4/12 tells of a limp.", None, "a note's day"),
        ("The employee fell off a pony on a day given both as 5/4/12 and May 4, 2012.", "2012-05-04", "a day given as"),
        ("A welder who on 5/4/2012 had an onset of neck pain upon turning a valve.", "2012-05-04", "upon doing"),
        ("On 5/4/2012 she noticed pain in both wrists while typing.", "2012-05-04", "while doing"),
        ("On 5/4/2012 he noticed less pain in both wrists.", None, "no doing"),
        ("On 5/4/2012 he was turning a bolt when he felt a snap.", "2012-05-04", "was doing when"),
        ("On 5/4/2012 she was evaluated and reported neck pain.", None, "evaluated is no doing"),
        ("A bystander saw the event of 5/4/12, in which a beam came down.", "2012-05-04", "the event of"),
        ("49-year-old male, 5/4/12 wrist sprain from lifting.", "2012-05-04", "the day, then what happened"),
        ("MRI 5/4/12 ankle sprain from an old twist.", None, "found by a study"),
        ("This is a claim dating to 5/4/12 with injury to the neck.", "2012-05-04", "the claim's day"),
        ("Claim: 5/4/12, cervical.", "2012-05-04", "a label"),
        ("A prior claim: 5/4/12, cervical.", None, "an earlier claim"),
        ("Her sleeve was caught in a mixer on 5/4/12.", "2012-05-04", "caught in a machine"),
        ("The cook contracted hepatitis at work on 5/4/2012.", "2012-05-04", "an infection"),
    ],
)
def test_day_of_injury(story, expected, reason):
    assert told(find_injury_date, story) == expected, reason


@pytest.mark.parametrize(
    ("story", "expected", "reason"),
    [
        ("In a letter dated May 4, 2014 the request was found “not medically necessary.”", "2014-05-04", "found not"),
        ("Six visits were of help. Denied May 4, 2014.", "2014-05-04", "one word"),
        ("The requests dated 4/20/2014 were reviewed and denied 5/4/2014.", "2014-05-04", "not the request's day"),
        ("Request dated 4/20/14. This was non-certified 5/4/14. An appeal was upheld 6/1/14.", "2014-05-04", "no on"),
        ("Carrier letter of 5/4/14: not authorized.", "2014-05-04", "a letter's day and a colon"),
        ("UR first approved the cane on 3/3/14 but denied the walker on 5/4/14.", "2014-05-04", "the second verb"),
        (
            "A denial of aquatic therapy was issued on 5/4/2014 by the reviewer.",
            "2014-05-04",
            "what was denied between",
        ),
        ("Not certified by UR on 5/4/14 for want of findings.", "2014-05-04", "by whom"),
        ("The claim was denied 5/4/14.", None, "the claim, not a treatment"),
        ("He was seen 5/4/14 and denied any fall.", None, "the patient denies"),
    ],
)
def test_day_of_denial(story, expected, reason):
    assert told(find_denial_date, story) == expected, reason


@pytest.mark.parametrize(
    ("story", "age", "sex", "reason"),
    [
        ("A 23 year old coworker was hurt too. The worker, now aged thirty-nine, fell.", 39, None, "a coworker first"),
        ("Her neighbor, a 71-year-old man, drives her.", None, "female", "a neighbor"),
        ("The patient's supervisor, a 44-year-old man, was there. She fell.", None, "female", "a supervisor"),
        ("She has neck pain. Husband (66 years old) cooks.", None, "female", "kin without a pronoun"),
        ("DOI 1/4/2013. Ms. *** (48) is a baker.", 48, "female", "in brackets after a name"),
        ("The patient was 29 years old when she inhaled fumes; she is a 31-year-old nurse.", 31, "female", "then, now"),
        ("The patient was 29 years old when she was examined.", 29, "female", "the age at a visit is hers now"),
    ],
)
def test_the_worker_among_others(story, age, sex, reason):
    flow = Source(story).flow(0, len(story))
    found = find_age(flow)
    who = find_sex(flow, found)
    assert (found.value if found else None, who.value if who else None) == (age, sex), reason


@pytest.mark.parametrize(
    ("rationale", "age", "reason"),
    [
        ("The employee, now forty-four, slid and hurt her back.", 44, "now, between commas"),
        ("The patient, aged 44, walks with a cane.", 44, "aged"),
        ("The patient, who is 44 and works, has pain.", 44, "who is"),
        ("The Oswestry score of the patient is 44 percent.", None, "a score"),
        ("The index of the worker is 44.5.", None, "a number with a decimal"),
    ],
)
def test_age_in_a_rationale(rationale, age, reason):
    text = letter(item("Cane: Upheld", f"{rationale} The request is not medically necessary."))
    text = text.replace("A 44 year old male whose date of injury is 6/13/2013.", "Records are few.")
    assert parse(text).age == age, reason
