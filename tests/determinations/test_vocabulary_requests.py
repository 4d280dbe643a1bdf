"""What a request asks for: one row, one rule."""

import pytest

from determinations.vocabulary import categories, classify_request, treatment_types

NAMED_FIRST = [
    ("Acupuncture once a week for six weeks, mid back", "acupuncture", "the plain case"),
    ("Ibuprofen 400 mg #30 and tizanidine 2 mg #30", "nsaid", "a bundle takes the type of its first part"),
    ("Massage therapy / acupuncture, 4 visits each", "massage-therapy", "a slash separates parts too"),
    ("Rehab: pool therapy 1x8", "aquatic-therapy", "a general word gives way to a definite one after a colon"),
    ("DME: knee walker", "mobility-aid", "as does the equipment's general name"),
    ("Durable medical equipment, unspecified", "dme-other", "and it decides where nothing else is named"),
    ("Post-op medication: cephalexin 500 mg", "antibiotic", "the drug says more than 'medication'"),
    ("Prospective request for one electric hospital bed", "bed-or-mattress", "'request for' names nothing"),
]

MENTIONED = [
    ("Physical therapy after left hip replacement, 10 visits", "physical-therapy", "'after' only mentions"),
    ("Therapy twice weekly s/p rotator cuff repair", "physical-therapy", "even a weak word stands before 's/p'"),
    ("MRI of the pelvis to rule out labral tear", "mri", "a suspicion is not asked for"),
    ("Interpreter for psychotherapy appointments", "interpreter-services", "'for' gives the purpose"),
    ("Knee injection under ultrasound guidance", "joint-injection", "guidance is no ultrasound study"),
    ("Sling, to be used following shoulder arthroscopy", "brace-or-orthosis", "the device, not the operation"),
    ("Follow-up in 3 weeks for medication refills", "office-visit", "the visit, not what happens in it"),
]

HEADS = [
    ("Acupuncture consultation", "consultation", "the last noun of a phrase is what is asked for"),
    ("Lumbar fusion surgery second opinion", "consultation", "also after an operation"),
    ("Chiropractic appointments transportation", "transportation", "also after a therapy"),
    ("Rheumatology evaluation", "consultation", "a specialty's evaluation"),
    ("Physical therapy evaluation", "physical-therapy", "a therapist's evaluation is part of the therapy"),
    ("Evaluation for functional restoration program", "functional-restoration-program", "a program's as well"),
    ("Referral to occupational therapy 2x5", "occupational-therapy", "a referral for a therapy asks for it"),
    ("Referral to spine surgeon for microdiscectomy", "consultation", "one to a person is a consultation"),
    ("Nephrology", "consultation", "a specialty alone"),
    ("Neurology EMG lower limbs", "emg-ncv", "a specialty gives way to the test it does"),
    ("Follow-up x-rays of the elbow", "xray", "'follow-up' before a test only describes it"),
    ("Pain medicine follow-up", "office-visit", "after a specialty it is the visit"),
    ("Sodium valproate level", "laboratory-tests", "the level of a drug is a test"),
    ("Surgical clearance by cardiologist", "preoperative-clearance", "clearance before 'by'"),
    ("Psychological clearance for stimulator implant", "psychological-evaluation", "the mind's clearance"),
    ("Preop bloodwork and EKG", "laboratory-tests", "tests before surgery stay tests"),
    ("Orthopedic shoes", "brace-or-orthosis", "a longer name wins over 'orthopedic'"),
]

FORMS = [
    ("Diclofenac 50 mg tablets", "nsaid", "swallowed"),
    ("Diclofenac 1% gel, 3 tubes", "topical-analgesic", "rubbed in"),
    ("Diclofenac potassium liquid gel caps", "nsaid", "a gel cap is swallowed"),
    ("Baclofen cream", "topical-analgesic", "any class that pharmacies compound"),
    ("Tramadol 8% / gabapentin 10% / menthol 2%", "topical-analgesic", "only what is rubbed in comes in per cent"),
    ("Ketoprofen-lidocaine-capsaicin transdermal", "topical-analgesic", "the form stands after the last part"),
    ("Meloxicam 7.5 mg, lidocaine patches #30", "nsaid", "the form of another drug does not count"),
    ("Fentanyl 12 mcg patch", "opioid", "some drugs are patches by nature"),
    ("Testosterone gel 1%", "hormone", "or gels"),
    ("Ketorolac 30 mg IM x 1", "intramuscular-injection", "into the muscle"),
    ("Fremanezumab injection monthly", "triptan-or-migraine", "a drug that is always injected keeps its class"),
    ("Etanercept injections", "other-drug", "likewise"),
    ("Lidocaine infusion", "infusion", "the way it is given is the treatment"),
]

BY_BODY_PART = [
    ("Arthroscopy, left ankle", "foot-ankle-surgery", "an operation is told by its part"),
    ("Debridement and repair, right elbow", "elbow-surgery", "whatever it is called"),
    ("Removal of hardware, L4-S1", "spine-surgery", "levels are parts"),
    ("Exploration of old incision", "other-surgery", "or stays general"),
    ("Steroid injection right wrist", "joint-injection", "an injection likewise"),
    ("Cortisone shot L5-S1", "epidural-steroid-injection", "at the spine it is an epidural"),
    ("Injection, flexor tendon sheath, left ring finger", "tendon-or-bursa-injection", "the place says more"),
    ("Ketorolac injection, right knee", "intramuscular-injection", "a drug no joint is given decides"),
    ("Euflexxa injection series", "viscosupplementation", "a named injection stays what it is"),
    ("Open repair of an umbilical hernia", "hernia-surgery", "what is repaired may be named behind it"),
    ("Surgery for left inguinal hernia", "hernia-surgery", "also where the part of the body says nothing"),
    ("Partial replacement of the right knee", "knee-surgery", "also what is replaced"),
]

LOOKED_CLOSER = [
    ("Chiroprctic care", "chiropractic", "a letter left out"),
    ("Gabapetnin 600 mg", "anticonvulsant", "two swapped"),
    ("Omeprazzole", "proton-pump-inhibitor", "one doubled"),
    ("Naproxin 500mg", "nsaid", "one wrong"),
    ("Nexaprofen 200 mg", "nsaid", "an unlisted drug by its ending"),
    ("Cetoprazole 20 mg", "proton-pump-inhibitor", "another"),
    ("Vortexaline 10mg #30", "other-drug", "an unknown name with a strength is some drug"),
    ("CPT 73721", "mri", "a procedure code where no word says it"),
    ("L0637", "brace-or-orthosis", "a supply code"),
    ("Medication, not specified", "other-drug", "a weak word where nothing else is"),
]

SPELLINGS = [
    ("P.T. 2 x 4", "physical-therapy", "dots"),
    ("F/U with PTP", "office-visit", "slashed letters"),
    ("X–RAY of the foot", "xray", "a typographic dash"),
    ("Crutches", "mobility-aid", "plural in -es"),
    ("Epidurals x 2", "epidural-steroid-injection", "plural of a short form"),
    ("TYLENOL #4", "opioid", "a number that belongs to the name"),
    ("Ten sessions of yoga", "rehabilitation-other", "'ten' is not TENS"),
    ("Worker’s transport", "transportation", "a curly apostrophe"),
    ("Consultation for CRPS", "consultation", "CRPS is a syndrome, not several CRP tests"),
    ("Herniated disc, decompression", "spine-surgery", "and herniated is not hernia and TED hose"),
]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    NAMED_FIRST + MENTIONED + HEADS + FORMS + BY_BODY_PART + LOOKED_CLOSER + SPELLINGS,
)
def test_type_of_request(text, expected, reason):
    found = classify_request(text)
    assert found is not None, reason
    assert found.treatment_type == expected, reason


@pytest.mark.parametrize(
    "text",
    ["", "   ", "###", "the", "unspecified", "x 12", "Left, right; both", "2024", "CRPS", "Disc herniation L5-S1"],
)
def test_never_a_guess(text):
    assert classify_request(text) is None


def test_says_what_it_went_by():
    found = classify_request("Refill of Norco (10/325), #60")
    assert (found.term, found.words) == ("Hydrocodone/acetaminophen", "norco")
    assert found.category == "pharmaceuticals"


def test_words_are_the_requests_own():
    assert classify_request("Left shoulder: BONE-DENSITY scan").words == "bone density"


def test_answers_only_known_slugs():
    types = {entry.slug: entry.category for entry in treatment_types()}
    assert set(types.values()) == {entry.slug for entry in categories()}
    for text, expected, _ in NAMED_FIRST + HEADS + FORMS:
        assert classify_request(text).category == types[expected]
