"""Corrections, releases and withdrawals of many by the worker: what is done, in whose name, and undone."""

from datetime import timedelta

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from determinations import corpus, history, search
from determinations.choices import Standing
from determinations.models import Case, Correction, DisputedItem, Letter, Publication
from determinations.search.query import SearchQuery
from ingest.bulk import asking, correcting
from ingest.bulk.states import Kind
from ingest.correcting import correct, undo
from ingest.desk import deciding
from ingest.loading import load
from ingest.models import BulkChange, BulkLine, Upload
from ingest.parsing import fit
from tests.ingest.bulk import AGAINST, BRACE, MRI, counts, many, wanted
from tests.ingest.reviewing import CORRECTS, RELEASES, person
from tests.ingest.uploads import work
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    for room in ("correcting", "releasing", "undoing"):
        monkeypatch.setattr(f"ingest.bulk.{room}.BATCH", 2)


@pytest.fixture
def boss(django_user_model):
    return person(django_user_model, "boss", *CORRECTS, *RELEASES)


@pytest.fixture
def other(django_user_model):
    return person(django_user_model, "other", *CORRECTS, *RELEASES)


def treatments() -> list[str]:
    return list(DisputedItem.objects.order_by("pk").values_list("treatment__slug", flat=True))


class TestCorrecting:
    def test_the_worker_corrects_in_the_name_of_who_asked(self, boss, other):
        cases = many(5, BRACE, MRI)
        read = cases[0].items.first().treatment.slug
        correct(cases[1], 1, "treatment_type", "acupuncture", by=other, why="My view.")
        change = wanted(boss)
        assert (change.state, counts(change)) == ("waiting", (0,) * 6)
        work()
        assert counts(change) == (5, 4, 0, 1, 0, 0)
        assert (change.state, change.total, change.ended_at is not None) == ("finished", 5, True)
        assert treatments()[::2] == ["tens-unit", "acupuncture", *["tens-unit"] * 3]
        [line] = [each for each in history.of_case(cases[3]) if each.what == "corrected"]
        assert (line.who, line.before, line.after, line.why) == ("boss", read, "tens-unit", "It is one.")
        assert search.check().clean and search.count(SearchQuery(treatment=("tens-unit",))) == 4

    def test_decisions_that_came_later_are_left_alone(self, boss):
        many(2)
        change = wanted(boss)
        many(2, first=50)
        work()
        assert counts(change)[:2] == (2, 2)

    def test_again_nothing_is_done_twice(self, boss):
        many(3)
        wanted(boss)
        work()
        again = wanted(boss, overwrite=True)
        work()
        assert counts(again) == (3, 0, 3, 0, 0, 0) and not again.lines.exists()
        assert Correction.history.count() == 3

    def test_a_letter_that_cannot_be_read_is_refused_and_the_rest_goes_on(self, boss):
        many(3)
        Letter.objects.filter(case__slug="cm16-0900001").update(text="Nothing is left of it.")
        change = wanted(boss)
        work()
        assert counts(change)[:5] == (3, 2, 0, 0, 1) and len(change.reasons) == 1

    def test_who_lost_the_right_meanwhile_corrects_nothing(self, boss):
        many(2)
        change = wanted(boss)
        boss.user_permissions.clear()
        work()
        change.refresh_from_db()
        assert (change.state, "may not" in change.failure) == ("failed", True)
        assert not Correction.objects.exists()

    @pytest.mark.parametrize("closed", [True, False])
    def test_an_account_that_is_closed_or_gone_corrects_nothing(self, boss, closed):
        many(2)
        change = wanted(boss)
        if closed:
            type(boss).objects.update(is_active=False)
        else:
            boss.delete()
        work()
        change.refresh_from_db()
        assert (change.state, "gone" in change.failure) == ("failed", True)
        assert not Correction.objects.exists()

    def test_what_breaks_ends_one_change_and_can_go_on(self, boss, monkeypatch):
        many(5)
        change, real = wanted(boss), correcting.read_stored

        def breaks(cases):
            if Correction.objects.count() >= 2:
                raise RecursionError("deep")
            return real(cases)

        monkeypatch.setattr("ingest.bulk.correcting.read_stored", breaks)
        work()
        assert counts(change)[:2] == (2, 2) and (change.state, "RecursionError" in change.failure) == ("failed", True)
        monkeypatch.setattr("ingest.bulk.correcting.read_stored", real)
        assert asking.go_on(change)
        work()
        assert counts(change) == (5, 5, 0, 0, 0, 0) and (change.state, change.failure) == ("finished", "")

    def test_a_decision_the_database_refuses_is_refused_alone(self, boss, monkeypatch):
        cases, real = many(4), correcting.correct_places

        def refuses(step, places, *given, **named):
            if cases[1].pk in places:
                raise DataError("too much for an index")
            return real(step, places, *given, **named)

        monkeypatch.setattr("ingest.bulk.correcting.correct_places", refuses)
        change = wanted(boss)
        work()
        assert counts(change) == (4, 3, 0, 0, 1, 0) and "too much for an index" in change.reasons[0]

    def test_cancelled_it_stops_and_what_was_done_stands(self, boss, monkeypatch):
        many(5)
        change, real = wanted(boss), correcting.read_stored

        def cancels(cases):
            if Correction.objects.count() >= 2:
                assert asking.cancel(change)
            return real(cases)

        monkeypatch.setattr("ingest.bulk.correcting.read_stored", cancels)
        work()
        assert counts(change)[:2] == (2, 2) and change.state == "cancelled"
        assert not asking.cancel(change)
        work()
        assert Correction.objects.count() == 2

    def test_batches_cost_the_same_number_of_statements(self, boss, monkeypatch):
        told = []
        for number in (2, 9):
            Case.objects.all().delete()
            many(number)
            search.sync()
            monkeypatch.setattr("ingest.bulk.correcting.BATCH", 9)
            monkeypatch.setattr("ingest.bulk.undoing.BATCH", 9)
            with CaptureQueriesContext(connection) as made:
                change = wanted(boss, here=True)
            with CaptureQueriesContext(connection) as taken:
                assert asking.undo(change, boss, "").changed == number
            told.append((len(made), len(taken)))
        assert told[0] == told[1]


class TestUndoingCorrections:
    def test_exactly_what_it_did_and_not_what_others_did(self, boss, other):
        cases = many(6)
        read = cases[0].items.get().treatment.slug
        correct(cases[0], 1, "treatment_type", "acupuncture", by=other, why="Before.")
        correct(cases[1], 1, "treatment_type", "tens-unit", by=other, why="Before.")
        change = wanted(boss, overwrite=True)
        work()
        assert counts(change) == (6, 5, 1, 0, 0, 0)
        correct(cases[2], 1, "treatment_type", "acupuncture", by=other, why="Since.")
        undo(Correction.objects.get(case=cases[3]), by=other, why="Since.")
        undone = asking.undo(change, boss, "All wrong.")
        work()
        assert counts(undone) == (5, 3, 0, 2, 0, 0) and len(undone.reasons) == 2
        assert treatments() == ["acupuncture", "tens-unit", "acupuncture", read, read, read]
        last = history.of_case(cases[0])[-1]
        assert (last.who, last.before, last.after, last.why) == ("boss", "tens-unit", "acupuncture", "All wrong.")
        assert history.of_case(cases[4])[-1].what == "correction undone"
        assert search.check().clean
        assert asking.undo(change, boss, "") is None, "once"
        assert asking.undo(undone, boss, "") is None, "an undoing is not undone"

    def test_a_category_that_gave_way_to_a_treatment_comes_back(self, boss, other):
        [case, *_] = many(2)
        correct(case, 1, "category", "surgery", by=other)
        change = wanted(boss)
        work()
        assert set(Correction.objects.values_list("field", "value")) == {("treatment_type", "tens-unit")}
        undone = asking.undo(change, boss, "")
        work()
        assert [(each.case, each.field, each.value) for each in Correction.objects.all()] == [
            (case, "category", "surgery")
        ]
        assert counts(undone) == (3, 3, 0, 0, 0, 0)

    def test_a_human_value_that_was_taken_back_because_the_letter_says_the_other(self, boss, other):
        [case] = many(1)
        read = case.items.get().treatment.slug
        correct(case, 1, "treatment_type", "acupuncture", by=other)
        change = wanted(boss, read, overwrite=True)
        work()
        assert not Correction.objects.exists()
        asking.undo(change, boss, "")
        work()
        assert Correction.objects.get().value == "acupuncture"

    def test_a_part_that_was_done_before_it_was_cancelled(self, boss):
        many(3)
        change = wanted(boss, here=True)
        assert asking.undo(change, boss, "").changed == 3
        change.refresh_from_db()
        assert not Correction.objects.exists() and not asking.go_on(change), "what is undone does not go on"

    def test_a_decision_that_is_not_there_any_more_is_told(self, boss, other):
        [case] = many(1)
        correct(case, 1, "treatment_type", "acupuncture", by=other)
        change = wanted(boss, overwrite=True)
        work()
        Correction.objects.update(standing=Standing.LOST)
        undone = asking.undo(change, boss, "")
        work()
        assert counts(undone)[:5] == (1, 0, 0, 0, 1) and "not found again" in undone.reasons[0]


def hidden() -> list[str]:
    return list(Publication.objects.exclude(state="public").order_by("case_id").values_list("state", flat=True))


class TestDeciding:
    def test_released_in_the_name_of_who_asked_and_undone(self, boss, other):
        cases = many(5, AGAINST)
        deciding.withdraw([cases[4].pk], other, "Private.")
        change = asking.draft(Kind.RELEASE, [case.pk for case in cases], boss)
        work()
        assert hidden() == [*["held"] * 4, "withdrawn"], "a draft does nothing"
        assert not asking.confirm(change, other, "Mine?") and asking.confirm(change, boss, "All looked at.")
        work()
        assert counts(change) == (5, 5, 0, 0, 0, 0) and hidden() == []
        line = history.of_case(cases[0])[-1]
        assert (line.who, line.before, line.after, line.why) == ("boss", "held", "public", "All looked at.")
        assert search.count(SearchQuery()) == 5
        deciding.withdraw([cases[1].pk], other, "Names a person.")
        undone = asking.undo(change, boss, "Too early.")
        work()
        assert counts(undone)[:4] == (5, 4, 0, 1)
        assert hidden() == ["held", "withdrawn", "held", "held", "withdrawn"]
        assert not Publication.objects.get(case=cases[0]).accepted, "what was judged harmless is so no more"
        line = history.of_case(cases[0])[-1]
        assert (line.who, line.before, line.after, line.why) == ("boss", "public", "held", "Too early.")
        assert search.count(SearchQuery()) == 0

    def test_what_must_not_be_released_is_refused_by_name_and_the_rest_goes_on(self, boss, settings):
        cases = many(4, AGAINST)
        load([fit("odd.txt", letter(item("Knee brace", "see below"), case_number="CM16-0999999"))])
        cases.append(Case.objects.latest("pk"))
        settings.FOUR_EYES = True
        Upload.objects.create(uploaded_by=boss).files.create(name="a.txt", state="held", case=cases[1])
        deciding.release({cases[3].pk: Case.objects.get(pk=cases[3].pk).revision}, boss, "Fine.")
        change = asking.draft(Kind.RELEASE, [*(case.pk for case in cases), 10**12], boss)
        asking.confirm(change, boss, "Fine.")
        correct(cases[2], 0, "age", 50, by=boss)
        work()
        assert counts(change) == (6, 1, 1, 1, 3, 0)
        assert hidden() == ["held", "held", "held"]
        reasons = " ".join(change.reasons)
        for told in ("you uploaded its letter", "it changed since", "without an outcome", "taken out"):
            assert told in reasons

    def test_withdrawn_and_restored(self, boss, other):
        cases = [*many(1, AGAINST), *many(3, first=10)[1:]]
        change = asking.draft(Kind.WITHDRAW, [case.pk for case in cases], boss)
        asking.confirm(change, boss, "Asked for.")
        work()
        assert counts(change)[:2] == (4, 4) and hidden() == ["withdrawn"] * 4
        undone = asking.undo(change, other, "Not asked for.")
        work()
        assert counts(undone)[:2] == (4, 4) and hidden() == ["held"]
        line = history.of_case(cases[2])[-1]
        assert (line.who, line.before, line.after) == ("other", "withdrawn", "public")

    def test_who_may_not_release_any_more(self, boss):
        [case] = many(1, AGAINST)
        change = asking.draft(Kind.RELEASE, [case.pk], boss)
        asking.confirm(change, boss, "Fine.")
        boss.user_permissions.clear()
        work()
        change.refresh_from_db()
        assert change.state == "failed" and hidden() == ["held"]


def test_a_case_taken_out_takes_its_line_along(boss):
    cases = many(3)
    change = wanted(boss)
    work()
    corpus.remove([cases[0].pk])
    assert BulkLine.objects.count() == 2
    assert asking.undo(change, boss, "").changed == 2


def test_drafts_that_nobody_gave_a_reason_to_are_dropped(boss):
    asking.draft(Kind.RELEASE, [1], boss)
    old = asking.draft(Kind.RELEASE, [2], boss)
    BulkChange.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=2))
    asking.forget()
    assert [each.cases for each in BulkChange.objects.all()] == [[1]]
