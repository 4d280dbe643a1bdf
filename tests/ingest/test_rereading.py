"""`reparse`: what an older version read is read again, and cases stay who they are."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from determinations import corpus, search
from determinations.models import Case, Citation, DisputedItem, Letter, ReviewerCredential
from determinations.search.query import SearchQuery
from ingest.changes import changes, of_parsed, of_stored
from ingest.letters import VERSION
from ingest.letters.record import ParsedReviewer
from ingest.loading import load
from ingest.parsing import fit, read_letters
from ingest.rereading import outdated, reread
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db


def store(*texts: str) -> None:
    load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    search.sync()


def age_them(**facts) -> None:
    """As if an older version of the parser had read every letter, and had read these facts."""
    Letter.objects.update(parser_version="0")
    with corpus.change() as step:
        Case.objects.update(revision=step.revision, **facts)
    search.sync()


def run(**options) -> tuple[int, str]:
    out, status = StringIO(), 0
    try:
        call_command("reparse", stdout=out, stderr=out, workers=0, **options)
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue()


def test_wrong_facts_are_put_right_and_the_case_keeps_its_address_and_rows():
    store(letter(item("Acupuncture, 6 visits", "Overturned"), item("MRI of the lumbar spine")))
    case, keys = Case.objects.get(), list(DisputedItem.objects.values_list("pk", flat=True))
    age_them(age=12, sex="")
    DisputedItem.objects.filter(position=1).update(outcome="upheld", treatment=None)
    status, told = run(verbosity=2)
    assert status == 0
    assert "1 letters changed" in told
    assert f"{case.slug}: age: 12 → 47" in told
    assert "items.treatment_type" in told
    again = Case.objects.get()
    assert (again.pk, again.slug, again.age, again.sex) == (case.pk, case.slug, 47, "male")
    assert list(DisputedItem.objects.values_list("pk", flat=True)) == keys
    assert list(again.items.values_list("outcome", flat=True)) == ["overturned", "upheld"]
    assert Letter.objects.get().parser_version == VERSION
    assert search.search(SearchQuery(treatment=("acupuncture",), outcome=("overturned",))).count == 1
    assert search.check().clean


def test_a_decision_that_was_invented_goes_and_one_that_was_missed_comes():
    store(letter(item("Acupuncture, 6 visits"), item("MRI of the lumbar spine")))
    age_them()
    DisputedItem.objects.filter(position=2).update(position=7)
    assert run()[0] == 0
    assert list(DisputedItem.objects.values_list("position", "request")) == [
        (1, "Acupuncture, 6 visits"),
        (2, "MRI of the lumbar spine"),
    ]
    assert search.check().clean


def test_what_reads_the_same_leaves_the_corpus_unchanged():
    store(letter())
    age_them()
    before = corpus.current().number
    status, told = run()
    assert (status, corpus.current().number) == (0, before)
    assert "1 stay as they were" in told
    assert not outdated().exists()


def test_only_older_readings_are_redone_unless_all_are_asked_for():
    store(letter())
    assert list(reread(workers=0)) == []
    assert [result.status for result in reread(everything=True, workers=0)] == ["same"]


def test_a_dry_run_changes_nothing(tmp_path):
    store(letter())
    age_them(age=12)
    report = tmp_path / "report.jsonl"
    assert "1 letters would change" in run(dry_run=True, report=report)[1]
    assert Case.objects.get().age == 12
    assert Letter.objects.get().parser_version == "0"
    (line,) = map(json.loads, report.read_text().splitlines())
    assert (line["status"], line["changes"]["age"]) == ("changed", [12, 47])


def test_a_letter_that_cannot_be_read_any_more_keeps_its_facts():
    store(letter(), letter(case_number="CM16-0900002"))
    age_them(age=12)
    Letter.objects.filter(case__case_number="CM16-0900002").update(text="Nothing is left of it.")
    status, told = run()
    assert status == 1
    assert "failed: cm16-0900002" in told
    assert Case.objects.get(slug="cm16-0900002").age == 12
    assert Case.objects.get(slug="cm16-0900001").age == 47
    assert [each.case.slug for each in outdated()] == ["cm16-0900002"]


def test_a_number_that_another_case_has_is_not_taken():
    store(letter(), letter(case_number="CM16-0900002"))
    age_them()
    Letter.objects.filter(case__slug="cm16-0900002").update(text=letter())
    assert run()[0] == 0
    assert set(Case.objects.values_list("case_number", flat=True)) == {"CM16-0900001", "CM16-0900002"}


OTHER = "A 47 year old male, injured on 10/15/2012, has other complaints."


def test_of_earlier_words_no_fact_is_taken():
    store(letter())
    store(letter(summary=OTHER))
    age_them()
    assert "1 stay as they were" in run()[1]
    assert Case.objects.get().summary == OTHER
    assert set(Letter.objects.values_list("parser_version", flat=True)) == {VERSION}
    assert not Letter.objects.filter(published_at=None).exists()


def test_earlier_words_in_which_something_private_is_found_by_now_are_shown_no_more(client, tmp_path):
    store(letter())
    store(letter(summary=OTHER))
    Letter.objects.exclude(superseded_at=None).update(text=letter(summary="Call her at 559-555-0142 about it."))
    age_them()
    address = Case.objects.get().get_absolute_url()
    assert "Earlier text" in client.get(address).content.decode()
    assert "would be shown no more: 1" in run(dry_run=True)[1]
    assert "Earlier text" in client.get(address).content.decode()
    status, told = run(report=tmp_path / "told.jsonl")
    assert status == 0 and "Earlier texts that are shown no more: 1." in told
    assert "hidden" in (tmp_path / "told.jsonl").read_text() and "559-555" not in told
    page = client.get(address)
    assert page.status_code == 200 and "Earlier text" not in page.content.decode()
    assert search.check().clean
    assert "shown no more" not in run(all=True)[1], "said once"


def test_earlier_words_that_can_be_read_no_more_stay_as_they_are():
    store(letter())
    store(letter(summary=OTHER))
    Letter.objects.exclude(superseded_at=None).update(text="Once upon a time.")
    age_them()
    assert run()[0] == 0
    assert Letter.objects.exclude(published_at=None).exclude(superseded_at=None).get().parser_version == "0"


def test_the_number_of_statements_does_not_grow_with_the_letters():
    counts = []
    for number in (2, 12):
        Case.objects.all().delete()
        store(*(letter(case_number=f"CM16-09100{place:02}") for place in range(number)))
        age_them(age=12)
        with CaptureQueriesContext(connection) as statements:
            assert len(list(reread(workers=0))) == number
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_one_letter_the_database_refuses_fails_alone(monkeypatch, tmp_path):
    store(*(letter(case_number=f"CM16-090000{number}") for number in range(4)))
    age_them(age=12)
    monkeypatch.setattr("ingest.workers.read_letters", _read_with_an_outcome_no_database_takes)
    report = tmp_path / "report.jsonl"
    status, told = run(report=report)
    assert status == 1
    assert "3 letters changed" in told
    assert "1 could not be read or written" in told
    (line,) = [line for line in told.splitlines() if line.startswith("failed: ")]
    assert line.startswith("failed: cm16-0900002: The database refused it: ")
    assert [json.loads(line)["status"] for line in report.read_text().splitlines()] == [
        "changed", "changed", "failed", "changed",
    ]  # fmt: skip
    assert list(Case.objects.order_by("slug").values_list("age", flat=True)) == [47, 47, 12, 47]
    assert set(DisputedItem.objects.values_list("outcome", flat=True)) == {"upheld"}
    assert Citation.objects.filter(item__case__slug="cm16-0900002").exists(), "nothing of it is half written"
    assert [each.case.slug for each in outdated()] == ["cm16-0900002"]
    assert search.check().clean


def _read_with_an_outcome_no_database_takes(batch):
    return [_spoilt(read) if read.letter.case_number == "CM16-0900002" else read for read in read_letters(batch)]


def _spoilt(read):
    items = tuple(replace(item, outcome="undecided") for item in read.letter.items)
    return replace(read, letter=replace(read.letter, items=items))


def test_a_lost_connection_ends_the_run_with_one_clear_error(monkeypatch):
    store(*(letter(case_number=f"CM16-09000{number:02}") for number in range(12)))
    age_them(age=12)
    asked = []

    def lose(*args):
        asked.append(args)
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("ingest.rereading.Writer.write", lose)
    with pytest.raises(CommandError, match="The database refused: the connection is closed") as stop:
        run()
    assert stop.value.returncode == 2
    assert len(asked) <= 4
    assert set(Case.objects.values_list("age", flat=True)) == {12}
    assert outdated().count() == 12


def test_bad_usage_is_said():
    with pytest.raises(CommandError, match="give 0 or more"):
        call_command("reparse", workers=-1)


def test_worker_processes_read_stored_letters_as_they_are(monkeypatch):
    """Neither what marks a PDF nor a size that files may not have matters in words that were accepted before."""
    monkeypatch.setattr("ingest.workers.BATCH", 2)
    long = letter(case_number="CM16-0900003", summary="A 47 year old male has low back pain. " * 30_000)
    marked = f"%PDF as printed\n{letter(case_number='CM16-0900002')}"
    store(letter(), marked, long)
    age_them(age=12)
    found = list(reread(workers=2))
    assert [result.reason for result in found] == ["", "", ""]
    assert [result.status for result in found] == ["changed"] * 3
    assert set(Case.objects.values_list("age", flat=True)) == {47}


def test_what_stays_the_same_still_has_its_reading_brought_up_to_date():
    store(letter())
    age_them()
    Letter.objects.update(layout="older", warnings=[{"code": "old", "message": "Old."}])
    assert [result.status for result in reread(workers=0)] == ["same"]
    stored = Letter.objects.get()
    assert (stored.layout, stored.parser_version) == ("final", VERSION)
    assert "old" not in [warning["code"] for warning in stored.warnings]


def test_citations_found_in_other_places_are_written():
    store(letter())
    age_them()
    right = list(Citation.objects.values_list("span", flat=True))
    Citation.objects.update(span=[0, 1])
    before = corpus.current().number
    run()
    assert list(Citation.objects.values_list("span", flat=True)) == right
    assert corpus.current().number == before + 1


def test_specialties_the_vocabulary_knows_by_now_reach_every_case_of_the_reviewer():
    store(letter(), letter(case_number="CM16-0900002"))
    ReviewerCredential.objects.update(specialty=None)
    age_them()
    Letter.objects.filter(case__slug="cm16-0900002").update(parser_version=VERSION)
    assert search.search(SearchQuery(specialty=("neurology",))).count == 0
    (result,) = reread(workers=0)
    assert [change.name for change in result.changes] == ["reviewer.specialties_known_as"]
    assert ReviewerCredential.objects.get().specialty.slug == "neurology"
    assert search.search(SearchQuery(specialty=("neurology",))).count == 2
    assert search.check().clean
    assert [each.status for each in reread(everything=True, workers=0)] == ["same", "same"]


def test_a_credential_longer_than_its_column_is_not_changed_for_ever():
    read = fit("a.txt", letter())
    long = ParsedReviewer(specialties=("Neurology " + "and so on " * 60,))
    load([replace(read, letter=replace(read.letter, reviewer=long))])
    case = Case.objects.for_detail().get()
    assert not list(changes(of_stored(case), of_parsed(replace(read.letter, reviewer=long))))


def test_a_dry_run_takes_no_lock_and_writes_nothing(monkeypatch):
    store(letter())
    age_them(age=12)
    monkeypatch.setattr(corpus, "change", None)
    with CaptureQueriesContext(connection) as statements:
        assert [result.status for result in reread(dry_run=True, workers=0)] == ["changed"]
    assert all(statement["sql"].startswith("SELECT") for statement in statements)
    assert not any("FOR UPDATE" in statement["sql"] for statement in statements)


def test_a_number_the_list_supplies_is_refused_again_while_another_case_has_it():
    store(letter(), letter(case_number=None, summary="A worker has pain."))
    age_them()
    Letter.objects.filter(case__case_number=None).update(listed=[{"case_number": "CM16-0900001"}])
    assert run()[0] == 0
    stored = Letter.objects.get(case__case_number=None)
    assert stored.supplied == []
    assert "CM16-0900001" in next(each["message"] for each in stored.warnings if each["code"] == "list_differs")
