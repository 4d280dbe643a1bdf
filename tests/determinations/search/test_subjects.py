"""What typed words are about. Pure."""

import pytest

from determinations.search.language import parse_text
from determinations.search.subjects import subject
from determinations.search.widening import widened


@pytest.mark.parametrize(
    ("text", "treatments", "drugs", "body_parts", "reason"),
    [
        ("acupuncture functional improvement", ["acupuncture"], [], [], "one treatment among other words"),
        ("PT after shoulder arthroscopy", ["physical-therapy"], [], ["shoulder"], "what is asked for, not mentioned"),
        ("norco taper", [], ["hydrocodone-acetaminophen"], [], "a drug, and not its whole class"),
        ("opioid functional improvement", ["opioid"], [], [], "a class by its own name"),
        ("cyclobenzaprine cream", ["topical-analgesic"], ["cyclobenzaprine"], [], "a form that is another class"),
        ("lumbar ESI", ["epidural-steroid-injection"], [], ["lumbar-spine"], "a short form, widened"),
        ("injection radiculopathy", [], [], [], "an injection could be any"),
        ("shoulder surgery", ["shoulder-surgery"], [], ["shoulder"], "a place tells which surgery"),
        ("tablets", [], [], [], "a word that only hints"),
        ("MRI OR acupuncture", ["acupuncture", "mri"], [], [], "every alternative"),
        ("(MRI OR CT) knee", ["ct-scan", "mri"], [], ["knee"], "alternatives inside other words"),
        ("pain -acupuncture", [], [], [], "what must not occur is not meant"),
        ("rationale:acupuncture", [], [], [], "asked of another text than the request"),
        ("request:acupuncture", ["acupuncture"], [], [], "asked of the request"),
        ('"physical therapy"', ["physical-therapy"], [], [], "in quotes"),
        ("acupunct*", [], [], [], "the beginning of a word names nothing"),
        ("2x6", [], [], [], "figures"),
    ],
)
def test_subject(text, treatments, drugs, body_parts, reason):
    found = subject(widened(parse_text(text)))
    assert [list(found.treatments), list(found.drugs), list(found.body_parts)] == [treatments, drugs, body_parts], (
        reason
    )
