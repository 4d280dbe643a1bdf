"""Facts corrected by humans: their values survive every later reading, and can be undone."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import publishing, search
from determinations.choices import Standing
from determinations.models import Case, Correction, DisputedItem, Letter, Publication
from determinations.search.query import SearchQuery
from ingest.changes import of_parsed, of_stored
from ingest.correcting import CorrectionError, correct, correct_many, undo, undo_many
from ingest.corrections.laying import corrected
from ingest.letters import VERSION, parse
from ingest.loading import load
from ingest.parsing import fit, read_letters
from ingest.reporting import Status
from ingest.rereading import reread
from tests.letter_text import SUMMARY, item, letter

pytestmark = pytest.mark.django_db

ACUPUNCTURE, MRI, BRACE = item("Acupuncture, 6 visits"), item("MRI of the lumbar spine"), item("Knee brace")


@pytest.fixture
def person():
    return get_user_model().objects.create_user("reader")


def store(*texts: str) -> list:
    results = load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    search.sync()
    return results


def stored_facts() -> dict:
    return of_stored(Case.objects.for_detail().get())


def lines() -> list[tuple]:
    rows = Correction.history.order_by("history_date", "history_id")
    return [(row.history_type, row.value, row.history_user and row.history_user.username) for row in rows]


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

    monkeypatch.setattr("ingest.workers.read_letters", read)


def test_a_newer_parser_that_disagrees_or_agrees_is_listed(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    case = Case.objects.get()
    correct(case, 0, "age", 50, by=person)
    as_another_parser(monkeypatch, 49)
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    [found] = Correction.objects.disagreeing()
    assert (found.was_read, found.read, found.value, found.read_version) == (47, 49, 50, VERSION)
    as_another_parser(monkeypatch, 50)
    list(reread(everything=True, workers=0))
    assert list(Correction.objects.agreeing()) == [found] and not Correction.objects.disagreeing().exists()
    case.refresh_from_db()
    assert case.age == 50
    as_another_parser(monkeypatch, 47)
    list(reread(everything=True, workers=0))
    assert Correction.objects.get().standing == Standing.STANDS
    assert [row.read for row in found.history.order_by("history_id")] == [47, 49, 50, 47]


def test_a_dry_run_notes_nothing(person, monkeypatch):
    store(letter(ACUPUNCTURE))
    correct(Case.objects.get(), 0, "age", 50, by=person)
    as_another_parser(monkeypatch, 49)
    with CaptureQueriesContext(connection) as statements:
        list(reread(everything=True, dry_run=True, workers=0))
    assert all(each["sql"].startswith("SELECT") for each in statements)


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


def test_a_letter_that_reads_otherwise_by_now_is_not_corrected_blindly(person):
    store(letter(ACUPUNCTURE, MRI))
    DisputedItem.objects.filter(position=1).update(request="As an older parser read it")
    with pytest.raises(CorrectionError, match="reparse"):
        correct(Case.objects.get(), 1, "outcome", "overturned", by=person)


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
