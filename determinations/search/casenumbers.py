"""Case numbers as they are written and as they are typed → the digits a case is known by. Pure.

A case number is the year of the request and seven digits, CM15-0028114. Zeros are left out at times, the letters and
the hyphen more often, and in notes the year.
"""

import re

from determinations.search.notations import DASHES

_NUMBER = re.compile(r"(CM|IMR)?[ #-]{0,3}(\d{2})([ -]{0,3})(\d{5,7})", re.IGNORECASE)
_BARE = re.compile(r"#? ?(\d{7,9})")
_DAY = re.compile(r"20\d\d(?:0[1-9]|1[0-2])[0-3]\d")  # 20160115 is no case
_YEARS = tuple(f"{year:02}" for year in range(13, 50))  # the first requests were made in 2013
_DIGITS = 7


def case_key(text: str) -> str | None:
    """The digits a case number is known by, however it is written (CM15-0028114, cm150028114); None for other text."""
    match = _NUMBER.fullmatch(_plain(text))
    return match[2] + match[4].zfill(_DIGITS) if match else None


def case_keys(text: str) -> tuple[str, ...]:
    """The keys that a typed text may mean: several where the year is left out; none where it is no case number."""
    text = _plain(text)
    bare = _BARE.fullmatch(text)
    if not bare:
        key = case_key(text)
        return (key,) if key else ()
    digits = bare[1]
    if _DAY.fullmatch(digits):
        return ()
    whole = (digits[:2] + digits[2:].zfill(_DIGITS),) if digits[:2] in _YEARS else ()
    of_any_year = tuple(year + digits for year in _YEARS) if len(digits) == _DIGITS else ()
    return (*whole, *of_any_year)


def _plain(text: str) -> str:
    return text.strip().translate(DASHES)
