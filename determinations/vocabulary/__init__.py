"""Treatments, drugs, guidelines, specialties and body parts: TOML files and a small, fast matcher.

Pure: standard library only, no state but caches. `README.md` says how to add a term and how matching decides.
"""

from determinations.vocabulary.anatomy import find_body_parts
from determinations.vocabulary.catalogue import (
    body_parts,
    categories,
    drugs,
    guidelines,
    label,
    specialties,
    topics,
    treatment_types,
)
from determinations.vocabulary.certifications import find_specialty
from determinations.vocabulary.citations import day_of_era, find_guideline
from determinations.vocabulary.drug_names import find_drugs
from determinations.vocabulary.explanations import explain_request
from determinations.vocabulary.records import (
    BodyPart,
    Category,
    Classification,
    Drug,
    ExplainedPhrase,
    Explanation,
    Guideline,
    Site,
    Specialty,
    Topic,
    TreatmentType,
)
from determinations.vocabulary.requests import classify_request
from determinations.vocabulary.sites import find_sites
from determinations.vocabulary.synonyms import NEAR, Synonym, filed_under, find_synonyms, synonym_names

__all__ = [
    "NEAR",
    "BodyPart",
    "Category",
    "Classification",
    "Drug",
    "ExplainedPhrase",
    "Explanation",
    "Guideline",
    "Site",
    "Specialty",
    "Synonym",
    "Topic",
    "TreatmentType",
    "body_parts",
    "categories",
    "classify_request",
    "day_of_era",
    "drugs",
    "explain_request",
    "filed_under",
    "find_body_parts",
    "find_drugs",
    "find_guideline",
    "find_sites",
    "find_specialty",
    "find_synonyms",
    "guidelines",
    "label",
    "specialties",
    "synonym_names",
    "topics",
    "treatment_types",
]
