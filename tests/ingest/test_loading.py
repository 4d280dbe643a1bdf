"""Parsed letters → rows: new, duplicate, updated; what is kept; how many statements it takes."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import corpus
from determinations.models import Case, Citation, DisputedItem, Letter, Reviewer, Specialty
from ingest.listing import merge
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, fit
from ingest.reporting import Status
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db


def read(text: str, name: str = "a.txt") -> ReadLetter:
    found = fit(name, text)
    assert isinstance(found, ReadLetter), found
    return found


def statuses(*texts: str) -> list[str]:
    return [result.status for result in load([read(text) for text in texts])]


def test_a_new_letter_becomes_rows():
    text = letter(
        item("Acupuncture, 6 visits for the low back", "Overturned"),
        item("MRI of the lumbar spine", reviewer="MTUS ACOEM Chapter 12 Low Back Complaints Page(s): 303-305"),
        specialty="Neurology, Pain Management",
    )
    (result,) = load([read(text, "folder/a.txt")])
    assert (result.status, result.case, result.items) == (Status.NEW, "cm16-0900001", 2)
    case = Case.objects.get()
    assert (case.case_number, case.age, case.sex) == ("CM16-0900001", 47, "male")
    assert (case.injury_date, case.decision_date) == (date(2012, 10, 15), date(2016, 4, 24))
    assert case.outcome == "mixed"
    assert list(case.items.values_list("position", "outcome", "treatment__slug")) == [
        (1, "overturned", "acupuncture"),
        (2, "upheld", "mri"),
    ]
    assert list(case.items.get(position=1).body_parts.values_list("slug", flat=True)) == ["lumbar-spine"]
    cited = case.items.get(position=2).citations.get(cited_by="reviewer")
    assert (cited.source, cited.within_mtus, cited.pages) == ("ACOEM", True, ["303-305"])
    assert cited.guideline is not None
    assert list(case.reviewer.credentials.values_list("text", flat=True)) == ["Neurology", "Pain Management"]
    stored = case.letters.get()
    assert (stored.text, stored.file_name, stored.layout) == (text, "a.txt", "final")


def test_the_same_words_are_a_duplicate_whatever_their_spacing():
    text = letter()
    respaced = text.replace("\n \n", "\n").replace("pain.", "pain.\f")
    assert statuses(text) == [Status.NEW]
    before = corpus.current().number
    assert statuses(text, respaced) == [Status.DUPLICATE, Status.DUPLICATE]
    assert corpus.current().number == before
    assert (Case.objects.count(), Letter.objects.count()) == (1, 1)


def test_the_same_letter_twice_in_one_batch_is_stored_once():
    assert statuses(letter(), letter()) == [Status.NEW, Status.DUPLICATE]
    assert Case.objects.count() == 1


def test_other_words_for_a_case_replace_its_facts_and_keep_the_earlier_letter():
    first = letter(item("Acupuncture, 6 visits"), item("MRI of the knee"))
    second = letter(item("Acupuncture, 6 visits", "Overturned"), decided="05/01/2016")
    load([read(first)])
    case = Case.objects.get()
    (result,) = load([read(second, "b.txt")])
    assert result.status == Status.UPDATED
    assert "CM16-0900001" in result.reason
    case.refresh_from_db()
    assert case.decision_date == date(2016, 5, 1)
    assert list(case.items.values_list("outcome", flat=True)) == ["overturned"]
    kept, in_force = case.letters.order_by("pk")
    assert kept.superseded_at is not None
    assert kept.text == first
    assert in_force.superseded_at is None
    assert in_force.text == second


def test_words_that_were_replaced_stay_known():
    first, second = letter(), letter(item(outcome="Overturned"))
    assert statuses(first) == [Status.NEW]
    assert statuses(second) == [Status.UPDATED]
    assert statuses(first, second) == [Status.DUPLICATE, Status.DUPLICATE]


def test_two_versions_of_a_case_in_one_batch_end_with_the_later_one():
    assert statuses(letter(), letter(item(outcome="Overturned"))) == [Status.NEW, Status.UPDATED]
    assert list(DisputedItem.objects.values_list("outcome", flat=True)) == ["overturned"]
    assert Letter.objects.filter(superseded_at__isnull=True).count() == 1


def test_a_letter_without_a_number_is_known_by_its_content():
    text = letter(case_number=None)
    (result,) = load([read(text)])
    assert result.case.startswith("letter-")
    assert Case.objects.get().case_number is None
    assert statuses(text) == [Status.DUPLICATE]


def test_reviewers_with_the_same_credentials_are_one():
    load([read(letter(case_number=f"CM16-090000{number}", summary=f"Case {number}.")) for number in range(3)])
    assert Reviewer.objects.count() == 1
    assert Case.objects.count() == 3


def test_the_vocabulary_s_terms_are_rows_with_readable_names():
    load([read(letter())])
    assert Specialty.objects.get(slug="neurology").name == "Neurology"


def test_a_batch_that_fails_stores_nothing(monkeypatch):
    monkeypatch.setattr(Citation.objects, "bulk_create", _refuse)
    with pytest.raises(RuntimeError):
        load([read(letter())])
    assert Case.objects.count() == 0
    assert corpus.current().number == 0


def _refuse(*args, **kwargs):
    raise RuntimeError("the disk is full")


def test_judging_stores_nothing_and_says_what_loading_would():
    texts = [letter(), letter(), letter(item(outcome="Overturned"))]
    known = Known()
    judged = [result.status for text in texts for result in judge([read(text)], known)]
    assert Case.objects.count() == 0
    assert judged == statuses(*texts) == [Status.NEW, Status.DUPLICATE, Status.UPDATED]


def test_the_number_of_statements_does_not_grow_with_the_letters():
    load([read(letter(case_number="CM16-0999999"))])  # the vocabulary's rows are there from now on
    counts = []
    for start, size in ((0, 1), (100, 12)):
        batch = [
            read(letter(item(), item("MRI"), case_number=f"CM16-09{start + n:05d}", summary=f"Number {start + n}."))
            for n in range(size)
        ]
        with CaptureQueriesContext(connection) as queries:
            load(batch)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def listed(text: str, *rows: dict) -> ReadLetter:
    """As if a list had these rows for the letter."""
    found = read(text)
    return replace(found, letter=merge(found.letter, rows), listed=rows)


def told(result) -> list[str]:
    return [warning["message"] for warning in result.warnings if warning["code"] == "list_differs"]


FIRST = {"case_number": "CM16-0900001"}
ONE, OTHER = (letter(case_number=None, summary=f"Worker {name} has low back pain.") for name in ("one", "two"))


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "in two batches"])
def test_a_number_only_the_list_supplies_replaces_no_words(at_once):
    batch = [read(letter()), listed(OTHER, FIRST)]
    results = load(batch) if at_once else [load([each])[0] for each in batch]
    assert [result.status for result in results] == [Status.NEW, Status.NEW]
    assert results[1].case.startswith("letter-")
    assert "CM16-0900001" in told(results[1])[0]
    assert Case.objects.get(slug="cm16-0900001").letters.get().text == letter()
    assert Case.objects.get(slug=results[1].case).case_number is None
    assert "case_number" not in Letter.objects.get(case__slug=results[1].case).supplied
    assert load([listed(OTHER, FIRST)])[0].status == Status.DUPLICATE


def test_one_number_for_two_letters_is_given_once():
    results = load([listed(ONE, FIRST), listed(OTHER, FIRST)])
    assert [result.status for result in results] == [Status.NEW, Status.NEW]
    assert [len(told(result)) for result in results] == [0, 1]
    assert set(Case.objects.values_list("case_number", flat=True)) == {"CM16-0900001", None}


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "in two batches"])
def test_one_number_for_two_stored_letters_is_given_once(at_once):
    load([read(ONE), read(OTHER)])
    batch = [listed(ONE, FIRST), listed(OTHER, FIRST | {"specialty": "Neurology"})]
    known = Known()
    expected = [result.status for each in batch for result in judge([each], known)]
    results = load(batch) if at_once else [load([each])[0] for each in batch]
    assert [result.status for result in results] == expected == [Status.UPDATED, Status.UPDATED]
    assert told(results[1])
    assert list(Case.objects.order_by("pk").values_list("case_number", flat=True)) == ["CM16-0900001", None]


def test_a_corrected_list_moves_a_number_on():
    load([listed(ONE, FIRST)])
    results = load([listed(ONE, {"case_number": "CM16-0900002"}), read(letter())])
    assert [result.status for result in results] == [Status.UPDATED, Status.NEW]
    cases = dict(Case.objects.values_list("case_number", "slug"))
    assert cases["CM16-0900002"].startswith("letter-"), "an address comes from the letter's own words"
    assert cases["CM16-0900001"] == "cm16-0900001", "so that whoever states a number has its address"
    assert Letter.objects.filter(superseded_at=None).count() == 2


def test_new_words_without_a_list_keep_what_the_list_said():
    rows = {"case_number": "CM16-0900001", "specialty": "Neurology"}
    load([listed(letter(specialty=""), rows)])
    for changed in ("He has neck pain.", "He has knee pain."):
        (result,) = load([read(letter(specialty="", summary=changed))])
        assert result.status == Status.UPDATED
        stored = Letter.objects.get(superseded_at=None)
        assert (stored.listed, stored.supplied) == ([rows], ["specialties"])
        assert Case.objects.get().reviewer.credentials.get().text == "Neurology"


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "in two batches"])
def test_words_replaced_earlier_in_the_run_take_nothing_from_the_list(at_once):
    load([read(letter())])
    batch = [read(letter(item(outcome="Overturned"))), listed(letter(), FIRST)]
    known = Known()
    expected = [result.status for each in batch for result in judge([each], known)]
    results = load(batch) if at_once else [load([each])[0] for each in batch]
    assert [result.status for result in results] == expected == [Status.UPDATED, Status.DUPLICATE]
    assert DisputedItem.objects.get().outcome == "overturned"
