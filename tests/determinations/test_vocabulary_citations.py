"""Which guideline a citation names: one row, one rule."""

from datetime import date

import pytest

from determinations.vocabulary import citations, find_guideline, guidelines
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import expand

EDITIONS = [
    ("MTUS Shoulder Complaints 2004", "acoem-shoulder-2004", "MTUS adopted the ACOEM chapter: one guideline"),
    ("ACOEM Chapter 9, Shoulder Complaints", "acoem-shoulder-2004", "chapter numbers are the second edition's"),
    ("ACOEM Guidelines, Chapter 13", "acoem-knee-2004", "a chapter number suffices"),
    ("ACOEM, 2nd Edition, Knee", "acoem-knee-2004", "the edition in words"),
    ("MTUS Knee Complaints", "acoem-knee-2004", "later editions say 'Disorders'"),
    ("MTUS ACOEM Knee Disorders", "acoem-knee", "no edition named: the topic"),
    ("MTUS 2019 Knee Disorders, Section(s): Braces", "acoem-knee-2019", "the year before the name"),
    ("MTUS ACOEM Knee Disorders (Dec 3, 2019), via MDGuidelines", "acoem-knee-2019", "the year in a date"),
    ("MTUS 2020 Knee Disorders", "acoem-knee-2019", "the year it took effect means the same edition"),
    ("MTUS ACOEM Elbow Disorders (revised 2007)", "acoem-elbow-2007", "a revision is an edition"),
    ("ACOEM, 3rd ed., Low Back Disorders (2011)", "acoem-low-back", "an edition MTUS never adopted"),
    ("MTUS ACOEM Low Back Disorders, 2016", "acoem-low-back-2016", "same topic, other edition"),
    ("MTUS 2018 Low Back Disorders", "acoem-low-back-2016", "a year in which it was in force"),
    ("MTUS 2023 Knee Disorders", "acoem-knee-2019", "years after it was adopted"),
    ("MTUS 2018 Shoulder", "acoem-shoulder-2016", "the edition before the amendment"),
    ("MTUS Anxiety Disorders 2021", "acoem-anxiety-disorders-2021", "mental health has three guidelines"),
    ("MTUS Stress-Related Conditions 2004", "acoem-stress-related-conditions-2004", "and had one chapter"),
    ("MTUS 2020 Antiemetics", "acoem-antiemetics-2020", "a short title"),
    ("MTUS General Approaches 2004", "acoem-general-approaches-2004", "four chapters under one heading"),
    ("MTUS General Approaches 2004, Section(s): Prevention", "acoem-prevention-2004", "one of the four"),
    ("MTUS General Approaches, ACOEM Chapter 5", "acoem-cornerstones-2004", "by its number"),
    ("ACOEM Chapter 3, Initial Approaches to Treatment", "acoem-initial-approaches-2004", "and alone"),
    ("ACOEM Chapter 7, page 127", "acoem-independent-medical-examinations-2004", "consultations"),
    ("CAMTUS ACOEM Ch. 8", "acoem-neck-and-upper-back-2004", "glued words, a short chapter"),
    ("MTUS Forewarm, Wrist & Hand Complaints", "acoem-forearm-wrist-and-hand-2004", "the list's own misprint"),
]

CHRONIC_PAIN = [
    ("Chronic Pain Medical Treatment Guidelines, Lidoderm", "mtus-chronic-pain-2009", "its title, without source"),
    ("MTUS Chronic Pain Treatment Guidelines NSAIDs", "mtus-chronic-pain-2009", "a section stays inside it"),
    ("MTUS Chronic Pain Treatment Guidelines (July 18, 2016)", "mtus-chronic-pain-2016", "the edition of 2016"),
    ("MTUS 2017 Chronic Pain, Section(s): Opioids", "acoem-chronic-pain-2017", "the first topic, not its section"),
    ("MTUS 2017 Opioids, Section(s): Chronic pain", "acoem-opioids-2017", "and the other way round"),
    ("MTUS Topical Analgesics", "mtus-chronic-pain-2009", "a section that only the guideline of 2009 has"),
    ("MTUS Chronic Pain", "mtus-chronic-pain", "no edition named"),
    ("MTUS Opioids Treatment Guidelines 2016", "mtus-opioids-2016", "the guideline between 2009 and 2017"),
    ("MTUS Chronic Pain Guidelines § 9792.24.1 Acupuncture", "mtus-acupuncture-2007", "the regulation decides"),
    ("MTUS Tramadol", "mtus-chronic-pain-2009", "a drug that has its section there"),
    ("MTUS TENS", "mtus-chronic-pain-2009", "a device that has one"),
    ("MTUS Medications for chronic pain", "mtus-chronic-pain-2009", "a section that contains the title"),
    ("MTUS Low Back Complaints, Massage", "acoem-low-back-2004", "a section never outweighs a title"),
    ("Acupuncture Medical Treatment Guidelines", "mtus-acupuncture-2007", "its title, without source"),
    ("MTUS Post-Surgical Treatment Guidelines, Knee", "mtus-postsurgical-2009", "not the knee guideline"),
]

ODG = [
    ("ODG, Neck & Upper Back, MRI", "odg-neck-and-upper-back", "chapter after the source"),
    ("Official Disability Guidelines (ODG) - Low Back - Lumbar & Thoracic", "odg-low-back", "its long name"),
    ("ODG 2021 (MCG), Shoulder: Surgery for rotator cuff repair", "odg-shoulder", "year and publisher passed over"),
    ("ODG, Medications for hip pain, Pain Chapter", "odg-pain", "what is called a chapter is the chapter"),
    ("Offical Disability Guidelines, Elbow", "odg-elbow", "a frequent misprint"),
    ("Official Disability Guidelines (ODG)", "odg", "no chapter named"),
    ("ODG, Thoracic Spine", "odg-low-back", "the chapter's full name is 'Lumbar & Thoracic'"),
    ("ODG Mental/Stress, Biofeedback", "odg-mental-illness-and-stress", "a short name"),
    ("ODG-TWC, Knee & Leg (Acute & Chronic) (updated 01/20/12)", "odg-knee-and-leg", "its bracketed tail"),
    ("ODG, Office visits", "odg", "a topic is no chapter"),
    ("Work Loss Data Institute, Pain (Chronic)", "odg-pain", "its publisher"),
    ("Non-MTUS Official Disability Guidelines, Hernia", "odg-hernia", "'non-MTUS' is not MTUS"),
]

OTHERS = [
    ("LC 4610.5(c)", "california-law", "the labor code by its short name"),
    ("APA clinical practice guideline for depression", "american-psychiatric-association", "a subject is no title"),
    ("ESC/ESH guidelines, 2018", "cardiology-societies", "European societies"),
    ("ACCF/SCCT appropriate use criteria", "cardiology-societies", "several societies by their letters"),
    ("FDA prescribing information for zolpidem", "fda", "a label"),
    ("CDC Guideline for Prescribing Opioids, 2022", "cdc-opioid-guideline", "not MTUS Opioids"),
    ("American College of Radiology, Low Back Pain", "acr-appropriateness-criteria", "not ACOEM, though it begins so"),
    ("Aetna Clinical Policy Bulletin 0743", "aetna", "an insurer"),
    ("Splints in the United States. Ann Intern Med 2004; 14: 5", "medical-literature", "a country is no insurer"),
    ("United Healthcare Medical Policy", "other-insurers", "an insurer is"),
    ("SAGES Guidelines for Reflux", "urology-and-other-societies", "a society's acronym"),
    ("ACC/SCAI/AHA 2017 Criteria", "cardiology-societies", "several societies"),
    ("2022 ACR Guideline for Osteoarthritis", "american-college-of-rheumatology", "the other ACR"),
    ("J Bone Joint Surg Am. 2010;92:1500", "medical-literature", "an article"),
    ("American Academy of Sleep Medicine, J Clin Sleep Med journal", "aasm", "a society before its journal"),
    ("8 CCR 9792.24.3", "mtus-postsurgical-2009", "the law's number of a guideline"),
    ("Colorado Chronic Pain Medical Treatment Guidelines", "other-states", "another state's of the same title"),
    ("Hand Ther. 2012 Mar;25(1):1-9", "medical-literature", "a journal in no list, by its shape"),
    ("Doe J, et al. Splints at night", "medical-literature", "authors"),
    ("Hand Therapy, 5th edition", "textbooks", "a book in no list"),
    ("Polish Society of Hand Surgery", "urology-and-other-societies", "a society in no list"),
    ("Society of Hand Therapy, FDA label", "fda", "which gives way to what is known"),
    ("www.mayoclinic.com/splints", "uptodate", "an address"),
    ("California Labor Code 4610.5", "california-law", "a law that is no guideline"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), EDITIONS + CHRONIC_PAIN + ODG + OTHERS)
def test_guideline_of_citation(text, expected, reason):
    assert find_guideline(text) == expected, reason


@pytest.mark.parametrize("text", ["", "no guideline cited", "Pain Chapter", "page 127", "Knee", "2004"])
def test_without_source_or_title_nothing_is_guessed(text):
    assert find_guideline(text) is None


def test_a_source_alone_is_its_general_entry():
    assert [find_guideline(text) for text in ("CA MTUS", "MTUS/ACOEM", "ACOEM, 2nd edition")] == [
        "mtus",
        "acoem",
        "acoem-2004",
    ]


@pytest.mark.parametrize(
    ("text", "decided", "expected", "reason"),
    [
        ("MTUS Chronic Pain", date(2015, 1, 1), "mtus-chronic-pain-2009", "in force since 2009"),
        ("MTUS Chronic Pain", date(2017, 1, 1), "mtus-chronic-pain-2016", "its short-lived successor"),
        ("MTUS Chronic Pain", date(2017, 12, 1), "acoem-chronic-pain-2017", "the day it changed"),
        ("MTUS Opioids", date(2014, 1, 1), "mtus-chronic-pain-2009", "a section before it was a guideline"),
        ("MTUS Opioids", date(2019, 1, 1), "acoem-opioids-2017", "its own guideline"),
        ("MTUS ACOEM Low Back", date(2016, 1, 1), "acoem-low-back-2004", "the incorporated chapter"),
        ("MTUS ACOEM Low Back", date(2018, 1, 1), "acoem-low-back-2016", "the first newer one"),
        ("MTUS Knee 2004", date(2019, 1, 1), "acoem-knee-2004", "a year that is written counts"),
        ("MTUS Hip and Groin", date(2014, 1, 1), "acoem-hip-and-groin", "none was in force"),
        ("ACOEM Low Back", date(2018, 1, 1), "acoem-low-back", "the MTUS is not named"),
        ("ODG Low Back", date(2018, 1, 1), "odg-low-back", "other sources have no editions"),
    ],
)
def test_the_day_of_the_decision_settles_an_edition(text, decided, expected, reason):
    assert find_guideline(text, decided) == expected, reason


def test_editions_share_their_topic():
    topics = {entry.slug: entry.topic for entry in guidelines()}
    assert topics["acoem-neck-and-upper-back-2004"] == topics["acoem-cervical-and-thoracic-spine-2018"]
    assert topics["acoem-stress-related-conditions-2004"] == topics["acoem-ptsd-2018"]
    assert topics["odg-low-back"] != topics["acoem-low-back"]


def _names():
    """(citation, slug) for every entry of the file: each edition by year, each chapter and other by each name."""
    content = read_file("guidelines")
    for topic in content["topic"]:
        name = next((name for name in [*topic["titles"], *topic["aliases"]]), None)
        for edition in topic.get("edition", ()) if name else ():
            for year in edition["years"]:
                yield f"MTUS ACOEM {expand(name)[0]} {year}", edition["slug"]
    for entry in content["odg"]:
        yield from ((f"ODG, {phrase}", entry["slug"]) for name in entry["aliases"] for phrase in expand(name))
    for entry in content["other"]:
        names = entry["aliases"] + entry.get("faint_aliases", [])
        yield from ((phrase, entry["slug"]) for name in names for phrase in expand(name))


def test_every_entry_is_reached_by_its_own_names():
    missed = [(text, slug, find_guideline(text)) for text, slug in _names() if find_guideline(text) != slug]
    assert missed == []


@pytest.mark.parametrize("slug", [topic["slug"] for topic in read_file("guidelines")["topic"]])
def test_no_name_leads_to_another_topic(slug):
    topic = next(topic for topic in read_file("guidelines")["topic"] if topic["slug"] == slug)
    entries = {topic["generic"]["slug"], *(edition["slug"] for edition in topic.get("edition", ()))}
    names = [f"ACOEM {phrase}" for name in topic["titles"] + topic["aliases"] for phrase in expand(name)]
    assert {find_guideline(name) for name in names} <= entries


def test_every_wording_leads_to_its_guideline():
    listed = read_file("guidelines")["wordings"]
    assert all(find_guideline(phrase) == slug for slug, phrases in listed.items() for phrase in phrases)


@pytest.fixture
def pasted(monkeypatch):
    """As if words stood in [wordings] of guidelines.toml."""
    listed = {**citations.read_file("guidelines"), "wordings": {"odg-pain": ["zorbalian rule"], "mtus": ["zorbalian"]}}
    monkeypatch.setattr(citations, "read_file", lambda name: listed)
    caches = (citations._wording_matcher, citations._find)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize(
    ("text", "slug", "because"),
    [
        ("Zorbalian Rules, 2012", "odg-pain", "the longest wording, in the plural too"),
        ("The Zorbalian handbook", "mtus", "another"),
        ("ACOEM, zorbalian rules", "acoem", "what is known decides"),
        ("Zorbalian et al. 2010;35(3):100", "medical-literature", "so does the shape of a reference"),
        ("Something else", None, "nothing"),
    ],
)
def test_wordings_name_a_guideline_where_nothing_else_does(pasted, text, slug, because):
    assert find_guideline(text) == slug, because
