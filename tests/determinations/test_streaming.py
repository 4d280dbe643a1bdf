"""So many exports at once and no more; a place is given back however an export ends."""

import gc
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier

import pytest
from django.core.wsgi import get_wsgi_application

from determinations import exporting
from determinations.asking import RefusedError
from determinations.records import records
from determinations.streaming import EXPORTS, Places, Streamed
from tests.library import make_library

CSV, JSONL = "/decisions.csv", "/decisions.jsonl"


@pytest.fixture
def one_place(settings, db, monkeypatch):
    gc.collect()
    assert EXPORTS.taken == 0
    settings.EXPORTS_AT_ONCE = 1
    monkeypatch.setattr(exporting, "BATCH", 4)
    make_library(8)


def chunks(number: int = 3, closed: list | None = None):
    try:
        for _ in range(number):
            yield b"chunk"
    finally:
        if closed is not None:
            closed.append(True)


@pytest.mark.parametrize("address", [CSV, JSONL])
def test_who_comes_beyond_the_limit_is_told_when_to_ask_again(client, one_place, address):
    reading = client.get(CSV)
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert (response.status_code, response["Cache-Control"]) == (503, "no-cache")
    assert int(response["Retry-After"]) > 0
    assert "Retry-After" in response["Access-Control-Expose-Headers"]
    (error,) = response.json()["errors"]
    assert error["parameter"] is None
    assert "Ask again" in error["message"]
    assert "ETag" not in response
    assert b"".join(reading).count(b"\r\n") > 8
    assert client.get(address).status_code == 200


def test_what_streams_nothing_needs_no_place(client, one_place):
    reading = client.get(CSV)
    assert client.head(CSV).status_code == 200
    assert client.get(CSV, headers={"if-none-match": reading["ETag"]}).status_code == 304
    assert client.get(f"{CSV}?colour=red").status_code == 400
    assert client.get("/decisions/").status_code == 200
    assert client.get("/api/v1/decisions/").status_code == 200
    assert client.get("/decisions.atom").status_code == 200


def read_whole(response):
    b"".join(response)


def read_in_part(response):
    next(iter(response))
    response.close()


def closed_unread(response):
    response.close()


def closed_twice(response):
    response.close()
    response.close()


@pytest.mark.parametrize("end", [read_whole, read_in_part, closed_unread, closed_twice])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_place_is_given_back(client, one_place, end, encoding):
    end(client.get(JSONL, headers={"accept-encoding": encoding}))
    assert EXPORTS.taken == 0


def test_a_place_is_given_back_by_what_was_forgotten(client, one_place):
    response = client.get(JSONL)
    assert EXPORTS.taken == 1
    del response
    gc.collect()
    assert EXPORTS.taken == 0


def test_a_place_is_given_back_when_the_database_fails(client, one_place, monkeypatch):
    asked = []

    def failing(keys):
        asked.append(keys)
        if len(asked) == 2:
            raise RuntimeError("The database is gone.")
        return records(keys)

    monkeypatch.setattr(exporting, "records", failing)
    response = client.get(JSONL)
    with pytest.raises(RuntimeError):
        b"".join(response)
    assert (len(asked), EXPORTS.taken) == (2, 0)


@pytest.mark.parametrize("sent", [0, 1], ids=["before the first byte", "in the middle"])
def test_a_place_is_given_back_when_the_reader_is_gone(one_place, open_connection, sent):
    """As a server has it: it closes what it could not send."""
    asked = {
        "REQUEST_METHOD": "GET", "PATH_INFO": JSONL, "SERVER_NAME": "localhost", "SERVER_PORT": "80",
        "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
    }  # fmt: skip
    answer = get_wsgi_application()(asked, lambda status, headers: None)
    parts = iter(answer)
    for _ in range(sent):
        assert next(parts)
    assert EXPORTS.taken == 1
    answer.close()
    assert EXPORTS.taken == 0


def test_what_is_not_read_further_is_closed():
    closed = []
    streamed = Streamed(chunks(closed=closed), Places(lambda: 1))
    next(streamed)
    streamed.close()
    assert closed == [True]
    assert list(streamed) == []


def test_an_end_and_a_close_give_back_one_place():
    places = Places(lambda: 2)
    first, second = Streamed(chunks(), places), Streamed(chunks(), places)
    with pytest.raises(RefusedError):
        Streamed(chunks(), places)
    assert len(list(first)) == 3
    first.close()
    del first
    assert places.taken == 1
    second.close()
    assert places.taken == 0


def test_no_more_are_taken_whoever_comes_at_the_same_time():
    places, start = Places(lambda: 3), Barrier(16)

    def come(_) -> bool:
        start.wait(10)
        return places.take()

    with ThreadPoolExecutor(16) as readers:
        assert sum(readers.map(come, range(16))) == places.taken == 3
