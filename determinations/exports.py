"""Decisions as files to take along, with the parameters of the page: all of them, streamed.

What a parameter has wrong is answered with 400, too many readers at once with 503, as the errors of the data interface.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from determinations import freshness
from determinations.asking import RefusedError, site
from determinations.exporting import asked, batches, keys
from determinations.formats import Chunks, Rows, as_csv, as_jsonl
from determinations.streaming import Streamed
from determinations.views import public

View = Callable[[HttpRequest], HttpResponseBase]


def refusing(view: View) -> View:
    """What cannot be given is a 400 that names every parameter at fault."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except RefusedError as refused:
            return refused.response()

    return answer


@public
@refusing
def decisions_csv(request: HttpRequest) -> HttpResponseBase:
    """For spreadsheets."""
    return _file(request, "csv", "text/csv; charset=utf-8; header=present", as_csv)


@public
@refusing
def decisions_jsonl(request: HttpRequest) -> HttpResponseBase:
    """For programs: one decision a line."""
    return _file(request, "jsonl", "application/x-ndjson; charset=utf-8", as_jsonl)


def _file(
    request: HttpRequest, ending: str, content_type: str, written: Callable[[Iterable[Rows]], Chunks]
) -> HttpResponseBase:
    query = asked(request.GET)
    tag = freshness.state(request)
    if unchanged := freshness.unchanged(request, tag):
        return unchanged
    found = keys(query)
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        chunks = Streamed(written(batches(found, site(request))))
        response = StreamingHttpResponse(chunks, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="imr-decisions-{timezone.localdate()}.{ending}"'
    return freshness.stamped(response, tag)
