"""The site as it is served: gunicorn, compressed files under hashed names, the sample letters. Made once for a run."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[1]
WAIT = 30  # seconds until the server must answer
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("ingest", "ingest/samples")
"""


@pytest.fixture(scope="session")
def served(browser, tmp_path_factory):
    """The address of a site nobody writes to. It asks for the browser first, so that both are skipped together."""
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "served"
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG")}
    environment |= {"IMR_DATA_DIR": str(directory), "PYTHONWARNINGS": "default"}
    _prepare(directory, environment | {"DJANGO_SETTINGS_MODULE": "imr_site.settings"})
    port = free_port()
    with (base / "served.log").open("wb") as log:
        server = subprocess.Popen(_gunicorn(port), cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture(scope="session")
def visitor(browser):
    """One visitor with a warm cache, who opens a page for each test."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def tab(visitor):
    opened = visitor.new_page()
    yield opened
    opened.close()


@pytest.fixture
def errors(tab) -> list[str]:
    """What the tab's console complains of, and what its content policy refused; to be compared with none."""
    found: list[str] = []
    tab.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: found.append(str(error)))
    return found


def _prepare(directory: Path, environment: dict[str, str]) -> None:
    """Whichever worker of the run comes first makes the site's files; the others wait for them."""
    directory.mkdir(exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "ready").exists():
            subprocess.run([sys.executable, "-c", PREPARE], cwd=ROOT, env=environment, check=True, capture_output=True)
            (directory / "ready").touch()


def _gunicorn(port: int) -> list[str]:
    options = ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "imr_site.wsgi", *options]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + WAIT
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.05)
    pytest.fail("The server did not start.")
