"""What was typed, shown back."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from determinations.filters import DecisionFilter
from determinations.panel.understood import understood
from determinations.search.expressions import Widened, walk
from determinations.search.language import parse_text
from determinations.search.widening import widened


def of(text: str):
    params = QueryDict(mutable=True)
    params.update({"q": text, "sex": "male"})
    return understood(DecisionFilter(params), "/decisions/")


READ_AS = [
    ("neck pain", "", "words side by side are read as they stand"),
    ('"neck pain" knee', "", "so are phrases"),
    ("", "", "nothing"),
    ("norco OR percocet taper", "(norco OR percocet) AND taper", "OR binds its neighbours"),
    ("neck -pain", "neck AND NOT pain", "what must not occur"),
    ("(a b) OR c", "(a AND b) OR c", "groups"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), READ_AS)
def test_says_how_operators_were_read(text, expected, reason):
    assert of(text).read_as == expected, reason


UNREAD = [
    ('neck "pain', '"', "a quotation mark"),
    ("  neck (pain", "(", "spaces before do not move the place"),
    ("neck)", ")", "a parenthesis at the end"),
    ("neck OR", "O", "an operator"),
    ("...", ".", "nothing to search for"),
]


@pytest.mark.parametrize(("text", "place", "reason"), UNREAD)
def test_marks_the_place_that_cannot_be_read(text, place, reason):
    found = of(text)
    assert [piece for piece, is_marked in found.unread.pieces if is_marked] == [place], reason
    assert found.unread.text == text.strip()
    assert not found.read_as


@pytest.mark.parametrize("text", ["x" * 501, "neck\0pain"])
def test_where_no_place_is_wrong_none_is_marked(text):
    assert of(text).unread is None
    assert not of(text).also


def test_names_the_other_wordings_with_the_way_to_do_without():
    (also,) = of("norco taper").also
    assert also.typed == "norco"
    assert "hydrocodone apap" in also.wordings
    assert (*also.shown, *also.more) == also.wordings
    assert also.url == "/decisions/?q=%22norco%22+taper&sex=male"


def test_what_must_not_occur_leaves_its_other_wordings_out_too():
    searched, left_out = of("mri -(norco OR taper)").also
    assert (searched.typed, searched.is_left_out) == ("mri", False)
    assert (left_out.typed, left_out.is_left_out) == ("norco", True)


@given(st.text(max_size=80) | st.text('ab "()-~*:5ORANDT', max_size=40))
def test_whatever_is_typed_is_shown_back_whole_or_not_at_all(text):
    found = of(text)
    assert found.unread is None or found.unread.text == text.strip()


def test_several_words_are_quoted_as_one_phrase():
    (also,) = of("request:(physical   therapy) taper").also
    assert also.typed == "physical therapy"
    assert QueryDict(also.url.partition("?")[2])["q"] == 'request:("physical therapy") taper'


def test_where_quoting_would_break_what_was_typed_none_is_offered():
    (also,) = of("(physical) therapy").also
    assert not also.url


WORDS = st.sampled_from(["norco", "ESI", "PT", "uds", "mri", "physical therapy", "neck", "-mri", "(pt OR ot)", '"mri"'])


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join))
def test_following_every_offer_leaves_nothing_widened(text):
    for _ in range(20):
        found = of(text)
        if not found.also:
            break
        text = QueryDict(found.also[0].url.partition("?")[2])["q"]
    assert not any(isinstance(each, Widened) for each in walk(widened(parse_text(text))))


def test_an_operator_in_small_letters_is_pointed_out():
    assert of("norco or percocet").small == ("or",)
    assert of("norco OR percocet").small == ()
    assert of('"this or that"').small == ()
