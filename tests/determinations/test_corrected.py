"""What humans corrected is marked on the page of the case and named by the data interface."""

import pytest
from django.contrib.auth import get_user_model

from determinations import search
from determinations.models import Case
from ingest.correcting import correct
from ingest.loading import load
from ingest.parsing import fit
from tests.ingest.correcting import undo_all
from tests.letter_text import SUMMARY, item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db

CORRECTED = [
    (0, "age", 50, "fact-age", "47 years"),
    (0, "dates.injury", "2011-10-15", "fact-injury", "October 15, 2012"),
    (0, "priority", None, "fact-priority", "Standard"),
    (0, "subspecialties", ["Pain Medicine"], "fact-subspecialties", "not stated"),
    (1, "request", "Knee brace, left", "item-1", "Knee brace"),
    (1, "treatment_type", "acupuncture", "item-1", "Braces and orthoses"),
    (2, "body_parts", [], "item-2", "Lumbar spine"),
    (2, "drugs", ["tramadol"], "item-2", "not stated"),
    (2, "outcome", "partially_overturned", "item-2", "Upheld"),
    (2, "reviewer_citations", [], "item-2", "Official Disability Guidelines"),
]


@pytest.fixture
def case():
    load([fit("a.txt", letter(item("Knee brace"), item("MRI of the lumbar spine")))])
    return Case.objects.get()


def test_a_corrected_fact_says_so_and_what_the_letter_was_read_as(client, case):
    person = get_user_model().objects.create_user("reader")
    for place, field, value, _, _ in CORRECTED:
        correct(case, place, field, value, by=person)
    correct(case, 0, "summary", "The worker has low back pain.", by=person)
    search.sync()
    page = Page(client.get(case.get_absolute_url()))
    for _, field, _, element, was in CORRECTED:
        words = " ".join(page.tree.find(id=element).get_text(" ").split())
        assert "corrected by staff" in words, field
        assert "the letter was read as:" in words and was.lower() in words.lower(), field
    assert "reader" not in page.tree.get_text(), "who it was is nobody's business outside"
    assert page.tree.get_text().count("corrected by staff") == len(CORRECTED) + 1
    undo_all(person)
    assert "corrected by staff" not in client.get(case.get_absolute_url()).content.decode()


def test_the_data_interface_names_corrected_facts(client, case):
    correct(case, 0, "dates.injury", "2011-10-15", by=None)
    correct(case, 0, "age", 50, by=None)
    correct(case, 2, "outcome", "partially_overturned", by=None)
    found = client.get(f"/api/v1/cases/{case.slug}/").json()
    assert found["corrected"] == ["age", "dates.injury"]
    assert [each["corrected"] for each in found["decisions"]] == [[], ["outcome"]]
    assert "age" not in found["letter"]["spans"] and "outcome" not in found["decisions"][1]["spans"]
    assert client.get(f"/api/v1/decisions/{case.slug}/2/").json()["corrected"] == ["outcome"]


def test_a_lost_correction_marks_nothing(client, case):
    correct(case, 2, "outcome", "partially_overturned", by=None)
    load([fit("b.txt", letter(item("Knee brace"), summary=f"{SUMMARY} He smokes."))])
    page = client.get(case.get_absolute_url()).content.decode()
    assert "corrected by staff" not in page and "was not applied" in page
