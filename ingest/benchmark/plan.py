"""What one generated letter is meant to say: every fact and paragraph, before it is set in the form."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from ingest.benchmark.citing import CLAIMS_ADMIN, REVIEWER, Cited, cited
from ingest.benchmark.prose import rationale, summary, written
from ingest.benchmark.tables import PARTS, REASONING, SPECIALTIES, TREATMENTS, Draws

# How many letters a thousand were decided in each year from 2014, and how many items a thousand letters hold.
YEARS = tuple(accumulate((95, 110, 116, 114, 122, 109, 91, 88, 84, 71)))
ITEMS = tuple(accumulate((500, 270, 120, 60, 27, 12, 6, 3, 2)))
FIRST_YEAR = 2014
WORKING_AGE = 16
NAMED = re.compile(r"\d ?mg|[#%]|visc ")  # what tells a brand's name
BLOCK_STYLE_FROM = date(2015, 1, 1)
# Of a thousand letters, how many have each layout; when letters of the early ones were decided; which share of
# them has the title page; and the facts that are told beside the summary, which tells injury and UR denial.
LAYOUTS = ("final", "maximus", "notice", "professional")
SHARES = tuple(accumulate((930, 40, 20, 10)))
DECIDED = {
    "maximus": (date(2013, 11, 1), date(2014, 10, 31)),
    "notice": (date(2013, 7, 1), date(2013, 12, 31)),
    "professional": (date(2013, 5, 1), date(2013, 10, 31)),
}
TITLED = {"final": 0.8, "maximus": 1.0, "notice": 1.0, "professional": 0.7}
TOLD = {
    "final": ("case_number", "priority", "received", "assigned", "decision"),
    "maximus": ("case_number", "priority", "received", "decision"),
    "notice": ("case_number", "received", "assigned", "decision"),
    "professional": ("case_number",),
}


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """`outcome` and `treatment` are slugs; what each side cites is in whole sentences, the rationale a paragraph."""

    request: str
    outcome: str
    treatment: str
    claims_admin: Cited
    reviewer: Cited
    rationale: str


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """`titled`: has the title page; without it neither case number nor any date but injury and UR denial is told.

    `shouted`: headings of items in capital letters; `parted`: outcomes on a line of their own; `double_spaced` and
    `title_layout`, 0 to 2, are how the text is set, `quoted` that the summary is a quotation;
    `glued`: "is notmedically necessary".
    """

    layout: str
    case_number: str
    priority: str
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
    double_spaced: bool
    quoted: bool
    glued: bool
    title_layout: int

    def told(self) -> dict[str, Any]:
        """Case number, priority and dates as the letter states them, None where it does not."""
        stated = ("injury", "ur_denial", *(TOLD[self.layout] if self.titled else ()))
        return {name: getattr(self, name) if name in stated else None for name in (*TOLD["final"], *stated[:2])}


def plan(index: int, rng: Random) -> PlannedLetter:
    """The letter of this place in the stream. The case number carries `index`, which makes it unique."""
    layout = LAYOUTS[_place(SHARES, rng)]
    age = rng.randint(19, 78) if rng.random() < 0.96 else None
    dates = _dates(rng, layout, age)
    sex = "female" if rng.random() < 0.47 else "male"
    block_style = dates["decision"] >= BLOCK_STYLE_FROM
    part = PARTS[int(rng.random() * len(PARTS))]
    facts = _facts(rng, dates, age, sex, part)
    shouted = rng.random() < (0.1 if block_style else 0.35)
    specialties = _specialties(rng)
    return PlannedLetter(
        layout=layout,
        case_number=f"CM{dates['received']:%y}-{1_000_000 + index}",
        priority="Standard" if rng.random() < 0.97 else "Expedited",
        **dates,
        age=age,
        sex=sex,
        specialties=specialties,
        states=tuple(rng.choice(REASONING["states"]).split(", ")),
        summary=summary(Draws(rng.random, facts), age is not None, layout != "notice", rng.random()),
        items=tuple(_items(rng, facts, part, layout, dates["decision"], shouted)),
        titled=rng.random() < TITLED[layout],
        block_style=block_style,
        shouted=shouted,
        parted=layout == "final" and rng.random() < 0.03,
        double_spaced=layout == "final" or rng.random() < 0.6,
        quoted=layout == "notice" and rng.random() < 0.7,
        glued=rng.random() < 0.03,
        title_layout=rng.randrange(3),
    )


def _place(cumulated: tuple[int, ...], rng: Random) -> int:
    """A weighted draw from cumulated weights."""
    return bisect_right(cumulated, rng.random() * cumulated[-1])


def _dates(rng: Random, layout: str, age: int | None) -> dict[str, date]:
    if layout in DECIDED:
        first, last = DECIDED[layout]
        decision = first + timedelta(days=rng.randint(0, (last - first).days))
    else:
        decision = date(FIRST_YEAR + _place(YEARS, rng), 1, 1) + timedelta(days=rng.randrange(365))
    assigned = decision - timedelta(days=rng.randint(18, 45))
    received = assigned - timedelta(days=rng.randint(3, 14))
    ur_denial = received - timedelta(days=rng.randint(8, 30))
    spread = min(60, (age - WORKING_AGE) * 4) if age else 60  # times the shortest span, which is a quarter
    injury = ur_denial - timedelta(days=int(90 * spread ** rng.random()))
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


def _items(
    rng: Random, facts: dict[str, str], part: dict[str, Any], layout: str, decided: date, shouted: bool
) -> Iterator[PlannedItem]:
    """One to nine items, no treatment twice."""
    wanted, seen = 1 + _place(ITEMS, rng), set()
    while len(seen) < wanted:
        treatment = TREATMENTS[int(rng.random() * len(TREATMENTS))]
        if treatment["slug"] not in seen:
            seen.add(treatment["slug"])
            yield _item(rng, facts, treatment, part, layout, decided, shouted)


def _item(
    rng: Random,
    facts: dict[str, str],
    treatment: dict[str, Any],
    part: dict[str, Any],
    layout: str,
    decided: date,
    shouted: bool,
) -> PlannedItem:
    name, topic = treatment["name"], treatment["topic"]
    draws = Draws(rng.random, {**facts, "treatment": name, "Treatment": name[0].upper() + name[1:]})
    request = _request(draws.sentence(treatment["requests"]), layout, shouted)
    outcome = _outcome(rng, treatment["overturned"], layout)
    return PlannedItem(
        request=request,
        outcome=outcome,
        treatment=treatment["slug"],
        claims_admin=cited(layout, CLAIMS_ADMIN, topic, part, decided, rng.random),
        reviewer=cited(layout, REVIEWER, topic, part, decided, rng.random),
        rationale=rationale(draws, outcome, layout, rng.random()),
    )


def _request(request: str, layout: str, shouted: bool) -> str:
    """As a heading, in capitals or not; in the midst of a sentence only names keep theirs."""
    if shouted:
        return request.upper()
    if layout == "notice" and request[1].islower() and not NAMED.search(request):
        return request[0].lower() + request[1:]
    return request


def _outcome(rng: Random, overturned: int, layout: str) -> str:
    """`overturned` percent are, and a few in part: early letters knew only yes and no."""
    point = rng.random() * 100
    if point < overturned:
        return "overturned"
    return "partially_overturned" if layout == "final" and point < overturned + 0.6 else "upheld"
