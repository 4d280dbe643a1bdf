"""Damaged letters without end: whatever is done to a letter, reading it must neither fail, nor hang, nor lose text.

Pure: standard library, the letters room and the digest. Letter number N of a seed is always the same, as long as
the letters it is made from are.
"""

from ingest.fuzzing.invariants import LONG, check, limit_for
from ingest.fuzzing.mutants import Mutant, mutant
from ingest.fuzzing.running import KINDS, Failure, Outcome, Plan, run

__all__ = ["KINDS", "LONG", "Failure", "Mutant", "Outcome", "Plan", "check", "limit_for", "mutant", "run"]
