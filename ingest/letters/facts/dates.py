"""Full dates as letters write them. Pure; knows no today."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_NTH = r"(?: ?(?:st|nd|rd|th))?"
DATE = (
    r"(?<![\d/.-])(?:\d{1,2} ?/ ?\d{1,2} ?/ ?\d{2}(?:\d\d)?|\d{1,2}-\d{1,2}-\d{2}(?:\d\d)?"
    r"|\d{1,2}\.\d{1,2}\.\d{2}(?:\d\d)?|\d{4}(?:-\d\d?-\d\d?|/\d\d?/\d\d?)"
    rf"|{_MONTH}[ -]?(?:the )?\d{{1,2}}{_NTH}(?: ?[,.] ?| |-|,? of ){_YEAR}"
    rf"|\d{{1,2}}{_NTH}(?: day)?(?: of)?[ /-]?{_MONTH}(?:, ?| |-|/)?(?:{_YEAR}|(?<=[-/])\d\d))(?![\d/-]\d|\d)"
)
"""A pattern over lower-case text with collapsed white space; it matches impossible dates too."""

_WORDS = re.compile(r"[a-z]+|\d+")
_CENTURY_TURNS = 40  # two digits up to here are 20xx: letters start in 2013, injuries some decades before


def read_date(words: str) -> date | None:
    """What `DATE` matched → the date, or None if the calendar has no such day."""
    parts = [part for part in _WORDS.findall(words) if part not in ("st", "nd", "rd", "th", "of", "the", "day")]
    numbers = [int(part) for part in parts if part.isdigit()]
    named = [_MONTHS.index(part[:3]) + 1 for part in parts if not part.isdigit()]
    if named:
        month, (day, year) = named[0], numbers
    elif len(parts[0]) == 4:
        year, month, day = numbers
    else:
        month, day, year = numbers
    if year < 100:
        year += 2000 if year <= _CENTURY_TURNS else 1900
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None
