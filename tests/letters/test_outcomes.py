"""Where a rationale has come to its end, and where the letter broke off."""

import pytest

from ingest.letters.outcomes import is_finished

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
]


@pytest.mark.parametrize(("rationale", "finished", "reason"), ENDS, ids=[row[2] for row in ENDS])
def test_a_rationale_is_finished_or_broken_off(rationale, finished, reason):
    assert is_finished(rationale) is finished
