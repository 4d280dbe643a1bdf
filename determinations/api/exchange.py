"""What all addresses of the data interface share: tags of the state, methods, pages and how deep they go."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from determinations import freshness, urlquery
from determinations.asking import Problem, RefusedError, understood
from determinations.search.query import DEEPEST_PAGE, SearchQuery

VERSION = "1.1.0"  # of the interface: the address has the first number, the others count additions
METHODS = ("GET", "HEAD", "OPTIONS")
_ALLOWED = {"Allow": ", ".join(METHODS)}

Json = dict[str, object]
Answer = Callable[..., Json]


def responding(answer: Answer, state: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    """The view of an endpoint: `answer(request, **path)` as JSON, tagged with the state of the library it is true of.

    Who already has the answer of this state is told so before anything is looked up.
    """

    @csrf_exempt
    @wraps(answer)
    def view(request: HttpRequest, **path: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_ALLOWED)
        try:
            return _answered(request, answer, state, path)
        except RefusedError as refused:
            return refused.response()

    return view


def page_asked(request: HttpRequest) -> SearchQuery:
    """The choice of decisions and the page of it. Raises RefusedError, naming what is wrong, or a page too deep."""
    query = understood(request.GET).search_query()
    if query.page > DEEPEST_PAGE:
        every = f"All decisions of this choice, one a line: {export_address(request)}"
        raise RefusedError(Problem("page", f"Pages go up to {DEEPEST_PAGE}. {every}"))
    return query


def page_address(request: HttpRequest, number: int) -> str:
    """The whole address of another page of the same list."""
    return request.build_absolute_uri(urlquery.link(request.path, urlquery.at_page(request.GET, number)))


def export_address(request: HttpRequest) -> str:
    """Where every decision of the choice comes from, without a host."""
    return urlquery.link(reverse("decisions-jsonl"), urlquery.at_page(request.GET, 1))


def nothing_here(request: HttpRequest) -> JsonResponse:
    """An address under that of the interface which is none of its own."""
    return lacking(None, "There is nothing at this address. See /api/ for those there are.").response()


def lacking(parameter: str | None, message: str, status: int = 404) -> RefusedError:
    """What says that something is not there, or (410) no more; to be raised."""
    return RefusedError(Problem(parameter, message), status=status)


def _answered(request: HttpRequest, answer: Answer, state: Callable[[], str], path: Json) -> HttpResponseBase:
    if request.method not in METHODS:
        problem = Problem(None, "This is for reading only: GET, HEAD or OPTIONS.")
        raise RefusedError(problem, status=405, headers=_ALLOWED)
    tag = freshness.tag(request, state())
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return freshness.stamped(HttpResponseNotModified(), tag)
    response = JsonResponse(answer(request, **path))
    return freshness.stamped(get_conditional_response(request, etag=tag, response=response), tag)
