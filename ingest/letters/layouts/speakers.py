"""One guideline field that speaks for both sides → the passages of the claims administrator and of the reviewer.

The field is read sentence by sentence and clause by clause. A clause has a speaker ("The Claims Administrator based
its decision on"), or its guideline is said to be one's ("was cited in the utilization review decision"), or it goes
on with what was said before. What only talks about a guideline ("The MTUS is silent on") is nobody's citation.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.letters.citations.sources import names_source
from ingest.letters.layouts.labels import CLAIMS_ADMIN, REVIEWER
from ingest.letters.layouts.naming import FIRST_VERB, Named, deeds, statement, trimmed
from ingest.letters.record import Span
from ingest.letters.text.lines import Source, fold
from ingest.letters.text.sentences import ABBREVIATED

LIMIT = 20_000  # characters of one field that are read; real ones have a few hundred

_OF_REVIEW = (
    r"(?: (?:physician|reviewer|decision|determination|denial|letter|report|organi[sz]ation|doctor|nurse|process"
    r"|department|advisor|consultant|notice|modification|rationale|agent|company|team)(?:['’]s)?){0,2}"
)
_CLAIMS_ADMIN = (
    rf"(?:claims? administrators?(?:['’]s?)?{_OF_REVIEW}|(?:the )?utili[sz]ation reviewe?r?(?:['’]s)?{_OF_REVIEW}"
    rf"|\bur\b(?:['’]s)?{_OF_REVIEW}|claims adjuster|insurance carrier|carrier\b|insurer\b|adjuster\b|defendant\b"
    r"|peer reviewer|(?:initial|prior|previous) reviewer|denial letter|\bthe denial\b|denying physician)"
)
_REVIEWER = (
    r"(?:(?:(?:expert|physician|professional|medical|independent|imr|clinical|maximus|undersigned|this|present) )"
    r"{1,3}reviewer(?:['’]s)?(?: (?:decision|determination))?|\breviewer(?:['’]s)?(?: (?:decision|determination))?"
    r"|\bmaximus\b(?: federal services)?|\bimr (?:physician|decision|determination)|\b(?:i|we)\b)"
)
_PAIR = (
    rf"(?:{_CLAIMS_ADMIN} (?:and|as well as|like) (?:also )?(?:by )?(?:the )?{_REVIEWER}"
    rf"|{_REVIEWER} (?:and|as well as|like) (?:also )?(?:by )?(?:the )?{_CLAIMS_ADMIN})"
)
_ONE = rf"(?P<claims_admin>{_CLAIMS_ADMIN})|(?P<reviewer>{_REVIEWER})"
_EITHER = (
    r"both (?:parties|sides|decisions|reviews|reviewers|determinations)\b|each side\b|the (?:two|parties) sides?\b"
)
# Not "used by the administrator, and the reviewer relied on": there each has its own verb.
_SIDES = rf"(?:(?P<both>both (?:the )?{_PAIR}|{_EITHER}|(?<!by )(?<!by the ){_PAIR})|{_ONE})"
_DOERS = rf"(?:(?P<both>both (?:the )?{_PAIR}|{_EITHER}|{_PAIR}(?=(?: alike| both)?[ ]?(?:[.;,)]|$)))|{_ONE})"
_SPEAKER = re.compile(rf"(?:\bthe )?{_SIDES}")
# What a speaker's name may begin with, found much faster than the name.
_SPEAKER_BEGINS = re.compile(
    r"(?=[abcdeimpr-w])(?:the )?(?:both |each side|the (?:two|parties|denial)|claim|(?:the )?utili|ur\b|insurance c"
    r"|carrier|insurer|adjuster|defendant|peer r|initial r|prior r|previous r|denial l|denying p|expert|physician"
    r"|professional|medical|independent|imr|clinical|maximus|undersigned|this|present|reviewer|i\b|we\b)"
)
_GIVEN = re.compile(
    r"(?:based|relying|in reliance|drawing) (?:up)?on |(?:citing|using|applying|following|quoting) "
    r"(?=the |[a-z ]{0,20}\b(?:mtus|acoem|odg|official|chronic))"
)
_WHO = re.compile(rf", (?:the )?(?:{_ONE})(?! (?:did|does|has) not\b)")
_GOVERNED = re.compile(r"\b(?:by|with|to|from|of|in|for|under|both)(?: (?:the|this|a))? ?$")
_LABEL = re.compile(
    rf"(?:the )?(?:guidelines? )?(?:(?:cited|used|relied (?:up)?on|referenced) by (?:the )?)?{_SIDES}"
    r"(?: (?:guidelines?|citations?))?(?: (?:is|are|was|were))? ?[:–-] "
)
_USED = r"(?:cited|relied (?:up)?on|used|utili[sz]ed|referenced|quoted|listed|named|given|applied|invoked|mentioned"
_USED += r"|considered|consulted|the (?:sole |only |main )?(?:basis|guideline|source|reference|citation)"
_USED += r"(?: (?:cited|used))?)"
_PASSIVE = re.compile(
    r"(?P<relative>,? (?:(?:which|that|as)(?: (?:was|were|is|are|has been|had been))?|(?=also |both |cited|relied|used)"
    r")|(?P<further>,? and)?,? (?:was|were|is|are|has been|have been|had been))"
    rf"(?P<also> ?also\b| ?both\b| ?likewise\b)?(?P<not> ?not\b)?(?: ?the\b)? ?{_USED},? "
    rf"(?:by|in|of|for|as|from) (?:the )?{_DOERS}"
)
_PRONOUN = re.compile(r"[ ,]*(?:it|they|he/she|he|she)(?= )|(?=[ ,]*(?:also|additionally) [a-z]+ed )")
_SAME_SUBJECT = re.compile(
    r"[ ,]*(?:it\b|they\b|both\b|(?:the |this |that |these |those )?(?:(?:very )?(?:same|identical)\b ?)?"
    r"(?:ones?|guidelines?|sections?|chapters?|citations?|pages?)?)$"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*+ (?=[(\"“\[]?[A-Z0-9])")


class Sides(NamedTuple):
    """The passages that say what each side cited, in the letter's order; `declared` what is said of some of them."""

    claims_admin: list[Span]
    reviewer: list[Span]
    declared: list[tuple[Span, bool]]


class _Clause(NamedTuple):
    """`side` is None where nobody is named. `sentence` numbers the sentence it stands in."""

    sentence: int
    side: str | None
    named: Named


def sides(source: Source, field: Span) -> Sides:
    """One guideline field → whose passages stand in it. No passage where a side cites nothing."""
    flow = source.flow(field.start, min(field.end, field.start + LIMIT))
    claims_admin, reviewer, declared = _read(flow.text)
    return Sides(
        [flow.span(*place) for place in claims_admin],
        [flow.span(*place) for place in reviewer],
        [(flow.span(*place), value) for place, value in declared],
    )


_Place = tuple[int, int]


@lru_cache(maxsize=512)  # a letter's fields often stand under several of its requests in the same words
def _read(text: str) -> tuple[tuple[_Place, ...], tuple[_Place, ...], tuple[tuple[_Place, bool], ...]]:
    """A field's text → what `Sides` says of it, with places that count within it."""
    clauses = list(_clauses(text, fold(text)))
    spoken = {clause.side for clause in clauses}
    found: dict[str, list[tuple[int, int]]] = {CLAIMS_ADMIN: [], REVIEWER: []}
    declared, same, sentence, last = [], [], -1, None
    for clause in clauses:
        last = clause.side or last
        side = last if last == REVIEWER or (last and {REVIEWER, "both"} & spoken) else clause.side or REVIEWER
        for each in (CLAIMS_ADMIN, REVIEWER) if side == "both" else (side,):
            _add(text, found[each], clause, joined=sentence == clause.sentence)
            same += [each] if clause.named.same else []
            if clause.named.declared is not None and found[each]:
                declared.append((found[each][-1], clause.named.declared))
        sentence = clause.sentence
    _add_same(found, same)
    if not found[REVIEWER] and not same:
        found[REVIEWER] = [place for clause in clauses if clause.side != CLAIMS_ADMIN for place in clause.named.bare]
    return tuple(found[CLAIMS_ADMIN]), tuple(found[REVIEWER]), tuple(declared)


def _add(text: str, passages: list[tuple[int, int]], clause: _Clause, *, joined: bool) -> None:
    """A passage that goes on with the one before it in its sentence is one with it."""
    for start, end in clause.named.passages:
        if joined and passages and not text[passages[-1][1] : start].strip(" ;,"):
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))


def _add_same(found: dict[str, list[tuple[int, int]]], same: list[str]) -> None:
    """ "Relied on the same guideline": the other side's passages are this side's too."""
    for side in same:
        other = found[CLAIMS_ADMIN if side == REVIEWER else REVIEWER]
        found[side] += [place for place in other if place not in found[side]]


def _clauses(text: str, folded: str) -> Iterator[_Clause]:
    last = None
    for number, (start, end) in enumerate(_sentences(text, folded)):
        for side, named in _sentence(folded, start, end, last):
            last = side or last
            yield _Clause(number, side, named)


def _sentences(text: str, folded: str) -> Iterator[_Place]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not ABBREVIATED.search(folded, max(0, match.start() - 12), match.start()):
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _sentence(folded: str, start: int, end: int, last: str | None) -> Iterator[tuple[str | None, Named]]:
    """Cut at speakers, then at semicolons."""
    if given := _GIVEN.match(folded, start, end):
        start = given.end()
        if who := _WHO.search(folded, start, end):
            yield _side(who), Named(tuple(trimmed(folded, start, who.start())))
            start = who.start()
            if not _speakers(folded, start, end):
                return
    marks = _speakers(folded, start, end)
    first = marks[0][1] if marks else end
    if not marks or names_source(folded[start:first]):
        yield from _unspoken(folded, start, first, last)
    for place, (side, _, name_end) in enumerate(marks):
        stop = marks[place + 1][1] if place + 1 < len(marks) else end
        semicolon = _semicolon(folded, name_end, stop)
        also = _PASSIVE.search(folded, name_end, semicolon)
        if also and names_source(folded[name_end : also.start()]) and _side(also) != side:
            yield "both", _spoken(folded, name_end, also.start())
        else:
            yield side, _spoken(folded, name_end, semicolon)
        yield from _unspoken(folded, semicolon, stop, side)


def _spoken(folded: str, name_end: int, end: int) -> Named:
    """After a speaker's name; a label's colon stands for the verb."""
    if folded[name_end - 2 : name_end] in (": ", "– ", "- "):
        return statement(folded, name_end, end)
    return deeds(folded, name_end, end)


def _speakers(folded: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Each (side, start, end of the name) that is followed by what the speaker did."""
    if label := _LABEL.match(folded, start, end):
        return [(_side(label), label.start(), label.end())]
    return [
        (_side(match), match.start(), match.end())
        for match in _names(folded, start, end)
        if FIRST_VERB.match(folded, match.end(), end)
        and not _GOVERNED.search(folded, max(start, match.start() - 12), match.start())
    ]


def _names(folded: str, start: int, end: int) -> Iterator[re.Match]:
    """The speakers named between two places."""
    while first := _SPEAKER_BEGINS.search(folded, start, end):
        name = _SPEAKER.match(folded, first.start(), end)
        if name:
            yield name
        start = name.end() if name else first.start() + 1


def _side(match: re.Match) -> str:
    return (
        "both"
        if "both" in match.re.groupindex and match["both"]
        else CLAIMS_ADMIN
        if match["claims_admin"]
        else REVIEWER
    )


def _semicolon(folded: str, start: int, end: int) -> int:
    place = folded.find("; ", start, end)
    while place >= 0 and folded.count("(", start, place) > folded.count(")", start, place):
        place = folded.find("; ", place + 1, end)
    return place if place >= 0 else end


def _unspoken(folded: str, start: int, end: int, last: str | None) -> Iterator[tuple[str | None, Named]]:
    """The clauses of a passage in which no speaker is the subject."""
    while start < end and folded[start:end].strip(" ;,."):
        start = start + 2 if folded.startswith("; ", start) else start
        stop = _semicolon(folded, start, end)
        yield from _clause(folded, start, stop, last)
        start = stop


def _clause(folded: str, start: int, end: int, last: str | None) -> Iterator[tuple[str | None, Named]]:
    passive = _PASSIVE.search(folded, start, end)
    if passive:
        yield _attributed(folded, start, passive)
        rest = trimmed(folded, passive.end(), end)
        if rest and names_source(folded[slice(*rest[0])]):
            yield from _clause(folded, rest[0][0], end, last)
        return
    if last and (pronoun := _PRONOUN.match(folded, start, end)) and FIRST_VERB.match(folded, pronoun.end(), end):
        if named := deeds(folded, pronoun.end(), end):
            yield last, named
        return
    yield None, statement(folded, start, end)


def _attributed(folded: str, start: int, passive: re.Match) -> tuple[str | None, Named]:
    """ "X was cited in the utilization review decision": X is theirs; an "also" in passing leaves it ours too."""
    side, passages = _side(passive), tuple(trimmed(folded, start, passive.start()))
    if passive["not"]:
        return None, Named(passages)
    if passages and _SAME_SUBJECT.fullmatch(folded, *passages[0]):
        return side, Named(same=True)
    in_passing = passive["further"] or passive["relative"].strip(" ,") in ("", "which", "as", "which was", "which were")
    return "both" if passive["also"] and in_passing else side, Named(passages)
