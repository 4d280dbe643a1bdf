"""How guidelines are named: the words of each source, the MTUS's own titles, and who else publishes guidelines.

Patterns over lower-case text. They say where a name begins; which guideline it is, the vocabulary says.
"""

import re

SOURCE_NAME = (
    r"(?:ca(?:lifornia)?[ -])?mtus\b(?! citation)|acoem\b|american college of occupational|odg\b|official disability"
)
_TOPICS = (
    r"neck and upper back|shoulder|elbow|forearm, wrist,? (?:and|&) hand|hand, wrist,? (?:and|&) forearm|low back"
    r"|knee|ankle and foot|stress[- ]related|eye|hip and groin|cervical and thoracic spine|chronic pain|opioids?"
    r"|acupuncture|post-?surgical|general approaches|initial approaches to treatment|traumatic brain injury"
    r"|antiemetics"
)
MTUS_TITLE = (
    r"(?:chronic pain|acupuncture|post-?surgical|opioids?)(?: medical| rehabilitation)? treatment"
    r" (?:guidelines?\b|\d{4}\b)"
    rf"|(?:{_TOPICS})(?: complaints| disorders| conditions)? \(?(?:19|20)\d\d\b|(?:19|20)\d\d (?:{_TOPICS})\b"
)
_ORGANISATION = (
    r"(?:(?!of\b|for\b|and\b|the\b|in\b|with\b|an?\b|to\b|is\b|on\b|by\b|from\b|under\b)[a-z'’&-]+ ){1,4}"
    r"(?:society|association|academy|college|institutes?|agency|council|foundation|federation|collaboration"
    r"|committee|clearinghouse)\b"
)
PUBLISHER = (
    rf"{_ORGANISATION}|(?:british|canadian|australian|scottish|german|french|italian|dutch|danish|swedish"
    rf"|japanese|korean) [a-z]+\b|"
    r"american (?!college of occupational)[a-z]+\b|north american\b|national \w+|international \w+|european \w+"
    r"|world health|cochrane|(?:u\.?s\.? )?food and drug|fda\b|(?:u\.?s\.? )?centers for|cdc\b|cms\b|medicare\b"
    r"|medi-cal\b|aetna\b|cigna\b|anthem\b|blue cross|pubmed\b|medline\w*|medscape\b|uptodate\b|up to date\b"
    r"|epocrates\b|webmd\b|physicians?['’]? desk reference|pdr\b|drugs\.com|agency for healthcare|department of"
    r"|va/dod\b|washington state|colorado\b|new york state|state of|journal of|harrison['’]s|goodman (?:and|&) gilman"
    r"|campbell['’]s|aaos\b|aans\b|nass\b|asipp\b|aasm\b|apa\b|ada\b|nih\b|nice\b|wikipedia|mayo clinic"
    r"|new england journal|(?:the )?(?:[a-z]+ ){1,2}journal\b|www\.|nys\b|acc/aha\b|accf/aha\b|aha\b"
    r"|(?:19|20)\d\d (?:[a-z/&-]+ ){1,3}guidelines?\b(?! \d)"
)
_ACOEM = re.compile(r"\bacoem\b|american college of occupational")
_ODG = re.compile(r"\bodg\b|official disability")
_MTUS = re.compile(rf"\bmtus\b|medical treatment utili[sz]ation schedule|(?:^|[ ,])(?:{MTUS_TITLE})")


def names_source(words: str) -> bool:
    """MTUS, ACOEM or ODG is named, by its own name or by a title of the MTUS."""
    return bool(_ACOEM.search(words) or _ODG.search(words) or _MTUS.search(words))


def source_of(words: str, inherited: str | None) -> str:
    """MTUS, ACOEM, ODG or Other, by the words used; a bare chapter is of the guideline named before it."""
    if words.startswith(("odg", "official disability")):
        return "ODG"
    if _ACOEM.search(words):
        return "ACOEM"
    if _MTUS.match(words):
        return "MTUS"
    if _ODG.search(words):
        return "ODG"
    if _MTUS.search(words):
        return "MTUS"
    return inherited if inherited and words.startswith("chapter") else "Other"
