"""The kinds of private matter, and what is said of each. No message repeats the words themselves."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

SSN, PHONE, EMAIL = "private_ssn", "private_phone", "private_email"
ADDRESS, BIRTH_DATE = "private_address", "private_birth_date"
NAME, CLAIM_NUMBER = "private_name", "private_claim_number"

MESSAGES = {
    SSN: "A social security number, or its last digits, stands in the letter.",
    PHONE: "A telephone or fax number that is not the office's stands in the letter.",
    EMAIL: "An e-mail address that is not the office's stands in the letter.",
    ADDRESS: "A street address or PO box that is not the office's stands in the letter.",
    BIRTH_DATE: "A date of birth stands in the letter.",
    NAME: "A person is named.",
    CLAIM_NUMBER: "A claim number, or another number by which a person is known, stands in the letter.",
}


class Found(NamedTuple):
    """Private words of one kind: `text[start:end]`."""

    code: str
    start: int
    end: int


class Passages:
    """Whether an offset stands in one of several passages, however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]):
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, offset: int) -> bool:
        before = bisect_right(self._starts, offset)
        return bool(before) and offset < self._ends[before - 1]
