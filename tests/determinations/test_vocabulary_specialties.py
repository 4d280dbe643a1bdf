"""Every board, subspecialty and licence a reviewer may have, as letters write it."""

import pytest

from determinations.vocabulary import find_specialty, specialties

EXPECTED = {
    "physical-medicine-and-rehabilitation": (
        "Physical Medicine & Rehabilitation", "PM&R", "Physiatry", "Physical Medicine/Rehabilitation",
    ),
    "occupational-medicine": ("Occupational Medicine", "Occupational & Environmental Medicine", "Occupational Health"),
    "orthopedic-surgery": ("Orthopaedic Surgery", "Orthopedic Surgeon", "Orthopedics", "Orthopedic Sports Medicine"),
    "spine-surgery": ("Spine Surgery", "Orthopedic Spine Surgery", "Fellowship Trained in Spine Surgery"),
    "anesthesiology": ("Anesthesiology", "Anaesthesiology", "Anesthesia"),
    "pain-management": (
        "Pain Medicine", "Pain Management", "Interventional Pain Management", "Anesthesiology Pain Medicine",
    ),
    "family-medicine": (
        "Family Practice", "Family Medicine", "Osteopathic Family Practice", "Family Practice & OMT",
        "General Practice",
    ),
    "internal-medicine": ("Internal Medicine", "Internist", "General Internal Medicine", "Hospitalist"),
    "chiropractic": (
        "Chiropractor", "Chiropractic", "D.C.", "Doctor of Chiropractic", "Chiropractic Sports Physician",
        "Chiropractic Orthopedist",
    ),
    "emergency-medicine": ("Emergency Medicine", "Emergency Medical Services"),
    "preventive-medicine": (
        "Preventive Medicine", "Public Health & General Preventive Medicine", "Preventative Medicine",
    ),
    "psychiatry": ("Psychiatry", "Psychiatrist"),
    "psychiatry-and-neurology": ("Psychiatry & Neurology", "Psychiatry and Neurology"),
    "geriatric-psychiatry": ("Geriatric Psychiatry",),
    "addiction-psychiatry": ("Addiction Psychiatry",),
    "child-and-adolescent-psychiatry": ("Child & Adolescent Psychiatry", "Child Psychiatry"),
    "forensic-psychiatry": ("Forensic Psychiatry",),
    "consultation-liaison-psychiatry": ("Psychosomatic Medicine", "Consultation-Liaison Psychiatry"),
    "psychology": ("Psychology", "Licensed Clinical Psychologist", "Health Psychology", "Psy.D."),
    "neuropsychology": ("Clinical Neuropsychology", "Neuropsychologist"),
    "neurology": (
        "Neurology", "Vascular Neurology", "Clinical Neurophysiology", "Neuromuscular Medicine", "Child Neurology",
    ),
    "neurological-surgery": ("Neurological Surgery", "Neurosurgery"),
    "physical-therapy": ("Physical Therapist", "Physical Therapy", "DPT"),
    "occupational-therapy": ("Occupational Therapist", "Certified Hand Therapist"),
    "acupuncture": ("Acupuncturist", "L.Ac.", "Acupuncture & Oriental Medicine", "Traditional Chinese Medicine"),
    "podiatry": (
        "Podiatry", "D.P.M.", "Podiatric Surgery", "Doctor of Podiatric Medicine", "Foot & Ankle Surgery",
        "Reconstructive Rearfoot/Ankle Surgery",
    ),
    "hand-surgery": ("Hand Surgery", "Surgery of the Hand", "Hand & Upper Extremity Surgery"),
    "plastic-surgery": ("Plastic Surgery", "Plastic & Reconstructive Surgery"),
    "general-surgery": ("General Surgery", "Surgery", "Surgical Critical Care", "Complex General Surgical Oncology"),
    "colon-and-rectal-surgery": ("Colon & Rectal Surgery", "Proctology"),
    "vascular-surgery": ("Vascular Surgery",),
    "thoracic-surgery": ("Thoracic Surgery", "Thoracic & Cardiac Surgery", "Cardiothoracic Surgery"),
    "sports-medicine": ("Sports Medicine", "Primary Care Sports Medicine"),
    "rheumatology": ("Rheumatology",),
    "ophthalmology": ("Ophthalmology", "Opthalmology", "Ophthalmic Surgery"),
    "optometry": ("Optometry", "Optometrist", "Doctor of Optometry", "O.D."),
    "otolaryngology": (
        "Otolaryngology", "Otolaryngology - Head & Neck Surgery", "ENT", "Ear, Nose & Throat", "Neurotology",
    ),
    "audiology": ("Audiology",),
    "urology": ("Urology", "Female Pelvic Medicine & Reconstructive Surgery", "Urological Surgery"),
    "gastroenterology": ("Gastroenterology", "Transplant Hepatology"),
    "cardiology": (
        "Cardiology", "Cardiovascular Disease", "Clinical Cardiac Electrophysiology", "Interventional Cardiology",
    ),
    "pulmonary-medicine": ("Pulmonary Disease", "Pulmonology", "Pulmonary Disease & Critical Care Medicine"),
    "critical-care-medicine": ("Critical Care Medicine",),
    "sleep-medicine": ("Sleep Medicine",),
    "dermatology": ("Dermatology", "Dermatopathology"),
    "dentistry": (
        "Dentist", "General Dentistry", "D.D.S.", "Orofacial Pain", "Endodontics", "Periodontics", "Prosthodontics",
    ),
    "oral-surgery": ("Oral & Maxillofacial Surgery", "Oral Surgery"),
    "radiology": ("Radiology", "Diagnostic Radiology", "Vascular & Interventional Radiology", "Neuroradiology"),
    "nuclear-medicine": ("Nuclear Medicine",),
    "radiation-oncology": ("Radiation Oncology",),
    "endocrinology": ("Endocrinology, Diabetes & Metabolism", "Endocrinology", "Obesity Medicine"),
    "nephrology": ("Nephrology",),
    "hematology-and-oncology": ("Hematology", "Medical Oncology", "Hematology & Oncology", "Gynecologic Oncology"),
    "infectious-disease": ("Infectious Disease", "Infectious Diseases"),
    "allergy-and-immunology": ("Allergy & Immunology",),
    "obstetrics-and-gynecology": ("Obstetrics & Gynecology", "OB/GYN", "Maternal-Fetal Medicine"),
    "toxicology": ("Medical Toxicology",),
    "addiction-medicine": ("Addiction Medicine",),
    "hospice-and-palliative-medicine": ("Hospice & Palliative Medicine",),
    "geriatric-medicine": ("Geriatric Medicine", "Geriatrics"),
    "pediatrics": ("Pediatrics", "Neonatal-Perinatal Medicine", "Pediatric Emergency Medicine"),
    "osteopathic-manipulative-medicine": (
        "Neuromusculoskeletal Medicine & OMM", "Osteopathic Manipulative Medicine", "OMT",
    ),
    "spinal-cord-injury-medicine": ("Spinal Cord Injury Medicine",),
    "brain-injury-medicine": ("Brain Injury Medicine",),
    "pathology": ("Anatomic & Clinical Pathology", "Clinical Pathology"),
    "medical-genetics": ("Medical Genetics & Genomics",),
    "undersea-and-hyperbaric-medicine": ("Undersea & Hyperbaric Medicine",),
    "aerospace-medicine": ("Aerospace Medicine",),
    "speech-language-pathology": ("Speech-Language Pathologist",),
    "pharmacy": ("Pharmacist", "PharmD", "Clinical Pharmacology"),
    "nursing": ("Registered Nurse", "Nurse Practitioner", "R.N."),
    "physician-assistant": ("Physician Assistant",),
    "social-work": ("Licensed Clinical Social Worker", "Marriage & Family Therapist"),
    "massage-therapy": ("Massage Therapist",),
    "naturopathic-medicine": ("Naturopathic Doctor",),
    "nutrition": ("Registered Dietitian",),
    "integrative-medicine": ("Integrative Medicine",),
    "wound-care": ("Wound Care",),
    "independent-medical-examination": ("Independent Medical Examiner", "Qualified Medical Evaluator"),
    "health-care-quality": ("Health Care Quality & Management", "Clinical Informatics"),
    "athletic-training": ("Athletic Trainer",),
    "prosthetics-and-orthotics": ("Orthotist",),
    "rehabilitation-counseling": ("Vocational Rehabilitation",),
}  # fmt: skip


@pytest.mark.parametrize(("slug", "name"), [(slug, name) for slug, names in EXPECTED.items() for name in names])
def test_is_found(slug, name):
    assert find_specialty(name) == slug
    assert find_specialty(name.upper()) == slug


def test_no_specialty_is_left_out():
    assert {specialty.slug for specialty in specialties()} == set(EXPECTED)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Anesthesology", "anesthesiology", "a letter missing"),
        ("Orthopeadic Surgery", "orthopedic-surgery", "two letters swapped"),
        ("Nuerology", "neurology", "swapped at the start"),
        ("Rheumatollogy", "rheumatology", "a letter doubled"),
        ("Pain Managment", "pain-management", "a letter missing"),
        ("Psycology", "psychology", "not psychiatry"),
        ("Gastroenterolgy", "gastroenterology", "a long word"),
        ("Chirpractor", "chiropractic", "a letter missing"),
        ("Occuptional Medcine", "occupational-medicine", "a slip in each word"),
        ("Law", None, "no specialty"),
        ("Ph.D.", None, "a degree in anything"),
        ("California", None, "a state"),
    ],
)
def test_a_slip_of_the_pen(text, expected, reason):
    assert find_specialty(text) == expected, reason
