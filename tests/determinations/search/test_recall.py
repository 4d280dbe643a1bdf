"""What letters write otherwise is found all the same: short forms that say several things, drugs, what is filed."""

import pytest

from determinations import search
from determinations.search import excerpt
from determinations.search.expressions import sought
from determinations.search.language import parse_text
from determinations.search.query import RELEVANCE, SearchQuery
from determinations.search.widening import also_searched, widened
from tests.builders import make_case, make_item

OTHER = {"treatment": "office-visit", "category": "evaluation-and-management"}


def found(text: str) -> list[int]:
    asked = SearchQuery(words=widened(parse_text(text)), sort=RELEVANCE)
    return [hit.item_id for hit in search.search(asked).hits]


FOUND = [
    ("lumbar ESI", "LESI under fluoroscopy", {}, "a short form that holds both words"),
    ("ESI lumbar", "LESI under fluoroscopy", {}, "in any order"),
    ("lumbar spine epidural steroid injection", "LESI under fluoroscopy", {}, "in any wording of the two"),
    ("repeat ESI at the lumbar level", "Repeat LESI at the same level", {}, "with other words between"),
    ("L-spine ESI", "LESI under fluoroscopy", {}, "a part that is itself a short form"),
    ("LESI", "Lumbar ESI", {}, "and back: the short form finds both words"),
    ("LESI", "Epidural injection, left, at the lumbar spine", {}, "however they stand to each other"),
    ("epidural steroid injection", "TFESI on the left", {}, "a short form that says more than was typed"),
    ("transforaminal L4-5 epidural", "TFESI L4-5", {}, "the way in and the injection"),
    ("lumbar MBB", "LMBB, two levels", {}, "blocks"),
    ("LMBB", "Medial branch blocks, lumbar", {}, "and back"),
    ("cervical RFA", "CRFA", {}, "ablations"),
    ("cervical C5-6 fusion", "ACDF C5-6", {}, "an operation"),
    ("MRI lumbar", "MRI L-spine", {}, "the region by its short form"),
    ("neck MRI", "MRI of the cervical spine", {}, "the region by its plain name"),
    ("low back MRI", "MRI L-spine", {}, "and this one"),
    ("lower back ESI", "LESI under fluoroscopy", {}, "in a short form"),
    ("EMG of both legs with NCV", "Electrodiagnostic study of both legs with report", {}, "two tests with one name"),
    ("norco", "Lisinopril", {"rationale": "He takes hydrocodone 10/325 daily."}, "strengths that tell the drug"),
    ("norco", "Lisinopril", {"rationale": "He takes hydrocodone 10mg/325mg."}, "with units"),
    ("norco", "Lisinopril", {"rationale": "He takes hydrocodone 7.5-325 mg."}, "with a decimal and a hyphen"),
    ("norco #60", "Hydrocodone #60", {"drugs": ["hydrocodone-acetaminophen"]}, "filed under the drug"),
    ("tramadol 50 mg #60", "Tramadol 50mg #60", {}, "a dose without its blank"),
    ("tramadol 50mg", "Ultram 50 mg", {}, "a dose with its blank"),
    ("norco 7.5/325", "Norco 7.5-325mg", {}, "a strength with decimals"),
    ("alprazolam .5 mg", "Xanax 0.5mg", {}, "a part of one without its zero"),
    ("lidocaine 5%", "Lidoderm 5% patch", {}, "a percentage"),
    ("guideline 9792.24.2", "EMG", {"rationale": "The guideline is in section 9792.24.2."}, "a section of the rules"),
    ("9792*", "EMG", {"rationale": "Section 9792.24.2 says so."}, "and its beginning"),
    ("norco 10 mg/325 mg", "Norco 10/325mg #30", {}, "two strengths with every unit and blank"),
    ("norco 10/325 mg", "Norco 10mg/325mg #30", {}, "with the last unit alone"),
    ("physical therapy 2 x 6", "Physical therapy 2x6", {}, "visits a week and weeks with blanks"),
    ("physical therapy 2×6", "Physical therapy 2 x 6", {}, "with the sign for times"),
    ("fusion L4 - L5", "Fusion L4-5", {}, "a level with blanks"),
    ("Norco's", "Hydrocodone/APAP daily", {}, "a brand with an ’s"),
    ("tinel’s", "EMG", {"rationale": "Tinel sign is positive."}, "a sign by its discoverer"),
    ("kenalog 40 mg", "Triamcinolone 40mg injection", {}, "a brand before a dose"),
    ("vicodin", "Hydroco. 5 mg", {"drugs": ["hydrocodone-acetaminophen"]}, "by any of its brands"),
    ("hydrocodone", "Generic of the same", {"drugs": ["hydrocodone-acetaminophen"]}, "a substance and what it leads"),
    (
        "lumbar ESI",
        "Transforaminal injection, left L5-S1",
        {"treatment": "epidural-steroid-injection", "category": "injections", "body_parts": ["lumbar-spine"]},
        "filed under treatment and part of the body",
    ),
    (
        "LESI",
        "Transforaminal injection, left L5-S1",
        {"treatment": "epidural-steroid-injection", "category": "injections", "body_parts": ["lumbar-spine"]},
        "a short form is filed under both",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "request_", "fields", "reason"), FOUND, ids=[f"{r[0]}-{r[3]}" for r in FOUND])
def test_is_found(typed, request_, fields, reason):
    item = make_item(make_case(summary=""), request=request_, **(OTHER | fields))
    make_item(make_case(summary=""), request="Office visit", rationale="Needed.", **OTHER)
    search.sync()
    assert found(typed) == [item.pk], reason


LEFT = [
    ("lumbar visit", "LESI and a visit", {}, "a short form holds no word whose other part was not typed"),
    ('"lumbar" ESI', "LESI", {}, "quotes switch it off"),
    ("(lumbar OR knee) physio", "LESI and physiotherapy", {}, "alternatives are not side by side"),
    ("cervical ESI", "LESI at the waist", {}, "another region"),
    ("LESI", "Knee brace", {"body_parts": ["lumbar-spine"]}, "filed under one of two"),
    ('"norco"', "Generic", {"drugs": ["hydrocodone-acetaminophen"]}, "quotes switch off what is filed, too"),
    ("request:norco", "Generic", {"drugs": ["hydrocodone-acetaminophen"]}, "one text alone is that text alone"),
    ("tramadol 50 mg", "Tramadol ER 150 mg, 50 tablets", {}, "a number and a unit that stand apart"),
    ("flexeril 5mg", "Cyclobenzaprine 7.5mg #30", {}, "a number is no part of another"),
    ("flexeril 5 mg", "Flexeril 7.5 mg", {}, "nor with a blank"),
    ("norco 5/325", "Norco 7.5/325 mg", {}, "nor as one of two strengths"),
    ("flexeril 7 mg", "Flexeril 7.5 mg", {}, "a number goes on behind its point"),
    ("physical therapy 2 x 6", "Physical therapy, 6 of 12 on 2/6 by x", {}, "numbers that stand apart"),
    ("norco", "Hydrocodone/ibuprofen 10/200", {"drugs": ["hydrocodone-ibuprofen"]}, "another combination"),
    ("norco", "Hydrocodone ER 10 mg", {"drugs": ["hydrocodone"]}, "the substance alone"),
    ("opioid", "Norco", {"treatment": "opioid", "category": "pharmaceuticals"}, "a class is left to the lists"),
    ("-lumbar injection", "Injection", {"body_parts": ["lumbar-spine"]}, "what must not occur, however it is told"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "request_", "fields", "reason"), LEFT, ids=[f"{r[0]}-{r[3]}" for r in LEFT])
def test_is_not_found(typed, request_, fields, reason):
    make_item(make_case(summary=""), request=request_, **(OTHER | {"rationale": "Denied."} | fields))
    search.sync()
    assert found(typed) == [], reason


MARKED = [
    ("lumbar ESI", "Repeat LESI is asked for.", ["LESI"]),
    ("norco", "Hydrocodone every day.", ["Hydrocodone"]),
    ("norco", "Takes hydrocodone 10/325 mg.", ["hydrocodone 10/325"]),
    ("LESI", "Epidural injection, lumbar spine.", ["Epidural", "lumbar"]),
]


@pytest.mark.parametrize(("typed", "text", "expected"), MARKED, ids=[row[1] for row in MARKED])
def test_marks_what_it_was_found_by(typed, text, expected):
    pieces = excerpt(text, sought(widened(parse_text(typed)))).pieces
    assert [piece for piece, is_match in pieces if is_match] == expected


def test_tells_what_was_searched():
    also = dict(also_searched(widened(parse_text("lumbar ESI norco"))))
    assert also["lumbar"][0] == "what is filed under Lumbar spine (low back)"
    assert "lesi" in also["lumbar"] and "lesi" in also["ESI"]
    assert also["norco"][0] == "what is filed under Hydrocodone/acetaminophen"
    assert "hydrocodone 10/325mg" in also["norco"]
    (short,) = also_searched(widened(parse_text("summary:LESI")))
    assert short == (
        "LESI",
        ["lumbar esi", "ltfesi", "l tfesi", *(f'"lumbar {e}"~5' for e in ("epidural", "esi", "tfesi"))],
    )
