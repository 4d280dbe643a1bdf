"""Credentials from both styles."""

import pytest

from ingest.letters.facts.reviewers import read_reviewer
from ingest.letters.text.lines import Source


@pytest.mark.parametrize(
    ("text", "specialties", "subspecialties", "states", "reason"),
    [
        (
            "The reviewer is Board Certified in Urology and is licensed to practice in Nevada and Ohio. He/she is",
            ["Urology"], [], ["Nevada", "Ohio"], "a sentence",
        ),
        (
            "Board Certified in Pediatrics has a subspecialty in Sports Medicine and licensed to practice in Iowa.",
            ["Pediatrics"], ["Sports Medicine"], ["Iowa"], "no comma before the subspecialty",
        ),
        (
            "Board Certified in Surgery, has a subspecialty in Trained in Ear Surgery, licensed to practice in Utah.",
            ["Surgery"], ["Trained in Ear Surgery"], ["Utah"], "as written",
        ),
        (
            "State(s) of Licensure: New York, Ohio \n\nCertification(s)/Specialty: Physical "
            "Medicine & \n\nRehabilitation, Pain",
            ["Physical Medicine & Rehabilitation", "Pain"], [], ["New York", "Ohio"], "a block, wrapped",
        ),
        (
            "Certification/Specialty: Internal Medicine and Emergency Medicine State of Licensure: Ohio",
            ["Internal Medicine", "Emergency Medicine"], [], ["Ohio"], "two boards joined by and",
        ),
        (
            "Certification(s)/Specialty: Physical Medicine and Rehabilitation, Psychiatry and Neurology",
            ["Physical Medicine and Rehabilitation", "Psychiatry and Neurology"], [], [], "names with and",
        ),
        (
            "State(s) of Licensure: Certification(s)/Specialty: Neurology",
            ["Neurology"], [], [], "an empty line",
        ),
        ("He/she has no affiliation with the employer.", [], [], [], "nothing is stated"),
        (
            "The reviewer is Licensed in Psychology, has a subspecialty in Health Psychology and is licensed to "
            "practice in Ohio.",
            ["Psychology"], ["Health Psychology"], ["Ohio"], "licensed in a profession, and to practice in a state",
        ),
        (
            "Board Certified in Surgery, Urology and Pain Medicine and is licensed to practice in New York, Ohio.",
            ["Surgery", "Urology", "Pain Medicine"], [], ["New York", "Ohio"], "three boards, two states",
        ),
        (
            "The reviewer is a Doctor of Chiropractic and is licensed to practice in Iowa.",
            ["Chiropractic"], [], ["Iowa"], "a degree",
        ),
        (
            "The reviewer is a Licensed Acupuncturist and is licensed to practice in Iowa.",
            ["Acupuncturist"], [], ["Iowa"], "a licensed profession",
        ),
        (
            "The expert reviewer is a Physical Therapist and is licensed to practice in the District of Columbia.",
            ["Physical Therapist"], [], ["District of Columbia"], "a profession; an article before the state",
        ),
        (
            "Certification(s)/Specialty: Neurology He/she has been in practice for years.",
            ["Neurology"], [], [], "a sentence right after the block",
        ),
    ],
)  # fmt: skip
def test_credentials(text, specialties, subspecialties, states, reason):
    reviewer, spans = read_reviewer(Source(text).flow(0, len(text)))
    expected = {"specialties": specialties, "subspecialties": subspecialties, "states": states}
    assert reviewer.as_dict() == expected, reason
    assert set(spans) == {name for name, names in expected.items() if names}
