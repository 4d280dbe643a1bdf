"""The worker's age and sex in a summary's prose."""

import pytest

from ingest.letters.lines import Source
from ingest.letters.worker import find_age, find_pronouns, find_sex


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
