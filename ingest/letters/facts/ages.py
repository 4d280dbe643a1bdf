"""The injured worker's age, from prose: that of today, where several are told. Another's age is not an answer.

Patterns run over lower-case text with single spaces, and every gap in them is bounded.
"""

import re

from ingest.letters.facts.persons import KIN_BEFORE, PERSON, SEX_WORD, is_another, is_somebody
from ingest.letters.facts.wordings import WINDOW, Fact
from ingest.letters.text.lines import Flow

YOUNGEST, OLDEST = 14, 99

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[ -]?(?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS)}"
_MONTHS = r"(?:[ ,-]{0,3}(?:and[ -]|\+ ?|& ?)?\d{1,2}[ -]{0,3}(?:months?|mos?\b\.?))?"
_YEARS_OLD = re.compile(
    rf"y(?:(?:ears?(?:['’]s?)?|rs?\.?)\)?{_MONTHS}[ /-]{{0,3}}(?:olds?\b|young\b|of[ -]age\b"
    r"|(?=(?:, ?|and |, and )?(?:(?:fe)?male|(?:wo)?man)\b))"
    r"|\.? ?[/-]?o(?:ld)?\b\.?|/?o(?=[mf]\b)| \d{1,2} ?m old\b)"
)
_AGE_BEFORE = re.compile(rf"(?<![\w./-])\(?(?P<number>{_NUMBER})(?:\.\d|½| ?1/2)?\)?[ -]{{0,3}}\(?$")
_TITLED = r"\bm(?:rs?|s)\.?(?: [^ ,]{1,20}){0,2} ?"
_NOW = (
    r"(?:now|at present|at this time|today|presently|currently|as of (?:this|the|today)|at the (?:time|date) of (?:this"
    r"|the)(?: present| current)? (?:review|request|determination|application))\b"
)
_NOW_OF_WORKER = (
    re.compile(
        rf"\b(?:(?:he|she|who|{PERSON}|m(?:rs?|s)\.? [^ ,]{{1,20}}),? is"
        r"|(?:now|presently|currently|today),? (?:he|she) is)"
        rf" (?:also |therefore |thus |just |about )?(?P<number>{_NUMBER})(?:,? {_NOW}|(?<=\d)[.,;)](?! \d))"
    ),
)
# "44 now" and "now 44" may be degrees, unless an age was spoken of just before.
_NOW_AFTER_THEN = (
    re.compile(rf"(?:,|;|\b(?:and|but|is)) (?:is )?(?:therefore |thus )?(?P<number>{_NUMBER}),? {_NOW}"),
    re.compile(
        rf"\b(?:now|currently|presently|today|at present),? (?:(?:he|she) is )?(?P<number>{_NUMBER})(?=[,.;)]|$| and\b)"
    ),
)
_AGE_SPOKEN_OF = re.compile(
    rf"(?:\by(?:ea)?rs?\.?[ -](?:of[ -]age|old)\b|\by[/.]?o\b|\baged?\b|\b(?:he|she|who|{PERSON}) (?:was|will be|is)"
    rf" (?:{_NUMBER})\b(?! ?%))"
)
_SAID = r"(?:given|listed|stated|recorded|noted|reported|documented|shown|put|entered|said|described|provided)"
_GIVEN = (
    re.compile(
        rf"\bage (?:(?:is|was) )?(?:also )?{_SAID}(?: (?:in|on|by|at|per) [^.;:,\d]{{2,50}}?)? (?:as|to be|at)"
        rf" (?P<number>{_NUMBER})\b(?!%|[./]\d)"
    ),
    re.compile(
        rf"\bage,? (?:(?:as )?(?:according to|per|{_SAID} (?:in|on|by)) [^.;:,\d]{{2,40}}|\(years\)|at present|now)"
        rf"(?:,? is|:|,)? (?P<number>{_NUMBER})\b(?!%|[./]\d)"
    ),
    re.compile(rf"\bage ?[:=(–-] ?(?P<number>{_NUMBER})\b(?! ?(?:to|-|–|%)|[./]\d)"),
    # Sex and age as letters: "F/45"
    re.compile(
        r"(?:^|(?<=[.;(] )|(?<=\()|\b(?:pt|patient|claimant|iw)[:,]? )[mf](?:/|, ?)(?P<number>\d\d)(?=[ ,.;)]"
        r"|$)(?! ?(?:hour|hr|h\b|day|week|tab|mm|mg))"
    ),
)
_PRESENT_AGE = re.compile(rf"\b(?:present|current) age(?: is| of|:| being)? (?P<number>{_NUMBER})\b(?!%|[./]\d)")
_AGE_THEN = re.compile(
    r"\bage (?:at|on) (?:the |his |her )?(?:(?:time|date|day) of )?(?:the )?(?:injury|doi|accident|loss|onset)"
    rf"(?: was| is)?(?: {_SAID} (?:as|at))?:? (?P<number>{_NUMBER})\b"
)
_LABELLED_AGE = (
    _PRESENT_AGE,
    *_NOW_OF_WORKER,
    *_GIVEN,
    re.compile(
        rf"\b(?:(?:{PERSON}|he|she|(?:the|this) (?:{SEX_WORD})) is (?:now |currently |presently )?"
        rf"|(?:{PERSON}), (?:(?:who )?is )?(?:(?:now|currently|presently) )?)"
        rf"(?P<number>{_NUMBER})(?=[.,;](?: (?!\d)|$)|,? (?:and|with|who)\b)"
    ),
    re.compile(rf"(?:\bage(?:d|:| is| of| as|/sex)?:?|\bturned) (?P<number>{_NUMBER})\b(?! ?(?:to|-|–|%)|\.\d|/\d)"),
    re.compile(rf"\bis (?:now|currently|presently) (?P<number>{_NUMBER})(?=[.,;](?: (?!\d)|$)|,? (?:and|with|who)\b)"),
    # "The worker is a bus driver, 50, hit by"; "the individual, a hygienist of 47, fell"; "At 34 she has a scar."
    re.compile(
        rf"\b(?:{PERSON}|he|she)(?:,| is) an? (?:[\w-]+ ){{0,3}}[\w-]+(?<!father)(?<!mother)(?<!parent)(?:,"
        rf"| of) (?P<number>{_NUMBER})(?=[,.;]| (?:who"
        rf"|with)\b)"
    ),
    re.compile(
        rf"(?:^|(?<=[.;] ))(?:now )?at (?P<number>{_NUMBER}),? (?:he|she|the (?:injured )?(?:{PERSON})) (?:has|is"
        rf"|still|works"
        r"|continues|uses|takes|walks)\b"
    ),
    re.compile(r"(?:^|(?<=[.;:] )|\b(?:a|an|this|is|patient|claimant) )(?P<number>\d\d)[ /]?(?=[mf]\b)"),
    re.compile(
        r"(?:^|\. )(?:an?|the|this) (?!time\b|surgeon|physician|doctor|provider|therapist|reviewer|evaluator)[\w-]+"
        r"(?: [\w-]+)?, (?P<number>\d\d),"
    ),
    re.compile(rf"\((?P<number>{_NUMBER})(?=,? ?(?:fe)?male\)|, ?[mf]\))"),
    re.compile(rf"\b(?:female|male|{_TITLED}),? (?P<number>\d\d)(?=,|\. ?(?:he|she)\b)"),
    # "The employee, now forty-one, slid", "Now 45, the patient"; "the patient, at 57, has"; "the patient (29) managed"
    re.compile(rf"(?:^|(?<=[,.;(] )|(?<=[(—]))now (?P<number>{_NUMBER})(?=,| ?—|\))"),
    re.compile(rf"\b(?:{PERSON}),? at (?P<number>{_NUMBER}),"),
    re.compile(
        rf"(?:^|(?<=[.:] ))(?:the |this )?(?:injured )?(?:{PERSON}|m(?:rs?|s)\.? [^ ,]{{1,20}})"
        rf" \((?P<number>{_NUMBER})\)"
    ),
    re.compile(rf"\b(?:he|she) is (?:now )?(?P<number>{_NUMBER})\)"),
    re.compile(rf"[,(—–-] ?(?P<number>{_NUMBER}) (?:on|at) the (?:day|date|time) of (?:the|this) (?:request|review)"),
)
_PERSON_OF = re.compile(
    rf"\b(?:man|woman|gentleman|gentlewoman|lady|(?:fe)?male) of (?P<number>{_NUMBER})\b"
    r"(?!%| ?(?:kg|lb|pound|inch))(?! (?!years\b)\w+ (?:old|of age))"
)
# Age and person in one: safe where the story is told in passing, as in a rationale.
_NAMED_AGE = re.compile(
    rf"\b(?:(?:this|the) (?:injured )?(?:{PERSON}) aged|(?:{PERSON})(?:,| is| who is"
    rf"|, who is)) (?:(?:now|currently|presently) )?(?:aged? |at )?(?P<number>{_NUMBER})"
    r"(?=[,;)—]|\.(?: |$)| (?:and|who|with|has|had|is|was)\b)"
)
_NOT_NOW = re.compile(r"(?:\w|\b(?:at|over|under|above|below|from|since|until|by|than|of)(?: the)? )$")
_AT_INJURY = re.compile(
    r"[^.;]{0,40}?\b(?:(?:at|on) the (?:time|date) of|when) (?:the |his |her |he |she )?(?:was )?(?:industrial "
    r"|work )?(?:injur|accident|incident)"
)
_WHEN = re.compile(r",? when (?:he|she|the \w+) (?!(?:was|is) (?:seen|examined|evaluated))")
_RIGHT_AT_INJURY = re.compile(r",? (?:at|on) (?:the )?(?:time|date) of (?:the |his |her )?(?:injury|accident)")
# At another time than now, however it is put; no candidate for the present age while there is another.
_THEN = re.compile(
    r"(?:(?: [\w-]+){0,3}?,? (?:(?:at|on|as of) (?:the |his |her )?(?:time|date|day) of (?!(?:this|the (?:present"
    r"|current|review|request)|review|request)\b)|(?:at|on) (?:doi|injury|hire)\b"
    r"|when (?:(?:he|she|this|it|the \w+) )?(?:was )?(?:first )?(?:hurt|injur|happen|occurr|hired|slipp|fell"
    r"|struck))|,? in (?:19|20)\d\d\b)"
)
_NOW_BEFORE = re.compile(r"\b(?:now|currently|presently|today)(?: is| aged?| an?)? $")
_THEN_BEFORE = re.compile(r"\bthen (?:an? )?$")
_ONCE_BEFORE = re.compile(r"\b(?:when|since|while) (?:he|she|the \w+) was (?:only |just |an? )?$")
_WAS_BEFORE = re.compile(r"\bwas (?:then )?(?:an? )?$")

_PERSON_AFTER = re.compile(rf"^[, ]*(?:[\w'’/-]+,? ){{0,5}}?(?:{SEX_WORD}|{PERSON})\b")
_PERSON_BEFORE = re.compile(rf"\b(?:{PERSON}|he|she|this)(?: is| was|,)(?: now)?(?: an?)? ?(?:approximately )?$")


def find_age(flow: Flow, *, strict: bool = False) -> Fact | None:
    """The worker's age in years. `strict` wants a person named with it ("56 year old male")."""
    text = flow.folded[:WINDOW]
    candidates = []
    for years in _YEARS_OLD.finditer(text):
        offset = max(0, years.start() - 30)
        match = _AGE_BEFORE.search(text[offset : years.start()])
        if match is None:
            continue
        start, age = offset + match.start("number"), _number(match["number"])
        # The point of "y/o." may end the sentence.
        end = years.end() - (years[0].endswith(".") and years[0].count(".") == 1)
        before, after = text[max(0, start - 60) : start].rstrip("("), text[end : end + 90]
        person = bool(_PERSON_AFTER.match(after))
        if not YOUNGEST <= age <= OLDEST or is_another(before, after, person) or _is_long_past(before, after):
            continue
        named = person or bool(_PERSON_BEFORE.search(before))
        if named or not strict:
            then, now = _is_past(before, after), bool(_NOW_BEFORE.search(before))
            candidates.append((then, not now, not named, start, Fact(age, start, years.end())))
    best = min(candidates) if candidates else None
    if strict or (best and not best[0]):
        return best[-1] if best else _labelled_age(text, (_PERSON_OF, _NAMED_AGE))
    return _age_now(text) or _labelled_age(text) or (best[-1] if best else None) or _labelled_age(text, (_AGE_THEN,))


def _age_now(text: str) -> Fact | None:
    """The age of today that is set against one of another time."""
    for pattern in _NOW_AFTER_THEN:
        for match in pattern.finditer(text):
            if YOUNGEST <= _number(match["number"]) <= OLDEST and _AGE_SPOKEN_OF.search(
                text[max(0, match.start() - 100) : match.start()]
            ):
                return Fact(_number(match["number"]), match.start("number"), match.end("number"))
    return None


def _is_past(before: str, after: str) -> bool:
    """An age at the injury, or at another day that is not today."""
    return bool(
        (_WAS_BEFORE.search(before) and (_AT_INJURY.match(after) or _WHEN.match(after)))
        or _RIGHT_AT_INJURY.match(after)
        or _THEN.match(after)
        or _THEN_BEFORE.search(before)
    )


def _is_long_past(before: str, after: str) -> bool:
    """An age at something that was not the injury ("came here when he was 20 years old")."""
    return bool(_ONCE_BEFORE.search(before)) and not _AT_INJURY.match(after)


_NOT_THE_WORKERS = (
    _NOT_NOW,
    KIN_BEFORE,
    re.compile(
        r"\b(?:flexion|extension|rotation|abduction|adduction|elevation|bend\w*|motion|scores?|index|inventory|scale"
        r"|level"
        r"|count|dose|bmi|weight|pulse|pressure|pain|grip|strength|glucose)(?: of [a-z]+)? $"
    ),
    re.compile(r"\bthen(?: at)?(?: the)? $"),
    re.compile(r"\b(?:average|mean|median|bone|legal|retirement) $"),
    re.compile(r"\b(?:his|her|their|the) (?:supervisor|manager|foreman|employer|colleague),? \(?$"),
)


def _labelled_age(text: str, patterns: tuple[re.Pattern, ...] = (*_LABELLED_AGE, _PERSON_OF)) -> Fact | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            age, after = _number(match["number"]), text[match.end() : match.end() + 60]
            if any(other.search(before) for other in _NOT_THE_WORKERS) or is_somebody(before, after):
                continue
            if YOUNGEST <= age <= OLDEST:
                return Fact(age, match.start("number"), match.end("number"))
    return None


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in _TEENS:
        return 14 + _TEENS.index(words)
    ten = next(word for word in _TENS if words.startswith(word))
    one = words[len(ten) :].strip(" -")
    return 20 + 10 * _TENS.index(ten) + (1 + _ONES.index(one) if one else 0)
