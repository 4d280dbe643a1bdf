"""Dates a summary states in prose: the date of injury and the date of the denial.

Only full dates count. Of several days of injury the first counts, unless another is said to be the present claim's.
"""

import re

from ingest.letters.facts.claims import of_another_claim
from ingest.letters.facts.dates import DATE
from ingest.letters.facts.mishaps import COMPLAINT, EVENT, HOW_IT_BEGAN, LIMB, PLAIN_EVENT
from ingest.letters.facts.wordings import (
    SAME_SENTENCE,
    WEEKDAY,
    WINDOW,
    Fact,
    after_date,
    before,
    dated,
    matches,
    wording,
)
from ingest.letters.text.lines import Flow

_DATE = rf"(?P<date>{DATE})"
_PART_OF_DAY = r"(?:the (?:(?:early|late) )?(?:[a-z]+ )?(?:morning|afternoon|evening|night|shift|day) of )"
# No period of cumulative trauma.
_ONE_DAY = (
    rf"{_PART_OF_DAY}?{WEEKDAY}{_DATE}"
    rf"(?! ?(?:to|through|thru|until|till|ending|up to|-|–|—) ?(?:\d|present|{DATE}))"
)
_ON = rf"(?:on(?: or (?:about|around)| about| around)?|(?:in|during)(?= {_PART_OF_DAY}))"
_INJURY_NAME = (
    r"(?:\bdates? of (?:the |his |her )?(?:(?:industrial|work|occupational|original|initial|reported"
    r"|claimed|alleged|specific)[ -](?:related )?){0,2}"
    r"(?:injur(?:y|ies)|loss|accident|incident|onset of injury)|\bclaimed dates? of onset|\bdate-of-injury"
    r"|\binjury dates?"
    r"|\bd\.?o\.?i\.?s?\b\.?|\bd/[oi](?:/i)?\b)"
)
_STATED = (
    r"(?:by (?:the|his|her) [a-z]{3,12}|used|record|is|was|are|were|of|on|from|dated|listed|reported|given|noted"
    r"|documented|stated|indicated|recorded|identified"
    r"|provided|being|has|been"
    r"|occurred|occurring|as|to|be|the|in|or|about|around|approximately)"
)
_ACCORDING = (
    r"(?:,? (?:as )?(?:(?:found|given|listed|stated|shown|noted|recorded) )?(?:per|according to|on|in) (?:the |his "
    r"|her )?(?![\d])[\w/-]{2,20}(?: [a-z]{2,15})?,?(?= ))?"
)
_MISHAP = r"(?:injur(?:y|ies)|accident|incident|episode|event|onset|loss|exposure|fall|assault|collision|trauma)\b"
_WHEN_HURT = (
    r"(?: (?:on which|when|that))? (?:he|she|the (?:injured )?(?:worker|patient|claimant|employee|applicant)) (?:was "
    r"(?:first |industrially )?(?:injured|hurt)|fell)\b"
)
_INJURY_DATE = (
    wording(
        _INJURY_NAME,
        rf"(?: ?\([\w. -]{{3,30}}\))?(?: in this (?:case|claim|matter))?{_ACCORDING}(?: ?[:,=–-])?"
        rf" ?(?:{_STATED}[ :]+){{0,5}}\(?{_ONE_DAY}",
    ),
    after_date(
        r",?:? (?:(?:which|this) (?:is|was) |being |\()?(?:the |his |her )?(?:(?:industrial|work|occupational"
        r"|reported)[ -](?:related )?)?(?:date of (?:the )?(?:industrial |work )?injury"
        r"|injury date|doi\b)",
    ),
    after_date(
        r"(?: (?:is|was) (?:[a-z]+ )?(?:as )?| (?:down )?as )(?:the |his |her )?(?:[a-z-]+ )?(?:day|date)"
        rf"(?: of (?:the |this |that |his |her )?(?:[a-z-]+ )?{_MISHAP}|{_WHEN_HURT})"
    ),
    wording(
        r"(?:(?:industrial|work|occupational)(?:[ -]related)? (?:event|incident|accident|episode|exposure)\b"
        r"|(?:accident|incident)(?=:))",
        rf"(?:,|:)? (?:{_STATED}[ :]+){{0,4}}{_ONE_DAY}",
    ),
    wording(rf"da(?:y|te){_WHEN_HURT}", rf",? (?:{_STATED}[ :]+){{0,5}}{_ONE_DAY}"),
)
# "Injured worker" tells of a person, and of no day.
_INJURY = (
    r"\binjur(?:y|ies|ed)\b"
    r"(?! (?:workers?|employees?|claimants?|patients?|persons?|individuals?|man|woman|party|applicants?)\b)"
)
_GAP = rf"(?P<gap>{SAME_SENTENCE}{{0,140}}?)"
_BEFORE_DATE = (
    rf"\b(?:(?:reported )?{_ON}|of|dated|from|date(?: of)?|occurr(?:ed|ing)|(?:dating|date[sd]) (?:back )?(?:to|from)"
    rf"|sustained|happened|incurred"
    r"|at work|on the job|while working)"
)
_SUSTAINED = rf"(?:sustain|suffer|incurr|experienc|report)\w* {SAME_SENTENCE}{{0,60}}?{_INJURY}|{_INJURY}"
_ON_DAY = (
    r"on(?:(?<=\Aon)|(?<=[.,;] on)|(?<=who on)|(?<=that on)|(?<=when on))(?: or (?:about|around)| about| around)?"
    rf" {_PART_OF_DAY}?{WEEKDAY}{_DATE}"
)
_INJURED = (
    wording(_INJURY, rf"(?:{_GAP}{_BEFORE_DATE}|(?<=d)(?= )|(?: (?:is|was)|:)?(?= [\d(a-z]))[ :,]{{0,2}}\(?{_ONE_DAY}"),
    after_date(
        rf"(?P<gap>) (?:(?:industrial|work|occupational|original|specific)[ -](?:related )?){{0,2}}{_INJURY}",
    ),
    wording(_ON_DAY, rf",?(?P<gap>{SAME_SENTENCE}{{0,60}}?)\b(?:{_SUSTAINED})"),
)
_ONSET = r"(?:onset|develop\w*|felt|experienc\w+|noticed|heard|began|pop|pain)\b"
_WHILE_DOING = r"(?:while|upon|when) (?:(?:she|he) was )?[a-z]+ing\b"
_PAPER = r"visit|note|report|mri|ct\b|x-?ray|exam|evaluation|surgery|records?|progress|pr-?2|qme|ame|ur\b|rfa"
_HAPPENED = (
    wording(
        EVENT, rf"{_GAP}\b(?:{_ON}|dated|at work|on the job)(?: an? (?:date|day) [a-z ]{{0,30}}?(?:as|of))? {_ONE_DAY}"
    ),
    after_date(
        r"(?P<gap>) (?:(?:industrial|work|slip and|car|auto|motor vehicle) )?(?:fall|accident|incident|collision"
        r"|assault)\b",
    ),
    wording(_ON_DAY, rf"(?P<gap>,? {SAME_SENTENCE}{{0,80}}?){EVENT}"),
    wording(_ON_DAY, rf"(?P<gap>,? {SAME_SENTENCE}{{0,40}}?)\b{_ONSET} {SAME_SENTENCE}{{0,80}}?{_WHILE_DOING}"),
    wording(
        r"\b(?:develop|experienc|felt|onset|began|start)\w*",
        rf"{_GAP}\b{_ON} {_PART_OF_DAY}?{WEEKDAY}{_DATE},? (?:{_WHILE_DOING}|(?:after|while|when|as|from"
        rf"|due to|secondary to) {SAME_SENTENCE}{{0,60}}?{EVENT})",
    ),
    wording(
        _ON_DAY,
        rf"(?P<gap>,? (?:(?:he|she|the [a-z]{{2,12}}) )?(?:was|had been) )[a-z]+ing {SAME_SENTENCE}{{0,120}}?"
        rf"\b(?:when|and|as) {SAME_SENTENCE}{{0,40}}?(?:\b(?:felt|heard|pain|pop|snap|twist|hurt|injur)|{EVENT})",
    ),
    wording(
        rf"\b{COMPLAINT}",
        rf"\w{{0,6}}(?P<gap> (?:[\w-]+ ){{0,5}}?)(?:began|started|developed|arose|commenced|from|since)"
        rf"(?: {_ON}| from)? {WEEKDAY}{_DATE}{HOW_IT_BEGAN}",
    ),
    wording(
        r"\b(?:developed|experienced|felt|noticed|onset of|had)\b",
        rf"(?P<gap> (?:[\w-]+ ){{0,6}}?{COMPLAINT}{SAME_SENTENCE}{{0,50}}?) (?:{_ON} )?{WEEKDAY}{_DATE}{HOW_IT_BEGAN}",
    ),
    wording(
        r"\b(?:gave (?:out|way)|went out|locked up)\b",
        rf"(?P<gap>(?: on (?:him|her))?) (?:{_ON} )?{WEEKDAY}{_DATE}{HOW_IT_BEGAN}",
    ),
    # "was in the hall on 3/4/12 when a pole struck her"; "was working on a roof on 3/4/12 and fell through"
    wording(rf"\bon {WEEKDAY}{_DATE}", rf",? when(?P<gap> {SAME_SENTENCE}{{0,60}}?){EVENT}"),
    wording(
        r"\bwas [a-z]{2,12}ing\b",
        rf"(?P<gap>{SAME_SENTENCE}{{0,60}}?)\bon {WEEKDAY}{_DATE},? and (?:he |she )?{EVENT}",
    ),
    wording(
        EVENT, rf"(?P<gap>[^.]{{0,60}}?)\. (?:that|this|it) (?:was|happened|occurred|took place)(?: on)? {_ONE_DAY}"
    ),
    wording(
        r"\binjury, ",
        rf"(?P<gap>(?:(?:left|right|bilateral|both|low|upper|lower|[lr]) ){{0,2}}{LIMB}),? \(?{_ONE_DAY}",
    ),
    wording(
        r"\b(?:sustain|suffer|incurr)\w*",
        rf"(?P<gap> (?:an?|his|her|the|multiple|bilateral|severe) (?:[\w/-]+ ){{0,4}}?(?:hernia|concussion|tear"
        rf"|contusion"
        rf"|laceration|dislocation|rupture|whiplash|blow|cut|wound|bite|shock|puncture|strain|sprain|burn)s?\b"
        rf"{SAME_SENTENCE}{{0,60}}?)\b(?:{_ON} )?{_ONE_DAY}",
    ),
    wording(
        r"\b(?:pain|symptoms?|problems?|complaints?|condition|strain|sprain|hernia|syndrome|disability)\b",
        rf"(?P<gap>{SAME_SENTENCE}{{0,40}}?) (?:that |which )?dat(?:es?|ed|ing) (?:back )?(?:to|from) {_ONE_DAY}",
    ),
    wording(
        r"\binjury to (?:the |his |her |both )?",
        rf"(?P<gap>[a-z][a-z ,/-]{{2,40}}?),? \(?{_ONE_DAY}(?!,? (?:{_PAPER}))",
    ),
    wording(
        r"\b(?:event|incident|accident|assault|fall|collision|exposure|attack|robbery)\b", rf"(?P<gap>) of {_ONE_DAY}"
    ),
    after_date(
        r"(?P<gap>)(?: [a-z/-]{2,12}){0,4} (?:strain|sprain|fractures?|laceration|contusion|crush)(?: injury)? (?:from"
        r"|after|while|when|due to) "
    ),
    wording(
        r"\bclaim\b",
        rf"(?P<gap>)(?: dating (?:back )?(?:to|from)| from|:| aris(?:es|ing)| arose)(?: on| from)? {_ONE_DAY}",
    ),
    wording(PLAIN_EVENT, rf"(?P<gap>{SAME_SENTENCE}{{0,60}}?(?<=[a-z)]),? )\(?{_ONE_DAY}(?!,? (?:{_PAPER}))"),
)
# Between an injury and its date stands nothing that has a date of its own.
_NO_INJURY = re.compile(
    r"underwent|graft|arthro|ectomy|plasty|provider|physician|\bdoctor\b|surgeon|reviewer|attorney|surger|surgical"
    r"|operat|\bmri\b|\bct\b|\bpt\b|x-?ray|films?\b|exam|\bseen\b|evaluat|treat"
    r"|fusion|repair"
    r"|report(?!edly|ed (?:to have|as (?:having )?(?:happen|occur)))|record(?!ed (?:as|to have))"
    r"|status post"
    r"|diagnos|therap|denied|certif|visit|review|request|inject|returned|last worked|discharg|maximum|present"
    r"|\bat (?:his |her |the )?home\b|\b(?:his|her|their) (?:own )?(?:house|garden|yard|kitchen|bathroom|driveway)\b"
    r"|\boff[ -]duty|\b(?:at|playing|in|from|during) (?:an? )?(?:[a-z]+ )?(?:football|soccer|basketball|baseball"
    r"|softball|volleyball)|skiing|snowboard|hiking"
    r"|non-?industrial|non-?work|vacation|settled|\bfiled|\bborn\b|\bhired\b"
    r"|complain|follow|consult|\bbetween(?! (?:two|an?|his|her|the (?!dates)))|\bprior|previous|\bbefore(?=,| on\b)"
    r"|in the past"
    r"|\bdied\b|death|accepted|terminat|laid off|continu|\bshow|reveal|\bemg\b|again(?!st)"
    rf"|{DATE}"
)
_FOREIGN = re.compile(
    r"(?:\b(?:non-?(?:industrial|work)|prior|previous|earlier|another|second|denie[sd](?: any)?|no|without"
    r"|report of)[ -]"
    r"(?:[\w-]+ ){0,2}|(?<!year )(?<!years )(?<!year-)\bold |\bnerve |\bre-?|first report of (?:[\w-]+ ){0,2})$"
)
_FOUND_ONLY = re.compile(
    r"(?:diagnos|assess|impression|exam|mri|x-?ray|presented|seen|evaluat|\bvisit|denie[sd](?![^.;]{0,40} and )"
    r"|\b(?:his|her) (?:[\w-]+ )?(?:wife|husband|spouse|son|daughter|child|brother|sister|mother|father|friend"
    r"|cousin|nephew|niece)\b)[^.;]{0,40}$"
)


def find_injury_date(flow: Flow) -> Fact | None:
    """The date of injury, if a full one is stated."""
    text = flow.folded[:WINDOW]
    if present := _of_present_claim(text):
        return present
    for match in matches(_INJURY_DATE, text):
        if not of_another_claim(text, match):
            return dated(match)
    for wordings, foreign in ((_INJURED, _FOREIGN), (_HAPPENED, _FOUND_ONLY)):
        for match in matches(wordings, text):
            if _NO_INJURY.search(match["gap"] or "") or foreign.search(before(text, match)):
                continue
            if not of_another_claim(text, match):
                return dated(match)
    return None


# "dates of injury of 3/4/11 and 5/6/12"; without an "and" only after a plural.
_ANOTHER = re.compile(
    rf"\)?(?:(?:[,;] ?{DATE}){{0,9}}+[,;]? ?(?:and|&|as well as)(?: also)?(?: again)?(?: {_ON}| of)?|(?P<comma>[,;]))"
    rf" ?\(?{_DATE}(?! (?:visit|note|report|mri|x-?ray|exam|evaluation|surgery|records?|progress)\w*\b)"
)
_PLURAL = re.compile(r"(?:\bdates\b|\binjuries\b|\bd\.?o\.?i\.?s\b)[^.;]*$")
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
        rf"(?P<gap>{SAME_SENTENCE}{{0,100}}?)(?:\b(?:of|on|from|dated|is|was|date|doi)|[:(])[ :]{{0,2}}\(?{_ONE_DAY}",
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
        if found.value not in (None, first.value) and not of_another_claim(text, match):
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
