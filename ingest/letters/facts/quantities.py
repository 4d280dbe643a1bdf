"""How much a request asks for: visits by week, tablets, refills, rental time.

"2x6", "2 times a week for 6 weeks" and "12 visits" say the same; "#60 with 2 refills" is sixty doses and what
comes on top. A strength ("10/325 mg"), a level ("L4-5") or a procedure code is no quantity.
"""

import re
from functools import lru_cache

from ingest.letters.record import Quantity
from ingest.letters.text.lines import collapse, fold

LIMIT = 2_000  # characters; no request is longer

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS = {word: number for number, word in enumerate(_ONES, start=1)} | {
    "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30, "sixty": 60,
    "ninety": 90, "a": 1, "an": 1, "once": 1, "twice": 2, "thrice": 3, "single": 1,
}  # fmt: skip
_N = rf"(?:\d{{1,4}}(?:,\d{{3}})?(?:\.0+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_BRACKETED = r"(?: ?\(\d{1,4}\))?"  # "twelve (12)"
_RANGE = r"(?: ?(?:-|–|to) ?\d{1,2})?"
_TIMES = r"(?: ?(?:x|×|times?)(?![a-z]))"
_PER_WEEK = r"(?: ?(?:/|per|a|each|every|times a) ?(?:week|wk)(?:ly)?| weekly)"
_FOR = r"[ ,]*(?:for|x|×|times|over)? ?"
_NO_STRENGTH = r"(?! ?(?:mg|mcg|ml|%|cm|mm|gm?\b|inch|units?\b))"

_SCHEDULES = (
    # 2 times a week for 6 weeks; 2x/week x 6 weeks; two visits per week for six (6) weeks; 3 x wk x 4 wks
    re.compile(
        rf"\b(?P<per>{_N}){_BRACKETED}{_RANGE}{_TIMES}?(?: ?(?:visits?|sessions?|treatments?|days?))?{_PER_WEEK}"
        rf"{_FOR}(?P<weeks>{_N}){_BRACKETED}{_RANGE} ?(?:-| )?(?P<span>weeks?|wks?|months?)\b"
    ),
    re.compile(r"\b(?P<per>\d{1,2}) ?[x×] ?(?:a )?(?:wk|week) ?[x×/] ?(?P<weeks>\d{1,2}) ?(?:weeks?|wks?)\b"),
    re.compile(
        rf"\b(?P<weekly>weekly)(?: [a-z][a-z/-]+){{0,4}}?{_FOR}(?P<weeks>{_N}){_BRACKETED}"
        r" ?(?P<span>weeks?|wks?|months?)\b"
    ),
    # 2x6, 2 x 6
    re.compile(
        rf"(?<![\d./#a-z-])(?P<per>[1-7]) ?[x×] ?(?P<weeks>\d{{1,2}})(?![\d./])(?: ?(?:weeks?|wks?)\b)?{_NO_STRENGTH}"
    ),
)
_NOT_WHEN = r"(?<!in )(?<!every )(?<!q )(?<!q)(?<!within )(?<!after )(?<!per )"
_VISITS = r"(?:visits?|sessions?|treatments?|appointments?|encounters?|classes)"
_KIND = r"(?:[a-z][a-z/-]+ ){0,4}?"
_COUNTED = (
    (re.compile(rf"\b(?P<n>{_N}){_BRACKETED}[ -](?:(?:more|additional|further) )?{_KIND}{_VISITS}\b"), "visits"),
    (
        re.compile(rf"\b{_VISITS}[ ,:(]*(?:[x×#]|qty:?|times|total(?: of)?)? ?(?P<n>\d{{1,3}})\b{_NO_STRENGTH}"),
        "visits",
    ),
    (re.compile(r"(?<!tylenol )(?<!codeine )(?<!apap )# ?(?P<n>\d{1,4})(?:\.0+)?(?![\d/])(?! ?refills?)"), "doses"),
    (
        re.compile(
            rf"\b(?P<n>{_N}){_BRACKETED} ?(?:tablets?|tabs?|capsules?|caps?|pills?|patch(?:es)?|doses?"
            r"|suppositor(?:y|ies)|lozenges?|films?)\b"
        ),
        "doses",
    ),
    (re.compile(rf"\b(?P<n>{_N}){_BRACKETED} (?:{_KIND})?(?:injections?|blocks?|shots?)\b"), "injections"),
    (
        re.compile(rf"{_NOT_WHEN}\b(?P<n>{_N}){_BRACKETED}[ -]?(?P<time>hour|hr|day|week|wk|month|mo)s?\b(?!ly)"),
        "",
    ),
    (re.compile(rf"\b(?:qty|quantity|disp(?:ense)?|count|#)\.?[ :=.]*(?P<n>{_N})(?![\d/]){_NO_STRENGTH}"), "units"),
    (
        re.compile(r"(?<![\d./#a-z-])[x×] ?(?P<n>\d{1,3})(?![\d./x×])(?! ?(?:weeks?|wks?|days?|months?|mo\b|mg|per))"),
        "units",
    ),
)
_TIME = {
    "hour": "hours",
    "hr": "hours",
    "day": "days",
    "week": "weeks",
    "wk": "weeks",
    "month": "months",
    "mo": "months",
}
_REFILLS = re.compile(
    rf"\b(?P<n>{_N}|no|zero|0){_BRACKETED} (?:additional )?refills?\b"
    r"|\brefills?[ :(]*(?:[x×#]|times)? ?(?P<m>\d{1,2})\b"
)
_ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})\b|weekly|refill")
_WEEKS_A_MONTH = 4


_COUNTED_IN = {
    "rehabilitation": "visits",
    "behavioral-and-mental-health": "visits",
    "evaluation-and-management": "visits",
    "injections": "injections",
    "pharmaceuticals": "doses",
}
_NEVER_WEEKLY = frozenset({"pharmaceuticals", "dmepos", "surgery", "injections"})  # "gauze 2x4"


@lru_cache(maxsize=8192)
def find_quantity(request: str, category: str | None = None) -> Quantity:
    """What a request says of amount and schedule; an empty `Quantity` where it says nothing.

    `category` is the request's, a slug: it tells what a bare number counts.
    """
    text = fold(collapse(request[:LIMIT])).replace("–", "-")
    if not _ANY_NUMBER.search(text):
        return Quantity()
    refills = _refills(text) if "refill" in text else None
    patterns = _SCHEDULES[:-1] if category in _NEVER_WEEKLY else _SCHEDULES
    schedule = next((match for pattern in patterns if (match := pattern.search(text))), None)
    counted = _counted(text, schedule)
    if schedule is None:
        amount, unit = counted
        bare = unit in ("units", "doses")
        return Quantity(amount, _COUNTED_IN.get(category, unit) if bare else unit, refills=refills)
    per_week, weeks = _schedule(schedule)
    amount, unit = counted if counted[1] == "visits" else (per_week * weeks, "visits")
    return Quantity(amount, unit, per_week, weeks, refills)


def _schedule(match: re.Match) -> tuple[int, int]:
    groups = match.groupdict()
    per_week = 1 if groups.get("weekly") else _number(groups["per"])
    weeks = _number(groups["weeks"])
    return per_week, weeks * (_WEEKS_A_MONTH if (groups.get("span") or "").startswith("month") else 1)


def _counted(text: str, schedule: re.Match | None) -> tuple[int | None, str | None]:
    """The first count by the firmest wording, outside of the schedule's own words."""
    for pattern, unit in _COUNTED:
        for match in pattern.finditer(text):
            if schedule and match.start() < schedule.end() and schedule.start() < match.end():
                continue
            return _number(match["n"]), unit or _TIME[match["time"]]
    return None, None


def _refills(text: str) -> int | None:
    match = _REFILLS.search(text)
    if match is None:
        return None
    words = match["n"] or match["m"]
    return 0 if words in ("no", "zero") else _number(words)


def _number(words: str) -> int:
    return _WORDS.get(words) or int(words.replace(",", "").split(".")[0])
