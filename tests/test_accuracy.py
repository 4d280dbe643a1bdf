"""What is read in our gold letters is as good as the README says, and as good as it has to be."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from ingest import evaluation
from ingest.evaluation.fields import FIELDS
from ingest.finding import file_source

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "gold"
README = (ROOT / "README.md").read_text()


@pytest.fixture(scope="module")
def gold():
    return evaluation.read_gold(GOLD)


@pytest.fixture(scope="module")
def scores(gold):
    report = evaluation.evaluate(gold, lambda path: file_source(path).read())
    assert not report.failures
    return evaluation.tally(report.comparisons)


def test_there_are_enough_letters_of_every_layout(gold):
    layouts = [letter["layout"] for letter in gold.letters]
    assert len(layouts) >= 40
    assert {layout: layouts.count(layout) >= 10 for layout in set(layouts)} == dict.fromkeys(
        ("final", "maximus", "notice", "professional"), True
    )


def test_every_field_reaches_its_minimum(capsys):
    call_command("evaluate", str(GOLD), min=True, misses=0)
    assert "Every field that is scored reaches its minimum." in capsys.readouterr().out


def test_every_field_with_a_minimum_is_scored(scores):
    unscored = {row.name for row in evaluation.not_scored(scores) if row.minimum is not None}
    assert unscored == {"requests.csv: category", "requests.csv: treatment type"}


def test_the_readme_says_what_is_measured(scores):
    table = README.partition("## Accuracy")[2].partition("\n## ")[0]
    said = dict(re.findall(r"^\| ([\w ]+) \| [^|]*\| [^|]*\| ([\d.]+) % \|$", table, re.MULTILINE))
    assert len(said) >= 15
    assert said == {row.name: evaluation.percent(scores.score(row)) for row in FIELDS if row.name in said}
