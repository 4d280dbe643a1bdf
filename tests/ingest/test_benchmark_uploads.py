"""The benchmark of uploads: a small run of it whole, and what it takes for a failure."""

import os
import re
import tempfile
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from ingest.benchmark.generator import letters
from ingest.benchmark.uploads import SiteError, one_more
from ingest.benchmark.uploads.figures import Figures
from ingest.benchmark.uploads.measuring import _last
from ingest.benchmark.uploads.site import _children
from ingest.letters import parse

pytestmark = pytest.mark.once
FINE = {"states": Counter(new=58, held=2, opened=1), "answers": [0.1, 0.2], "public": True, "single": 0.5}


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """What it writes, it writes here."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.slow
def test_sixty_letters_go_through_the_page_while_pages_are_asked_for(nowhere):
    said = StringIO()
    call_command("benchmark", uploads=60, no_peer=True, stdout=said)
    told = said.getvalue()
    assert "60 letters in one zip, 3 of them PDFs." in told
    assert re.search(r"^States: (60 new|\d\d new, \d held), 1 opened\.$", told, re.MULTILINE), told
    assert re.search(r"^Pages meanwhile: median [\d,]+ ms, 95th .* 0 errors in [1-9]", told, re.MULTILINE), told
    assert re.search(r"^From a commit until searches show it: median [\d,]+ ms", told, re.MULTILINE), told
    assert re.search(r"^One more letter, .*: \d+\.\d\d s\.$", told, re.MULTILINE), told
    assert list(nowhere.iterdir()) == [], "nothing is left behind"
    assert _children(os.getpid()) == [], "nor a process"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"states": Counter(new=58, held=1, waiting=1, opened=1)}, ["Files without a final state: {'waiting': 1}."]),
        ({"states": Counter(new=58, opened=1)}, ["60 letters were sent, 58 have a state."]),
        ({"errors": ["/: refused"]}, ["No answer: /: refused"]),
        ({"public": False}, ["A search does not find the last letter."]),
        ({"single": -1.0}, ["One more letter was not found."]),
    ],
    ids=["all is well", "unfinished", "lost", "no answer", "not found", "one more not found"],
)
def test_what_is_a_failure(changed, said):
    assert Figures(**FINE | changed).troubles(60) == said


def test_what_is_told_of_a_single_answer():
    assert any("slowest 200 ms" in line for line in Figures(seconds=2.0, **FINE).lines(60))
    assert any("median 100 ms" in line for line in Figures(seconds=2.0, **FINE | {"answers": [0.1]}).lines(60))


def test_the_letters_asked_for_can_be_asked_for_by_number(tmp_path):
    rows = [{"state": state, "case": case} for state, case in (("new", "CM16-0000001"), ("held", "CM16-0000002"))]
    assert _last([*rows, {"state": "new", "case": "A letter without number"}])["case"] == "CM16-0000001"
    with pytest.raises(SiteError):
        _last(rows[1:])
    one_more(tmp_path / "more.txt", 3)
    text = (tmp_path / "more.txt").read_text()
    assert parse(text).case_number and text in [each for _, each in letters(60)][3:]
