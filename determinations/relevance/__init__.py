"""Does the order of results agree with a practitioner? Judged queries, a measure, and what it is measured on."""

from determinations.relevance.invented import load
from determinations.relevance.judged import Judged, JudgementError, judged
from determinations.relevance.orders import NEWEST_FIRST, OURS, PLAIN_WORDS, Score, means, measure, reachable

__all__ = [
    "NEWEST_FIRST",
    "OURS",
    "PLAIN_WORDS",
    "Judged",
    "JudgementError",
    "Score",
    "judged",
    "load",
    "means",
    "measure",
    "reachable",
]
