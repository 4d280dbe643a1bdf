"""Operations and injections named by nothing else: their body part, place or drug says which they are."""

from functools import cache

from determinations.vocabulary.anatomy import default_type, match_body_parts
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Matcher
from determinations.vocabulary.terms import DRUG, INJECTION, STRONG, SURGERY, Found, category_of
from determinations.vocabulary.words import Words

_STEROIDS_AND_ANESTHETICS = frozenset({"corticosteroid-oral", "topical-analgesic", "other-drug"})
_UNSPECIFIED = "other-surgery"
_INTO_THE_MUSCLE = frozenset({"im", "intramuscular", "intramuscularly"})


def type_of_procedure(chosen: Found, found: list[Found], read: Words) -> str:
    """The treatment type of an operation or injection."""
    if chosen.term.kind == SURGERY:
        there = _at_body_part(chosen, read, SURGERY) or _UNSPECIFIED
        return there if there != _UNSPECIFIED else _of_an_operation(chosen, found) or there
    return _injection(chosen, found, read)


def _at_body_part(chosen: Found, read: Words, procedure: str) -> str | None:
    """By the body part in the same phrase, or else by the first one named."""
    parts = [(part, default_type(part.value, procedure)) for part in match_body_parts(read.words)]
    parts = [(part, kind) for part, kind in parts if kind]
    parts.sort(key=lambda each: read.phrases[each[0].start] != chosen.phrase)
    return parts[0][1] if parts else None


def _of_an_operation(chosen: Found, found: list[Found]) -> str | None:
    """What it completes itself with, where that names an operation: the "hernia" of "open repair of the hernia"."""
    for each in found:
        if each.segment == chosen.segment + 1 and each.term.role == STRONG and category_of(each.term.kind) == "surgery":
            return each.term.kind
    return None


@cache
def _injection_places() -> Matcher[str]:
    places = read_file("phrasing")["injection_places"]
    return Matcher((term, kind) for kind, terms in places.items() for term in terms)


def _injection(chosen: Found, found: list[Found], read: Words) -> str:
    drug = next((each.term for each in found if each.term.role == DRUG), None)
    if drug is not None and category_of(drug.kind) == "injections":
        return drug.kind
    if not _INTO_THE_MUSCLE.isdisjoint(read.words):
        return "intramuscular-injection"
    if drug is not None and drug.kind not in _STEROIDS_AND_ANESTHETICS:
        return "intramuscular-injection"
    places = _injection_places().find(read.words)
    if places:
        return places[0].value
    steroid = drug is not None or chosen.end - chosen.start > 1
    return _at_body_part(chosen, read, INJECTION) or ("joint-injection" if steroid else "intramuscular-injection")
