"""Everything known of one decision, and of one case."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest
from django.urls import reverse

from determinations import corpus
from determinations.api.exchange import Json, lacking
from determinations.asking import refuse_unknown, site
from determinations.corrected import names
from determinations.models import Case, Citation, DisputedItem, Letter, Reviewer
from determinations.publishing import GoneError, public_case
from determinations.records import listed
from determinations.serializing import cited, result

QUANTITY = ("amount", "unit", "per_week", "weeks", "refills")


def decision(request: HttpRequest, case: str, item: int) -> Json:
    """One decision with its reasons and what both sides cited; refused with 404 where there is none."""
    refuse_unknown(request.GET)
    found = _case(case)
    items = list(found.items.all())
    chosen = next((each for each in items if each.position == item), None)
    if chosen is None:
        raise lacking("item", f"The case has no decision {item}; it has {len(items)}.")
    return {
        "revision": corpus.current().number,
        **_decision(request, chosen, len(items)),
        "letter": _letter(request, found),
    }


def case(request: HttpRequest, case: str) -> Json:
    """A case with its facts, its letter and all its decisions; refused with 404 where there is none."""
    refuse_unknown(request.GET)
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
        "decisions": [_decision(request, each, len(items)) for each in items],
    }


def _case(slug: str) -> Case:
    """Case numbers are written in capitals, their addresses in small letters."""
    slug = slug.lower()
    try:
        return public_case(slug, Case.objects.for_detail())
    except GoneError:
        raise lacking("case", f"Case “{slug[:80]}” was withdrawn from the library.", status=410) from None
    except Http404:
        raise lacking("case", f"There is no case “{slug[:80]}”.") from None


def _decision(request: HttpRequest, item: DisputedItem, total: int) -> Json:
    told = listed(item, total)
    return {
        **result(told, site(request)),
        "api_url": request.build_absolute_uri(reverse("api-decision", args=[told.case, told.item])),
        "cite_as": cited(told, site(request)),
        "drugs": [drug.slug for drug in item.drugs.all()],
        "sites": item.sites,
        "quantity": {name: item.quantity.get(name) for name in QUANTITY},
        "citations": [_citation(each) for each in item.citations.all()],
        "rationale": item.rationale,
        "spans": {name: list(span) for name, span in item.spans.items()},
        "corrected": names(item.case, item.position),
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
