"""The best passage, with the matched words marked. Needs the analyser, no rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.search import excerpt
from determinations.search.expressions import sought
from determinations.search.language import QueryTextError, parse_text

LONG = "Filler words stand here for a while. " * 20 + "The epidural injections were denied. " + "More filler. " * 40


def marks(text: str, typed: str, **options) -> list[str]:
    return [piece for piece, is_match in excerpt(text, sought(parse_text(typed)), **options).pieces if is_match]


def test_marks_the_words_as_they_are_written():
    assert marks("Injections were injected.", "injection") == ["Injections", "injected"]


def test_marks_a_phrase_as_one_and_only_in_order():
    assert marks("Neck pain, then pain in the neck.", '"neck pain"') == ["Neck pain"]


@pytest.mark.parametrize(
    ("text", "typed", "expected", "reason"),
    [
        ("Norco #60, 60 days, # 60", '"# 60"', ["#60", "# 60"], "a quoted sign"),
        ("Norco #60 or Norco 60", '"norco #60"', ["Norco #60"], "a sign inside quoted words"),
        ("60 tablets, then # 60 tablets", '"#60 tablets"', ["60 tablets"], "and at their beginning"),
        ("Surgery by a surgeon.", "surg*", ["Surgery", "surgeon"], "beginnings of words as they are written"),
        ("Neck or knee.", "neck OR knee", ["Neck", "knee"], "each of the alternatives"),
        ("Norco 10/325mg.", "10/325", ["10/325mg"], "a strength with its unit"),
        ("At L4-5.", "L4-L5", ["L4-5"], "a level written shorter"),
        ("Norco #60, 60 days.", "#60", ["#60"], "a count, not any number"),
        ("Pain in the neck.", '"neck pain"~3', ["Pain", "neck"], "words near each other, one by one"),
        ("Pain that is not of the neck.", '"neck pain"~3', [], "and not when they are too far"),
        ("Ten TENS units.", "tens", ["TENS"], "a short form is no number"),
        ("Denied.", "request:denied", [], "what is asked for in another text is not marked"),
    ],
)
def test_marks_what_the_index_matches(text, typed, expected, reason):
    assert marks(text, typed, field="rationale") == expected


def test_what_must_not_occur_is_not_marked():
    assert marks("Neck and knee.", "neck -knee") == ["Neck"]


def test_the_passage_is_where_the_words_stand():
    found = excerpt(LONG, sought(parse_text("epidural injection")))
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
        groups = sought(parse_text(typed))
    except QueryTextError:
        return
    found = excerpt(text, groups, length=length).text
    inner = found.removeprefix("…") if not text.startswith(found[:1]) else found
    assert inner.removesuffix("…") in text or found.strip("…") in text
