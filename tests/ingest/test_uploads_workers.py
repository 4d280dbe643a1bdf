"""Workers that come, go and are killed: every file ends in exactly one state, and nothing is stored twice."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from determinations import search
from determinations.models import Case, Letter
from determinations.search.query import SearchQuery
from ingest.models import Upload, UploadedFile, Worker
from ingest.uploading import leasing, working
from tests.ingest.uploads import counted, file, numbered, sent, work, worker_process, zipped
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for(true, what: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def test_killed_again_and_again_every_file_ends_in_one_state(staff, settings):
    letters = {f"{number}.txt": numbered(number) for number in range(900)}
    letters |= {"again.txt": numbered(3), "story.txt": "Once upon a time.", "other.txt": numbered(4, summary="Other.")}
    upload = sent(staff, file("letters.zip", zipped(letters)))
    done = upload.files.exclude(state__in=("waiting", "reading", "opened"))
    left = []
    for enough in (1, 250, 500):
        process = worker_process(settings)
        try:
            wait_for(lambda enough=enough: done.count() >= enough, "a worker that works")
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert done.filter(state="new").count() == Case.objects.count() == Letter.objects.count()
        left.append(counted(upload)["waiting"] + counted(upload)["reading"])
    assert sum(each > 0 for each in left) >= 2, "most kills must hit the middle of the work"
    work()
    assert counted(upload) == {"opened": 1, "new": 900, "duplicate": 1, "failed": 1, "other_words": 1}
    assert Letter.objects.count() == 900
    assert search.check().clean
    kept = {path.name for path in settings.MEDIA_ROOT.rglob("?-*")}
    assert kept == set(upload.files.exclude(stored="").values_list("stored", flat=True))


def test_a_new_letter_is_found_within_a_second_of_its_commit_and_a_stop_is_gentle(staff, settings):
    search.sync()
    process = worker_process(settings)
    try:
        wait_for(lambda: Worker.objects.exists(), "a worker")
        assert call_command("work", check=True) is None
        waits = [seconds_until_found(staff, number) for number in (1, 2, 3)]
        assert min(waits) < 1, "the others may have met a machine that did something else"
    finally:
        process.terminate()
    assert process.wait(timeout=30) == 0
    assert not Worker.objects.exists(), "a worker that was stopped says so"
    with pytest.raises(SystemExit):
        call_command("work", check=True)


def seconds_until_found(staff, number: int) -> float:
    """From the moment a letter is seen to be stored; the cases numbered before it are found already."""
    upload = sent(staff, file(f"{number}.txt", numbered(number)))
    wait_for(lambda: counted(upload)["new"] == 1, "the letter")
    committed = time.monotonic()
    wait_for(lambda: search.search(SearchQuery()).count == number, "found")
    return time.monotonic() - committed


@pytest.fixture
def upload(staff) -> Upload:
    return sent(staff, file("one.txt", numbered(1)), file("two.txt", numbered(2)))


def lease(upload: Upload, host: str, *, until: timedelta) -> Worker:
    """Somebody else's."""
    now = timezone.now()
    worker = Worker.objects.create(name=f"{host}:1", host=host, pid=1, seen_at=now)
    Upload.objects.filter(pk=upload.pk).update(worker=worker, leased_at=now, leased_until=now + until)
    UploadedFile.objects.filter(upload=upload, name="one.txt").update(state="reading")
    return worker


def test_nobody_takes_what_another_machine_works_on_until_its_lease_ends(staff, upload):
    worker = lease(upload, "elsewhere", until=timedelta(seconds=50))
    work()
    assert counted(upload) == {"reading": 1, "waiting": 1}
    shown = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert "Read by elsewhere, process 1 since" in shown.text("#live")
    Upload.objects.filter(pk=upload.pk).update(leased_until=timezone.now())
    work()
    assert counted(upload) == {"new": 2}
    upload.refresh_from_db()
    assert (upload.worker, upload.leased_until) == (None, None)
    assert Worker.objects.get() == worker


def test_who_lost_the_lease_stores_nothing(upload, monkeypatch):
    real = working._read_file

    def slow(row):
        if row.name == "two.txt":
            lease(upload, "elsewhere", until=timedelta(seconds=50))
        return real(row)

    monkeypatch.setattr(working, "_read_file", slow)
    work()
    assert Case.objects.count() == 0
    assert counted(upload)["new"] == 0


def test_without_a_sign_of_life_nobody_is_said_to_work(staff, upload):
    worker = lease(upload, "elsewhere", until=timedelta(seconds=-1))
    Worker.objects.filter(pk=worker.pk).update(seen_at=timezone.now() - leasing.LEASE)
    shown = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert "No worker is running" in shown.text("#live")
    assert "manage.py work" in shown.text("#live")


def test_a_large_upload_lets_the_small_ones_have_their_turn(staff, monkeypatch):
    large = sent(staff, *[file(f"{number}.txt", numbered(number)) for number in range(12)])
    small = sent(staff, file("small.txt", numbered(50)))
    order = []
    real = working._store

    def store(batch, me):
        order.append(batch[0].row.upload_id)
        return real(batch, me)

    monkeypatch.setattr(working, "_store", store)
    monkeypatch.setattr(working, "BATCH", 4)
    monkeypatch.setattr(working, "TURN", 0)
    work()
    assert (counted(large), counted(small)) == ({"new": 12}, {"new": 1})
    assert order.index(small.pk) == 1, "after one batch of the large one"


def test_one_bad_upload_does_not_stop_the_others(staff, upload, monkeypatch):
    other = sent(staff, file("three.txt", numbered(3)))
    real = working._read_file

    def breaks(row):
        if row.upload_id == upload.pk:
            raise OSError("The shelf fell down.")
        return real(row)

    monkeypatch.setattr(working, "_read_file", breaks)
    work()
    assert counted(other) == {"new": 1}
    upload.refresh_from_db()
    assert "The shelf fell down" in upload.trouble
    shown = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert counted(upload) == {"waiting": 2}
    assert shown.tree.select("#live[hx-trigger]"), "it is tried again by itself"


def test_a_letter_that_breaks_the_parser_fails_alone(upload, monkeypatch):
    real = working.read_letter

    def breaks(source):
        if source.name == "one.txt":
            raise RecursionError("deep")
        return real(source)

    monkeypatch.setattr(working, "read_letter", breaks)
    work()
    assert dict(upload.files.values_list("name", "state")) == {"one.txt": "failed", "two.txt": "new"}
    assert "RecursionError" in upload.files.get(name="one.txt").reason


def test_a_letter_the_database_refuses_fails_alone(upload, monkeypatch):
    from django.db import DataError

    from ingest.loading import load

    def refuse(batch, *given, **named):
        if any(read.file == "one.txt" for read in batch):
            raise DataError("too much for an index")
        return load(batch, *given, **named)

    monkeypatch.setattr(working, "load", refuse)
    work()
    assert dict(upload.files.values_list("name", "state")) == {"one.txt": "failed", "two.txt": "new"}
    row = upload.files.get(name="one.txt")
    assert "too much for an index" in row.reason
    assert row.stored, "it can be tried again"
