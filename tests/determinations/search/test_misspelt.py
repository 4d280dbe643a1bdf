"""Where words stand that may be misspelt, and how others are put in their place. Pure."""

import pytest

from determinations.search.language import parse_text
from determinations.search.misspelt import known_words, pieces, recased, replaced


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("acupunture lumbar", ["acupunture", "lumbar"], "plain words"),
        ("MRI of knee", ["knee"], "short words are left alone"),
        ('"epidual steroid" pain', ["epidual", "steroid", "pain"], "in quotes as well"),
        ("“epidual steroid”", ["epidual", "steroid"], "in curly quotes"),
        ('" epidual  steroid "~5', ["epidual", "steroid"], "with a distance"),
        ("request:epidual", ["epidual"], "what follows a field"),
        ("-epidual NOT steriod pain", ["pain"], "what must not occur is left alone"),
        ("epidual* lumbar", ["lumbar"], "the beginning of a word"),
        ("(epidual OR shuolder) AND pain", ["epidual", "shuolder", "pain"], "operators are no words"),
        ("CM15-1234567 norco10", [], "numbers, and words with figures"),
        ("acupunture/physcial, therpy.", ["acupunture", "physcial", "therpy"], "signs around words"),
        ("acupunture acupunture", ["acupunture", "acupunture"], "the same twice, each in its place"),
        ("x" * 50, [], "no word is that long"),
    ],
)
def test_pieces(text, words, reason):
    found = list(pieces(text, parse_text(text)))
    assert [piece.word for piece in found] == words, reason
    assert [text[piece.start : piece.start + len(piece.word)] for piece in found] == words, reason
    assert len({piece.start for piece in found}) == len(found), reason


def test_all_else_stays_as_typed():
    text = '( "Epidual  steroid" OR request:EPIDUAL ) -epidual'
    first, _, second = pieces(text, parse_text(text))
    assert replaced(text, [(first, "Epidural"), (second, "EPIDURAL")]) == (
        '( "Epidural  steroid" OR request:EPIDURAL ) -epidual'
    )


@pytest.mark.parametrize(
    ("like", "word"),
    [("epidual", "epidural"), ("Epidual", "Epidural"), ("EPIDUAL", "EPIDURAL"), ("ePidual", "epidural")],
)
def test_capitals_are_kept(like, word):
    assert recased("epidural", like) == word


def test_the_vocabulary_is_known():
    assert {"acupuncture", "hydrocodone", "epidural", "lumbar", "norco"} <= known_words()
    assert all(word == word.lower() and len(word) >= 4 for word in known_words())
