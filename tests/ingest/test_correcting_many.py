"""One fact corrected in every decision with the same request."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import search
from determinations.models import Case, Correction, DisputedItem, Letter
from determinations.search.query import SearchQuery
from ingest.correcting import CorrectionError, correct, correct_many, undo_many
from ingest.rereading import reread
from tests.ingest.correcting import store
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

ACUPUNCTURE, MRI, BRACE = item("Acupuncture, 6 visits"), item("MRI of the lumbar spine"), item("Knee brace")


@pytest.fixture
def person():
    return get_user_model().objects.create_user("reader")


def many(number: int, *items: str) -> None:
    store(*(letter(*items, case_number=f"CM16-09100{place:02}") for place in range(number)))


def test_all_decisions_with_the_same_request_are_corrected_together(person):
    many(3, item("Game  Ready unit"), MRI, item("game ready Unit"))
    store(letter(item("Game Ready unit, rental"), case_number="CM16-0920000"))
    first = Case.objects.get(slug="cm16-0910000")
    correct(first, 1, "treatment_type", "acupuncture", by=person, why="My own view.")
    told = correct_many("GAME ready unit", "treatment_type", "tens-unit", by=person, why="It is one.")
    assert (told.found, told.corrected, told.kept, told.same, told.refused) == (6, 5, 1, 0, 0)
    with_kind = DisputedItem.objects.filter(treatment__slug="tens-unit")
    assert with_kind.count() == 5 and search.check().clean is False
    search.sync()
    assert search.count(SearchQuery(treatment=("tens-unit",))) == 5 and search.check().clean
    assert Correction.history.filter(history_change_reason="It is one.", history_user=person).count() == 5
    again = correct_many("game ready unit", "treatment_type", "tens-unit", by=person, overwrite=True)
    assert (again.corrected, again.same) == (1, 5)
    [line] = Correction.history.filter(history_type="~")
    assert (line.value, line.prev_record.value) == ("tens-unit", "acupuncture")
    assert undo_many(Correction.objects.all(), by=person, why="All of it was wrong.") == 6
    assert not Correction.objects.exists()
    assert Correction.history.filter(history_type="-", history_change_reason="All of it was wrong.").count() == 6


def test_many_are_refused_what_does_not_follow_from_a_request(person):
    with pytest.raises(CorrectionError, match="outcome"):
        correct_many("Knee brace", "outcome", "upheld", by=person)


def test_of_many_one_that_cannot_be_read_is_told_and_the_rest_goes_on(person):
    many(3, BRACE)
    Letter.objects.filter(case__slug="cm16-0910001").update(text="Nothing is left of it.")
    told = correct_many("Knee brace", "treatment_type", "tens-unit", by=person)
    assert (told.found, told.corrected, told.refused, len(told.reasons)) == (3, 2, 1, 1)


def test_batches_cost_the_same_number_of_statements(person, monkeypatch):
    counts = []
    for number in (2, 9):
        Case.objects.all().delete()
        many(number, BRACE)
        with CaptureQueriesContext(connection) as made:
            correct_many("Knee brace", "treatment_type", "tens-unit", by=person)
        with CaptureQueriesContext(connection) as again:
            list(reread(everything=True, workers=0))
        with CaptureQueriesContext(connection) as taken:
            undo_many(Correction.objects.all(), by=person)
        counts.append((len(made), len(again), len(taken)))
    assert counts[0] == counts[1]
    monkeypatch.setattr("ingest.correcting._BATCH", 4)
    assert correct_many("Knee brace", "treatment_type", "tens-unit", by=person).corrected == 9
