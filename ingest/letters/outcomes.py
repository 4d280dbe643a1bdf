"""The closing formula of a rationale: what it says of medical necessity, to be held against the heading."""

import re

_WINDOW = 300  # characters at the end of a rationale
_FORMULA = re.compile(
    r"medical(?:ly\s*necessary|\s+necessity\b[^.;]{0,40}?\b(?P<not>not\s+)?(?:been\s+)?(?:established|supported|demonstrated))"
)
_NEGATION = re.compile(r"\b(?:not|no|none|neither|nor|never|without|cannot)\b|n['’]t\b|\bnot(?=medically)")
_CLAUSE = re.compile(r"[.;]")
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
    """A rationale ends with a sentence's end, or at least near its formula."""
    return bool(_ENDED.search(rationale)) or bool(_FORMULA.search(rationale[-80:].lower()))
