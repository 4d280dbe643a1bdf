"""Books, articles and societies' guidelines told by their shape, where no list knows who published them.

Patterns are of the stored text, capitals and all: "SAGES Guidelines" is a society's, "Exercise guidelines" a section.
"""

import re

_REACH = 240  # characters in which a work shows what it is
_END = re.compile(r"; (?!(?:\d|[eS]\d))|,? and (?:up)?on |, and the |\. (?=(?:The|This|It|Decision|These|No)\b)")
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|current|revised"
    r"|international)"
)
_EDITION = rf"\b(?i:{_ORDINAL} ed(?:ition|n|s)?\b)"
_ARTICLE = (
    r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2,8}\.?)?(?: \d{1,2})?; ?\d|\b\d{1,3} ?\(\d{1,3}(?:-\d{1,3})?\): ?[eS]?\d"
    r"|\bet al\b|\b[Dd][Oo][Ii]\b|\bPMID\b|\b[Vv]ol(?:ume|\.) ?\d|\b[Jj]ournal of\b|\bJ [A-Z][a-z]{1,9}\b"
    r"|\b(?:Am|Br|Eur|Int|Clin|Ann|Arch|Acta|Curr) [A-Z][a-z]{2,14}\b\.?"
    r"(?: [A-Z][a-z]{1,14}\.?){0,4},? \(?(?:19|20)\d\d"
)
_STUDY = (
    r"\b(?i:systematic review|meta-?analysis|literature review|review of the literature|cohort study|case series"
    r"|case[- ]control|randomi[sz]ed|placebo-controlled|double-blind|prospective study|retrospective)\b"
)
_DOCUMENT = (
    r"\b(?i:(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|annual|consensus|final|task force) )?"
    r"report (?:of|from|by) the|joint national committee|task force|textbook|handbook|guides to the evaluation"
    r"|ama guides|manual of|principles (?:and|of)|merck|package insert|prescribing information|product label"
    r"|(?:position|consensus|scientific|policy|practice) (?:statement|paper|parameters?|advisory|bulletin)"
    r"|clinical practice guidelines?|clinical guidelines?|evidence-based guidelines?|clinical polic(?:y|ies)"
    r"|polic(?:y|ies) bulletin|medical polic(?:y|ies)|coverage (?:determination|polic(?:y|ies))|technology assessment"
    r"|appropriate(?:ness)?(?: use)? criteria|standards of (?:medical )?care|white paper"
    r"|recommendations (?:of|from) the|guidelines? (?:for|on|of|from|by) [a-z])"
)
_SOCIETY = (
    r"(?:[A-Z]{2,}[A-Za-z]*(?:[/&-][A-Z]{2,6}){0,4}|[A-Z]{3,9}) (?:(?:[A-Z][a-z-]+|(?:19|20)\d\d|and|of) ){0,4}"
    r"(?:Guid(?:eline|ance)|Statement|Recommendation|Polic|Position|Consensus|Practice|Criteria|Report|Bulletin|Standard"
    r"|guideline|recommendation|statement|criteria|polic|practice)"
)
_BOOK_CHAPTER = r",? (?:[Cc]h\.|[Cc]hap\.|[Cc]hapters?) ?\d{1,3}\b"
_SOMEONE = r"(?:[A-Z][A-Za-z-]+(?:['’]s?|,? (?:&|and) [A-Z][A-Za-z-]+)|[A-Z][a-z-]+ [A-Z]{1,2},)"
_STRONG = re.compile(rf"{_EDITION}|{_ARTICLE}|{_STUDY}|{_DOCUMENT}")
_OF_SOCIETY = re.compile(_SOCIETY)
_NUMBERED_CHAPTER = re.compile(_BOOK_CHAPTER)
_BY_SOMEONE = re.compile(_SOMEONE)
_WEAK = re.compile(r"\b(?i:journal|guidelines?|textbook|guides?)\b")
_GUIDELINE_OWN = re.compile(
    r"(?i:(?:the )?(?:section|chapter|criteria|indications?|recommend|patient selection"
    r"|guidelines? for (?:use|perform|assess)"
    r"|\d{1,2}(?:st|nd|rd|th) ed))"
)


def begins_work(text: str, start: int, end: int, *, chapters: bool = False, weak: bool = False) -> bool:
    """Whether a book, an article or a society's document begins at `start`.

    `chapters`: a chapter's number tells a book, as the guideline before numbers none. `weak`: the words
    "guideline" and "journal" alone do, as they are not those of a section.
    """
    words = _first(text, start, end)
    if not words or _GUIDELINE_OWN.match(words):
        return False
    if _OF_SOCIETY.match(words) or _STRONG.search(words):
        return True
    return bool((chapters and _NUMBERED_CHAPTER.search(words)) or (weak and _WEAK.search(words, 5)))


def begins_with_society(text: str, start: int, end: int) -> bool:
    """ "SAGES Guidelines": the short name of a society, then what it published."""
    return bool(_OF_SOCIETY.match(text, start, end))


def begins_with_author(text: str, start: int, end: int) -> bool:
    """ "Roe's Hand Therapy, 4th ed.", "Roe & Doe Surgery of the Hand": an author, and a work behind the name."""
    return bool(_BY_SOMEONE.match(text, start, end)) and begins_work(text, start, end, chapters=True)


def _first(text: str, start: int, end: int) -> str:
    """The words up to where the next thing named begins."""
    stop = min(end, start + _REACH)
    border = _END.search(text, start, stop)
    return text[start : border.start() if border else stop]
