"""Uploads in tests: files as a browser hands them in, a worker that does what there is to do."""

import io
import os
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection

from ingest.models import Upload
from tests.letter_text import item, letter

ROOT = Path(__file__).resolve().parents[2]
ADD = "/admin/ingest/upload/add/"


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text, "text/plain")


def numbered(number: int, **parts) -> str:
    """A letter of a case of its own."""
    return letter(item(), case_number=f"CM16-09{number:05d}", **parts)


def zipped(entries: dict[str, str | bytes], **options) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return held.getvalue()


def work() -> None:
    """What the worker does when it looks once."""
    call_command("work", once=True)


def sent(client, *files, **more) -> Upload:
    """An upload sent as the form sends it, not read yet."""
    answer = client.post(ADD, {"files": files, "whole": "1", **more})
    assert answer.status_code == 302, answer.content[:500]
    return Upload.objects.latest("pk")


def uploaded(client, *files) -> Upload:
    upload = sent(client, *files)
    work()
    return upload


def states(upload: Upload) -> list[tuple[str, str]]:
    return list(upload.files.order_by("pk").values_list("name", "state"))


def counted(upload: Upload) -> Counter:
    return Counter(upload.files.values_list("state", flat=True))


def multipart(files: list[tuple[str, bytes]], **fields: str) -> tuple[bytes, str]:
    """A request's body with names as they are, and its content type; fields come last."""
    parts = [
        b'--cut\r\nContent-Disposition: form-data; name="files"; filename="%s"\r\n\r\n%s\r\n' % (name.encode(), data)
        for name, data in files
    ]
    parts += [
        b'--cut\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
        for name, value in fields.items()
    ]
    return b"".join(parts) + b"--cut--\r\n", "multipart/form-data; boundary=cut"


def worker_process(settings) -> subprocess.Popen:
    """A real worker on the tests' database, with the folders of this test."""
    program = (
        "import sys, django; from pathlib import Path; from django.conf import settings as s; "
        "s.DATABASES['default']['NAME'] = sys.argv[1]; "
        "s.MEDIA_ROOT, s.SEARCH_INDEX_DIR = Path(sys.argv[2]), Path(sys.argv[3]); "
        "django.setup(); from django.core.management import call_command; call_command('work')"
    )
    name = connection.settings_dict["NAME"]
    arguments = [str(name), str(settings.MEDIA_ROOT), str(settings.SEARCH_INDEX_DIR)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "imr_site.settings"}
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=ROOT, env=environment)


def web_process(settings, port: int) -> subprocess.Popen:
    """A real web server on the tests' database, with the folders of this test, in a process group of its own."""
    program = (
        "import sys, django; from pathlib import Path; from django.conf import settings as s; "
        "s.DATABASES['default']['NAME'] = sys.argv[1]; "
        "s.MEDIA_ROOT, s.SEARCH_INDEX_DIR = Path(sys.argv[2]), Path(sys.argv[3]); "
        "sys.argv[1:] = sys.argv[4:]; from gunicorn.app.wsgiapp import run; run()"
    )
    name = connection.settings_dict["NAME"]
    arguments = [str(name), str(settings.MEDIA_ROOT), str(settings.SEARCH_INDEX_DIR), "imr_site.wsgi"]
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket", "--log-level", "error"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "imr_site.settings"}
    command = [sys.executable, "-c", program, *arguments, *options]
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
