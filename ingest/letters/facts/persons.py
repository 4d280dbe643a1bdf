"""Who an age or a sex is said of: the worker, or somebody or something else.

Patterns run over lower-case text with single spaces, and every gap in them is bounded.
"""

import re

PERSON = r"patient|worker|claimant|employee|applicant|individual|person|member|iw"
SEX_WORD = r"male|man|gentle ?man|female?|gentle ?woman|woman|lady"
OF_WORKER = rf" of (?:the |this )?(?:injured |applicant )?(?:{PERSON})"
KIN = (
    r"(?:son|daughter|child|children|kids?|infant|baby|boy|girl|wife|husband|spouse|mother|father|parents?"
    r"|brother|sister|siblings?|grand(?:son|daughter|child|mother|father)|nephew|niece|uncle|aunt|cousin"
    r"|step-?(?:son|daughter|father|mother|child)|twins?|widow(?:er)?|girlfriend|boyfriend|fianc[eé]e?|roommate"
    r"|neighbou?r|co-?worker)"
)
COLLEAGUE = r"(?:supervisor|manager|foreman|boss|employer|colleague|attorney|interpreter|assailant|partner)"
_CHARGE = r"(?:caregiver|student|client|patient|resident|inmate|customer|passenger|driver|pupil)"
KIN_BEFORE = re.compile(
    rf"\b(?:(?:his|her|their|whose|['’]s|an?|with|and) (?:[\w-]+ ){{0,2}}{KIN}(?! of (?:one|two|three|four|five"
    rf"|six|\d))|(?:his|her|their|whose"
    rf"|['’]s) (?:[\w-]+ ){{0,2}}{_CHARGE}"
    rf"|{KIN}{OF_WORKER}|[.;:] {KIN}(?! of\b)|(?:his|her|their|['’]s) (?:[\w-]+ ){{0,1}}{COLLEAGUE})"
    r"\b[^.;]{0,12}$"
)
_KIN_AFTER = re.compile(
    rf"^,? ?(?:(?!who|with\b|and\b|that\b|has\b|had\b|is\b|was\b|by\b|from\b)[\w-]+ ){{0,3}}(?:{KIN}"
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
    rf"(?:^|[.:;,!)] ?|\b(?:is|was|as|being|now|that|this|approximately|{PERSON}|attacked|assaulted|hit"
    rf"|struck|injured|left|hurt) )(?:now |currently "
    rf"|approximately )?"
    r"(?:(?:an?|the|this|that) )?(?:[\w-]+,? )?$"
)
OBJECT_BEFORE = re.compile(
    r"(?:\b(?:lift|help|assist|transferr?|mov|restrain|push|pull|catch|carry|carri|hold|watch|teach|treat|car"
    r"|bath)(?:ed|ing)"
    r"(?: up| down| for| with| to)? (?:an?|the|one|another)|\b(?:his|her|their|another|whose)|(?<!he)['’]s|\b(?:by"
    r"|against) (?:an?|the|another))"
    r"(?: \d\d[ -]*y\S*(?:[ -]*old)?)?(?: [\w-]+,?)? $"
)
_THING_AFTER = re.compile(
    r"^,? ?(?:(?!(?:who|whose|with|that|has|had|and|is|was|by|from|for|after|since|due)\b)[\w-]+ ){0,2}(?:injury"
    r"|claim|mri|x-?rays?|fractures?|surgery|scar|car|truck|vehicle|house|building"
    r"|stud(?:y|ies)|films?|report|case|hardware|accident|fusion|mattress|brace|unit|device|implant|pump|stimulator"
    r"|boots"
    r"|prosthe\w+|computer|chair)\b"
    # "A 49-year-old truck driver" is a person.
    r"(?! (?!(?:later|over|after|never|other|under|however|her|per|prior|for|or|earlier|together)\b)"
    r"\w*(?:er|or|ist|ian|man|woman|aide|clerk|nurse|mechanic|attendant|assistant|tech|guard|hand|cook)\b)"
)
_THING_BEFORE = re.compile(
    r"\b(?:injury|claim|mri|car|truck|vehicle|house|home|building|films?|hardware|fusion|mattress|brace|unit"
    r"|device|implant|pump|stimulator|boots|prosthe\w+"
    r"|computer|chair|dog|cat|wheelchair|machine|report|stud(?:y|ies)|scar) (?:that |which )?(?:is|was|were|are|being)"
    r" (?:now |about |over |at least |approximately |an? )?$"
)
# "An inmate aged 52", "the other driver"; at the beginning of a story and after "is" it is the worker.
_SOMEBODY_BEFORE = re.compile(
    rf"(?:(?<!^)(?<!is )(?<!was )(?<!: )(?<!as )\b(?:an?|another|one) (?:[\w-]+ ){{0,2}}?(?:{_CHARGE}|man|woman|boy"
    rf"|girl|person|suspect|pedestrian|cyclist|intruder|robber),? |\b(?:{_CHARGE}|individual|men|women|person|adult"
    rf"|worker)s"
    r",? |\bother (?:[\w-]+ ){0,2}[\w-]+,? )(?:was |who was |who is )?\(?$"
)
_DOES_HARM = re.compile(
    r"^,? ?(?:[\w-]+ ){0,3}?(?:struck|hit|kicked|punched|bit|grabbed|pushed|shoved|attacked|assaulted|slapped"
    r"|scratched|choked|stabbed|shot|fell|ran|rear-ended|tackled|headbutted|pulled|threatened|robbed|knocked)"
    r"(?: down| on| upon| onto| into| over| against)? (?:him\b|her(?=[.,;]| (?:in|on|with|from|and|at|to|while|when"
    rf"|during|as|several|repeatedly|twice)\b)|the (?:injured )?(?:{PERSON})\b)"
)


def is_another(before: str, after: str, person: bool) -> bool:
    """Whether an age between these words is somebody else's, or a thing's. `person`: one is named with it."""
    if KIN_BEFORE.search(before) or OBJECT_BEFORE.search(before):
        return True
    if _BESIDE_WORKER.match(after) or (_KIN_AFTER.match(after) and not _SUBJECT_BEFORE.search(before)):
        return True
    if is_somebody(before, after):
        return True
    return not person and bool(_THING_AFTER.match(after) or _THING_BEFORE.search(before))


def is_somebody(before: str, after: str) -> bool:
    """Whether an age between these words is that of a person the worker met."""
    return bool(_SOMEBODY_BEFORE.search(before) or _DOES_HARM.match(after))
