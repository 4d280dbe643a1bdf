"""Other ways to write the same figures. Pure."""

import pytest

from determinations.search.notations import count, counts, variants


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("norco", ("norco",), "a word has no other way"),
        ("L4-L5", ("L4-L5", "l4 l5", "l4 5"), "a level with both letters or one"),
        ("L4–5", ("L4–5", "l4 l5", "l4 5"), "with one letter and a long dash"),
        ("L5-S1", ("L5-S1", "l5 s1"), "two parts of the spine keep their letters"),
        ("L4 - L5", ("L4 - L5", "l4 l5", "l4 5"), "with blanks about the dash"),
        ("10/325", ("10/325", "10/325mg", "10mg/325mg", "10 mg/325 mg"), "strengths with and without units"),
        ("10mg/325mg", ("10mg/325mg", "10/325", "10/325mg", "10 mg/325 mg"), "from either way"),
        ("10 mg / 325 mg", ("10 mg / 325 mg", "10/325", "10/325mg", "10mg/325mg", "10 mg/325 mg"), "with all blanks"),
        ("50mg", ("50mg", "50 mg"), "a dose with a blank"),
        ("7.5 MG", ("7.5 MG", "7.5mg", "7.5 mg"), "and without"),
        ("120 gm", ("120 gm", "120g", "120 g", "120gm"), "a unit with two short forms"),
        ("2x6", ("2x6", "2 x 6"), "times with blanks"),
        ("2 X 6", ("2 X 6", "2x6", "2 x 6"), "and without"),
        ("2015", ("2015",), "a number is a number"),
    ],
)
def test_other_ways_to_write_the_same(text, expected, reason):
    assert variants(text) == expected


def test_a_count_is_a_number_with_its_sign():
    assert count("#60") == ("#60", "# 60")
    assert count("# 60") == ("#60", "# 60")
    assert count("60") is None


def test_the_counts_in_a_text():
    assert counts("Norco #60 and # 90, 5 of 120") == (("#60", "# 60"), ("#90", "# 90"))
    assert counts("no. 60") == ()
