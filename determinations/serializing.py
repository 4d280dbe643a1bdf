"""A decision as the keys and values that every machine-readable answer shares.

COLUMNS are those of the exports, in order; the JSON of the data interface has those of `result`, and adds its own.
"""

from datetime import date

from determinations.choices import OUTCOME_MEANINGS
from determinations.facts import citation_line
from determinations.records import Listed, Record

Value = str | int | date | list[str] | None

# Key → what it says. The README's table of columns is held to be this one.
COLUMNS = {
    "case": "slug of the case, the last part of its address",
    "case_number": "as the letter states it",
    "item": "place of the decision in its case, from 1",
    "of": "number of decisions in the case",
    "url": "address of the decision",
    "request": "the treatment requested, in the letter's words",
    "outcome": "`upheld`, `overturned` or `partially_overturned`",
    "outcome_meaning": "the same in plain words: denial stands, treatment approved, treatment approved in part",
    "category": "treatment category",
    "treatment": "treatment",
    "drugs": "drugs requested",
    "body_parts": "body parts",
    "guidelines": "guidelines the reviewer cited for the decision",
    "cited_by_claims_admin": "guidelines the claims administrator cited",
    "sources": "who published what the reviewer cited",
    "sources_cited_by_claims_admin": "who published what the claims administrator cited",
    "specialties": "the reviewer's specialties",
    "decided": "date of the decision",
    "age": "the worker's age in years",
    "sex": "the worker's sex",
    "layout": "form of the letter",
    "rationale": "the reviewer's reasons, whole",
    "citation": "a line that names the decision, to be pasted",
}


def result(decision: Listed, site: str) -> dict[str, Value]:
    """What every answer says of a decision. `site` is what its addresses begin with, as in `https://imr.example.org`."""
    return {
        "case": decision.case,
        "item": decision.item,
        "url": site + decision.path,
        "request": decision.request,
        "outcome": decision.outcome,
        "category": decision.category,
        "treatment": decision.treatment,
        "body_parts": list(decision.body_parts),
        "guidelines": list(decision.by_reviewer.guidelines),
        "cited_by_claims_admin": list(decision.by_claims_admin.guidelines),
        "specialties": list(decision.specialties),
        "decided": decision.decided,
        "age": decision.age,
        "sex": decision.sex,
    }


def row(record: Record, site: str) -> dict[str, Value]:
    """Every column of a decision, in order."""
    found = {
        **result(record, site),
        "case_number": record.case_number,
        "of": record.of,
        "outcome_meaning": OUTCOME_MEANINGS.get(record.outcome, ""),
        "drugs": list(record.drugs),
        "sources": list(record.by_reviewer.sources),
        "sources_cited_by_claims_admin": list(record.by_claims_admin.sources),
        "layout": record.layout,
        "rationale": record.rationale,
        "citation": cited(record, site),
    }
    return {name: found[name] for name in COLUMNS}


def cited(decision: Listed, site: str) -> str:
    """The line to cite a decision by."""
    return citation_line(
        number=decision.case_number,
        slug=decision.case,
        decided=decision.decided,
        place=decision.item,
        total=decision.of,
        request=decision.request,
        outcome=decision.outcome,
        address=site + decision.path,
    )
