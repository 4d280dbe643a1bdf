"""Paragraphs out of the phrase tables: case summaries, citations, rationales, dates as people write them."""

import calendar
from collections.abc import Callable
from datetime import date
from typing import Any

from ingest.benchmark.tables import CLINIC, REASONING, TOPICS, Draws

MONTHS = calendar.month_name
MIDDLE_FROM, LATE_FROM = date(2015, 7, 1), date(2018, 2, 1)  # when letters began to cite the next edition


def written(day: date, style: int) -> str:
    """A date in one of four ways, `style` 0 to 3: 04/05/2012, 4/5/12, 4-5-2012, April 5, 2012."""
    if style == 0:
        return f"{day.month:02}/{day.day:02}/{day.year}"
    if style == 1:
        return f"{day.month}/{day.day}/{day.year % 100:02}"
    if style == 2:
        return f"{day.month}-{day.day}-{day.year}"
    return f"{MONTHS[day.month]} {day.day}, {day.year}"


def summary(draws: Draws, with_age: bool, chance: float) -> str:
    """The clinical case summary. `chance`, 0 to 1, decides how much of it is told."""
    kinds = [
        "opening" if with_age else "opening_without_age",
        "mechanism_sentence",
        "history_sentence",
        "history_sentence" if chance < 0.5 else "imaging_sentence",
        "complaint_sentence",
        "examination_sentence",
        "imaging_sentence",
        "course_sentence",
        "complaint_sentence" if chance < 0.7 else "examination_sentence",
        "diagnosis_sentence",
        "medicine_sentence",
        "course_sentence" if chance < 0.4 else "medicine_sentence",
        *(("work_sentence",) if chance > 0.2 else ()),
        "review_sentence",
    ]
    return draws.paragraph([CLINIC[kind] for kind in kinds])


def rationale(draws: Draws, outcome: str, chance: float) -> str:
    """The reasoning for this outcome, closing with the form's words for it."""
    reasons = REASONING["against" if outcome == "upheld" else "favor"]
    facts = REASONING["fact"]
    kinds = [REASONING["rule"], facts, facts, reasons, facts, reasons]
    if chance < 0.6:
        kinds.insert(1, REASONING["rule"])
    if chance < 0.3:
        kinds.append(reasons)
    return draws.paragraph([*kinds, REASONING[outcome]])


def cite(side: str, topic: str, part: dict[str, Any], decided: date, random: Callable[[], float]) -> str:
    """What one side (Claims Administrator or Expert Reviewer) cites for a topic, in the wording of the day."""
    if side == "Claims Administrator" and random() < 0.12:
        return "None cited."
    era = "early" if decided < MIDDLE_FROM else "middle" if decided < LATE_FROM else "late"
    wordings = TOPICS[topic]
    odg = "ODG " if random() < 0.5 else "Official Disability Guidelines (ODG), "
    other = f"Decision based on Non-MTUS Citation {odg}{wordings['odg'].format(odg_chapter=part['odg'])}."
    if era not in wordings:
        return f"The {side} did not base their decision on the MTUS. {other}"
    within = f"Decision based on MTUS {wordings[era].format(chapter=part[era]).removeprefix('MTUS ')}."
    return f"{within} {other}" if random() < 0.3 else within
