"""What differs between a case as it is stored and a letter as it is read: facts by name, before and after."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from determinations.choices import CitedBy, Credential
from determinations.models import Case, DisputedItem
from determinations.vocabulary import find_specialty
from ingest.letters.record import ParsedItem, ParsedLetter, ParsedReviewer
from ingest.writing import CREDENTIAL_LENGTH

Facts = dict[str, Any]  # name, "items.1.outcome" for one of a decision → value as JSON has it


class Change(NamedTuple):
    """`before` or `after` is None where the fact is not stated."""

    name: str
    before: Any
    after: Any


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Every fact that differs, in the order of `after`."""
    for name in (*after, *(name for name in before if name not in after)):
        if before.get(name) != after.get(name):
            yield Change(name, before.get(name), after.get(name))


def of_parsed(letter: ParsedLetter) -> Facts:
    read = letter.as_dict("")
    found = {name: read[name] for name in ("case_number", "priority", "age", "sex", "summary")}
    found |= {f"dates.{name}": day for name, day in read["dates"].items()}
    found |= _of_parsed_reviewer(letter.reviewer)
    for position, item in enumerate(letter.items, start=1):
        found |= {f"items.{position}.{name}": value for name, value in _of_parsed_item(item).items()}
    return _stated(found)


def _of_parsed_reviewer(reviewer: ParsedReviewer) -> Facts:
    """Credentials as they are stored: cut to their length, each with the specialty it is known as."""
    found: Facts = {"reviewer.states": list(reviewer.states)}
    for name in ("specialties", "subspecialties"):
        texts = [text[:CREDENTIAL_LENGTH] for text in getattr(reviewer, name)]
        found |= {f"reviewer.{name}": texts, f"reviewer.{name}_known_as": [find_specialty(text) for text in texts]}
    return found


def _of_parsed_item(item: ParsedItem) -> Facts:
    read = item.as_dict()
    names = ("request", "outcome", "category", "treatment_type", "sites", "quantity", "rationale")
    found = {name: read[name] for name in names}
    found |= {"body_parts": sorted(item.body_parts), "drugs": sorted(item.drugs)}
    for side, citations in (("claims_admin", item.claims_admin_citations), ("reviewer", item.reviewer_citations)):
        for citation in citations:
            cited = [citation.source, citation.within_mtus, citation.guideline, citation.text, list(citation.pages)]
            found.setdefault(f"{side}_citations", []).append(cited)
    return found


def of_stored(case: Case) -> Facts:
    """`case` as `CaseQuerySet.for_detail` fetches it."""
    found: Facts = {
        "case_number": case.case_number,
        "priority": case.priority,
        "age": case.age,
        "sex": case.sex,
        "summary": case.summary,
        "reviewer.states": case.reviewer.states if case.reviewer else [],
    }
    for name in ("injury", "ur_denial", "received", "assigned", "decision"):
        day = getattr(case, f"{name}_date")
        found[f"dates.{name}"] = day.isoformat() if day else None
    credentials = case.reviewer.credentials.all() if case.reviewer else []
    for name, kind in (("specialties", Credential.SPECIALTY), ("subspecialties", Credential.SUBSPECIALTY)):
        named = [each for each in credentials if each.kind == kind]
        found[f"reviewer.{name}"] = [each.text for each in named]
        found[f"reviewer.{name}_known_as"] = [each.specialty.slug if each.specialty else None for each in named]
    for item in case.items.all():
        found |= {f"items.{item.position}.{name}": value for name, value in _of_stored_item(item).items()}
    return _stated(found)


def _of_stored_item(item: DisputedItem) -> Facts:
    found: Facts = {
        "request": item.request,
        "outcome": item.outcome or None,
        "category": item.category.slug if item.category else None,
        "treatment_type": item.treatment.slug if item.treatment else None,
        "sites": item.sites,
        "quantity": item.quantity,
        "rationale": item.rationale,
        "body_parts": sorted(part.slug for part in item.body_parts.all()),
        "drugs": sorted(drug.slug for drug in item.drugs.all()),
    }
    for citation in item.citations.all():
        side = "claims_admin" if citation.cited_by == CitedBy.CLAIMS_ADMIN else "reviewer"
        slug = citation.guideline.slug if citation.guideline else None
        cited = [citation.source, citation.within_mtus, slug, citation.text, citation.pages]
        found.setdefault(f"{side}_citations", []).append(cited)
    return found


def _stated(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [], {})}
