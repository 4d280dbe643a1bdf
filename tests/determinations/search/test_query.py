"""What a person types → clauses. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.search.query import MAX_CLAUSES, MAX_LENGTH, Clause, QueryTextError, parse_text

READ = [
    ("", (), "nothing typed is no condition"),
    ("   ", (), "blanks are nothing"),
    ("lumbar", (Clause("lumbar"),), "one word"),
    ("lumbar  pain", (Clause("lumbar"), Clause("pain")), "two words, both of them"),
    ('"neck pain"', (Clause("neck pain", phrase=True),), "quoted words stand together"),
    ("“neck pain”", (Clause("neck pain", phrase=True),), "curly quotes, as pasted from a letter"),
    ("-surgery knee", (Clause("surgery", negated=True), Clause("knee")), "a minus before a word leaves it out"),
    ('-"physical therapy"', (Clause("physical therapy", phrase=True, negated=True),), "and before a phrase"),
    ("L4-L5", (Clause("L4-L5"),), "a hyphen inside a word is no minus"),
    ("10/325", (Clause("10/325"),), "a strength is one clause"),
    ("#60", (Clause("#60"),), "a quantity as it is written in requests"),
    ("visits:", (Clause("visits:"),), "punctuation the engine would choke on"),
    ("pain - neck", (Clause("pain"), Clause("neck")), "a lonely dash is no word"),
    ("AND OR NOT", (Clause("AND"), Clause("OR"), Clause("NOT")), "no operator of the engine is reachable"),
]


@pytest.mark.parametrize(("text", "clauses", "reason"), READ, ids=[row[2] for row in READ])
def test_reads_what_was_typed(text, clauses, reason):
    assert parse_text(text) == clauses


UNREADABLE = [
    ('neck "pain', 5, "an unclosed quote is named with its place"),
    ('"', 0, "a quote alone"),
    ("?!", 0, "nothing to search for"),
    ('""', 0, "an empty phrase"),
    ("a" * (MAX_LENGTH + 1), None, "too long"),
    ("a " * (MAX_CLAUSES + 1), None, "too many words"),
]


@pytest.mark.parametrize(("text", "position", "reason"), UNREADABLE, ids=[row[2] for row in UNREADABLE])
def test_names_what_it_cannot_read(text, position, reason):
    with pytest.raises(QueryTextError) as caught:
        parse_text(text)
    assert caught.value.position == position
    assert str(caught.value).endswith(".")


@given(st.text(max_size=MAX_LENGTH + 50))
def test_any_text_is_read_or_refused(text):
    try:
        clauses = parse_text(text)
    except QueryTextError:
        return
    assert all(any(character.isalnum() for character in clause.text) for clause in clauses)
    assert len(clauses) <= MAX_CLAUSES
