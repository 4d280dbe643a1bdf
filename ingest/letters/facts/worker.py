"""The injured worker's age and sex, from prose. What is said of another person is not an answer.

Patterns run over lower-case text with single spaces, and every gap in them is bounded.
"""

import re

from ingest.letters.facts.wordings import WINDOW, Fact
from ingest.letters.text.lines import Flow

YOUNGEST, OLDEST = 14, 99

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBER = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[ -]?(?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS)}"
_YEARS_OLD = re.compile(
    r"y(?:(?:ears?|rs?\.?)(?:,? ?(?:and )?\d{1,2}[ -]{0,3}months?)?[ -]{0,3}(?:olds?\b|of[ -]age\b"
    r"|(?=(?:fe)?male|(?:wo)?man))"
    r"|\.? ?/?o(?:ld)?\b\.?|/?o(?=[mf]\b))"
)
_AGE_BEFORE = re.compile(rf"(?<![\w./-])\(?(?P<number>{_NUMBER})\)?[ -]{{0,3}}$")
_PERSON = r"patient|worker|claimant|employee|applicant|individual|person|member|iw"
_TITLED = r"\bm(?:rs?|s)\.?(?: [^ ,]{1,20}){0,2} ?"
_LABELLED_AGE = (
    re.compile(rf"(?:\bage(?:d|:| is| of| as|/sex)?:?|\bturned) (?P<number>{_NUMBER})\b(?! ?(?:to|-|–|%)|\.\d|/\d)"),
    re.compile(
        rf"\b(?:(?:{_PERSON}|he|she) is (?:now |currently |presently )?|is (?:now|currently|presently) "
        rf"|(?:{_PERSON}), (?:is )?"
        rf"(?:(?:now|currently|presently) )?)(?P<number>{_NUMBER})(?=[.,;](?: |$)|,? (?:and|with|who)\b)"
    ),
    re.compile(r"(?:^|(?<=[.;:] )|\b(?:a|an|this|is|patient|claimant) )(?P<number>\d\d)[ /]?(?=[mf]\b)"),
    re.compile(r"(?:^|\. )(?:an?|the|this) (?!time\b)[\w-]+(?: [\w-]+)?, (?P<number>\d\d),"),
    re.compile(rf"\((?P<number>{_NUMBER})(?=,? ?(?:fe)?male\)|, ?[mf]\))"),
    re.compile(rf"\b(?:female|male|{_TITLED}),? (?P<number>\d\d)(?=,|\. ?(?:he|she)\b)"),
    # "The employee, now forty-one, slid", "Now 45, the patient"; "the patient, at 57, has"; "the patient (29) managed"
    re.compile(rf"(?:^|(?<=[,.;(] )|(?<=[(—]))now (?P<number>{_NUMBER})(?=,| ?—|\))"),
    re.compile(rf"\b(?:{_PERSON}),? at (?P<number>{_NUMBER}),"),
    re.compile(
        rf"(?:^|(?<=[.:] ))(?:the |this )?(?:injured )?(?:{_PERSON}|m(?:rs?|s)\.? [^ ,]{{1,20}})"
        rf" \((?P<number>{_NUMBER})\)"
    ),
    re.compile(rf"\b(?:he|she) is (?:now )?(?P<number>{_NUMBER})\)"),
    re.compile(rf"[,(—–-] ?(?P<number>{_NUMBER}) (?:on|at) the (?:day|date|time) of (?:the|this) (?:request|review)"),
)
_PERSON_OF = re.compile(
    rf"\b(?:man|woman|gentleman|gentlewoman|lady) of (?P<number>{_NUMBER})\b(?! (?!years\b)\w+ (?:old|of age))"
)
# Age and person in one: safe where the story is told in passing, as in a rationale.
_NAMED_AGE = re.compile(
    rf"\b(?:{_PERSON})(?:,| is| who is|, who is) (?:(?:now|currently|presently) )?(?:aged? |at )?(?P<number>{_NUMBER})"
    r"(?=[,;)—]|\.(?: |$)| (?:and|who|with)\b)"
)
_NOT_NOW = re.compile(r"(?:\w|\b(?:at|over|under|above|below|from|since|until|by|than|of)(?: the)? )$")
_AT_INJURY = re.compile(
    r"[^.;]{0,40}?\b(?:(?:at|on) the (?:time|date) of|when) (?:the |his |her |he |she )?(?:was )?(?:industrial "
    r"|work )?(?:injur|accident|incident)"
)
_WHEN = re.compile(r",? when (?:he|she|the \w+) (?!(?:was|is) (?:seen|examined|evaluated))")
_RIGHT_AT_INJURY = re.compile(r",? (?:at|on) (?:the )?(?:time|date) of (?:the |his |her )?(?:injury|accident)")
_ONCE_BEFORE = re.compile(r"\b(?:when|since|while) (?:he|she|the \w+) was (?:only |just |an? )?$")
_WAS_BEFORE = re.compile(r"\bwas (?:then )?(?:an? )?$")

_OF_WORKER = rf" of (?:the |this )?(?:injured |applicant )?(?:{_PERSON})"
_KIN = (
    r"(?:son|daughter|child|children|kids?|infant|baby|boy|girl|wife|husband|spouse|mother|father|parents?"
    r"|brother|sister|siblings?|grand(?:son|daughter|child|mother|father)|nephew|niece|uncle|aunt|cousin"
    r"|girlfriend|boyfriend|fianc[eé]e?|roommate|neighbou?r|co-?worker)"
)
_COLLEAGUE = r"(?:supervisor|manager|foreman|boss|employer|colleague|attorney|interpreter|assailant|partner)"
_CHARGE = r"(?:caregiver|student|client|patient|resident|inmate|customer|passenger|driver|pupil)"
_KIN_BEFORE = re.compile(
    rf"\b(?:(?:his|her|their|whose|['’]s|an?|with|and) (?:[\w-]+ ){{0,2}}{_KIN}(?! of (?:one|two|three|four|five"
    rf"|six|\d))|(?:his|her|their|whose"
    rf"|['’]s) (?:[\w-]+ ){{0,2}}{_CHARGE}"
    rf"|{_KIN}{_OF_WORKER}|[.;:] {_KIN}(?! of\b)|(?:his|her|their|['’]s) (?:[\w-]+ ){{0,1}}{_COLLEAGUE})"
    r"\b[^.;]{0,12}$"
)
_KIN_AFTER = re.compile(
    rf"^,? ?(?:(?!who|with\b|and\b|that\b|has\b|had\b|is\b|was\b|by\b|from\b)[\w-]+ ){{0,3}}(?:{_KIN}"
    rf"|{_CHARGE})\b(?! of )"
)
# Nobody's job and no parent: such a person is never the worker, even as a sentence's subject.
_BESIDE_WORKER = re.compile(
    r"^,? ?(?:(?:male|female|younger|older|fellow) )?(?:co-?worker|colleague|roommate|neighbou?r|nephew|niece|cousin"
    r"|brother|sister|sibling|son|daughter|grand(?:son|daughter|child)|girlfriend|boyfriend|bystander)\b"
    r"(?! (?:of (?:one|two|three|four|five|\d))\b)"
)
# Kin and charges are so by relation: "has a 9 year old son", but "is a 42 year old student aide".
_SUBJECT_BEFORE = re.compile(
    rf"(?:^|[.:;,!)] ?|\b(?:is|was|as|being|now|that|this|approximately|{_PERSON}) )(?:now |currently "
    rf"|approximately )?"
    r"(?:(?:an?|the|this|that) )?(?:[\w-]+,? )?$"
)
_OBJECT_BEFORE = re.compile(
    r"(?:\b(?:lift|help|assist|transferr?|mov|restrain|push|pull|catch|carry|carri|hold|watch|teach|treat|car"
    r"|bath)(?:ed|ing)"
    r"(?: up| down| for| with| to)? (?:an?|the|one|another)|\b(?:his|her|their|another|whose)|['’]s|\b(?:by"
    r"|against) (?:an?|the|another))"
    r"(?: \d\d[ -]*y\S*(?:[ -]*old)?)?(?: [\w-]+,?)? $"
)
_THING_AFTER = re.compile(
    r"^,? ?(?:(?!(?:who|whose|with|that|has|had|and|is|was|by|from|for|after|since|due)\b)[\w-]+ ){0,2}(?:injury"
    r"|claim|mri|x-?rays?|fractures?|surgery|scar|car|truck|vehicle|house|building"
    r"|stud(?:y|ies)|films?|report|case|hardware|accident|fusion|mattress|brace|unit|device|boots|prosthe\w+"
    r"|computer|chair)\b"
    # "A 49-year-old truck driver" is a person.
    r"(?! (?!(?:later|over|after|never|other|under|however|her|per|prior|for|or|earlier|together)\b)"
    r"\w*(?:er|or|ist|ian|man|woman|aide|clerk|nurse|mechanic|attendant|assistant|tech|guard|hand|cook)\b)"
)
_THING_BEFORE = re.compile(
    r"\b(?:injury|claim|mri|car|truck|vehicle|house|home|building|films?|hardware|fusion|mattress|brace|unit"
    r"|device|boots|prosthe\w+"
    r"|computer|chair|dog|cat|wheelchair|machine|report|stud(?:y|ies)|scar) (?:that |which )?(?:is|was|were|are|being)"
    r" (?:now |about |over |at least |approximately |an? )?$"
)
_SEX_WORD = r"male|man|gentle ?man|female?|gentle ?woman|woman|lady"
# "A 49-year-old gentleman's back", but no "men's shelter worker".
_OF_A_PLACE = (
    r"(?! ?(?:shelter|prison|jail|clothing|department|shoe|wear|apparel|store|club|center|clinic"
    r"|hospital|facility|dorm|team))"
)
_SEX = (
    rf"(?P<sex>(?:{_SEX_WORD})(?:(?!['’]s)|(?=['’]s{_OF_A_PLACE}))|(?:mother|father|wife|husband)(?= and "
    rf"|(?!{_OF_WORKER}) of ))"
)
_PERSON_AFTER = re.compile(rf"^[, ]*(?:[\w'’/-]+,? ){{0,5}}?(?:{_SEX_WORD}|{_PERSON})\b")
_PERSON_BEFORE = re.compile(rf"\b(?:{_PERSON}|he|she|this)(?: is| was|,)(?: now)?(?: an?)? ?(?:approximately )?$")
_COLLEAGUE_NAMED = re.compile(rf"['’]s {_COLLEAGUE},? an? [\w -]{{0,20}}$")
_SEX_AFTER = re.compile(
    r"^[, (-]*(?:(?!(?:who|whose|with|that|by|from|and his|and her|was|sustained|struck)\b)"
    rf"[\w'’\"”/()-]+,? ){{0,6}}?\(?{_SEX}\b"
)
_LETTER_AFTER = re.compile(r"^[ ,/(]{0,2}(?P<letter>[MFmf])(?=[ ,;.)]|$)(?!\.D)")
_SEX_BEFORE = re.compile(rf"\b{_SEX},? ?(?:{_PERSON})?,? ?(?:who is|is|aged?|of|,)? ?(?:an? )?$")
_SEX_ELSEWHERE = (
    re.compile(rf"\b(?:{_PERSON}|this|he|she|it) (?:is|was) (?:an? (?:[\w-]+,? ){{0,4}}?)?{_SEX}\b"),
    re.compile(rf"\b{_SEX} (?:injured )?(?:{_PERSON})\b"),
    re.compile(rf"\b(?:{_PERSON}),? an? (?:[\w-]+ ){{0,3}}?{_SEX}\b"),
    re.compile(r"\b(?:sex|gender)(?: is)?:? (?P<sex>male|female|m|f)\b"),
    re.compile(rf"^(?:this|the|an?) (?:[\w'-]+,? ){{0,4}}?{_SEX}\b"),
    re.compile(r"\b(?P<sex>mrs?|ms)\.? (?=[a-z_*\[(x]|,)"),
)
_FEMALE = ("female", "femal", "woman", "gentlewoman", "gentle woman", "lady", "mother", "wife", "f", "mrs", "ms")
_PRONOUN = re.compile(r"(?<![\w/(])(he|him|his|himself|she|her|hers|herself)(?![\w/)])")
_OTHER_SUBJECT = re.compile(
    rf"\b(?:provider|physician|doctor|surgeon|dr\.?|reviewer|therapist"
    rf"|{_KIN})\b[^.;]{{0,60}}$"
)
_KIN_NAMED = re.compile(rf"\b{_KIN}\b[^;]*$")
_KIN_SUBJECT = re.compile(rf"\b{_KIN}\b[^.;]{{0,60}}$")


def find_age(flow: Flow, *, strict: bool = False) -> Fact | None:
    """The worker's age in years. `strict` wants a person named with it ("56 year old male")."""
    text = flow.folded[:WINDOW]
    candidates = []
    for years in _YEARS_OLD.finditer(text):
        offset = max(0, years.start() - 30)
        match = _AGE_BEFORE.search(text[offset : years.start()])
        if match is None:
            continue
        start, age = offset + match.start("number"), _number(match["number"])
        before, after = text[max(0, start - 60) : start].rstrip("("), text[years.end() : years.end() + 90]
        person = bool(_PERSON_AFTER.match(after))
        if not YOUNGEST <= age <= OLDEST or _is_another(before, after, person) or _is_long_past(before, after):
            continue
        named = person or bool(_PERSON_BEFORE.search(before))
        if named or not strict:
            past = bool(_WAS_BEFORE.search(before) and (_AT_INJURY.match(after) or _WHEN.match(after))) or bool(
                _RIGHT_AT_INJURY.match(after)
            )
            candidates.append((past, not named, start, Fact(age, start, years.end())))
    best = min(candidates) if candidates else None
    if strict or (best and not best[0]):
        return best[-1] if best else _labelled_age(text, (_PERSON_OF, _NAMED_AGE))
    return _labelled_age(text) or (best[-1] if best else None)


def _is_long_past(before: str, after: str) -> bool:
    """An age at something that was not the injury ("came here when he was 20 years old")."""
    return bool(_ONCE_BEFORE.search(before)) and not _AT_INJURY.match(after)


def _is_another(before: str, after: str, person: bool) -> bool:
    """Somebody else's age, or a thing's."""
    if _KIN_BEFORE.search(before) or _OBJECT_BEFORE.search(before):
        return True
    if _BESIDE_WORKER.match(after) or (_KIN_AFTER.match(after) and not _SUBJECT_BEFORE.search(before)):
        return True
    return not person and bool(_THING_AFTER.match(after) or _THING_BEFORE.search(before))


_NOT_THE_WORKERS = (
    _NOT_NOW,
    _KIN_BEFORE,
    re.compile(r"\b(?:his|her|their|the) (?:supervisor|manager|foreman|employer|colleague),? \(?$"),
)


def _labelled_age(text: str, patterns: tuple[re.Pattern, ...] = (*_LABELLED_AGE, _PERSON_OF)) -> Fact | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            age = _number(match["number"])
            if YOUNGEST <= age <= OLDEST and not any(other.search(before) for other in _NOT_THE_WORKERS):
                return Fact(age, match.start("number"), match.end("number"))
    return None


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if words in _TEENS:
        return 14 + _TEENS.index(words)
    ten = next(word for word in _TENS if words.startswith(word))
    one = words[len(ten) :].strip(" -")
    return 20 + 10 * _TENS.index(ten) + (1 + _ONES.index(one) if one else 0)


def find_sex(flow: Flow, age: Fact | None) -> Fact | None:
    """'male' or 'female': the word beside the age, else a word for the worker, else pronouns if they agree."""
    text = flow.folded[:WINDOW]
    if age is not None and (found := _sex_beside(flow.text, text, age)) is not None:
        return found
    for pattern in _SEX_ELSEWHERE:
        for match in pattern.finditer(text):
            lead = text[max(0, match.start("sex") - 60) : match.start("sex")]
            if not (_OBJECT_BEFORE.search(lead[-40:]) or _COLLEAGUE_NAMED.search(lead)):
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
