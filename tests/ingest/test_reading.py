"""Bytes → text: every encoding letters come in, every file that is none, folders and zips."""

import codecs
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import MAX_LETTER_BYTES, Source, UnreadableLetterError, decode, sources

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
    (b"%PDF-1.7 ...", "PDF", "a PDF under another name"),
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


def test_finds_files_folders_and_zip_entries_in_a_stable_order(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "inner.txt").write_text("inner")
    (tmp_path / ".hidden.txt").write_text("hidden")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("deep/z.txt", "z")
        archive.writestr("deep/y.txt", "y")
        archive.writestr("__MACOSX/._y.txt", "junk")
    found = list(sources([tmp_path]))
    assert [source.name.removeprefix(f"{tmp_path}/") for source in found] == [
        "a/inner.txt",
        "b.txt",
        "c.zip/deep/y.txt",
        "c.zip/deep/z.txt",
    ]
    assert [source.read() for source in found] == ["inner", "b", "y", "z"]


def test_a_broken_zip_is_one_unreadable_file(tmp_path):
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04 but no more")
    (source,) = sources([path])
    with pytest.raises(UnreadableLetterError):
        source.read()


def test_an_encrypted_or_damaged_entry_is_refused(tmp_path):
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "words " * 100)
    data = bytearray(path.read_bytes())
    data[40:60] = b"?" * 20
    path.write_bytes(data)
    with pytest.raises(UnreadableLetterError, match="zip entry"):
        Source(path, "a.txt").read()


@pytest.mark.parametrize("name", ["notes.docx", "README", "scan.jpeg"])
def test_other_kinds_of_file_are_named(tmp_path, name):
    path = tmp_path / name
    path.write_text("words")
    with pytest.raises(UnreadableLetterError, match=r"\.txt files"):
        Source(path).read()


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(UnreadableLetterError, match="cannot be read"):
        Source(Path(tmp_path / "gone.txt")).read()
