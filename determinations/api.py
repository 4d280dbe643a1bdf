"""The same answer as the pages give, as JSON. Reading only; no account needed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from determinations import search, urlquery
from determinations.choices import CitedBy
from determinations.filters import DecisionFilter, labels, unknown_parameters
from determinations.models import DisputedItem
from determinations.results import Result, results
from determinations.search.answer import FacetCount, SearchAnswer
from determinations.search.expressions import sought
from determinations.search.query import SearchQuery


@csrf_exempt
@require_safe
def decisions(request: HttpRequest) -> JsonResponse:
    """One page of decisions with counts and facets; 400 names every wrong parameter, 404 a page past the end."""
    chosen = DecisionFilter(request.GET)
    if errors := _errors(request, chosen):
        return JsonResponse({"errors": errors}, status=400)
    query = chosen.search_query()
    answer = search.search(query)
    if query.page > 1 and not answer.hits:
        return JsonResponse({"errors": [_error("page", "There is no such page of these results.")]}, status=404)
    return JsonResponse(_answer(request, query, answer))


def _errors(request: HttpRequest, chosen: DecisionFilter) -> list[dict[str, str]]:
    found = [_error(name, "There is no such parameter.") for name in unknown_parameters(request.GET)]
    for name, messages in chosen.form.errors.items():
        found += [_error(name, message) for message in messages]
    return found


def _error(parameter: str, message: str) -> dict[str, str]:
    return {"parameter": parameter, "message": message}


def _answer(request: HttpRequest, query: SearchQuery, answer: SearchAnswer) -> dict:
    return {
        "revision": answer.revision,
        "count": answer.count,
        "cases": answer.cases,
        "facets": {name: _facet(name, counts) for name, counts in answer.facets.items()},
        "results": [_result(request, found) for found in results(answer, sought(query.words))],
        "next": _page(request, query.page + 1) if query.page * query.page_size < answer.count else None,
        "previous": _page(request, query.page - 1) if query.page > 1 else None,
    }


def _facet(name: str, counts: tuple[FacetCount, ...]) -> list[dict]:
    known = labels(name)
    return [{"value": each.value, "label": known.get(each.value, each.value), "count": each.count} for each in counts]


def _page(request: HttpRequest, number: int) -> str:
    return request.build_absolute_uri(urlquery.link(request.path, urlquery.at_page(request.GET, number)))


def _result(request: HttpRequest, found: Result) -> dict:
    item, case = found.item, found.item.case
    return {
        "case": case.slug,
        "item": item.position,
        "url": request.build_absolute_uri(item.get_absolute_url()),
        "request": item.request,
        "outcome": item.outcome,
        "category": item.category.slug if item.category else None,
        "treatment": item.treatment.slug if item.treatment else None,
        "body_parts": [part.slug for part in item.body_parts.all()],
        "guidelines": _guidelines(item, CitedBy.REVIEWER),
        "cited_by_claims_admin": _guidelines(item, CitedBy.CLAIMS_ADMIN),
        "specialties": _specialties(item),
        "decided": case.decision_date,
        "age": case.age,
        "sex": case.sex or None,
        "excerpt": found.excerpt.text,
    }


def _guidelines(item: DisputedItem, cited_by: str) -> list[str]:
    """Slugs in the order cited, each once."""
    cited = [each.guideline.slug for each in item.citations.all() if each.cited_by == cited_by and each.guideline]
    return list(dict.fromkeys(cited))


def _specialties(item: DisputedItem) -> list[str]:
    reviewer = item.case.reviewer
    if reviewer is None:
        return []
    named = [each.specialty.slug for each in reviewer.credentials.all() if each.specialty]
    return list(dict.fromkeys(named))
