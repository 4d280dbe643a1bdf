"""Facts corrected by humans, one at a time, and undone."""

from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings

from determinations import publishing, search
from determinations.choices import Standing
from determinations.models import Case, Correction, DisputedItem, Letter, Publication
from determinations.search.query import SearchQuery
from ingest.changes import of_parsed
from ingest.correcting import CorrectionError, correct, undo
from ingest.corrections.laying import corrected
from ingest.letters import parse
from ingest.loading import load
from ingest.parsing import fit
from ingest.reporting import Status
from ingest.rereading import reread
from tests.ingest.correcting import lines, store, stored_facts, undo_all
from tests.ingest.humans import READ, TEXT, corrections
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

ACUPUNCTURE, MRI, BRACE = item("Acupuncture, 6 visits"), item("MRI of the lumbar spine"), item("Knee brace")


@pytest.fixture
def person():
    return get_user_model().objects.create_user("reader")


CORRECTIONS = [
    (0, "age", 46, "age"),
    (0, "age", None, "age"),
    (0, "sex", "female", "sex"),
    (0, "dates.injury", "2011-10-15", "dates.injury"),
    (0, "priority", "Expedited", "priority"),
    (0, "case_number", "CM16-0900077", "case_number"),
    (0, "case_number", None, "case_number"),
    (0, "summary", "The worker has low back pain.", "summary"),
    (0, "specialties", ["Internal Medicine", "Neurology"], "reviewer.specialties"),
    (0, "subspecialties", ["Pain Medicine"], "reviewer.subspecialties"),
    (0, "states", ["Oregon"], "reviewer.states"),
    (1, "request", "Chiropractic therapy, 4 visits", "items.1.request"),
    (2, "outcome", "overturned", "items.2.outcome"),
    (2, "category", "rehabilitation", "items.2.category"),
    (2, "treatment_type", "acupuncture", "items.2.treatment_type"),
    (2, "treatment_type", None, "items.2.treatment_type"),
    (1, "body_parts", ["knee", "shoulder"], "items.1.body_parts"),
    (1, "drugs", ["tramadol"], "items.1.drugs"),
    (2, "rationale", "Nothing in the records speaks for it. It is not medically necessary.", "items.2.rationale"),
    (2, "reviewer_citations", [], "items.2.reviewer_citations"),
    (
        1,
        "claims_admin_citations",
        [
            {
                "source": "ODG",
                "within_mtus": False,
                "guideline": None,
                "text": "ODG, Low Back",
                "pages": ["4"],
                "span": [],
            }
        ],
        "items.1.claims_admin_citations",
    ),
]


@pytest.mark.parametrize(("place", "field", "value", "fact"), CORRECTIONS)
def test_every_fact_can_be_corrected_lasts_and_is_undone(person, place, field, value, fact):
    text = letter(ACUPUNCTURE, MRI)
    store(text)
    case, before = Case.objects.get(), stored_facts()
    spans = Letter.objects.get().spans, list(DisputedItem.objects.values_list("spans", flat=True))
    told = correct(case, place, field, value, by=person, why="It was misread.")
    assert fact in [change.name for change in told.changes]
    after = stored_facts()
    assert after != before
    made = Correction.objects.get()
    assert after == of_parsed(corrected(parse(text), [made], text))
    assert (made.value, made.standing, made.made_by) == (value, Standing.STANDS, person)
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    assert [each.status for each in store(text)] == [Status.DUPLICATE]
    assert stored_facts() == after and search.check().clean
    undo(made, by=person, why="It was right.")
    assert stored_facts() == before
    assert (Letter.objects.get().spans, list(DisputedItem.objects.values_list("spans", flat=True))) == spans
    assert lines() == [("+", value, "reader"), ("-", value, "reader")]
    search.sync()
    assert search.check().clean


def whole() -> tuple:
    """All that is stored of the case, places and warnings too."""
    letters = list(Letter.objects.values_list("spans", "warnings", "supplied"))
    return stored_facts(), letters, list(DisputedItem.objects.values_list("spans", flat=True))


def test_rows_are_the_corrected_letter_s_and_undone_they_are_as_before(person):
    store(TEXT)
    case, before = Case.objects.get(), whole()

    @settings(max_examples=15, deadline=None)
    @given(corrections(most=4))
    def check(humans):
        for each in humans:
            with suppress(CorrectionError):  # a category against a corrected treatment
                correct(case, each.item, each.field, each.value, by=person)
        kept = list(Correction.objects.all())
        assert stored_facts() == of_parsed(corrected(READ, kept, TEXT))
        assert undo_all(person) == len(kept)
        assert whole() == before

    check()


def test_what_is_corrected_is_found_at_once_and_by_its_new_name(person, django_capture_on_commit_callbacks):
    store(letter(ACUPUNCTURE))
    with django_capture_on_commit_callbacks(execute=True):
        correct(Case.objects.get(), 1, "treatment_type", "mri", by=person)
    assert search.count(SearchQuery(treatment=("mri",))) == 1
    assert DisputedItem.objects.get().category.slug == "diagnostic-testing"


@pytest.mark.parametrize(
    ("place", "field", "value", "said"),
    [
        (0, "age", 121, "age: “121” cannot be: .* from 0 to 120"),
        (0, "case_number", "CM16-0900002", "case_number: .* number of case cm16-0900002"),
        (1, "reviewer_citations", [{"source": "ODG", "within_mtus": True, "text": "x", "span": [5, 10**7]}], "inside"),
        (3, "request", "x", "no decision 3"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(place, field, value, said):
    store(letter(ACUPUNCTURE, MRI), letter(BRACE, case_number="CM16-0900002"))
    with pytest.raises(CorrectionError, match=said):
        correct(Case.objects.get(slug="cm16-0900001"), place, field, value, by=None)
    assert not Correction.objects.exists() and not Correction.history.exists()


def test_a_number_that_only_a_list_gave_goes_to_whom_a_human_gives_it(person):
    listed = fit("b.txt", letter(BRACE, case_number=None))
    store(letter(ACUPUNCTURE))
    load([listed])
    Case.objects.filter(case_number=None).update(case_number="CM16-0900002")
    Letter.objects.filter(case__case_number="CM16-0900002").update(
        listed=[{"case_number": "CM16-0900002"}], supplied=["case_number"]
    )
    correct(Case.objects.get(slug="cm16-0900001"), 0, "case_number", "CM16-0900002", by=person)
    assert Case.objects.get(case_number="CM16-0900002").slug == "cm16-0900001"


def test_the_value_that_is_read_takes_a_correction_back(person):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    assert correct(case, 0, "age", 47, by=person).changes == ()
    correct(case, 0, "age", 50, by=person)
    correct(case, 0, "age", 51, by=person)
    assert correct(case, 0, "age", 51, by=person).changes == ()
    correct(case, 0, "age", 47, by=person)
    assert lines() == [("+", 50, "reader"), ("~", 51, "reader"), ("-", 51, "reader")]
    assert not Correction.objects.exists()


def test_an_outcome_that_a_human_supplies_leaves_the_case_held_until_it_is_released(person):
    store(letter(ACUPUNCTURE, item("Knee brace", "see below")))
    case = Case.objects.get()
    told = correct(case, 2, "outcome", "upheld", by=person)
    assert ("items.2.outcome", None, "upheld") in told.changes
    assert not Case.objects.public().exists()
    assert "outcome" not in str([each["code"] for each in Letter.objects.get().warnings])
    publishing.release([case.pk], by=person)
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    assert Case.objects.public().exists()


def test_an_outcome_against_its_rationale_holds_a_public_case_and_says_so(person):
    store(letter(ACUPUNCTURE))
    told = correct(Case.objects.get(), 1, "outcome", "overturned", by=person)
    assert told.held.startswith("Held: The rationale")
    assert not Case.objects.public().exists()
    assert Publication.history.get().history_change_reason == told.held


def test_a_corrected_request_makes_no_parser_disagree(person):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 1, "treatment_type", "mri", by=person)
    correct(case, 1, "request", "Knee brace", by=person)
    treatment = Correction.objects.get(field="treatment_type")
    assert (treatment.standing, treatment.read) == ("stands", "brace-or-orthosis")
    correct(case, 1, "request", "MRI of the knee", by=person)
    assert list(Correction.objects.agreeing()) == [treatment], "it could be dropped"
    undo(Correction.objects.get(field="request"), by=person)
    treatment.refresh_from_db()
    assert (treatment.standing, treatment.was_read) == ("stands", "acupuncture")
    assert case.items.get().treatment.slug == "mri"


def test_a_treatment_takes_its_category_along(person):
    store(letter(MRI))
    case = Case.objects.get()
    correct(case, 1, "category", "rehabilitation", by=person)
    assert case.items.get().treatment is None
    correct(case, 1, "treatment_type", "opioid", by=person, why="A drug.")
    assert list(Correction.objects.values_list("field", "value")) == [("treatment_type", "opioid")]
    assert case.items.get().category.slug == "pharmaceuticals"
    with pytest.raises(CorrectionError, match="opioid"):
        correct(case, 1, "category", "rehabilitation", by=person)


def test_a_letter_that_reads_otherwise_by_now_is_not_corrected_blindly(person):
    store(letter(ACUPUNCTURE, MRI))
    DisputedItem.objects.filter(position=1).update(request="As an older parser read it")
    with pytest.raises(CorrectionError, match="reparse"):
        correct(Case.objects.get(), 1, "outcome", "overturned", by=person)
