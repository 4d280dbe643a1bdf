"""Everything known of one decision, and of one case."""

from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse

from determinations import corpus
from determinations.api.cases import specialties
from determinations.api.exchange import Json, RefusedError, error, refuse_unknown
from determinations.choices import CitedBy
from determinations.corrected import names
from determinations.facts import citation as to_cite
from determinations.models import Case, Citation, DisputedItem, Letter, Reviewer
from determinations.publishing import GoneError, refuse_missing

QUANTITY = ("amount", "unit", "per_week", "weeks", "refills")


def decision(request: HttpRequest, case: str, item: int) -> Json:
    """One decision with its reasons and what both sides cited; refused with 404 where there is none."""
    refuse_unknown(request)
    found = _case(case)
    items = list(found.items.all())
    chosen = next((each for each in items if each.position == item), None)
    if chosen is None:
        raise RefusedError(404, error("item", f"The case has no decision {item}; it has {len(items)}."))
    return {
        "revision": corpus.current().number,
        **_decision(request, chosen, found, len(items)),
        "letter": _letter(request, found),
    }


def case(request: HttpRequest, case: str) -> Json:
    """A case with its facts, its letter and all its decisions; refused with 404 where there is none."""
    refuse_unknown(request)
    found = _case(case)
    items = list(found.items.all())
    return {
        "revision": corpus.current().number,
        "case": found.slug,
        "case_number": found.case_number,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "outcome": found.outcome or None,
        "dates": {
            "injury": found.injury_date,
            "ur_denial": found.ur_denial_date,
            "received": found.received_date,
            "assigned": found.assigned_date,
            "decision": found.decision_date,
        },
        "priority": found.priority or None,
        "age": found.age,
        "sex": found.sex or None,
        "reviewer": _reviewer(found.reviewer),
        "summary": found.summary,
        "corrected": names(found),
        "letter": _letter(request, found),
        "decisions": [_decision(request, each, found, len(items)) for each in items],
    }


def _case(slug: str) -> Case:
    """Case numbers are written in capitals, their addresses in small letters."""
    try:
        return Case.objects.public().for_detail().filter(slug=slug.lower()).first() or refuse_missing(slug.lower())
    except GoneError:
        raise RefusedError(410, error("case", f"Case “{slug[:80]}” was withdrawn from the library.")) from None
    except Http404:
        raise RefusedError(404, error("case", f"There is no case “{slug[:80]}”.")) from None


def _decision(request: HttpRequest, item: DisputedItem, case: Case, total: int) -> Json:
    page = request.build_absolute_uri(case.get_absolute_url())
    citations = [_citation(each) for each in item.citations.all()]
    return {
        "case": case.slug,
        "item": item.position,
        "url": f"{page}#item-{item.position}",
        "api_url": request.build_absolute_uri(reverse("api-decision", args=[case.slug, item.position])),
        "cite_as": to_cite(item, total, page),
        "request": item.request,
        "outcome": item.outcome,
        "category": item.category.slug if item.category else None,
        "treatment": item.treatment.slug if item.treatment else None,
        "drugs": [drug.slug for drug in item.drugs.all()],
        "body_parts": [part.slug for part in item.body_parts.all()],
        "sites": item.sites,
        "quantity": {name: item.quantity.get(name) for name in QUANTITY},
        "guidelines": _guidelines(citations, CitedBy.REVIEWER),
        "cited_by_claims_admin": _guidelines(citations, CitedBy.CLAIMS_ADMIN),
        "citations": citations,
        "rationale": item.rationale,
        "spans": {name: list(span) for name, span in item.spans.items()},
        "corrected": names(case, item.position),
        "specialties": specialties(case),
        "decided": case.decision_date,
        "age": case.age,
        "sex": case.sex or None,
    }


def _citation(each: Citation) -> Json:
    return {
        "cited_by": each.cited_by,
        "source": each.source,
        "within_mtus": each.within_mtus,
        "guideline": each.guideline.slug if each.guideline else None,
        "name": each.guideline.name if each.guideline else None,
        "text": each.text,
        "pages": each.pages,
        "span": _span(each.span),
    }


def _guidelines(citations: Iterable[Json], cited_by: str) -> list[str]:
    """Slugs in the order cited, each once."""
    named = (each["guideline"] for each in citations if each["cited_by"] == cited_by)
    return list(dict.fromkeys(slug for slug in named if slug))


def _reviewer(reviewer: Reviewer | None) -> Json | None:
    if reviewer is None:
        return None
    credentials = [
        {"kind": each.kind, "text": each.text, "specialty": each.specialty.slug if each.specialty else None}
        for each in reviewer.credentials.all()
    ]
    return {"states": reviewer.states, "credentials": credentials}


def _letter(request: HttpRequest, case: Case) -> Json | None:
    """The letter in force: where its words are, which spans count, and how it was read."""
    letter = next((each for each in case.letters.all() if each.superseded_at is None), None)
    if letter is None:
        return None
    return {
        "text_url": _address(request, "letter-text", case),
        "pdf_url": _address(request, "letter-pdf", case) if letter.original else None,
        "layout": letter.layout,
        "parser_version": letter.parser_version,
        "spans": {name: list(span) for name, span in letter.spans.items()},
        "from_list": letter.supplied,
        "warnings": _warnings(letter),
    }


def _warnings(letter: Letter) -> list[Json]:
    return [
        {"code": each["code"], "message": each["message"], "span": _span(each.get("span"))} for each in letter.warnings
    ]


def _address(request: HttpRequest, name: str, case: Case) -> str:
    return request.build_absolute_uri(reverse(name, args=[case.slug]))


def _span(span: Sequence[int] | None) -> list[int] | None:
    return list(span) if span else None
