"""The site as it is served, with a worker, on a data directory of its own: started, looked at, ended."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from ingest.management.apart import Runner

_STARTS = 60.0  # seconds
_ENDS = 30.0  # seconds
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class SiteError(RuntimeError):
    """The site did not start, or did not do what it should; the message says what."""


class Site:
    """A running site: its `address`, and what its processes took."""

    def __init__(self, address: str, web: subprocess.Popen, worker: subprocess.Popen):
        self.address = address
        self._web, self._worker = web, worker

    def peaks(self) -> dict[str, float]:
        """MiB of the largest process of the web server, and of the worker; nothing where the system does not tell."""
        found = {"web": _peak(self._web.pid), "worker": _peak(self._worker.pid)}
        return {name: peak for name, peak in found.items() if peak}

    def processor(self) -> dict[str, float]:
        """Seconds of processor time of the web server and of the worker so far, however busy the machine is."""
        return {name: _processor(process.pid) for name, process in (("web", self._web), ("worker", self._worker))}

    def check(self) -> None:
        """Raises SiteError when one of its processes is gone."""
        for name, process in (("web server", self._web), ("worker", self._worker)):
            if process.poll() is not None:
                raise SiteError(f"The {name} ended by itself.")


@contextmanager
def served(run: Runner, log: Path) -> Iterator[Site]:
    """The site of this directory, until the block ends. What its processes say goes to `log`. Raises SiteError."""
    port = _free_port()
    options = ["--workers", "2", "--threads", "4", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    with (
        log.open("ab") as said,
        _ended(run.start("-m", "gunicorn", "imr_site.wsgi", *options, stdout=said, stderr=said)) as web,
        _ended(run.start("manage.py", "work", stdout=said, stderr=said)) as worker,
    ):
        site = Site(f"http://127.0.0.1:{port}", web, worker)
        _wait_for(site)
        yield site


@contextmanager
def _ended(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    """Asked to end, then made to."""
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(_ENDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(site: Site) -> None:
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + _STARTS
    while time.monotonic() < end:
        site.check()
        with suppress(OSError), opener.open(f"{site.address}/healthz", timeout=_STARTS):
            return
        time.sleep(0.1)
    raise SiteError("The web server does not answer.")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _peak(pid: int) -> float:
    """MiB of the largest among a process and its children; 0 where the system does not tell."""
    return max((_own_peak(each) for each in (pid, *_children(pid))), default=0.0)


def _own_peak(pid: int) -> float:
    try:
        found = _PEAK.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _processor(pid: int) -> float:
    """Of a process and its children together; 0 where the system does not tell."""
    return sum(_own_processor(each) for each in (pid, *_children(pid)))


def _own_processor(pid: int) -> float:
    try:
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return 0.0
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += (task / "children").read_text().split()
    return [int(each) for each in found]
