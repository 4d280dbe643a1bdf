"""Words typed into the search box → what letters write instead: short forms, spelled-out forms, brands, generics.

Pure, read once from `synonyms.toml` and `drugs.toml`. A query costs one walk over its words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from determinations.vocabulary.catalogue import drugs
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Matcher, expand
from determinations.vocabulary.records import Drug
from determinations.vocabulary.terms import drug_classes
from determinations.vocabulary.words import split_words

MOST = 12  # other wordings of one
Wording = tuple[str, ...]  # lower-case words, in order


@dataclass(frozen=True, slots=True)
class Synonym:
    """`words[start:end]` of what was typed may be written as each of `also`: lower-case words in order.

    The most usual wording stands first; none is the typed one or contains it.
    """

    start: int
    end: int
    also: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Wordings of one thing: those `understood` where typed, those `offered` instead, those to be `named` in lists."""

    understood: tuple[Wording, ...]
    offered: tuple[Wording, ...]
    named: tuple[Wording, ...]


def find_synonyms(words: Sequence[str]) -> list[Synonym]:
    """The parts of a query that have other wordings: the longest known at each place, in order, without overlaps.

    `words` are lower-case and without punctuation ("h", "wave"). Plurals are understood. What is typed inside a
    longer known wording is left to that one: "lumbar esi" is `words[1:2]`, "epidural steroid injection" all three.
    """
    typed = [word or " " for word in words]  # the matcher keeps the empty word for itself
    return [Synonym(match.start, match.end, match.value) for match in _matcher().find(typed) if match.value]


def synonym_names() -> list[str]:
    """Every wording that may be typed or is searched for, misspellings left out, in lower case and sorted."""
    return list(_names())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted({" ".join(wording) for group in _groups() for wording in group.named}))


@cache
def _matcher() -> Matcher[tuple[Wording, ...]]:
    understood = [(wording, group) for group in _groups() for wording in group.understood]
    return Matcher([(" ".join(wording), _others(wording, group.offered)) for wording, group in understood])


def _others(typed: Wording, offered: Iterable[Wording]) -> tuple[Wording, ...]:
    """What is searched for beside `typed`: nothing that is found with it anyway."""
    return tuple(wording for wording in offered if not _contains(wording, typed))[:MOST]


def _shortest(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """`wordings` without those that contain another of them, or say it in plural: they are found with it anyway."""
    once: dict[Wording, Wording] = {}
    for wording in wordings:
        once.setdefault(_singular(wording), wording)
    listed = tuple(once.values())
    return tuple(
        wording for wording in listed if not any(other != wording and _contains(wording, other) for other in listed)
    )


def _contains(longer: Wording, shorter: Wording) -> bool:
    """Whether the words of `shorter` stand together in `longer`, a plural for a singular or the other way round."""
    room = len(longer) - len(shorter) + 1
    long, short = _singular(longer), _singular(shorter)
    return any(long[place : place + len(short)] == short for place in range(room))


@cache
def _singular(wording: Wording) -> Wording:
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in wording)


@cache
def _groups() -> tuple[_Group, ...]:
    return (*map(_listed, read_file("synonyms")["group"]), *_drug_groups())


def _listed(entry: dict[str, list[str]]) -> _Group:
    """A group as synonyms.toml has it."""
    words, typed, offered = (_wordings(entry.get(key, ())) for key in ("words", "typed_only", "offered_only"))
    return _Group((*words, *typed), _shortest((*words, *offered)), (*words, *typed, *offered))


def _wordings(patterns: Iterable[str]) -> tuple[Wording, ...]:
    """The patterns written out, each once, in their order."""
    phrases = chain.from_iterable(map(expand, patterns))
    return tuple(dict.fromkeys(wording for phrase in phrases if (wording := tuple(split_words(phrase)))))


# Drugs --------------------------------------------------------------------------------------------------------


def _drug_groups() -> Iterator[_Group]:
    """A group for each drug, and one for each substance that leads a combination."""
    held_back = read_file("synonyms")["drugs"]
    several, misspelt = set(held_back["several"]), set(_wordings(held_back["misspelt"]))
    left_out = set(_wordings(held_back["left_out"]))
    entries = {slug: entry for table in drug_classes().values() for slug, entry in table["drugs"].items()}
    combinations = _combinations()
    for drug in drugs():
        named = [name for name in _named(drug, entries[drug.slug]) if name not in left_out]
        offered = [name for name in named if name not in misspelt] if drug.slug not in several else []
        substance = tuple(split_words(drug.name))
        led = [_offered_brands(other, misspelt | left_out) for other in combinations.get(substance, ())]
        yield _group([name for name in named if not (led and name == substance)], offered, misspelt)
        if led:
            own = [name for name in offered if not _contains(name, substance)]
            yield _group([substance], _in_turn([own, led[0], *(brands[:2] for brands in led[1:])]), misspelt)


def _group(understood: Iterable[Wording], offered: Iterable[Wording], misspelt: set[Wording]) -> _Group:
    understood = tuple(understood)
    return _Group(understood, _shortest(offered), tuple(name for name in understood if name not in misspelt))


def _named(drug: Drug, entry: dict[str, Any]) -> Iterator[Wording]:
    """Every wording of a drug: its name, then brands and other generic names in turn, the short ones first.

    A name that explains itself in brackets is no wording: "Fluticasone (nasal)".
    """
    brands = _wordings(drug.brands)
    others = (phrase for phrases in entry.get("other_types", {}).values() for phrase in phrases)
    generics = sorted(_wordings((*entry.get("names", ()), *others)), key=len)
    name = () if "(" in drug.name else _wordings([drug.name])
    return iter(dict.fromkeys((*name, *_in_turn([brands, generics]))))


def _offered_brands(drug: Drug, held_back: set[Wording]) -> list[Wording]:
    return [brand for brand in _wordings(drug.brands) if brand not in held_back]


def _combinations() -> dict[Wording, list[Drug]]:
    """Substance → the combinations it leads: hydrocodone → hydrocodone/acetaminophen, …"""
    led: dict[Wording, list[Drug]] = {}
    for drug in drugs():
        first, slash, _ = drug.name.partition("/")
        if slash and drug.brands:
            led.setdefault(tuple(split_words(first)), []).append(drug)
    return led


def _in_turn(lists: Iterable[Sequence[Wording]]) -> Iterator[Wording]:
    """The first of each list, then the second of each, …"""
    return (each for row in zip_longest(*lists) for each in row if each is not None)
