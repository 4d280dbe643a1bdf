"""Guideline fields → citations."""

import pytest

from ingest.letters.citations import LIMIT, read_citations
from ingest.letters.lines import Source


def cited(text):
    found, warnings = read_citations(Source(text), 0, len(text))
    for citation in found:
        assert " ".join(text[slice(*citation.span)].split()) == citation.text
    return [(c.source, c.within_mtus, c.text, list(c.pages)) for c in found], [w.code for w in warnings]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Decision based on MTUS 2018 Eye.", [("MTUS", True, "MTUS 2018 Eye", [])], "the simplest"),
        ("Decision based on MTUS.", [("MTUS", True, "MTUS", [])], "the schedule alone, as written"),
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
            "Decision based on MTUS ACOEM Chapter 14 Ankle and Foot Complaints Page(s): 3, 8-9, Table 14-2.",
            [("ACOEM", True, "MTUS ACOEM Chapter 14 Ankle and Foot Complaints", ["3", "8-9"])],
            "a table behind the pages",
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines Insomnia Page(s): 41-47; 52; 119.",
            [("MTUS", True, "MTUS Chronic Pain Treatment Guidelines Insomnia", ["41-47", "52", "119"])],
            "pages by semicolons",
        ),
        (
            "Decision based on MTUS Knee Complaints 2004, Section(s): Follow-up, Surgery.",
            [("MTUS", True, "MTUS Knee Complaints 2004, Section(s): Follow-up, Surgery", [])],
            "sections stay together",
        ),
        (
            "Decision based on MTUS ACOEM Chapter 9 Shoulder Complaints Page(s): 7; Chapter 12 Low Back Page(s): 3.",
            [
                ("ACOEM", True, "MTUS ACOEM Chapter 9 Shoulder Complaints", ["7"]),
                ("ACOEM", True, "Chapter 12 Low Back", ["3"]),
            ],
            "chapters with pages of their own; the source carries over",
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids page 78, Weaning pages 98–99 of 127.",
            [
                ("MTUS", True, "MTUS Chronic Pain Treatment Guidelines Opioids", ["78"]),
                ("MTUS", True, "Weaning", ["98-99"]),
            ],
            "a section with its own pages; a dash; the page count is no page",
        ),
        (
            "Decision based on Non-MTUS Citation ACOEM CHAPTER 5, SECOND EDITION, PAGE 83, WORK.",
            [("ACOEM", False, "ACOEM CHAPTER 5, SECOND EDITION, PAGE 83, WORK", ["83"])],
            "a page reference in the middle stays in the text",
        ),
        (
            "Decision based on MTUS 2020 Opioids, MTUS 2018 Elbow.",
            [("MTUS", True, "MTUS 2020 Opioids", []), ("MTUS", True, "MTUS 2018 Elbow", [])],
            "a comma before a guideline's name",
        ),
        (
            "Decision based on Non-MTUS Citation ODG, Neck, Traction; Knee & Leg, Traction.",
            [("ODG", False, "ODG, Neck, Traction; Knee & Leg, Traction", [])],
            "a semicolon between sections of one guideline",
        ),
        (
            "Decision based on MTUS Elbow Disorders 2018; and Non-MTUS Citation ODG, Elbow, Splinting (padding).",
            [
                ("MTUS", True, "MTUS Elbow Disorders 2018", []),
                ("ODG", False, "ODG, Elbow, Splinting (padding)", []),
            ],
            "both kinds in one sentence",
        ),
        (
            "Decision based on MTUS ACOEM Low Back (2019), and ODG 2021 (MCG) Knee, Bracing.",
            [("ACOEM", True, "MTUS ACOEM Low Back (2019)", []), ("ODG", False, "ODG 2021 (MCG) Knee, Bracing", [])],
            "ODG is never within the MTUS",
        ),
        (
            "The Expert Reviewer did not base their decision on the MTUS. Decision based on Non-MTUS Citation "
            "FDA label; American College of Cardiology Statement: Syncope.",
            [
                ("Other", False, "FDA label", []),
                ("Other", False, "American College of Cardiology Statement: Syncope", []),
            ],
            "publishers",
        ),
        (
            "Decision based on Non-MTUS Citation ODG, Elbow (Bursitis; ODG index), Casts.",
            [("ODG", False, "ODG, Elbow (Bursitis; ODG index), Casts", [])],
            "no border inside parentheses",
        ),
        (
            "The Administrator based its decision on the ACOEM Guidelines, Chapter 13, page 331, "
            "which is part of the MTUS.",
            [("ACOEM", True, "ACOEM Guidelines, Chapter 13", ["331"])],
            "declared by a clause at the end",
        ),
        (
            "Decision based on MTUS Chronic Pain Guidelines 9792.24.1, Acupuncture Treatment Guidelines p. 8.",
            [
                (
                    "MTUS",
                    True,
                    "MTUS Chronic Pain Guidelines 9792.24.1, Acupuncture Treatment Guidelines",
                    ["8"],
                )
            ],
            "a regulation's number and its title are one name",
        ),
        (
            "Decision based on Non-MTUS Citation U.S. Food and Drug Administration, label of Lyrica.",
            [("Other", False, "U.S. Food and Drug Administration, label of Lyrica", [])],
            "an abbreviation ends no sentence",
        ),
        (
            "Decision based on Non-MTUS Citation ACOEM Coronavirus (2022); British Thoracic Society Guidance.",
            [
                ("ACOEM", False, "ACOEM Coronavirus (2022)", []),
                ("Other", False, "British Thoracic Society Guidance", []),
            ],
            "a society that is in no list",
        ),
        (
            "Decision based on MTUS Chronic Pain Treatment Guidelines pages 1-3, 5 and 7",
            [("MTUS", True, "MTUS Chronic Pain Treatment Guidelines", ["1-3", "5", "7"])],
            "pages joined by and, no final point",
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
            "The reviewer found that no section of the MTUS was applicable. Per the Strength of Evidence hierarchy "
            "established by the Division of Workers' Compensation, the reviewer based their decision on the ODG, Pain.",
            [("ODG", False, "ODG, Pain", [])],
            "why the MTUS was not used is no citation",
        ),
    ],
)
def test_citations(text, expected, reason):
    assert cited(text) == (expected, []), reason


@pytest.mark.parametrize(
    "text",
    [
        "", "None cited.", "No citation.", "Not applicable.", "N/A", "None.", "No guidelines were cited.",
        "No other guideline was cited.",
        "Not given in the letter of denial.", "No MTUS citation.", "None cited; the file was not sent.",
        "The Claims Administrator did not cite any medical evidence for its decision.",
        "The Expert Reviewer did not base their decision on the MTUS.",
    ],
)  # fmt: skip
def test_nothing_is_cited(text):
    assert cited(text) == ([], [])


def test_what_names_no_guideline_is_a_warning():
    assert cited("See the letter of last year.") == ([], ["unread_citation"])


def test_a_field_without_end_is_read_to_a_limit():
    assert "unread_citation" in cited("Decision based on MTUS Opioids, " + "x" * LIMIT)[1]
