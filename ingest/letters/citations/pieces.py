"""A segment of a guideline field → the guidelines it names, each with what is declared of it.

A new piece begins where a joining word or mark is followed by another guideline's name, outside parentheses, and
after "which is part of the MTUS". Names that contain such marks themselves stay whole.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from determinations.vocabulary import find_guideline
from ingest.letters.citations.segments import OTHER_LABEL, Segment
from ingest.letters.citations.sources import (
    FULL_MTUS,
    JOURNAL,
    MTUS_TITLE,
    ORGANISATION,
    PUBLISHER,
    SOURCE_NAME,
    is_bare_source,
    names_source,
    source_of,
)
from ingest.letters.citations.works import begins_with_author, begins_with_society, begins_work
from ingest.letters.text.sentences import ABBREVIATED

GENERAL = frozenset({"mtus", "acoem", "acoem-2004", "acoem-2011", "mtus-general-approaches"})  # no topic yet
_WINDOW = 300  # characters looked back at; guidelines' names are shorter
_NAME = (
    rf"(?:the )?(?:(?P<source>{SOURCE_NAME})|(?P<title>{MTUS_TITLE})|(?P<chapter>(?:chapter|ch\.?) \d)"
    rf"|(?P<label>{OTHER_LABEL})|(?P<journal>{JOURNAL})|(?P<body>{PUBLISHER}))"
)
_BORDER = re.compile(
    r"(?=[;.,]| (?:[(\d&aoitp]|(?<=[\d)\]] )))"  # no other character begins a border
    r"(?:(?P<join>[;.,]? (?:and )?\(?\d\) ?|[;.,]? and(?:/or)? (?:also )?(?:on |in |upon |per )?(?:the )?| or (?:the )?"
    r"|[;,]? (?:as well as|along with|in addition to|together with|plus) (?:the )?"
    rf"| & (?:the )?|; ?|\. |, ?|(?<=[\d)\]]) )(?={_NAME})"
    r"|(?P<work>(?:;(?: and)?| and(?= (?:up)?on )|, (?:and|as well as)) (?:(?:up)?on )?(?:the )?|, )(?=\S))"
)
_PAGED = re.compile(r"(?:p(?:ages?(?: ?\(s\))?|gs?\.?|p?\.)[ :]*[\d, ;&-]*\d|[)\]])$")
_PAGE_WORD = re.compile(r"\bp(?:ages?(?: ?\(s\))?|gs?\.?|p?\.)[ :]*\d[\d, ;&-]*")
_REGULATION = re.compile(r"97\d\d\.\d+(?:\.\d+)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# An article's volume and page, an edition: what is joined to it goes on with another work.
_ENDED_WORK = re.compile(
    r"(?:\d: ?e?\d{1,5}(?:[-–]\d{1,5})?|\b\d{1,2}(?:st|nd|rd|th) ed(?:ition|\.)?|\((?:19|20)\d\d\))$"
)
_JOINT = re.compile(
    rf"{ORGANISATION}(?: (?:of|for|on) (?:[a-z]{{1,30}} ){{0,5}}[a-z]{{1,30}})?(?: \([a-z]{{1,12}}\))?"
    rf"|american [a-z]{{1,20}} [a-z]{{1,20}} [a-z ]{{1,60}}"
)
_MTUS_AGAIN = re.compile(r"(?:ca(?:lifornia)? )?mtus(?: guidelines?)?(?= ?(?:[.,;:)]|$|p(?:age|\.|g)))")
_SCHEDULE = rf"(?:the )?(?:ca |california )?(?:mtus\b|{FULL_MTUS})\)?"
_DECLARED = re.compile(
    rf"(?:\b(?P<no>not |n['’]t |no (?=part))(?:considered )?)?(?:an? )?(?:part of|component of|section of|included in"
    r"|(?:incorporated|adopted) (?:in|into|by)|contained in|found in|belongs? to"
    rf"|(?<=is )(?:in|within)|(?<=not )(?:in|within)|(?<=are )(?:in|within)) {_SCHEDULE}"
    rf"|(?P<outside>(?:(?:falls?|lies?|stands?) )?outside(?: of)?|other than) {_SCHEDULE}"
    r"|(?P<non>(?<=is )(?:an? )?non[ -]?mtus(?: guidelines?| citations?| source)?|\(non[ -]?mtus\)"
    r"|(?<=are )non[ -]?mtus)"
)
_RECOGNISED = (
    r"(?:(?:(?:both |all )?(?:(?:an? )?nationally[ -]recogni[sz]ed|an? (?:evidence[ -]based|medical|professional"
    r"|national))"
    r"(?: [a-z-]{1,15}){0,3} (?:guidelines?|standards?)(?: \((?:mtg|mtgs)\))?,? ?"
    r"|an? (?:medical )?(?:textbook|journal article|peer[- ]reviewed (?:study|article|journal)),? ?)"
)
_DECLARING = re.compile(
    rf"[ ,;.(:-]*(?:(?:and|but|because|as|since) )?{_RECOGNISED})?"
    r"(?:(?:of (?:which|these|them),? )?(?P<only>only )?the (?P<which>latter|former|first|second|last)"
    r"(?: (?:one|guideline|citation|section)| of (?:which|these|them))? ?"
    r"|(?:both of |all of )?(?:which|that|these|both|all|this|it|they|the)"
    r"(?: (?:section|guideline|chapter|citation|reference|treatment|guide)s?)? ?)?"
    r"(?:(?:is|are|was|were)(?: also| both| all)? ?)?"
    rf"{_RECOGNISED}(?:(?:which|that) )?(?:(?:is|are) )?)?$"
)
_PLURAL = re.compile(r"\bare (?:also |both |all )?$")
_GOES_ON = re.compile(r"(?:[.;,]? (?:and|as well as) (?:also )?(?:(?:on |upon )?the |on |upon )|[.;] |, )(?=\S)")
_LEAD_WORDS = re.compile(
    r"(?:(?:as well as|along with|together with|in addition to|plus) |\(?\d\) ?"
    r"|(?:(?:and|or|the|on|also|in|upon|both|including|see|under|from|instead|only|using|that|as"
    r"|(?:as )?per|according to|based (?:up)?on|(?:its|his/her|their|his|her) decision (?:up)?on)\b ?)"
    r"|(?:the )?same (?:section|guideline|chapter)s?: ?"
    r"|[ ;,.:)\]&–—-])++"
)
_LABEL = re.compile(OTHER_LABEL)
_USED = re.compile(
    r" (?:"
    r"(?:(?:which|that|and|both|all) )?(?:was|were|is|are|has been|have been|being) "
    r"(?:(?:also|then|therefore|both|all|instead) )?"
    r"(?:used|cited|relied|utili[sz]ed|referenced|consulted|applied|quoted|reviewed|chosen|selected|followed"
    r"|referred|mentioned|listed|invoked)\b"
    r"|(?:(?:to be|were|was|is|are|as) )?(?:relevant|applicable)(?: and (?:relevant|appropriate|applicable))? (?:to"
    r"|for)\b"
    r"|(?:to be |as )?(?:relevant|applicable) and (?:relevant|appropriate|applicable)\b"
    r"|(?<!united )(?:states?|recommends?|notes?|indicates?|supports?|suggests?|advises?|allows?|says?|specif(?:y|ies))"
    r" (?:that|the|an?|up to|against|only|this|these|it|no)\b"
    r"|(?:appl(?:y|ies)|covers?|govern(?:s|ed)?|address(?:es)?|discuss(?:es)?)"
    r"(?: (?:to|because|this|the|these|here|it|such|that|when|if|as|in|for)\b|$)"
    r"|(?:does|do) not (?:recommend|support|endorse|advise|advocate)\b"
    r"|(?:is|are) (?:not )?(?:recommended|supported|indicated)\b)"
)
_SHORTENED = re.compile(r"[ .]eds?$")
_BRACKET = re.compile(r"[()]")
_ENDS = " .;,:(["
_DANGLING = (
    " and",
    " on",
    " the",
    " or",
    " see",
    " also",
    " which",
    " in",
    " as",
    " is",
    " are",
    " at",
    " per",
    " based",
    " not",
)


class Piece(NamedTuple):
    """One guideline named. `declared`: what is said of it after its name, None where nothing is."""

    start: int
    end: int
    declared: bool | None


def split_pieces(text: str, folded: str, segment: Segment) -> Iterator[Piece]:
    """The guidelines named in one segment of a field's text; `folded` is the text in lower case."""
    position = segment.start
    for declared in _declarations(folded, segment):
        if declared.start() < position:
            continue
        window = max(position, declared.start() - _WINDOW)
        told = _DECLARING.search(folded, window, declared.start())
        end = told.start() if told else declared.start()
        plural = bool(_PLURAL.search(folded, window, declared.start()) or folded.startswith("are ", end))
        places = list(_places(text, folded, position, end))
        values = _values(len(places), told, _is_part(declared), plural=plural)
        yield from (Piece(*place, value) for place, value in zip(places, values, strict=True))
        position = _after(folded, declared.end(), segment.end)
    yield from (Piece(start, end, None) for start, end in _places(text, folded, position, segment.end))


def _declarations(folded: str, segment: Segment) -> Iterator[re.Match]:
    """Each of them names the schedule, somewhere behind the segment's first word."""
    behind = segment.start + 4
    if folded.find("mtus", behind, segment.end) >= 0 or folded.find("utili", behind, segment.end) >= 0:
        yield from _DECLARED.finditer(folded, segment.start, segment.end)


def sole_declaration(folded: str, segment: Segment) -> bool | None:
    """What "It is not part of the MTUS." says of the guideline before it; None if the segment says no such thing."""
    declared = _DECLARED.search(folded, segment.start, min(segment.end, segment.start + _WINDOW))
    return None if declared is None else _is_part(declared)


def _is_part(declared: re.Match) -> bool:
    return not (declared["no"] or declared["non"] or declared["outside"])


def _values(count: int, told: re.Match | None, value: bool, *, plural: bool) -> list[bool | None]:
    """What a declaration says of each of `count` guidelines: of the last, of all, or "only the former"."""
    if plural:
        return [value] * count
    others = not value if told and told["only"] else None
    values = [others] * count
    if values:
        values[0 if told and told["which"] in ("former", "first") else -1] = value
    return values


def _after(folded: str, start: int, end: int) -> int:
    """Past what else is said of a declared guideline ("and covers consultations") to what is named next."""
    for pattern in (_BORDER, _GOES_ON):
        if match := pattern.match(folded, start, end):
            return match.start()
    border = _BORDER.search(folded, start, min(end, start + _WINDOW))
    sentence = re.compile(r"[.;] ").search(folded, start, min(end, start + _WINDOW))
    return min((match.start() for match in (border, sentence) if match), default=end)


def _places(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where another guideline's name begins."""
    start = skip_lead(folded, start, end)
    for border in _BORDER.finditer(folded, start, end):
        if border["work"] == ", " and not text[border.end() : border.end() + 2].isupper():
            continue  # a section's name: told here for speed
        if border.start() <= start or not _is_border(text, folded, start, border, end):
            continue
        yield from _without_verb(folded, start, border.start())
        start = skip_lead(folded, border.end(), end)
    yield from _without_verb(folded, start, end)


def _is_border(text: str, folded: str, start: int, border: re.Match, end: int) -> bool:
    """Whether a name that follows a joining mark begins another guideline, or goes on with this one's."""
    place, join = border.start(), (border["join"] or border["work"]).strip()
    piece = folded[max(start, place - _WINDOW) : place]
    if not piece.strip() or _in_parentheses(folded, max(start, place - _WINDOW), place, end):
        return False
    if border["work"]:
        return _is_work(text, piece, border, end)
    if not join and not (border["source"] or border["title"]):
        return False
    if not join:
        return (bool(_PAGED.search(piece[-40:])) and "page" in piece[-40:]) or " p. " in piece[-40:]
    if border["source"] or border["title"]:
        return not _is_apposition(folded, piece.strip(" ,"), border, join)
    if border["chapter"]:
        own = piece[max((match.end() for match in _PAGE_WORD.finditer(piece)), default=0) :]
        return "chapter" in own or "ch." in own or not own.strip(" ,;.)")
    if border["journal"]:
        return names_source(piece) or bool(_YEAR.search(piece))
    return border["label"] is not None or _is_publisher(piece, join)


def _is_work(text: str, piece: str, border: re.Match, end: int) -> bool:
    """Whether a book, an article or the like begins: sections of one guideline are joined by the same marks."""
    place, join = border.end(), border["work"]
    if join == ", ":
        return names_source(piece) and begins_with_society(text, place, end)
    own = source_of(piece)
    if join.startswith(";"):
        return begins_work(text, place, end, chapters=own == "ODG", weak=own == "Other" or "and" in join)
    if own == "Other" and not _ENDED_WORK.search(piece):
        return False
    if join.endswith(("on ", "the ")):
        return begins_work(text, place, end, chapters=own == "ODG")
    return begins_with_society(text, place, end) or begins_with_author(text, place, end)


def _is_apposition(folded: str, piece: str, border: re.Match, join: str) -> bool:
    """ "CA MTUS, ACOEM Chapter 3" and "..., MTUS, page 8" are one guideline; so are a law's number and its title."""
    if border["title"] and _REGULATION.search(piece[-40:]):
        return True
    if border["title"] and join in (",", "") and find_guideline(piece) in GENERAL:
        return True
    own = source_of(piece)
    if _MTUS_AGAIN.match(folded, border.end()) and join == "," and own in ("MTUS", "ACOEM"):
        return True
    if join not in (",", "&", ".") or not is_bare_source(piece):
        return False
    following = source_of(folded[border.end() : border.end() + 60].removeprefix("the "))
    return (own == "ODG") == (following == "ODG")


def _is_publisher(piece: str, join: str) -> bool:
    if join == ",":
        return names_source(piece)
    if join == ".":
        return not ABBREVIATED.search(piece)
    if join in ("and", "&", "or"):
        return not _JOINT.fullmatch(piece.strip())
    return True


def _in_parentheses(text: str, start: int, place: int, end: int) -> bool:
    """A bracket is open at `place` and closed behind it; "1)" opens none."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start, place):
        depth = depth + 1 if bracket.group() == "(" else max(0, depth - 1)
    return depth > 0 and text.find(")", place, min(end, place + _WINDOW)) >= 0


def skip_lead(folded: str, start: int, end: int) -> int:
    """Past joining words and the form's own label to where the guideline's name begins."""
    for pattern in (_LEAD_WORDS, _LABEL, _LEAD_WORDS):
        if match := pattern.match(folded, start, end):
            start = match.end()
    return start


def _without_verb(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where the sentence goes on to say that the guideline "was used" or what it "states that"."""
    verb = _USED.search(folded, start, end)
    yield from trimmed(folded, start, verb.start() if verb else end)


def trimmed(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place without marks and joining words at its end, if anything is left."""
    words = folded[start:end].rstrip(_ENDS)
    if words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip(_ENDS)
    while words.endswith(_DANGLING):
        words = words.rpartition(" ")[0].rstrip(_ENDS)
    if words:
        point = _SHORTENED.search(words) and folded.startswith(". ", start + len(words))
        yield start, start + len(words) + bool(point)
