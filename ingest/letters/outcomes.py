"""The closing formula of a rationale: what it says of medical necessity, to be held against the heading."""

import re

_WINDOW = 300  # characters at the end of a rationale
_FORMULA = re.compile(
    r"medical(?:ly\s*necessary|\s+necessity\b[^.;]{0,40}?\b(?P<not>not\s+)?(?:been\s+)?(?:established|supported"
    r"|demonstrated))"
)
_NEGATION = re.compile(r"\b(?:not|no|none|neither|nor|never|without|cannot)\b|n['’]t\b|\bnot(?=medically)")
_CLOSE = 400  # characters within which a rationale comes to its decision
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
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")


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
    if _ENDED.search(tail):
        return bool(_FORMULA.search(tail[-80:]) or _DECIDES.search(tail))
    formulas = list(_FORMULA.finditer(tail[-80:]))
    return bool(formulas) and not _GOES_ON.search(tail[-80:], formulas[-1].end())
