"""Alive: the process answers. Ready: the database answers and the index shows its newest revision."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from determinations import corpus, search


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when searches show the newest committed change, otherwise 503 with what is behind."""
    try:
        newest = corpus.current().number
    except DatabaseError as error:
        return JsonResponse({"ready": False, "reason": f"The database does not answer: {error}"}, status=503)
    shown = search.revision()
    is_ready = shown == newest
    return JsonResponse({"ready": is_ready, "database": newest, "index": shown}, status=200 if is_ready else 503)
