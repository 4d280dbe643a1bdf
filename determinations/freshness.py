"""Answers that say which state of the library they show, so that who has it already is told so and no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from determinations import corpus, search

_SECOND = timedelta(seconds=1)  # the smallest step of Last-Modified


@dataclass(frozen=True, slots=True)
class State:
    """What of the library an address shows. `changed_at` is None while that cannot be told by whole seconds."""

    tag: str
    changed_at: datetime | None

    @property
    def _seconds(self) -> int | None:
        return int(self.changed_at.timestamp()) if self.changed_at else None

    def unchanged(self, request: HttpRequest) -> HttpResponse | None:
        """The answer 304 when who asks has this state; None when it must be told."""
        response = get_conditional_response(request, etag=self.tag, last_modified=self._seconds)
        return response and self.stamp(response)

    def stamp(self, response: HttpResponseBase) -> HttpResponseBase:
        """`response` with its state; to be kept, but asked for again each time."""
        response["ETag"] = self.tag
        response["Cache-Control"] = "no-cache"
        if self.changed_at:
            response["Last-Modified"] = http_date(self._seconds)
        return response


def state(request: HttpRequest, *form: str) -> State:
    """The state of the whole address now. `form` is whatever else changes the answer, as the names of its columns.

    No time is told while searches do not show the newest revision yet, or in the second it came: another change could
    bear the same time.
    """
    newest, shown = corpus.current(), search.revision()
    shows_newest = newest.number == shown and timezone.now() - newest.changed_at > 2 * _SECOND
    return State(tag(request, f"{newest.corpus.hex}:{shown}", *form), newest.changed_at if shows_newest else None)


def tag(request: HttpRequest, shown: str, *form: str) -> str:
    """The tag of an address in a state of the library: a weak one, which an answer keeps when it is compressed."""
    told = (shown, request.build_absolute_uri(), *form)
    return f'W/"{blake2b(chr(0).join(told).encode(), digest_size=12).hexdigest()}"'
