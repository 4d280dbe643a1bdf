"""The rows: the truth from which the search index is derived.

Nothing happens in `save` or in signals. Whoever changes cases does it inside `determinations.corpus.change`,
which numbers the change so that the index can follow.
"""

from determinations.models.cases import (
    Case,
    Citation,
    DisputedItem,
    Letter,
    Reviewer,
    ReviewerCredential,
    originals,
)
from determinations.models.corrections import Correction
from determinations.models.publication import Publication
from determinations.models.reports import Report, ReportSender
from determinations.models.revisions import CorpusRevision, Tombstone
from determinations.models.terms import (
    BodyPart,
    Drug,
    Guideline,
    Specialty,
    TreatmentCategory,
    TreatmentType,
)

__all__ = [
    "BodyPart",
    "Case",
    "Citation",
    "CorpusRevision",
    "Correction",
    "DisputedItem",
    "Drug",
    "Guideline",
    "Letter",
    "Publication",
    "Report",
    "ReportSender",
    "Reviewer",
    "ReviewerCredential",
    "Specialty",
    "Tombstone",
    "TreatmentCategory",
    "TreatmentType",
    "originals",
]
