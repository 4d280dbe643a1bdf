"""What a human may say a fact is."""

import pytest

from ingest.corrections.facts import CASE_FIELDS, ITEM_FIELDS
from ingest.corrections.values import CorrectionError, checked

TEXT = "The worker was seen."
REFUSED = [
    (0, "age", 121, "from 0 to 120"),
    (0, "age", "forty", "from 0 to 120"),
    (0, "age", True, "from 0 to 120"),
    (0, "dates.decision", "04/24/2016", "2016-04-24"),
    (0, "dates.decision", "2016-02-30", "2016-04-24"),
    (0, "sex", "f", "female, male"),
    (0, "case_number", "first", "CM16-0012345"),
    (0, "name", "x", "no fact of a case"),
    (0, "outcome", "upheld", "no fact of a case"),
    (0, "specialties", "Neurology", "a list"),
    (0, "states", [""], "blank"),
    (0, "summary", "a\x00b", "characters"),
    (0, "summary", "\ud800", "characters"),
    (1, "age", 40, "no fact of a decision"),
    (1, "request", "  ", "blank"),
    (1, "outcome", None, "one of"),
    (1, "outcome", "denied", "one of"),
    (1, "treatment_type", "no-such", "no such term"),
    (1, "drugs", ["no-such"], "no such term"),
    (1, "body_parts", [None], "no such term"),
    (1, "reviewer_citations", [{"source": "ODG"}], "within_mtus"),
    (1, "reviewer_citations", [{"source": "X", "within_mtus": True, "text": "x"}], "one of"),
    (1, "reviewer_citations", [{"source": "ODG", "within_mtus": True, "text": "x", "span": [5, 10**7]}], "inside"),
    (1, "reviewer_citations", [{"source": "ODG", "within_mtus": True, "text": "x", "span": [5]}], "reviewer_citations"),
    (1, "reviewer_citations", [{"source": "ODG", "within_mtus": True, "text": "x", "page": "5"}], "page"),
    (1, "reviewer_citations", [7], "object"),
]


@pytest.mark.parametrize(("place", "field", "value", "said"), REFUSED)
def test_what_cannot_be_is_named_with_its_fact_and_its_value(place, field, value, said):
    with pytest.raises(CorrectionError, match=said) as refused:
        checked(place, field, value, TEXT)
    assert field in str(refused.value)
    written = value[0] if isinstance(value, list) and isinstance(value[0], str) else value
    assert repr(value)[:20] in str(refused.value) or str(written)[:20] in str(refused.value) or "no fact" in said


def test_of_a_list_the_entry_at_fault_is_named():
    with pytest.raises(CorrectionError) as refused:
        checked(1, "body_parts", ["shoulder", "left wing"])
    assert str(refused.value) == (
        "body_parts: “shoulder; left wing” cannot be: “left wing”: the vocabulary has no such term."
    )


CITED = {"source": "ODG", "within_mtus": False, "text": " ODG, Pain ", "guideline": "", "span": (4, 10)}
TAKEN = [
    (0, "age", "47", 47, "as a form sends it"),
    (0, "age", "", None, "a form's blank is no value"),
    (0, "dates.injury", "", None, "the same of a day"),
    (0, "dates.injury", "20111015", "2011-10-15", "a day in its short form"),
    (0, "case_number", " cm16-0012345", "CM16-0012345", "numbers are written in capitals"),
    (0, "case_number", "imr 13-0012345", "IMR 13-0012345", "the first ones"),
    (0, "summary", "", "", "a letter may have none"),
    (0, "specialties", ["Pain  Medicine", "Pain Medicine"], ["Pain Medicine"], "each once"),
    (1, "request", " Knee brace\n", "Knee brace", "without blanks around"),
    (1, "category", None, None, "unclassified"),
    (1, "reviewer_citations", [CITED], [{"source": "ODG", "within_mtus": False, "guideline": None, "text": "ODG, Pain",
                                         "pages": [], "span": [4, 10]}], "what is not said is none"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "field", "value", "kept", "because"), TAKEN)
def test_what_is_taken_has_the_parser_s_shape(place, field, value, kept, because):
    assert checked(place, field, value, TEXT) == kept, because
    assert checked(place, field, kept, TEXT) == kept


def test_every_field_is_checked():
    for place, fields in ((0, CASE_FIELDS), (1, ITEM_FIELDS)):
        for field in fields:
            with pytest.raises(CorrectionError):
                checked(place, field, {"no": "value"}, TEXT)
