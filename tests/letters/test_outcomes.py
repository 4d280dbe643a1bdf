"""Where a rationale has come to its end, and where the letter broke off."""

import pytest

from ingest.letters.layouts.outcomes import is_finished, outcome_value
from ingest.letters.text.sentences import is_complete

ENDS = [
    ("The request is not medically necessary.", True, "the usual end"),
    ("The request is medically necessary", True, "its full stop is missing"),
    ("Relief did not last. The denial is upheld.", True, "another word for the decision"),
    ("The request is not medically necessary. (Guideline, 2016)", True, "a reference behind it"),
    ("The request is not medically necessary. /qz", True, "a typist's initials behind it"),
    ("The request is not medically necessary. Home tract", False, "the next title was begun"),
    ("The request is not medically necessary. Cane, purchase: Uph", False, "its outcome was cut"),
    ("The request is not medically necessary. G", False, "one letter of it"),
    ("There is no sign that the earlier injection gave", False, "in mid sentence"),
    ("The worker walks a mile a day.", False, "a sentence that decides nothing"),
    ("See the discussion above", True, "a reference to another rationale, its full stop missing"),
    ("See the discussion above for the", False, "a reference cut short"),
    ("The request is notmedically necessary.", True, "two words run together"),
]


@pytest.mark.parametrize(("rationale", "finished", "reason"), ENDS, ids=[row[2] for row in ENDS])
def test_a_rationale_is_finished_or_broken_off(rationale, finished, reason):
    assert is_finished(rationale) is finished


@pytest.mark.parametrize(
    ("text", "complete", "reason"),
    [
        ("He walks a mile a day.", True, "a full stop"),
        ("He walks \u201ca mile a day.\u201d", True, "a full stop within quotation marks"),
        ("He was seen by Dr.", False, "a title has a name behind it"),
        ("It is better, e.g.", False, "an example has its words behind it"),
        ("It was given for 6 wks.", True, "an abbreviation that may stand last"),
        ("He walks a mile a", False, "no sign at all"),
    ],
)
def test_a_sentence_is_complete(text, complete, reason):
    assert is_complete(text) is complete, reason


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Upheld", "upheld"), ("UPHOLD", "upheld"), ("Denied", "upheld"), ("Non-Certified", "upheld"),
        ("not medically necessary", "upheld"), ("Conditionally Non-certified", "upheld"), ("Unauthorized", "upheld"),
        ("Overturned", "overturned"), ("Over-turned", "overturned"), ("Approved", "overturned"),
        ("Medically necessary and appropriate", "overturned"), ("Certified", "overturned"),
        ("Overturned in part", "partially_overturned"), ("Partially Upheld", "partially_overturned"),
        ("Modified", "partially_overturned"), ("Upheld with modification", "partially_overturned"),
        ("Partially certified", "partially_overturned"),
    ],
)  # fmt: skip
def test_outcomes_in_words(words, outcome):
    assert outcome_value(words) == outcome
