"""Outcomes in words, and the closing formula of a rationale, to be held against the heading."""

import re

from ingest.letters.text.lines import Source
from ingest.letters.text.sentences import is_complete

_PLAIN = r"(?:up\s?held|uphold|over[\s-]?turn(?:ed)?)"
_MODIFIED = r"modif(?:ied|y|ications?)"
_SUFFIX = rf"(?:,?\s+in\s+part\b|\s*+[/,(]?\s*+(?:as\s+|with\s+|and\s+)?{_MODIFIED}\b)?"
OUTCOME = rf"(?:(?:partially|partly|partial)[\s-]+)?{_PLAIN}\b{_SUFFIX}"
"""An outcome in the words of a determination letter, in lower case."""
_MISSPELT = r"uph[a-z]{2,5}|overt(?:u|ru)[a-z]{1,6}"
_APPROVED = r"(?:approved|certified|authori[sz]ed|granted|medically\s+necessary(?:\s+and\s+appropriate)?)"
OTHER_OUTCOME = (
    rf"(?:(?:partially|partly)[\s-]+)?(?:{_MISSPELT}|(?:conditionally\s+)?(?:(?:non|not)[\s-]*+|un)?{_APPROVED}|denied"
    rf"|{_MODIFIED})\b{_SUFFIX}"
)
"""The words of utilization review, and slips of the pen: an outcome only in an outcome's place."""
_PARTLY = re.compile(r"\bpart|modif")
_STANDS = re.compile(r"^up|\bnon|\bnot|\bun|denied")
_WINDOW = 300  # characters at the end of a rationale
_FORMULA = re.compile(
    r"medical(?:ly\s*necessary|\s+necessity\b[^.;]{0,40}?\b(?P<not>not\s+)?(?:been\s+)?(?:established|supported"
    r"|demonstrated))"
)
_NEGATION = re.compile(r"\b(?:not|no|none|neither|nor|never|without|cannot)\b|n['’]t\b|\bnot(?=medically)")
_CLOSE = 400  # characters within which a rationale comes to its decision
DECIDED = 600  # characters in which the end of a passage tells whether it has come to a decision
_DECIDES = re.compile(
    r"medically\s*necess|\bnecessity|\bmedical(?:ly)?\s+unnecess|\b(?:is|are|was|were|be|been|as)\s+(?:(?:also"
    r"|therefore|thus|hereby)\s+){0,2}"
    r"(?:not\s+(?:\w+ly\s+)?(?:recommended|supported|established|indicated|reasonable)"
    r"|(?:not\s+)?(?:\w+ly\s+)?(?:necessary|certified|authorized"
    r"|approved|denied|upheld|overturned|warranted|justified))\b"
    r"|\b(?:see|as|per)\b[^.]{0,40}\b(?:above|below|previous\w*|rationale|discuss\w*)|\bsame\s+(?:as|rationale"
    r"|reasons?)\b"
)
_CLAUSE = re.compile(r"[.;]")
# A new sentence that was begun; a reference in brackets or a typist's initials are none.
_GOES_ON = re.compile(r"[.!?;]\s*(?![/(\[])\S")
_REFERS = re.compile(r"(?:please )?(?:see|as|per|same)\b[^.]{0,60}\b(?:above|below|rationale|discussion|previously)")


def outcome_value(words: str) -> str:
    """'Upheld', 'Overturned', 'Overturned in part', 'Non-certified', 'Modified', ... → the outcome."""
    words = words.lower()
    if _PARTLY.search(words):
        return "partially_overturned"
    return "upheld" if _STANDS.search(words) else "overturned"


def stated_necessity(rationale: str) -> bool | None:
    """True or False as the last formula says; None if there is none."""
    tail = rationale[-_WINDOW:].lower()
    matches = list(_FORMULA.finditer(tail))
    if not matches:
        return None
    before = _CLAUSE.split(tail[max(0, matches[-1].start() - 70) : matches[-1].start()])[-1]
    return not (matches[-1]["not"] or _NEGATION.search(before))


def contradicts(outcome: str | None, rationale: str) -> bool:
    necessary = stated_necessity(rationale)
    return necessary is not None and outcome == ("upheld" if necessary else "overturned")


def is_finished(rationale: str) -> bool:
    """A rationale ends with a sentence's end, and its last words decide; or its formula is the last thing it says."""
    tail = rationale[-_CLOSE:].lower()
    if is_complete(tail):
        return bool(_FORMULA.search(tail[-80:]) or _DECIDES.search(tail))
    if _REFERS.fullmatch(tail):
        return True
    formulas = list(_FORMULA.finditer(tail[-80:]))
    return bool(formulas) and not _GOES_ON.search(tail[-80:], formulas[-1].end())


def decides(source: Source, start: int, end: int) -> bool:
    """Whether the passage comes to a decision: its last words are those of a finished rationale."""
    return is_finished(source.words(max(start, end - DECIDED), end)) if start < end else False
