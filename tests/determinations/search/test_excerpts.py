"""The best passage, with the matched words marked. Needs the analyser, no rows."""

from hypothesis import given
from hypothesis import strategies as st

from determinations.search import excerpt
from determinations.search.query import parse_text

LONG = "Filler words stand here for a while. " * 20 + "The epidural injections were denied. " + "More filler. " * 40


def marks(text: str, typed: str, **options) -> list[str]:
    return [piece for piece, is_match in excerpt(text, parse_text(typed), **options).pieces if is_match]


def test_marks_the_words_as_they_are_written():
    assert marks("Injections were injected.", "injection") == ["Injections", "injected"]


def test_marks_a_phrase_as_one_and_only_in_order():
    assert marks("Neck pain, then pain in the neck.", '"neck pain"') == ["Neck pain"]


def test_what_must_not_occur_is_not_marked():
    assert marks("Neck and knee.", "neck -knee") == ["Neck"]


def test_the_passage_is_where_the_words_stand():
    found = excerpt(LONG, parse_text("epidural injection"))
    assert "epidural injections were denied" in found.text
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) <= 310


def test_without_a_match_it_is_the_beginning():
    assert excerpt(LONG, ()).text.startswith("Filler words stand here")
    assert marks(LONG, "absent") == []


@given(st.text(max_size=800), st.text(alphabet='ab c"-', max_size=20), st.integers(20, 200))
def test_the_unmarked_excerpt_is_a_stretch_of_the_text(text, typed, length):
    try:
        clauses = parse_text(typed)
    except ValueError:
        return
    found = excerpt(text, clauses, length=length).text
    inner = found.removeprefix("…") if not text.startswith(found[:1]) else found
    assert inner.removesuffix("…") in text or found.strip("…") in text
