"""The pure rooms can be imported where Django, the search engine and the PDF reader do not exist."""

import subprocess
import sys

import pytest

WITHOUT = """
import sys
for name in ("django", "tantivy", "pypdfium2", "psycopg"):
    sys.modules[name] = None  # importing it raises ImportError
"""
USE = {
    "determinations.vocabulary": "from determinations.vocabulary import classify_request; classify_request('MRI')",
    "ingest.letters": "from ingest.letters import parse; assert parse('').layout == 'unknown'",
    "ingest.reading": "from ingest.reading import letter_text; letter_text(b'A letter')",
    "ingest.evaluation": "from ingest.evaluation import tally; tally([])",
    "ingest.fuzzing": "import ingest.fuzzing.mutants",
    "ingest.letters.record": "from ingest.letters.record import ParsedLetter; ParsedLetter('final').as_dict('a.txt')",
}


@pytest.mark.parametrize("room", USE)
def test_a_pure_room_stands_alone(room, pytestconfig):
    finished = subprocess.run(
        [sys.executable, "-c", WITHOUT + USE[room]], cwd=pytestconfig.rootpath, capture_output=True, text=True
    )
    assert finished.returncode == 0, finished.stderr
