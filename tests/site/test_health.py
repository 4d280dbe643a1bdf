"""Alive, ready, and the headers every answer carries."""

import pytest
from django.db import DatabaseError

from determinations import corpus, search
from tests.builders import make_item

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_the_index_shows_the_newest_revision(client):
    make_item()
    behind = client.get("/readyz")
    assert behind.status_code == 503
    assert behind.json()["index"] < behind.json()["database"]
    search.sync()
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)


def test_not_ready_without_a_database(client, monkeypatch):
    def refuse():
        raise DatabaseError("gone")

    monkeypatch.setattr(corpus, "current", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "gone" in response.json()["reason"]


@pytest.mark.parametrize("address", ["/", "/decisions/", "/admin/login/", "/nowhere/"])
def test_the_content_security_policy_is_strict(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
