"""How guidelines are named: the words of each source, the MTUS's own titles, and who else publishes guidelines.

Patterns over lower-case text. They say where a name begins; which guideline it is, the vocabulary says.
"""

import re

_FULL_ACOEM = r"american college of occupational (?:(?:and|&) )?environmental medicine(?:['’]s)?(?: \(acoem\))?"
FULL_MTUS = r"medical treatment utili[sz]ation schedule(?: \(mtus\))?"
"""The schedule's name in full."""
SOURCE_NAME = (
    r"(?:ca(?:lifornia)?[ -]?)?mtus\b(?! citation)|acoem\b|american college of occupational"
    r"|odg\b|off?ici?al disabilit(?:y|ies)|work loss data"
    rf"|(?:ca(?:lifornia)? )?{FULL_MTUS}"
)
_TOPICS = (
    r"neck and upper back|shoulder|elbow|forearm, wrist,? (?:and|&) hand|hand, wrist,? (?:and|&) forearm|low back"
    r"|knee|ankle and foot|stress[- ]related|eye|hip and groin|cervical and thoracic spine|chronic pain"
    r"|acupuncture|post-?surgical|general approaches|initial approaches to treatment|traumatic brain injury"
    r"|antiemetics|(?:workplace mental health:? )?(?:depressive|anxiety) disorders?|coronavirus"
    r"|interstitial lung disease"
    r"|(?:occupational|work-related) asthma"
)
MTUS_TITLE = (
    r"(?:chronic pain|acc?upuncture|post-?surgical|opioids?) (?:(?:medical |rehabilitation )?treatment|rehabilitation"
    r"|medical)"
    r" (?:guidelines?\b|\(?\d{4}\b)"
    rf"|(?:{_TOPICS})(?: complaints| disorders| conditions)? \(?(?:19|20)\d\d\b|(?:19|20)\d\d (?:{_TOPICS})\b"
    r"|opioids?(?: treatment)? \(?20(?:1[4-9]|2\d)\b|20(?:1[4-9]|2\d) opioids?\b"
)
_WORD = r"(?!of\b|for\b|and\b|the\b|in\b|with\b|an?\b|to\b|is\b|on\b|by\b|from\b|under\b)[a-z'’&-]{1,30} "
_KIND = (
    r"(?:society|association|academy|college|institutes?|agency|council|foundation|federation|collaboration"
    r"|committee|clearinghouse|consortium|bureau)\b"
)
ORGANISATION = rf"(?:{_WORD}){{1,4}}{_KIND}"
JOURNAL = (
    r"(?:the )?(?:[a-z]{1,20} ){1,2}journal\b|journal of|new england journal|(?:the )?lancet\b|jama\b|bmj\b"
    r"|spine\b,? (?:19|20)\d\d"
    r"|cochrane database"
)
PUBLISHER = (
    rf"{ORGANISATION}|(?:british|canadian|australian|scottish|german|french|italian|dutch|danish|swedish"
    rf"|japanese|korean) [a-z]+\b|"
    r"american (?!college of occupational)[a-z]+\b|north american\b|national \w+|international \w+|european \w+"
    r"|world health|cochrane|(?:u\.?s\.? )?food (?:and|&) drug|(?:u\.?s\.? )?fda\b|(?:u\.?s\.? )?centers for|cdc\b"
    r"|cms\b"
    r"|medicare\b|medi-cal\b|aetna\b|cigna\b|anthem\b|blue (?:cross|shield)|unitedhealthcare|humana\b|kaiser\b"
    r"|milliman\b"
    r"|interqual\b|mcg (?:health|care)\b|noridian\b|regence\b"
    r"|pubmed\b|medline\w*|medscape\b|uptodate\b|up to date\b|www\.|https?:|nys\b"
    r"|epocrates\b|webmd\b|e?medicine\.|physicians?['’]?s? desk reference|pdr\b|drugs\.com|rxlist\b|dailymed\b"
    r"|department of|va/dod\b|washington (?:state|department|l&i)|colorado\b|new york state|state of|minnesota\b"
    r"|massachusetts\b|harrison['’]s|goodman (?:and|&) gilman|campbell['’]s|braddom['’]?s?\b|delee\b|rockwood\b"
    r"|aaos\b|aans\b|nass\b|asipp\b|aasm\b|aan\b|aanem\b|acr\b|apa\b|ada\b|nih\b|ncbi\b|nice\b|wikipedia|mayo clinic"
    r"|uspstf\b|acc/aha\b|accf/aha\b|aha\b|wheeless|labor code|(?:california )?code of regulations|ccr\b"
    r"|(?:19|20)\d\d (?:[a-z/&-]+ ){1,3}guidelines?\b(?! \d)"
    rf"|{JOURNAL}"
)
_ODG_WORD = re.compile(r"\bodg\b|\boff?ici?al disabilit(?:y|ies)|\bwork loss data\b")
_OWN_TITLE = re.compile(
    r"(?:(?:the|ca|california|dwc|state of california|8 ?c\.?c\.?r\.?|title 8|california code of regulations|§{1,2}"
    r"|sections?"
    rf"|9792\.[\d.]+|(?:19|20)\d\d),? ){{0,6}}(?:§ ?)?(?:{MTUS_TITLE}|9792\.2\d)"
)
_PUBLISHER = re.compile(rf"(?:the )?(?:{PUBLISHER})")
_BARE = re.compile(
    rf"(?:the |ca |california |mtus\b|odg\b|acoem\b|{_FULL_ACOEM}|{FULL_MTUS}"
    r"|off?ici?al disability guidelines?(?: \(odg\))?|(?:practice |clinical )?guidelines?\b|[ /,()-])++"
)
_NEAR = 40  # characters in which a citation of the MTUS names it
_WINDOW = 400  # characters of a name that are looked at


def _acoem(words: str) -> bool:
    return "acoem" in words or "american college of occupational" in words


def _mtus(words: str) -> bool:
    return "mtus" in words or "medical treatment utili" in words


def _odg(words: str) -> bool:
    named = "odg" in words or "disabilit" in words or "work loss" in words
    return named and bool(_ODG_WORD.search(words))


def names_source(words: str) -> bool:
    """MTUS, ACOEM or ODG is named, by its own name or by a title of the MTUS."""
    words = words[:_WINDOW]
    return _acoem(words) or _mtus(words) or _odg(words) or bool(_OWN_TITLE.match(words))


def is_bare_source(words: str) -> bool:
    """Nothing but a source's name: "CA MTUS", "Official Disability Guidelines (ODG)"."""
    return bool(len(words) < _WINDOW and _BARE.fullmatch(words) and names_source(words))


def source_of(words: str, inherited: str | None = None) -> str:
    """MTUS, ACOEM, ODG or Other, by the words used; a bare chapter is of the guideline named before it."""
    words = words[:_WINDOW]
    if _ODG_WORD.match(words):
        return "ODG"
    if _acoem(words):
        return "ACOEM"
    if _mtus(words[:_NEAR]) or _OWN_TITLE.match(words):
        return "MTUS"
    if _odg(words):
        return "ODG"
    if _mtus(words):
        return "MTUS"
    return inherited if inherited and words.startswith(("chapter", "ch.", "ch ")) else "Other"


def names_publisher(words: str) -> bool:
    """The words begin with the name of someone who publishes guidelines."""
    return bool(_PUBLISHER.match(words))
