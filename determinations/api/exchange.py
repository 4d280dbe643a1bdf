"""What all addresses of the data interface share: errors that name the parameter, tags of the state, methods."""

from collections.abc import Callable, Collection, Sequence
from functools import cache, wraps
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from determinations import freshness, urlquery
from determinations.filters import DecisionFilter, parameters
from determinations.search.query import DEEPEST_PAGE

VERSION = "1.1.0"  # of the interface: the address has the first number, the others count additions
METHODS = ("GET", "HEAD", "OPTIONS")
EXPORT = "/decisions.jsonl"  # every decision of a choice, however many

Json = dict[str, object]
Answer = Callable[..., Json]


class RefusedError(Exception):
    """The request cannot be answered; `errors` are what `error` makes, `status` is that of the response."""

    def __init__(self, status: int, *errors: Json):
        super().__init__(status, errors)
        self.status = status
        self.errors = errors


def error(parameter: str | None, message: str) -> Json:
    """What is wrong with a parameter; with the whole address when None."""
    return {"parameter": parameter, "message": message}


def responding(answer: Answer, state: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    """The view of an endpoint: `answer(request, **path)` as JSON, tagged with the state of the library it is true of.

    Who already has the answer of this state is told so before anything is looked up.
    """

    @csrf_exempt
    @wraps(answer)
    def view(request: HttpRequest, **path: object) -> HttpResponseBase:
        if request.method not in METHODS:
            return _refusal(RefusedError(405, error(None, "This is for reading only: GET, HEAD or OPTIONS.")))
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        tag = freshness.tag(request, state(), _edition())
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _tagged(HttpResponseNotModified(), tag)
        try:
            response = JsonResponse(answer(request, **path))
        except RefusedError as refused:
            return _refusal(refused)
        return _tagged(get_conditional_response(request, etag=tag, response=response), tag)

    return view


def understood(request: HttpRequest, without: Collection[str] = ()) -> DecisionFilter:
    """The choice of decisions. Raises RefusedError, naming what is unknown, not taken here (`without`) or wrong."""
    chosen = DecisionFilter(request.GET)
    known = set(chosen.filters) - set(without)
    errors = [_no_such(name, known) for name in request.GET if name.strip() and name not in known]
    errors += [
        error(name, message) for name, messages in chosen.errors.items() if name in known for message in messages
    ]
    if not errors and (chosen.form.cleaned_data["page"] or 1) > DEEPEST_PAGE and "page" not in without:
        errors.append(error("page", _too_deep(request)))
    if errors:
        raise RefusedError(400, *errors)
    return chosen


def refuse_unknown(request: HttpRequest, known: Sequence[str] = ()) -> None:
    """Raises RefusedError, naming every parameter of the query string but these."""
    errors = [_no_such(name, known) for name in request.GET if name.strip() and name not in known]
    if errors:
        raise RefusedError(400, *errors)


def page_address(request: HttpRequest, number: int) -> str:
    """The whole address of another page of the same list."""
    return request.build_absolute_uri(urlquery.link(request.path, urlquery.at_page(request.GET, number)))


def export_address(request: HttpRequest) -> str:
    """Where every decision of the choice comes from, without a host."""
    return urlquery.link(EXPORT, urlquery.at_page(request.GET, 1))


def nothing_here(request: HttpRequest) -> JsonResponse:
    """An address under that of the interface which is none of its own."""
    return _refusal(RefusedError(404, error(None, "There is nothing at this address. See /api/ for those there are.")))


def _no_such(name: str, known: Collection[str]) -> Json:
    some = f" Known here: {', '.join(sorted(known))}." if known else " This address takes none."
    return error(name[:80], f"There is no such parameter.{some}")


def _too_deep(request: HttpRequest) -> str:
    return f"Pages go up to {DEEPEST_PAGE}. All decisions of this choice, one a line: {export_address(request)}"


@cache
def _edition() -> str:
    """Changes when the interface or the vocabulary does, whose names are part of the answers."""
    return blake2b(repr((VERSION, parameters())).encode(), digest_size=12).hexdigest()


def _tagged(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"  # may be kept, and is asked about before it is used again
    return response


def _refusal(refused: RefusedError) -> JsonResponse:
    response = JsonResponse({"errors": list(refused.errors)}, status=refused.status)
    response["Cache-Control"] = "no-cache"
    if refused.status == 405:
        response["Allow"] = ", ".join(METHODS)
    return response
