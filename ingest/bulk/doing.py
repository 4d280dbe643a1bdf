"""The shape of whatever a bulk change does: entries in order, read outside of a change, written within one."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, Protocol

from django.contrib.auth.models import AbstractBaseUser

from ingest.correcting import Corrected
from ingest.models import BulkLine

BATCH = 100  # entries; one change of the corpus


class Entry(NamedTuple):
    """One thing to do: `key` orders them, `item` is the decision's place, 0 for the case itself."""

    key: int
    case: int
    item: int = 0


class Outcome(NamedTuple):
    """What became of some entries, and what undoing them needs."""

    told: Corrected
    lines: list[BulkLine]


class Doing(Protocol):
    """`needs` are the rights of whoever asks for it, and still has to have them while it is done."""

    needs: Collection[str]

    def count(self, beat: Callable[[], None]) -> int:
        """How many entries there are in all; `beat` is called now and then meanwhile."""

    def after(self, key: int) -> list[Entry]:
        """The next entries beyond `key`, at most BATCH; none at the end."""

    def do(self, entries: Sequence[Entry], read: object, by: AbstractBaseUser) -> Outcome:
        """Within a transaction. Entries that cannot be done are told as refused."""

    def read(self, entries: Sequence[Entry]) -> object:
        """What takes its time, before that."""
