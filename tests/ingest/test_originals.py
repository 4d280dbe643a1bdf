"""The files letters came from: kept whole and once, before the row that names them, and added to words known before."""

import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import transaction

from determinations import corpus, search
from determinations.models import Case, Letter
from ingest.finding import file_source
from ingest.loading import judge, load
from ingest.originals import keep, sweep
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


def test_a_disk_that_is_full_stores_no_row(tmp_path, store, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    paper = read(tmp_path / "a.pdf", ONE)
    monkeypatch.setattr("ingest.originals.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        load([paper])
    assert Letter.objects.count() == 0
    assert kept(store) == []


def test_nothing_but_a_letters_own_bytes_is_kept():
    class Swapped:
        name = "a.pdf"

        def data(self) -> bytes:
            return b"other bytes"

    with pytest.raises(UnreadableLetterError, match="changed"):
        keep(Original(sha256(b"bytes").hexdigest(), 5, Swapped()))


def test_a_batch_costs_the_same_statements_however_many_files(tmp_path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements(first: int, last: int) -> int:
        batch = [read(tmp_path / f"{n}.pdf", pdf(letter(case_number=f"CM16-09{n:05}"))) for n in range(first, last)]
        with CaptureQueriesContext(
            connection,
        ) as captured:
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


def test_files_that_no_letter_names_can_be_swept(tmp_path, store):
    other = pdf(letter(case_number="CM16-0900002"), LOOKS["single"])
    load([read(tmp_path / "a.pdf", ONE), read(tmp_path / "b.pdf", other)])
    corpus.remove(Case.objects.filter(case_number="CM16-0900002").values_list("pk", flat=True))
    assert kept(store) == sorted([place(ONE), place(other)]), "a file may be another letter's too"
    assert sweep() == 0, "a young file may belong to a change under way"
    assert sweep(older_than=-1) == 1
    assert kept(store) == [place(ONE)]
