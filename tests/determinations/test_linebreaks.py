"""Which line breaks of a letter a narrow page may close."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.linebreaks import wraps
from determinations.passages import pieces

WORDS = "The worker lifted a crate of bottles in the cellar and felt a pull low in the back on the left side. " * 4
PARAGRAPH = "\n".join(textwrap.wrap(WORDS, 80))


def reflowed(text: str) -> str:
    """As a narrow page sets it."""
    for wrap in reversed(list(wraps(text))):
        text = text[: wrap.start] + ("" if wrap.joined else " ") + text[wrap.end :]
    return text


def test_a_paragraph_is_one_line():
    assert reflowed(PARAGRAPH) == WORDS.strip()


def test_a_double_spaced_paragraph_is_one_line():
    assert reflowed(PARAGRAPH.replace("\n", " \n\n")) == WORDS.strip()


@pytest.mark.parametrize(
    ("between", "kept", "why"),
    [
        ("\n\n", "\n\n", "a blank line ends a paragraph"),
        ("\nDate of Injury: 2/3/2014\nPriority: Standard\n", None, "short lines are labels"),
        ("\nCLINICAL SUMMARY\n", None, "a heading is short"),
        (f"\n{'LONG HEADING ' * 6}:\n", None, "a colon announces what follows"),
        (" \f\n", " \f\n", "a page ends"),
    ],
)
def test_breaks_that_mean_something_stay(between, kept, why):
    text = PARAGRAPH + between + PARAGRAPH
    assert reflowed(text) == WORDS.strip() + (kept or between) + WORDS.strip(), why


@pytest.mark.parametrize("entry", ["- ", "• ", "1. ", "(2) ", "b) "])
def test_the_entries_of_a_list_keep_their_lines(entry):
    text = PARAGRAPH + "\n" + "\n".join(entry + "word " * 15 for _ in range(4))
    assert reflowed(text).count("\n") == 4


def test_a_sentence_cut_by_the_end_of_a_page_goes_on():
    head, tail = PARAGRAPH.split("\n")[0], PARAGRAPH.split("\n", 1)[1]
    assert tail[0].islower()
    assert reflowed(f"{head}\n\n\n{tail}") == WORDS.strip()


def test_a_hyphen_at_the_end_of_a_line_takes_no_blank():
    line = "word " * 14 + "non-"
    assert "non-steroidal" in reflowed(f"{line}\nsteroidal {line}\nsteroidal drugs")
    assert "dash - and" in reflowed(("word " * 13 + "dash -\nand ") * 3)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing"),
        ("\n\n\n", "only breaks"),
        ("One line of it.\n" * 50, "lines too short to have been wrapped"),
        (("A whole paragraph in a line. " * 9 + "\n") * 9, "lines too long to have been wrapped"),
    ],
)
def test_a_text_that_was_not_wrapped_keeps_its_lines(text, why):
    assert list(wraps(text)) == [], why


@given(
    st.text(alphabet=st.sampled_from("ab- .\n\f\r\t1)"), max_size=400),
    st.lists(st.tuples(st.just("age"), st.integers(0, 400), st.integers(0, 400)), max_size=4),
)
def test_only_blanks_are_closed_and_no_word_is_lost(text, spans):
    text += PARAGRAPH
    for wrap in wraps(text):
        assert not text[wrap.start : wrap.end].strip()
        assert "\n" in text[wrap.start : wrap.end]
    found = [run for piece in pieces(text, spans) for run in piece.runs]
    assert not any(run.blanks.strip() for run in found)
    assert "".join("".join(run.words + run.blanks for run in found).split()) == "".join(text.split())


def test_blanks_without_end_take_no_more_than_their_length():
    assert list(wraps("a" + " " * 300_000 + "b" + "\n" * 100_000 + PARAGRAPH))
