"""Bulk changes by workers that are killed, lose their lease, or take over what a request left."""

import os
import signal
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.utils import timezone

from determinations import search
from determinations.models import Correction, DisputedItem
from ingest.bulk import asking, correcting, working
from ingest.models import BulkChange, Worker
from ingest.uploading.leasing import LEASE, LostLeaseError
from tests.ingest.bulk import BRACE, MRI, counts, many, wanted
from tests.ingest.reviewing import CORRECTS, person
from tests.ingest.test_uploads_workers import wait_for
from tests.ingest.uploads import counted, file, numbered, sent, work, worker_process

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(django_user_model):
    return person(django_user_model, "boss", *CORRECTS)


def killed_once(settings, enough) -> None:
    process = worker_process(settings)
    try:
        wait_for(enough, "a worker that works")
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


def written() -> tuple[int, ...]:
    """What the row says was found and changed, and the rows there are; at one moment, as a server may still commit."""
    tables = "(SELECT count(*) FROM determinations_correction), (SELECT count(*) FROM ingest_bulkline)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT found, changed, {tables} FROM ingest_bulkchange")
        return cursor.fetchone()


def test_killed_again_and_again_everything_is_done_once_and_undone_once(boss, folders, settings):
    many(450, BRACE, MRI)
    change = wanted(boss)
    for enough in (1, 150):
        killed_once(settings, lambda enough=enough: Correction.objects.count() >= enough)
        assert len(set(written())) == 1, "all of a batch, or nothing of it"
        change.refresh_from_db()
        assert change.state == "running"
    assert 0 < change.found < 450, "it was killed in the middle"
    work()
    assert counts(change) == (450, 450, 0, 0, 0, 0) and change.state == "finished"
    assert Correction.history.filter(history_user=boss, history_type="+").count() == 450
    assert DisputedItem.objects.filter(treatment__slug="tens-unit").count() == 450
    undone = asking.undo(change, boss, "")
    killed_once(settings, lambda: Correction.objects.count() < 450)
    work()
    assert counts(undone) == (450, 450, 0, 0, 0, 0)
    assert not Correction.objects.exists() and Correction.history.filter(history_type="-").count() == 450
    assert search.check().clean


def test_nobody_takes_what_another_machine_works_on_until_its_lease_ends(boss):
    many(2)
    change, now = wanted(boss), timezone.now()
    worker = Worker.objects.create(name="elsewhere:1", host="elsewhere", pid=1, seen_at=now)
    mine = BulkChange.objects.filter(pk=change.pk)
    mine.update(worker=worker, leased_at=now, leased_until=now + LEASE, state="running")
    work()
    assert counts(change)[0] == 0
    mine.update(leased_until=timezone.now())
    work()
    assert counts(change)[:2] == (2, 2)
    assert (change.worker, change.leased_until) == (None, None)


def test_who_lost_the_lease_changes_nothing(boss, monkeypatch):
    many(2)
    change, real = wanted(boss), correcting.read_stored

    def slow(cases):
        worker = Worker.objects.create(name="elsewhere:1", host="elsewhere", pid=1, seen_at=timezone.now())
        BulkChange.objects.update(worker=worker, leased_until=timezone.now() + LEASE)
        return real(cases)

    monkeypatch.setattr(correcting, "read_stored", slow)
    work()
    assert counts(change)[0] == 0 and not Correction.objects.exists()


def test_what_a_request_left_is_done_by_a_worker_once_its_lease_ends(boss, monkeypatch):
    many(3)

    def killed(change):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(asking, "do_here", killed)
        wanted(boss, here=True)
    change = BulkChange.objects.get()
    work()
    assert counts(change)[0] == 0, "the request may still be there"
    BulkChange.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    work()
    assert counts(change)[:2] == (3, 3)


def test_a_request_that_took_too_long_leaves_the_rest_to_the_worker(boss, monkeypatch):
    many(3)
    real = correcting.read_stored

    def slow(cases):
        BulkChange.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        return real(cases)

    with monkeypatch.context() as patched:
        patched.setattr(correcting, "read_stored", slow)
        change = wanted(boss, here=True)
    assert (change.state, change.found) == ("running", 0)
    with pytest.raises(LostLeaseError), transaction.atomic():
        working.Here(BulkChange(pk=change.pk, leased_until=timezone.now())).check()
    work()
    assert counts(change)[:2] == (3, 3)


def test_a_large_change_lets_uploads_and_other_changes_have_their_turn(client, boss, folders, monkeypatch):
    many(4, BRACE, MRI)
    large, small = wanted(boss), wanted(boss, request="MRI of the lumbar spine")
    boss.user_permissions.add(*Permission.objects.filter(content_type__app_label="ingest"))
    client.force_login(boss)
    upload = sent(client, file("one.txt", numbered(99_000)))
    monkeypatch.setattr(correcting, "BATCH", 1)
    monkeypatch.setattr(working, "TURN", 0)
    seen = []
    real = working._note

    def noted(row, *given):
        seen.append((row.pk, counted(upload)["new"]))
        return real(row, *given)

    monkeypatch.setattr(working, "_note", noted)
    work()
    assert counts(large)[:2] == counts(small)[:2] == (4, 4)
    assert [key for key, _ in seen][:4] == [large.pk, small.pk] * 2
    assert seen[-1][1] == 1, "the letter was stored before the large change ended"
