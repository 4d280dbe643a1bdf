"""What one generated letter is meant to say: every fact and paragraph, before it is set in the form."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from ingest.benchmark.prose import cite, rationale, summary, written
from ingest.benchmark.tables import PARTS, REASONING, SPECIALTIES, TREATMENTS, Draws

# How many letters a thousand were decided in each year from 2014, and how many items a thousand letters hold.
YEARS = tuple(accumulate((95, 110, 116, 114, 122, 109, 91, 88, 84, 71)))
ITEMS = tuple(accumulate((500, 270, 120, 60, 27, 12, 6, 3, 2)))
FIRST_YEAR = 2014
BLOCK_STYLE_FROM = date(2015, 1, 1)
OUTCOMES = ("upheld", "overturned", "partially_overturned")


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """`outcome` and `treatment` are slugs; the citations are whole sentences, the rationale a paragraph."""

    request: str
    outcome: str
    treatment: str
    claims_admin: str
    reviewer: str
    rationale: str


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """`titled`: has the title page; without it neither case number nor any date but injury and UR denial is told.

    `shouted`: headings of items in capital letters; `parted`: outcomes on a line of their own.
    """

    case_number: str
    injury: date
    ur_denial: date
    received: date
    assigned: date
    decision: date
    age: int | None
    sex: str
    specialties: tuple[str, ...]
    states: tuple[str, ...]
    summary: str
    items: tuple[PlannedItem, ...]
    titled: bool
    block_style: bool
    shouted: bool
    parted: bool
    title_layout: int


def plan(index: int, rng: Random) -> PlannedLetter:
    """The letter of this place in the stream. The case number carries `index`, which makes it unique."""
    dates = _dates(rng)
    age = rng.randint(19, 78) if rng.random() < 0.96 else None
    sex = "female" if rng.random() < 0.47 else "male"
    block_style = dates["decision"] >= BLOCK_STYLE_FROM
    part = rng.choice(PARTS)
    facts = _facts(rng, dates, age, sex, part)
    shouted = rng.random() < (0.1 if block_style else 0.35)
    specialties = _specialties(rng)
    return PlannedLetter(
        case_number=f"CM{dates['received']:%y}-{1_000_000 + index}",
        **dates,
        age=age,
        sex=sex,
        specialties=specialties,
        states=tuple(rng.choice(REASONING["states"]).split(", ")),
        summary=summary(Draws(rng.random, facts), age is not None, rng.random()),
        items=tuple(_items(rng, facts, part, dates["decision"], shouted)),
        titled=rng.random() < 0.8,
        block_style=block_style,
        shouted=shouted,
        parted=rng.random() < 0.03,
        title_layout=rng.randrange(3),
    )


def _place(cumulated: tuple[int, ...], rng: Random) -> int:
    """A weighted draw from cumulated weights."""
    point = rng.random() * cumulated[-1]
    return next(place for place, reach in enumerate(cumulated) if point < reach)


def _dates(rng: Random) -> dict[str, date]:
    decision = date(FIRST_YEAR + _place(YEARS, rng), 1, 1) + timedelta(days=rng.randrange(365))
    assigned = decision - timedelta(days=rng.randint(18, 45))
    received = assigned - timedelta(days=rng.randint(3, 14))
    ur_denial = received - timedelta(days=rng.randint(8, 30))
    injury = ur_denial - timedelta(days=int(90 * 60 ** rng.random()))
    return {
        "injury": injury,
        "ur_denial": ur_denial,
        "received": received,
        "assigned": assigned,
        "decision": decision,
    }


def _facts(rng: Random, dates: dict[str, date], age: int | None, sex: str, part: dict[str, Any]) -> dict[str, str]:
    """The slots that say the same wherever they stand in the letter. Dates in one of the ways they are written."""
    style = rng.randrange(4)
    spent = (dates["ur_denial"] - dates["injury"]).days
    visit = dates["ur_denial"] - timedelta(days=rng.randint(7, 40))
    previous = visit - timedelta(days=rng.randint(14, 35))
    older = dates["injury"] + timedelta(days=rng.randint(1, spent - 76))
    return {
        "age": str(age),
        "sex": sex,
        "person": rng.choice((sex, sex, "woman" if sex == "female" else "man")),
        "injury": written(dates["injury"], style),
        "ur": written(dates["ur_denial"], style),
        "visit": written(visit, style),
        "previous": written(previous, style),
        "older": written(older, style),
        "part": part["name"],
    }


def _specialties(rng: Random) -> tuple[str, ...]:
    chosen = rng.choice(SPECIALTIES)
    return (chosen["name"], rng.choice(chosen["second"])) if rng.random() < 0.35 else (chosen["name"],)


def _items(rng: Random, facts: dict[str, str], part: dict[str, Any], decided: date, shouted: bool):
    """One to nine items, no treatment twice."""
    wanted, seen = 1 + _place(ITEMS, rng), set()
    while len(seen) < wanted:
        treatment = rng.choice(TREATMENTS)
        if treatment["slug"] not in seen:
            seen.add(treatment["slug"])
            yield _item(rng, facts, treatment, part, decided, shouted)


def _item(
    rng: Random, facts: dict[str, str], treatment: dict[str, Any], part: dict[str, Any], decided: date, shouted: bool
) -> PlannedItem:
    name = treatment["name"]
    draws = Draws(rng.random, {**facts, "treatment": name, "Treatment": name[0].upper() + name[1:]})
    request = draws.sentence(treatment["requests"])
    point = rng.random() * 100
    overturned = treatment["overturned"]
    outcome = OUTCOMES[1 if point < overturned else 2 if point < overturned + 0.6 else 0]
    return PlannedItem(
        request=request.upper() if shouted else request,
        outcome=outcome,
        treatment=treatment["slug"],
        claims_admin=cite("Claims Administrator", treatment["topic"], part, decided, rng.random),
        reviewer=cite("Expert Reviewer", treatment["topic"], part, decided, rng.random),
        rationale=rationale(draws, outcome, rng.random()),
    )
