"""A decision as the keys and values that every machine-readable answer shares.

COLUMNS are those of the exports, in order; the JSON of the data interface has some of them.
"""

from datetime import date

from determinations.choices import OUTCOME_MEANINGS
from determinations.facts import citation_line
from determinations.records import Record

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
# Keys of a result of the data interface; its `excerpt` is added there.
RESULT_KEYS = (
    "case", "item", "url", "request", "outcome", "category", "treatment", "body_parts", "guidelines",
    "cited_by_claims_admin", "specialties", "decided", "age", "sex",
)  # fmt: skip


def row(record: Record, site: str) -> dict[str, Value]:
    """Every column of a decision. `site` is what its addresses begin with, as in `https://imr.example.org`."""
    return {
        "case": record.case,
        "case_number": record.case_number,
        "item": record.item,
        "of": record.of,
        "url": site + record.path,
        "request": record.request,
        "outcome": record.outcome,
        "outcome_meaning": OUTCOME_MEANINGS.get(record.outcome, ""),
        "category": record.category,
        "treatment": record.treatment,
        "drugs": list(record.drugs),
        "body_parts": list(record.body_parts),
        "guidelines": list(record.by_reviewer.guidelines),
        "cited_by_claims_admin": list(record.by_claims_admin.guidelines),
        "sources": list(record.by_reviewer.sources),
        "sources_cited_by_claims_admin": list(record.by_claims_admin.sources),
        "specialties": list(record.specialties),
        "decided": record.decided,
        "age": record.age,
        "sex": record.sex,
        "layout": record.layout,
        "rationale": record.rationale,
        "citation": cited(record, site),
    }


def result(record: Record, site: str) -> dict[str, Value]:
    """What the data interface says of a decision in a list."""
    found = row(record, site)
    return {key: found[key] for key in RESULT_KEYS}


def cited(record: Record, site: str) -> str:
    """The line to cite a decision by."""
    return citation_line(
        number=record.case_number,
        slug=record.case,
        decided=record.decided,
        place=record.item,
        total=record.of,
        request=record.request,
        outcome=record.outcome,
        address=site + record.path,
    )
