"""One fact corrected in every decision with the same request, beside corrections of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import search
from determinations.models import Case, Correction, DisputedItem
from determinations.search.query import SearchQuery
from ingest.correcting import CorrectionError, correct
from ingest.rereading import reread
from tests.ingest.bulk import counts, many, wanted
from tests.ingest.correcting import store, undo_all
from tests.ingest.reviewing import CORRECTS
from tests.ingest.reviewing import person as seated
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

MRI, BRACE = item("MRI of the lumbar spine"), item("Knee brace")


@pytest.fixture
def person(django_user_model):
    return seated(django_user_model, "reader", *CORRECTS)


def test_all_decisions_with_the_same_request_are_corrected_together(person):
    many(3, item("Game  Ready unit"), MRI, item("game ready Unit"))
    store(letter(item("Game Ready unit, rental"), case_number="CM16-0920000"))
    correct(Case.objects.get(slug="cm16-0900000"), 1, "treatment_type", "acupuncture", by=person, why="My own view.")
    told = wanted(person, request="GAME ready unit", here=True)
    assert counts(told) == (6, 5, 0, 1, 0, 0)
    assert DisputedItem.objects.filter(treatment__slug="tens-unit").count() == 5
    assert search.check().clean is False
    search.sync()
    assert search.count(SearchQuery(treatment=("tens-unit",))) == 5 and search.check().clean
    assert Correction.history.filter(history_change_reason="It is one.", history_user=person).count() == 5
    again = wanted(person, request="game ready unit", here=True, overwrite=True)
    assert counts(again) == (6, 1, 5, 0, 0, 0)
    [line] = Correction.history.filter(history_type="~")
    assert (line.value, line.prev_record.value) == ("tens-unit", "acupuncture")
    assert undo_all(person, "All of it was wrong.") == 6
    assert not Correction.objects.exists()
    assert Correction.history.filter(history_type="-", history_change_reason="All of it was wrong.").count() == 6


def test_many_are_refused_what_does_not_follow_from_a_request(person):
    with pytest.raises(CorrectionError, match="outcome"):
        wanted(person, "upheld", field="outcome", here=True)


def test_many_corrected_cost_the_same_number_of_statements_as_few(person):
    made = []
    search.sync()  # an index is there in both rounds
    for number in (2, 9):
        Case.objects.all().delete()
        many(number, BRACE)
        with CaptureQueriesContext(connection) as corrected:
            wanted(person, here=True)
        with CaptureQueriesContext(connection) as again:
            list(reread(everything=True, workers=0))
        made.append((len(corrected), len(again)))
    assert made[0] == made[1]
