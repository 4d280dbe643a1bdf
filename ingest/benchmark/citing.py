"""What the two sides cite, in the words of each layout and its day, and how that must be read."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from ingest.benchmark.tables import TOPICS

MIDDLE_FROM, LATE_FROM = date(2015, 7, 1), date(2018, 2, 1)  # when letters began to cite the next edition
CLAIMS_ADMIN, REVIEWER = "Claims Administrator", "Expert Reviewer"
UNCITED = 0.12  # the share of items for which the claims administrator names no guideline
OFFICIAL_NAMES = {
    "Chronic Pain Treatment Guidelines ": "Chronic Pain Medical Treatment Guidelines, ",
    "ACOEM Chapter": "American College of Occupational and Environmental Medicine (ACOEM), 2nd Edition, Chapter",
}


class Meant(NamedTuple):
    """One citation: MTUS, ACOEM or ODG, whether it is part of the MTUS, and its pages ("76-80")."""

    source: str
    within_mtus: bool
    pages: tuple[str, ...] = ()


ODG = Meant("ODG", False)


class Cited(NamedTuple):
    """What one side says it relied on, and the citations this makes."""

    words: str
    meant: tuple[Meant, ...]


Citing = Callable[[str, dict[str, str], dict[str, Any], date, Callable[[], float]], Cited]


def cite(
    side: str, wordings: dict[str, str], part: dict[str, Any], decided: date, random: Callable[[], float]
) -> Cited:
    """The guideline field of a final determination. `wordings` are those of a topic."""
    if side == CLAIMS_ADMIN and random() < UNCITED:
        return Cited("None cited.", ())
    era = "early" if decided < MIDDLE_FROM else "middle" if decided < LATE_FROM else "late"
    odg = "ODG " if random() < 0.5 else "Official Disability Guidelines (ODG), "
    other = f"Decision based on Non-MTUS Citation {odg}{_odg(wordings['odg'], part['odg'])}."
    if era not in wordings:
        return Cited(f"The {side} did not base their decision on the MTUS. {other}", (ODG,))
    named, meant = _mtus(wordings[era], part[era])
    within = f"Decision based on MTUS {named}."
    return Cited(f"{within} {other}", (meant, ODG)) if random() < 0.3 else Cited(within, (meant,))


def cite_in_maximus(
    side: str, wordings: dict[str, str], part: dict[str, Any], decided: date, random: Callable[[], float]
) -> Cited:
    """The paragraph that a side has under a numbered heading."""
    if side == CLAIMS_ADMIN:
        if random() < UNCITED:
            return Cited("The Claims Administrator did not cite any evidence based criteria for its decision.", ())
        return _sentence("The Claims Administrator based its decision on", wordings, part, random)
    return _sentence("The Physician Reviewer based his/her decision on", wordings, part, random)


def cite_in_notice(
    side: str, wordings: dict[str, str], part: dict[str, Any], decided: date, random: Callable[[], float]
) -> Cited:
    """One side's sentence of the field that both share."""
    if side == CLAIMS_ADMIN:
        if random() < UNCITED:
            return Cited("The Claims Administrator did not cite a guideline in its determination.", ())
        return _sentence("The Claims Administrator based its decision on", wordings, part, random)
    return _sentence("The Expert Reviewer relied on", wordings, part, random)


def cite_in_professional(
    side: str, wordings: dict[str, str], part: dict[str, Any], decided: date, random: Callable[[], float]
) -> Cited:
    """The reviewer's guideline and why; of the other side's, that it was cited, or nothing."""
    if side == CLAIMS_ADMIN:
        if random() < 0.5:
            return Cited("", ())
        named = _outside(wordings, part)
        return Cited(f"{named} was cited in the utilization review decision.", (ODG,))
    if "early" not in wordings:
        return Cited(f"{_outside(wordings, part)}. The MTUS does not address this request.", (ODG,))
    named, meant = _inside(wordings, part, random)
    return Cited(f"{named}; the section is part of the MTUS and covers requests of this kind.", (meant,))


CITING: dict[str, Citing] = {
    "final": cite,
    "maximus": cite_in_maximus,
    "notice": cite_in_notice,
    "professional": cite_in_professional,
}


def cited(
    layout: str, side: str, topic: str, part: dict[str, Any], decided: date, random: Callable[[], float]
) -> Cited:
    """What a side (CLAIMS_ADMIN or REVIEWER) cites for a topic, in a letter of this layout."""
    return CITING[layout](side, TOPICS[topic], part, decided, random)


def _sentence(deed: str, wordings: dict[str, str], part: dict[str, Any], random: Callable[[], float]) -> Cited:
    other = f"the {_outside(wordings, part)}, which is not part of the MTUS"
    if "early" not in wordings or random() < 0.25:
        return Cited(f"{deed} {other}.", (ODG,))
    named, meant = _inside(wordings, part, random)
    within = f"the {named}, which is part of the MTUS"
    if random() < 0.25:
        return Cited(f"{deed} {within}, and on {other}.", (meant, ODG))
    return Cited(f"{deed} {within}.", (meant,))


def _outside(wordings: dict[str, str], part: dict[str, Any]) -> str:
    return f"Official Disability Guidelines (ODG), {_odg(wordings['odg'], part['odg'])}"


def _inside(wordings: dict[str, str], part: dict[str, Any], random: Callable[[], float]) -> tuple[str, Meant]:
    """The topic's guideline as running text: 'Chronic Pain Medical Treatment Guidelines, Opioids, pages 76-80'."""
    words, meant = _mtus(wordings["early"], part["early"])
    name, _, pages = words.partition(" Page(s): ")
    if random() < 0.7:
        for short, official in OFFICIAL_NAMES.items():
            name = name.replace(short, official)
    if pages:
        name += f", {'pages' if '-' in pages else 'page'} {pages}"
    return name, meant


@cache
def _odg(wording: str, chapter: str) -> str:
    return wording.format(odg_chapter=chapter)


@cache
def _mtus(wording: str, chapter: str) -> tuple[str, Meant]:
    """What follows "Decision based on MTUS", and how that must be read."""
    words = wording.format(chapter=chapter).removeprefix("MTUS ")
    _, _, pages = words.partition(" Page(s): ")
    return words, Meant("ACOEM" if "ACOEM" in words else "MTUS", True, (pages,) if pages else ())
