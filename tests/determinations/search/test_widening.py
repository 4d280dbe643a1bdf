"""Other wordings of what was typed. Pure."""

import pytest

from determinations.search.expressions import Widened, described, walk
from determinations.search.language import parse_text
from determinations.search.widening import also_searched, widened


def also(text: str) -> dict[str, list[str]]:
    return dict(also_searched(widened(parse_text(text))))


@pytest.mark.parametrize(
    ("text", "typed", "other", "reason"),
    [
        ("norco", "norco", "hydrocodone apap", "a brand finds what it contains"),
        ("lumbar ESI denied", "ESI", "epidural steroid injection", "a short form among other words"),
        ("lumbar epidural steroid injection", "epidural steroid injection", "esi", "several words are one thing"),
        ("request:ESI", "ESI", "epidural steroid injection", "in one text alone"),
        ("UDS OR ESI", "UDS", "urine drug test", "each alternative by itself"),
        ("-norco pain", "norco", "hydrocodone apap", "what is left out is left out under every name"),
        ("hydrocodone/apap", "hydrocodone/apap", "norco", "one word with a sign in it"),
    ],
)
def test_also_searches(text, typed, other, reason):
    assert other in also(text)[typed], reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"norco"', "quotes switch it off"),
        ("norco*", "the beginning of a word is what it is"),
        ("functional OR restoration OR program", "alternatives are not side by side"),
        ("functional request:restoration program", "nor are words of different texts"),
        ("left pain clinic", "words without other wordings"),
    ],
)
def test_searches_only_what_was_typed(text, reason):
    assert also(text) == {}, reason


def test_what_was_typed_still_stands_there():
    found = widened(parse_text("norco taper OR esi"))
    assert described(found) == "norco AND (taper OR esi)"


def test_a_longer_search_has_fewer_other_wordings_each():
    short, longer = also("norco percocet ultracet"), also("norco percocet ultracet vicodin endocet lortab")
    assert len(longer) == 6
    assert longer["endocet"]
    assert longer["norco"] == short["norco"][: len(longer["norco"])]
    assert len(longer["norco"]) < len(short["norco"])


def test_a_long_search_is_not_widened_beyond_measure():
    found = widened(parse_text(" ".join(["norco", "percocet", "vicodin", "ultram"] * 8)))
    assert not any(isinstance(each, Widened) for each in walk(found))
