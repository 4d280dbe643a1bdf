"""Alive, ready, and the headers every answer carries."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils import timezone

from determinations import corpus, search
from determinations.models import CorpusRevision
from tests.builders import make_item

pytestmark = pytest.mark.django_db


def test_alive_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def change_was(ago: timedelta) -> None:
    CorpusRevision.objects.update(changed_at=timezone.now() - ago)


def test_ready_when_the_index_shows_the_newest_revision(client):
    make_item()
    assert client.get("/readyz").status_code == 503, "nothing can be found yet"
    search.sync()
    change_was(timedelta(days=1))
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)


def test_ready_while_the_index_follows_and_not_when_it_stays_behind(client):
    make_item()
    search.sync()
    make_item()
    following = client.get("/readyz")
    assert following.status_code == 200
    assert following.json()["index"] < following.json()["database"]
    change_was(timedelta(minutes=5))
    assert client.get("/readyz").status_code == 503


def test_not_ready_with_another_corpus_s_index(client):
    make_item()
    search.sync()
    CorpusRevision.objects.update(corpus=uuid4())
    change_was(timedelta(minutes=5))
    assert client.get("/readyz").status_code == 503


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
