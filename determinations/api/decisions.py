"""The same list of decisions as the page gives, as JSON."""

from django.http import HttpRequest

from determinations import search
from determinations.api.exchange import Json, export_address, lacking, page_address, page_asked
from determinations.asking import RefusedError, site, understood
from determinations.filters import facet_names, labels
from determinations.records import listed
from determinations.results import results
from determinations.search.answer import FacetCount, SearchAnswer
from determinations.search.expressions import sought
from determinations.search.query import SearchQuery
from determinations.serializing import result

# Parameters that say how a list is shown, not what is in it.
OF_LISTS = {
    "sort": "Counts have no order. Leave this out.",
    "page": "Counts have no pages. Leave this out.",
}


def decisions(request: HttpRequest) -> Json:
    """One page of decisions with counts and facets; a page past the end is refused with 404."""
    query = page_asked(request)
    answer = search.search(query)
    if query.page > 1 and not answer.hits:
        raise no_such_page()
    return counted(answer) | {
        "results": _results(request, query, answer),
        **neighbours(request, query, answer.count),
    }


def facets(request: HttpRequest) -> Json:
    """The counts of a choice without its decisions."""
    return counted(search.search(understood(request.GET, OF_LISTS).search_query()))


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
    return lacking("page", "There is no such page of these results.")


def _results(request: HttpRequest, query: SearchQuery, answer: SearchAnswer) -> list[Json]:
    return [
        result(listed(found.item, found.item.of_case), site(request)) | {"excerpt": found.excerpt.text}
        for found in results(answer, sought(query.words))
    ]


def _facet(name: str, counts: tuple[FacetCount, ...]) -> list[dict]:
    known = labels(name)
    return [{"value": each.value, "label": known.get(each.value, each.value), "count": each.count} for each in counts]
