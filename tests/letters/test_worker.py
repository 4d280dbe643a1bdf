"""The worker's age and sex in a summary's prose."""

import pytest

from ingest.letters.facts.worker import find_age, find_pronouns, find_sex
from ingest.letters.text.lines import Source


def flow(text):
    return Source(text).flow(0, len(text))


@pytest.mark.parametrize(
    ("text", "age", "sex", "reason"),
    [
        ("The claimant is a 47-year-old female cook", 47, "female", "the usual form"),
        ("A 31 year old man", 31, "male", "no hyphens"),
        ("This (38) year-old lady", 38, "female", "number in parentheses"),
        ("a forty-nine year old gentleman", 49, "male", "in words"),
        ("thirty-four (34) year old male", 34, "male", "in words and figures"),
        ("a 47-years-old woman", 47, "female", "plural"),
        ("Claimant is 45 y/o M with pain", 45, "male", "abbreviated, sex as a letter"),
        ("This 52 yo F was hurt", 52, "female", "abbreviated without a slash"),
        ("37 y.o. male", 37, "male", "abbreviated with points"),
        ("a 53 year-old-female", 53, "female", "sex joined by a hyphen"),
        ("a 35-year-old, right-handed, Hispanic female", 35, "female", "words between age and sex"),
        ("The patient, a male aged 45, fell", 45, "male", "sex before age"),
        ("The worker is a female, 43 years of age", 43, "female", "years of age"),
        ("Age: 53. Sex: F.", 53, "female", "labelled"),
        ("He brings his 15 year old son along. He is 41 years old.", 41, "male", "a child's age is not the worker's"),
        ("Her mother is 80 years old. She is 51 years old.", 51, "female", "nor a parent's"),
        ("lives with her husband, 62 years old; a 58 year old female", 58, "female", "nor a spouse's"),
        ("He has a 20 year old injury", None, "male", "an injury's age"),
        ("She has had pain with a 13 year history", None, "female", "a history's length"),
        ("She had surgery at age 30.", None, "female", "a past age"),
        ("a 33 year old cook who was struck by a man. She fell", 33, "female", "another person's sex"),
        ("a 45 year old mother of three", 45, "female", "the worker may be a mother herself"),
        ("a 59 year old patient. Her doctor says he is content. Her pain", 59, "female", "the doctor's pronoun"),
        ("He/she was seen. His/her pain is worse.", None, None, "pronouns of a form tell nothing"),
        ("The patient has pain.", None, None, "nothing is stated"),
        ("The father of the injured worker, aged 81, is well. She limps.", None, "female", "kin named by relation"),
        ("She was 52 on the date of injury and is currently 57, she says.", 57, "female", "now, not then"),
        ("The worker, who recently turned 37, limps. He is tired.", 37, "male", "a birthday just past"),
        ("She moved here when she was 19 years old. A note gives her age as 44.", 44, "female", "an age long past"),
        ("This 59-year-old female caregiver was hurt", 59, "female", "kin's word as her own job"),
        ("The patient is a 42 year old student aide. She", 42, "female", "so is a student"),
        ("a 51 year old child care worker. She", 51, "female", "a child in the job's name"),
        ("The patient has a 16-year-old grandson. She", None, "female", "only kin's age"),
        ("was lifting an 88 year old patient. She is a 49 year old nurse.", 49, "female", "the patient she cares for"),
        ("caring for her 88 year old client; a 49 year old woman", 49, "female", "her client"),
        ("Her client, 80 years old, fell. She is 49 years old.", 49, "female", "the client first"),
        ("a 49-year-old whose husband is 62 years old. Her back", 49, "female", "kin after the worker"),
        ("He was 45 years old at the time of injury and is now 49 years old.", 49, "male", "the age of today"),
        ("This is a 49 year old. At 51 years old he had surgery", 49, "male", "the first of two"),
        ("a 49-year, 3-month old male", 49, "male", "with months"),
        ("a 49-yr-old man", 49, "male", "yr"),
        ("a 49 YOM with pain", 49, "male", "glued letters"),
        ("44F with pain", 44, "female", "only a number and a letter"),
        ("Age/Sex: 44/F", 44, "female", "labelled together"),
        ("The patient is 44-years-of-age. His", 44, "male", "of age, hyphens"),
        ("The patient is 49. She", 49, "female", "no unit"),
        ("a 49 year-old who was hit by a male patient. She", 49, "female", "another patient's sex"),
        ("The applicant is a 43 year old (M)", 43, "male", "sex in parentheses"),
        ("49 yr. old man", 49, "male", "yr with a point"),
        ("a man aged 49", 49, "male", "sex first"),
        ("49 F with neck pain", 49, "female", "a number and a letter"),
        ("49M with neck pain", 49, "male", "glued"),
        ("a 49 year old right hand dominant gentlewoman", 49, "female", "an old word"),
        ("a 49 year-old gentle man", 49, "male", "two words for one"),
        ("The patient is a 49-year-old. He has two daughters, 12 and 15 years old.", 49, "male", "children's ages"),
        ("She was 40 when injured and is 49 years old now.", 49, "female", "at the injury and now"),
        ("The patient was 45 years old on the date of injury and is currently 49.", 49, None, "now without a unit"),
        (
            "The patient, who was 45 at the time of injury, is now a 49-year-old man",
            49,
            "male",
            "then and now in one sentence",
        ),
        ("She drives a 20 year old car. She is 49.", 49, "female", "a car's age"),
        ("This is a 49 year old male with a 5 year old injury", 49, "male", "an injury's age"),
        ("He has smoked for 30 years. He is 49 years old.", 49, "male", "years of smoking"),
        ("Ms. [redacted] is 49 years old", 49, "female", "redacted name"),
        ("Mrs. X, 49, fell", 49, "female", "a bare number after a name"),
        (
            "This 49-year-old patient complains of pain. His wife drives him. She helps.",
            49,
            "male",
            "a wife's pronouns",
        ),
        ("A 49 year old mother of two was hurt", 49, "female", "a mother herself"),
        (
            "The patient's daughter is a 25 year old female. The patient is 49 years old. She limps.",
            49,
            "female",
            "a daughter's age and sex",
        ),
        ("He lives with a 25 year old son and his wife. The worker is a 49-year-old man", 49, "male", "a son's age"),
        ("The injured worker is a 49 year old (female) who", 49, "female", "sex in brackets"),
        ("49 year old police officer was struck by a male suspect. She fell", 49, "female", "another man"),
        ("Age: 49 years. Gender: Female.", 49, "female", "labels"),
        ("a 49-year- old male", 49, "male", "a space after the hyphen"),
        ("a 49 -year-old male", 49, "male", "a space before it"),
        ("a 49year old male", 49, "male", "no space"),
        ("(49 y/o, F)", 49, "female", "all in brackets"),
        ("49 yr male", 49, "male", "yr without old"),
        ("a forty nine-year-old man", 49, "male", "a space in the words"),
        ("fortynine year old man", 49, "male", "words run together"),
        ("The worker is forty-nine. She", 49, "female", "in words, no unit"),
        ("The patient, female, 49, has", 49, "female", "between commas"),
        (
            "The claimant is 49-years-old. The provider says she will operate. He limps. He takes",
            49,
            "male",
            "the provider's pronoun",
        ),
        ("He/she is an expert. The claimant is 49 years old.", 49, None, "the reviewer's pronouns"),
        ("The patient is a 49 year old who lifts her 3 year old. She", 49, "female", "a child's age"),
        (
            "assisted an 85 year old male resident. The patient, 49 years old, is a nurse. She",
            49,
            "female",
            "a resident's age",
        ),
        (
            "a 49 year old nurse who was attacked by a 30 year old male patient. She",
            49,
            "female",
            "an attacker's age and sex",
        ),
        ("The injured worker's 49-year-old husband helps. She is 47 years old", 47, "female", "a husband's age"),
        ("a 49-year-old whose injury is 20 years old. He", 49, "male", "an injury's age after it"),
        ("with a 20 year-old injury", None, None, "only an injury's age"),
        ("The house is 40 years old. He is 49 years old.", 49, "male", "a house's age"),
        ("He has worked there 20 years. He", None, "male", "years at work"),
        ("A 102-year-old form. He", None, "male", "too old to be anybody's age"),
        ("a 12 year old girl. The worker's", None, None, "too young to work"),
        ("Pt is a 49 y.o.m. with", 49, "male", "letters with points"),
        ("49 y/o/f", 49, "female", "slashes"),
        ("a gentleman of 49 years", 49, "male", "a gentleman of some years"),
        ("This 49-year old gentleman's back hurts", 49, "male", "the possessive tells"),
        ("The patient is a 49-year-old woman's shelter worker. He", 49, "male", "a shelter's name does not"),
        ("a 49-year-old male, his wife", 49, "male", "kin right after"),
        ("At age 49 she is", None, "female", "a past age"),
        ("He was 49 years old at the time of injury.", 49, "male", "only the age of then"),
        ("a 49-year-old married man with three children ages 9 to 18 years old", 49, "male", "children's ages"),
        ("This is a 49-year-old right-handed computer programmer (male) with", 49, "male", "a trade that is a thing"),
        ("The patient is a 49 year old. The patient's wife states that she", 49, None, "only a wife's word"),
        ("This is a 49 year old with injury on 5/6/2010. She", 49, "female", "an injury follows"),
        ("a 49 year old with hardware in her ankle", 49, "female", "hardware follows"),
        ("a 49-year-old truck driver. He", 49, "male", "a truck driver is no truck"),
        ("a 49 year old case manager who hurt her back", 49, "female", "a case manager"),
        ("49-year-old car salesman. His", 49, "male", "a car salesman"),
        ("The provider states that she is better.", None, "female", "only the provider says so"),
        ("He has a 12 year old report. He is 49 years old", 49, "male", "a report's age"),
    ],
)
def test_age_and_sex(text, age, sex, reason):
    passage = flow(text)
    found = find_age(passage)
    assert (found.value if found else None) == age, reason
    said = find_sex(passage, found)
    assert (said.value if said else None) == sex, reason


def test_strict_age_needs_a_person():
    assert find_age(flow("is 57 years old here"), strict=True) is None
    assert find_age(flow("This 57 year old worker"), strict=True).value == 57


def test_disagreeing_pronouns_tell_nothing():
    assert find_pronouns(flow("He came. She went.")) is None


@pytest.mark.parametrize(
    ("story", "age", "reason"),
    [
        ("The employee, now fifty-two, fell off a roof.", 52, "now, between commas"),
        ("Now 48, the patient has neck pain.", 48, "now, at the start"),
        ("The claimant, at 61, has had hip pain for years.", 61, "at an age"),
        ("The patient (33) runs a bakery.", 33, "in brackets after the person"),
        ("The worker is in her forties (she is forty-four).", 44, "a decade first"),
        ("The employee — fifty-nine on the day of the request — has a claim.", 59, "on the day of the request"),
        ("58F with low back pain; 51 y/o at time of injury, retired since.", 58, "now before the time of the injury"),
        ("Her supervisor (age 35) found the claimant, a 47 year old woman.", 47, "not the supervisor's"),
        ("The patient was seen at 45, Main street.", None, "a house number"),
        ("There are now 12, then 14 visits.", None, "a count"),
    ],
)
def test_ages_said_in_passing(story, age, reason):
    fact = find_age(flow(story))
    assert (fact.value if fact else None) == age, reason


def test_a_rationale_may_name_a_person_of_an_age():
    assert find_age(flow("This is a woman of 58 with hip pain."), strict=True).value == 58
