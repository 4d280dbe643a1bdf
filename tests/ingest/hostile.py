"""Functions that a confined process may be asked to run: what a bad file can make an engine do."""

import os
import signal
import time

from ingest.confinement import Refusal

_leak: list[bytearray] = []


def behave(data: bytes) -> str:
    """Does what the words say; "pid" and "environment" tell about the process."""
    word, _, argument = data.decode().partition(" ")
    return {
        "echo": lambda: argument,
        "pid": lambda: str(os.getpid()),
        "environment": lambda: " ".join(sorted(os.environ)),
        "modules": _modules,
        "refuse": lambda: _refuse(argument),
        "break": lambda: str(1 // 0),
        "hang": lambda: time.sleep(3600) or "",
        "spin": _spin,
        "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV) or "",
        "exit": lambda: os._exit(0),
        "eat": lambda: _eat(int(argument)),
        "flood": lambda: "x" * int(argument),
    }[word]()


def _modules() -> str:
    import sys

    return " ".join(name for name in sys.modules if name.partition(".")[0] in ("django", "determinations", "psycopg"))


def _refuse(reason: str) -> str:
    raise Refusal(reason)


def _spin() -> str:
    while True:
        pass


def _eat(megabytes: int) -> str:
    for _ in range(megabytes):
        _leak.append(bytearray(1 << 20))
    return "eaten"


def pdf(data: bytes) -> str:
    """Reads PDFs, but does what the words of a false one say."""
    if data.startswith(b"%PDF "):
        return behave(data.removeprefix(b"%PDF "))
    from ingest.pdf import text

    return text(data)
