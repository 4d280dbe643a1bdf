"""Humans' values under other words of their case, under other parsers, and beside the state's list."""

from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import history
from determinations.choices import Standing
from determinations.models import Case, Correction, Letter
from ingest import correcting
from ingest.correcting import CorrectionError, correct, undo
from ingest.letters import VERSION
from ingest.loading import load
from ingest.parsing import fit, read_letters
from ingest.reporting import Status
from ingest.rereading import reread
from tests.ingest.correcting import store
from tests.letter_text import SUMMARY, item, letter

pytestmark = pytest.mark.django_db

ACUPUNCTURE, MRI, BRACE = item("Acupuncture, 6 visits"), item("MRI of the lumbar spine"), item("Knee brace")


@pytest.fixture
def person():
    return get_user_model().objects.create_user("reader")


def told(case) -> set[str]:
    return {event.what for event in history.of_case(case)}


def test_other_words_of_the_case_keep_the_human_s_values(person):
    store(letter(ACUPUNCTURE, MRI))
    case = Case.objects.get()
    correct(case, 0, "age", 50, by=person)
    correct(case, 1, "outcome", "overturned", by=person)
    correct(case, 2, "outcome", "partially_overturned", by=person)
    correct(case, 2, "treatment_type", "acupuncture", by=person)
    store(letter(BRACE, MRI, ACUPUNCTURE, summary=f"{SUMMARY} He smokes."))
    case.refresh_from_db()
    assert case.age == 50 and "smokes" in case.summary
    assert list(case.items.values_list("request", "outcome", "treatment__slug")) == [
        ("Knee brace", "upheld", case.items.get(position=1).treatment.slug),
        ("MRI of the lumbar spine", "partially_overturned", "acupuncture"),
        ("Acupuncture, 6 visits", "overturned", "acupuncture"),
    ]
    assert set(Correction.objects.values_list("item", "field")) == {
        (0, "age"), (3, "outcome"), (2, "outcome"), (2, "treatment_type"),
    }  # fmt: skip


def test_decisions_that_change_places_take_their_corrections_along(person):
    store(letter(ACUPUNCTURE, MRI))
    case = Case.objects.get()
    correct(case, 1, "treatment_type", "chiropractic", by=person)
    correct(case, 2, "treatment_type", "acupuncture", by=person)
    store(letter(MRI, ACUPUNCTURE, summary=f"{SUMMARY} He smokes."))
    assert list(case.items.values_list("treatment__slug", flat=True)) == ["acupuncture", "chiropractic"]
    assert dict(Correction.objects.values_list("item", "value")) == {1: "acupuncture", 2: "chiropractic"}
    assert {"correction moved along from decision 1", "correction moved along from decision 2"} <= told(case)


def test_a_correction_whose_decision_is_gone_is_kept_and_comes_back(person):
    first, second = letter(ACUPUNCTURE, MRI), letter(MRI, BRACE, summary=f"{SUMMARY} He smokes.")
    store(first)
    case = Case.objects.get()
    correct(case, 1, "treatment_type", "chiropractic", by=person)
    store(second)
    [lost] = Correction.objects.unapplied()
    assert not Correction.objects.applied().exists()
    assert "mri" in case.items.get(position=1).treatment.slug
    codes = [each["code"] for each in Letter.objects.get(superseded_at=None).warnings]
    assert codes.count("correction_not_applied") == 1
    correct(case, 1, "treatment_type", "acupuncture", by=person)  # of the decision that has its place now
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    assert Correction.objects.count() == 2
    store(letter(ACUPUNCTURE, MRI, summary=f"{SUMMARY} He ran."))
    assert list(case.items.values_list("treatment__slug", flat=True)) == ["chiropractic", "acupuncture"]
    assert not Correction.objects.unapplied().exists()
    assert "correction_not_applied" not in str(Letter.objects.get(superseded_at=None).warnings)
    assert {"correction not applied: its decision was not found", "correction applied again"} <= told(case)
    assert [row.standing for row in lost.history.order_by("history_id")] == ["stands", "lost", "stands"]


def test_a_lost_correction_can_be_undone(person):
    store(letter(ACUPUNCTURE))
    correct(Case.objects.get(), 1, "treatment_type", "chiropractic", by=person)
    store(letter(BRACE, summary=f"{SUMMARY} He smokes."))
    undo(Correction.objects.get(), by=person)
    assert "correction_not_applied" not in str(Letter.objects.get(superseded_at=None).warnings)
    with pytest.raises(CorrectionError, match="already"):
        undo(Correction(case=Case.objects.get(), pk=9), by=person)


def test_a_renamed_request_is_found_again_under_either_name(person):
    store(letter(item("Knee brase")))
    case = Case.objects.get()
    correct(case, 1, "request", "Knee brace", by=person)
    assert case.items.get().treatment is not None
    correct(case, 1, "outcome", "overturned", by=person)
    store(letter(BRACE, summary=f"{SUMMARY} He smokes."))
    assert list(case.items.values_list("request", "outcome")) == [("Knee brace", "overturned")]
    assert set(Correction.objects.values_list("field", "standing")) == {("request", "agrees"), ("outcome", "stands")}


def as_another_parser(monkeypatch, age):
    """A newer version that reads another age in every letter."""

    def read(batch):
        found = read_letters(batch)
        return [replace(each, letter=replace(each.letter, age=age)) for each in found]

    for room in ("workers", "corrections.changing"):
        monkeypatch.setattr(f"ingest.{room}.read_letters", read)


def test_a_newer_parser_that_disagrees_or_agrees_is_listed(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 0, "age", 50, by=person)
    as_another_parser(monkeypatch, 49)
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    [found] = Correction.objects.disagreeing()
    assert (found.was_read, found.read, found.value, found.read_version) == (47, 49, 50, VERSION)
    out = StringIO()
    call_command("reparse", stdout=out, workers=0)
    assert "disagrees with anew: 1." in out.getvalue()
    as_another_parser(monkeypatch, 50)
    list(reread(everything=True, workers=0))
    assert list(Correction.objects.agreeing()) == [found] and not Correction.objects.disagreeing().exists()
    case.refresh_from_db()
    assert case.age == 50
    as_another_parser(monkeypatch, 47)
    list(reread(everything=True, workers=0))
    assert Correction.objects.get().standing == Standing.STANDS
    assert [row.read for row in found.history.order_by("history_id")] == [47, 49, 50, 47]


def test_a_human_who_looks_again_and_stays_by_it_is_not_asked_again(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 0, "age", 50, by=person)
    as_another_parser(monkeypatch, 49)
    list(reread(everything=True, workers=0))
    assert correct(case, 0, "age", 50, by=person, why="It is 50.").changes == ()
    assert not Correction.objects.disagreeing().exists()
    *_, noted, confirmed = history.of_case(case)
    assert (noted.before, noted.after, noted.who) == (47, 49, "")
    assert (confirmed.what, confirmed.after, confirmed.why) == ("correction confirmed", 50, "It is 50.")


def test_a_dry_run_notes_nothing(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    correct(Case.objects.get(), 0, "age", 50, by=person)
    as_another_parser(monkeypatch, 49)
    with CaptureQueriesContext(connection) as statements:
        list(reread(everything=True, dry_run=True, workers=0))
    assert all(each["sql"].startswith("SELECT") for each in statements)


def test_a_number_that_was_corrected_away_makes_another_letter_with_it_be_looked_at(person):
    store(letter(ACUPUNCTURE))
    correct(Case.objects.get(), 0, "case_number", "CM16-0900077", by=person)
    [told] = store(letter(BRACE))
    assert told.status == Status.HELD and "cm16-0900001" in told.reason
    assert sorted(Case.objects.values_list("case_number", flat=True)) == ["CM16-0900001", "CM16-0900077"]
    [told] = store(letter(MRI, case_number="CM16-0900077"))
    assert (told.status, told.case) == (Status.UPDATED, "cm16-0900001")
    undo(Correction.objects.get(), by=person)
    assert Case.objects.get(slug="cm16-0900001").case_number == "CM16-0900077", "its new words say so"


def test_undone_numbers_come_back_unless_another_case_has_them(person):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 0, "case_number", "CM16-0900077", by=person)
    store(letter(BRACE))
    told = undo(Correction.objects.get(), by=person)
    assert told.changes == (("case_number", "CM16-0900077", None),)


def test_facts_from_the_list_give_way_to_a_human_s(person):
    read = fit("a.txt", letter(ACUPUNCTURE))
    load([read])
    Letter.objects.update(listed=[{"decision": "2016-05-01", "specialty": "Urology", "outcome": "upheld"}] * 2)
    list(reread(everything=True, workers=0))
    warnings = len(Letter.objects.get().warnings)
    correct(Case.objects.get(), 0, "specialties", ["Urology"], by=person)
    assert len(Letter.objects.get().warnings) <= warnings, "the list is not held against the letter twice"


def test_loading_asks_once_a_batch_for_corrections():
    store(letter(ACUPUNCTURE))
    with CaptureQueriesContext(connection) as asked:
        load([fit("a.txt", letter(MRI, case_number=f"CM16-091000{number}")) for number in range(5)])
    assert sum("determinations_correction" in each["sql"] for each in asked) == 1


def test_a_letter_replaced_while_somebody_corrects_it_is_left_alone(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 0, "age", 50, by=person)
    read, texts = correcting.read_stored, iter(("He smokes.", "He ran."))

    def then_replaced(cases):
        found = read(cases)
        store(letter(ACUPUNCTURE, summary=f"{SUMMARY} {next(texts)}"))
        return found

    monkeypatch.setattr(correcting, "read_stored", then_replaced)
    for attempt in (lambda: correct(case, 0, "age", 51, by=person), lambda: undo(Correction.objects.get(), by=person)):
        with pytest.raises(CorrectionError, match="replaced"):
            attempt()
    assert Correction.objects.get().value == 50
