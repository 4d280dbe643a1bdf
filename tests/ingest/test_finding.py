"""Folders and zips → sources: a stable order, nothing passed over in silence, nothing that stops the rest."""

import os
import zipfile
from pathlib import Path

import pytest

from ingest.finding import file_source, sources
from ingest.reading import UnreadableLetterError
from tests.cost import assert_cheap


def zipped(path: Path, *entries: tuple[str, str], compression=zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, text in entries:
            archive.writestr(name, text)
    return path


def damaged(path: Path, old: bytes, new: bytes) -> Path:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    return path


def refusal(source) -> str:
    with pytest.raises(UnreadableLetterError) as caught:
        source.read()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_finds_files_folders_and_zip_entries_in_a_stable_order(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "inner.txt").write_text("inner")
    (tmp_path / ".hidden.txt").write_text("hidden")
    zipped(tmp_path / "c.zip", ("deep/z.txt", "z"), ("deep/y.txt", "y"), ("__MACOSX/._y.txt", "junk"))
    found = list(sources([tmp_path]))
    assert [source.name.removeprefix(f"{tmp_path}/") for source in found] == [
        "a/inner.txt",
        "b.txt",
        "c.zip/deep/y.txt",
        "c.zip/deep/z.txt",
    ]
    assert [source.read() for source in found] == ["inner", "b", "y", "z"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_entries_of_the_same_name_are_each_read(tmp_path):
    found = list(sources([zipped(tmp_path / "a.zip", ("a.txt", "first"), ("a.txt", "second"))]))
    assert [source.read() for source in found] == ["first", "second"]


def test_a_zip_is_opened_once_for_all_its_letters(tmp_path):
    path = zipped(tmp_path / "many.zip", *((f"{number:05d}.txt", "words") for number in range(3000)))
    assert assert_cheap(lambda: sum(len(source.read()) for source in sources([path])), seconds=2) == 15_000


def test_a_changed_zip_is_read_anew(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.txt", "old"))
    assert [source.read() for source in sources([path])] == ["old"]
    zipped(path, ("a.txt", "new"))
    os.utime(path, (1, 1))
    assert [source.read() for source in sources([path])] == ["new"]


def test_zips_that_cannot_be_looked_into_say_why(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 but no more")
    zipped(tmp_path / "empty.zip")
    damaged(zipped(tmp_path / "name.zip", ("é.txt", "words")), "é".encode(), b"\xff\xfe")
    reasons = [refusal(source) for source in sources([tmp_path])]
    assert "cannot be read" in reasons[0]
    assert "no files" in reasons[1]
    assert "cannot be read" in reasons[2]


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_entry_costs_itself_alone(tmp_path, compression):
    path = zipped(tmp_path / "a.zip", ("a.txt", "words " * 400), compression=compression)
    data = bytearray(path.read_bytes())
    data[38:60] = b"?" * 22
    path.write_bytes(data)
    (source,) = sources([path])
    assert "cannot be read" in refusal(source)


def test_an_encrypted_entry_is_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.txt", "words"))
    data = path.read_bytes()
    flagged = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert flagged != data
    path.write_bytes(flagged)
    (source,) = sources([path])
    assert "encrypted" in refusal(source)


@pytest.mark.parametrize("name", ["notes.docx", "README", "scan.jpeg"])
def test_other_kinds_of_file_are_named(tmp_path, name):
    (tmp_path / name).write_text("words")
    assert ".txt files" in refusal(file_source(tmp_path / name))


def test_a_file_that_is_gone_by_then_is_refused(tmp_path):
    assert "cannot be read" in refusal(file_source(tmp_path / "gone.txt"))


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (source,) = sources([tmp_path])
    assert "neither a file nor a folder" in refusal(source)


def test_a_folder_is_read_once_however_links_lead_to_it(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "one.txt").write_text("one")
    assert [source.read() for source in sources([tmp_path, tmp_path / "a"])] == ["one"]


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    (source,) = sources([tmp_path])
    assert "Permission denied" in refusal(source)


def test_names_become_one_line_of_text_whatever_their_bytes(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\n.txt")).write_text("words")
    (source,) = sources([tmp_path])
    assert source.name.endswith("/bad\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.txt")
    assert source.read() == "words"
