"""Where another work begins behind a mark that may also join two sections of one guideline."""

import pytest

from tests.letters.test_citations import cited

PREFIX = "Decision based on Non-MTUS Citation "
TWO = [
    ("ODG, Eye, Patching", "; ", "Doe & Roe Surgery of the Eye, 4th ed., Chapter 9", "a book, by its edition"),
    ("ODG, Eye, Patching", "; ", "Doe's Manual of Refraction, Ch. 12", "a book, by its chapter: ODG numbers none"),
    ("ODG, Hernia, Mesh", "; ", "SAGES Guidelines for Ventral Hernia", "a society's acronym and its document"),
    ("ODG, Low Back, Ablation", "; ", "ISASS Policy Statement 2022: Basivertebral Nerves", "another kind of document"),
    ("ODG, Pulmonary, Inhalers", "; ", "GINA Report: Asthma Strategy (2015)", "a report"),
    ("ODG, Pulmonary, Inhalers", ", ", "SAGES Guidelines for Lungs", "the same after a comma"),
    ("ODG, Low Back, MRIs", "; and the ", "First Report of the Imaging Task Force (2010)", "a report of a body"),
    ("ODG, Head, Botulinum toxin", "; ", "A systematic review of injections (Headache 2014;54:211)", "a kind of study"),
    ("ODG, Head, Tinnitus", "; ", "Roe J, et al. Masking. Otol Neurol 2009;30(1):10-18", "an article's authors"),
    ("ODG, Pain, Sleep", "; ", "Sleep Med Rev 2010;14:1-9", "year, volume and page"),
    ("ODG, Back, Impairment", "; ", "AMA Guides to the Evaluation of Permanent Impairment, 6th Edition", "the Guides"),
    ("ODG, Ankle, Orthoses", ", and on ", "Doe's Surgery of the Foot, 8th edition", "joined by 'and on'"),
    ("ODG, Ankle, Orthoses", ", and ", "Doe's Surgery of the Foot, 8th edition", "joined by 'and': an author"),
    ("ODG, Eye, Drops", "; ", "Cyclosporine prescribing information", "what comes with a drug"),
    ("2020 ABC Guideline for Bones", "; ", "Calcitonin prescribing information", "behind another work"),
]
ONE = [
    ("ODG, Pain, Vitamin K; Multivitamins; Medical food", "sections"),
    ("ODG, Low Back, Pool therapy; Physical therapy guidelines", "a section that is called guidelines"),
    ("ODG, Neck, Traction; Knee & Leg, Traction", "sections of two chapters"),
    ("ODG, Hand; Dupuytren's release; Fasciectomy", "a name in a section is no author"),
    ("ODG, Low Back, MRIs; Indications for imaging -- MRI", "capitals in a section"),
    ("ODG, Pain, TENS; NSAIDs; PPIs", "acronyms of sections"),
    ("ODG, Fitness for Duty, Guidelines for performing an FCE; Criteria", "criteria of a section"),
    ("ODG, Hand, Wrist, and Forearm Chapter, 18th edition", "the edition of the ODG"),
    ("ODG, Pain, Genetic testing; CYP450 panels", "an enzyme"),
    ("American Burn Association Guideline for Grafts, Dressings, and Care, J Burn Care 2016;4:20", "a work's title"),
]


@pytest.mark.parametrize(("first", "mark", "second", "reason"), TWO)
def test_a_new_work_begins(first, mark, second, reason):
    found, warnings = cited(f"{PREFIX}{first}{mark}{second}.")
    assert [text for _, _, text, _ in found] == [first, second], reason
    assert [source for source, *_ in found] == ["ODG" if first.startswith("ODG") else "Other", "Other"]
    assert not warnings


@pytest.mark.parametrize(("text", "reason"), ONE)
def test_one_guideline_stays_whole(text, reason):
    found, _ = cited(f"{PREFIX}{text}.")
    assert [each for _, _, each, _ in found] == [text], reason
