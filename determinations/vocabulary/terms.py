"""The words of requests: what each known phrase says about the thing that is asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from determinations.vocabulary.catalogue import treatment_types
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Matcher, plurals

# Roles of a term. The first four name a treatment that is asked for.
STRONG, HEAD, DRUG, PROCEDURE = "strong", "head", "drug", "procedure"
WEAK, MENTION, COMPLEMENT, NOTHING = "weak", "mention", "complement", "nothing"
NAMING = frozenset({STRONG, HEAD, DRUG, PROCEDURE})

SURGERY, INJECTION = "surgery", "injection"
TOPICAL = "topical-analgesic"

# An operation or injection named by nothing else leaves these as they are, wherever they stand in its phrase.
_KEPT_BY = {
    SURGERY: frozenset({"surgery", "dmepos", "dental-and-vision", "injections", "wound-care-or-hyperbaric"}),
    INJECTION: frozenset({"injections", "diagnostic-testing", "dental-and-vision", "surgery"}),
}


@dataclass(frozen=True, slots=True)
class Term:
    """What one phrase stands for.

    `kind` is a treatment type, or for a PROCEDURE surgery or injection; `keeps` are the types and categories
    that a HEAD does not decide over; `soft` terms give way to a later word of their phrase. A DRUG has the slug
    of its `drug` (none for a word that names the class), the forms that make it `topical`, and whether it is
    `injected` by nature. A term that `yields_to` a type gives way to it wherever it stands behind it.
    """

    role: str
    kind: str = ""
    name: str = ""
    keeps: frozenset[str] = frozenset()
    soft: bool = False
    injected: bool = False
    drug: str = ""
    topical: frozenset[str] = frozenset()
    yields_to: frozenset[str] = frozenset()


class Found(NamedTuple):
    """A known phrase in its place, which may reach over a slash from the phrase where it `opens` into another.

    `segment` counts the introducing words before it.
    """

    start: int
    end: int
    term: Term
    opens: int
    phrase: int
    segment: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Words that say how a drug is given, and what is no form though it contains such a word."""

    intramuscular: frozenset[str] = frozenset()
    none: tuple[str, ...] = ()
    swallowed: frozenset[str] = frozenset()


@cache
def category_of(treatment_type: str) -> str:
    return next(entry.category for entry in treatment_types() if entry.slug == treatment_type)


@cache
def request_matcher() -> Matcher[Term]:
    return Matcher([*drug_terms(), *treatment_terms(), *_phrasing_terms()])


def treatment_terms() -> Iterator[tuple[str, Term]]:
    """(pattern, term) for every line of treatments.toml."""
    for category in read_file("treatments")["category"]:
        for entry in category["type"]:
            yield from _terms_of(entry)


def _terms_of(entry: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    slug, name = entry["slug"], entry["name"]
    strong, weak = Term(STRONG, slug, name), Term(WEAK, slug, name)
    soft, soft_head = Term(STRONG, slug, name, soft=True), Term(HEAD, slug, name, soft=True)
    for key, term in (("terms", strong), ("soft", soft), ("soft_heads", soft_head), ("weak", weak)):
        yield from ((phrase, term) for phrase in entry.get(key, ()))
    for head in entry.get("heads", ()):
        term = Term(HEAD, slug, name, frozenset(head["except"]))
        yield from ((phrase, term) for phrase in head["terms"])
    for target in entry.get("targets", ()):
        term = Term(STRONG, slug, name, yields_to=frozenset(target["yields_to"]))
        yield from ((phrase, term) for phrase in target["terms"])


def _phrasing_terms() -> Iterator[tuple[str, Term]]:
    content = read_file("phrasing")
    roles = (("mentions", MENTION), ("complements", COMPLEMENT), ("nothing", NOTHING))
    yield from ((phrase, Term(role)) for key, role in roles for phrase in content[key])
    for procedure in (SURGERY, INJECTION):
        term = Term(PROCEDURE, procedure, procedure, _KEPT_BY[procedure])
        yield from ((phrase, term) for phrase in content[procedure])


def drug_classes() -> dict[str, dict[str, Any]]:
    """Treatment type → its table in drugs.toml."""
    return {slug: table for slug, table in read_file("drugs").items() if slug != "forms"}


def drug_terms() -> Iterator[tuple[str, Term]]:
    """(name, term) for every name and brand of drugs.toml, and for the words that name only a class."""
    for kind, table in drug_classes().items():
        topical = _with_plurals(table.get("topical", ()))
        for word in table.get("class_words", ()):
            yield word, Term(DRUG, kind, word, topical=topical)
        for slug, entry in table["drugs"].items():
            own = _with_plurals(entry["topical"]) if "topical" in entry else topical
            yield from _names_of(slug, entry, kind, own, table.get("injected") is True)


def _names_of(slug: str, entry: dict[str, Any], kind: str, topical: frozenset[str], injected: bool):
    name = entry["name"]
    usual = Term(DRUG, kind, name, injected=injected, drug=slug, topical=topical)
    by_injection = replace(usual, injected=True)
    for phrase in dict.fromkeys((name, *entry.get("names", ()), *entry.get("brands", ()))):
        yield phrase, by_injection if phrase in entry.get("injected", ()) else usual
    for other, phrases in entry.get("other_types", {}).items():
        term = Term(DRUG, other, name, drug=slug)
        yield from ((phrase, replace(term, injected=phrase in entry.get("injected", ()))) for phrase in phrases)


@cache
def forms() -> Forms:
    listed = read_file("drugs")["forms"]
    return Forms(frozenset(listed["intramuscular"]), tuple(listed["none"]), frozenset(listed["swallowed"]))


def _with_plurals(words: list[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, *plurals(word)))


@cache
def drug_endings() -> dict[str, Term]:
    """How unlisted drugs of a class end → the term such a drug is."""
    return {
        ending: Term(
            DRUG,
            slug,
            f"…{ending}",
            injected=table.get("injected") is True,
            topical=_with_plurals(table.get("topical", ())),
        )
        for slug, table in drug_classes().items()
        for ending in table.get("endings", ())
    }
