"""A browser without scripts: pages, cookies, forms, one of them with a file that may be large."""

import re
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_CHUNK = 1 << 16  # bytes
_PATIENCE = 600  # seconds; an answer to a zip comes when the zip has arrived


class Browser:
    """Stays logged in. Pages are named by their path; OSError is raised where the site refuses or is silent."""

    def __init__(self, site: str):
        self._site = site
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))

    def page(self, path: str) -> str:
        with self._opener.open(self._site + path, timeout=_PATIENCE) as answer:
            return answer.read().decode()

    def log_in(self, name: str, password: str) -> None:
        path = "/admin/login/"
        sent = {"csrfmiddlewaretoken": self._token(path), "username": name, "password": password, "next": "/admin/"}
        with self._opener.open(self._site + path, urlencode(sent).encode(), timeout=_PATIENCE) as answer:
            if path in answer.geturl():
                raise ConnectionRefusedError("The account made for the measurement was not let in.")

    def upload(self, file: Path) -> str:
        """Send the form of the upload page with one file; returns the path of the page that it leads to."""
        path = "/admin/ingest/upload/add/"
        boundary = token_hex(16)
        head = _field(boundary, "csrfmiddlewaretoken", self._token(path))
        head += _opening(boundary, f'name="files"; filename="{file.name}"') + b"\r\n"
        tail = b"\r\n" + _field(boundary, "whole", "1") + f"--{boundary}--\r\n".encode()
        length = len(head) + file.stat().st_size + len(tail)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Content-Length": str(length)}
        request = Request(self._site + path, _sent(head, file, tail), headers, method="POST")
        with self._opener.open(request, timeout=_PATIENCE) as answer:
            return answer.geturl().removeprefix(self._site)

    def _token(self, path: str) -> str:
        return _TOKEN.search(self.page(path))[1]


def _opening(boundary: str, disposition: str) -> bytes:
    return f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n".encode()


def _field(boundary: str, name: str, value: str) -> bytes:
    return _opening(boundary, f'name="{name}"') + f"\r\n{value}\r\n".encode()


def _sent(head: bytes, file: Path, tail: bytes) -> Iterator[bytes]:
    yield head
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            yield chunk
    yield tail
