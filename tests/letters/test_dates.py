"""Dates as letters write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.dates import DATE, read_date


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("04/05/2002", date(2002, 4, 5), "month first"),
        ("6/29/00", date(2000, 6, 29), "two digits"),
        ("6-1-68", date(1968, 6, 1), "two digits of the last century"),
        ("9.22.2014", date(2014, 9, 22), "points"),
        ("2015-06-02", date(2015, 6, 2), "ISO"),
        ("april 4, 2012", date(2012, 4, 4), "month in words"),
        ("sept. 4th 2012", date(2012, 9, 4), "abbreviated, ordinal"),
        ("4 of march 2012", date(2012, 3, 4), "day first"),
        ("02/30/2014", None, "no such day"),
        ("13/45/2015", None, "no such month"),
    ],
)
def test_reads(words, expected, reason):
    assert re.fullmatch(DATE, words), reason
    assert read_date(words) == expected, reason


@pytest.mark.parametrize("words", ["10/325", "5/2015", "9792.24.1", "2 of 6", "l4-5-s1", "1/2/2015/3"])
def test_is_no_date(words):
    assert not re.search(DATE, words)


@given(st.dates(min_value=date(1941, 1, 1), max_value=date(2040, 12, 31)))
def test_every_day_reads_back(day):
    for words in (f"{day:%m/%d/%Y}", f"{day:%m-%d-%y}", f"{day:%B %d, %Y}".lower(), day.isoformat()):
        assert read_date(re.fullmatch(DATE, words).group()) == day
