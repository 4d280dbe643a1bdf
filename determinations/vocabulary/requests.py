"""What a request asks for.

The first thing named decides ("Norco and Soma" is an opioid), with four refinements: words that only introduce
("evaluation for …", "… after surgery") end what counts; a head decides over the words before it
("acupuncture consultation"); a drug's form decides its class ("diclofenac gel"); and an operation or
injection that says no more is told by its body part ("left knee arthroscopy").
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from determinations.vocabulary.fallbacks import by_code, drugs_by_ending, unlisted_drug
from determinations.vocabulary.forms import form_of_drug
from determinations.vocabulary.mending import mended
from determinations.vocabulary.procedures import type_of_procedure
from determinations.vocabulary.records import Classification
from determinations.vocabulary.terms import (
    COMPLEMENT,
    DRUG,
    HEAD,
    INJECTION,
    MENTION,
    NAMING,
    PROCEDURE,
    STRONG,
    WEAK,
    Found,
    Term,
    category_of,
    request_matcher,
)
from determinations.vocabulary.words import Words, read_words

# Why a phrase was chosen.
FIRST, BEFORE_MENTION, DECIDES, GIVES_WAY, COMPLETED = "first", "before-mention", "decides", "gives-way", "completed"
ONLY_WEAK, CODE, ENDING, UNLISTED = "only-weak", "code", "ending", "unlisted"


class Choice(NamedTuple):
    """The phrase that names what is asked for, why it was chosen, and the phrase it was chosen over, if any."""

    found: Found
    reason: str
    over: Found | None = None


class Decision(NamedTuple):
    """All that was read in a request and what came of it; without a choice nothing names a treatment."""

    read: Words
    found: list[Found]
    choice: Choice | None
    classification: Classification | None


@lru_cache(maxsize=16384)
def classify_request(text: str) -> Classification | None:
    """The type of what is asked for, or None when no term of the vocabulary matches."""
    return decide(text).classification


def decide(text: str) -> Decision:
    """Read `text` and choose; `classify_request` and `explain_request` are two views of the same decision."""
    read = mended(read_words(text))
    found = _find(read)
    choice = _choose(found, read.joined)
    if choice is None or choice.found.term.role == WEAK:
        found, choice = _look_closer(read, found, choice)
    return Decision(read, found, choice, choice and _classification(choice.found, found, read))


def _find(read: Words, more: Iterable[tuple[int, Term]] = ()) -> list[Found]:
    matches = [(match.start, match.end, match.value) for match in request_matcher().find(read.words)]
    if more:
        taken = {place for start, end, _ in matches for place in range(start, end)}
        matches += [(place, place + 1, term) for place, term in more if place not in taken]
        matches.sort(key=lambda match: match[0])
    found = []
    segment = 0
    for start, end, term in matches:
        segment += term.role in (MENTION, COMPLEMENT)
        found.append(Found(start, end, term, read.phrases[start], read.phrases[end - 1], segment))
    return found


def _look_closer(read: Words, found: list[Found], weak: Choice | None) -> tuple[list[Found], Choice | None]:
    """Where nothing definite is named: drugs by their ending, codes, then the weak words."""
    endings = drugs_by_ending(read.words)
    if endings:
        found = _find(read, endings)
        choice = _choose(found, read.joined)
        if choice is not None and choice.found.term.role != WEAK:
            return found, Choice(choice.found, ENDING)
        weak = choice or weak
    coded = by_code(read)
    if coded is not None:
        return _with(found, coded), Choice(coded, CODE)
    unlisted = None if weak else unlisted_drug(read)
    if unlisted is not None:
        return _with(found, unlisted), Choice(unlisted, UNLISTED)
    return found, weak


def _with(found: list[Found], added: Found) -> list[Found]:
    apart = [each for each in found if each.end <= added.start or each.start >= added.end]
    return sorted([*apart, added], key=lambda each: each.start)


def _choose(found: list[Found], joined: set[int]) -> Choice | None:
    naming = [each for each in found if each.term.role in NAMING]
    weak = next((each for each in found if each.term.role == WEAK), None)
    if not naming:
        return weak and Choice(weak, ONLY_WEAK)
    first = naming[0]
    if weak is not None and weak.start < first.start and _mentioned_only(found, weak, first):
        return Choice(weak, BEFORE_MENTION, first)
    if first.term.yields_to and (done := _done_to(first, found)):
        return Choice(done, DECIDES, first)
    return _completed(_headed(first, naming[1:], joined), naming)


def _done_to(place: Found, found: list[Found]) -> Found | None:
    """What is done to the place named first, anywhere behind it in the list: "medial branch and … ablation"."""
    for each in found:
        if each.start > place.start and (each.term.role == MENTION or each.term.kind in place.term.yields_to):
            return None if each.term.role == MENTION else each
    return None


def _mentioned_only(found: list[Found], before: Found, after: Found) -> bool:
    return any(each.term.role == MENTION and before.start < each.start < after.start for each in found)


def _headed(first: Found, later: list[Found], joined: set[int]) -> Choice:
    """Within one phrase a later head decides, and a soft term gives way to a definite one."""
    choice = Choice(first, FIRST)
    phrase = first.phrase
    for each in later:
        first = choice.found
        if first.term.role == each.term.role == DRUG and each.start in joined and each.opens == phrase + 1:
            phrase = each.phrase  # "lidocaine/Kenalog injection": one preparation
        elif each.opens != phrase or each.segment != first.segment:
            continue
        elif _decides(each.term, first.term):
            choice, phrase = Choice(each, DECIDES, first), each.phrase
        elif first.term.soft and not each.term.soft:
            choice, phrase = Choice(each, GIVES_WAY, first), each.phrase
    return choice


def _decides(later: Term, term: Term) -> bool:
    """Whether the later of two terms of a phrase says what is asked for: a head, or the injection of a drug."""
    if later.role in (HEAD, PROCEDURE):
        return not _kept(term, later)
    by_injection = later.role == STRONG and term.role == DRUG and not term.injected
    return by_injection and category_of(later.kind) == "injections"


def _kept(term: Term, head: Term) -> bool:
    if term.role == PROCEDURE:
        return term.kind == head.kind
    if term.role == DRUG and head.kind == INJECTION:
        return term.injected
    if term.kind == head.kind and not term.soft:
        return True
    return not head.keeps.isdisjoint((term.kind, category_of(term.kind)))


def _completed(choice: Choice, naming: list[Found]) -> Choice:
    """A referral or evaluation *for* what it does not decide over asks for that, unless it names a specialist."""
    chosen = choice.found
    to_specialist = choice.over is not None and choice.over.term.kind == chosen.term.kind
    if chosen.term.role != HEAD or not chosen.term.keeps or to_specialist:
        return choice
    for each in naming:
        if each.start > chosen.start:
            named = each.opens == chosen.phrase and each.term.role != PROCEDURE and not each.term.soft
            completes = named and _kept(each.term, chosen.term) and each.term.kind != chosen.term.kind
            return Choice(each, COMPLETED, chosen) if completes else choice
    return choice


def _classification(chosen: Found, found: list[Found], read: Words) -> Classification:
    kind = _resolve(chosen, found, read)
    words = " ".join(read.words[chosen.start : chosen.end])
    return Classification(category_of(kind), kind, chosen.term.name, words)


def _resolve(chosen: Found, found: list[Found], read: Words) -> str:
    """The treatment type of the chosen phrase."""
    term = chosen.term
    if term.role == DRUG:
        return form_of_drug(chosen, found, read) or term.kind
    if term.role == PROCEDURE:
        return type_of_procedure(chosen, found, read)
    return term.kind
