"""Dates a summary states in prose: the date of injury and the date of the denial.

Only full dates count. Patterns run over lower-case text with single spaces; every gap in them is bounded and
ends with the sentence.
"""

import re
from datetime import date
from typing import NamedTuple

from ingest.letters.dates import DATE, read_date
from ingest.letters.lines import Flow

WINDOW = 20_000  # characters of a passage that are looked at


class Fact(NamedTuple):
    """A value and its place in the flow. An impossible date has the value None."""

    value: int | str | date | None
    start: int
    end: int


_DATE = rf"(?P<date>{DATE})"
_ONE_DAY = rf"{_DATE}(?! ?(?:to|through|thru|until|-|–) ?\d)"  # no period of cumulative trauma
_ON = r"on(?: or about| or around)?"
_INJURY_NAME = (
    r"(?:date of (?:the )?(?:(?:industrial|work|original|initial) )?(?:injury|loss|accident)|injury date"
    r"|\bd\.?o\.?i\b\.?)"
)
_STATED = r"(?:is|was|of|on|dated|listed as|reported as|given as|noted as|being|documented as)"
_INJURY_DATE = (
    re.compile(rf"{_INJURY_NAME}(?: \(doi\))?[:,]? ?(?:{_STATED} ?){{0,2}}:? ?\(?{_ONE_DAY}"),
    re.compile(rf"{_DATE}[,:]? (?:(?:industrial|work|reported) )?(?:date of (?:industrial )?injury|injury date|doi\b)"),
)
_INJURY_HINT = re.compile(r"date of|injury date|d\.?o\.?i\b")
_EVENT = (
    r"(?:accident|collision|fell|fall|slipped|tripped|struck|hit|incident|assault\w*|crush\w*|twisted|hurt"
    r"|involved in|trauma|lifting|rear-ended|strain\w*|sprain\w*|bitten|burn\w*)"
)
_GAP = r"(?P<gap>(?:(?!\. |; ).){0,140}?)"
_INJURED = (
    re.compile(rf"injur(?:y|ies|ed)\b{_GAP}\b(?:{_ON}|of|dated|from|date)[ :]{{1,2}}{_ONE_DAY}"),
    re.compile(rf"{_DATE},?(?P<gap> (?:(?!\. |; ).){{0,60}}?)\binjur(?:y|ed|ies)\b"),
    re.compile(rf"\b{_EVENT}\b{_GAP}\b{_ON} {_ONE_DAY}"),
    re.compile(rf"\b{_ON} {_DATE}(?P<gap>,? (?:(?!\. |; ).){{0,80}}?)\b{_EVENT}\b"),
)
# Between an injury and its date stands nothing that has a date of its own.
_NO_INJURY = re.compile(
    r"underwent|surger|surgical|operat|mri|x-?ray|exam|seen|evaluat|report|treat|fusion|repair|status post"
    r"|diagnos|therap|denied|certif|visit|review|record|request|inject|returned|last worked|discharg|maximum"
    rf"|prior|{DATE}"
)
_FOREIGN = re.compile(r"(?:non-?industrial|prior|previous|earlier|old|re-?|denie[sd](?: any)?|another|second)[ -]?$")


def find_injury_date(flow: Flow) -> Fact | None:
    """The date of injury, if a full one is stated."""
    text = flow.folded[:WINDOW]
    for pattern in _INJURY_DATE if _INJURY_HINT.search(text) else ():
        if match := pattern.search(text):
            return _dated(match)
    for pattern in _INJURED:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            if not _NO_INJURY.search(match["gap"]) and not _FOREIGN.search(before):
                return _dated(match)
    return None


def _dated(match: re.Match) -> Fact:
    return Fact(read_date(match["date"]), *match.span("date"))


_REVIEW = r"(?:utilization review(?: \(ur\))?|\bur\b)"
_REVIEW_WORDS = (
    r"(?:[ ,:(]{1,2}(?:report|decision|determination|denial|letter|physician|reviewer|being|challenged|adverse"
    r"|notice|modification|non-?certification|is|was|dated|on|from|of|the|performed|completed|rendered|issued|date|by|in"
    r"|question|at|issue)\b){0,8}[ ,:(]{1,2}"
)
_DENIED = (
    r"(?:denied|den(?:ying|ies)|non-?certified|did not certify|not certified|not approved|modified"
    r"|partially certified|adverse|failed to approve|declined|refused)"
)
_DENIED_SEARCH = re.compile(_DENIED)
_NO_DATE = rf"(?:(?!\. |{DATE}).)"
_CLAIMS_ADMIN = r"(?:the )?claims administrator"
_REVIEW_DATE = (
    re.compile(rf"{_REVIEW}{_REVIEW_WORDS}{_DATE}"),
    re.compile(rf"determination being challenged{_REVIEW_WORDS}{_DATE}"),
    re.compile(rf"{_DATE},? (?:(?:the|a|an) )?{_REVIEW}"),
)
_REVIEW_HINT = re.compile(r"utilization review|\bur\b|being challenged")
_DENIAL_DATE = (
    re.compile(rf"{_REVIEW}{_NO_DATE}{{0,60}}?\b{_DENIED}{_NO_DATE}{{0,300}}?\bon {_DATE}"),
    re.compile(rf"\bon {_DATE},? (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW})(?:(?!\. ).){{0,40}}?\b{_DENIED}"),
    re.compile(rf"claims administrator{_NO_DATE}{{0,40}}?\b{_DENIED}{_NO_DATE}{{0,300}}?\bon {_DATE}"),
    re.compile(
        rf"\b(?:requests?|treatments?|services?|both|all|items?|these|this|it)\b{_NO_DATE}{{0,120}}?"
        rf"\b(?:was|were|been) {_DENIED}{_NO_DATE}{{0,60}}?\bon {_DATE}"
    ),
)
_DATED_DENIAL = re.compile(
    rf"\b(?:denial|denial letter|determination) (?:(?:is|was) )?(?:dated|of|on|from) (?:on )?{_DATE}"
)


def find_denial_date(flow: Flow) -> Fact | None:
    """The date of the utilization review denial, if a full one is stated."""
    text = flow.folded[:WINDOW]
    patterns = [
        *(_REVIEW_DATE if _REVIEW_HINT.search(text) else ()),
        *(_DENIAL_DATE if _DENIED_SEARCH.search(text) else ()),
        _DATED_DENIAL,
    ]
    return next((_dated(match) for pattern in patterns if (match := pattern.search(text))), None)
