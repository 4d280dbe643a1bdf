"""The same list of decisions as the page gives, as JSON."""

from django.http import HttpRequest

from determinations import search
from determinations.api.exchange import Json, RefusedError, error, export_address, page_address, understood
from determinations.choices import CitedBy
from determinations.filters import facet_names, labels
from determinations.models import DisputedItem
from determinations.results import Result, results
from determinations.search.answer import FacetCount, SearchAnswer
from determinations.search.expressions import sought
from determinations.search.query import SearchQuery

OF_LISTS = ("sort", "page")  # parameters that say how a list is shown, not what is in it


def decisions(request: HttpRequest) -> Json:
    """One page of decisions with counts and facets; a page past the end is refused with 404."""
    query = understood(request).search_query()
    answer = search.search(query)
    if query.page > 1 and not answer.hits:
        raise no_such_page()
    return counted(answer) | {
        "results": [_result(request, found) for found in results(answer, sought(query.words))],
        **neighbours(request, query, answer.count),
    }


def facets(request: HttpRequest) -> Json:
    """The counts of a choice without its decisions."""
    return counted(search.search(understood(request, without=OF_LISTS).search_query()))


def counted(answer: SearchAnswer) -> Json:
    """What is true of all decisions found, whatever the page."""
    return {
        "revision": answer.revision,
        "count": answer.count,
        "cases": answer.cases,
        "overturned": answer.overturned,
        "facets": {name: _facet(name, answer.facets.get(name, ())) for name in facet_names()},
        "years": [{"value": each.value, "label": each.value, "count": each.count} for each in answer.years],
    }


def neighbours(request: HttpRequest, query: SearchQuery, count: int) -> Json:
    """The addresses of the next and the previous page of `count` results, None where there is none; and of them all."""
    return {
        "export": request.build_absolute_uri(export_address(request)),
        "next": page_address(request, query.page + 1) if query.page * query.page_size < count else None,
        "previous": page_address(request, query.page - 1) if query.page > 1 else None,
    }


def no_such_page() -> RefusedError:
    return RefusedError(404, error("page", "There is no such page of these results."))


def _facet(name: str, counts: tuple[FacetCount, ...]) -> list[dict]:
    known = labels(name)
    return [{"value": each.value, "label": known.get(each.value, each.value), "count": each.count} for each in counts]


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
