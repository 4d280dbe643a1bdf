"""What a drug's form says: the same substance swallowed, rubbed in or injected is a different treatment."""

from determinations.vocabulary.terms import DRUG, NAMING, TOPICAL, Found, forms
from determinations.vocabulary.words import Words

INTRAMUSCULAR = "intramuscular-injection"
_FORMS = frozenset({TOPICAL, INTRAMUSCULAR})  # types that may also be said as the form of a drug


def form_of_drug(drug: Found, found: list[Found], read: Words) -> str | None:
    """The treatment type that the form gives to `drug`, or None where its class stands."""
    topical = forms().topical[drug.term.kind]
    words = _without_false_forms(read.words[_scope_start(drug, read) : _scope_end(drug, found, read)])
    if topical and (_in_percent(drug, read) or not topical.isdisjoint(words)):
        return TOPICAL
    if not drug.term.injected and not forms().intramuscular.isdisjoint(words):
        return INTRAMUSCULAR
    return None


def _in_percent(drug: Found, read: Words) -> bool:
    """Only what is rubbed in comes in per cent."""
    return any(word.endswith("%") for word in read.words[drug.end : drug.end + 2])


def _scope_start(drug: Found, read: Words) -> int:
    """Where the drug's own phrase begins: "topical" may stand in front of the name."""
    start = drug.start
    while start and read.phrases[start - 1] == drug.phrase:
        start -= 1
    return start


def _scope_end(drug: Found, found: list[Found], read: Words) -> int | None:
    """Before the next thing named, unless that is a name, part or form of the same preparation."""
    for each in found:
        if each.start < drug.end or each.term.role not in NAMING:
            continue
        same = each.phrase == drug.phrase or each.start in read.joined
        if not same or (each.term.role != DRUG and each.term.kind not in _FORMS):
            return each.start
    return None


def _without_false_forms(words: list[str]) -> list[str]:
    text = f" {' '.join(words)} "
    for phrase in forms().none:
        text = text.replace(f" {phrase} ", " ").replace(f" {phrase}s ", " ")
    return text.split()
