"""Dates a summary states in prose: the date of injury and the date of the denial.

Only full dates count. Of several days of injury the first counts, unless another is said to be the present claim's.
"""

import re

from ingest.letters.facts.dates import DATE
from ingest.letters.facts.wordings import WINDOW, Fact, after_date, before, dated, matches, wording
from ingest.letters.text.lines import Flow

_DATE = rf"(?P<date>{DATE})"
_THE = r"(?:the )?"
_WEEKDAY = r"(?:the |(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
# No period of cumulative trauma.
_ONE_DAY = rf"{_WEEKDAY}{_DATE}(?! ?(?:to|through|thru|until|till|ending|up to|-|–|—) ?(?:\d|present|{DATE}))"
_ON = r"on(?: or (?:about|around)| about| around)?"
_SAME_SENTENCE = r"(?:(?!\. |; ).)"
_INJURY_NAME = (
    r"(?:\bdates? of (?:the |his |her )?(?:(?:industrial|work|occupational|original|initial|reported"
    r"|claimed|alleged|specific)[ -](?:related )?){0,2}"
    r"(?:injur(?:y|ies)|loss|accident|incident|onset of injury)|\bclaimed dates? of onset|\bdate-of-injury"
    r"|\binjury dates?"
    r"|\bd\.?o\.?i\.?s?\b\.?|\bd/[oi](?:/i)?\b)"
)
_STATED = (
    r"(?:is|was|are|were|of|on|from|dated|listed|reported|given|noted|documented|stated|indicated|recorded|identified"
    r"|provided|being|has|been"
    r"|occurred|occurring|as|to|be|the|in|or|about|around|approximately)"
)
_ACCORDING = (
    r"(?:,? (?:as )?(?:per|according to|on|in) (?:the |his |her )?(?![\d])[\w/-]{2,20}(?: [a-z]{2,15})?,?(?= ))?"
)
_INJURY_DATE = (
    wording(
        _INJURY_NAME,
        rf"(?: ?\([a-z. ]{{3,20}}\))?(?: in this (?:case|claim|matter))?{_ACCORDING}(?: ?[:,=–-])?"
        rf" ?(?:{_STATED}[ :]+){{0,5}}\(?{_ONE_DAY}",
    ),
    after_date(
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
    r"(?<!\w)(?:accident|collision|fell|fall|slipped|tripped|struck|hit|incident|assault\w*|attack\w*|crush\w*"
    r"|twisted|hurt|altercation"
    r"|involved in|trauma|(?:lift|pull|push|twist|bend|reach|carry|climb|mov|stepp|stoop|squatt|kneel|us|operat"
    r"|load|unload)ing|lifted|rear-ended|strain\w*|sprain\w*|bitten|burn\w*|exposed|exposure"
    r"|fractured|stabbed|shot"
    r"|scalded|kicked|punched|thrown|pushed|knocked|lacerated|amputated|electrocuted|pinned|run over|rolled"
    r"|robbery|robbed|contracted|infected|inhaled|needle ?stick|splashed|sprayed|explo(?:sion|ded)|stung|tackled"
    r"|collapsed|jerked|dragged|caught (?:in|between|under)|jammed|smashed|wrenched|jarred|choked|threatened)\b"
)
_GAP = rf"(?P<gap>{_SAME_SENTENCE}{{0,140}}?)"
_BEFORE_DATE = (
    rf"\b(?:(?:reported )?{_ON}|of|dated|from|date(?: of)?|occurr(?:ed|ing)|dating (?:back )?(?:to|from)"
    r"|at work|on the job|while working)"
)
_SUSTAINED = rf"(?:sustain|suffer|incurr|experienc|report)\w* {_SAME_SENTENCE}{{0,60}}?{_INJURY}|{_INJURY}"
_ON_DAY = rf"on(?:(?<=\Aon)|(?<=[.,;] on)|(?<=who on)|(?<=that on)|(?<=when on)){_ON[2:]} {_THE}{_DATE}"
_INJURED = (
    wording(_INJURY, rf"(?:{_GAP}{_BEFORE_DATE}|(?<=d)(?= )|(?=:? [\d(a-z]))[ :,]{{0,2}}\(?{_ONE_DAY}"),
    after_date(
        rf"(?P<gap>) (?:(?:industrial|work|occupational|original|specific)[ -](?:related )?){{0,2}}{_INJURY}",
    ),
    wording(_ON_DAY, rf",?(?P<gap>{_SAME_SENTENCE}{{0,60}}?)\b(?:{_SUSTAINED})"),
)
_ONSET = r"(?:onset|develop\w*|felt|experienc\w+|noticed|heard|began|pop|pain)\b"
_WHILE_DOING = r"(?:while|upon|when) (?:(?:she|he) was )?[a-z]+ing\b"
# Events that need no "on" before their day: "fell from a ladder 3/4/12".
_PLAIN_EVENT = (
    r"(?<!\w)(?:accident|collision|fell|slipped|tripped|struck|incident|assaulted|attacked|rear-ended|robbed"
    r"|run over|kicked|stabbed|electrocuted)\b"
)
_PAPER = r"visit|note|report|mri|ct\b|x-?ray|exam|evaluation|surgery|records?|progress|pr-?2|qme|ame|ur\b|rfa"
_HAPPENED = (
    wording(_EVENT, rf"{_GAP}\b(?:{_ON}|dated)(?: an? (?:date|day) [a-z ]{{0,30}}?(?:as|of))? {_ONE_DAY}"),
    after_date(
        r"(?P<gap>) (?:(?:industrial|work|slip and|car|auto|motor vehicle) )?(?:fall|accident|incident|collision"
        r"|assault)\b",
    ),
    wording(_ON_DAY, rf"(?P<gap>,? {_SAME_SENTENCE}{{0,80}}?){_EVENT}"),
    wording(_ON_DAY, rf"(?P<gap>,? {_SAME_SENTENCE}{{0,40}}?)\b{_ONSET} {_SAME_SENTENCE}{{0,80}}?{_WHILE_DOING}"),
    wording(
        r"\b(?:develop|experienc|felt|onset|began|start)\w*",
        rf"{_GAP}\b{_ON} {_THE}{_DATE},? (?:{_WHILE_DOING}|(?:after|while|when|as|from"
        rf"|due to|secondary to) {_SAME_SENTENCE}{{0,60}}?{_EVENT})",
    ),
    wording(
        _ON_DAY,
        rf"(?P<gap>,? (?:(?:he|she|the [a-z]{{2,12}}) )?(?:was|had been) )[a-z]+ing {_SAME_SENTENCE}{{0,120}}?"
        rf"\b(?:when|and|as) {_SAME_SENTENCE}{{0,40}}?(?:\b(?:felt|heard|pain|pop|snap|twist|hurt|injur)|{_EVENT})",
    ),
    wording(r"\b(?:event|incident|accident|assault)\b", rf"(?P<gap>) of {_ONE_DAY}"),
    after_date(
        r"(?P<gap>)(?: [a-z/-]{2,12}){0,4} (?:strain|sprain|fractures?|laceration|contusion|crush)(?: injury)? (?:from"
        r"|after|while|when|due to) "
    ),
    wording(r"\bclaim\b", rf"(?P<gap>)(?: dating (?:back )?(?:to|from)| from|:) {_ONE_DAY}"),
    wording(_PLAIN_EVENT, rf"(?P<gap>{_SAME_SENTENCE}{{0,60}}?(?<=[a-z)]),? )\(?{_ONE_DAY}(?!,? (?:{_PAPER}))"),
)
# Between an injury and its date stands nothing that has a date of its own.
_NO_INJURY = re.compile(
    r"underwent|graft|surger|surgical|operat|\bmri\b|x-?ray|exam|\bseen\b|evaluat|report|treat|fusion|repair"
    r"|status post"
    r"|diagnos|therap|denied|certif|visit|review|record|request|inject|returned|last worked|discharg|maximum|present"
    r"|\bat (?:his |her |the )?home\b|non-?industrial|non-?work|vacation|settled|\bfiled|\bborn\b|\bhired\b"
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
    if present := _of_present_claim(text):
        return present
    for match in matches(_INJURY_DATE, text):
        if not _OF_ANOTHER_CLAIM.search(before(text, match)):
            return dated(match)
    for wordings, foreign in ((_INJURED, _FOREIGN), (_HAPPENED, _FOUND_ONLY)):
        for match in matches(wordings, text):
            if not _NO_INJURY.search(match["gap"] or "") and not foreign.search(before(text, match)):
                return dated(match)
    return None


# "dates of injury of 3/4/11 and 5/6/12"; without an "and" only after a plural.
_ANOTHER = re.compile(
    rf"\)?(?:(?:[,;] ?{DATE}){{0,9}}+[,;]? ?(?:and|&|as well as)(?: also)?(?: again)?(?: {_ON}| of)?|(?P<comma>[,;]))"
    rf" ?\(?{_DATE}(?! (?:visit|note|report|mri|x-?ray|exam|evaluation|surgery|records?|progress)\w*\b)"
)
_PLURAL = re.compile(r"(?:\bdates\b|\binjuries\b|\bd\.?o\.?i\.?s\b)[^.;]*$")
_OF_ANOTHER_CLAIM = re.compile(
    r"(?:\bnon-?industrial|\bnon-?work|\bprior(?! to\b)|\bprevious|\bearlier|\bunrelated"
    r"|(?<!year )(?<!years )(?<!year-)\bold"
    r"|\bdifferent|\bseparate)[ -](?:[\w-]+ ){0,4}$"
)
_PRESENT = r"(?:present|current|instant|subject|latter|disputed)"
_PRESENT_HINTS = ("present ", "current ", "instant ", "subject ", "latter ", "disputed ", "claim ", "injury at issue")
_PRESENT_CLAIM = (
    wording(
        rf"(?:{_PRESENT} (?:(?:industrial|work|specific)[ -](?:related )?)?(?:claim|injury|case"
        rf"|date of (?:[a-z]+ )?injury)"
        r"|(?:claim|injury|date of (?:[a-z]+ )?injury) (?:now |currently )?(?:under (?:review|dispute)|at issue"
        r"|in (?:dispute|question))"
        r"|(?:present|current) (?:dispute|review|request|application) (?:concerns|involves|is for|relates to"
        r"|pertains to))\b",
        rf"(?P<gap>{_SAME_SENTENCE}{{0,100}}?)(?:\b(?:of|on|from|dated|is|was|date|doi)|[:(])[ :]{{0,2}}\(?{_ONE_DAY}",
    ),
)


def find_other_injury_date(flow: Flow, first: Fact) -> Fact | None:
    """A day other than `first`, what `find_injury_date` found, that is stated as the worker's date of injury too."""
    text = flow.folded[:WINDOW]
    if _of_present_claim(text):
        return None
    if (listed := _listed(text, first)) and listed.value not in (None, first.value):
        return listed
    for match in matches(_INJURY_DATE, text):
        found = dated(match)
        if found.value not in (None, first.value) and not _OF_ANOTHER_CLAIM.search(before(text, match)):
            return found
    return None


def _of_present_claim(text: str) -> Fact | None:
    """The date said to be that of the claim in dispute, where several are told of."""
    if not any(hint in text for hint in _PRESENT_HINTS):
        return None
    found = (match for match in matches(_PRESENT_CLAIM, text) if not _NO_INJURY.search(match["gap"]))
    return next((dated(match) for match in found), None)


def _listed(text: str, first: Fact) -> Fact | None:
    """The date that stands beside the first."""
    match = _ANOTHER.match(text, first.end)
    if match and match["comma"] and not _PLURAL.search(text[max(0, first.start - 60) : first.start]):
        return None
    return dated(match) if match else None
