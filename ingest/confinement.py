"""A function run in a process of its own, one call after another, each within limits of time and memory.

What it is given may hang, crash or eat memory: that costs the process, which is replaced, and the one call. The process
knows nothing worth taking: no database, no Django, an environment of a few harmless names. It ends with its parent,
since then its socket closes, and an alarm of its own ends it if it should be busy at that time.
"""

import atexit
import importlib
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
_START = "import sys; from ingest.confinement import serve; serve(*sys.argv[1:])"
_HEAD = struct.Struct("!cQ")  # what follows, and its length in bytes
_READY, _CALL, _ANSWER, _REFUSAL, _FAILURE = b"r", b"c", b"a", b"n", b"f"
_CALLS = 1_000  # then a new process: engines leak
_START_SECONDS = 60.0  # a loaded machine starts a process slowly
_GRACE = 5.0  # seconds after which the process ends itself, if its parent did not
_MOST_ANSWER = 64_000_000  # bytes
_CHUNK = 1 << 20


class Refusal(ValueError):  # noqa: N818 - an answer, not a mishap
    """What a confined function raises to be heard by its caller, with a message."""


class FailedError(Exception):
    """The call came to no answer: the process crashed, ran out of memory or broke in some other way."""


class TimedOutError(FailedError):
    """The call took too long."""


class NotStartedError(FailedError):
    """There is no process to call: something is missing on this machine."""


class Confined:
    """`function`, named "module:name", takes bytes and returns text or raises Refusal. Safe for threads.

    `seconds` is for each call; `memory` is in bytes, beyond what the process needs when it starts; `calls` are made
    before the process is replaced. The process is started with the first call.
    """

    def __init__(self, function: str, *, seconds: float, memory: int, calls: int = _CALLS):
        self._function, self._seconds, self._memory, self._calls = function, seconds, memory, calls
        self._lock = threading.Lock()
        self._process: _Process | None = None
        atexit.register(self.close)

    def call(self, data: bytes) -> str:
        """Raises Refusal, with the function's message; TimedOutError, NotStartedError or FailedError."""
        with self._lock:
            process = self._ready()
            try:
                kind, answer = process.ask(data, self._seconds)
            except BaseException:
                self.close()
                raise
            if kind == _FAILURE:  # out of memory, for one: who knows in what state it is
                self.close()
                raise FailedError(answer)
        if kind == _REFUSAL:
            raise Refusal(answer)
        return answer

    def close(self) -> None:
        """End the process, if there is one; the next call starts another."""
        process, self._process = self._process, None
        if process and process.owner == os.getpid():
            process.end()

    @property
    def pid(self) -> int | None:
        """Of the process, while there is one."""
        return self._process and self._process.pid

    def _ready(self) -> "_Process":
        process = self._process
        if process and process.owner != os.getpid():  # this is a fork: the process belongs to the other side
            process = self._process = None
        if process and (process.calls >= self._calls or not process.is_alive()):
            self.close()
        if self._process is None:
            self._process = _Process(self._function, self._seconds, self._memory)
        return self._process


class _Process:
    """One process and the socket to it."""

    def __init__(self, function: str, seconds: float, memory: int):
        self.owner, self.calls = os.getpid(), 0
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._popen = subprocess.Popen(
                [sys.executable, "-c", _START, function, str(seconds + _GRACE), str(memory)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            )
        try:
            self._receive(time.monotonic() + _START_SECONDS)  # it is ready
        except OSError as error:
            self.end()
            raise NotStartedError("The process did not start.") from error
        except BaseException:
            self.end()
            raise

    @property
    def pid(self) -> int:
        return self._popen.pid

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def ask(self, data: bytes, seconds: float) -> tuple[bytes, str]:
        """What kind of answer, and the answer."""
        self.calls += 1
        deadline = time.monotonic() + seconds
        try:
            self._socket.settimeout(seconds)
            send(self._socket, _CALL, data)
            kind, answer = self._receive(deadline)
            return kind, answer.decode()
        except TimeoutError as error:
            raise TimedOutError(f"No answer within {seconds:g} seconds.") from error
        except (OSError, UnicodeDecodeError) as error:
            raise FailedError("The process broke off.") from error

    def end(self) -> None:
        self._socket.close()
        with suppress(ProcessLookupError):
            self._popen.kill()
        self._popen.wait()

    def _receive(self, deadline: float) -> tuple[bytes, bytes]:
        def wait() -> None:
            self._socket.settimeout(max(0.001, deadline - time.monotonic()))

        return receive(self._socket, wait)


def send(connection: socket.socket, kind: bytes, data: bytes) -> None:
    connection.sendall(_HEAD.pack(kind, len(data)))
    connection.sendall(data)


def receive(connection: socket.socket, before=lambda: None) -> tuple[bytes, bytes]:
    """One message; `before` is called before each wait. Raises ConnectionError when the other side is gone."""
    kind, length = _HEAD.unpack(_exactly(connection, _HEAD.size, before))
    if length > _MOST_ANSWER:
        raise ConnectionError("The message is too long.")
    return kind, _exactly(connection, length, before)


def _exactly(connection: socket.socket, length: int, before) -> bytes:
    pieces, missing = [], length
    while missing:
        before()
        piece = connection.recv(min(missing, _CHUNK))
        if not piece:
            raise ConnectionError("The other side is gone.")
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def serve(function: str, seconds: str, memory: str) -> None:
    """The process itself: answers calls until its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    module, _, name = function.partition(":")
    called = getattr(importlib.import_module(module), name)
    _limit(int(memory))
    with socket.socket(fileno=0) as parent, suppress(OSError):
        send(parent, _READY, b"")
        while True:
            _, data = receive(parent)
            signal.setitimer(signal.ITIMER_REAL, float(seconds))  # nobody handles it: it ends the process
            kind, answer = _outcome(called, data)
            send(parent, kind, answer.encode("utf-8", "replace"))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _outcome(called, data: bytes) -> tuple[bytes, str]:
    try:
        return _ANSWER, called(data)
    except Refusal as refusal:
        return _REFUSAL, str(refusal)
    except MemoryError:
        return _FAILURE, "Out of memory."
    except Exception as error:  # whatever an engine raises on a bad file
        return _FAILURE, f"{type(error).__name__}: {error}"


def _limit(memory: int) -> None:
    """Memory beyond what is used now, and no core dumps. Systems that know no such limit go without."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
