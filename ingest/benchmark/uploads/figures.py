"""What was measured of one upload, and how it is told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import quantiles

FINAL = frozenset(
    ("new", "duplicate", "held", "other_words", "updated", "kept", "failed", "cancelled", "discarded", "opened")
)
_ZIP = "opened"
_TOLD = 5  # errors
_NAMES = {"web": "largest web process", "worker": "worker"}


@dataclass(slots=True)
class Figures:
    """Seconds, but for `peaks` in MiB.

    `answered`: until the form was answered; `seconds`: until every file was in a final state, both from the click.
    `processor`: what web server and worker took of it. `answers`: of public pages meanwhile, `errors` of these.
    `lags`: from each commit until searches showed it. `public`: a search found the last letter that is not held.
    `single`: from the answer to one more letter until it was found, below 0 if it was not. `states` counts files, the
    zip's own row among them.
    """

    answered: float = 0.0
    seconds: float = 0.0
    answers: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    states: Counter = field(default_factory=Counter)
    lags: list[float] = field(default_factory=list)
    public: bool = False
    single: float = -1.0
    processor: dict[str, float] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)

    def troubles(self, count: int) -> list[str]:
        """What is not as it must be, when `count` letters were sent in a zip; empty when all is."""
        told = []
        if unfinished := {state: number for state, number in self.states.items() if state not in FINAL}:
            told.append(f"Files without a final state: {unfinished}.")
        if self.states.total() - self.states[_ZIP] != count:
            told.append(f"{count:,} letters were sent, {self.states.total() - self.states[_ZIP]:,} have a state.")
        told += [f"No answer: {error}" for error in self.errors[:_TOLD]]
        if not self.public:
            told.append("A search does not find the last letter.")
        if self.single < 0:
            told.append("One more letter was not found.")
        return told

    def lines(self, count: int) -> Iterator[str]:
        """The figures as sentences."""
        yield f"The form was answered after {self.answered:.1f} s."
        yield f"Every file in a final state after {self.seconds:.1f} s; {count / self.seconds:,.0f} letters/s."
        if taken := ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.processor.items()):
            yield f"Processor time of that: {taken}."
        yield "States: " + ", ".join(f"{number:,} {state}" for state, number in self.states.most_common()) + "."
        yield f"Pages meanwhile: {_spread(self.answers)}; {len(self.errors)} errors in {len(self.answers):,} answers."
        if self.lags:
            yield f"From a commit until searches show it: {_spread(self.lags)}; the last {_ms(self.lags[-1])}."
        yield f"One more letter, from the form's answer until it is found: {self.single:.2f} s."
        for name, peak in self.peaks.items():
            yield f"Peak memory of the {_NAMES[name]}: {peak:,.0f} MiB."


def _spread(times: Sequence[float]) -> str:
    cuts = quantiles(times, n=100, method="inclusive") if len(times) > 1 else [*times] * 99
    named = {"median": cuts[49], "95th percentile": cuts[94], "99th": cuts[98], "slowest": max(times)}
    return ", ".join(f"{name} {_ms(seconds)}" for name, seconds in named.items())


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"
