"""The labels of an item's fields: "Claims Administrator guideline:", "MAXIMUS guideline:", "Decision rationale:".

Their words have changed over the years and may again, so a label is known by its role. A doubtful one (a plain
"Rationale:", the guideline of a reviewer nobody knows) counts only where an item lacks just that label.
"""

import re
from typing import NamedTuple

from ingest.letters.text.lines import Source, collapse

CLAIMS_ADMIN, REVIEWER, RATIONALE = "claims_admin", "reviewer", "rationale"
MAX_LABELS = 12_000  # a letter has three for each of a handful of items; no more are read

_END = r"(?P<colon>\s*+[:;]|\s*+[–—-](?=\s)|(?=\s))"
_NOUNS = (
    re.compile(rf"guide(?:-?\s{{0,9}})lines?+(?:\(s\))?{_END}"),
    re.compile(r"citations?+(?:\(s\))?(?P<colon>\s*+:)"),
    re.compile(rf"rationales?+(?:\s++(?:for|of)\s++(?:the\s++)?(?:decision|determination))?{_END}"),
)
_THE_REVIEWER = (
    r"(?:maximus(?:\s+federal\s+services)?(?:,?\s+inc\.?)?|(?:independent\s+medical\s+review|imro?)(?:\s+reviewer)?"
    r"|(?:(?:expert|physician|medical|professional|clinical)\s+)?reviewer)"
)
_WHOSE = re.compile(
    r"\b(?=[ceimpru])(?:(?P<claims_admin>claims?\s+(?:admin[a-z]*|examiner|adjuster))"
    rf"|(?P<reviewer>{_THE_REVIEWER})|(?P<review>utilization\s+review(?:er)?|ur))(?:['’]?s['’]?)?\s+\Z"
)
_WHICH = re.compile(
    rf"\b(?:{_THE_REVIEWER}(?:['’]?s['’]?)?\s+)?(?P<decision>(?:decision|determination)(?:\s*/\s*|\s+(?:and\s+|&\s*)?)"
    r"|(?<=reviewer )|(?<=reviewer's )|(?<=reviewer’s ))\Z"
)
_SOMEBODY = re.compile(r"[^\S\n]*+(?P<name>[a-z][\w'’-]*(?:[^\S\n]+[\w.'’-]+){0,3})[^\S\n]+\Z")
_SOMETHING_CITED = re.compile(
    r"\b(?:acoem|odg|mtus|treatments?|practice|clinical|medicine|disability|pain|opioids?|acr|cdc|aaos|medical|official"
    r"|chapter|college|society|academy|health|care|prior|cited|other|the|a|this|each|chronic|management|evidence|based)\b"
)
_PROSE_BEFORE = re.compile(r"\b(?:the|an?|ur|its|his|her|their|this|that|of|in|to|and|or|prior|review)\s+$|['’]s\s+$")
_OPENED = re.compile(r"(?:(?<![^\s(\[:])[\"“])(?=[^\s])")
_CLOSED = re.compile(r"”|(?<=[^\s(\[])\"(?!\w)")
_MARKS = '“”"'
_QUOTED = 2_000  # characters of another decision that a rationale may quote in one piece
_TOLD = 45  # characters of the longest words that tell whose guideline it is
_NEAR, _FAR = 60, 400  # characters in which a label's first word stands, without and with a page break inside


class Label(NamedTuple):
    kind: str
    start: int
    end: int


class _Candidate(NamedTuple):
    label: Label
    sure: bool


def find_labels(source: Source, start: int) -> list[Label]:
    """The labels from `start` on, in order. In any case at a line's start, as printed inside a line."""
    nouns = sorted((match for noun in _NOUNS for match in noun.finditer(source.folded, start)), key=re.Match.start)
    found: list[_Candidate] = []
    for match in nouns:
        if candidate := _candidate(source, match, start):
            found.append(candidate)
            if len(found) == MAX_LABELS:
                break
    return _chosen(source, found)


def _candidate(source: Source, match: re.Match, start: int) -> _Candidate | None:
    has_colon = bool(match["colon"])
    if not has_colon and not _starts_a_sentence(source.clean, match.end()):
        return None
    is_rationale = match.group().startswith("rationale")
    role, window = _role(source.folded, match.start(), start, _WHICH if is_rationale else _WHOSE)
    if role is None:
        return _doubtful(source, match, start, is_rationale=is_rationale) if has_colon else None
    place = window + role.start()
    kind = RATIONALE if is_rationale else CLAIMS_ADMIN if role.lastgroup == "review" else role.lastgroup
    at_line_start, printed = source.at_line_start(place), source.clean[place].isupper()
    if not has_colon and not (at_line_start and printed):
        return None
    if not at_line_start and not (printed and not _PROSE_BEFORE.search(source.folded[max(0, place - 20) : place])):
        return None
    return _Candidate(Label(kind, place, match.end()), sure=role.lastgroup != "review")


def _role(folded: str, noun: int, start: int, pattern: re.Pattern) -> tuple[re.Match | None, int]:
    """Whose guideline or which rationale it is, and where the text that tells begins."""
    window = max(start, noun - _NEAR)
    before = folded[window:noun]
    role = pattern.search(before)
    if role is None and "\n" in before and len(collapse(before)) < _TOLD:
        window = max(start, noun - _FAR)
        role = pattern.search(folded[window:noun])
    return role, window


def _doubtful(source: Source, match: re.Match, start: int, *, is_rationale: bool) -> _Candidate | None:
    """A plain "Rationale:", or somebody's "guideline:" in the singular, at a line's start."""
    if is_rationale:
        place = match.start()
        return _Candidate(Label(RATIONALE, place, match.end()), sure=False) if source.at_line_start(place) else None
    if not match.group().startswith("guideline") or match.group().startswith("guidelines"):
        return None
    line = max(start, source.folded.rfind("\n", max(0, match.start() - _NEAR), match.start()) + 1)
    name = _SOMEBODY.match(source.folded, line, match.start()) if match.start() - line < _NEAR else None
    if name is None or not source.clean[name.start("name")].isupper() or _SOMETHING_CITED.search(name["name"]):
        return None
    return _Candidate(Label(REVIEWER, name.start("name"), match.end()), sure=False)


def _starts_a_sentence(clean: str, offset: int) -> bool:
    following = clean[offset : offset + _NEAR].lstrip()[:1]
    return following.isupper() or following.isdigit() or following in ("“", '"', "(")


def _chosen(source: Source, found: list[_Candidate]) -> list[Label]:
    """The sure labels, and each doubtful one that stands just where its item lacks it; none that a rationale quotes."""
    labels: list[Label] = []
    for place, (label, sure) in enumerate(found):
        before = labels[-1].kind if labels else RATIONALE
        after = found[place + 1] if place + 1 < len(found) else None
        if not (sure or _fits(label.kind, before, after)):
            continue
        if not (labels and before == RATIONALE and _is_quoted(source.clean, labels[-1].end, label)):
            labels.append(label)
    return labels


def _is_quoted(clean: str, floor: int, label: Label) -> bool:
    """A quotation that was begun above, from `floor` on, is ended below: the words are another letter's."""
    window = max(floor, label.start - _QUOTED), label.start
    opened = max(clean.rfind(mark, *window) for mark in _MARKS)
    if opened < 0 or not _OPENED.match(clean, opened):
        return False
    ends = [place for mark in _MARKS if (place := clean.find(mark, label.end, label.end + _QUOTED)) >= 0]
    return bool(ends) and bool(_CLOSED.match(clean, min(ends)))


def _fits(kind: str, before: str, after: _Candidate | None) -> bool:
    following = after.label.kind if after else CLAIMS_ADMIN
    if kind == RATIONALE:
        return before != RATIONALE and not (following == RATIONALE and after.sure)
    if kind == REVIEWER:
        return before == CLAIMS_ADMIN and following == RATIONALE
    return before == RATIONALE and following == REVIEWER
