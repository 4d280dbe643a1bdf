"""The measure of an order. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.relevance.gain import ndcg

GRADES = {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("order", "value", "reason"),
    [
        (["a", "b", "c"], 1.0, "the best order"),
        (["a", "b", "c", "x"], 1.0, "what comes after all that is graded does no harm"),
        (["x", "y"], 0.0, "nothing of worth"),
        ([], 0.0, "nothing found"),
        (["a"], 7 / (7 + 3 / 1.5849625 + 1 / 2), "what is missing counts"),
        (["b", "a", "c"], (3 + 7 / 1.5849625 + 1 / 2) / (7 + 3 / 1.5849625 + 1 / 2), "the second best first"),
        ([*"1234567890", "a"], 0.0, "beyond the tenth nobody looks"),
    ],
)
def test_ndcg(order, value, reason):
    assert ndcg(order, GRADES) == pytest.approx(value), reason


def test_more_than_ten_of_worth_can_still_be_perfect():
    grades = {str(number): 3 for number in range(20)}
    assert ndcg([str(number) for number in range(10)], grades) == 1.0


def test_grades_of_nothing_are_refused():
    with pytest.raises(ValueError, match="no order is better"):
        ndcg(["a"], {"a": 0})


@given(st.permutations(list("abcxyz")))
def test_it_lies_between_0_and_1_and_moving_the_best_forward_never_lowers_it(order):
    first = ["a", *(name for name in order if name != "a")]
    assert 0 <= ndcg(order, GRADES) <= ndcg(first, GRADES) <= 1
