"""Places on a page → lines: reading order, gaps between columns, blank lines between paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.pages import PAGE_BREAK, Piece, page_lines, text_of

FULL = "x" * 90


def piece(text: str, left: float, base: float, height: float = 12.0) -> Piece:
    return Piece(text, left, left + 5.0 * len(text), base, height)


def column(*lines: str, pitch: float = 14.0, gap: float = 14.0) -> list[Piece]:
    """Lines below each other; an empty one is a gap."""
    base, pieces = 700.0, []
    for line in lines:
        if line:
            pieces.append(piece(line, 72.0, base))
        base -= pitch if line else gap
    return pieces


@pytest.mark.parametrize("pitch", [11.0, 13.8, 27.6])
@pytest.mark.parametrize("share", [0.4, 0.5, 1.0, 2.0])
def test_a_gap_is_told_from_the_distance_of_lines(pitch, share):
    lines = [FULL, FULL, "end.", "", "Title", "", FULL, FULL, "end."]
    found = text_of([column(*lines, pitch=pitch, gap=share * pitch)])
    assert found.replace("\n\n\n", "\n\n") == "\n".join(lines)


def test_the_order_in_which_a_page_was_drawn_does_not_matter():
    pieces = column(FULL, "one", "two", "", "three")
    assert text_of([pieces[::-1]]) == text_of([pieces]) == f"{FULL}\none\ntwo\n\nthree"


def test_columns_stand_on_one_line_with_a_gap():
    labels = [piece("Priority:", 72, 700), piece("Decision Date:", 72, 686)]
    values = [piece("Standard", 250, 700), piece("05/06/2016", 250, 686)]
    lines = [line.text for line in page_lines([*labels, *values])]
    assert [line.split() for line in lines] == [["Priority:", "Standard"], ["Decision", "Date:", "05/06/2016"]]
    assert all("   " in line for line in lines)


def test_raised_and_lowered_type_stays_in_its_line():
    pieces = [piece("the 2", 72, 700), piece("nd", 98, 704, 7.0), piece("of H", 112, 700), piece("2", 134, 697, 7.0)]
    assert [line.text for line in page_lines(pieces)] == ["the 2 nd of H 2"]


def test_a_single_spaced_title_page_before_a_double_spaced_letter():
    """The distance of lines is each page's own."""
    title = column("Case", FULL, FULL, FULL, FULL, "end.", "", "Next", pitch=14, gap=14)
    body = column(*[FULL] * 12, "end.", "", "Next", pitch=28, gap=28)
    first, second = text_of([title, body]).split(PAGE_BREAK)
    assert first.count("\n\n") == second.count("\n\n") == 1


def test_pages_are_divided_by_form_feeds_and_an_empty_one_counts():
    assert text_of([column("one"), [], column("two")]) == f"one{PAGE_BREAK}{PAGE_BREAK}two"


places = st.builds(
    Piece,
    st.text("abc", min_size=1, max_size=5),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(-1e6, 1e6),
    st.floats(0, 1e4),
)


@given(st.lists(st.lists(places, max_size=30), max_size=4))
def test_wherever_they_stand_no_word_is_lost_or_made_up(pages):
    found = text_of(pages)
    assert sorted(found.replace("\f", " ").split()) == sorted(piece.text for page in pages for piece in page)
    assert found.count("\f") == max(0, len(pages) - 1)
    assert len(found) < 100 * (1 + sum(map(len, pages)))
