"""The state's list beside the letters: what it supplies, what it contradicts, how it is matched."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from determinations.models import Case, Letter
from ingest.letters import parse
from ingest.listing import Listing, UnreadableListError, merge
from ingest.listing.columns import number_in, place_columns, read_row
from tests.letter_text import item, letter

HEADER = (
    "Case Number,Decision Date,Date of Injury,Received Date,IMRO Reviewer Specialty,Request Category,"
    "Subcategory/Drug,Request Decision"
)
BARE = letter(item("Acupuncture, 6 visits"), case_number=None, summary="A worker has low back pain.", specialty="")
ROW = "CM17-0900007,05/03/2017,11/2/2015,04/01/2017,Neurology,Rehabilitation,Acupuncture,Upheld"


def listing(tmp_path: Path, *rows: str, header: str = HEADER) -> Listing:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([header, *rows]) + "\n")
    return Listing(path)


@pytest.mark.parametrize(
    ("header", "expected", "reason"),
    [
        (HEADER.split(","), 8, "the state's own names"),
        (["CASE NO.", "Decision", "DOI"], 3, "shorter names, in capitals"),
        (["case_number", "date_of_injury", "color"], 2, "underscores; other columns are left alone"),
        (["Case Number", "Decision Date", "Decision"], 3, "a date and an outcome are two things"),
        ([], 0, "an empty file has none"),
    ],
)
def test_columns_are_known_by_their_names(header, expected, reason):
    assert len(place_columns(header)) == expected, reason


@pytest.mark.parametrize(
    ("name", "words", "expected", "reason"),
    [
        ("decision", "5/3/2017", "2017-05-03", "as Americans write"),
        ("decision", "2017-05-03", "2017-05-03", "ISO"),
        ("decision", "5/3/2017 12:00:00 AM", "2017-05-03", "with a time behind it"),
        ("decision", "2017-05-03T00:00:00", "2017-05-03", "ISO with a time"),
        ("outcome", "Overturn", "overturned", "the organization's word"),
        ("outcome", "U", "upheld", "its letter"),
        ("outcome", "Partial Overturn", "partially_overturned", "in part"),
        ("case_number", "cm17 0900007", "CM17-0900007", "a number without its hyphen"),
    ],
)
def test_values_take_one_form(name, words, expected, reason):
    assert read_row([words], {name: 0}) == ({name: expected}, []), reason


@pytest.mark.parametrize(
    ("name", "words"), [("decision", "13/45/2017"), ("outcome", "pending"), ("case_number", "none")]
)
def test_a_value_that_cannot_be_read_is_named_and_left_out(name, words):
    facts, troubles = read_row([words], {name: 0})
    assert facts == {}
    assert len(troubles) == 1
    assert words in troubles[0]


@given(st.lists(st.text(max_size=30), max_size=9))
def test_any_row_can_be_read(row):
    facts, _ = read_row(row, {name: place for place, name in enumerate(place_columns(HEADER.split(",")))})
    assert all(facts.values())


def test_the_list_supplies_what_a_letter_does_not_say(tmp_path):
    with listing(tmp_path, ROW) as known:
        found = merge(parse(BARE), known.of("folder/CM17-0900007.txt", parse(BARE), "a")[0])
    assert found.case_number == "CM17-0900007"
    assert (found.dates.decision, found.dates.injury) == (date(2017, 5, 3), date(2015, 11, 2))
    assert found.reviewer.specialties == ("Neurology",)
    assert set(found.supplied) == {"case_number", "decision", "injury", "received", "specialties"}
    codes = {warning.code for warning in found.warnings}
    assert not codes & {"no_decision_date", "missing_injury_date", "missing_specialty", "list_differs"}


def test_the_letters_own_words_win_and_the_difference_is_said(tmp_path):
    own = parse(letter())
    row = "CM16-0900001,05/03/2017,10/15/2012,03/13/2016,Orthopedic Surgery,Rehabilitation,Acupuncture,Overturned"
    with listing(tmp_path, row) as known:
        found = merge(own, known.of("a.txt", own, "a")[0])
    assert (found.dates, found.reviewer, found.supplied) == (own.dates, own.reviewer, ())
    messages = [warning.message for warning in found.warnings if warning.code == "list_differs"]
    assert len(messages) == 3
    assert "2017-05-03" in messages[0]
    assert "Orthopedic Surgery" in messages[1]
    assert "decisions" in messages[2]


def test_an_unclassified_request_takes_the_lists_category(tmp_path):
    own = parse(letter(item("Xyzzyx protocol")))
    assert own.items[0].category is None
    with listing(tmp_path, "CM16-0900001,,,,,Diagnostic testing,MRI,Upheld") as known:
        found = merge(own, known.of("a.txt", own, "a")[0])
    assert (found.items[0].category, found.items[0].treatment_type) == ("diagnostic-testing", "mri")
    assert "category" in found.supplied


def test_a_letter_is_matched_by_number_by_file_and_by_the_number_in_its_name(tmp_path):
    header = "File Name,Case Number,Decision Date"
    rows = ["x/One.pdf,,1/1/2016", ",CM16-0900001,1/2/2016", ",CM16-0900002,1/3/2016"]
    with listing(tmp_path, *rows, header=header) as known:
        assert [row["decision"] for row in known.of("a/one.txt", parse(BARE), "a")[0]] == ["2016-01-01"]
        assert [row["decision"] for row in known.of("any.txt", parse(letter()), "b")[0]] == ["2016-01-02"]
        assert [row["decision"] for row in known.of("imr_CM16-0900002_x.pdf", parse(BARE), "c")[0]] == ["2016-01-03"]
        assert known.of("other.txt", parse(BARE), "d") == ((), None)
        assert (known.rows, known.used) == (3, 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [("", "empty"), ("a,b\n1,2\n", "no column known"), ("Case Number\nCM16-0900001\n", "nothing beside the number")],
)
def test_what_is_no_list_is_refused_with_what_is_expected(tmp_path, content, reason):
    path = tmp_path / "list.csv"
    path.write_text(content)
    with pytest.raises(UnreadableListError, match="first line must name the columns"):
        Listing(path)


def test_troubles_are_named_with_their_lines_and_not_without_end(tmp_path):
    with listing(tmp_path, *["CM16-0900001,soon,,,,,,"] * 60) as known:
        assert known.troubles[0].startswith("line 2: decision date “soon”")
        assert (len(known.troubles), known.more_troubles) == (50, 10)


def test_numbers_in_file_names():
    assert number_in("CM14_0900012 (2)") == "CM14-0900012"
    assert number_in("cm14-0900012_x") == "CM14-0900012"


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("ingest", *map(str, arguments), workers=0, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_the_command_stores_what_the_list_supplies_and_adds_it_to_stored_letters(tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "CM17-0900007.txt").write_text(BARE)
    run(folder)
    before = Case.objects.get()
    item_key = before.items.get().pk
    assert before.case_number is None
    listing(tmp_path, ROW, ROW.replace("0900007", "0900008")).close()
    out, err = run(folder, "--metadata", tmp_path / "list.csv")
    assert "1 updated" in out
    assert "1 rows belong to none" in err
    after = Case.objects.get()
    assert (after.pk, after.slug, after.items.get().pk) == (before.pk, before.slug, item_key)
    assert (after.case_number, after.decision_date) == ("CM17-0900007", date(2017, 5, 3))
    stored = Letter.objects.get()
    assert "case_number" in stored.supplied
    assert stored.listed[0]["specialty"] == "Neurology"
    assert "1 duplicate" in run(folder, "--metadata", tmp_path / "list.csv")[0]
    assert "1 duplicate" in run(folder)[0]
    assert Case.objects.get().case_number == "CM17-0900007"


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, "a,b\n"])
def test_a_list_that_cannot_be_read_stops_the_command_before_anything_is_stored(tmp_path, content):
    (tmp_path / "a.txt").write_text(BARE)
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError) as stop:
        run(tmp_path / "a.txt", "--metadata", path)
    assert stop.value.returncode == 2
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [("utf-8", "as most write"), ("utf-8-sig", "with a mark"), ("utf-16", "wide, with a mark"), ("cp1252", "old")],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "sep={}\r\n", "\r\n"], ids=["header first", "sep= first", "blank first"])
def test_a_list_is_read_as_spreadsheets_write_it(tmp_path, encoding, reason, delimiter, before):
    rows = (["Case Number", "Decision Date", "Reviewer’s Specialty"], ["CM16-0900001", "5/3/2017", "Médecine “X”"])
    text = before.format(delimiter) + "".join(delimiter.join(row) + "\r\n" for row in rows)
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    with Listing(path) as known:
        (row,) = known.of("a.txt", parse(letter()), "a")[0]
    assert row == {"case_number": "CM16-0900001", "decision": "2017-05-03", "specialty": "Médecine “X”"}, reason


def test_what_is_no_text_is_refused(tmp_path):
    (tmp_path / "list.csv").write_bytes(b"Case Number,Decision Date\nCM16-0900001,\x81\n")
    with pytest.raises(UnreadableListError, match="UTF-8"):
        Listing(tmp_path / "list.csv")


def test_a_header_that_is_none_is_shown(tmp_path):
    (tmp_path / "list.csv").write_text("Name\tColor\nx\ty\n")
    with pytest.raises(UnreadableListError, match="“Name Color”"):
        Listing(tmp_path / "list.csv")


def test_control_characters_are_taken_out_of_values():
    assert read_row(["Neuro\0logy\x07\x1b"], {"specialty": 0})[0] == {"specialty": "Neurology"}
    assert read_row(["Pain\r\nManagement\u00a0"], {"specialty": 0})[0]["specialty"].split() == ["Pain", "Management"]
    assert read_row(["\0"], {"specialty": 0})[0] == {}


@given(st.text(max_size=40))
def test_no_value_keeps_what_databases_refuse(words):
    assert all(value.isprintable() for value in read_row([words], {"specialty": 0})[0].values())


def test_a_row_of_the_files_name_with_another_number_is_not_the_letters(tmp_path):
    rows = ["a.txt,CM16-0900002,1/1/2016", "a.txt,,1/2/2016"]
    with listing(tmp_path, *rows, header="File Name,Case Number,Decision Date") as known:
        found, _ = known.of("a.txt", parse(letter()), "a")
        assert [row["decision"] for row in found] == ["2016-01-02"]
        assert known.of("CM16-0900002.txt", parse(letter()), "a") == ((), None), "nor by the number in the name"
        assert known.used == 1


def test_a_file_name_met_with_other_words_is_nobodys(tmp_path):
    with listing(tmp_path, "one.txt,CM16-0900001", header="File Name,Case Number") as known:
        assert known.of("x/one.txt", parse(BARE), "a")[0]
        assert known.of("y/one.pdf", parse(BARE), "a")[0], "the same words"
        rows, warning = known.of("z/one.txt", parse(BARE), "b")
    assert rows == ()
    assert warning.code == "list_differs"


def test_dates_that_the_list_brings_out_of_order_are_noticed():
    own = parse(BARE)
    found = merge(own, [{"decision": "2017-05-03", "received": "2018-01-01"}])
    assert "dates_out_of_order" in [warning.code for warning in found.warnings]
    again = merge(parse(letter(decided="01/02/2016")), [{"specialty": "Neurology"}])
    assert [warning.code for warning in again.warnings].count("dates_out_of_order") == 1


@pytest.mark.django_db
def test_two_letters_of_one_file_name_stay_two_cases(tmp_path):
    for folder, words in (("a", "neck"), ("b", "knee")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "one.txt").write_text(BARE.replace("low back", words))
    listing(tmp_path, "one.txt,CM16-0900001", header="File Name,Case Number").close()
    assert "2 new" in run(tmp_path / "in", "--metadata", tmp_path / "list.csv")[0]
    assert set(Case.objects.values_list("case_number", flat=True)) == {"CM16-0900001", None}
    assert "2 duplicate" in run(tmp_path / "in", "--metadata", tmp_path / "list.csv")[0]
