"""Mutants checked by the thousand, in this process or in several; neither a hang nor a crash ends the run."""

import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from pathlib import PurePath

from ingest.fuzzing.invariants import Checked, check
from ingest.fuzzing.mutants import mutant
from ingest.fuzzing.watching import HangError, interrupted_after

CHUNK = 100  # letters a worker is given at a time
HANG_SECONDS = 20.0  # of processor time for one letter
STALL_SECONDS = 120.0  # on the clock without another letter: the worker can not even be interrupted
KINDS = {
    "exception": "exceptions",
    "hang": "hangs",
    "slow": "too slow",
    "broken": "broken invariants",
    "died": "ended processes",
}
Check = Callable[[str, float], Checked]


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with one letter. `kind` is one of KINDS."""

    number: int
    kind: str
    message: str


@dataclass(slots=True)
class Outcome:
    """Of many letters: how many, how long the slowest took (milliseconds, its number), and every failure."""

    letters: int = 0
    characters: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.letters += other.letters
        self.characters += other.characters
        self.slowest = max(self.slowest, other.slowest)
        self.failures += other.failures


@dataclass(frozen=True, slots=True)
class Plan:
    """What every worker knows: the seed, the letters mutants are made from, the limits."""

    seed: int
    texts: Sequence[str]
    limit: float
    check: Check = check
    hang: float = HANG_SECONDS
    stall: float = STALL_SECONDS


def run(plan: Plan, numbers: range, workers: int | None = None) -> Iterator[Outcome]:
    """The outcome of each few letters as they are done. `workers` None: one a core; 0: in this process."""
    chunks = deque(numbers[start : start + CHUNK] for start in range(0, len(numbers), CHUNK))
    if workers == 0:
        yield from (_chunk(plan, chunk) for chunk in chunks)
    else:
        yield from _in_processes(plan, chunks, min(workers or os.cpu_count() or 1, len(chunks)))


def _chunk(plan: Plan, numbers: range, note: Callable[[int], None] = lambda number: None) -> Outcome:
    outcome = Outcome()
    for number in numbers:
        note(number)
        outcome.add(_letter(plan, number))
    return outcome


def _letter(plan: Plan, number: int) -> Outcome:
    made = mutant(plan.seed, number, plan.texts)
    milliseconds, failures = 0.0, []
    try:
        with interrupted_after(plan.hang):
            milliseconds, problems = plan.check(made.text, plan.limit)
        failures = [Failure(number, "slow" if each.startswith("slow") else "broken", each) for each in problems]
    except HangError as error:
        failures = [Failure(number, "hang", f"more than {plan.hang:g} s of processor time; {error}")]
    except Exception as error:  # any at all is what is looked for
        failures = [Failure(number, "exception", _told(error))]
    return Outcome(1, len(made.text), (milliseconds, number), failures)


def _told(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-2:]
    places = " < ".join(f"{PurePath(each.filename).name}:{each.lineno} {each.name}" for each in reversed(frames))
    return f"{type(error).__name__}: {str(error)[:200]} ({places})"


class _Worker:
    """A process with the chunk it works on. `at` is the letter it has in hand, seen from here at any time."""

    def __init__(self, plan: Plan, chunk: range):
        context = get_context("spawn")
        self.plan, self.chunk, self.ready = plan, chunk, False
        self.at = context.RawValue("q", chunk.start)
        self.seen, self.since = chunk.start, time.monotonic()
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(plan, theirs, self.at), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, chunk: range) -> None:
        self.chunk, self.ready, self.at.value = chunk, True, chunk.start
        self.seen, self.since = chunk.start, time.monotonic()
        with suppress(OSError):  # it died: `take` will notice
            self.ours.send(chunk)

    def take(self) -> Outcome | None:
        """The chunk's outcome, an empty one from a worker that is ready to start; None if the process is no more."""
        try:
            return self.ours.recv()
        except (EOFError, OSError):
            return None

    def end_if_stalled(self) -> None:
        if self.at.value != self.seen:
            self.seen, self.since = self.at.value, time.monotonic()
        elif self.ready and time.monotonic() - self.since > self.plan.stall:
            self.process.kill()

    def end(self) -> None:
        self.ours.close()
        self.process.kill()
        self.process.join()


def _work(plan: Plan, ours: connection.Connection, at) -> None:
    def note(number: int) -> None:
        at.value = number

    # What is read once and kept must not count as the first letter's time.
    with suppress(Exception, HangError), interrupted_after(plan.hang):
        plan.check(plan.texts[0], plan.limit)
    ours.send(Outcome())
    while True:
        try:
            chunk = ours.recv()
        except EOFError:
            return
        ours.send(_chunk(plan, chunk, note))


def _in_processes(plan: Plan, chunks: deque[range], count: int) -> Iterator[Outcome]:
    workers = [_Worker(plan, chunks.popleft()) for _ in range(count)]
    try:
        while workers:
            ready = connection.wait([worker.ours for worker in workers], timeout=0.5)
            for worker in [worker for worker in workers if worker.ours in ready]:
                outcome = worker.take()
                if outcome is None:
                    workers.remove(worker)
                    outcome = _bury(worker, chunks)
                    workers += [_Worker(plan, chunks.popleft())] if chunks else []
                elif not worker.ready:
                    worker.give(worker.chunk)
                elif chunks:
                    worker.give(chunks.popleft())
                else:
                    workers.remove(worker)
                    worker.end()
                yield outcome
            for worker in workers:
                worker.end_if_stalled()
    finally:
        for worker in workers:
            worker.end()


def _bury(worker: _Worker, chunks: deque[range]) -> Outcome:
    """The letter a process died of is a failure; the others of its chunk are done again."""
    worker.process.join()
    status = worker.process.exitcode
    worker.end()
    if not worker.ready:
        raise RuntimeError(f"A worker could not start; it ended with status {status}.")
    number, chunk = worker.at.value, worker.chunk
    rest = (range(chunk.start, number), range(number + 1, chunk.stop))
    chunks.extendleft(part for part in rest if part)
    return Outcome(1, 0, (0.0, number), [Failure(number, "died", f"the process ended with status {status}")])
