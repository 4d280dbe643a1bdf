"""The injured worker's age and sex, from prose. What is said of another person is not an answer.

Patterns run over lower-case text with single spaces, and every gap in them is bounded.
"""

import re

from ingest.letters.facts.ages import find_age
from ingest.letters.facts.persons import COLLEAGUE, KIN, OBJECT_BEFORE, OF_WORKER, PERSON, SEX_WORD
from ingest.letters.facts.wordings import WINDOW, Fact
from ingest.letters.text.lines import Flow

__all__ = ("find_age", "find_pronouns", "find_sex")

# "A 49-year-old gentleman's back", but no "men's shelter worker".
_OF_A_PLACE = (
    r"(?! ?(?:shelter|prison|jail|clothing|department|shoe|wear|apparel|store|club|center|clinic"
    r"|hospital|facility|dorm|team))"
)
_SEX = (
    rf"(?P<sex>(?:{SEX_WORD})(?:(?!['’]s)|(?=['’]s{_OF_A_PLACE}))|(?:mother|father|wife|husband)(?= and "
    rf"|(?!{OF_WORKER}) of ))"
)
_COLLEAGUE_NAMED = re.compile(rf"['’]s {COLLEAGUE},? an? [\w -]{{0,20}}$")
_SEX_AFTER = re.compile(
    r"^[, (-]*(?:(?!(?:who|whose|with|that|by|from|and his|and her|was|sustained|struck)\b)"
    rf"[\w'’\"”/()-]+,? ){{0,6}}?\(?{_SEX}\b"
)
_LETTER_AFTER = re.compile(r"^[ ,/(]{0,2}(?P<letter>[MFmf])(?=[ ,;.)]|$)(?!\.D)")
_SEX_BEFORE = re.compile(rf"\b{_SEX},? ?(?:{PERSON})?,? ?(?:who is|is|aged?|of|,)? ?(?:an? )?$")
_SEX_ELSEWHERE = (
    re.compile(rf"\b(?:{PERSON}|this|he|she|it) (?:is|was) (?:an? (?:[\w-]+,? ){{0,4}}?)?{_SEX}\b"),
    re.compile(rf"\b{_SEX} (?:injured )?(?:{PERSON})\b"),
    re.compile(rf"\b(?:{PERSON}),? an? (?:[\w-]+ ){{0,3}}?{_SEX}\b"),
    re.compile(r"\b(?:sex|gender)(?: is)?:? (?P<sex>male|female|m|f)\b"),
    re.compile(rf"^(?:this|the|an?) (?:[\w'-]+,? ){{0,4}}?{_SEX}\b"),
    re.compile(r"\b(?P<sex>mrs?|ms)\.? (?=[a-z_*\[(x]|,)"),
)
_FEMALE = ("female", "femal", "woman", "gentlewoman", "gentle woman", "lady", "mother", "wife", "f", "mrs", "ms")
_PRONOUN = re.compile(r"(?<![\w/(])(he|him|his|himself|she|her|hers|herself)(?![\w/)])")
_OTHER_SUBJECT = re.compile(
    rf"\b(?:provider|physician|doctor|surgeon|dr\.?|reviewer|therapist"
    rf"|{KIN})\b[^.;]{{0,60}}$"
)
_KIN_NAMED = re.compile(rf"\b{KIN}\b[^;]*$")
_KIN_SUBJECT = re.compile(rf"\b{KIN}\b[^.;]{{0,60}}$")


def find_sex(flow: Flow, age: Fact | None) -> Fact | None:
    """'male' or 'female': the word beside the age, else a word for the worker, else pronouns if they agree."""
    text = flow.folded[:WINDOW]
    if age is not None and (found := _sex_beside(flow.text, text, age)) is not None:
        return found
    for pattern in _SEX_ELSEWHERE:
        for match in pattern.finditer(text):
            lead = text[max(0, match.start("sex") - 60) : match.start("sex")]
            if not (OBJECT_BEFORE.search(lead[-40:]) or _COLLEAGUE_NAMED.search(lead)):
                return _fact(_sex(match["sex"]), match, "sex", 0)
    return find_pronouns(flow)


def _sex_beside(written: str, text: str, age: Fact) -> Fact | None:
    after = text[age.end : age.end + 90]
    if match := _LETTER_AFTER.match(written[age.end : age.end + 5]):
        return _fact(_sex(match["letter"].lower()), match, "letter", age.end)
    if match := _SEX_AFTER.match(after):
        return _fact(_sex(match["sex"]), match, "sex", age.end)
    start = max(0, age.start - 50)
    if match := _SEX_BEFORE.search(text[start : age.start].removesuffix("(")):
        return _fact(_sex(match["sex"]), match, "sex", start)
    return None


def _fact(value: str, match: re.Match, group: str, offset: int) -> Fact:
    return Fact(value, offset + match.start(group), offset + match.end(group))


def _sex(word: str) -> str:
    return "female" if word in _FEMALE else "male"


def find_pronouns(flow: Flow) -> Fact | None:
    """The sex the worker's pronouns tell, if one sex clearly prevails. "He/she" tells nothing."""
    text = flow.folded[:WINDOW]
    pronouns = list(_PRONOUN.finditer(text))
    leads = [text[max(0, match.start() - 80) : match.start()] for match in pronouns]
    # From the strictest reading to the last: "the provider states that she ..." mostly means the worker.
    for another in (_tells_of_another, _OTHER_SUBJECT.search, _KIN_SUBJECT.search):
        if kept := [match for match, lead in zip(pronouns, leads, strict=True) if not another(lead)]:
            return _prevailing(kept)
    return None


def _prevailing(pronouns: list[re.Match]) -> Fact | None:
    found: dict[str, list[tuple[int, int]]] = {"male": [], "female": []}
    for match in pronouns:
        found["female" if match[1].startswith(("she", "her")) else "male"].append(match.span())
    sex, other = sorted(found, key=lambda name: -len(found[name]))
    if found[sex] and len(found[sex]) >= 3 * len(found[other]):
        return Fact(sex, *found[sex][0])
    return None


def _tells_of_another(lead: str) -> bool:
    """A pronoun after another person in its sentence, or that begins the sentence after one about the worker's kin."""
    return bool(_OTHER_SUBJECT.search(lead) or (lead.endswith(". ") and _KIN_NAMED.search(lead)))
