"""Files → rows → index, through the `ingest` command: reports, exit codes, crashes."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from determinations import corpus, search
from determinations.models import Case, Letter
from determinations.search.language import parse_text
from determinations.search.query import SearchQuery
from ingest.finding import sources
from tests.letter_text import item, letter

ROOT = Path(__file__).resolve().parents[2]


def ingest(*paths, **options) -> tuple[int, list[dict]]:
    """Exit status and report lines of a run."""
    report = Path(paths[0]).parent / "report.jsonl"
    status = 0
    try:
        call_command("ingest", *map(str, paths), report=report, workers=0, stdout=open_null(), **options)
    except SystemExit as stop:
        status = stop.code
    return status, [json.loads(line) for line in report.read_text().splitlines()]


def open_null():
    from io import StringIO

    return StringIO()


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "letters"
    path.mkdir()
    for number in range(3):
        text = letter(item("Acupuncture, 6 visits"), case_number=f"CM16-090000{number}", summary=f"Case {number}.")
        (path / f"{number}.txt").write_text(text)
    return path


@pytest.mark.django_db
def test_letters_are_stored_and_found(folder):
    status, lines = ingest(folder)
    assert status == 0
    assert [line["status"] for line in lines] == ["new", "new", "new"]
    answer = search.search(SearchQuery(words=parse_text("acupuncture")))
    assert (answer.count, answer.revision) == (3, corpus.current().number)
    assert search.check().clean


@pytest.mark.django_db
def test_running_it_twice_changes_nothing(folder):
    ingest(folder)
    before = (corpus.current().number, list(Letter.objects.values_list("pk", "loaded_at")))
    status, lines = ingest(folder)
    assert status == 0
    assert {line["status"] for line in lines} == {"duplicate"}
    assert (corpus.current().number, list(Letter.objects.values_list("pk", "loaded_at"))) == before


BAD = {
    "binary.txt": b"\0\1\2",
    "empty.txt": b"",
    "encoding.txt": b"\x81\x8d\x8f",
    "story.txt": b"Once upon a time there was no letter.\n",
    "headless.txt": letter().partition("IMR ISSUES")[0].encode(),
    "picture.png": b"\x89PNG",
    "broken.zip": b"PK\x03\x04",
}


@pytest.mark.django_db
def test_bad_files_are_named_with_a_reason_and_the_rest_goes_in(folder, capsys):
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    status, lines = ingest(folder)
    assert status == 1
    failed = {Path(line["file"]).name: line for line in lines if line["status"] == "failed"}
    assert set(failed) == set(BAD)
    assert all(line["reason"] and "\n" not in line["reason"] and line["case"] is None for line in failed.values())
    assert Case.objects.count() == 3
    said = capsys.readouterr().err
    for name in BAD:
        assert sum(name in line for line in said.splitlines()) == 1


@pytest.mark.django_db
def test_a_dry_run_stores_nothing(folder):
    status, lines = ingest(folder, dry_run=True)
    assert (status, [line["status"] for line in lines]) == (0, ["new", "new", "new"])
    assert Case.objects.count() == 0
    assert search.revision() == 0


@pytest.mark.django_db
def test_a_database_without_tables_is_said_with_what_to_do(folder, monkeypatch):
    from django.db import OperationalError

    def refuse(*args):
        raise OperationalError("no such table: determinations_case")

    monkeypatch.setattr("ingest.pipeline.load", refuse)
    monkeypatch.setattr("django.db.connection.introspection.table_names", list)
    with pytest.raises(CommandError, match=r"manage\.py migrate") as caught:
        ingest(folder)
    assert caught.value.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["tests", "--workers", "-1"], ["tests", "--report", "nowhere/report.jsonl"]],
    ids=["no such path", "negative workers", "report in no folder"],
)
def test_bad_usage_is_exit_status_two(arguments):
    with pytest.raises(CommandError) as caught:
        call_command("ingest", *arguments)
    assert caught.value.returncode == 2


def test_worker_processes_keep_the_order(tmp_path):
    from ingest.workers import BATCH, parsed

    for number in range(BATCH + 30):
        (tmp_path / f"{number:04d}.txt").write_text(letter(case_number=f"CM16-09{number:05d}"))
    batches = list(parsed(sources([tmp_path]), workers=2))
    assert [len(batch) for batch in batches] == [BATCH, 30]
    numbers = [read.letter.case_number for batch in batches for read in batch]
    assert numbers == [f"CM16-09{number:05d}" for number in range(BATCH + 30)]


LETTERS, STEP = 1_100, 90


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_ends_as_one_clean_run(tmp_path):
    """Ten kills of a real process, each at a random number of letters stored, then one run to the end."""
    letters = tmp_path / "letters"
    letters.mkdir()
    for number in range(LETTERS):
        text = letter(item(), item("MRI of the knee", "Overturned"), case_number=f"CM16-09{number:05d}")
        (letters / f"{number:04d}.txt").write_text(text)
    clean, battered = Site(tmp_path / "clean"), Site(tmp_path / "battered")
    clean.manage("ingest", letters)
    chance = random.Random(2)
    reached = []
    for kill in range(10):
        reached.append(battered.killed("ingest", letters, once=chance.randrange(STEP * kill + 1, STEP * (kill + 1))))
    assert reached == sorted(reached)
    assert sum(0 < stored < LETTERS for stored in reached) >= 5, "most kills must hit the middle of the work"
    battered.manage("ingest", letters)
    battered.manage("index", "--check")
    assert battered.rows() == clean.rows()
    assert len(clean.rows()) == LETTERS


class Site:
    """A data directory of its own, worked on by processes of its own."""

    def __init__(self, data: Path):
        self.environment = {"IMR_DATA_DIR": str(data), "PATH": "/usr/bin:/bin"}
        self.manage("migrate", "--verbosity", "0")

    def manage(self, *arguments) -> str:
        done = subprocess.run(self._command(arguments), env=self.environment, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def killed(self, *arguments, once: int) -> int:
        """Kill the command once so many cases are stored; returns how many were."""
        process = subprocess.Popen(
            self._command(arguments),
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while process.poll() is None and self.stored() < once:
            time.sleep(0.01)
        process.kill()
        process.wait()
        return self.stored()

    def stored(self) -> int:
        with closing(sqlite3.connect(f"file:{self.environment['IMR_DATA_DIR']}/imr.sqlite3?mode=ro", uri=True)) as rows:
            return rows.execute("SELECT count(*) FROM determinations_case").fetchone()[0]

    def rows(self) -> list:
        """Everything stored but keys, times and revisions, in the letters' order."""
        program = (
            "import json; from determinations.models import Case; "
            "print(json.dumps([[c.slug, c.age, c.summary, [l.digest for l in c.letters.all()], "
            "[[i.position, i.request, i.outcome, [x.text for x in i.citations.all()]] for i in c.items.all()]] "
            "for c in Case.objects.order_by('slug')]))"
        )
        return json.loads(self.manage("shell", "--no-imports", "-c", program))

    @staticmethod
    def _command(arguments) -> list[str]:
        return [sys.executable, "manage.py", *map(str, arguments)]


@pytest.mark.django_db
@pytest.mark.parametrize("error", ["DataError", "IntegrityError"])
def test_what_the_database_refuses_fails_alone(folder, monkeypatch, error):
    import django.db

    from ingest import pipeline

    load = pipeline.load

    def refuse(batch):
        if any(read.file.endswith("1.txt") for read in batch):
            raise getattr(django.db, error)("unsupported\nUnicode escape")
        return load(batch)

    monkeypatch.setattr(pipeline, "load", refuse)
    status, lines = ingest(folder)
    assert (status, [line["status"] for line in lines]) == (1, ["new", "failed", "new"])
    assert lines[1]["reason"] == "The database refused it: unsupported Unicode escape"
    assert sorted(Case.objects.values_list("slug", flat=True)) == ["cm16-0900000", "cm16-0900002"]
    assert search.check().clean
