"""Alive: the process answers. Ready: the database answers and the index shows its newest revision, or follows it."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from determinations import corpus, search

PATIENCE = timedelta(seconds=60)  # a busy ingest is always a few seconds ahead of the index


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when searches show the newest change, or one that young that the index is on its way; otherwise 503."""
    try:
        newest = corpus.current()
    except DatabaseError as error:
        return JsonResponse({"ready": False, "reason": f"The database does not answer: {error}"}, status=503)
    shown = search.revision()
    is_following = shown > 0 and timezone.now() - newest.changed_at < PATIENCE
    is_ready = search.is_current(newest) or is_following
    body = {"ready": is_ready, "database": newest.number, "index": shown}
    return JsonResponse(body, status=200 if is_ready else 503)
