"""What a drug's form says: the same substance swallowed, rubbed in or injected is a different treatment."""

from determinations.vocabulary.terms import DRUG, NAMING, TOPICAL, WEAK, Found, forms
from determinations.vocabulary.words import Words

INTRAMUSCULAR = "intramuscular-injection"
_FORMS = frozenset({TOPICAL, INTRAMUSCULAR})  # types that may also be said as the form of a drug


def form_of_drug(drug: Found, found: list[Found], read: Words) -> str | None:
    """The treatment type that the form gives to `drug`, or None where its class stands."""
    topical = drug.term.topical
    around = read.words[_scope_start(drug, read) : drug.start] + read.words[drug.end : _scope_end(drug, found, read)]
    swallowed = not forms().swallowed.isdisjoint(around)
    if topical and not swallowed and (_in_percent(drug, read) or _says(topical, around) or _announced(drug, found)):
        return TOPICAL
    if not drug.term.injected and not forms().intramuscular.isdisjoint(around):
        return INTRAMUSCULAR
    return None


def _in_percent(drug: Found, read: Words) -> bool:
    """Only what is rubbed in comes in per cent."""
    return any(word.endswith("%") for word in read.words[drug.end : drug.end + 2])


def _announced(drug: Found, found: list[Found]) -> bool:
    """ "Ointment: diclofenac", the form as a phrase of its own right before the name."""
    return any(each.end == drug.start and each.term.kind == TOPICAL and each.term.role == WEAK for each in found)


def _scope_start(drug: Found, read: Words) -> int:
    """Where the drug's own phrase begins: "topical" may stand in front of the name."""
    start = drug.start
    while start and read.phrases[start - 1] == drug.phrase:
        start -= 1
    return start


def _scope_end(drug: Found, found: list[Found], read: Words) -> int | None:
    """Before the next thing named, unless that is a name, part or form of the same preparation."""
    phrase = drug.phrase
    for each in found:
        if each.start < drug.end or each.term.role not in NAMING:
            continue
        same = each.opens == phrase or each.start in read.joined
        phrase = each.phrase
        if not same or (each.term.role != DRUG and each.term.kind not in _FORMS):
            return each.start
    return None


def _says(topical: frozenset[str], words: list[str]) -> bool:
    return not topical.isdisjoint(words) and not topical.isdisjoint(_without_false_forms(words))


def _without_false_forms(words: list[str]) -> list[str]:
    text = f" {' '.join(words)} "
    for phrase in forms().none:
        text = text.replace(f" {phrase} ", " ").replace(f" {phrase}s ", " ")
    return text.split()
