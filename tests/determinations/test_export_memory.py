"""An export keeps one batch in memory, however many decisions it holds."""

import tracemalloc
from datetime import date

import pytest
from django.http import QueryDict

from determinations import exporting, search
from determinations.formats import as_csv, as_jsonl
from determinations.records import Cited, Record

MOST = 2_500_000  # bytes: a batch of 100 as records, as rows and as text
REASONS = "The records do not show that a trial of less was made, nor what came of it. " * 40


def made(keys) -> list[Record]:
    """Decisions as the database would give them, each with a text of its own."""
    return [
        Record(
            pk=key, case=f"cm15-{key}", case_number=f"CM15-{key}", item=1, of=1, path=f"/cases/cm15-{key}/#item-1",
            request=f"MRI, request {key}", outcome="upheld", category="diagnostic-testing", treatment="mri", drugs=(),
            body_parts=("neck",), by_reviewer=Cited(("odg-neck",), ("odg",)), by_claims_admin=Cited(), sex=None,
            specialties=("neurology",), decided=date(2015, 6, 1), age=45, layout="final", rationale=f"{key} {REASONS}",
        )
        for key in keys
    ]  # fmt: skip


@pytest.mark.parametrize("written", [as_csv, as_jsonl])
def test_memory_does_not_grow_with_decisions(monkeypatch, written):
    monkeypatch.setattr(exporting, "records", made)
    found = (range(start, start + 100) for start in range(0, 4_000, 100))
    tracemalloc.start()
    size = sum(len(chunk) for chunk in written(exporting.batches(found, "https://imr.example.org")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 5 * MOST
    assert peak < MOST


def test_nothing_is_read_before_it_is_asked_for(monkeypatch):
    read = []
    monkeypatch.setattr(exporting, "records", lambda keys: read.append(keys) or made(keys))
    monkeypatch.setattr(search, "scan", lambda query, size: ((key,) for key in range(1_000_000)))
    chunks = as_jsonl(exporting.batches(exporting.keys(exporting.asked(QueryDict(""))), ""))
    assert read == []
    next(chunks)
    assert read == [(0,)]
