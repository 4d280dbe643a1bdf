"""Files on their way in: streamed, closed, counted; what breaks half-way is marked and can be continued."""

import errno
import os
import resource
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ingest.models import Upload
from ingest.reading import MAX_PDF_BYTES
from ingest.uploading.limits import Limits
from ingest.uploading.names import cleaned
from tests.ingest.uploads import ADD, counted, file, multipart, numbered, sent, states, uploaded, work
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = [(f"{number}.txt", numbered(number).encode()) for number in range(4)]


def page(client, upload: Upload) -> Page:
    return Page(client.get(f"/admin/ingest/upload/{upload.pk}/change/"))


@pytest.fixture
def broken(staff) -> Upload:
    """A browser that closes in the middle of the third of four files."""
    body, kind = multipart(LETTERS, whole="1")
    third = body.index(LETTERS[2][1]) + 100
    staff.generic("POST", ADD, body[:third], content_type=kind)
    return Upload.objects.get()


def test_a_browser_that_closes_half_way_leaves_what_arrived(staff, broken, settings):
    assert states(broken) == [("0.txt", "waiting"), ("1.txt", "waiting")]
    assert broken.sent_at is None
    assert len(list(settings.MEDIA_ROOT.rglob("r-*"))) == 2, "nothing of the file that broke"
    work()
    assert counted(broken) == {"waiting": 2}, "nothing is read before somebody says so"
    shown = page(staff, broken)
    assert "Not finished sending" in shown.text("#standing")
    assert not shown.tree.select("#live[hx-trigger]")
    assert "not finished sending: 2 waiting" in staff.get("/admin/ingest/upload/").content.decode()


def test_it_is_continued_without_sending_anything_twice(staff, broken):
    form = page(staff, broken).tree.select_one("#send")
    body, kind = multipart(LETTERS, whole="1")
    assert staff.generic("POST", form["action"], body, content_type=kind).status_code == 302
    work()
    assert states(broken) == [(f"{number}.txt", "new") for number in range(4)]
    assert not page(staff, broken).tree.select("#send"), "what is sent to the end is not continued"
    late = staff.generic("POST", form["action"], body, content_type=kind)
    assert (late.status_code, broken.files.count()) == (302, 4)


def test_or_started_with_what_arrived(staff, broken):
    staff.post(f"/admin/ingest/upload/{broken.pk}/sent/")
    work()
    assert states(broken) == [("0.txt", "new"), ("1.txt", "new")]


def test_a_script_sends_in_portions(staff):
    json = {"HTTP_ACCEPT": "application/json"}
    begun = staff.post(ADD, {}, **json).json()
    for place in (0, 2):
        body, kind = multipart([(f"2014%2F{name}", data) for name, data in LETTERS[place : place + 2]])
        told = staff.generic("POST", begun["files"] + "?encoded=1", body, content_type=kind, **json).json()
        assert told["received"] == 2
    work()
    upload = Upload.objects.get()
    assert counted(upload) == {"waiting": 4}
    assert staff.post(told["sent"], follow=True).redirect_chain[-1][0] == begun["page"]
    work()
    assert states(upload) == [(f"2014/{number}.txt", "new") for number in range(4)]


def test_thousands_of_files_in_one_request_hold_neither_memory_nor_files(staff):
    files = [(f"{number:04d}.txt", b"Once upon a time. " * 400) for number in range(3_000)]
    body, kind = multipart(files, whole="1")
    staff.get(ADD)  # what is loaded once is loaded
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/proc/self/fd").iterdir())) + 40, limit[1]))
    tracemalloc.start()
    try:
        assert staff.generic("POST", ADD, body, content_type=kind).status_code == 302
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        resource.setrlimit(resource.RLIMIT_NOFILE, limit)
    assert Upload.objects.get().files.count() == 3_000
    assert peak < 2 * len(body), "the test's own copy of the body, and little more"


class Full:
    """A file on a disk that takes `most` bytes more."""

    def __init__(self, path: Path, most: int):
        self._file, self._left = path.open("xb"), most

    def write(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._file.write(data)

    def close(self) -> None:
        self._file.close()


def test_a_full_disk_fails_the_file_and_nothing_else(staff, monkeypatch, settings):
    before = sent(staff, file("before.txt", numbered(1)))
    real = Path.open

    def opened(path, mode="r", *given, **named):
        if path.name.startswith("r-") and mode == "xb" and path.parent.name != str(before.pk):
            path.parent.mkdir(exist_ok=True)
            with monkeypatch.context() as undone:
                undone.setattr(Path, "open", real)
                return Full(path, 20_000)
        return real(path, mode, *given, **named)

    with monkeypatch.context() as full:
        full.setattr(Path, "open", opened)
        upload = sent(staff, file("large.txt", "x" * 200_000), file("small.txt", numbered(2)))
    assert states(upload) == [("large.txt", "failed"), ("small.txt", "waiting")]
    row = upload.files.get(name="large.txt")
    assert "disk is full" in row.reason
    assert "Free space" in row.advice
    assert len(list((settings.MEDIA_ROOT / str(upload.pk)).iterdir())) == 1, "nothing of the large one"
    work()
    assert (counted(upload), counted(before)) == ({"failed": 1, "new": 1}, {"new": 1})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a%00b%0a.txt", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}.txt"),
        ("%2e%2e/%2fetc%2fpasswd.txt", "/etc/passwd.txt"),
        ("n" * 400 + ".txt", "n" * 295 + "….txt"),
        ("%E2%80%AEtxt.exe.txt", "\N{REPLACEMENT CHARACTER}txt.exe.txt"),
        ("%ff.txt", "\N{REPLACEMENT CHARACTER}.txt"),
        ("=cmd.txt", "=cmd.txt"),
    ],
    ids=["control characters", "a path", "300 characters", "right to left", "no UTF-8", "a formula"],
)
def test_odd_names_are_shown_cleaned_and_never_used(staff, name, shown, settings):
    body, kind = multipart([(name, numbered(1).encode())], whole="1")
    assert staff.generic("POST", ADD + "?encoded=1", body, content_type=kind).status_code == 302
    upload = Upload.objects.get()
    (kept,) = settings.MEDIA_ROOT.rglob("r-*")
    assert kept.parent == settings.MEDIA_ROOT / str(upload.pk)
    work()
    assert states(upload) == [(shown, "new")]
    table = staff.get(f"/admin/ingest/upload/{upload.pk}/files.csv")
    line = b"".join(table.streaming_content).decode().splitlines()[1]
    assert line.startswith(f"'{shown}," if shown.startswith("=") else f"{shown},")


@pytest.mark.parametrize(
    ("name", "shown"), [("", "(no name)"), (" \t", "\N{REPLACEMENT CHARACTER}"), ("a.txt", "a.txt")]
)
def test_every_file_has_a_name(name, shown):
    assert cleaned(name) == shown


def test_more_letters_than_the_limit_are_not_taken_and_it_is_said(staff, settings):
    settings.IMR_UPLOAD_LETTERS = 3
    upload = sent(staff, *[file(name, data) for name, data in LETTERS], file("five.txt", numbered(5)))
    assert (upload.files.count(), upload.refused) == (3, 2)
    shown = page(staff, upload)
    assert "2 more files were not taken" in shown.text("#live")
    assert "IMR_UPLOAD_LETTERS" in shown.text("#live")


@pytest.mark.parametrize(
    ("limit", "taken"), [(1_000, False), (40_000_000, True)], ids=["lower", "no higher than what the reader takes"]
)
def test_what_one_file_may_have_is_a_setting(staff, settings, limit, taken):
    settings.IMR_UPLOAD_LETTER_BYTES = limit
    assert Limits.current().letter == min(limit, MAX_PDF_BYTES)
    upload = uploaded(staff, file("one.txt", numbered(1)))
    if taken:
        assert states(upload) == [("one.txt", "new")]
    else:
        assert "1,000 bytes (IMR_UPLOAD_LETTER_BYTES)" in upload.files.get().reason


def test_more_bytes_than_the_limit_fail_by_name(staff, settings):
    settings.IMR_UPLOAD_BYTES = len(LETTERS[0][1]) + 10
    upload = uploaded(staff, *[file(name, data) for name, data in LETTERS[:2]])
    assert states(upload) == [("0.txt", "new"), ("1.txt", "failed")]
    assert f"{settings.IMR_UPLOAD_BYTES:,} bytes (IMR_UPLOAD_BYTES)" in upload.files.get(name="1.txt").reason


def test_a_text_of_thirty_megabytes_is_refused_and_not_kept(staff, settings):
    upload = sent(staff, SimpleUploadedFile("large.txt", b"word " * 6_000_000), file("fine.txt", numbered(1)))
    assert states(upload) == [("large.txt", "failed"), ("fine.txt", "waiting")]
    assert "larger than 20,000,000 bytes" in upload.files.get(name="large.txt").reason
    assert len(list(settings.MEDIA_ROOT.rglob("r-*"))) == 1


def test_a_disk_that_loses_bytes_is_noticed(staff, settings):
    upload = sent(staff, file("one.txt", numbered(1)))
    (kept,) = settings.MEDIA_ROOT.rglob("r-*")
    kept.write_bytes(b"")
    work()
    assert "no longer kept as it arrived" in upload.files.get(state="failed").reason


def test_other_forms_take_a_few_files_only(client, db):
    body, kind = multipart([(f"{number}.txt", b"x") for number in range(30)])
    assert client.generic("POST", "/admin/login/", body, content_type=kind).status_code == 400
