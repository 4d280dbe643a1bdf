"""What one clause of a guideline field names as used, and what of it only talks about a guideline.

Patterns run over lower-case text with single spaces and every gap in them is bounded. All offsets are of the
flow the clause stands in.
"""

import re
from typing import NamedTuple

from ingest.letters.citations.sources import MTUS_TITLE, SOURCE_NAME, names_source

_CITING = (
    r"(?:(?:mainly|primarily|solely|further|also|instead|then|additionally) )?"
    r"(?P<verb>bas(?:ed|es|e) (?:(?:its|his/her|his|her|their|the) (?:[\w-]+ ){0,2}?(?:decision|determination|denial"
    r"|opinion|findings?) )?(?:up)?on|rel(?:ied|ies|y) (?:up)?on|rest(?:ed|s) (?:up)?on"
    r"|(?:refer(?:red|s)?|turned|looked|pointed|deferred) to|(?:agreed|agrees|concurred|concurs) with"
    r"|cit(?:ed|es|e)|us(?:ed|es|e)|utili[sz](?:ed|es|e)|referenc(?:ed|es|e)|quot(?:ed|es|e)|appl(?:ied|ies|y)"
    r"|consider(?:ed|s)|invoke[ds]|name[ds]|list(?:ed|s)|select(?:ed|s)|chose|consult(?:ed|s)|adopt(?:ed|s)"
    r"|mention(?:ed|s)|provid(?:ed|es|e)|gave|give[s]?|offer(?:ed|s)|suppl(?:ied|y)|follow(?:ed|s)|employ(?:ed|s)"
    r"|prefer(?:red|s)|favou?r(?:ed|s)|dr[ae]ws? (?:up)?on|went by|goes by"
    r"|made|found|finds?|deemed|identif(?:ied|ies|y)|stated?|noted?|indicated?|determined)\b"
)
FIRST_VERB = re.compile(rf"(?P<gap>(?: (?!claims? admin|reviewer\b)[^ .;]{{1,30}}){{0,8}}?)[ ,]{{1,2}}{_CITING}")
"""Up to eight words after a speaker's name, then what the speaker did."""
_NEXT_VERB = re.compile(rf"[ ,](?:and|but|then|instead|rather),? (?:(?:it|he|she|they|he/she|has|had) )?{_CITING}")
_NEGATED = re.compile(r"\b(?:not|never|neither|failed to|declined to|without|n['’]t)\b|n['’]t\b")
_NOTHING = re.compile(r"[ :]*(?:that )?(?:the |any |there (?:is|are|was|were) )?(?:no|none|neither|nothing|not)\b")
_JUDGED = re.compile(
    r",?(?: (?:to be|as|is|are|was|were))?(?: (?:both|most|more|equally|also))? (?P<not>not |in)?"
    r"(?:applicable|relevant|appropriate|controlling|pertinent|persuasive)\b"
)
_JUDGING = (
    "found",
    "find",
    "finds",
    "deemed",
    "stated",
    "state",
    "noted",
    "note",
    "indicated",
    "indicate",
    "determined",
)
_LED = re.compile(r"relied (?:up)?on|based (?:its|his/her|their) decision (?:up)?on")
_NAMED_CITED = re.compile(r"(?:administrator|reviewer) cited$")
_ADOPTING = ("adopt", "agree", "concur")
_SAME = re.compile(
    r"[ :]*(?:the |those |these |this |that )?(?:(?:very )?same\b|identical\b|above\b"
    r")"
)
# Only pointed to: a guideline that is the other side's citation, and stays theirs alone.
_THEIRS = re.compile(
    r"[ :]*(?:the |those |these |this |that )?(?:(?:guidelines?|citations?|sections?|criteria)"
    r"(?: (?:that (?:was|were) )?(?:used|cited|relied (?:up)?on|referenced|utili[sz]ed|quoted|applied))?"
    r" (?:by|of|in|from) |claims administrator['’]s )"
)
_ASIDE = re.compile(
    r",? (?:because|(?<!as well )(?:since|as|(?:al)?though|while|whereas) (?:it|this|they|these|there|the|no|neither"
    rf"|{SOURCE_NAME})\b|whose|where(?!as)|wherein|given that|so that"
    r"|which,? (?!(?:is|are) (?:not )?(?:a )?part\b)[a-z]+|in (?:its|making|support of|denying|reaching|issuing)\b"
    r"|in the (?:denial|decision|determination|utilization)\b|to (?:deny|support|reach|make|determine|justify) "
    r"|when (?:making|denying|reaching) |for (?:its|his|her|their|his/her|the) (?:decision|denial|determination)\b)"
)
_TALKED_OF = re.compile(
    r",?(?: (?:which|that))?(?: (?P<no>(?:(?:does|do|did|is|are|was|were|has|have|can|could|would|will)"
    r"(?: \w+ly| also)?(?: not\b|n['’]t\b)|cannot|is silent|are silent|(?:is|are) (?:un|non)\w+"
    r"|(?:has|have|had|contains?|makes?|offers?|provides?|gives?|says?) (?:no|nothing)\b|lacks?|fails? to))"
    r"|(?:(?:does|do|is|are|was|were|has|have)(?P<nt>n['’]t))"
    r"| (?:states?|stated|recommends?|recommended that|discuss(?:es)?|addresses|indicates?|suggests?|says?|allows?"
    r"|requires?|advises?|covers|defines?|describes?|cautions?|endorses?|permits?|provides|governs?|applies|apply"
    r"|contains?|outlines?|notes? that|(?:supports?|lists?|sets?)(?= (?:the|an?|this|such|use|forth)\b)"
    r"|addresses|is|are|was|were|has been|have been|had been)\b)"
)
_PRONOUN = re.compile(
    r"[ ,;]*(?:and |but )?(?:it|they|this|these|that|those|he|she|here|not (?:covered|addressed|mentioned|discussed))\b"
)
_BARE_TALK = re.compile(
    r"(?!guidelines\b)[a-z]{2,15}s(?: [a-z]{1,15}ly)? (?:the|an?|this|that|these|such|no|not|only|more|less|it|them"
    r"|little|nothing|further|farther|beyond|deeper)\b"
)
_MEMBER = r"(?P<not>not )?(?:also )?(?:an? )?(?:part of|within|contained in|included in|adopted (?:by|in|into)"
_MEMBER += r"|incorporated (?:by|in|into)) (?:the )?(?:california )?(?:mtus|medical treatment utili[sz]ation)"
_DECLARES = re.compile(rf"(?<![a-z])(?:is|are|was|were) {_MEMBER}")
_RELATIVE = re.compile(r",? (?:which|that) (?:is|are) (?:not )?(?:a )?part of the mtus")
_SUBJECTS = re.compile(
    r"[ ,;]*(?:and )?(?:(?:the|this|that|these|those|such|its|it|they|each|both|all|which|there|here)\b|neither\b|no\b"
    r"|none\b|nothing\b)"
)
_BARE = re.compile(
    r"[ ,;]*(?:(?:the|and|or|nor|neither|either|both|current|california|ca|guidelines?|\(?mtus\)?|\(?acoem\)?|\(?odg\)?"
    r"|official disability|medical treatment utili[sz]ation schedule|american college of occupational and environmental"
    r" medicine|practice|treatment)[ ,/]{0,2})+"
)
_AFTER_ALL = re.compile(
    rf"(?:[,;]|,? (?:and|so|but|therefore|thus|hence|while))(?:,? (?:so|therefore|thus|hence|instead|accordingly"
    rf"|rather)){{0,2}},? (?=(?:the )?(?:{SOURCE_NAME}|{MTUS_TITLE}))"
)
_LEAD_IN = re.compile(
    r"[ ,;]*(?:in the absence of|absent|without|as|because|since|although|while|where|if) [^,;]{1,200}, "
)
_EDGES = " ,;:."
_JOINING = (" and", " but", " also", " while", " whereas", " on", " the", " then", " and the", " as", " that", " which")


class Named(NamedTuple):
    """`passages` name guidelines. `same`: as the other side. `declared`: what came before is (not) of the MTUS.

    `bare` are guidelines that are only talked about, by nothing but their source's name.
    """

    passages: tuple[tuple[int, int], ...] = ()
    same: bool = False
    declared: bool | None = None
    bare: tuple[tuple[int, int], ...] = ()


def deeds(folded: str, start: int, end: int) -> Named:
    """What a speaker whose name ends at `start` is said to have cited, up to `end`."""
    verb = FIRST_VERB.match(folded, start, end)
    if verb is None:
        return Named()
    negated, same, passages = bool(_NEGATED.search(verb["gap"])), False, []
    while verb:
        following = _NEXT_VERB.search(folded, verb.end(), end)
        stop = following.start() if following else end
        if not negated and not _NOTHING.match(folded, verb.end(), stop):
            named = _without_aside(folded, verb.end(), stop)
            if named and _SAME.match(folded, verb.end(), stop) and not names_source(folded[slice(*named[0])]):
                same = same or not verb["verb"].startswith((*_JUDGING, *_ADOPTING))
            elif named and _THEIRS.match(folded, verb.end(), stop) and not names_source(folded[slice(*named[0])]):
                pass
            else:
                passages += _object(folded, verb, stop)
        verb = following
        negated = bool(verb and _NEGATED.search(folded, verb.start(), verb.start("verb")))
    return Named(tuple(passages), same)


def _object(folded: str, verb: re.Match, end: int) -> list[tuple[int, int]]:
    """What a verb of citing governs; after a verb of judging only what is judged to apply."""
    start = verb.end()
    judged = _JUDGED.search(folded, start, end)
    colon = folded.find(": ", judged.end() if judged else start, end)
    if judged and (judged["not"] or _NEGATED.search(folded, start, judged.start())):
        return []
    if verb["verb"] in _JUDGING and not judged:
        return []
    if judged and colon >= 0:
        start = colon + 1
    elif judged:
        end = judged.start()
    return [(_led(folded, verb, start), stop) for begin, stop in _without_aside(folded, start, end) if begin < stop]


def _led(folded: str, verb: re.Match, start: int) -> int:
    """Where a passage begins: with the verb, if the reading of citations knows it as a lead to what was used."""
    begin = verb.start("verb")
    if start == verb.end() and _LED.fullmatch(verb["verb"]):
        return begin
    if start == verb.end() and (named := _NAMED_CITED.search(folded, max(0, start - 30), start)):
        return named.start()
    return start


def _without_aside(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    aside = _ASIDE.search(folded, start, end)
    return trimmed(folded, start, aside.start() if aside else end)


def trimmed(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """The passage without joining words and marks around it, or nothing."""
    words = folded[start:end]
    length = -1
    while length != len(words):
        length = len(words)
        words = words.rstrip(_EDGES)
        for joining in _JOINING:
            words = words.removesuffix(joining)
    begin = start + len(words) - len(words.lstrip(_EDGES))
    return [(begin, start + len(words))] if begin < start + len(words) else []


def statement(folded: str, start: int, end: int) -> Named:
    """What a clause without a speaker names: a list of guidelines, or a sentence about one."""
    if lead := _LEAD_IN.match(folded, start, end):
        start = lead.end()
    declares = _DECLARES.search(folded, start, end)
    if declares and not _RELATIVE.search(folded, max(start, declares.start() - 8), end):
        subject = trimmed(folded, start, declares.start())
        named = tuple(subject) if subject and _names_place(folded, *subject[0]) else ()
        return Named(named, declared=not declares["not"])
    end = _before_reason(folded, start, end)
    talk = _talk(folded, start, end)
    if _PRONOUN.match(folded, start, end):
        return _after_all(folded, start, end)
    if talk is None:
        return _listed(folded, start, end)
    if talk["no"] or talk["nt"] or folded.startswith(("neither", "no ", "there "), start):
        return _after_all(folded, talk.end(), end)
    subject = trimmed(folded, start, talk.start())
    if subject and _names_place(folded, *subject[0]):
        return Named(tuple(subject))
    return Named(bare=tuple(subject) if subject and names_source(folded[slice(*subject[0])]) else ())


def _after_all(folded: str, start: int, end: int) -> Named:
    """What is named behind talk of something else: "..., so the ODG, Pain, was used"."""
    rest = _AFTER_ALL.search(folded, start, end)
    return statement(folded, rest.end(), end) if rest else Named()


def _before_reason(folded: str, start: int, end: int) -> int:
    """Where the reason begins that stands behind a guideline's name ("..., since the MTUS is silent")."""
    aside = _ASIDE.search(folded, start, end)
    return aside.start() if aside and _names_place(folded, start, aside.start()) else end


def _talk(folded: str, start: int, end: int) -> re.Match | None:
    """The verb of a clause that is a sentence; that a guideline is part of the MTUS is no such verb."""
    for match in _TALKED_OF.finditer(folded, start, end):
        if not _RELATIVE.match(folded, match.start(), end) and folded.count("(", start, match.start()) == folded.count(
            ")", start, match.start()
        ):
            return match
    return None


def _names_place(folded: str, start: int, end: int) -> bool:
    """More than a source: its chapter, section or page."""
    return names_source(folded[start:end]) and not _BARE.fullmatch(folded, start, end)


def _listed(folded: str, start: int, end: int) -> Named:
    bare = _BARE.match(folded, start, end)
    if bare and _BARE_TALK.match(folded, bare.end(), end):
        return Named(bare=tuple(trimmed(folded, start, bare.end())))
    passages = _without_aside(folded, start, end)
    if passages and _SUBJECTS.match(folded, *passages[0]) and not names_source(folded[slice(*passages[0])]):
        return Named()
    return Named(tuple(passages))
