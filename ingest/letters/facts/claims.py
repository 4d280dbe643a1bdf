"""Injuries that are not this case's: of another claim, another employer, or of no work at all."""

import re

from ingest.letters.facts.wordings import DAY, before

_HAPPENING = (
    r"(?:claims?|injur(?:y|ies|ed)|accidents?|incidents?|episodes?|events?|cases?|dois?|falls?|collisions?|sprains?"
    r"|strains?|fractures?|trauma|assaults?|employers?)\b"
)
# From here on the sentence tells of something else.
_TURN = r"(?: but | then | until | now |present|current| since | after | following | due to )"
_TURN_BACK = r"(?: and (?:he|she|was|is|has|then|now|sustain|suffer|fell|slip|trip|injur|hurt|the (?:present|current)))"
_LED_BY = re.compile(
    r"\b(?:prior(?! to\b)|previous|earlier|unrelated|different|separate|another|remote|former|intervening|subsequent"
    r"|non-?industrial|non-?work(?:[ -]related)?|(?:an?|the|his|her) old)[ -]"
    r"(?:(?!(?:no|and|with|who|to|had|was)\b)[\w-]+,? ){0,4}?"
    rf"{_HAPPENING}(?:(?!{_TURN}|{_TURN_BACK}|\. |; ).){{0,80}}$"
)
_NONE = re.compile(r"\b(?:no|not|never|any|without|denie[sd])\b[^.;,]{0,30}$")
_JUST_BEFORE = re.compile(
    r"(?:\bnon-?industrial|\bnon-?work|\bprior(?! to\b)|\bprevious|\bearlier|\bunrelated"
    r"|\b(?:an?|the|his|her|this) old"
    r"|\bdifferent|\bseparate)[ -](?:(?!(?:and|but|who|with|had)\b)[\w-]+ ){0,4}$"
)
_AT_A_VISIT = re.compile(
    r",? (?:during|in|at|on) (?:the |his |her |an? )?(?:[a-z]+ )?(?:exam|evaluation|therapy|visit|appointment"
    r"|testing)"
)
_OTHER = r"(?:another|an? (?:previous|prior|former|different|earlier|separate)|(?:his|her) (?:previous|prior|former))"
_FOLLOWED_BY = re.compile(
    r"\)?(?:"
    rf"(?:(?!{_TURN}|\. |; ).){{0,60}}?\b(?:(?:with|for|by|at|under|in|of) {_OTHER} (?:\w+ )?(?:employer|job|company"
    r"|carrier|claim|case)\b|(?:not|never) (?:at issue|part of|the subject|in dispute|under review|industrial"
    r"|work[ -]related|claimed|accepted)\b|unrelated\b|non-?industrial\b|off[ -]duty)"
    # A claim that was closed, and no complaint that went away.
    r"|(?:(?!pain|symptom|swell|bruis|wound|numb|headache|infect|spasm|treat|surg| s?he |\. |; ).){0,50}?"
    r"\b(?:was|were|been|is|that|which|later|since|and|fully|long|now)[ ,]{1,2}"
    r"(?:settled(?! (?:by|with|via|under|through) )|closed|resolved|dismissed))"
)


def of_another_claim(text: str, match: re.Match) -> bool:
    """Whether the injury a match tells of is said, in its sentence, to be another claim's or none of work."""
    after = text[match.end() : match.end() + 120]
    if _JUST_BEFORE.search(before(text, match)) or _FOLLOWED_BY.match(after) or _AT_A_VISIT.match(after):
        return True
    day = match.start("date")
    lead = text[max(0, day - 140) : day]
    if days := list(DAY.finditer(lead)):
        lead = lead[days[-1].end() :]
    led = _LED_BY.search(lead)
    return led is not None and not _NONE.search(lead[: led.start()])
