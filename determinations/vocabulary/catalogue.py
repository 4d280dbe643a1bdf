"""Everything that has a slug and a name, in the order in which it is shown."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import expand
from determinations.vocabulary.records import BodyPart, Category, Drug, Guideline, Specialty, Topic, TreatmentType

_WITHOUT_EDITION = re.compile(r"(?:, no (?:chapter|guideline) named| \((?:MTUS|ACOEM)[^()]*\))$")


@cache
def categories() -> tuple[Category, ...]:
    return tuple(Category(entry["slug"], entry["name"]) for entry in read_file("treatments")["category"])


@cache
def treatment_types() -> tuple[TreatmentType, ...]:
    """Category by category."""
    return tuple(
        TreatmentType(entry["slug"], entry["name"], category["slug"])
        for category in read_file("treatments")["category"]
        for entry in category["type"]
    )


@cache
def drugs() -> tuple[Drug, ...]:
    """Class by class, in the order of the file."""
    return tuple(
        Drug(slug, entry["name"], kind, _brands(entry))
        for kind, table in read_file("drugs").items()
        for slug, entry in table.get("drugs", {}).items()
    )


def _brands(entry: dict[str, Any]) -> tuple[str, ...]:
    """The brand names written out, with those that another treatment type has: they begin with a capital."""
    others = (phrase for phrases in entry.get("other_types", {}).values() for phrase in phrases)
    listed = (*entry.get("brands", ()), *(phrase for phrase in others if phrase[0].isupper()))
    return tuple(dict.fromkeys(brand for pattern in listed for brand in expand(pattern)))


@cache
def guidelines() -> tuple[Guideline, ...]:
    """MTUS and ACOEM topics with their editions, then ODG chapters, then all others."""
    return (*_mtus_and_acoem(), *_plain("odg", "ODG"), *_plain("other", "Other"))


def _mtus_and_acoem() -> Iterator[Guideline]:
    content = read_file("guidelines")
    for slug in ("mtus", "acoem"):
        yield _guideline({"slug": slug, **content["generic"][slug]}, slug)
    for topic in content["topic"]:
        for entry in (topic["generic"], *topic.get("edition", ())):
            yield _guideline(entry, topic.get("group", topic["slug"]))


def _guideline(entry: dict[str, Any], topic: str) -> Guideline:
    source = entry.get("source", "ACOEM")
    return Guideline(entry["slug"], entry["name"], source, topic, entry.get("edition", ""))


def _plain(table: str, source: str) -> Iterator[Guideline]:
    content = read_file("guidelines")
    if table in content["generic"]:
        yield Guideline(table, content["generic"][table]["name"], source, table, "")
    for entry in content[table]:
        yield Guideline(entry["slug"], entry["name"], source, entry["slug"], "")


@cache
def topics() -> tuple[Topic, ...]:
    """What guidelines are about, each once, in their order; named as its first guideline without source and edition."""
    first = {}
    for guideline in guidelines():
        first.setdefault(guideline.topic, guideline)
    return tuple(Topic(slug, _WITHOUT_EDITION.sub("", each.name), each.source) for slug, each in first.items())


@cache
def specialties() -> tuple[Specialty, ...]:
    return tuple(Specialty(entry["slug"], entry["name"]) for entry in read_file("specialties")["specialty"])


@cache
def body_parts() -> tuple[BodyPart, ...]:
    """From head to foot."""
    return tuple(BodyPart(entry["slug"], entry["name"]) for entry in read_file("body_parts")["body_part"])


def label(kind: str, slug: str) -> str:
    """The display name of a slug.

    `kind` is category, treatment, drug, topic, guideline, specialty or body_part. Raises KeyError for an unknown one.
    """
    return _labels()[kind][slug]


@cache
def _labels() -> dict[str, dict[str, str]]:
    listed = {
        "category": categories(),
        "treatment": treatment_types(),
        "drug": drugs(),
        "topic": topics(),
        "guideline": guidelines(),
        "specialty": specialties(),
        "body_part": body_parts(),
    }
    return {kind: {entry.slug: entry.name for entry in entries} for kind, entries in listed.items()}
