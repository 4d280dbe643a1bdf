"""A function in a process of its own: whatever it does costs one call, and the next one is answered."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.confinement import Confined, FailedError, NotStartedError, Refusal, TimedOutError

ROOT = Path(__file__).resolve().parents[2]
FUNCTION = "tests.ingest.hostile:behave"


@pytest.fixture
def confined():
    made = Confined(FUNCTION, seconds=30, memory=200 << 20, calls=4)
    yield made
    made.close()


def gone(pid: int) -> bool:
    """Wait for a process to end; a zombie is at its end."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False


def test_answers_come_back_whole(confined):
    assert confined.call("echo “pain” – 5/10".encode()) == "“pain” – 5/10"
    assert confined.call(b"echo " + b"x" * 5_000_000) == "x" * 5_000_000


def test_a_refusal_is_said_and_costs_no_process(confined):
    pid = confined.call(b"pid")
    with pytest.raises(Refusal, match=r"It has no pages\."):
        confined.call(b"refuse It has no pages.")
    assert confined.call(b"pid") == pid


unlimited = pytest.mark.skipif(sys.platform == "darwin", reason="its memory cannot be limited")
FAILURES = [
    (b"crash", "a segmentation fault"),
    (b"exit", "the process leaves"),
    (b"break", "an exception nobody foresaw"),
    pytest.param(b"eat 4000", "more memory than is allowed", marks=unlimited),
    (b"flood 70000000", "an answer no caller can want"),
]


@pytest.mark.parametrize(("call", "reason"), FAILURES)
def test_a_failure_costs_one_call_and_the_process(confined, call, reason):
    pid = int(confined.call(b"pid"))
    with pytest.raises(FailedError):
        confined.call(call)
    assert gone(pid), reason
    assert int(confined.call(b"pid")) != pid


@pytest.mark.parametrize("call", [b"hang", b"spin", b"hang " + b"x" * 3_000_000], ids=["sleeping", "busy", "large"])
def test_a_call_that_takes_too_long_is_ended(call):
    confined = Confined(FUNCTION, seconds=1, memory=200 << 20)
    pid = int(confined.call(b"pid"))
    start = time.monotonic()
    with pytest.raises(TimedOutError):
        confined.call(call)
    assert time.monotonic() - start < 10
    assert gone(pid)
    assert confined.call(b"echo again") == "again"
    confined.close()


def test_a_process_that_does_not_even_listen_is_ended(confined):
    """Stopped, it takes no bytes; the pipe is full and the caller must not wait for ever."""
    quick = Confined(FUNCTION, seconds=1, memory=200 << 20)
    os.kill(int(quick.call(b"pid")), signal.SIGSTOP)
    with pytest.raises(TimedOutError):
        quick.call(b"echo " + b"x" * 5_000_000)
    assert quick.call(b"echo again") == "again"
    quick.close()


def test_a_function_that_is_not_there_is_said():
    with pytest.raises(NotStartedError):
        Confined("tests.ingest.nothing:here", seconds=5, memory=200 << 20).call(b"")


def test_a_process_is_replaced_after_so_many_calls(confined):
    assert len({confined.call(b"pid") for _ in range(4)}) == 1
    assert len({confined.call(b"pid") for _ in range(6)}) == 2


def test_a_process_that_someone_killed_between_calls_is_replaced(confined):
    pid = int(confined.call(b"pid"))
    os.kill(pid, signal.SIGKILL)
    assert gone(pid)
    assert confined.call(b"echo again") == "again"


def test_it_knows_no_secret_and_no_database(confined, monkeypatch):
    for name in ("SECRET_KEY", "DATABASE_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "secret")
    seen = set(confined.call(b"environment").split())
    assert seen <= {"PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR"}
    assert confined.call(b"modules") == ""


def test_many_threads_share_one_process():
    confined = Confined(FUNCTION, seconds=30, memory=200 << 20)
    answers: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(confined.call(f"echo {n}".encode()))) for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=int) == [str(number) for number in range(20)]
    confined.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="systems without fork have no such case")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_gets_a_process_of_its_own(confined):
    mine = confined.call(b"pid")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, confined.call(b"pid").encode())
            confined.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 100).decode() not in ("", mine)
    os.close(reading)
    os.close(writing)
    assert confined.call(b"pid") == mine


PARENT = f"""
import sys, threading
from ingest.confinement import Confined
confined = Confined({FUNCTION!r}, seconds=float(sys.argv[1]), memory=200 << 20)
print(confined.call(b"pid"), flush=True)
if sys.argv[2] != "idle":
    print("busy", flush=True)
    confined.call(sys.argv[2].encode())
sys.stdin.read()
"""


@pytest.mark.parametrize("doing", ["idle", pytest.param("spin", marks=pytest.mark.slow)])
def test_it_ends_when_its_parent_is_killed(doing):
    """Idle it sees its socket close; busy, an alarm of its own ends it after its time and a grace of five seconds."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, "1", doing],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    with parent:
        pid = int(parent.stdout.readline())
        if doing != "idle":
            parent.stdout.readline()
            time.sleep(0.1)
        parent.kill()
        parent.wait()
        assert gone(pid)
