"""The decision a rationale comes to in prose: its last sentence that decides, for letters without an outcome line.

Patterns run over lower-case text with single spaces; every gap in them is bounded.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.letters.layouts.announced import essence
from ingest.letters.record import Span
from ingest.letters.text.lines import Source

_WINDOW = 20_000  # characters at the end of a rationale
_BEFORE = 240  # characters before a formula in which its clause begins
_CLAUSE = re.compile(r"[.!?][\"'”’)\]]*+ (?!\d)|; ")
_NECESSARY = re.compile(
    r"(?P<core>medically ?nec+es+ary(?: (?:and|or|nor|&) (?:medically )?appropriate)?(?P<part>,? in part\b)?"
    r"|medically (?:and )?(?P<un>unnec+es+ary))"
)
_PREDICATE = re.compile(
    r"(?P<modal>\b(?:would|could|might|may|should|can|will) ?)?(?P<words>\b(?:cannot be|(?:is|are|was|were|be|been"
    r"|being|remains?|appears?|seems?|as|considered|deemed|found)(?:n['’]t)?\b)(?:,? (?:not|therefore|thus|hence|also"
    r"|still|now|again|considered|deemed|found|felt|judged|shown|to|be|as|both|either|neither|all|hereby|accordingly"
    r"|consequently"
    r"|partly|\w+ly|in (?:this|his|her) case|at this time|as (?:requested|such|stated|written)),?){0,8} ?(?:not)?)$"
)
_NOT = re.compile(r"\b(?:not|cannot|neither)(?![a-ln-z])|n['’]t\b|\bnot$")
_NO_SUBJECT = re.compile(r"(?:^|[,:] )(?:(?:therefore|thus|hence|accordingly|as such),? )?(?:neither|none|no) ")
_MODAL_NOT = re.compile(r"\b(?:would|could|might|may|should|can|will) not $")
_HYPOTHETICAL = re.compile(r"\b(?:if|whether|unless|until|once|provided that|in order for|in order to be|had)\b")
_PROVEN = (
    r"(?:established|supported|demonstrated|documented|shown|substantiated|met|confirmed|proven|evident|clear|present"
    r"|justified|apparent|validated|determined)"
)
_NECESSITY = re.compile(
    r"\b(?:(?P<lack>no|lack of|absence of|insufficient|inadequate) (?:[a-z]+ ){0,4}?)?medical necessity\b"
    rf"(?:[^.;]{{0,160}}?\b(?:has|have|had|is|was|are|were|cannot|can|could)(?P<not> not|n['’]t)?(?: yet)?(?: been"
    rf"| be)?(?: (?P<neither>not|in)?(?:\w+ly )?)? ?{_PROVEN}\b)?"
)
_SHOWS = re.compile(
    r"(?P<not>\b(?:not|cannot|fails? to|failed to|n['’]t|unable to|neither) (?:\w+ly )?)?(?:establish|support"
    r"|demonstrat|document|show|substantiat|prove|justif|satisf|confirm)\w*(?: \w+){0,3} (?:the )?$"
)
_DENIAL = re.compile(
    r"\b(?:denials?|non-?certifications?|(?:adverse |review |ur |administrator['’]s )(?:decisions?|determinations?))"
    r"[^.;]{0,120}?\b(?:is|was|are|were|be|stands?)\b(?: (?:therefore|thus|hence|hereby|accordingly))?"
    r"(?P<part> partially| partly| in part)? ?(?P<verb>upheld|affirmed|sustained|maintained|overturned|reversed"
    r"|set aside|vacated)"
    r"(?P<after>,? in part\b)?"
    r"|\b(?P<active>uphold|affirm|overturn|reverse)(?:s|ed|ing)? (?:the |this )?(?:[\w-]+ ){0,4}?(?:denials?|decisions?"
    r"|determinations?|non-?certifications?)\b"
)
_REQUEST = re.compile(
    r"\brequest(?:s|ed)?\b[^.;]{0,200}?\b(?:is|are|was|were) (?:therefore |thus |hence |hereby )?(?P<not>not )?"
    r"(?:\w+ly )?(?P<verb>certified|authorized|approved|warranted|granted|non-?certified|denied|upheld|overturned)\b"
)
_UR_SAYS = re.compile(
    r"\b(?:utili[sz]ation review\w*|ur|claims? administrator|carrier|insurer|prior reviewer|adjuster)\b[^.;]{0,80}"
    r"\b(?:found|stated|states|determined|denied|noted|concluded|opined|felt|deemed|considered|indicated|said|because|as|that)\b"
)
_OVERTURNS = ("overturned", "reversed", "set aside", "vacated", "overturn", "reverse")


class Decision(NamedTuple):
    """`value` is upheld, overturned or partially_overturned; the offsets are of the flow."""

    value: str
    start: int
    end: int


def find_decision(source: Source, passage: Span, request: str = "") -> tuple[str, Span] | None:
    """The outcome a rationale states and the words that state it, or None.

    `request` is one of several that share the rationale: what is decided of it by name goes first; unnamed, it is
    decided only by decisions that all agree.
    """
    flow = source.flow(max(passage.start, passage.end - _WINDOW), passage.end)
    found = _decisions(flow.folded)
    if request and found:
        wanted = f" {essence(request)} "
        named = [decision for decision, words in zip(found, _decided(flow.folded), strict=True) if wanted in words]
        found = named or (found if len({decision.value for decision in found}) == 1 else [])
    return (found[-1].value, flow.span(found[-1].start, found[-1].end)) if found else None


@lru_cache(maxsize=64)
def _decided(text: str) -> tuple[str, ...]:
    """What may name the request of each decision: from the decision before, or the sentence's start, to its end."""
    words, last = [], 0
    for decision in _decisions(text):
        start = max(_clause_start(text, decision.start, 1_000), last)
        words.append(f" {essence(text[start : decision.end])} ")
        last = decision.end
    return tuple(words)


@lru_cache(maxsize=64)  # one rationale may decide many requests
def _decisions(text: str) -> tuple[Decision, ...]:
    strong = [*_necessary(text), *_necessity(text), *_denials(text)]
    return tuple(sorted(strong or _requests(text), key=lambda decision: decision.end))


def _clause_start(text: str, place: int, limit: int = _BEFORE) -> int:
    start = max(0, place - limit)
    borders = list(_CLAUSE.finditer(text, start, place))
    return borders[-1].end() if borders else start


def _is_claimed(clause: str) -> bool:
    """Said on a condition, or by the utilization review."""
    return bool(_HYPOTHETICAL.search(clause) or _UR_SAYS.search(clause))


def _necessary(text: str) -> Iterator[Decision]:
    for match in _NECESSARY.finditer(text):
        clause = text[_clause_start(text, match.start()) : match.start()]
        predicate = _PREDICATE.search(clause[-120:])
        words = predicate["words"] if predicate else ""
        start = match.start() - len(words.lstrip())
        negated = bool(_NOT.search(words) or (predicate is None and clause.endswith(("not ", "not"))))
        modal = bool(predicate and predicate["modal"])
        refused = bool(_MODAL_NOT.search(clause[: len(clause) - len(words)]))
        if (predicate is None and not negated) or _is_claimed(clause) or (modal and not negated):
            continue
        if "partially" in words or "partly" in words or match["part"]:
            yield Decision("partially_overturned", start, match.end())
            continue
        against = negated or refused or match["un"] or _NO_SUBJECT.search(clause)
        yield Decision("upheld" if against else "overturned", start, match.end())


def _necessity(text: str) -> Iterator[Decision]:
    for match in _NECESSITY.finditer(text):
        clause = text[_clause_start(text, match.start()) : match.start()]
        shown = _SHOWS.search(clause[-80:])
        proven = match.end() - match.start() > len((match["lack"] or "") + "medical necessity") + 40
        proven = bool(re.search(rf"{_PROVEN}$", match.group())) or proven
        if _is_claimed(clause) or not (match["lack"] or shown or proven):
            continue
        negated = match["lack"] or match["not"] or match["neither"] or "cannot" in match.group()
        negated = negated or (shown and shown["not"])
        yield Decision("upheld" if negated else "overturned", match.start(), match.end())


def _denials(text: str) -> Iterator[Decision]:
    for match in _DENIAL.finditer(text):
        clause = text[_clause_start(text, match.start()) : match.start()]
        if _HYPOTHETICAL.search(clause):
            continue
        verb = match["verb"] or match["active"]
        if match["part"] or match["after"]:
            yield Decision("partially_overturned", *match.span())
        else:
            yield Decision("overturned" if verb in _OVERTURNS else "upheld", *match.span())


def _requests(text: str) -> Iterator[Decision]:
    """Only where nothing is said of necessity."""
    for match in _REQUEST.finditer(text):
        clause = text[_clause_start(text, match.start()) : match.end()]
        if _is_claimed(clause) or match["verb"] in ("upheld", "overturned"):
            continue
        against = bool(match["not"]) != match["verb"].startswith(("non", "denied"))
        yield Decision("upheld" if against else "overturned", *match.span())
