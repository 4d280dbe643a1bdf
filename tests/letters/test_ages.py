"""Ages told in unusual words: then and now, with months, by a source, and of others than the worker."""

import pytest

from ingest.letters.facts.ages import find_age
from ingest.letters.text.lines import Source


def age_in(text, **options):
    found = find_age(Source(text).flow(0, len(text)), **options)
    return found and found.value


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("a 52-year-and-3-month-old roofer", 52, "months joined by and"),
        ("She is 52 years and 3 months old.", 52, "months in words"),
        ("a 52-year, 3-month-old roofer", 52, "months after a comma"),
        ("He is 52 yrs. 3 mos. of age.", 52, "months abbreviated"),
        ("The applicant is 52 years, 11 months of age", 52, "completed years count"),
        ("a 52 year 3 month old female", 52, "no joining word"),
        ("a 52 y 3 m old female", 52, "single letters"),
        ("a 52.5-year-old clerk", 52, "a decimal"),
        ("a 52½ year old clerk", 52, "a half"),
        ("a 52 1/2 year old clerk", 52, "a half in figures"),
        ("a 52 year young gentleman", 52, "young for old"),
        ("a 52 year's old man", 52, "a stray apostrophe"),
        ("a 52-year-of-age baker", 52, "of age in the singular"),
        ("a 52 yr/old cook", 52, "a slash"),
        ("This individual is 52 (years) and female.", 52, "the unit in brackets"),
        ("The patient is 52 years, male, with knee pain.", 52, "no old at all"),
        ("A male of 52 yrs with knee pain", 52, "of some years, abbreviated"),
        ("The worker (52 years, female) drives a bus.", 52, "brackets around all"),
    ],
)
def test_units_of_age(text, age, reason):
    assert age_in(text) == age, reason


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("His age is given in the operative note as 49.", 49, "given in a paper as"),
        ("The worker's age is listed on the request form as 49.", 49, "listed on a form as"),
        ("Her age is stated to be 49.", 49, "stated to be"),
        ("Age, according to the adjuster, is 49.", 49, "a source between commas"),
        ("Age per UR: 49.", 49, "per a report"),
        ("The claimant's age is recorded as forty-nine.", 49, "recorded, in words"),
        ("Age at present 49.", 49, "at present"),
        ("Current age: 49.", 49, "a label"),
        ("Age (years): 49. Sex: M.", 49, "a label with its unit"),
        ("Age - 49", 49, "a label with a dash"),
        ("The agreed medical evaluator gives her age as 49 years.", 49, "a person gives it"),
        ("aged forty-nine (49), he fell", 49, "in words and figures"),
        ("Her age at the date of injury was given as 41.", 41, "the only age there is"),
        ("Her age at injury was 41; the last report says she is 45 years old.", 45, "then in a label, now in prose"),
        ("The average age of users is 49.", None, "an age of users in general"),
        ("Patients over the age of 65 fall more often.", None, "an age limit"),
    ],
)
def test_age_given_by_a_source(text, age, reason):
    assert age_in(text) == age, reason


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("She was 27 years of age when hurt and is now 29.", 29, "when hurt, now"),
        ("He was 27 years old when this happened; he is 29 at present.", 29, "when this happened, at present"),
        ("Ms. X, 50 years of age on the day of the first evaluation and 51 now, has pain.", 51, "then and now in one"),
        ("at which time she was thirty-three; she is 42 at present.", 42, "only a pronoun and at present"),
        ("The worker, who will be 62 in May and is therefore 61 at present, limps.", 61, "a birthday to come"),
        ("Aged 40 at the time of the fall, he is today 44.", 44, "today before the number"),
        ("She was 40 years old in 2009 and is 44 today.", 44, "in a year"),
        ("The claimant was 40 at hire and is 49 as of this review.", 49, "as of this review"),
        ("He was 38 years old at the time of the accident and is 43 currently.", 43, "currently after the number"),
        (
            "The patient was a 38-year-old cook when she slipped; now 43, she has foot pain.",
            43,
            "now after a semicolon",
        ),
        ("He was 51 years old on the date of loss. Presently he is 55.", 55, "presently in front"),
        ("then 33 years old, now 36", 36, "then and now, telegraphic"),
        ("33 y/o at DOI, currently 36.", 36, "at the abbreviated day"),
        ("a 44-year-old man who was 39 years old at the time of injury", 44, "now first"),
        ("He was 39 years old when he was hurt and turned 44 in June.", 44, "turned"),
        ("He was 39 years old at the time of the evaluation.", 39, "the age at an evaluation, alone"),
        ("She was hurt at 39. She is 44, and works as a cook.", 44, "a bare age then"),
        ("Knee flexion was 90 and is 45 now. He is a 52 year old.", 52, "degrees now"),
        ("Her Oswestry score was 60 and is 42 at present.", None, "a score"),
        ("Flexion was 30 at the first visit; it is 42 now.", None, "degrees"),
        ("He weighed 99 kg and is 92 now.", None, "a weight"),
        ("He was then age 47; his present age is 51.", 51, "present age"),
        ("was 60 y/o at the 1/1/2013 exam, currently 61 y/o. Injury 6/3/2005.", 61, "now wins over another day"),
    ],
)
def test_then_and_now(text, age, reason):
    assert age_in(text) == age, reason


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("The patient, 38, is a jailer. An inmate aged 52 kicked him.", 38, "an attacker of an age"),
        ("A resident aged 81 grabbed her hair. She is 45 years old.", 45, "a resident of an age"),
        ("A man 30 years of age punched the claimant, a 47-year-old woman.", 47, "a man who punched"),
        ("She was bitten by a student of 14 years. The worker is 33 years old.", 33, "by a student"),
        ("The other driver, 22 years old, ran into her. She is 51.", 51, "the other driver"),
        ("The driver of the other car, aged 22, was cited. The patient is 51.", 51, "a driver between commas"),
        ("An 88-year-old resident fell upon the patient, a 36-year-old aide.", 36, "a resident fell on her"),
        ("a 15-year-old pupil shoved her; she is a teacher, aged 58", 58, "a pupil shoved"),
        ("The claimant's widow, aged 60, filed. He was 62 years old.", 62, "a widow"),
        ("He lives with his parents, aged 55 and 58. He is 29.", 29, "parents after their word"),
        ("Her twins, aged 15, help. She is 41 years old.", 41, "twins"),
        ("His brother died at 55. He is 61.", 61, "a brother's death"),
        ("His stepson (age 20) drives him. Age 50.", 50, "a stepson in brackets"),
        ("This is a patient aged 45 with knee pain.", 45, "a patient of an age, the worker"),
        ("Patient aged 45 with knee pain.", 45, "no article"),
        ("A woman aged 45 was seen for knee pain.", 45, "at the beginning"),
        ("A truck driver, aged 45, fell off a dock.", 45, "a driver at the beginning"),
        ("The surgeon, 61, operated. The patient is 44.", 44, "the surgeon"),
        ("The implant is 16 years old. He is 61.", 61, "an implant"),
        ("The 20-year-old scar is pale; the patient, 44, limps.", 44, "a scar"),
        ("A man attacked the 41-year-old caregiver. UR denied it.", 41, "the worker as the one attacked"),
        ("He's 38 years old.", 38, "he is, and no possessive"),
        ("A supervisor aged 30 drove the cart that hit the claimant, 57, on a ramp.", 57, "a person named"),
        ("The woman is 60.", 60, "a woman for the worker"),
        ("The worker is a bus driver, 50, hit by a truck.", 50, "a trade between"),
        ("The individual, a hygienist of 47, developed pain.", 47, "a trade of an age"),
        ("At 34 she has a scar.", 34, "at an age, in the present"),
        ("Flexion is now 45, extension 20.", None, "degrees"),
        ("The patient is 45, 50 and 60 degrees.", None, "a list of figures"),
        ("F/24 hour urine test.", None, "hours"),
    ],
)
def test_ages_of_others(text, age, reason):
    assert age_in(text) == age, reason


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("Pt: 45/F, RHD, c/o neck pain.", 45, "a slash"),
        ("F/45, RHD, c/o neck pain.", 45, "the letter first"),
        ("Patient: M, 45. Neck pain.", 45, "the letter first, a comma"),
        ("45 yo RHD F s/p fall", 45, "words between"),
        ("45yoF s/p fall", 45, "glued"),
        ("45 y.o.F with pain", 45, "points, glued"),
        ("45-y-o M with pain", 45, "hyphens between the letters"),
        ("45 YEAR OLD MALE", 45, "capitals"),
        ("IW is 45.", 45, "an abbreviated worker"),
        ("The IW (age 45) works in a mill.", 45, "age in brackets"),
        ("Rated M/12 on the scale.", None, "too young"),
    ],
)
def test_telegraphic_ages(text, age, reason):
    assert age_in(text) == age, reason


@pytest.mark.parametrize(
    ("text", "age", "reason"),
    [
        ("The guideline was written for patients aged 65 and over.", None, "patients of a guideline"),
        ("This worker aged 58 has arthritis.", 58, "the worker"),
        ("A man 30 years of age struck him.", None, "another man"),
    ],
)
def test_ages_in_a_rationale(text, age, reason):
    assert age_in(text, strict=True) == age, reason
