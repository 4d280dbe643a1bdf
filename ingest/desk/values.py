"""The facts of a stored case in the shape in which they are corrected, and how a form shows and takes them."""

from collections.abc import Mapping
from functools import cache

from determinations import vocabulary
from determinations.choices import CitedBy, Credential
from determinations.models import Case, DisputedItem
from ingest.corrections.facts import DATES, Json

Values = dict[tuple[int, str], Json]  # place of the decision, 0 for the case; and the field

_SIDES = {"claims_admin_citations": CitedBy.CLAIMS_ADMIN, "reviewer_citations": CitedBy.REVIEWER}
_KINDS = {"body_parts": "body_parts", "drugs": "drugs", "guideline": "guidelines"}
_NAMED = _KINDS | {"treatment_type": "treatment_types", "category": "categories"}


def stored(case: Case) -> Values:
    """What stands in the rows of a case, as `CaseQuerySet.for_detail` fetches it."""
    found: Values = {(0, f"dates.{name}"): _iso(getattr(case, f"{name}_date")) for name in DATES}
    for name in ("age", "sex", "priority", "case_number"):
        found[0, name] = getattr(case, name) if getattr(case, name) != "" else None
    found[0, "summary"] = case.summary
    found |= {(0, name): value for name, value in _credentials(case).items()}
    for item in case.items.all():
        found |= {(item.position, name): value for name, value in _of_item(item).items()}
    return found


def terms(field: str) -> Mapping[str, str]:
    """Slug → name, of the terms a list of this field may have; empty where its entries are free words."""
    return _names(_KINDS[field]) if field in _KINDS else {}


def named(field: str, slug: str) -> str:
    return _names(_NAMED[field]).get(slug, slug) if field in _NAMED else slug


def understood(field: str, words: str) -> str:
    """The slug of a term written by its name or slug; else the words, which are refused where they matter."""
    words = " ".join(words.split())
    return _slugs(_KINDS[field]).get(words.casefold(), words) if field in _KINDS else words


def treatments() -> list[tuple[str, list[tuple[str, str]]]]:
    """Treatments by category, for a select."""
    return _treatments()


def categories() -> list[tuple[str, str]]:
    return [(each.slug, each.name) for each in vocabulary.categories()]


@cache
def _names(kind: str) -> dict[str, str]:
    return {each.slug: each.name for each in getattr(vocabulary, kind)()}


@cache
def _slugs(kind: str) -> dict[str, str]:
    known = _names(kind)
    return {slug.casefold(): slug for slug in known} | {name.casefold(): slug for slug, name in known.items()}


@cache
def _treatments() -> list[tuple[str, list[tuple[str, str]]]]:
    found = {slug: (name, []) for slug, name in categories()}
    for each in vocabulary.treatment_types():
        found[each.category][1].append((each.slug, each.name))
    return list(found.values())


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def _credentials(case: Case) -> dict[str, list[str]]:
    written = list(case.reviewer.credentials.all()) if case.reviewer else []
    return {
        "specialties": [each.text for each in written if each.kind == Credential.SPECIALTY],
        "subspecialties": [each.text for each in written if each.kind == Credential.SUBSPECIALTY],
        "states": list(case.reviewer.states) if case.reviewer else [],
    }


def _of_item(item: DisputedItem) -> dict[str, Json]:
    found = {
        "request": item.request,
        "category": item.category.slug if item.category else None,
        "treatment_type": item.treatment.slug if item.treatment else None,
        "body_parts": [part.slug for part in item.body_parts.all()],
        "drugs": [drug.slug for drug in item.drugs.all()],
        "outcome": item.outcome or None,
        "rationale": item.rationale,
    }
    for field, side in _SIDES.items():
        found[field] = [_cited(each) for each in item.citations.all() if each.cited_by == side]
    return found


def _cited(citation) -> dict[str, Json]:
    return {
        "source": citation.source,
        "within_mtus": citation.within_mtus,
        "guideline": citation.guideline.slug if citation.guideline else None,
        "text": citation.text,
        "pages": list(citation.pages),
        "span": list(citation.span),
    }
