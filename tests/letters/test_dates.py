"""Dates as letters write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.facts.dates import DATE, read_date


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("01/17/2006", date(2006, 1, 17), "month first"),
        ("7/23/03", date(2003, 7, 23), "two digits"),
        ("6-1-68", date(1968, 6, 1), "two digits of the last century"),
        ("8.27.2011", date(2011, 8, 27), "points"),
        ("2017-03-23", date(2017, 3, 23), "ISO"),
        ("may 16, 2010", date(2010, 5, 16), "month in words"),
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
