"""Which of ACOEM's guidelines belong to the MTUS, where a letter does not say.

8 CCR 9792.22-9792.23.9 incorporated chapters of the second edition (2004; elbow: 2007), and since 1 December 2017
the newer ACOEM guidelines of the same topics. What stayed outside is listed with its reason.
"""

import re
from datetime import date

NEWER_EDITIONS = date(2017, 12, 1)
OUTSIDE = {
    "acoem-work-relatedness-2004": "chapter 4 was never incorporated",
    "acoem-pain-and-restoration-of-function-2004": "chapter 6: the chronic pain guideline took its place",
    "acoem-independent-medical-examinations-2004": "chapter 7, on consultations, was never incorporated",
    "acoem-2011": "the third edition as a whole was never adopted",
    "acoem-opioids-2014": "ACOEM's opioid guideline was adopted in the version of 2017",
}
_OLD = re.compile(r"-(?:2004|2007)$")
_EDITION = re.compile(r"-(?:19|20)\d\d$")
_THIRD = re.compile(r"\b(?:3rd|third) ed|\bv\.? ?3\b")


def is_within_mtus(guideline: str | None, words: str, decided: date | None = None) -> bool:
    """Whether a guideline of MTUS or ACOEM, cited by `words` in lower case that declare nothing, is in the MTUS."""
    third = bool(_THIRD.search(words))
    if guideline in OUTSIDE:
        return False
    newer = guideline is not None and _EDITION.search(guideline) and not _OLD.search(guideline)
    if decided is not None and (third or (newer and guideline.startswith("acoem"))):
        return decided >= NEWER_EDITIONS
    return not third
