"""PDFs → text: a letter says the same on paper as in a text file, and every PDF that is none is named with a reason."""

import json
import pickle
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import reading, workers
from ingest.benchmark import pdfs
from ingest.confinement import Confined
from ingest.finding import file_source, sources
from ingest.letters import parse
from ingest.parsing import ReadLetter, Unfit, fit, read_letter
from ingest.pdf import text
from ingest.reading import MAX_LETTER_BYTES, MAX_PDF_BYTES, MAX_PDF_PAGES, UnreadableLetterError, decode, letter_text
from tests.letter_text import letter
from tests.pdfs import LOOKS, columns, drawn, empty, encrypted, lines, pdf, picture, stamped, turned

ROOT = Path(__file__).resolve().parents[2]
LETTERS = sorted([*(ROOT / "ingest/samples").glob("*.txt"), *(ROOT / "tests/letters/golden").glob("*.txt")])
QUICK = LETTERS[::9]


def facts(words: str) -> object:
    """Everything that is read in a letter, but where it stands and how it is spaced."""
    return _bare(parse(words).as_dict("a letter"))


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name not in ("span", "spans")}
    if isinstance(value, list | tuple):
        return [_bare(each) for each in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def written(path: Path) -> str:
    return decode(path.read_bytes())


def check_look(path: Path, look: str) -> None:
    assert facts(text(pdf(written(path), LOOKS[look]))) == facts(written(path))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", QUICK, ids=lambda path: path.stem)
def test_a_letter_says_the_same_on_paper(path, look):
    check_look(path, look)


@pytest.mark.parametrize("path", [path for path in QUICK if path.parent.name == "samples"], ids=lambda path: path.stem)
def test_a_letter_is_the_same_letter_on_paper(path):
    digests = {fit("a.txt", written(path)).digest}
    digests |= {fit("a.pdf", text(pdf(written(path), look))).digest for look in LOOKS.values()}
    assert len(digests) == 1


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", [path for path in LETTERS if path not in QUICK], ids=lambda path: path.stem)
def test_every_letter_says_the_same_on_paper(path, look):
    check_look(path, look)


def test_pages_end_with_their_footer_and_a_form_feed():
    pages = text(pdf(letter(), LOOKS["double"])).split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert page.rstrip().endswith(f"\n\nFinal Determination Letter for IMR Case Number CM16-0900001 {number}")


def test_columns_of_a_title_page_stay_rows():
    rows = (
        ("Case Number:", "CM16-0900002", "Date Assigned:", "03/22/2016"),
        ("Date of Injury:", "10/15/2012", "Decision Date:", "04/24/2016"),
        ("Priority:", "Standard", "UR Denial Date:", "02/20/2016"),
    )
    found = text(columns(*rows, body=("HOW THE IMR FINAL DETERMINATION WAS MADE", "By an expert reviewer.")))
    table, _, body = found.partition("\n\n")
    assert [line.split() for line in table.splitlines()] == [" ".join(row).split() for row in rows]
    assert all("   " in line for line in table.splitlines())
    assert body == "HOW THE IMR FINAL DETERMINATION WAS MADE\nBy an expert reviewer."


SIGNS = [
    ("The pain is 5/10 – “worse” at night.", "The pain is 5/10 – “worse” at night.", "typographic quotes and dashes"),
    ("a 46-year-", "a 46-year-", "a hyphen at a line's end is one"),
    ("a non\u00a0breaking space", "a non breaking space", "a no-break space is one"),
    ("soft\u00adhyphen drawn", "soft-hyphen drawn", "a font's name for the hyphen it draws"),
]


@pytest.mark.parametrize(("put", "got", "reason"), SIGNS, ids=[row[2] for row in SIGNS])
def test_signs(put, got, reason):
    assert text(drawn(lines("First line of all.", put, "old male worker."))).splitlines()[1] == got


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(degrees):
    words = ("The first line of a page that lies on its side.", "The second line.", "", "A paragraph.")
    assert text(turned(lines(*words), degrees)) == "\n".join(words)


def test_a_stamp_in_the_margin_comes_last():
    found = text(stamped(lines("The first line of the page.", "The second line of the page."), "RECEIVED 2016"))
    assert [line for line in found.splitlines() if line] == [
        "The first line of the page.",
        "The second line of the page.",
        "RECEIVED 2016",
    ]


def test_a_logo_is_no_page_and_an_empty_page_no_trouble():
    assert text(drawn(picture(size=(100, 100)), lines("Words"), lines())) == "\n\fWords\n\f"


def test_one_that_only_restricts_printing_is_read():
    assert text(encrypted("Words that all may read.", user="")) == "Words that all may read."


WORDS = pdf(letter(), LOOKS["single"])
REFUSED = [
    (drawn(picture(), picture()), "pictures of pages and no text; recognise its text", "a scan"),
    (drawn(lines("Words"), picture()), "Page 2 of this PDF is a picture without text", "a scanned page in a letter"),
    (drawn(lines()), "holds no text", "an empty page"),
    (encrypted("Words"), "encrypted; save a copy", "encrypted"),
    (b"%PDF-1.7 and no more", "damaged and cannot be opened", "malformed"),
    (WORDS[:1500], "damaged", "truncated"),
    (empty(), "no pages", "no pages"),
    (drawn(*[lines()] * (MAX_PDF_PAGES + 1)), f"501 pages, more than the {MAX_PDF_PAGES}", "too many pages"),
    (drawn(*[lines(*["x" * 10_000] * 40)] * 3), f"more than {MAX_LETTER_BYTES:,} characters", "too many words"),
    (b"%PDF-1.4" + b" " * MAX_PDF_BYTES, f"larger than {MAX_PDF_BYTES:,} bytes", "too large"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words", "reason"), REFUSED, ids=[row[2] for row in REFUSED])
def test_is_refused_with_one_sentence_that_says_what_to_do(data, words, reason):
    with pytest.raises(UnreadableLetterError) as caught:
        letter_text(data)
    message = str(caught.value)
    assert words in message
    assert message.endswith(".")
    assert "\n" not in message


def test_content_decides_not_the_name(tmp_path):
    (tmp_path / "a.txt").write_bytes(WORDS)
    (tmp_path / "b.pdf").write_text(letter())
    (tmp_path / "c.PDF").write_bytes(b"\n\n" + WORDS)
    read = [read_letter(source) for source in sources([tmp_path])]
    assert [type(each) for each in read] == [ReadLetter] * 3
    assert [bool(each.original) for each in read] == [True, False, True]
    assert {each.letter.case_number for each in read} == {"CM16-0900001"}


def test_entries_of_a_zip_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("letter.pdf", WORDS)
        archive.writestr("scan.pdf", drawn(picture()))
        archive.writestr("large.pdf", b"%PDF-1.4" + b" " * MAX_PDF_BYTES, zipfile.ZIP_DEFLATED)
    large, fine, scan = (read_letter(source) for source in sources([tmp_path]))
    assert isinstance(fine, ReadLetter)
    assert "larger than" in large.reason
    assert "pictures" in scan.reason


def test_no_more_than_a_letter_may_have_is_ever_held(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4" + b" " * (MAX_PDF_BYTES + 5_000))
    (tmp_path / "b.txt").write_bytes(b"x" * (MAX_LETTER_BYTES + 5_000))
    assert [len(source.data()) for source in sources([tmp_path])] == [MAX_PDF_BYTES + 1, MAX_LETTER_BYTES + 1]


def test_the_parse_command_reads_pdfs(tmp_path, capsys):
    (tmp_path / "a.pdf").write_bytes(WORDS)
    call_command("parse", str(tmp_path / "a.pdf"))
    assert json.loads(capsys.readouterr().out)["case_number"] == "CM16-0900001"


HOSTILE = [(b"crash", 30, "damaged"), (b"eat 4000", 30, "damaged"), (b"hang", 2, "took longer")]


@pytest.mark.parametrize(("act", "seconds", "words"), HOSTILE, ids=["crashes", "eats memory", "hangs"])
def test_a_hostile_pdf_costs_one_file(act, seconds, words, monkeypatch, tmp_path):
    fake = Confined("tests.ingest.hostile:pdf", seconds=seconds, memory=200 << 20)
    monkeypatch.setattr(reading, "_pdf_reader", fake)
    (tmp_path / "a.pdf").write_bytes(b"%PDF " + act)
    (tmp_path / "b.pdf").write_bytes(WORDS)
    bad, good = (read_letter(source) for source in sources([tmp_path]))
    fake.close()
    assert isinstance(bad, Unfit)
    assert words in bad.reason
    assert isinstance(good, ReadLetter)


def test_the_engine_stays_out_of_this_process():
    import subprocess

    program = (
        "import sys; from ingest.reading import letter_text; from ingest.finding import file_source; "
        "letter_text(sys.stdin.buffer.read()); assert 'pypdfium2' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], input=WORDS, cwd=ROOT, capture_output=True)
    assert done.returncode == 0, done.stderr


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(WORDS) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_damaged_anywhere_it_is_read_or_refused(changes):
    data = bytearray(WORDS)
    for place, value in changes:
        data[place] = value
    try:
        letter_text(b"%PDF" + bytes(data[4:]))
    except UnreadableLetterError as error:
        assert str(error).endswith(".")


def test_the_time_is_linear_in_the_words():
    def seconds(pages: int) -> float:
        data = drawn(*[lines(*["word " * 12] * 50)] * pages)
        start = time.process_time()
        text(data)
        return time.process_time() - start

    seconds(2)
    assert any(seconds(80) < 12 * seconds(20) for _ in range(4)), "four times the pages"


def test_worker_processes_read_pdfs(tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "BATCH", 3)
    for number in range(8):
        (tmp_path / f"{number}.pdf").write_bytes(pdf(letter(case_number=f"CM16-090000{number}"), LOOKS["single"]))
    batches = list(workers.parsed(sources([tmp_path]), workers=2))
    numbers = [read.letter.case_number for batch in batches for read in batch]
    assert numbers == [f"CM16-090000{number}" for number in range(8)]
    assert all(len(pickle.dumps(batch)) < 3 * 30_000 for batch in batches), "the files' bytes do not travel"


def test_the_benchmarks_pdfs_are_letters_fit_to_be_stored(tmp_path):
    folder = pdfs.write(tmp_path / "made", 4)
    read = [read_letter(source) for source in sources([folder])]
    assert [bool(each.original) for each in read] == [True] * 4


def test_a_file_that_is_gone_says_so(tmp_path):
    with pytest.raises(UnreadableLetterError, match="cannot be read"):
        file_source(tmp_path / "gone.pdf").read()
