"""Pages that come late and in pieces, for finding browser tests that look before there is something to see.

A plugin, off by default: `python -m pytest -p tests.slow_answers -m browser`.
"""

import random
import time
from collections.abc import Iterator

from django.core.handlers.wsgi import WSGIHandler

MOST = 0.4  # seconds before each piece
_answer = WSGIHandler.__call__


class _InPieces:
    def __init__(self, response):
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        """The first byte by itself: with it the browser leaves the page before, and has nothing of the next."""
        body = b"".join(self._response)
        cut = random.randint(1, max(1, len(body)))
        for piece in (body[:1], body[1:cut], body[cut:]):
            time.sleep(random.uniform(0, MOST))
            yield piece

    def close(self) -> None:
        self._response.close()


def _slowly(self, environ, start_response):
    response = _answer(self, environ, start_response)
    kind = getattr(response, "headers", {}).get("Content-Type", "")  # files of the static room come without headers
    return _InPieces(response) if kind.startswith("text/html") else response


def pytest_configure(config) -> None:
    WSGIHandler.__call__ = _slowly
