"""The same answer as the pages give, as JSON. Reading only; no account needed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from determinations import search, urlquery
from determinations.filters import DecisionFilter, labels, unknown_parameters
from determinations.records import records
from determinations.results import results
from determinations.search.answer import FacetCount, SearchAnswer
from determinations.search.expressions import sought
from determinations.search.query import SearchQuery
from determinations.serializing import result


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
        "results": _results(request, query, answer),
        "next": _page(request, query.page + 1) if query.page * query.page_size < answer.count else None,
        "previous": _page(request, query.page - 1) if query.page > 1 else None,
    }


def _results(request: HttpRequest, query: SearchQuery, answer: SearchAnswer) -> list[dict]:
    site = request.build_absolute_uri("/").rstrip("/")
    facts = {record.pk: record for record in records(hit.item_id for hit in answer.hits)}
    return [
        result(facts[found.item.pk], site) | {"excerpt": found.excerpt.text}
        for found in results(answer, sought(query.words))
        if found.item.pk in facts
    ]


def _facet(name: str, counts: tuple[FacetCount, ...]) -> list[dict]:
    known = labels(name)
    return [{"value": each.value, "label": known.get(each.value, each.value), "count": each.count} for each in counts]


def _page(request: HttpRequest, number: int) -> str:
    return request.build_absolute_uri(urlquery.link(request.path, urlquery.at_page(request.GET, number)))
