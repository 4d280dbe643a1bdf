"""The web server killed in the middle of receiving: what is sent again is stored once, and nothing is left lying."""

import http.client
import os
import signal
import time
from collections import Counter
from contextlib import contextmanager, suppress

import pytest

from determinations import search
from determinations.models import Case, Letter
from ingest.models import Upload, UploadedFile
from ingest.uploading import shelf
from ingest.uploading.receiving import Receiver, start
from tests.ingest.uploads import ADD, counted, multipart, numbered, sent, web_process, work, zipped
from tests.ingest.uploads import file as handed_in
from tests.served import free_port

pytestmark = pytest.mark.django_db(transaction=True)
LOOSE, ZIPPED = 220, 160


def wait_for(true, what: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def wait_until_still(value) -> None:
    """The server has read all that was sent to it."""
    before, end = value(), time.monotonic() + 90
    while time.monotonic() < end:
        time.sleep(1)
        if (now := value()) == before and now:
            return
        before = now
    pytest.fail("It never came to rest.")


class Web:
    """A server that can be killed, and a member of staff who sends it the bytes of a form."""

    def __init__(self, client, settings):
        client.get(ADD)
        self._cookies = {name: client.cookies[name].value for name in ("sessionid", "csrftoken")}
        self._settings = settings
        self._open: list[http.client.HTTPConnection] = []

    @contextmanager
    def running(self):
        port = free_port()
        process = web_process(self._settings, port)
        try:
            wait_for(lambda: self._answers(port), "a server that answers")
            yield port
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def begin(self, port: int, path: str, body: bytes, kind: str) -> None:
        """The head of a request, and as much of its body as is given; its length is said to be ten times that."""
        self._open.append(self._send(port, path, body, kind, 10 * len(body)))

    def send(self, port: int, path: str, body: bytes, kind: str) -> int:
        return self._send(port, path, body, kind, len(body)).getresponse().status

    def _send(self, port: int, path: str, body: bytes, kind: str, length: int) -> http.client.HTTPConnection:
        connection = self._connected(port)
        connection.putrequest("POST", path)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies, "X-CSRFToken": self._cookies["csrftoken"]}
        for name, value in (headers | {"Content-Type": kind, "Content-Length": str(length)}).items():
            connection.putheader(name, value)
        connection.endheaders(body)
        return connection

    @staticmethod
    def _connected(port: int) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def _answers(self, port: int) -> bool:
        with suppress(OSError):
            connection = self._connected(port)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        return False


def kept(settings) -> set[str]:
    return {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


def named() -> set[str]:
    return set(UploadedFile.objects.exclude(stored="").values_list("stored", flat=True))


@pytest.mark.slow
def test_killed_while_letters_arrive_nothing_is_lost_doubled_or_left_lying(staff, settings):
    web = Web(staff, settings)
    files = [(f"{number}.txt", numbered(number).encode()) for number in range(LOOSE)]
    more = zipped({f"{number}.txt": numbered(1_000 + number) for number in range(ZIPPED)}, compresslevel=0)
    body, kind = multipart([*files, ("more.zip", more)], whole="1")
    half = body.index(more) + len(more) // 2
    only_zip, _ = multipart([("more.zip", more)])

    with web.running() as port:
        web.begin(port, ADD, body[: body.index(files[LOOSE - 30][1])], kind)
        wait_for(lambda: UploadedFile.objects.count() >= 100, "rows of what arrived")
        wait_until_still(lambda: len(kept(settings)))
    first = Upload.objects.get()
    again = f"/admin/ingest/upload/{first.pk}/files/?again=1"
    assert first.sent_at is None and set(counted(first)) == {"waiting"}
    assert kept(settings) - named(), "it was killed before some rows were written"

    with web.running() as port:
        web.begin(port, again, body[:half], kind)
        web.begin(port, ADD, only_zip[: len(only_zip) // 2], kind)
        wait_for(lambda: counted(first)["waiting"] > LOOSE - 50, "the loose files, each once")
        wait_for(lambda: Upload.objects.count() == 2, "another upload, of which nothing arrives whole")
        wait_until_still(lambda: len(kept(settings)))
    assert len(kept(settings) - named()) >= 2, "the halves of two zips"

    with web.running() as port:
        assert web.send(port, again, body, kind) == 302
    work()
    assert counted(first) == {"new": LOOSE + ZIPPED, "opened": 1}
    names = Counter(first.files.filter(parent=None).values_list("name", flat=True))
    assert names == Counter([*(name for name, _ in files), "more.zip"])
    assert not Upload.objects.exclude(pk=first.pk).get().files.exists()
    assert Letter.objects.count() == Case.objects.count() == LOOSE + ZIPPED
    assert kept(settings) == named() == set()
    assert not list(settings.MEDIA_ROOT.iterdir()), "nor an empty folder"
    search.sync()
    assert search.check().clean


def test_what_is_arriving_is_not_swept(staff, settings, django_user_model):
    upload = start(django_user_model.objects.get())
    receiver = Receiver(upload)
    receiver.new_file("files", "one.txt", "text/plain", None)
    receiver.receive_data_chunk(numbered(1).encode(), 0)
    receiver.file_complete(0)
    assert not upload.files.exists() and len(kept(settings)) == 1
    shelf.sweep_all()
    shelf.sweep(upload.pk)
    assert len(kept(settings)) == 1, "its row is still to come"
    receiver.close()
    shelf.sweep_all()
    assert kept(settings) == named() != set()


def test_what_a_killed_worker_unpacked_for_a_cancelled_upload_is_swept(staff, settings):
    upload = sent(staff, handed_in("a.zip", zipped({"one.txt": numbered(1)})))
    stray = shelf.path(upload.pk, shelf.unpacked_name())
    stray.write_bytes(b"unpacked before its worker was killed")
    shelf.sweep_all()
    assert stray.exists(), "somebody may be unpacking"
    staff.post(f"/admin/ingest/upload/{upload.pk}/cancel/")
    work()
    assert not list(settings.MEDIA_ROOT.iterdir())
