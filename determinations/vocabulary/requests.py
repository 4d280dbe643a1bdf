"""What a request asks for.

The first thing named decides ("Norco and Soma" is an opioid), with four refinements: words that only introduce
("evaluation for …", "… after surgery") end what counts; a head decides over the words before it
("acupuncture consultation"); a drug's form decides its class ("diclofenac gel"); and an operation or
injection that says no more is told by its body part ("left knee arthroscopy").
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from determinations.vocabulary.anatomy import default_type, match_body_parts
from determinations.vocabulary.files import read_file
from determinations.vocabulary.forms import form_of_drug
from determinations.vocabulary.matching import Matcher
from determinations.vocabulary.records import Classification
from determinations.vocabulary.terms import (
    COMPLEMENT,
    DRUG,
    HEAD,
    INJECTION,
    MENTION,
    NAMING,
    PROCEDURE,
    SURGERY,
    WEAK,
    Found,
    Term,
    category_of,
    drug_endings,
    request_matcher,
    spelling,
)
from determinations.vocabulary.words import Words, read_words

_STRENGTH = re.compile(r"\d+(?:\.\d+)?(mg|mgs|mcg|meq)")
_CODE = re.compile(r"([a-z]?)(\d{4,5})([a-z]?)")
_STEROIDS_AND_ANESTHETICS = frozenset({"corticosteroid-oral", "topical-analgesic", "other-drug"})


@lru_cache(maxsize=16384)
def classify_request(text: str) -> Classification | None:
    """The type of what is asked for, or None when no term of the vocabulary matches."""
    read = read_words(text)
    if not read.words:
        return None
    found = _find(read, read.words)
    chosen = _choose(found)
    if chosen is None or chosen.term.role == WEAK:
        read, found, chosen = _look_closer(read, found, chosen)
    if chosen is not None:
        return _classification(chosen, found, read)
    return None


def _find(read: Words, words: list[str], more: Iterable[tuple[int, Term]] = ()) -> list[Found]:
    matches = [(match.start, match.end, match.value) for match in request_matcher().find(words)]
    if more:
        taken = {place for start, end, _ in matches for place in range(start, end)}
        matches += [(place, place + 1, term) for place, term in more if place not in taken]
        matches.sort(key=lambda match: match[0])
    found = []
    segment = 0
    for start, end, term in matches:
        segment += term.role in (MENTION, COMPLEMENT)
        found.append(Found(start, end, term, read.phrases[end - 1], segment))
    return found


def _look_closer(read: Words, found: list[Found], weak: Found | None):
    """Where nothing definite is named: misspellings, drugs by their ending, codes, then the weak words."""
    corrected = [spelling().correct(word) for word in read.words]
    endings = _drugs_by_ending(corrected)
    if endings or corrected != read.words:
        read = Words(corrected, read.phrases, read.joined)
        found = _find(read, read.words, endings)
        chosen = _choose(found)
        if chosen is not None and chosen.term.role != WEAK:
            return read, found, chosen
        weak = chosen or weak
    return read, found, _by_code(read) or weak or _unlisted_drug(read)


def _drugs_by_ending(words: list[str]) -> list[tuple[int, Term]]:
    endings = drug_endings()
    return [
        (place, term)
        for place, word in enumerate(words)
        for ending, term in endings.items()
        if len(word) >= len(ending) + 3 and word.endswith(ending)
    ]


def _by_code(read: Words) -> Found | None:
    for place, word in enumerate(read.words):
        match = _CODE.fullmatch(word)
        if match is None:
            continue
        letter, number = match[1] + match[3], int(match[2])
        for code_letter, first, last, term in _codes():
            if letter == code_letter and first <= number <= last:
                return Found(place, place + 1, term, read.phrases[place], 0)
    return None


@cache
def _codes() -> tuple[tuple[str, int, int, Term], ...]:
    """Procedure and supply codes as (letter, first number, last number, term)."""
    codes = []
    for category in read_file("treatments")["category"]:
        for entry in category["type"]:
            for written in entry.get("codes", ()):
                ends = [_CODE.fullmatch(code) for code in written.split("-")]
                letter = ends[0][1] + ends[0][3]
                term = Term(WEAK, entry["slug"], entry["name"])
                codes.append((letter, int(ends[0][2]), int(ends[-1][2]), term))
    return tuple(codes)


def _unlisted_drug(read: Words) -> Found | None:
    """A name nobody knows that comes with a strength: "Fooxol 20 mg"."""
    strengths = read_file("phrasing")["strengths"]
    for place, word in enumerate(read.words):
        strong = _STRENGTH.fullmatch(word) or (word in strengths and place and read.words[place - 1][0].isdigit())
        names = [at for at in range(place) if len(read.words[at]) > 3 and read.words[at].isalpha()]
        if strong and names:
            return Found(names[0], names[0] + 1, Term(WEAK, "other-drug", "other drug"), 0, 0)
    return None


def _choose(found: list[Found]) -> Found | None:
    """The phrase that names what is asked for."""
    naming = [each for each in found if each.term.role in NAMING]
    weak = next((each for each in found if each.term.role == WEAK), None)
    if not naming:
        return weak
    first = naming[0]
    if weak is not None and weak.start < first.start and _mentioned_only(found, weak, first):
        return weak
    return _completed(_headed(first, naming[1:]), naming)


def _mentioned_only(found: list[Found], before: Found, after: Found) -> bool:
    return any(each.term.role == MENTION and before.start < each.start < after.start for each in found)


def _headed(first: Found, later: list[Found]) -> Found:
    """Within one phrase a later head decides, and a soft term gives way to a definite one."""
    for each in later:
        if each.phrase != first.phrase or each.segment != first.segment:
            continue
        decides = each.term.role in (HEAD, PROCEDURE) and not _kept(first.term, each.term)
        if decides or (first.term.soft and not each.term.soft):
            first = each
    return first


def _kept(term: Term, head: Term) -> bool:
    if term.role == PROCEDURE:
        return term.kind == head.kind
    if term.role == DRUG and head.kind == INJECTION:
        return term.injected
    if term.kind == head.kind and not term.soft:
        return True
    return not head.keeps.isdisjoint((term.kind, category_of(term.kind)))


def _completed(chosen: Found, naming: list[Found]) -> Found:
    """A referral or evaluation *for* what it does not decide over is a request for that."""
    if chosen.term.role != HEAD or not chosen.term.keeps:
        return chosen
    for each in naming:
        if each.start > chosen.start:
            named = each.phrase == chosen.phrase and each.term.role != PROCEDURE and not each.term.soft
            return each if named and _kept(each.term, chosen.term) and each.term.kind != chosen.term.kind else chosen
    return chosen


def _classification(chosen: Found, found: list[Found], read: Words) -> Classification:
    kind, name = _resolve(chosen, found, read)
    words = " ".join(read.words[chosen.start : chosen.end])
    return Classification(category_of(kind), kind, name, words)


def _resolve(chosen: Found, found: list[Found], read: Words) -> tuple[str, str]:
    """The treatment type of the chosen phrase, and the name of the term."""
    term = chosen.term
    if term.role == DRUG:
        return form_of_drug(chosen, found, read) or term.kind, term.name
    if term.role != PROCEDURE:
        return term.kind, term.name
    if term.kind == SURGERY:
        return _at_body_part(chosen, read, SURGERY) or "other-surgery", term.name
    return _injection(chosen, found, read), term.name


def _at_body_part(chosen: Found, read: Words, procedure: str) -> str | None:
    """By the body part in the same phrase, or else by the first one named."""
    parts = [(part, default_type(part.value, procedure)) for part in match_body_parts(read.words)]
    parts = [(part, kind) for part, kind in parts if kind]
    parts.sort(key=lambda each: read.phrases[each[0].start] != chosen.phrase)
    return parts[0][1] if parts else None


@cache
def _injection_places() -> Matcher[str]:
    places = read_file("phrasing")["injection_places"]
    return Matcher((term, kind) for kind, terms in places.items() for term in terms)


def _injection(chosen: Found, found: list[Found], read: Words) -> str:
    drug = next((each.term for each in found if each.term.role == DRUG), None)
    if "im" in read.words or "intramuscular" in read.words:
        return "intramuscular-injection"
    if drug is not None and drug.kind not in _STEROIDS_AND_ANESTHETICS:
        return "intramuscular-injection"
    places = _injection_places().find(read.words)
    if places:
        return places[0].value
    steroid = drug is not None or chosen.end - chosen.start > 1
    return _at_body_part(chosen, read, INJECTION) or ("joint-injection" if steroid else "intramuscular-injection")
