"""The reviewer's credentials, from either style: a block of labelled lines, or a sentence of the boilerplate."""

import re
from functools import lru_cache

from ingest.letters.record import ParsedReviewer, Span
from ingest.letters.text.lines import Flow, fold, stops

_LIMIT = 4_000  # characters from where the credentials begin
_PLURAL = r"(?:\((?:s|ies)\))?"
_SPECIALTY = rf"special(?:ty|ties){_PLURAL}"
_BLOCK_LABEL = re.compile(
    rf"(?P<states>states?{_PLURAL} (?:of )?licensure|licensure states?{_PLURAL}"
    rf"|(?:licensed in )?states? licensed(?: in)?)[ ]?:"
    rf"|(?P<subspecialties>sub-?{_SPECIALTY}) ?:"
    rf"|(?P<specialties>(?:board )?certifications?{_PLURAL}(?: ?/ ?{_SPECIALTY})?"
    rf"|{_SPECIALTY}(?: ?/ ?certifications?{_PLURAL})?) ?:"
)
_STATE = (
    r"(?:the )?(?:states? of |district of columbia|alabama|alaska|arizona|arkansas|california|colorado"
    r"|connecticut|delaware"
    r"|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts"
    r"|michigan"
    r"|minnesota|mississippi|missouri|montana|nebraska|nevada|new (?:hampshire|jersey|mexico|york)|(?:north"
    r"|south) (?:carolina|dakota)"
    r"|ohio|oklahoma|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|virginia|washington|west virginia"
    r"|wisconsin|wyoming|puerto rico|guam)"
)
_PROFESSION = (
    r"(?:licensed )?(?:clinical )?(?:chiropractor|psychologist|acupuncturist|podiatrist|dentist|optometrist"
    r"|neuropsychologist"
    r"|pharmacist|(?:physical|occupational|speech) therapist|nurse(?: practitioner)?"
    r"|doctor of (?!medicine)[a-z]+(?: medicine)?)"
)
# In this order: what a board certifies, what a state licenses, what the reviewer simply is.
_CREDENTIALS = (
    re.compile(
        r"certified (?:in|by the american (?:osteopathic )?board of) |diplomate (?:of|in) (?:the )?(?:american "
        r"(?:osteopathic )?board of )?|board[ -]eligible in "
    ),
    re.compile(r"certificat(?:e|ion)s? in "),
    re.compile(rf"licensed in (?!{_STATE})"),
    re.compile(r"reviewer is (?:an? )?(?:(?:duly )?licensed (?!to\b|in\b)|doctor of )"),
    re.compile(r"reviewer is an? (?=(?:[^.]|(?<![a-z][a-z])\.){1,200}\blicensed to practice)"),
)
_BY_PROFESSION = re.compile(rf"the (?P<who>{_PROFESSION}) (?:reviewer )?(?:who made|is licensed)")
_SUBSPECIALTY = re.compile(
    r"(?:sub-?special(?:ty|ties)(?: (?:certificat(?:e|ion)s?|training))?|certificat(?:e|ion)s?"
    r"|(?:added|additional|special) (?:qualifications?|certifications?)) (?:in |of (?!licensure))"
    r"|(?=fellowship[ -]trained in )"
)
_LICENSED = re.compile(
    rf"licensed (?:to practice (?:[a-z]+ )?in|in(?= {_STATE})|by) (?:the (?:states? of )?)?|in the states? of "
)
# What leads from one credential to the next: ", and is also".
_LEAD = re.compile(
    r"[,;]?(?: (?:and|who|is|has|had|with|holds|having|also|an?|board|currently|duly|current|active))*[ -]$"
)
_LEAD_LIMIT = 60
_SENTENCE_END = re.compile(r"(?<![ .][a-z])\.(?= |$)")  # but "D.C." ends none
_NEXT_SENTENCE = re.compile(
    r" (?=(?:he/she|she/he|(?:he|she|they) (?:has|have|is)|the (?:expert |physician )?reviewer|maximus) )"
)
_INITIALS = re.compile(r"\.\w\.$")
_LABELS = 12  # of one block
_AND = r" ?(?:and|&|/) ?"
# Boards whose own names hold a comma or an "and": no place to cut.
_WHOLE = "|".join(
    words.replace(" + ", _AND)
    for words in (
        "physical medicine,? + (?:rehabilitation|rehab)", "psychiatry + neurology", "obstetrics + gyn(?:a?ecology)?",
        "hospice + palliative (?:medicine|care)", "allergy + immunology",
        "oral + maxillofacial (?:surgery|pathology|radiology)", "(?:head|neck) + neck surgery",
        "plastic + reconstructive surgery", "(?:reconstructive )?(?:rearfoot|foot) + ankle(?: surgery)?",
        "child + adolescent psych(?:iatry|ology)", "colon + rectal surgery",
        "public health + (?:general )?preventive medicine", "hematology + (?:medical )?oncology",
        "thoracic + (?:cardiac|cardiovascular) surgery", "cardiac + thoracic surgery",
        "endocrinology, diabetes,? + metabolism", "pulmonary(?: disease| medicine)? + critical care(?: medicine)?",
        "hand + upper extremity(?: surgery)?",
        "neuromusculoskeletal medicine + (?:omm|omt|osteopathic manipulative medicine)",
        "family (?:medicine|practice) + (?:omm|omt|osteopathic manipulative (?:treatment|medicine))",
        "(?:occupational )?(?:environmental|occupational)(?: health)? + (?:environmental"
        "|occupational) (?:medicine|health)",
        "brain + spine", "ear, nose,? + throat", "anatomic + clinical pathology",
        "(?:vascular|diagnostic) + interventional radiology", "undersea + hyperbaric medicine",
        "acupuncture + (?:oriental|chinese) medicine", "marriage + family therapy", "gastroenterology + hepatology",
        "female pelvic medicine + reconstructive surgery", "clinical + forensic (?:neuro)?psychology",
        "podiatric medicine + surgery", "orthopedics + podiatric medicine",
    )
)  # fmt: skip
_WHOLE += r"|washington,? d\.?c\b\.?"
_JOINING = re.compile(r"^(?:& ?|and |the (?=district|state))+", re.IGNORECASE)
_CUT = re.compile(rf"(?P<whole>{_WHOLE})|(?P<cut>,(?: and)? |,$|; ?(?:and )?|/(?=[a-z]{{4}})| and )")


def read_reviewer(flow: Flow) -> tuple[ParsedReviewer, dict[str, Span]]:
    """The "how it was made" section → credentials as written, and the passages that name them."""
    reviewer, places = _read(flow.text)
    return reviewer, {name: flow.span(*place) for name, place in places}


@lru_cache(maxsize=1024)  # a few hundred reviewers wrote all letters, and little of the section is said of the case
def _read(text: str) -> tuple[ParsedReviewer, tuple[tuple[str, tuple[int, int]], ...]]:
    """The credentials, and the name and place in `text` of each kind."""
    folded = fold(text)
    found = _from_block(text, folded) or _from_sentence(folded)
    lists, places = {}, []
    for name, passages in found.items():
        named = [(place, names) for place in passages if (names := _names(text[slice(*place)]))]
        if named:
            lists[name] = tuple(dict.fromkeys(each for _, names in named for each in names))
            places.append((name, _trimmed(text, named[0][0][0], named[-1][0][1])))
    return ParsedReviewer(**lists), tuple(places)


_Passages = dict[str, list[tuple[int, int]]]


def _from_block(text: str, folded: str) -> _Passages:
    if "licensure" not in folded and "certification" not in folded and "specialty" not in folded:
        return {}
    start = max(0, folded.find("following credentials"))
    labels = [match for match in _BLOCK_LABEL.finditer(folded, start) if not _in_a_sentence(text, match)]
    last = min(len(text), _LIMIT + labels[-1].end()) if labels else 0
    ends = stops((match.start() for match in labels), last)
    found: _Passages = {}
    for match, end in zip(labels[:_LABELS], ends[:_LABELS], strict=True):
        prose = _NEXT_SENTENCE.search(folded, match.end(), end)
        found.setdefault(match.lastgroup, []).append((match.end(), prose.start() if prose else end))
    return found


def _in_a_sentence(text: str, match: re.Match) -> bool:
    """A label is written with a capital."""
    return text[match.start()].islower()


def _from_sentence(folded: str) -> _Passages:
    """'is Board Certified in A, has a subspecialty in B and is licensed to practice in C.'"""
    credential = next((match for pattern in _CREDENTIALS if (match := pattern.search(folded))), None)
    start = credential.end() if credential else 0
    marks = {
        "specialties": credential,
        "subspecialties": _SUBSPECIALTY.search(folded, start, start + _LIMIT) if credential else None,
        "states": _LICENSED.search(folded, start, start + _LIMIT) or _LICENSED.search(folded, 0, start),
    }
    present = sorted((match.end(), _lead_start(folded, match.start()), name) for name, match in marks.items() if match)
    found = {}
    for place, (begins, _, name) in enumerate(present):
        stops = (pattern.search(folded, begins, begins + _LIMIT) for pattern in (_SENTENCE_END, _NEXT_SENTENCE))
        ends = [begins + _LIMIT, len(folded), *(stop.start() for stop in stops if stop)]
        ends += [follower[1] for follower in present[place + 1 : place + 2]]
        found[name] = [(begins, max(begins, min(ends)))]
    if credential is None and (who := _BY_PROFESSION.search(folded)):
        found["specialties"] = [who.span("who")]
    return found


def _lead_start(folded: str, start: int) -> int:
    """Where the words begin that lead to the credential at `start`."""
    lead = _LEAD.search(folded, max(0, start - _LEAD_LIMIT), start)
    return lead.start() if lead else start


@lru_cache(maxsize=1024)
def _names(text: str) -> tuple[str, ...]:
    names, start = [], 0
    for match in _CUT.finditer(fold(text)):
        if match["cut"]:
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return tuple(name for part in names if (name := _tidy(part)))


def _tidy(name: str) -> str:
    """Without the punctuation around it and words that join; the last point of "D.C." is its own."""
    name = _JOINING.sub("", name.strip(" ,;:"))
    return name if _INITIALS.search(name) else name.strip(" .,;:")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip(" ,;:")), start + len(passage.rstrip(" .,;:"))
