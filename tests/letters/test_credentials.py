"""Credentials in the words of many reviewers."""

import pytest

from ingest.letters.facts.reviewers import read_reviewer
from ingest.letters.text.lines import Source


@pytest.mark.parametrize(
    ("text", "specialties", "subspecialties", "states", "reason"),
    [
        (
            "The physician reviewer is Board Certified in Physical Medicine and Rehabilitation, has a "
            "subspecialty in Pain Medicine and is licensed to practice in California and Texas. He/she "
            "has been",
            ["Physical Medicine and Rehabilitation"], ["Pain Medicine"], ["California", "Texas"], "a subspecialty",
        ),
        (
            "is Board Certified in Internal Medicine and Rheumatology, has a subspecialty in Sports "
            "Medicine and Pain Medicine and is licensed to practice in New York and North Carolina. "
            "He/she",
            ["Internal Medicine", "Rheumatology"], ["Sports Medicine", "Pain Medicine"],
            ["New York", "North Carolina"], "a subspecialty",
        ),
        (
            "is Board Certified in Anesthesiology, has a subspecialty in Pain Management, Addiction "
            "Medicine, and is licensed to practice in California, Nevada, and Arizona. He",
            ["Anesthesiology"], ["Pain Management", "Addiction Medicine"],
            ["California", "Nevada", "Arizona"], "a subspecialty",
        ),
        (
            "is Board Certified in Family Practice and is licensed to practice in the State of "
            "California. He/she",
            ["Family Practice"], [], ["California"], "a sentence",
        ),
        (
            "is Board Certified in Family Practice and is licensed to practice in the District of "
            "Columbia and Maryland. He/she",
            ["Family Practice"], [], ["District of Columbia", "Maryland"], "a sentence",
        ),
        (
            "is Board Certified in Family Practice, and is licensed to practice medicine in the states "
            "of California and Oregon.",
            ["Family Practice"], [], ["California", "Oregon"], "a sentence",
        ),
        (
            "The reviewer holds certification in Orthopedic Surgery and is licensed to practice in "
            "Texas.",
            ["Orthopedic Surgery"], [], ["Texas"], "a sentence",
        ),
        (
            "The reviewer holds a certificate in Pain Medicine and is licensed to practice in Texas.",
            ["Pain Medicine"], [], ["Texas"], "a certificate",
        ),
        (
            "The reviewer holds board certification in Neurology, is licensed in Texas.",
            ["Neurology"], [], ["Texas"], "licensed in a state",
        ),
        (
            "The reviewer is a licensed Doctor of Chiropractic and is licensed to practice in "
            "California. He/she",
            ["Doctor of Chiropractic"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is a Chiropractor, and is licensed to practice in California. He/she",
            ["Chiropractor"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is a Psychologist, licensed to practice in California.",
            ["Psychologist"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is a D.P.M. and is licensed to practice in California.",
            ["D.P.M."], [], ["California"], "a degree with points",
        ),
        (
            "The expert reviewer is a Licensed Clinical Psychologist and is licensed to practice in "
            "Ohio.",
            ["Clinical Psychologist"], [], ["Ohio"], "a sentence",
        ),
        (
            "The expert reviewer is Licensed in Chiropractic and is licensed to practice in "
            "California. He/she",
            ["Chiropractic"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is Licensed in Acupuncture and is licensed to practice in California. "
            "He/she",
            ["Acupuncture"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is a Licensed Chiropractor and Acupuncturist and is licensed to "
            "practice in California. He/she",
            ["Chiropractor", "Acupuncturist"], [], ["California"], "a sentence",
        ),
        (
            "The expert reviewer is Board certified by the American Board of Orthopaedic Surgery and "
            "is licensed to practice in Iowa.",
            ["Orthopaedic Surgery"], [], ["Iowa"], "the board's name",
        ),
        (
            "The expert reviewer is certified by the American Board of Physical Medicine & "
            "Rehabilitation, with a certificate in Pain Medicine, licensed in Iowa.",
            ["Physical Medicine & Rehabilitation"], ["Pain Medicine"], ["Iowa"], "a certificate",
        ),
        (
            "The expert reviewer is board-certified in Orthopedic Surgery, with a subspecialty in "
            "Spine Surgery, and licensed in West Virginia.",
            ["Orthopedic Surgery"], ["Spine Surgery"], ["West Virginia"], "a subspecialty",
        ),
        (
            "The expert reviewer is Board Certified in Psychiatry and Neurology, has a subspecialty in "
            "Addiction Psychiatry and is licensed to practice in New Jersey, New York, Pennsylvania, "
            "and Rhode Island.",
            ["Psychiatry and Neurology"], ["Addiction Psychiatry"],
            ["New Jersey", "New York", "Pennsylvania", "Rhode Island"], "a subspecialty",
        ),
        (
            "The expert reviewer is Board Certified in Occupational Medicine, and is licensed to "
            "practice in Washington, D.C. and Virginia.",
            ["Occupational Medicine"], [], ["Washington, D.C.", "Virginia"], "a state with a comma",
        ),
        (
            "The expert reviewer is Board Certified in Preventive Medicine, has a subspecialty in "
            "Occupational Medicine and is licensed to practice in Hawaii. He/she",
            ["Preventive Medicine"], ["Occupational Medicine"], ["Hawaii"], "a subspecialty",
        ),
        (
            "The Expert Reviewer has the following credentials:\n"
            "State(s) of Licensure: California, New\n"
            "Mexico\n"
            "Certification(s)/Specialty: Anesthesiology, Pain\n"
            "Management",
            ["Anesthesiology", "Pain Management"], [], ["California", "New Mexico"], "a block",
        ),
        (
            "The Expert Reviewer has the following credentials:\n"
            "Certification(s)/Specialty: Anesthesiology\n"
            "State(s) of Licensure: California, Texas\n"
            "He/she has been in active clinical practice for more than five years.",
            ["Anesthesiology"], [], ["California", "Texas"], "a block",
        ),
        (
            "Licensure State(s): Ohio Certification: Neurology Specialty: Pain Medicine",
            ["Neurology", "Pain Medicine"], [], ["Ohio"], "labels apart, in another order",
        ),
        (
            "State of Licensure: Ohio\n"
            "Certification: Orthopedic Surgery\n"
            "Specialty: Orthopedic Surgery",
            ["Orthopedic Surgery"], [], ["Ohio"], "a sentence",
        ),
        (
            "State(s) of Licensure: Ohio\n"
            "Certification(s): Family Medicine\n"
            "Subspecialty: Sports Medicine",
            ["Family Medicine"], ["Sports Medicine"], ["Ohio"], "a block",
        ),
        (
            "State(s) of Licensure: Ohio\n"
            "Specialty(ies): Family Medicine\n"
            "Subspecialty(ies): Sports Medicine",
            ["Family Medicine"], ["Sports Medicine"], ["Ohio"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Internal Medicine, "
            "Pulmonary Disease, Critical Care Medicine The expert reviewer was selected based on",
            ["Internal Medicine", "Pulmonary Disease", "Critical Care Medicine"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Physical Medicine & "
            "Rehabilitation, Pain Medicine, Sports Medicine",
            ["Physical Medicine & Rehabilitation", "Pain Medicine", "Sports Medicine"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Orthopedic Surgery, Hand "
            "Surgery",
            ["Orthopedic Surgery", "Hand Surgery"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Emergency "
            "Medicine/Occupational Medicine",
            ["Emergency Medicine", "Occupational Medicine"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California; Certification(s)/Specialty: Neurology; Psychiatry",
            ["Neurology", "Psychiatry"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Obstetrics & Gynecology, "
            "Public Health & General Preventive Medicine",
            ["Obstetrics & Gynecology", "Public Health & General Preventive Medicine"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: California Certification(s)/Specialty: Neuromusculoskeletal "
            "Medicine & Osteopathic Manipulative Medicine",
            ["Neuromusculoskeletal Medicine & Osteopathic Manipulative Medicine"], [], ["California"], "a block",
        ),
        (
            "State(s) of Licensure: CA, NY Certification(s)/Specialty: PM&R",
            ["PM&R"], [], ["CA", "NY"], "a block",
        ),
        (
            "The physician reviewer is Board Certified in Physical Medicine and Rehabilitation, and "
            "Pain Medicine, and is licensed to practice in California.",
            ["Physical Medicine and Rehabilitation", "Pain Medicine"], [], ["California"], "a sentence",
        ),
        (
            "The physician reviewer is Board Certified in Orthopedic Surgery and Sports Medicine, has "
            "a subspecialty in Orthopaedic Sports Medicine and Hand Surgery, is licensed to practice "
            "in California.",
            ["Orthopedic Surgery", "Sports Medicine"], ["Orthopaedic Sports Medicine", "Hand Surgery"],
            ["California"], "a subspecialty",
        ),
        (
            "The reviewer is board certified in Anesthesiology and fellowship trained in Pain Medicine "
            "and is licensed to practice in Georgia.",
            ["Anesthesiology"], ["fellowship trained in Pain Medicine"], ["Georgia"], "a sentence",
        ),
        (
            "The reviewer is Board Certified in Anesthesiology with a subspecialty certificate in Pain "
            "Medicine and is licensed to practice in Georgia.",
            ["Anesthesiology"], ["Pain Medicine"], ["Georgia"], "a certificate",
        ),
        (
            "The reviewer is Board Certified in Anesthesiology with added qualifications in Pain "
            "Management and is licensed in Georgia.",
            ["Anesthesiology"], ["Pain Management"], ["Georgia"], "licensed in a state",
        ),
        (
            "The reviewer is a licensed physical therapist in the state of Georgia.",
            ["physical therapist"], [], ["Georgia"], "a sentence",
        ),
        (
            "The reviewer is a Doctor of Podiatric Medicine, and is licensed to practice in Georgia.",
            ["Podiatric Medicine"], [], ["Georgia"], "a sentence",
        ),
        (
            "The reviewer is a dentist licensed to practice in Georgia.",
            ["dentist"], [], ["Georgia"], "a sentence",
        ),
        (
            "The expert reviewer is Board Certified in Family Practice, has a subspecialty in and is "
            "licensed to practice in Georgia.",
            ["Family Practice"], [], ["Georgia"], "a subspecialty",
        ),
        (
            "The Medical Doctor who made the decision has no affiliation with the employer. The "
            "physician reviewer is Board Certified in Physical Medicine and Rehabilitation and is "
            "licensed to practice in Oklahoma and Texas. He/she",
            ["Physical Medicine and Rehabilitation"], [], ["Oklahoma", "Texas"], "a profession who made it",
        ),
        (
            "The Chiropractor who made the decision has no affiliation with the employer. The "
            "Chiropractor is licensed to practice in California. He/she",
            ["Chiropractor"], [], ["California"], "a profession who made it",
        ),
        (
            "The Doctor of Chiropractic who made the decision has no affiliation with the employer, "
            "employee, providers or the claims administrator. The reviewer is licensed to practice in "
            "California.",
            ["Doctor of Chiropractic"], [], ["California"], "a profession who made it",
        ),
        (
            "The physician reviewer is licensed to practice in California and Board Certified in "
            "Neurology. He/she",
            ["Neurology"], [], ["California"], "a sentence",
        ),
        (
            "The physician reviewer is licensed in California and is board certified in Neurology.",
            ["Neurology"], [], ["California"], "licensed in a state",
        ),
        (
            "The reviewer is Board Certified in Orthopaedic Surgery, and is licensed to practice in "
            "California, Florida, Georgia, South Carolina and Tennessee. He",
            ["Orthopaedic Surgery"], [],
            ["California", "Florida", "Georgia", "South Carolina", "Tennessee"], "a sentence",
        ),
        (
            "The expert reviewer is Board Certified in Hand Surgery and Plastic and Reconstructive "
            "Surgery and is licensed to practice in Utah.",
            ["Hand Surgery", "Plastic and Reconstructive Surgery"], [], ["Utah"], "a sentence",
        ),
        (
            "State(s) of Licensure: Washington, DC, Maryland Certification(s)/Specialty: Dentist, Oral "
            "& Maxillofacial Surgery",
            ["Dentist", "Oral & Maxillofacial Surgery"], [], ["Washington, DC", "Maryland"], "a state with a comma",
        ),
    ],
)  # fmt: skip
def test_credentials(text, specialties, subspecialties, states, reason):
    reviewer, spans = read_reviewer(Source(text).flow(0, len(text)))
    expected = {"specialties": specialties, "subspecialties": subspecialties, "states": states}
    assert reviewer.as_dict() == expected, reason
    assert set(spans) == {name for name, names in expected.items() if names}
