"""The vocabulary as rows: every term the files name, findable by its slug."""

from dataclasses import dataclass

from django.db import models

from determinations import vocabulary
from determinations.models import BodyPart, Drug, Guideline, Specialty, TreatmentCategory, TreatmentType


@dataclass(frozen=True, slots=True)
class Terms:
    """Slug → primary key, for each kind of term."""

    categories: dict[str, int]
    treatments: dict[str, int]
    specialties: dict[str, int]
    body_parts: dict[str, int]
    guidelines: dict[str, int]
    drugs: dict[str, int]


def ensure() -> Terms:
    """Rows for every term of the vocabulary, made or brought up to date. Terms it no longer names are kept."""
    categories = _ensure(TreatmentCategory, {term.slug: {"name": term.name} for term in vocabulary.categories()})
    treatments = _ensure(
        TreatmentType,
        {
            term.slug: {"name": term.name, "category_id": categories[term.category]}
            for term in vocabulary.treatment_types()
        },
    )
    return Terms(
        categories=categories,
        treatments=treatments,
        drugs=_ensure(
            Drug,
            {
                term.slug: {"name": term.name, "treatment_id": treatments[term.treatment_type]}
                for term in vocabulary.drugs()
            },
        ),
        specialties=_ensure(Specialty, {term.slug: {"name": term.name} for term in vocabulary.specialties()}),
        body_parts=_ensure(BodyPart, {term.slug: {"name": term.name} for term in vocabulary.body_parts()}),
        guidelines=_ensure(
            Guideline,
            {
                term.slug: {
                    "name": term.name,
                    "source": term.source,
                    "topic": term.topic,
                    "edition": term.edition,
                }
                for term in vocabulary.guidelines()
            },
        ),
    )


def _ensure(model: type[models.Model], terms: dict[str, dict]) -> dict[str, int]:
    """Slug → primary key of every row, after rows that are missing or differ were written."""
    fields = list(next(iter(terms.values()), {}))
    rows = {row["slug"]: row for row in model.objects.values("pk", "slug", *fields)}
    differing = [
        model(slug=slug, **values)
        for slug, values in terms.items()
        if slug not in rows or any(rows[slug][name] != value for name, value in values.items())
    ]
    if differing:
        model.objects.bulk_create(differing, update_conflicts=True, unique_fields=["slug"], update_fields=fields)
        return dict(model.objects.values_list("slug", "pk"))
    return {slug: row["pk"] for slug, row in rows.items()}
