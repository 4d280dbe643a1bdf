"""Where a sentence ends: not after an abbreviation or an initial."""

import re

ABBREVIATED = re.compile(
    r"(?<![a-z0-9])(?:[a-z]|u\.s|e\.g|i\.e|a\.m|p\.m|vs|al|am|surg|vol|no|nos|dr|drs|mr|mrs|ms|pp|pgs?|eds?|inc|ltd"
    r"|corp|st|fig|ch|chap|sec|sect|approx|rev|dept|assn?|assoc|univ|natl|intl|med|clin|syst|tab|tabs|cap|caps|min|oz|ext)\.?$"
)
"""Over lower-case text that ends where a sentence may end, with its point or without it."""
