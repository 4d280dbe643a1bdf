"""A flow's offsets lead back to the letter, however often and in whatever order they are asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.checks import check
from ingest.letters.layouts.titles import _breaks_upwards
from ingest.letters.record import ParsedLetter
from ingest.letters.text.lines import LINE_BREAK, Flow

_TEXTS = st.text(alphabet="ab \n\t\xa0\f.", max_size=400)


@given(_TEXTS, st.data())
def test_every_character_is_found_in_any_order(text, data):
    flow = Flow(text, 0, len(text))
    written = [place for place, sign in enumerate(flow.text) if sign != " "]
    for place in data.draw(st.permutations(written)):
        start, end = flow.span(place, place + 1)
        assert text[start:end] == flow.text[place]
    asked = [flow.span(place, place + 1).start for place in written]
    assert asked == [place for place, sign in enumerate(text) if not sign.isspace()]


@given(_TEXTS)
def test_line_breaks_are_the_same_upwards(text):
    upwards = [match.span() for match in _breaks_upwards(text)]
    assert upwards[::-1] == [match.span() for match in LINE_BREAK.finditer(text)]


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("The patient is a 45-year-old male. This is a 61 year old female.", "This is a 61 year old female"),
        (
            "Of old he held a household. THE PATIENT WAS A 29 YEAR OLD, RETIRED MAN.",
            "PATIENT WAS A 29 YEAR OLD, RETIRED MAN",
        ),
        ("His 9 year old son and a 61 year old driver man were hurt too.", None),
        ("The threshold is old.", None),
    ],
    ids=["second person", "in capitals, after other words with old", "nobody called the worker", "no age at all"],
)
def test_another_worker_is_told_by_its_words(summary, told):
    letter = ParsedLetter(layout="final", age=45, sex="male", summary=summary)
    messages = [warning.message for warning in check(letter) if warning.code == "another_worker"]
    assert messages == ([f"The worker is 45 male, but “{told}” is told of too."] if told else [])
