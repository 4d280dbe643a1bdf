"""A letter that takes for ever is interrupted, however busy the machine is otherwise."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class HangError(BaseException):
    """Reading a letter took more processor time than any letter may. No `except Exception` swallows it."""


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raises HangError inside after so many seconds of processor time. Only a main thread can be interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _interrupt(number, frame) -> None:
    place = f"{frame.f_code.co_filename}:{frame.f_lineno} {frame.f_code.co_name}" if frame else "an unknown place"
    raise HangError(f"interrupted at {place}")
