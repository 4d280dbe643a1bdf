"""Files of decisions: what a reader of CSV or JSON lines gets back, and no formula."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.formats import as_csv, as_jsonl, harmless
from determinations.serializing import COLUMNS

FULL = {
    "case": "cm15-1", "case_number": "CM15-1", "item": 1, "of": 2, "url": "https://imr.example.org/cases/cm15-1/#item-1",
    "request": 'MRI, "lumbar"\nwithout contrast', "outcome": "upheld", "outcome_meaning": "denial stands",
    "category": "diagnostic-testing", "treatment": "mri", "drugs": [], "body_parts": ["lumbar-spine", "neck"],
    "guidelines": ["odg-low-back"], "cited_by_claims_admin": [], "sources": ["odg"],
    "sources_cited_by_claims_admin": [], "specialties": ["neurology"], "decided": date(2015, 6, 1), "age": 45,
    "sex": "female", "layout": "final", "rationale": "“No” – it is not.\u2028Truly.", "citation": "IMR …",
}  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def read_csv(chunks) -> list[dict]:
    text = b"".join(chunks).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_mark_for_excel_a_header_and_a_row_for_each_decision():
    written = b"".join(as_csv([[FULL], [], [FULL | {"age": None, "decided": None, "sex": None}]]))
    assert written.startswith(b"\xef\xbb\xbfcase,case_number,item,")
    first, second = read_csv([written])
    assert list(first) == list(COLUMNS)
    assert first["request"] == FULL["request"]
    assert (first["body_parts"], first["drugs"]) == ("lumbar-spine; neck", "")
    assert (first["decided"], first["age"], first["of"]) == ("2015-06-01", "45", "2")
    assert [second[name] for name in ("age", "decided", "sex")] == [""] * 3


def test_without_decisions_csv_is_its_header_and_json_lines_are_empty():
    assert read_csv(as_csv([])) == []
    assert b"".join(as_jsonl([[]])) == b""


def test_json_lines_are_one_object_a_line_for_every_kind_of_reader():
    written = b"".join(as_jsonl([[FULL, FULL]]))
    lines = written.decode("ascii").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0]) == FULL | {"decided": "2015-06-01"}


@given(request=texts, rationale=texts)
def test_texts_come_back_as_they_are_but_for_the_apostrophe(request, rationale):
    given_row = FULL | {"request": request, "rationale": rationale}
    (found,) = read_csv(as_csv([[given_row]]))
    assert (found["request"], found["rationale"]) == (harmless(request), harmless(rationale))
    assert harmless(request).removeprefix("'") == request.removeprefix("'")
    (line,) = b"".join(as_jsonl([[given_row]])).splitlines()
    assert json.loads(line)["request"] == request


FORMULAS = [
    ('=HYPERLINK("http://evil.example","x")', "a formula"),
    ("+1+cmd|' /C calc'!A0", "a sum that calls a program"),
    ("-2+3", "a difference"),
    ("@SUM(A1)", "an old function"),
    ("\t=1", "behind a tab"),
    ("\r=1", "behind a carriage return"),
    ("\n=1", "behind a line feed"),
    ("  =1", "behind spaces"),
    ("\u00a0=1", "behind a space that does not break"),
    ("＝1", "with a wide sign"),
]


@pytest.mark.parametrize(("text", "reason"), FORMULAS, ids=[row[1] for row in FORMULAS])
def test_a_formula_is_made_text(text, reason):
    assert harmless(text) == f"'{text}"
    (found,) = read_csv(as_csv([[FULL | {"request": text}]]))
    assert found["request"].startswith("'")


@pytest.mark.parametrize("text", ["", " ", "Acupuncture", "1-2 visits", "'quoted'", "#60", "(=)", "–2"])
def test_other_text_is_left_alone(text):
    assert harmless(text) == text


def test_numbers_are_no_text():
    assert read_csv(as_csv([[FULL | {"age": -1}]]))[0]["age"] == "-1"
