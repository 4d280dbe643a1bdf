"""Paragraphs out of the phrase tables: case summaries, rationales, dates as people write them."""

import calendar
from datetime import date

from ingest.benchmark.tables import CLINIC, REASONING, Draws

MONTHS = calendar.month_name


def written(day: date, style: int) -> str:
    """A date in one of four ways, `style` 0 to 3: 04/05/2012, 4/5/12, 4-5-2012, April 5, 2012."""
    if style == 0:
        return f"{day.month:02}/{day.day:02}/{day.year}"
    if style == 1:
        return f"{day.month}/{day.day}/{day.year % 100:02}"
    if style == 2:
        return f"{day.month}-{day.day}-{day.year}"
    return f"{MONTHS[day.month]} {day.day}, {day.year}"


def summary(draws: Draws, with_age: bool, with_review: bool, chance: float) -> str:
    """The clinical case summary. `chance`, 0 to 1, decides how much of it is told.

    `with_review`: it ends with the utilization review; a summary that is quoted from that one does not.
    """
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
        *(("review_sentence",) if with_review else ()),
    ]
    return draws.paragraph([CLINIC[kind] for kind in kinds])


def rationale(draws: Draws, outcome: str, layout: str, chance: float) -> str:
    """The reasoning for this outcome, closing with the layout's words for it."""
    reasons = REASONING["against" if outcome == "upheld" else "favor"]
    facts = REASONING["fact"]
    kinds = [REASONING["rule"], facts, facts, reasons, facts, reasons]
    if chance < 0.6:
        kinds.insert(1, REASONING["rule"])
    if chance < 0.3:
        kinds.append(reasons)
    return draws.paragraph([*kinds, REASONING["closing"][layout][outcome]])
