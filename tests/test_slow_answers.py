"""Pages in pieces are the same pages."""

import pytest
from django.http import HttpResponse

from tests import slow_answers


@pytest.mark.parametrize(
    "body", [b"", b"<", b"<p>", b"<p>Words</p>" * 100], ids=["nothing", "a byte", "a word", "a page"]
)
def test_nothing_is_lost_between_the_pieces(monkeypatch, body):
    monkeypatch.setattr(slow_answers, "MOST", 0)
    pieces = list(slow_answers._InPieces(HttpResponse(body)))
    assert b"".join(pieces) == body
    assert len(pieces[0]) <= 1, "the browser has left the page before and has nothing of the next"
