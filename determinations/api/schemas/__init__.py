"""The JSON Schema of every answer, by name."""

from functools import cache

from determinations.api.schemas import cases, decisions, terms
from determinations.api.shapes import Schema
from determinations.api.terms import PARENTS


@cache
def named() -> dict[str, Schema]:
    """Name → schema; other schemas refer to them as `#/components/schemas/<name>`."""
    return {
        "DecisionList": decisions.decision_list(),
        "DecisionDetail": decisions.decision_answer(),
        "CaseList": cases.case_list(),
        "CaseDetail": cases.case(),
        "Facets": decisions.facets(),
        "Suggestions": terms.suggestions(),
        **{term_list(kind): terms.term_list(kind) for kind in PARENTS},
        "ListedDecision": decisions.listed_decision(),
        "Decision": decisions.decision(),
        "Citation": decisions.citation(),
        "Site": decisions.site(),
        "ListedCase": cases.listed_case(),
        "Reviewer": cases.reviewer(),
        "Letter": cases.letter(),
        "Warning": cases.warning(),
        "FacetCount": decisions.facet_count(),
        "Suggestion": terms.suggestion(),
        "Errors": decisions.errors(),
        "Error": decisions.error(),
    }


def term_list(kind: str) -> str:
    """The name of the schema that lists the terms of a kind: body_part → BodyPartList."""
    return "".join(word.capitalize() for word in kind.split("_")) + "List"
