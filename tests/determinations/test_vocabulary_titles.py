"""What whole titles of disputed items ask for: `titles.csv` holds them as many hands write them, with what is hard."""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from determinations.vocabulary import classify_request, explain_request

with (Path(__file__).parent / "titles.csv").open(encoding="utf-8", newline="") as file:
    GROUPS = {reason: list(rows) for reason, rows in groupby(csv.DictReader(file), key=lambda row: row["reason"])}


@pytest.mark.parametrize("reason", GROUPS)
def test_every_title_has_its_type(reason):
    wrong = [
        (row["title"], row["treatment_type"], explain_request(row["title"]).why)
        for row in GROUPS[reason]
        if getattr(classify_request(row["title"]), "treatment_type", None) != row["treatment_type"]
    ]
    assert wrong == []
