"""The judged queries: enough of them, readable, and about decisions that exist once."""

import pytest

from determinations.relevance.judged import JudgementError, judged
from determinations.search.language import parse_text


def test_there_are_enough_queries_and_each_can_be_asked():
    assert len(judged()) >= 40
    for each in judged():
        assert parse_text(each.typed) is not None
        assert set(each.grades.values()) <= {1, 2, 3}


@pytest.mark.parametrize(
    ("text", "complaint", "reason"),
    [
        ('[[query]]\ntyped = "a"\nexactly = ["x/1"]\n[[query]]\ntyped = "a"\nuseful = ["y/1"]', "twice", "a query"),
        ('[[query]]\ntyped = "a"\nexactly = ["x/1"]\nuseful = ["x/1"]', "twice", "a decision with two grades"),
        ('[[query]]\ntyped = "a"', "no decision", "a query that judges nothing"),
        ('[[query]]\ntyped = "a"\ngood = ["x/1"]', "is none: good", "a grade by another word"),
    ],
)
def test_contradictions_are_named(tmp_path, text, complaint, reason):
    path = tmp_path / "judgements.toml"
    path.write_text(text)
    with pytest.raises(JudgementError, match=complaint):
        judged(path)
