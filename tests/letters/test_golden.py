"""Whole letters against whole records: nothing may change in how a letter is read without a change here."""

import json
from itertools import pairwise
from pathlib import Path

from ingest.letters import parse, parts
from ingest.letters.text.lines import Source, collapse


def read(path: Path) -> str:
    return path.read_bytes().decode()


def test_the_whole_record_is_as_expected(golden_text, update_golden):
    found = parse(read(golden_text)).as_dict(golden_text.name)
    expected = golden_text.with_suffix(".json")
    if update_golden:
        expected.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_span_slices_to_its_words(golden_text):
    source = Source(read(golden_text))
    letter = parse(source.text)
    shown = {"summary": letter.summary, "case_number": letter.case_number}
    for name, span in letter.spans.items():
        assert source.words(*span) == shown.get(name, source.words(*span)) != ""
    for item in letter.items:
        for name in ("request", "rationale"):
            assert source.words(*item.spans.get(name, (0, 0))) == getattr(item, name)
        for citation in (*item.claims_admin_citations, *item.reviewer_citations):
            assert source.words(*citation.span) == citation.text


def test_spans_show_where_facts_stand(golden_text):
    text = read(golden_text)
    letter = parse(text)
    if letter.priority:
        assert text[slice(*letter.spans["priority"])].capitalize() == letter.priority
    for name in ("specialties", "subspecialties", "states"):
        for credential in getattr(letter.reviewer, name):
            assert credential in collapse(text[slice(*letter.spans[name])])
    for name, day in letter.dates.as_dict().items():
        assert (day is None) == (name not in letter.spans)


def test_every_line_belongs_to_exactly_one_part(golden_text):
    """A line of a letter whose own line breaks stand; a reflowed one is checked by character."""
    text = read(golden_text)
    found = parts(text)
    position = 0
    for line in text.replace("\f", "\n").split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        if line.strip() and len(line) < 200:
            owners = [part for part in found if part.span.start < end and start < part.span.end]
            assert len(owners) == 1, (line, owners)
    assert all(not text[before.span.end : after.span.start].strip() for before, after in pairwise(found))
