"""Guidelines cited in sentences, as the `maximus`, `notice` and `professional` layouts do → citations."""

import pytest

from tests.letters.test_citations import cited

MAXIMUS = [
    (
        "The Administrator based its decision on the ACOEM Guidelines, Chapter 13, page 331, "
        "which is part of the MTUS.",
        [("ACOEM", True, "ACOEM Guidelines, Chapter 13", ["331"])],
        "declared by a clause at the end",
    ),
    (
        "The Claims Administrator based its decision on the American College of Occupational and Environmental "
        "Medicine (ACOEM), 2nd Edition, (2004), Chapter 14, page 370, which is part of the MTUS.",
        [
            (
                "ACOEM",
                True,
                "American College of Occupational and Environmental Medicine (ACOEM), 2nd Edition, (2004), Chapter 14",
                ["370"],
            )
        ],
        "the name in full",
    ),
    (
        "The Physician Reviewer based his/her decision on the MTUS Chronic Pain Medical Treatment Guidelines, section "
        "on Yoga, page 126, which is part of the MTUS, and on the ODG, Pain, Yoga, which is not part of the MTUS.",
        [
            ("MTUS", True, "MTUS Chronic Pain Medical Treatment Guidelines, section on Yoga", ["126"]),
            ("ODG", False, "ODG, Pain, Yoga", []),
        ],
        "each with its declaration",
    ),
    (
        "The Claims Administrator based its decision on the ACOEM Guidelines, Chapter 16, page 430, and the Chronic "
        "Pain Medical Treatment Guidelines, page 9, which are part of the MTUS.",
        [
            ("ACOEM", True, "ACOEM Guidelines, Chapter 16", ["430"]),
            ("MTUS", True, "Chronic Pain Medical Treatment Guidelines", ["9"]),
        ],
        "one declaration for both",
    ),
    (
        "The Physician Reviewer based his/her decision on ACOEM, Chapter 4, page 65, and the ODG, Burns, which are not "
        "part of the MTUS.",
        [("ACOEM", False, "ACOEM, Chapter 4", ["65"]), ("ODG", False, "ODG, Burns", [])],
        "one denial for both",
    ),
    (
        "The reviewer found that no section of the MTUS was applicable. Per the Strength of Evidence hierarchy "
        "established by the Division of Workers' Compensation, the reviewer based their decision on the ODG, Pain.",
        [("ODG", False, "ODG, Pain", [])],
        "why the MTUS was not used is no citation",
    ),
    (
        "its decision on the ODG, Hernia, Mesh, which is not part of the MTUS.",
        [("ODG", False, "ODG, Hernia, Mesh", [])],
        "a passage that begins in mid-sentence",
    ),
    (
        "The Claims Administrator based its decision on the ODG, Eye, a medical treatment guideline (MTG), which is "
        "not part of the California Medical Treatment Utilization Schedule (MTUS).",
        [("ODG", False, "ODG, Eye", [])],
        "the schedule in full",
    ),
    (
        "The Claims Administrator based its decision on the Non-MTUS ACOEM Guidelines, 3rd Edition, Eye. The Claims "
        "Administrator also based its decision on MTUS Definitions.",
        [("ACOEM", False, "ACOEM Guidelines, 3rd Edition, Eye", []), ("MTUS", True, "MTUS Definitions", [])],
        "'Non-MTUS' without the word citation, and 'also'",
    ),
    (
        "The Claims Administrator based its decision on pages 8-9 of the Chronic Pain Medical Treatment Guidelines, "
        "which are part of the MTUS.",
        [("MTUS", True, "Chronic Pain Medical Treatment Guidelines", ["8-9"])],
        "pages before the name",
    ),
    (
        "The provider did not dispute the guidelines used by the Claims Administrator. The Physician Reviewer found "
        "the "
        "Chronic Pain Medical Treatment Guidelines, Exercise, page 46, relevant and appropriate.",
        [("MTUS", True, "Chronic Pain Medical Treatment Guidelines, Exercise", ["46"])],
        "'found ... relevant'",
    ),
]

DECLARED = [
    (
        "The reviewer relied on the ODG, Burns, Masks; and the ACOEM Guidelines, Chapter 16, page 420, of which only "
        "the latter is part of the MTUS.",
        [("ODG", False, "ODG, Burns, Masks", []), ("ACOEM", True, "ACOEM Guidelines, Chapter 16", ["420"])],
        "only the latter",
    ),
    (
        "The reviewer relied on the Chronic Pain Medical Treatment Guidelines, Yoga, page 126, and ACOEM, Chapter 6, "
        "page 108, only the former of which is in the MTUS.",
        [
            ("MTUS", True, "Chronic Pain Medical Treatment Guidelines, Yoga", ["126"]),
            ("ACOEM", False, "ACOEM, Chapter 6", ["108"]),
        ],
        "only the former",
    ),
    (
        "The reviewer relied on the ACOEM Guidelines, Chapter 9, page 203, part of the MTUS; ODG, Shoulder, Slings, "
        "outside the MTUS.",
        [("ACOEM", True, "ACOEM Guidelines, Chapter 9", ["203"]), ("ODG", False, "ODG, Shoulder, Slings", [])],
        "outside",
    ),
    (
        "The reviewer relied on ACOEM Guidelines, Knee (2011), not adopted into the MTUS.",
        [("ACOEM", False, "ACOEM Guidelines, Knee (2011)", [])],
        "not adopted",
    ),
    (
        "The reviewer relied on the Chronic Pain Medical Treatment Guidelines, Opioids, page 78, & Weaning, page 124, "
        "both part of the MTUS, as well as the ODG, Pain, Weaning, which is not part of the MTUS.",
        [
            ("MTUS", True, "Chronic Pain Medical Treatment Guidelines, Opioids", ["78"]),
            ("MTUS", True, "Weaning", ["124"]),
            ("ODG", False, "ODG, Pain, Weaning", []),
        ],
        "an ampersand before a section, 'as well as' after a declaration",
    ),
    (
        "The reviewer found no MTUS section that applies, and relied on the ODG, Eye, Lenses.",
        [("ODG", False, "ODG, Eye, Lenses", [])],
        "what was not found, then what was used",
    ),
    (
        "The reviewer relied on the Eye Chapter (ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 16), page 420.",
        [("ACOEM", True, "Eye Chapter (ACOEM Practice Guidelines, 2nd Edition (2004), Chapter 16)", ["420"])],
        "brackets inside brackets",
    ),
]

NOTICE = [
    (
        "The Expert Reviewer relied on the ODG, Knee & Leg, Bracing (post-op); Unloader braces, a nationally "
        "recognized "
        "guideline, which is not part of the MTUS.",
        [("ODG", False, "ODG, Knee & Leg, Bracing (post-op); Unloader braces", [])],
        "a clause of praise before the declaration",
    ),
    (
        "The Claims Administrator based its decision on the ACOEM Guidelines, Chapter 15, page 401, part of the MTUS.",
        [("ACOEM", True, "ACOEM Guidelines, Chapter 15", ["401"])],
        "a declaration without 'which is'",
    ),
    (
        "The Expert Reviewer relied on ACOEM, Chapter 7, pages 127-128.",
        [("ACOEM", False, "ACOEM, Chapter 7", ["127-128"])],
        "chapter 7 was never incorporated",
    ),
    (
        "The Expert Reviewer relied on ACOEM, Chapter 9, page 203.",
        [("ACOEM", True, "ACOEM, Chapter 9", ["203"])],
        "chapter 9 was, though nothing is declared",
    ),
    (
        "The Expert Reviewer relied on Roe's Hand Therapy, 4th ed., 2011, pages 50-52, a textbook, not part of the "
        "MTUS.",
        [("Other", False, "Roe's Hand Therapy, 4th ed., 2011", ["50-52"])],
        "a textbook",
    ),
    (
        "The Expert Reviewer relied on the ODG, Eye, Patching. It is not part of the MTUS.",
        [("ODG", False, "ODG, Eye, Patching", [])],
        "declared in a sentence of its own",
    ),
]

PROFESSIONAL = [
    (
        "ODG, Burns, Garments. The MTUS does not discuss this device.",
        [("ODG", False, "ODG, Burns, Garments", [])],
        "what a guideline does not discuss is not cited",
    ),
    (
        "ODG, Burns, Garments, was cited in the utilization review decision.",
        [("ODG", False, "ODG, Burns, Garments", [])],
        "the verb is no part of the name",
    ),
    (
        "Acupuncture Medical Treatment Guidelines, pages 8-9; this guideline is part of the MTUS and deals with "
        "needles.",
        [("MTUS", True, "Acupuncture Medical Treatment Guidelines", ["8-9"])],
        "a declaring sentence with a remark",
    ),
    (
        "As the MTUS does not address this, the ODG, Hernia, Watchful waiting, was used.",
        [("ODG", False, "ODG, Hernia, Watchful waiting", [])],
        "reason and citation in one sentence",
    ),
    (
        "MTUS is silent on this topic; therefore, the ODG, Pain, Ginger, was consulted instead.",
        [("ODG", False, "ODG, Pain, Ginger", [])],
        "'silent'",
    ),
    (
        "Neither the MTUS nor ACOEM addresses ramps. The reviewer based the opinion on Medicare, Durable equipment.",
        [("Other", False, "Medicare, Durable equipment", [])],
        "'neither'",
    ),
    (
        "MTUS Acupuncture Medical Treatment Guidelines states that needles are an option.",
        [("MTUS", True, "MTUS Acupuncture Medical Treatment Guidelines", [])],
        "what it states is no part of its name",
    ),
    (
        "There is no section of the MTUS that applies. ODG, Elbow, Casting, was therefore consulted.",
        [("ODG", False, "ODG, Elbow, Casting", [])],
        "'there is no section'",
    ),
    (
        "The utilization review decision cited the ODG, Knee, Ice. No part of the MTUS applies.",
        [("ODG", False, "ODG, Knee, Ice", [])],
        "the other side as subject",
    ),
    (
        "ACOEM Guidelines, Chapter 10, page 44, covers this request. The section is part of the MTUS.",
        [("ACOEM", True, "ACOEM Guidelines, Chapter 10", ["44"])],
        "two sentences about one guideline",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), MAXIMUS + DECLARED + NOTICE + PROFESSIONAL)
def test_citations_in_sentences(text, expected, reason):
    assert cited(text) == (expected, []), reason
