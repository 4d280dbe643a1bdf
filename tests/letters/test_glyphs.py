"""What is invisible hides no word, and every span leads to the stored text."""

import pytest

from ingest.fuzzing.invariants import spans
from ingest.letters import parse, parts
from ingest.letters.text.glyphs import Glyphs
from tests.letters.letter import item, letter


@pytest.mark.parametrize(
    ("stored", "seen", "reason"),
    [
        ("a cane", "a cane", "nothing to change"),
        ("a ca\xadne", "a cane", "a soft hyphen"),
        ("a ca\xad\n\nne", "a cane", "a soft hyphen at a line's end"),
        ("\ufeffa ca\u200bne\u2060", "a cane", "a byte order mark, characters of no width"),
        ("\u200fa \u202acane\u202c", "a cane", "marks of direction"),
        ("re\ufb01ll, su\ufb03cient", "refill, sufficient", "ligatures"),
        ("a medi-\ncated pad, medicated", "a medicated pad, medicated", "a word the letter has in one piece"),
        ("a follow- \n\nup visit", "a follow-up visit", "a word that has its hyphen"),
        ("pages 98-\n99 of it", "pages 98-99 of it", "a range"),
        ("in two- \nor three-inch", "in two- \nor three-inch", "a hyphen that stands for a word"),
        ("in the follow-\n\n3\n\n\fup", "in the follow-\n\n3\n\n\fup", "a page number behind it"),
        ("walk -\nand more", "walk -\nand more", "a dash"),
    ],
)
def test_what_is_seen(stored, seen, reason):
    assert Glyphs(stored).text == seen, reason


@pytest.mark.parametrize("title", ["Wal\u200bker", "Re\ufb01ll", "Fore-\narm pad", "\u200fWalker\u200e", "Wal\xadker"])
def test_spans_lead_to_the_stored_text(title):
    text = "\ufeff" + letter(item("Cane: Upheld"), item(f"{title}: Up\xadheld"), item("Brace: Overturned"))
    found = parse(text).items
    for each, words in zip(found, ("Cane", title.strip("\u200e\u200f"), "Brace"), strict=True):
        stored = text[slice(*each.spans["request"])]
        assert " ".join(stored.split()) == " ".join(words.replace("\n", " \n").split())
        assert each.request == Glyphs(stored).text
    assert text[slice(*found[1].spans["outcome"])] == "Up\xadheld"


@pytest.mark.parametrize("outcome", ["Upheld", "Wholly other", "Overturned"])
def test_every_span_of_a_record_is_led_back(outcome):
    cited = "Decision based on MTUS ACOEM Chapter 13; and ODG Knee and Leg; and Nobody's own list."
    text = letter(item(f"Cane: {outcome}", cited=cited)) + "\nWords that belong to nothing.\n"
    plain, moved = parse(text), parse("\ufeff" + text)
    found = [(start + 1, end + 1) for start, end in spans(plain.as_dict("a.txt"))]
    assert len(found) > 10
    assert list(spans(moved.as_dict("a.txt"))) == found
    assert [(warning.code, warning.severe) for warning in moved.warnings] == [
        (warning.code, warning.severe) for warning in plain.warnings
    ]
    assert [part.name for part in parts("\ufeff" + text) if part.name != "furniture"] == [
        part.name for part in parts(text) if part.name != "furniture"
    ]


def test_no_invisible_character_is_lost():
    text = "\ufeff" + letter(item("Cane: Upheld")).replace("\n \n", "\n\u200b\n")
    position = 0
    for part in parts(text):
        assert not text[position : part.span.start].strip()
        position = part.span.end
    assert not text[position:].strip()
