"""How well letters are read: what was read beside what a careful human extracted, field by field.

Pure: standard library, the letters room and the vocabulary. Whoever calls `evaluate` says how a letter's file is read.
"""

from ingest.evaluation.gold import Gold, GoldError, read_gold
from ingest.evaluation.history import Changes, changes, load, save
from ingest.evaluation.printing import change_lines, miss_lines, misses, percent, table_lines
from ingest.evaluation.running import Failure, Report, evaluate
from ingest.evaluation.tally import Scores, below_minimum, not_scored, tally

__all__ = [
    "Changes",
    "Failure",
    "Gold",
    "GoldError",
    "Report",
    "Scores",
    "below_minimum",
    "change_lines",
    "changes",
    "evaluate",
    "load",
    "miss_lines",
    "misses",
    "not_scored",
    "percent",
    "read_gold",
    "save",
    "table_lines",
    "tally",
]
