"""Results → report lines and exit status."""

import json
from collections import Counter

from ingest.reporting import Result, Status, count, exit_status, summary


def test_a_report_line_has_the_contract_s_keys():
    line = json.loads(Result("a.txt", Status.NEW, "cm16-1", 2, ({"code": "x", "message": "y"},)).as_json())
    assert line == {
        "file": "a.txt",
        "status": "new",
        "case": "cm16-1",
        "items": 2,
        "warnings": [{"code": "x", "message": "y"}],
        "reason": "",
    }


def test_only_failures_make_the_exit_status_one():
    assert exit_status(Counter({Status.NEW: 3, Status.DUPLICATE: 1, Status.UPDATED: 1})) == 0
    assert exit_status(Counter({Status.NEW: 3, Status.FAILED: 1})) == 1


def test_the_summary_names_only_what_happened():
    results = [Result("a", Status.NEW), Result("b", Status.NEW), Result("c", Status.FAILED)]
    assert summary(count(results)) == "2 new, 1 failed"
    assert summary(Counter()) == "nothing to do"
