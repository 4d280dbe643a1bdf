"""Bytes → text: every encoding letters come in, every file that is none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import MAX_LETTER_BYTES, UnreadableLetterError, decode

WORDS = "The patient’s “pain” – 5/10"

READ = [
    (WORDS.encode(), "UTF-8"),
    (codecs.BOM_UTF8 + WORDS.encode(), "UTF-8 with a mark"),
    (WORDS.encode("utf-16"), "UTF-16 with a mark, this machine's order"),
    (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "UTF-16 with a mark, the other order"),
    (WORDS.encode("cp1252"), "Windows-1252, as old exports are"),
]


@pytest.mark.parametrize(("data", "reason"), READ, ids=[row[1] for row in READ])
def test_decodes(data, reason):
    assert decode(data) == WORDS


def test_line_ends_become_newlines():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


REFUSED = [
    (b"", "empty", "nothing in it"),
    (b" \r\n\t\n", "empty", "only white space"),
    (codecs.BOM_UTF8, "empty", "only a mark"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", "a picture"),
    (bytes(range(256)) * 20, "encoding", "bytes of no encoding"),
    (b"text with a \0 in it", "binary", "a NUL, which no letter holds and PostgreSQL refuses"),
    (b"\x01\x02\x03\x04 words", "binary", "control characters"),
    (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16", "cut in the middle of a character"),
    (codecs.BOM_UTF8 + b"\xff\xfe", "UTF-8", "says UTF-8 but is not"),
    (b"a" * (MAX_LETTER_BYTES + 1), "larger", "longer than any letter"),
]


@pytest.mark.parametrize(("data", "word", "reason"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refuses_with_one_sentence(data, word, reason):
    with pytest.raises(UnreadableLetterError) as caught:
        decode(data)
    message = str(caught.value)
    assert word in message
    assert message.endswith(".")
    assert "\n" not in message


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = decode(data)
    except UnreadableLetterError:
        return
    assert text.strip()
    assert "\0" not in text
