"""Case numbers as written and as typed. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.search.casenumbers import case_key, case_keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("CM15-0028114", "150028114"),
        ("cm150028114", "150028114"),
        ("CM 15 0028114", "150028114"),
        ("CM15–0028114", "150028114"),
        ("15-28114", "150028114"),
        ("CM# 15 - 28114", "150028114"),
        ("IMR 13-000004", "130000004"),
        ("2015", None),
        ("CM15", None),
    ],
)
def test_a_case_number_is_known_however_written(text, key):
    assert case_key(text) == key
    assert case_keys(text) == ((key,) if key else ())


@pytest.mark.parametrize(
    ("typed", "key", "reason"),
    [
        ("150028114", "150028114", "year and number together"),
        ("0028114", "150028114", "without the year"),
        ("#0028114", "150028114", "with the sign of a number"),
        ("9010406", "149010406", "seven digits that begin with no year"),
        ("14-9010406", "149010406", "without the letters"),
        ("13000004", "130000004", "the six digits of the first ones"),
    ],
)
def test_a_bare_number_may_mean_a_case(typed, key, reason):
    assert key in case_keys(typed), reason


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("60", "a quantity"),
        ("#120", "with its sign"),
        ("2016", "a year"),
        ("10/325", "strengths"),
        ("64483", "a code of a procedure"),
        ("20160115", "a day"),
        ("01/15/2016", "a day as it is written"),
        ("900123456", "nine digits of no year"),
        ("12345678901", "another institution's number"),
        ("L4-L5", "levels"),
        ("2x6", "visits"),
        ("", "nothing"),
    ],
)
def test_other_figures_are_no_case(typed, reason):
    assert case_keys(typed) == (), reason


@given(st.integers(13, 49), st.integers(0, 9_999_999))
def test_a_case_is_meant_in_every_form(year, number):
    key = f"{year}{number:07}"
    whole = (f"CM{year}-{number:07}", f"{year}-{number:07}", f"{year} {number:07}", f"cm {key}", f"{number:07}")
    for typed in (*whole, *(() if key.startswith("20") else (key,))):
        assert key in case_keys(typed), typed
    assert case_keys(f"CM{year}-{number:07}") == (key,) == (case_key(key),)


@given(st.text(max_size=20) | st.text("0123456789 -#CM", max_size=14))
def test_keys_are_nine_digits_whatever_is_typed(text):
    assert all(len(key) == 9 and key.isdecimal() for key in case_keys(text))
