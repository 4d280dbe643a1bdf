"""A guideline field → its segments: what was used, declared as what, and what was said of other things.

"Decision based on", "relied on the", "Non-MTUS Citation" lead in what is cited. "did not base their decision on
the MTUS", "The MTUS does not address this" and remarks that name no guideline are passed over.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.letters.citations.sources import PUBLISHER, SOURCE_NAME

_PERSON = (
    r"(?:the |this |that )?(?:(?:claims? )?administrator|(?:expert |physician |independent |medical |professional "
    r"|ur |imr "
    r"|utilization )?reviewer|maximus|(?:utilization review|ur)(?: (?:physician|decision|determination|denial|letter"
    r"|report))?"
    r"|carrier|insurer)(?:['’]s)?"
)
SPEAKER = rf"(?:{_PERSON}|he/she|(?:he|she|it|they)(?= ))"
_ADVERB = r"(?:has |have |had |also |then |instead |therefore |further |additionally |primarily |solely )"
_STOP = (
    r"(?:[.;](?= |$)"
    r"|, (?=(?:and |so |but |therefore,? |thus,? |hence,? |then |instead,? |however,? |accordingly,? )?(?:per "
    r"|as per |the )*"
    rf"(?:{SPEAKER}|{SOURCE_NAME}|decision|strength|{PUBLISHER}))"
    r"|,? (?=and (?:instead |therefore |then |so )?"
    r"(?:bas(?:ed|es) (?:its|his|her|the|their)|rel(?:ied|ies) (?:up)?on)\b))"
)
_REST = rf"(?:(?!{_STOP}).){{0,250}}+(?:[.;](?= |$)|,|$)?+"
_START = r"(?:(?<![^;., ])|^)(?<![a-z0-9)] )"
_WHY = r"(?:(?:as|since|because|although|though|while|however|but|and|given that)\b,? )?"
_GUIDELINE = rf"(?:the |current |{SOURCE_NAME}|(?:treatment )?guidelines?\b|chronic pain medical treatment|section\b)"
_NEGATED = (
    r"(?:(?:does|do|did|has|have|is|are|was|were)(?: not|n['’]t)"
    r" (?!(?:considered )?(?:an? )?part of|(?:in|within) the mtus|recommend|support|endorse|advise|advocate|an? part)"
    r"|(?:is|are|remains?|was|were) (?:silent|mute)|fails? to\b|failed to\b|(?:is|are|was|were) inapplicable"
    r"|(?:has|have|contains?|offers?|provides?|gives?|had|contained|provided) no\b)"
)
_UNUSED = (
    r"(?P<unused>per (?:the )?strength of (?:the )?evidence(?: hierarchy)?"
    r"(?:,? (?:as )?(?:established|set forth|set out) (?:by|in) [^;]{0,150}?(?:compensation|\(d\)(?:\(\d\))?)"
    r"|[^,;.]{0,80})"
    rf"|{_START}{_WHY}(?:neither |both )?(?:the )?(?:{_GUIDELINE})(?:(?!based|cited|used|relied"
    rf"|part of)[^.;]){{0,100}}?"
    rf"(?<!which )(?<!that ){_NEGATED}{_REST}"
    rf"|{_START}{_WHY}(?:there (?:is|are|was|were) no|neither|no (?:specific |applicable )?(?:section|part|guideline"
    rf"|portion)s?"
    r" (?:of|in|within|from)|no (?:[a-z-]{1,20} ){0,3}(?:guidelines?|citations?|evidence|criteria|references?)"
    rf" (?:was|were|is|are|has|have|cited|used|applicable|applies))\b{_REST}"
    rf"|(?:{SPEAKER} )?(?:found|used|agreed with|relied (?:up)?on|based (?:its|his/her|their|his"
    rf"|her) decision (?:up)?on) the"
    r" (?:same |referenced |above |cited |relevant )*(?:guidelines?|sections?|portions?|citations?|criteria|evidence)"
    rf"(?: of the mtus)? (?:that were |as |which were )?(?:used|cited|relied|referenced|identified|provided)\b{_REST}"
    rf"|(?:{SPEAKER} )?(?:(?:(?:did|does|has) not|didn['’]t) (?!recommend|support)"
    r"|failed to |(?:cited|cites|gave|gives|provided|listed|referenced|used|stated|offered|found) (?:that )?no\b)"
    rf"{_REST})"
)
_DECISION = r"(?:decisions?|determinations?|denials?|modifications?|opinions?|recommendations?|conclusions?|findings?)"
_NON_MTUS = (
    r"(?<!is )(?<!are )(?<!an )(?<!a )(?<!\()non ?-? ?mtus\b(?: (?:citation|guideline|source)(?:s\b|\(s\)|\b))?:?"
)
OTHER_LABEL = r"other medical treatment guidelines?(?: (?:or|and|and/or) (?:other )?medical evidence)?:?"
_NOT_PASSIVE = "".join(f"(?<!{verb} )(?<!{verb} also )" for verb in ("is", "are", "was", "were"))
_LEAD = (
    rf"(?:{SPEAKER} )?(?:{_DECISION} (?:is |was |were |are |has been )?(?:also )?(?:based|made) (?:up)?on"
    rf"|{_ADVERB}{{0,2}}(?:based|bases|basing) (?:its|his/her|their|his|her|the|this"
    rf"|our) (?:\w{{1,20}} )?(?:{_DECISION} )?(?:up)?on"
    rf"|{_NOT_PASSIVE}{_ADVERB}{{0,2}}rel(?:ied|ies|ying) (?:up)?on"
    r"|(?:alternative|alternate|other|following|different) guidelines? (?:(?:was|were|is|are) )?(?:used|cited|applied"
    r"|consulted|include):?)"
    rf"|(?:{SPEAKER} |, and |; |^){_ADVERB}{{0,2}}(?:cited|cites|used|uses|utilized|referenced|references|applied"
    rf"|consulted"
    r"|referred to|refers to|followed|considered|quoted|found)(?= the| that the| mtus| acoem| odg| official"
    r"| both)(?: that)?"
)
_MARK = re.compile(
    rf"(?<![a-z])(?:{_UNUSED}|(?P<other>{OTHER_LABEL})"
    rf"|(?:{_LEAD})\b(?: the\b)? ?:? ?(?P<non>{_NON_MTUS})?|(?P<bare_non>{_NON_MTUS}))"
)
_TELLING = re.compile(
    r"\b(?:based|bases|basing|made|rel(?:ied|ies|ying)|cited?s?|used|uses|utilized|referenced|references|applied"
    r"|consulted"
    r"|referred|refers|followed|considered|quoted|found|agreed|not|(?:did|does|do|is|are|was|were|has|have)n['’]t|no"
    r"|neither"
    r"|silent|mute|fails?|failed|inapplicable|strength|other medical treatment|guidelines? (?:used|cited|applied"
    r"|include)"
    r"|non(?=[ -]))\b"
)
_WORD_START = re.compile(r"(?<![a-z])[a-z]")
_REACH = 140  # characters from a phrase's first word to its telling word
_REMARK = re.compile(
    rf"(?<=[.;] )not (?:covered|addressed|mentioned|discussed) (?:by|in|within) (?:the )?(?:{SOURCE_NAME})[^.;]{{0,40}}"
    r"(?:[.;](?= |$)|$)"
    r"|(?<=[.;] )(?:this|these|those|there|it|he|she|therefore|however|thus|hence|because|since|although|while"
    r"|in this case"
    r"|the (?:request|patient|injured worker|claimant|employee|provider|treating|requested|treatment|medical"
    r"|documentation"
    r"|records?|rationale|proposed|requesting|physician|worker|surgeon|guidelines? (?:states?|recommends?|does|do|is"
    r"|are)))\b"
    rf"(?:(?![.;](?: |$)|{SOURCE_NAME}|\bbased (?:up)?on|relied (?:up)?on).){{0,300}}+[.;]?+(?= |$)"
)
_NOTHING = re.compile(
    r"(?:(?:none|no|not|nil|unknown|unspecified|unclear|unavailable|nothing|without)\b|n/a\b|n\.a\.|-+$)"
)
_FULL_NOTHING = re.compile(
    r"(?:no (?:(?:mtus|other|specific|applicable|further|additional|particular|medical|evidence[- ]based"
    r"|non-mtus) ){0,3}"
    r"(?:guidelines?|citations?|evidence|references?|sources?|criteria)(?: or (?:citations?|evidence))?"
    r"(?: (?:was |were |is |are )?(?:cited|given|stated|provided|noted|listed|specified|available|used|applicable"
    r"|applied))?"
    r"|mtus(?: guidelines?)? (?:is |are )?not (?:cited|used|applicable|referenced))"
    r"(?: (?:in|by|for|within|with|at) .{0,80})?"
)
_SPEAKING = re.compile(rf"(?:(?:and|but|however|also|that|{SPEAKER})[ ,]*)*+")


class Segment(NamedTuple):
    """`declared`: False after "Non-MTUS Citation", None where the words have to say it. `led`: named as used."""

    start: int
    end: int
    declared: bool | None
    led: bool


def split_segments(folded: str) -> Iterator[Segment]:
    """A field's text in lower case → the stretches between its leading and negating phrases, in order."""
    position, declared, led = 0, None, False
    for mark in _marks(folded):
        yield from _without_remarks(folded, Segment(position, mark.start(), declared, led))
        position = mark.end()
        declared = False if mark["non"] or mark["bare_non"] or mark["other"] else None
        led = mark["unused"] is None
    yield from _without_remarks(folded, Segment(position, len(folded), declared, led))


def _marks(folded: str) -> Iterator[re.Match]:
    """The leading and negating phrases. They are looked for only around the words that every one of them has."""
    position = 0
    while word := _TELLING.search(folded, position):
        begin = max(position, word.start() - _REACH)
        places = (match.start() for match in _WORD_START.finditer(folded, begin, word.end()))
        mark = next(filter(None, (_MARK.match(folded, place) for place in places)), None)
        if mark:
            yield mark
        position = max(mark.end() if mark else 0, word.end())


def _without_remarks(folded: str, segment: Segment) -> Iterator[Segment]:
    position = segment.start
    before = max(0, position - 2)
    follows = folded.find(". ", before, segment.end) >= 0 or folded.find("; ", before, segment.end) >= 0
    for remark in _REMARK.finditer(folded, segment.start, segment.end) if follows else ():
        if position < remark.start():
            yield segment._replace(start=position, end=remark.start())
        position = remark.end()
    if position < segment.end:
        yield segment._replace(start=position)


def says_nothing(words: str, *, named: bool) -> bool:
    """'None cited', 'No citation', or only the speaker's name. `named`: a source is named in the words."""
    if _SPEAKING.fullmatch(words) or _FULL_NOTHING.fullmatch(words):
        return True
    return not named and bool(_NOTHING.match(words))
