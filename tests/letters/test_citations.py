"""Guideline fields of the `final` layout → citations: how many, from which source, with which words."""

from datetime import date

import pytest

from ingest.letters.citations.reading import LIMIT, read_citations
from ingest.letters.text.lines import Source


def cited(text):
    found, warnings = read_citations(Source(text), 0, len(text))
    for citation in found:
        assert " ".join(text[slice(*citation.span)].split()) == citation.text
    return [(c.source, c.within_mtus, c.text, list(c.pages)) for c in found], [w.code for w in warnings]


FINAL = [
    ("Decision based on MTUS 2018 Eye.", [("MTUS", True, "MTUS 2018 Eye", [])], "the simplest"),
    ("Decision based on MTUS.", [("MTUS", True, "MTUS", [])], "the schedule alone, as written"),
    (
        "Decision based on MTUS. Decision based on Non-MTUS Citation ODG.",
        [("MTUS", True, "MTUS", []), ("ODG", False, "ODG", [])],
        "two sentences",
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Hernia, Imaging; www.example.org/hernia; NYS Guidelines.",
        [
            ("ODG", False, "ODG, Hernia, Imaging", []),
            ("Other", False, "www.example.org/hernia", []),
            ("Other", False, "NYS Guidelines", []),
        ],
        "an address, and another state",
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Pulmonary; and 2015 ATS Guidelines on Spirometry.",
        [("ODG", False, "ODG, Pulmonary", []), ("Other", False, "2015 ATS Guidelines on Spirometry", [])],
        "a guideline that begins with its year",
    ),
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Follow-up, Surgery.",
        [("MTUS", True, "MTUS Knee Complaints 2004, Section(s): Follow-up, Surgery", [])],
        "sections stay together",
    ),
    (
        "Decision based on MTUS 2020 Opioids, MTUS 2018 Elbow.",
        [("MTUS", True, "MTUS 2020 Opioids", []), ("MTUS", True, "MTUS 2018 Elbow", [])],
        "a comma before a guideline's name",
    ),
    (
        "Decision based on MTUS Elbow Disorders 2018; and Non-MTUS Citation ODG, Elbow, Splinting (padding).",
        [("MTUS", True, "MTUS Elbow Disorders 2018", []), ("ODG", False, "ODG, Elbow, Splinting (padding)", [])],
        "both kinds in one sentence",
    ),
    (
        "Decision based on MTUS ACOEM Low Back (2019), and ODG 2021 (MCG) Knee, Bracing.",
        [("ACOEM", True, "MTUS ACOEM Low Back (2019)", []), ("ODG", False, "ODG 2021 (MCG) Knee, Bracing", [])],
        "ODG is not within the MTUS",
    ),
    (
        "The Expert Reviewer did not base their decision on the MTUS. Decision based on Non-MTUS Citation "
        "FDA label; American College of Cardiology Statement: Syncope.",
        [("Other", False, "FDA label", []), ("Other", False, "American College of Cardiology Statement: Syncope", [])],
        "publishers",
    ),
    (
        "Decision based on MTUS Chronic Pain Guidelines 9792.24.1, Acupuncture Treatment Guidelines p. 8.",
        [("MTUS", True, "MTUS Chronic Pain Guidelines 9792.24.1, Acupuncture Treatment Guidelines", ["8"])],
        "a regulation's number and its title are one name",
    ),
    (
        "Decision based on Non-MTUS Citation ACOEM Coronavirus (2022); British Thoracic Society Guidance.",
        [("ACOEM", False, "ACOEM Coronavirus (2022)", []), ("Other", False, "British Thoracic Society Guidance", [])],
        "a society that is in no list",
    ),
    (
        "Decision based on MTUS Shoulder Complaints 2004, and Postsurgical 2009, Section(s): Shoulder.",
        [
            ("MTUS", True, "MTUS Shoulder Complaints 2004", []),
            ("MTUS", True, "Postsurgical 2009, Section(s): Shoulder", []),
        ],
        "a second title of the MTUS",
    ),
    (
        "Decision based on MTUS Eye 2004, Section(s): Burns, and Postsurgical Rehabilitation 2009.",
        [
            ("MTUS", True, "MTUS Eye 2004, Section(s): Burns", []),
            ("MTUS", True, "Postsurgical Rehabilitation 2009", []),
        ],
        "the same under another name",
    ),
    (
        "Decision based on MTUS Chronic Pain Medical Treatment Guidelines, Opioids, 2009.",
        [("MTUS", True, "MTUS Chronic Pain Medical Treatment Guidelines, Opioids, 2009", [])],
        "in 2009 opioids were a section",
    ),
    (
        "Decision based on MTUS Opioids 2017, Chronic Pain 2017.",
        [("MTUS", True, "MTUS Opioids 2017", []), ("MTUS", True, "Chronic Pain 2017", [])],
        "in 2017 they were a guideline",
    ),
    (
        "Decision based on Non- MTUS Citation: ODG, Burns Decision based on MTUS 2018 Eye",
        [("ODG", False, "ODG, Burns", []), ("MTUS", True, "MTUS 2018 Eye", [])],
        "no point between, odd spacing",
    ),
    (
        "Decision based on Non-MTUS Citation 1) ODG, Burns, Grafting 2) Aetna Policy 0244.",
        [("ODG", False, "ODG, Burns, Grafting", []), ("Other", False, "Aetna Policy 0244", [])],
        "numbered",
    ),
    (
        "Other Medical Treatment Guideline or Medical Evidence: Cochrane Review of splints; ODG, Hand.",
        [("Other", False, "Cochrane Review of splints", []), ("ODG", False, "ODG, Hand", [])],
        "the form's own label",
    ),
    (
        "The MTUS Guidelines do not specifically address scooters. Per the strength of evidence hierarchy established "
        "by the California Department of Industrial Relations, Division of Workers' Compensation, the ODG Knee "
        "guideline"
        " was used.",
        [("ODG", False, "ODG Knee guideline", [])],
        "why another was used",
    ),
    (
        "The CA MTUS and ODG do not address this. Alternative guidelines were used: American Burn Association.",
        [("Other", False, "American Burn Association", [])],
        "alternatives",
    ),
    ("No MTUS guideline was cited. ODG, Head, Tinnitus.", [("ODG", False, "ODG, Head, Tinnitus", [])], "one and none"),
]

NAMES_WITH_MARKS = [
    (
        "Decision based on Non-MTUS Citation ODG, Neck, Traction; Knee & Leg, Traction.",
        [("ODG", False, "ODG, Neck, Traction; Knee & Leg, Traction", [])],
        "a semicolon between sections of one guideline",
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Elbow (Bursitis; ODG index), Casts.",
        [("ODG", False, "ODG, Elbow (Bursitis; ODG index), Casts", [])],
        "no border inside parentheses",
    ),
    (
        "Decision based on Non-MTUS Citation U.S. Food and Drug Administration, label of Lyrica.",
        [("Other", False, "U.S. Food and Drug Administration, label of Lyrica", [])],
        "an abbreviation ends no sentence",
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Low Back - Lumbar & Thoracic (Acute & Chronic), Corsets.",
        [("ODG", False, "ODG, Low Back - Lumbar & Thoracic (Acute & Chronic), Corsets", [])],
        "dash and ampersands",
    ),
    (
        "Decision based on Non-MTUS Citation American Heart Association and American Stroke Association Guidelines.",
        [("Other", False, "American Heart Association and American Stroke Association Guidelines", [])],
        "two societies, one guideline",
    ),
    (
        "Decision based on Non-MTUS Citation American Burn Association: Grafts, Burns Trauma 2016;4:20-31.",
        [("Other", False, "American Burn Association: Grafts, Burns Trauma 2016;4:20-31", [])],
        "the semicolon of a journal reference",
    ),
    (
        "Decision based on Non-MTUS Citation Doe J, et al. Splints. Hand Surg. 2011 May;16(2):40-9; and ODG, Hand.",
        [
            ("Other", False, "Doe J, et al. Splints. Hand Surg. 2011 May;16(2):40-9", []),
            ("ODG", False, "ODG, Hand", []),
        ],
        "an article, then a guideline",
    ),
    (
        "Decision based on Non-MTUS Citation ODG, Hand; and Hand Ther. 2012;25:1-9.",
        [("ODG", False, "ODG, Hand", []), ("Other", False, "Hand Ther. 2012;25:1-9", [])],
        "an article of a journal in no list",
    ),
    (
        "Decision based on MTUS Elbow Complaints 2007 Page(s): 25. Not addressed by the ODG.",
        [("MTUS", True, "MTUS Elbow Complaints 2007", ["25"])],
        "a remark without a verb",
    ),
    (
        "Non-MTUS Citation(s): ODG, Hand, Splints.",
        [("ODG", False, "ODG, Hand, Splints", [])],
        "a label with a plural in brackets",
    ),
    (
        "Decision based on MTUS Hand, Wrist, and Forearm Disorders 2019, Section(s): Tendinosis (and related).",
        [("MTUS", True, "MTUS Hand, Wrist, and Forearm Disorders 2019, Section(s): Tendinosis (and related)", [])],
        "a title with commas and an 'and'",
    ),
    (
        "The Claims Administrator based its decision on CA MTUS, ACOEM Chapter 15, and ODG Stress.",
        [("ACOEM", True, "CA MTUS, ACOEM Chapter 15", []), ("ODG", False, "ODG Stress", [])],
        "the schedule and what it adopted are one name",
    ),
    (
        "ACOEM Guidelines, 3rd Edition, Hip and Groin Disorders (2011), Osteonecrosis.",
        [("ACOEM", False, "ACOEM Guidelines, 3rd Edition, Hip and Groin Disorders (2011), Osteonecrosis", [])],
        "edition, title and year are one name",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FINAL + NAMES_WITH_MARKS)
def test_citations(text, expected, reason):
    assert cited(text) == (expected, []), reason


@pytest.mark.parametrize(
    "text",
    [
        "", "None cited.", "No citation.", "Not applicable.", "N/A", "None.", "No guidelines were cited.",
        "No other guideline was cited.", "Not given in the letter of denial.", "No MTUS citation.",
        "None cited; the file was not sent.",
        "The Claims Administrator did not cite any medical evidence for its decision.",
        "The Claims Administrator did not cite any evidence based criteria for its decision.",
        "The Claims Administrator did not address this request separately.",
        "The Expert Reviewer did not base their decision on the MTUS.",
        "Claims Administrator cited no guidelines.", "The Claims Administrator failed to cite a guideline.",
        "No guideline was cited by the claims administrator.",
        "The utilization review determination did not include a guideline citation.",
        "The provider did not dispute the guidelines used by the Claims Administrator.",
        "The Expert Reviewer found the guidelines used by the Claims Administrator relevant and appropriate.",
        "There are no applicable sections of the MTUS.",
    ],
)  # fmt: skip
def test_nothing_is_cited(text):
    assert cited(text) == ([], [])


def test_what_names_no_guideline_is_a_warning():
    assert cited("See the letter of last year.") == ([], ["unread_citation"])


def test_a_field_without_end_is_read_to_a_limit():
    assert "unread_citation" in cited("Decision based on MTUS Opioids, " + "x" * LIMIT)[1]


def test_the_day_of_the_decision_settles_an_edition():
    text = "Decision based on MTUS Opioids."
    (early,), _ = read_citations(Source(text), 0, len(text), decided=date(2016, 9, 1))
    (late,), _ = read_citations(Source(text), 0, len(text), decided=date(2018, 9, 1))
    assert (early.guideline, late.guideline) == ("mtus-opioids-2016", "acoem-opioids-2017")
