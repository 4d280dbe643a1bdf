"""Where a sentence ends: not after an abbreviation or an initial."""

import re

ABBREVIATED = re.compile(
    r"(?<![a-z0-9])(?:[a-z]|u\.s|e\.g|i\.e|a\.m|p\.m|vs|al|am|surg|vol|no|nos|dr|drs|mr|mrs|ms|pp|pgs?|eds?|inc|ltd"
    r"|corp|st|fig|ch|chap|sec|sect|approx|rev|dept|assn?|assoc|univ|natl|intl|med|clin|syst|tab|tabs|cap|caps|mins?|hrs?|wks?|mos?|yrs?|oz|lbs?|qty|inj|eval|incl|exc|ext|sq|temp|w)\.?$"
)
"""Over lower-case text that ends where a sentence may end, with its point or without it."""

ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
"""A sentence's end, with the marks that close what it quotes, right before the end of the text."""
_NEVER_LAST = re.compile(
    r"(?<![a-z0-9])(?:[b-hj-z]|e\.g|i\.e|vs|surg|vol|nos|drs?|mrs?|ms|pp|pgs?|st|fig|ch|chap|sect?|approx|dept|qty)\.$"
)
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")


def is_complete(text: str) -> bool:
    """The text ends with a sentence's end, and not with a word that always has another behind it, like "Dr."."""
    tail = text[-20:].lower()
    return bool(_ENDED.search(tail)) and not _NEVER_LAST.search(tail)
