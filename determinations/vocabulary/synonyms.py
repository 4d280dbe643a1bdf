"""Words typed into the search box → what letters write instead: short forms, spelled-out forms, brands, generics.

Pure, read once from `synonyms.toml`, `drugs.toml` and `treatments.toml`. A query costs one walk over its words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, product, zip_longest
from typing import Any

from determinations.vocabulary.catalogue import body_parts, drugs, treatment_types
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import Matcher, expand
from determinations.vocabulary.records import Drug
from determinations.vocabulary.terms import drug_classes
from determinations.vocabulary.words import split_words

MOST = 12  # other wordings of one
MOST_HELD = 10  # short forms beside these that hold it with something else
NEAR = 5  # words between the two of a wording that need not stand together
Wording = tuple[str, ...]  # lower-case words, in order
Filed = tuple[str, str]  # drug or treatment, and its slug


@dataclass(frozen=True, slots=True)
class Synonym:
    """`words[start:end]` of what was typed may be written as each of `also`: lower-case words in order.

    The most usual wording stands first; none is the typed one or contains it. The words of each of `near` stand for
    it where at most NEAR others are between them. A decision filed under all of one of `filed` is about it, whatever
    its letter writes.
    """

    start: int
    end: int
    also: tuple[Wording, ...]
    near: tuple[Wording, ...] = ()
    filed: tuple[tuple[Filed, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Wordings of one thing: those `understood` where typed, those `offered` instead, those to be `named` in lists.

    `near` and `filed` are those of Synonym; `strengths` are wordings with figures, offered beside the others.
    """

    understood: tuple[Wording, ...]
    offered: tuple[Wording, ...] = ()
    named: tuple[Wording, ...] = ()
    near: tuple[Wording, ...] = ()
    filed: tuple[Filed, ...] = ()
    strengths: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a typed wording; `thing` is the number of its group."""

    thing: int
    also: tuple[Wording, ...]
    near: tuple[Wording, ...]
    filed: tuple[tuple[Filed, ...], ...]


@dataclass(frozen=True, slots=True)
class _Short:
    """Short forms that say each of `things`."""

    things: frozenset[int]
    words: tuple[Wording, ...]


def find_synonyms(words: Sequence[str]) -> list[Synonym]:
    """The parts of a query that have other wordings: the longest known at each place, in order, without overlaps.

    `words` are lower-case and without punctuation ("h", "wave"). Plurals are understood. What is typed inside a
    longer known wording is left to that one: "knee esi" is `words[1:2]`, "epidural steroid injection" all three.
    What was typed together may be held by one short form: "lumbar" and "esi" by LESI, which stands for each of them.
    """
    typed = [word or " " for word in words]  # the matcher keeps the empty word for itself
    found = [(match.start, match.end, match.value) for match in _matcher().find(typed)]
    held = _held({known.thing for _, _, known in found})
    named = [
        Synonym(start, end, _with(known, held, typed[start:end]), known.near, known.filed)
        for start, end, known in found
    ]
    return [each for each in named if each.also or each.near or each.filed]


def filed_under(text: str, kind: str) -> str | None:
    """Slug of the one drug, treatment or body part (`kind`) that the whole text is a listed wording of."""
    words = split_words(text)
    known = find_synonyms(words) if " ".join(words) in _names() else ()
    whole = (each for each in known if (each.start, each.end) == (0, len(words)))
    slugs = {
        slug for each in whole for filed in each.filed if len(filed) == 1 for named, slug in filed if named == kind
    }
    return slugs.pop() if len(slugs) == 1 else None


def _held(things: set[int]) -> dict[int, list[Wording]]:
    """Thing → the short forms that say it, with nothing that was not typed."""
    held: dict[int, list[Wording]] = {}
    for short in _shorts():
        if short.things <= things:
            for thing in short.things:
                held.setdefault(thing, []).extend(short.words)
    return held


def _with(known: _Known, held: dict[int, list[Wording]], typed: Sequence[str]) -> tuple[Wording, ...]:
    if known.thing not in held:
        return known.also
    more = dict.fromkeys(wording for wording in held[known.thing] if wording not in known.also)
    return (*known.also, *_others(tuple(typed), more)[:MOST_HELD])


def synonym_names() -> list[str]:
    """Every wording that may be typed or is searched for, misspellings left out, in lower case and sorted."""
    return sorted(_names())


@cache
def _names() -> frozenset[str]:
    return frozenset(" ".join(wording) for group in _groups() for wording in group.named)


@cache
def _matcher() -> Matcher[_Known]:
    return Matcher(
        (" ".join(wording), _Known(thing, _also(wording, group), group.near, _filed(wording, group)))
        for thing, group in enumerate(_groups())
        for wording in group.understood
    )


@cache
def _shorts() -> tuple[_Short, ...]:
    """Those of synonyms.toml, an alternative of what they hold each."""
    things = {wording: thing for thing, group in enumerate(_groups()) for wording in group.understood}
    return tuple(
        _Short(frozenset(things[wording] for wording in held), _wordings(entry["words"]))
        for entry in read_file("synonyms")["short"]
        for held in product(*(_wordings([pattern]) for pattern in entry["holds"]))
    )


def _filed(typed: Wording, group: _Group) -> tuple[tuple[Filed, ...], ...]:
    """What is filed under the thing itself; for a short form, under everything it holds."""
    own = tuple((each,) for each in group.filed)
    groups = _groups()
    held = [[groups[thing].filed for thing in short.things] for short in _shorts() if typed in short.words]
    whole = (tuple(sorted(each for (each,) in filed)) for filed in held if all(len(each) == 1 for each in filed))
    return (*own, *dict.fromkeys(whole))


def _also(typed: Wording, group: _Group) -> tuple[Wording, ...]:
    return (*_others(typed, group.offered), *group.strengths)


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
    listed = (*map(_listed, read_file("synonyms")["group"]), *_drug_groups())
    understood = {wording for group in listed for wording in group.understood}
    held = _wordings(pattern for entry in read_file("synonyms")["short"] for pattern in entry["holds"])
    return (*listed, *(_Group((wording,)) for wording in held if wording not in understood))


def _listed(entry: dict[str, list[str]]) -> _Group:
    """A group as synonyms.toml has it. Decisions are filed under what has one of its wordings for a name."""
    words, typed, offered = (_wordings(entry.get(key, ())) for key in ("words", "typed_only", "offered_only"))
    filed = (found for wording in (*words, *typed) if (found := _headings().get(_singular(wording))))
    return _Group(
        understood=(*words, *typed),
        offered=_shortest((*words, *offered)),
        named=(*words, *typed, *offered),
        near=_wordings(entry.get("near", ())),
        filed=tuple(dict.fromkeys(filed)),
    )


@cache
def _headings() -> dict[Wording, Filed]:
    """Name → what decisions are filed under: parts of the body, and treatments that are no class of drugs.

    A class is no other wording of its drugs.
    """
    treatments = (("treatment", each) for each in treatment_types() if each.slug not in drug_classes())
    listed = chain(treatments, (("body_part", each) for each in body_parts()))
    return {_singular(tuple(split_words(each.name.partition(" (")[0]))): (kind, each.slug) for kind, each in listed}


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
    combinations, strengths = _combinations(), dict(_strengths(entries))
    for drug in drugs():
        named = [name for name in _named(drug, entries[drug.slug]) if name not in left_out]
        offered = [name for name in named if name not in misspelt] if drug.slug not in several else []
        substance = tuple(split_words(drug.name))
        leads = combinations.get(substance, ())
        led = [_offered_brands(other, misspelt | left_out) for other in leads if other.brands]
        own = _group([name for name in named if not (leads and name == substance)], offered, misspelt)
        filed = (("drug", drug.slug),) if drug.slug not in several else ()
        yield replace(own, filed=filed, strengths=strengths.get(drug.slug, ()))
        if leads:
            others = [name for name in offered if not _contains(name, substance)]
            brands = _in_turn([others, *led[:1], *(brands[:2] for brands in led[1:])])
            also_filed = tuple(("drug", other.slug) for other in leads)
            yield replace(_group([substance], brands, misspelt), filed=(*filed, *also_filed))


def _strengths(entries: dict[str, dict[str, Any]]) -> Iterator[tuple[str, tuple[Wording, ...]]]:
    """Combination → the substance that leads it with the strengths that say the rest: hydrocodone 10/325."""
    for entry in entries.values():
        if "strengths" in entry:
            substance = tuple(split_words(entry["name"]))
            yield entry["two_strengths"], tuple((*substance, strength) for strength in entry["strengths"])


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
        if slash:
            led.setdefault(tuple(split_words(first)), []).append(drug)
    return led


def _in_turn(lists: Iterable[Sequence[Wording]]) -> Iterator[Wording]:
    """The first of each list, then the second of each, …"""
    return (each for row in zip_longest(*lists) for each in row if each is not None)
