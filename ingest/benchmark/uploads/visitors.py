"""A visitor who asks for one public page after another at a steady pace, and how long each answer takes."""

import threading
import time
from itertools import cycle
from urllib.request import ProxyHandler, build_opener

_PACE = 0.2  # seconds from one question to the next
_PATIENCE = 60  # seconds


class Visitor:
    """Asks until the block ends. `times`: seconds from each question to its answer's last byte; `errors`: what failed.

    Who had to wait longer than the pace asks the next at once; what was not asked meanwhile is not made up for.
    """

    def __init__(self, addresses: list[str], pace: float = _PACE):
        self.times: list[float] = []
        self.errors: list[str] = []
        self._addresses, self._pace = cycle(addresses), pace
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def __enter__(self) -> "Visitor":
        self._thread.start()
        return self

    def __exit__(self, *exception) -> None:
        self._leaving.set()
        self._thread.join(2 * _PATIENCE)

    def _ask(self) -> None:
        opener = build_opener(ProxyHandler({}))
        start = time.perf_counter()
        while not self._leaving.wait(max(0.0, start + self._pace - time.perf_counter())):
            address, start = next(self._addresses), time.perf_counter()
            try:
                with opener.open(address, timeout=_PATIENCE) as answer:
                    answer.read()
            except OSError as error:
                self.errors.append(f"{address}: {error}")
            self.times.append(time.perf_counter() - start)
