"""Whether an ACOEM guideline is within the MTUS where the letter does not say."""

from datetime import date

import pytest

from determinations.vocabulary import guidelines
from ingest.letters.citations.membership import OUTSIDE, is_within_mtus


@pytest.mark.parametrize(
    ("guideline", "words", "decided", "expected", "reason"),
    [
        ("acoem-low-back-2004", "acoem chapter 12", None, True, "incorporated in 2007"),
        ("acoem-elbow-2007", "acoem elbow disorders, revised 2007", date(2014, 1, 1), True, "incorporated in 2009"),
        ("acoem-cornerstones-2004", "acoem chapter 5", None, True, "a general approach"),
        ("acoem-low-back-2016", "acoem low back disorders 2016", date(2017, 3, 1), False, "not adopted yet"),
        ("acoem-low-back-2016", "acoem low back disorders 2016", date(2018, 3, 1), True, "adopted"),
        ("acoem-knee", "acoem knee, 3rd edition", date(2015, 1, 1), False, "the third edition before its adoption"),
        ("acoem-knee", "acoem knee", None, True, "the topic belongs to the MTUS in every edition but the third"),
        ("mtus-chronic-pain", "acoem v.3 chronic pain", None, False, "the third edition by its short name"),
        *((slug, slug, None, False, why) for slug, why in OUTSIDE.items()),
    ],
)
def test_what_is_in_the_mtus_where_nothing_is_declared(guideline, words, decided, expected, reason):
    assert guideline in {entry.slug for entry in guidelines()}
    assert is_within_mtus(guideline, words, decided) is expected, reason
