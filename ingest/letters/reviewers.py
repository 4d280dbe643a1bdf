"""The reviewer's credentials, from either style: a block of labelled lines, or a sentence of the boilerplate."""

import re

from ingest.letters.lines import Flow
from ingest.letters.record import ParsedReviewer, Span

_LIMIT = 4_000  # characters from where the credentials begin
_BLOCK_LABEL = re.compile(
    r"(?P<states>states?(?:\(s\))? of licensure|licensure states?(?:\(s\))?)[ ]?:"
    r"|(?P<specialties>certifications?(?:\(s\))? ?/ ?special(?:ty|ties)(?:\(s\))?|certifications?(?:\(s\))?"
    r"|special(?:ty|ties)(?:\(s\))?) ?:"
    r"|(?P<subspecialties>sub-?special(?:ty|ties)(?:\(s\))?) ?:"
)
# In this order: what a board certifies, what a state licenses, what the reviewer simply is.
_CREDENTIALS = (
    re.compile(r"\b(?:board[ -])?certified (?:in|by the american board of) "),
    re.compile(r"\blicensed in "),
    re.compile(r"\breviewer is (?:an? )?(?:(?:duly )?licensed (?!to\b)|doctor of )"),
    re.compile(r"\breviewer is an? (?=[^.]{1,200}\blicensed to practice)"),
)
_SUBSPECIALTY = re.compile(
    r"[,;]?(?: and)?(?: who)?(?: has| with| holds)? (?:a )?sub-?special(?:ty|ties) in "
    r"|[,;]?(?: and)? is (?=fellowship[ -]trained in )"
)
_LICENSED = re.compile(
    r"[,;]?(?: and)?(?: who)?(?: is)? licensed (?:to practice (?:[a-z]+ )?)?in (?:the (?:states? of )?)?"
)
_SENTENCE_END = re.compile(r"\.(?= |$)")
_NEXT_SENTENCE = re.compile(r" (?=(?:he/she|she/he|the (?:expert |physician )?reviewer|maximus) )")
# Boards whose own names hold a comma or an "and": no place to cut.
_WHOLE = (
    r"physical medicine and rehabilitation|psychiatry and neurology|obstetrics and gynecology"
    r"|hospice and palliative medicine|allergy and immunology|oral and maxillofacial surgery"
    r"|(?:head|neck) and neck surgery|plastic and reconstructive surgery|foot and ankle(?: surgery)?"
    r"|reconstructive foot and ankle surgery|child and adolescent psychiatry|colon and rectal surgery"
    r"|public health and (?:general )?preventive medicine|hematology and oncology|thoracic and cardiac surgery"
    r"|endocrinology, diabetes,? and metabolism|pulmonary and critical care(?: medicine)?|hand and upper extremity"
    r"|neuromusculoskeletal medicine and omm|occupational and environmental medicine|brain and spine"
    r"|ear, nose,? (?:and|&) throat"
)
_CUT = re.compile(rf"(?P<whole>{_WHOLE})|(?P<cut>,(?: and)? |,$|; ?|/(?=[a-z]{{4}})| and )")


def read_reviewer(flow: Flow) -> tuple[ParsedReviewer, dict[str, Span]]:
    """The "how it was made" section → credentials as written, and the passages that name them."""
    found = _from_block(flow) or _from_sentence(flow)
    lists, spans = {}, {}
    for name, (start, end) in found.items():
        names = _names(flow.text[start:end], flow.folded[start:end])
        if names:
            lists[name] = names
            spans[name] = flow.span(*_trimmed(flow.text, start, end))
    return ParsedReviewer(**lists), spans


def _from_block(flow: Flow) -> dict[str, tuple[int, int]]:
    if "licensure" not in flow.folded and "certification" not in flow.folded:
        return {}
    start = max(0, flow.folded.find("following credentials"))
    labels = [match for match in _BLOCK_LABEL.finditer(flow.folded, start) if not _in_a_sentence(flow.text, match)]
    ends = [*(match.start() for match in labels[1:]), min(len(flow.text), _LIMIT + labels[-1].end())] if labels else []
    found: dict[str, tuple[int, int]] = {}
    for match, end in zip(labels, ends, strict=True):
        prose = _NEXT_SENTENCE.search(flow.folded, match.end(), end)
        found.setdefault(match.lastgroup, (match.end(), prose.start() if prose else end))
    return found


def _in_a_sentence(text: str, match: re.Match) -> bool:
    """A label is written with a capital."""
    return text[match.start()].islower()


def _from_sentence(flow: Flow) -> dict[str, tuple[int, int]]:
    """'is Board Certified in A, has a subspecialty in B and is licensed to practice in C.'"""
    folded = flow.folded
    credential = next((match for pattern in _CREDENTIALS if (match := pattern.search(folded))), None)
    start = credential.end() if credential else 0
    marks = {
        "specialties": credential,
        "subspecialties": _SUBSPECIALTY.search(folded, start, start + _LIMIT),
        "states": _LICENSED.search(folded, start, start + _LIMIT),
    }
    present = sorted((match.end(), match.start(), name) for name, match in marks.items() if match)
    found = {}
    for place, (begins, _, name) in enumerate(present):
        stop = _SENTENCE_END.search(folded, begins, begins + _LIMIT)
        ends = [stop.start()] if stop else [min(len(folded), begins + _LIMIT)]
        ends += [follower[1] for follower in present[place + 1 : place + 2]]
        found[name] = (begins, min(ends))
    return found


def _names(text: str, folded: str) -> tuple[str, ...]:
    names, start = [], 0
    for match in _CUT.finditer(folded):
        if match["cut"]:
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return tuple(name for part in names if (name := part.strip(" .,;:")))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip(" ,;:")), start + len(passage.rstrip(" .,;:"))
