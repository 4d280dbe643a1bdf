"""The files letters came from: kept whole and once, before the row that names them, and added to words known before."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from determinations import corpus, search
from determinations.models import Case, Letter
from ingest.finding import file_source
from ingest.loading import judge, load
from ingest.originals import keep, keep_files
from ingest.parsing import Original, read_letter
from ingest.reading import UnreadableLetterError
from tests.letter_text import item, letter
from tests.pdfs import LOOKS, drawn, lines, pdf

pytestmark = pytest.mark.django_db
ONE = pdf(letter(), LOOKS["single"])
OTHER = pdf(letter(), LOOKS["sans"])  # the same words but for its page breaks


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    """An empty place for originals."""
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path / "kept"))
    return tmp_path / "kept"


def read(path: Path, data: bytes | str):
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_letter(file_source(path))


def kept(store: Path) -> list[str]:
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file())


def place(data: bytes) -> str:
    digest = sha256(data).hexdigest()
    return f"{digest[:2]}/{digest}.pdf"


def test_a_pdf_is_kept_under_its_digest(tmp_path, store):
    (result,) = load([read(tmp_path / "a.pdf", ONE)])
    assert (result.status, result.reason) == ("new", "")
    found = Letter.objects.get()
    assert found.original.name == place(ONE)
    assert found.original.read() == ONE
    found.original.close()
    assert kept(store) == [place(ONE)]


def test_plain_text_has_no_original(tmp_path, store):
    load([read(tmp_path / "a.txt", letter())])
    assert Letter.objects.get().original.name == ""
    assert kept(store) == []


def test_a_duplicate_writes_nothing(tmp_path, store):
    load([read(tmp_path / "a.pdf", ONE)])
    before = (corpus.current().number, (store / place(ONE)).stat().st_mtime_ns)
    same = [read(tmp_path / "b.pdf", ONE), read(tmp_path / "c.pdf", OTHER), read(tmp_path / "d.txt", bare_text())]
    results = load(same)
    assert [(each.status, each.reason) for each in results] == [("duplicate", "The same words are stored already.")] * 3
    assert (corpus.current().number, (store / place(ONE)).stat().st_mtime_ns) == before
    assert kept(store) == [place(ONE)]


def bare_text() -> str:
    """The words that the PDF holds, its footer with them."""
    from ingest.reading import letter_text

    return letter_text(ONE)


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "later"])
def test_words_stored_from_text_get_the_file_that_comes_later(tmp_path, store, at_once):
    text, paper = read(tmp_path / "a.txt", bare_text()), read(tmp_path / "b.pdf", ONE)
    results = load([text, paper]) if at_once else [*load([text]), *load([paper])]
    assert [each.status for each in results] == ["new", "duplicate"]
    assert results[1].reason == "The same words are stored already. The original file was added."
    assert Letter.objects.get().original.name == place(ONE)
    assert kept(store) == [place(ONE)]
    assert Case.objects.get().revision == corpus.current().number, "its page shows the file now"
    search.sync()
    assert search.check().clean


def test_a_new_letter_and_an_update_each_have_their_file(tmp_path, store):
    update = pdf(letter(item(outcome="Overturned")), LOOKS["single"])
    load([read(tmp_path / "a.pdf", ONE), read(tmp_path / "b.pdf", update)])
    rows = Letter.objects.order_by("pk").values_list("original", "superseded_at")
    assert [(name, at is None) for name, at in rows] == [(place(ONE), False), (place(update), True)]
    assert kept(store) == sorted([place(ONE), place(update)])


def test_a_rolled_back_change_leaves_no_row_and_at_most_a_file(tmp_path, store):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        load([read(tmp_path / "a.pdf", ONE)])
        raise ZeroDivisionError
    assert Letter.objects.count() == 0
    assert kept(store) == [place(ONE)]
    (result,) = load([read(tmp_path / "a.pdf", ONE)])
    assert result.status == "new"
    assert Letter.objects.get().original.size == len(ONE)


@pytest.mark.parametrize(("change", "words"), [
    (lambda path: path.unlink(), "cannot be read"),
    (lambda path: path.write_bytes(OTHER), "was changed"),
], ids=["gone", "changed"])  # fmt: skip
def test_words_are_stored_though_their_file_is_gone_by_then(tmp_path, store, change, words):
    paper = read(tmp_path / "a.pdf", ONE)
    change(tmp_path / "a.pdf")
    (result,) = load([paper])
    assert result.status == "new"
    assert words in result.reason
    assert Letter.objects.get().original.name == ""
    assert kept(store) == []
    (again,) = load([read(tmp_path / "a.pdf", ONE)])
    assert again.reason.endswith("The original file was added.")
    assert Letter.objects.get().original.name == place(ONE)


def test_a_file_that_a_crash_cut_short_is_written_anew(tmp_path, store):
    (store / place(ONE)).parent.mkdir(parents=True)
    (store / place(ONE)).write_bytes(ONE[:100])
    load([read(tmp_path / "a.pdf", ONE)])
    assert (store / place(ONE)).read_bytes() == ONE


def test_a_damaged_file_of_the_same_size_is_replaced(tmp_path, store):
    (store / place(ONE)).parent.mkdir(parents=True)
    (store / place(ONE)).write_bytes(ONE[:-1] + b"?")
    load([read(tmp_path / "a.pdf", ONE)])
    assert (store / place(ONE)).read_bytes() == ONE


def full(store, monkeypatch):
    def fsync(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.originals.os.fsync", fsync)


def a_file_instead_of_the_folder(store, monkeypatch):
    store.write_text("in the way")


def a_folder_instead_of_the_file(store, monkeypatch):
    (store / place(ONE) / "in the way").mkdir(parents=True)


def forbidden(store, monkeypatch):
    def mkdir(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", mkdir)


def without_words(store, monkeypatch):
    def write(path, data):
        raise OSError

    monkeypatch.setattr("ingest.originals._write", write)


@pytest.mark.parametrize(("trouble", "words"), [
    (full, "No space left on device."),
    (a_file_instead_of_the_folder, ""),  # the system's words differ: not a directory, or it exists
    (a_folder_instead_of_the_file, "Is a directory."),
    (forbidden, "Permission denied."),
    (without_words, "OSError."),
])  # fmt: skip
def test_trouble_with_the_disk_costs_the_file_and_not_the_words(tmp_path, store, monkeypatch, trouble, words):
    papers = [read(tmp_path / "a.pdf", ONE), read(tmp_path / "b.txt", letter(case_number="CM16-0900002"))]
    with monkeypatch.context() as patched:
        trouble(store, patched)
        results = load(papers)
    assert [each.status for each in results] == ["new", "new"]
    assert results[0].reason.startswith("The original file could not be kept: ")
    assert results[0].reason.endswith(words)
    assert str(tmp_path) not in results[0].reason
    assert results[1].reason == ""
    assert list(Letter.objects.values_list("original", flat=True)) == ["", ""]
    assert not [name for name in kept(store) if ".pdf." in name], "nothing half written is left"


def test_nothing_but_a_letters_own_bytes_is_kept():
    class Swapped:
        name = "a.pdf"

        def data(self) -> bytes:
            return b"other bytes"

    with pytest.raises(UnreadableLetterError, match="changed"):
        keep(Original(sha256(b"bytes").hexdigest(), 5, Swapped()))


def test_a_batch_costs_the_same_statements_however_many_files(tmp_path):
    def statements(first: int, last: int) -> int:
        batch = [read(tmp_path / f"{n}.pdf", pdf(letter(case_number=f"CM16-09{n:05}"))) for n in range(first, last)]
        with CaptureQueriesContext(connection) as captured:
            load(batch)
        return len(captured)

    statements(0, 2)
    assert statements(2, 4) == statements(4, 16)


def test_the_command_keeps_files_and_the_report_says_so(tmp_path, store):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text(bare_text())
    (folder / "b.pdf").write_bytes(ONE)
    (folder / "c.pdf").write_bytes(drawn(lines()))
    report = tmp_path / "report.jsonl"
    with pytest.raises(SystemExit) as stop:
        call_command("ingest", str(folder), report=report, stdout=StringIO(), stderr=StringIO())
    assert stop.value.code == 1
    rows = [json.loads(line) for line in report.read_text().splitlines()]
    assert [row["status"] for row in rows] == ["new", "duplicate", "failed"]
    assert "added" in rows[1]["reason"]
    assert kept(store) == [place(ONE)]


def test_a_dry_run_keeps_nothing(tmp_path, store):
    from ingest.loading import Known

    assert judge([read(tmp_path / "a.pdf", ONE)], Known())[0].status == "new"
    assert kept(store) == []


def taken_out(number: str, run_commit_hooks) -> None:
    with run_commit_hooks(execute=True):
        corpus.remove(Case.objects.filter(case_number=number).values_list("pk", flat=True))


def test_a_removed_case_takes_its_files_along(tmp_path, store, django_capture_on_commit_callbacks):
    other = pdf(letter(case_number="CM16-0900002"), LOOKS["single"])
    update = pdf(letter(item(outcome="Overturned"), case_number="CM16-0900002"), LOOKS["single"])
    load([read(tmp_path / f"{n}.pdf", data) for n, data in enumerate([ONE, other, update])])
    assert len(kept(store)) == 3
    taken_out("CM16-0900002", django_capture_on_commit_callbacks)
    assert kept(store) == [place(ONE)], "earlier letters of the case too, and nobody else's"


def test_a_file_removed_between_keeping_and_naming_is_kept_anew(tmp_path, store, django_capture_on_commit_callbacks):
    load([read(tmp_path / "a.pdf", ONE)])
    late = [read(tmp_path / "b.pdf", ONE)]
    Letter.objects.update(digest="0" * 64)  # as if other words had been read in the same file
    files = keep_files(late)
    taken_out("CM16-0900001", django_capture_on_commit_callbacks)
    assert kept(store) == []
    (result,) = load(late, files)
    assert (result.status, result.reason) == ("new", "")
    assert Letter.objects.get().original.name == place(ONE)
    assert (store / place(ONE)).read_bytes() == ONE


@pytest.mark.django_db(transaction=True)
def test_files_are_kept_before_the_transaction(tmp_path, monkeypatch):
    moments = []
    monkeypatch.setattr("ingest.originals.os.fsync", lambda _: moments.append(connection.in_atomic_block))
    load([read(tmp_path / "a.txt", bare_text())])
    load([read(tmp_path / "b.pdf", ONE), read(tmp_path / "c.pdf", pdf(letter(case_number="CM16-0900002")))])
    assert moments == [False, False]
    assert Letter.objects.exclude(original="").count() == 2
