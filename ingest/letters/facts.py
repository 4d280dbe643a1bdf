"""Dates a summary states in prose: the date of injury and the date of the denial.

Only full dates count. Patterns run over lower-case text with single spaces; every gap in them is bounded and
ends with the sentence. A pattern is tried at every place of its first word, so that a place where it fails hides
none after it.
"""

import re
from collections.abc import Iterator
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


class _Wording(NamedTuple):
    """`head` finds candidates cheaply; `tail` is matched at each and names the `date`, and the `gap` before it."""

    head: re.Pattern
    tail: re.Pattern


def _wording(head: str, tail: str) -> _Wording:
    return _Wording(re.compile(head), re.compile(head + tail))


_DATE = rf"(?P<date>{DATE})"
_WEEKDAY = r"(?:the |(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
# No period of cumulative trauma.
_ONE_DAY = rf"{_WEEKDAY}{_DATE}(?! ?(?:to|through|thru|until|till|ending|up to|-|–|—) ?(?:\d|present|{DATE}))"
_ON = r"on(?: or (?:about|around)| about| around)?"
_SAME_SENTENCE = r"(?:(?!\. |; ).)"
_INJURY_NAME = (
    r"(?:\bdates? of (?:the |his |her )?(?:(?:industrial|work|occupational|original|initial|reported"
    r"|claimed)[ -](?:related )?){0,2}"
    r"(?:injur(?:y|ies)|loss|accident|incident)|\binjury dates?|\bd\.?o\.?i\.?s?\b\.?)"
)
_STATED = (
    r"(?:is|was|are|were|of|on|from|dated|listed|reported|given|noted|documented|stated|indicated|recorded|identified"
    r"|provided|being|has|been"
    r"|occurred|occurring|as|to|be|the|in|or|about|around|approximately)"
)
_INJURY_DATE = (
    _wording(
        _INJURY_NAME,
        rf"(?: ?\([a-z. ]{{3,20}}\))?(?: in this (?:case|claim|matter))?[:,]? ?(?:{_STATED}[ :]+){{0,5}}"
        rf"\(?{_ONE_DAY}",
    ),
    _wording(
        rf"\b{_DATE}",
        r",?:? (?:(?:which|this) (?:is|was) |being |\()?(?:the |his |her )?(?:(?:industrial|work|occupational"
        r"|reported)[ -](?:related )?)?(?:date of (?:the )?(?:industrial |work )?injury"
        r"|injury date|doi\b)",
    ),
)
# "Injured worker" tells of a person, and of no day.
_INJURY = (
    r"\binjur(?:y|ies|ed)\b"
    r"(?! (?:workers?|employees?|claimants?|patients?|persons?|individuals?|man|woman|party|applicants?)\b)"
)
_EVENT = (
    r"\b(?:accident|collision|fell|fall|slipped|tripped|struck|hit|incident|assault\w*|attack\w*|crush\w*"
    r"|twisted|hurt|altercation"
    r"|involved in|trauma|lifting|lifted|rear-ended|strain\w*|sprain\w*|bitten|burn\w*|exposed|exposure"
    r"|fractured|stabbed|shot"
    r"|scalded|kicked|punched|thrown|pushed|knocked|lacerated|amputated|electrocuted|pinned|run over|rolled"
    r"|robbery|robbed)\b"
)
_GAP = rf"(?P<gap>{_SAME_SENTENCE}{{0,140}}?)"
_BEFORE_DATE = (
    rf"\b(?:(?:reported )?{_ON}|of|dated|from|date(?: of)?|occurr(?:ed|ing)|dating (?:back )?(?:to|from)"
    r"|at work|on the job|while working)"
)
_SUSTAINED = rf"(?:sustain|suffer|incurr|experienc|report)\w* {_SAME_SENTENCE}{{0,60}}?{_INJURY}|{_INJURY}"
_CLAUSE_START = r"(?:^|(?<=[.,;] )|(?<=who )|(?<=that )|(?<=when ))"
_INJURED = (
    _wording(_INJURY, rf"(?:{_GAP}{_BEFORE_DATE}|(?<=d)(?= )|(?= [\d(a-z]))[ :,]{{0,2}}\(?{_ONE_DAY}"),
    _wording(
        rf"\b{_DATE}",
        rf"(?P<gap>) (?:(?:industrial|work|occupational|original|specific)[ -](?:related )?){{0,2}}{_INJURY}",
    ),
    _wording(rf"{_CLAUSE_START}{_ON} {_DATE}", rf",?(?P<gap>{_SAME_SENTENCE}{{0,60}}?)\b(?:{_SUSTAINED})"),
)
_HAPPENED = (
    _wording(_EVENT, rf"{_GAP}\b{_ON} {_ONE_DAY}"),
    _wording(rf"{_CLAUSE_START}{_ON} {_DATE}", rf"(?P<gap>,? {_SAME_SENTENCE}{{0,80}}?){_EVENT}"),
    _wording(
        r"\b(?:develop|experienc|felt|onset|began|start)\w*",
        rf"{_GAP}\b{_ON} {_DATE},? (?:after|while|when|as|from|due to"
        rf"|secondary to) {_SAME_SENTENCE}{{0,60}}?{_EVENT}",
    ),
)
# Between an injury and its date stands nothing that has a date of its own.
_NO_INJURY = re.compile(
    r"underwent|graft|surger|surgical|operat|\bmri\b|x-?ray|exam|\bseen\b|evaluat|report|treat|fusion|repair"
    r"|status post"
    r"|diagnos|therap|denied|certif|visit|review|record|request|inject|returned|last worked|discharg|maximum|present"
    r"|complain|follow|consult|\bbetween\b|\bprior|previous|terminat|laid off|continu|\bshow|reveal|\bemg\b|again"
    rf"|{DATE}"
)
_FOREIGN = re.compile(
    r"(?:\b(?:non-?(?:industrial|work)|prior|previous|earlier|another|second|denie[sd](?: any)?|no|without"
    r"|report of)[ -]"
    r"(?:[\w-]+ ){0,2}|(?<!year )(?<!years )(?<!year-)\bold |\bnerve |\bre-?|first report of (?:[\w-]+ ){0,2})$"
)
_FOUND_ONLY = re.compile(
    r"(?:diagnos|assess|impression|exam|mri|x-?ray|presented|seen|prior|previous|denie[sd])[^.;]{0,40}$"
)


def find_injury_date(flow: Flow) -> Fact | None:
    """The date of injury, if a full one is stated."""
    text = flow.folded[:WINDOW]
    for match in _matches(_INJURY_DATE, text):
        return _dated(match)
    for wordings, foreign in ((_INJURED, _FOREIGN), (_HAPPENED, _FOUND_ONLY)):
        for match in _matches(wordings, text):
            before = text[max(0, match.start() - 60) : match.start()]
            if not _NO_INJURY.search(match["gap"] or "") and not foreign.search(before):
                return _dated(match)
    return None


# "dates of injury of 3/4/11 and 5/6/12"; without an "and" only after a plural.
_ANOTHER = re.compile(
    rf"\)?(?:(?:[,;] ?{DATE}){{0,9}}+[,;]? ?(?:and|&|as well as)(?: also)?(?: again)?(?: {_ON}| of)?|(?P<comma>[,;]))"
    rf" ?\(?{_DATE}(?! (?:visit|note|report|mri|x-?ray|exam|evaluation|surgery|records?|progress)\w*\b)"
)
_PLURAL = re.compile(r"(?:\bdates\b|\binjuries\b|\bd\.?o\.?i\.?s\b)[^.;]*$")
_OF_ANOTHER_CLAIM = re.compile(
    r"\b(?:non-?industrial|non-?work|prior|previous|earlier|unrelated|old|different|separate)[ -](?:[\w-]+ ){0,2}$"
)


def find_other_injury_date(flow: Flow, first: Fact) -> Fact | None:
    """A day other than `first`, what `find_injury_date` found, that is stated as the worker's date of injury too."""
    text = flow.folded[:WINDOW]
    if (listed := _listed(text, first)) and listed.value not in (None, first.value):
        return listed
    for match in _matches(_INJURY_DATE, text):
        before = text[max(0, match.start() - 60) : match.start()]
        if (found := _dated(match)).value not in (None, first.value) and not _OF_ANOTHER_CLAIM.search(before):
            return found
    return None


def _listed(text: str, first: Fact) -> Fact | None:
    """The date that stands beside the first."""
    match = _ANOTHER.match(text, first.end)
    if match and match["comma"] and not _PLURAL.search(text[max(0, first.start - 60) : first.start]):
        return None
    return _dated(match) if match else None


def _matches(wordings: tuple[_Wording, ...], text: str) -> Iterator[re.Match]:
    for head, tail in wordings:
        for place in head.finditer(text):
            if match := tail.match(text, place.start()):
                yield match


def _dated(match: re.Match) -> Fact:
    return Fact(read_date(match["date"]), *match.span("date"))


_REVIEW = r"\b(?:utilization review(?:er)?s?\b(?: \(ur\))?|ur\b|peer review\b)"
_REVIEW_WORDS = (
    r"(?:[ ,:(]{1,2}(?:report|decision|determination|denial|letter|physician|reviewer|process|being|challenged"
    r"|adverse|prior|now"
    r"|notice|modification|non-?certification|is|was|dated|on|from|of|the|performed|completed|rendered|issued"
    r"|made|date|by|in"
    r"|question|at|issue|disputed?|under|appeal|this|that|which|occurred|for|current|final|initial|conducted"
    r"|done|provided)\b){0,9}[ ,:(]{1,2}"
)
_DENIED = (
    r"(?:denied|den(?:ying|ies)|non-?certified|did not certify|not certified|not approved|modified"
    r"|partially (?:certified|approved)"
    r"|conditionally certified|adverse|failed to (?:approve|certify)|declined|refused"
    r"|recommended non-?certification|not authorized)"
)
_CLAIMS_ADMIN = r"(?:the )?(?:claims? administrator|claims adjuster|carrier|insurer)"
_NO_DATE = rf"(?:(?!\. |{DATE}).)"
_CHALLENGED = (
    _wording(
        r"\b(?:determination|decision|denial|report|letter|review)s?\b",
        rf" (?:(?:which|that) )?(?:(?:is|was) )?(?:now |currently )?(?:being (?:challenged|disputed|appealed)"
        rf"|in (?:dispute|question)|at issue"
        rf"|under (?:dispute|appeal|review)|challenged|disputed){_REVIEW_WORDS}{_DATE}",
    ),
)
_REVIEW_DATE = (
    _wording(_REVIEW, rf"{_REVIEW_WORDS}{_DATE}"),
    _wording(rf"\b{_DATE}", rf",? (?:(?:the|a|an) )?{_REVIEW}"),
)
_DENIAL_DATE = (
    _wording(_REVIEW, rf"{_NO_DATE}{{0,60}}?\b{_DENIED}{_NO_DATE}{{0,300}}?\bon {_DATE}"),
    _wording(
        rf"\b(?:on|dated|of|from) {_DATE}",
        rf",? (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW}){_SAME_SENTENCE}{{0,40}}?\b{_DENIED}",
    ),
    _wording(rf"\b{_CLAIMS_ADMIN}", rf"{_NO_DATE}{{0,40}}?\b{_DENIED}{_NO_DATE}{{0,300}}?\bon {_DATE}"),
    _wording(
        r"\b(?:requests?|treatments?|services?|both|all|items?|these|this|it|they|which)\b",
        rf"{_NO_DATE}{{0,120}}?\b(?:was|were|been) {_DENIED}{_NO_DATE}{{0,60}}?\bon {_DATE}",
    ),
)
_DATED_DENIAL = (
    _wording(
        r"\b(?:denial|determination|non-?certification)(?: letter| notice| report| decision)?\b",
        rf" (?:(?:is|was) )?(?:dated|of|on|from|date:?) (?:on )?{_DATE}",
    ),
)
_CHALLENGE_HINT = re.compile(r"challenge|disput|issue|question|appeal|under review")
_REVIEW_HINT = re.compile(_REVIEW)
_DENIED_HINT = re.compile(_DENIED)


def find_denial_date(flow: Flow) -> Fact | None:
    """The date of the utilization review denial, if a full one is stated; the one said to be in dispute first."""
    text = flow.folded[:WINDOW]
    wordings = (
        *(_CHALLENGED if _CHALLENGE_HINT.search(text) else ()),
        *(_REVIEW_DATE if _REVIEW_HINT.search(text) else ()),
        *(_DENIAL_DATE if _DENIED_HINT.search(text) else ()),
        *_DATED_DENIAL,
    )
    return next((_dated(match) for match in _matches(wordings, text)), None)
