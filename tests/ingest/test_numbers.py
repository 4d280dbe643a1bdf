"""Whose a case number is: the letter that states it has it, in whatever order letters and lists come."""

from dataclasses import replace
from io import StringIO
from itertools import permutations

import pytest
from django.core.management import call_command

from determinations import corpus, search
from determinations.models import Case, Letter
from ingest.listing import merge
from ingest.loading import Known, judge, load
from ingest.parsing import ReadLetter, fit
from ingest.reporting import Status
from ingest.rereading import reread
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

NUMBER = "CM16-0900001"
ROW = {"case_number": NUMBER, "specialty": "Neurology"}


def read(file: str, text: str, *rows: dict) -> ReadLetter:
    """As if a list had these rows for the letter."""
    found = fit(file, text)
    assert isinstance(found, ReadLetter), found
    return replace(found, letter=merge(found.letter, rows), listed=rows)


def bare(worker: str) -> str:
    return letter(case_number=None, summary=f"The worker, a {worker}, has low back pain.", specialty="")


LISTED = read("in/listed.txt", bare("baker"), ROW)
ALSO_LISTED = read("in/also_listed.txt", bare("driver"), ROW)
STATING = read("in/stating.txt", letter())
OTHER = read("in/other.txt", letter(case_number="CM16-0900002"))
ALL = (LISTED, STATING, ALSO_LISTED, OTHER)


def state() -> dict:
    """Of every letter in force, by its words: address, number, what came from the list, what was noticed."""
    letters = Letter.objects.filter(superseded_at=None).select_related("case")
    return {
        each.digest: (
            each.case.slug,
            each.case.case_number,
            tuple(each.supplied),
            tuple(warning["code"] for warning in each.warnings),
            each.case.items.count(),
        )
        for each in letters
    }


def said_of(slug: str) -> list[str]:
    stored = Letter.objects.get(case__slug=slug, superseded_at=None)
    return [warning["message"] for warning in stored.warnings if warning["code"] == "list_differs"]


def numbers() -> dict[str, str | None]:
    return dict(Letter.objects.filter(superseded_at=None).values_list("file_name", "case__case_number"))


@pytest.mark.parametrize("size", [1, 2, 4], ids=["alone", "in twos", "at once"])
@pytest.mark.parametrize("order", list(permutations(range(4))), ids=lambda order: "".join(map(str, order)))
def test_letters_end_the_same_in_any_order_and_stay_so(order, size):
    letters = [ALL[place] for place in order]
    batches = [letters[start : start + size] for start in range(0, 4, size)]
    known = Known()
    expected = [(each.status, each.case) for batch in batches for each in judge(batch, known)]
    results = [each for batch in batches for each in load(batch)]
    assert [(each.status, each.case) for each in results] == expected
    assert {each.status for each in results} == {Status.NEW}
    assert numbers() == {
        "listed.txt": None,
        "also_listed.txt": None,
        "stating.txt": NUMBER,
        "other.txt": "CM16-0900002",
    }
    assert Letter.objects.exclude(superseded_at=None).count() == 0
    ended, revision = state(), corpus.current().number
    assert ended == _expected_state()
    for again in (ALL, ALL[::-1]):
        assert {result.status for each in again for result in load([each])} == {Status.DUPLICATE}
    assert (state(), corpus.current().number) == (ended, revision)


def _expected_state() -> dict:
    def listed(read: ReadLetter) -> tuple:
        codes = (*(warning.code for warning in read.letter.warnings), "list_differs")
        return (f"letter-{read.digest[:16]}", None, ("specialties",), codes, 1)

    def stating(read: ReadLetter) -> tuple:
        codes = tuple(warning.code for warning in read.letter.warnings)
        return (read.letter.case_number.lower(), read.letter.case_number, (), codes, 1)

    return {each.digest: (listed if each in (LISTED, ALSO_LISTED) else stating)(each) for each in ALL}


@pytest.mark.parametrize("at_once", [True, False], ids=["in one batch", "in two batches"])
def test_the_letter_that_states_a_number_takes_it_and_both_are_named(at_once):
    batch = [LISTED, STATING]
    first, second = load(batch) if at_once else [load([each])[0] for each in batch]
    assert (first.reason, first.status) == ("", Status.NEW)
    assert NUMBER in second.reason
    assert first.case in second.reason
    (warning,) = said_of(first.case)
    assert NUMBER in warning
    assert "listed.txt" in warning
    assert second.case in warning
    assert said_of(second.case) == []
    assert Case.objects.get(slug=first.case).revision <= Case.objects.get(slug=second.case).revision
    search.sync()
    assert search.check().clean


def test_a_letter_refused_a_number_is_said_at_once():
    load([STATING])
    (result,) = load([LISTED])
    assert result.status == Status.NEW
    assert result.reason == said_of(result.case)[0]


def test_a_number_given_to_a_stored_letter_gives_way_too():
    load([replace(LISTED, letter=fit("a", LISTED.text).letter, listed=())])
    assert [each.status for each in load([LISTED, STATING])] == [Status.UPDATED, Status.NEW]
    assert numbers() == {"listed.txt": None, "stating.txt": NUMBER}


def test_a_list_that_says_more_does_not_bring_a_lost_number_back():
    load([LISTED])
    more = read("in/listed.txt", bare("baker"), ROW | {"decision": "2016-05-01"})
    known = Known()
    expected = [result.status for each in (STATING, more) for result in judge([each], known)]
    results = load([STATING, more])
    assert [each.status for each in results] == expected == [Status.NEW, Status.UPDATED]
    assert numbers() == {"listed.txt": None, "stating.txt": NUMBER}
    assert len(said_of(results[1].case)) == 1


def test_other_words_of_the_letter_that_took_a_number_update_its_case():
    load([LISTED, STATING])
    (result,) = load([read("new.txt", letter(item(outcome="Overturned")))])
    assert (result.status, result.case) == (Status.UPDATED, NUMBER.lower())
    assert numbers() == {"listed.txt": None, "new.txt": NUMBER}


def test_an_address_that_a_list_once_gave_stays_with_its_case():
    """As older versions stored it: the number of the list in the address."""
    load([LISTED])
    Case.objects.update(slug=NUMBER.lower())
    (result,) = load([STATING])
    assert result.case == f"letter-{STATING.digest[:16]}"
    assert dict(Case.objects.values_list("slug", "case_number")) == {NUMBER.lower(): None, result.case: NUMBER}


@pytest.mark.parametrize("dry_run", [True, False], ids=["dry", "written"])
@pytest.mark.parametrize("size", [1, 200], ids=["alone", "at once"])
@pytest.mark.parametrize("listed_first", [True, False], ids=["listed first", "stating first"])
def test_a_parser_that_reads_a_number_by_now_takes_it_from_the_list(monkeypatch, listed_first, size, dry_run):
    unread = replace(STATING, letter=replace(STATING.letter, case_number=None))
    for each in (LISTED, unread) if listed_first else (unread, LISTED):
        load([each])
    Letter.objects.update(parser_version="0")
    addresses = set(Case.objects.values_list("pk", "slug"))
    monkeypatch.setattr("ingest.workers.BATCH", size)
    changed = {
        each.file: [change.after for change in each.changes if change.name == "case_number"]
        for each in reread(workers=0, dry_run=dry_run)
    }
    assert changed["stating.txt"] == [NUMBER]
    if dry_run:
        assert numbers() == {"listed.txt": NUMBER, "stating.txt": None}
        return
    assert numbers() == {"listed.txt": None, "stating.txt": NUMBER}
    assert set(Case.objects.values_list("pk", "slug")) == addresses
    listed = Letter.objects.get(file_name="listed.txt")
    assert listed.supplied == ["specialties"]
    assert len(said_of(listed.case.slug)) == 1
    assert search.check().clean
    assert {each.status for each in reread(everything=True, workers=0)} == {"same"}


def test_the_command_says_who_has_the_number(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(bare("baker"))
    (tmp_path / "in" / "b.txt").write_text(letter())
    (tmp_path / "list.csv").write_text(f"File Name,Case Number\na.txt,{NUMBER}\n")
    out, err = StringIO(), StringIO()
    call_command("ingest", str(tmp_path / "in"), metadata=tmp_path / "list.csv", workers=0, stdout=out, stderr=err)
    assert "2 new" in out.getvalue()
    (line,) = err.getvalue().splitlines()
    assert line.startswith("new: ")
    assert "b.txt" in line
    assert Case.objects.get(case_number=None).slug in line
