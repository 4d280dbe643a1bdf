"""The letter cut at its passages, and what leads from there to the facts and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.facts import Origin, origin
from determinations.passages import Piece, Run, pieces, places

TEXT = "The worker is a 45-year-old woman."


def test_a_passage_is_marked_and_has_its_anchor():
    assert pieces(TEXT, [("age", 16, 27)]) == [
        Piece((Run("The worker is a "),), (), False),
        Piece((Run("45-year-old"),), ("age",), True),
        Piece((Run(" woman."),), (), False),
    ]


def test_a_whole_part_has_an_anchor_but_no_mark_and_may_hold_others():
    found = pieces(TEXT, [("summary", 0, len(TEXT)), ("age", 16, 27)])
    assert [(piece.anchors, piece.marked) for piece in found] == [(("summary",), False), (("age",), True), ((), False)]


def test_the_lines_of_a_double_spaced_letter_are_closed_up():
    letter = "One line \n\nand the next. \n\n \n\nA new part. \n\n"
    assert "".join(piece.text for piece in pieces(letter, [])) == "One line\nand the next.\n\nA new part.\n"


def test_a_letter_set_close_stays_as_it_is():
    letter = "One line\nand the next.\n\nA new part."
    assert "".join(piece.text for piece in pieces(letter, [])) == letter


def test_spans_that_are_no_spans_are_left_out():
    assert list(places({"age": [1, 2], "sex": []}, "item-1-")) == [("item-1-age", 1, 2)]
    assert [piece.text for piece in pieces("abc", [("age", 2, 9), ("sex", 2, 1)])] == ["abc"]


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.sampled_from(["age", "sex", "rationale"]), st.integers(-2, 70), st.integers(-2, 70))),
)
def test_no_word_is_lost_whatever_the_spans(text, spans):
    found = "".join(piece.text for piece in pieces(text, spans))
    assert "".join(found.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("age", Origin("fact-age", "Worker’s age")),
        ("summary", Origin("summary", "Summary of the case")),
        ("item-12-outcome", Origin("item-12", "decision 12, outcome")),
        ("item-2-claims-admin-3", Origin("item-2-claims-admin-3", "decision 2, claims administrator’s citation 3")),
        ("warning-4", Origin("warning-4", "what was noticed here")),
    ],
)
def test_a_place_knows_what_was_read_from_it(place, expected):
    assert origin(place) == expected


def test_a_very_long_passage_is_not_marked():
    assert not any(piece.marked for piece in pieces("a" * 1000, [("warning-1", 0, 1000)]))
