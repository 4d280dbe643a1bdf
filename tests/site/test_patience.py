"""A reader who takes nothing does not hold a thread of the server; a slow one who takes something is served."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from imr_site.patience import impatient
from tests.served import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 2  # of patience; the real one is a matter of a minute
APPLICATION = f"""
from imr_site.patience import impatient

def endless(environ, start_response):
    start_response("200 OK", [])
    return iter([b"short"]) if environ["PATH_INFO"] == "/short" else iter(lambda: b"x" * 500_000, None)

application = impatient(endless, seconds={SECONDS})
"""


@pytest.fixture
def server(tmp_path):
    """The port of a server that has a single thread."""
    (tmp_path / "endless.py").write_text(APPLICATION)
    port = free_port()
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "1", "--worker-class", "gthread", "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", "endless", "--chdir", str(tmp_path), "--pythonpath", str(ROOT)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen([*command, *options], cwd=tmp_path, stdout=log, stderr=log)
        try:
            yield port
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def asking(port: int, path: str):
    for _ in range(200):
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=15)
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    with connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        yield connection


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system has no such limit")
def test_who_takes_nothing_is_left(server):
    with asking(server, "/endless") as stalled:
        stalled.recv(1_000)
        with asking(server, "/short") as other:
            assert b"short" in b"".join(iter(lambda: other.recv(1_000), b""))


@pytest.mark.slow
def test_who_takes_something_now_and_then_is_served(server):
    with asking(server, "/endless") as slow:
        end = time.monotonic() + 2 * SECONDS
        while time.monotonic() < end:
            assert len(slow.recv(1_000_000)) > 0
            time.sleep(SECONDS / 20)


def test_another_server_and_another_kind_of_socket_are_no_trouble():
    served = impatient(lambda environ, start_response: [b"whole"])
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert [served({}, print), served({"gunicorn.socket": ours}, print)] == [[b"whole"]] * 2
