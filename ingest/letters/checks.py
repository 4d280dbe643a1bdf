"""Facts of one letter held against each other: what cannot all be true of one case.

Each fact may be read rightly and still be a slip of the letter's; so nothing is changed, a human is told. Pure, and
without a clock.
"""

import re
from datetime import date
from typing import NamedTuple

from ingest.letters.record import ParsedItem, ParsedLetter, ParseWarning
from ingest.letters.text.lines import fold

_NAMES = {
    "injury": "date of injury",
    "ur_denial": "date of the denial",
    "received": "date the application was received",
    "assigned": "date of assignment",
    "decision": "date of the decision",
}


class _Order(NamedTuple):
    """`earlier` comes before `later`; `slack` days the other way round are a clerk's slip nobody need see."""

    earlier: str
    later: str
    slack: int = 0


# Neighbours first: a date found wrong beside its neighbour is not held against the others too.
_ORDER = (
    _Order("injury", "ur_denial"),
    _Order("ur_denial", "received", slack=10),
    _Order("received", "assigned"),
    _Order("assigned", "decision"),
    _Order("ur_denial", "assigned"),
    _Order("received", "decision"),
    _Order("ur_denial", "decision"),
    _Order("injury", "received"),
    _Order("injury", "assigned"),
    _Order("injury", "decision"),
)
# Nobody hurt before 1940 is treated now; the first applications came in 2013, on denials of the months before.
_FIRST_YEARS = {"injury": 1940, "ur_denial": 2012, "received": 2013, "assigned": 2013, "decision": 2013}
_YOUNGEST_WORKER = 12  # years
_BIRTHDAYS = 2  # years by which two mentions of one worker's age may differ in one letter
_NUMBER_YEAR = re.compile(r"CM(\d\d)-")
_TEXT_LIMIT = 20_000  # characters of a passage that are looked at
# Both run over lower case. The first begins with figures: they are few, and the words before them stand everywhere.
_PERSON = re.compile(
    r"(?P<age>\d\d)[- ]?(?:years?|yrs?)[- ]old(?:,? (?!who|whose|with|and|by)[\w-]+){0,3}?,?[- ]"
    r"(?P<sex>female|woman|lady|male|man|gentleman)\b"
)
_AS_WORKER = re.compile(
    r"(?:\b(?:patient|worker|claimant|employee|applicant) (?:is|was) an?|\bthis(?: is an?)?|^(?:an?|the))"
    r"(?: [\w-]+)? \Z"
)
_LEAD = 80  # characters before an age in which the words stand that make it a worker's
_BEFORE_OLD, _AFTER_OLD = 12, 200  # characters around "old" in which age and sex stand
_WOMEN = frozenset(("female", "woman", "lady"))
_PUNCTUATION = re.compile(r"[\W_]+")


def check(letter: ParsedLetter) -> tuple[ParseWarning, ...]:
    """What is wrong between the facts of a letter, in no case severe; empty if nothing is."""
    found = [*_too_early(letter), *_out_of_order(letter), *_number_against_dates(letter), *_too_young(letter)]
    return (*found, *_repeated_requests(letter.items), *_other_workers(letter))


def _warn(letter: ParsedLetter, code: str, message: str, field: str) -> ParseWarning:
    return ParseWarning(code, message, letter.spans.get(field))


def _day(value: date) -> str:
    return f"{value:%B} {value.day}, {value.year}"


def _too_early(letter: ParsedLetter) -> list[ParseWarning]:
    warnings = []
    for name, year in _FIRST_YEARS.items():
        value = getattr(letter.dates, name)
        if value and value.year < year:
            message = f"The {_NAMES[name]}, {_day(value)}, is before {year}."
            warnings.append(_warn(letter, "date_too_early", message, name))
    return warnings


def _out_of_order(letter: ParsedLetter) -> list[ParseWarning]:
    warnings, blamed = [], set()
    for earlier, later, slack in _ORDER:
        first, second = getattr(letter.dates, earlier), getattr(letter.dates, later)
        if first is None or second is None or first <= second:
            continue
        if blamed & {earlier, later} or (first - second).days <= slack:
            continue
        blamed |= {earlier, later}
        message = f"The {_NAMES[earlier]}, {_day(first)}, is after the {_NAMES[later]}, {_day(second)}."
        warnings.append(_warn(letter, "dates_out_of_order", message, later))
    return warnings


def _number_against_dates(letter: ParsedLetter) -> list[ParseWarning]:
    """A case number begins with the year the application was received in."""
    match = _NUMBER_YEAR.match(letter.case_number or "")
    if match is None:
        return []
    year = 2000 + int(match[1])
    for name, allowed in (("received", range(year - 1, year + 2)), ("decision", range(year, year + 4))):
        value = getattr(letter.dates, name)
        if value and value.year not in allowed:
            message = f"Case number {letter.case_number} is of {year}, the {_NAMES[name]} is {_day(value)}."
            return [_warn(letter, "case_number_contradicts_date", message, name)]
    return []


def _too_young(letter: ParsedLetter) -> list[ParseWarning]:
    """The age is that of the letter's time; a birthday may lie between, hence one year of grace."""
    dates = letter.dates
    now = dates.decision or dates.assigned or dates.received or dates.ur_denial
    if letter.age is None or dates.injury is None or now is None:
        return []
    then = letter.age - (now.year - dates.injury.year)
    if then + 1 >= _YOUNGEST_WORKER:
        return []
    message = f"A worker of {letter.age} on {_day(now)} was no worker on the date of injury, {_day(dates.injury)}."
    return [_warn(letter, "age_contradicts_injury", message, "age")]


def _repeated_requests(items: tuple[ParsedItem, ...]) -> list[ParseWarning]:
    warnings, seen = [], {}
    for number, item in enumerate(items, 1):
        words = _PUNCTUATION.sub(" ", item.request.lower()).strip()
        first = seen.setdefault(words, number)
        if words and first != number:
            differs = items[first - 1].outcome != item.outcome
            message = f"Items {first} and {number} both ask for “{item.request[:80]}”"
            message += f", one {items[first - 1].outcome}, one {item.outcome}." if differs else "."
            code = "decided_both_ways" if differs else "repeated_request"
            warnings.append(ParseWarning(code, message, item.spans.get("request")))
    return warnings


def _other_workers(letter: ParsedLetter) -> list[ParseWarning]:
    """A person in the summary or in a rationale who is not the letter's worker by age or sex: pasted from elsewhere."""
    if letter.age is None and letter.sex is None:
        return []
    passages = [(letter.summary, letter.spans.get("summary"))]
    passages += [(item.rationale, item.spans.get("rationale")) for item in letter.items]
    warnings = []
    for text, span in passages:
        if other := _other_worker(letter, text[:_TEXT_LIMIT]):
            worker = " ".join(str(fact) for fact in (letter.age, letter.sex) if fact is not None)
            message = f"The worker is {worker}, but “{other}” is told of too."
            warnings.append(ParseWarning("another_worker", message, span))
    return warnings


def _other_worker(letter: ParsedLetter, text: str) -> str | None:
    """The words that tell of a worker who differs from the letter's."""
    folded = fold(text)
    if (first := folded.find("old")) < 0:
        return None
    for person in _PERSON.finditer(folded, max(0, first - _BEFORE_OLD), folded.rfind("old") + _AFTER_OLD):
        if _differs(letter, person):
            lead = _AS_WORKER.search(folded, max(0, person.start() - _LEAD), person.start())
            if lead:
                return text[lead.start() : person.end()]
    return None


def _differs(letter: ParsedLetter, person: re.Match) -> bool:
    sex = "female" if person["sex"] in _WOMEN else "male"
    if letter.sex not in (None, sex):
        return True
    return letter.age is not None and abs(letter.age - int(person["age"])) > _BIRTHDAYS
