"""Answers that say which state of the library they show, so that who has it already is told so and no more.

An answer follows from the library and from the code that tells it. Its tag names both; no date does, so none is sent.
"""

from hashlib import blake2b
from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from determinations import corpus, search

_ROOM = Path(__file__).parent


def edition(folder: Path = _ROOM) -> str:
    """A digest of all files of this room, code and vocabulary: it changes with any of them, and is the same wherever
    the same files are served."""
    told = blake2b(digest_size=12)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
            told.update(path.read_bytes())
    return told.hexdigest()


EDITION = edition()  # at the start, when the code is read too: a later deploy in the same place is not ours


def tag(request: HttpRequest, shown: str) -> str:
    """The tag of an address in a state of the library: a weak one, which an answer keeps when it is compressed."""
    told = (EDITION, shown, request.build_absolute_uri())
    return f'W/"{blake2b(chr(0).join(told).encode(), digest_size=12).hexdigest()}"'


def state(request: HttpRequest) -> str:
    """The tag of an address that tells decisions as they are found and stored now."""
    return tag(request, f"{corpus.current().corpus.hex}:{search.revision()}")


def unchanged(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """The answer 304 when who asks has this state; None when it must be told."""
    response = get_conditional_response(request, etag=etag)
    return response and stamped(response, etag)


def stamped(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """`response` with its state; to be kept, but asked for again each time."""
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response
