"""The letter cut at its passages. Pure."""

from hypothesis import given
from hypothesis import strategies as st

from determinations.passages import Piece, pieces, places

TEXT = "The worker is a 45-year-old woman."


def test_a_passage_is_marked_and_has_its_anchor():
    assert pieces(TEXT, [("age", 16, 27)]) == [
        Piece("The worker is a ", (), False),
        Piece("45-year-old", ("age",), True),
        Piece(" woman.", (), False),
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
