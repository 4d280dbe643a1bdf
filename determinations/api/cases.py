"""The list of cases: those that the decisions of a choice stand in."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from determinations import search
from determinations.api.decisions import counted, neighbours, no_such_page
from determinations.api.exchange import Json, page_asked
from determinations.models import Case
from determinations.records import specialties


def cases(request: HttpRequest) -> Json:
    """One page of the cases of the matching decisions; a page past the end is refused with 404."""
    query = page_asked(request)
    answer = search.cases(query)
    if query.page > 1 and not answer.found:
        raise no_such_page()
    listed = Case.objects.public().for_api_list().in_order(answer.found)
    return counted(answer.counted) | {
        "results": [_case(request, case, answer.found[case.pk]) for case in listed],
        **neighbours(request, query, answer.counted.cases),
    }


def _case(request: HttpRequest, case: Case, found: Iterable[int]) -> Json:
    items, matching = list(case.items.all()), set(found)
    return {
        "case": case.slug,
        "case_number": case.case_number,
        "url": request.build_absolute_uri(case.get_absolute_url()),
        "api_url": request.build_absolute_uri(reverse("api-case", args=[case.slug])),
        "outcome": case.outcome or None,
        "decisions": len(items),
        "found": [item.position for item in items if item.pk in matching],
        "decided": case.decision_date,
        "age": case.age,
        "sex": case.sex or None,
        "specialties": list(specialties(case)),
    }
