"""Facts of a letter held against each other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.checks import check
from ingest.letters.record import ParsedDates, ParsedItem, ParsedLetter, Span

DATES = ParsedDates(
    injury=date(2011, 3, 29), ur_denial=date(2014, 5, 2), received=date(2014, 5, 20),
    assigned=date(2014, 6, 3), decision=date(2014, 7, 8),
)  # fmt: skip
FIELDS = ("injury", "ur_denial", "received", "assigned", "decision", "age", "summary")
SPANS = {name: Span(10 * place, 10 * place + 8) for place, name in enumerate(FIELDS)}
LETTER = ParsedLetter(layout="final", case_number="CM14-0000123", dates=DATES, age=44, sex="female", spans=SPANS)


def item(request, rationale="It is not medically necessary.", outcome="upheld", start=500):
    return ParsedItem(
        request=request, outcome=outcome, category=None, treatment_type=None, body_parts=(), rationale=rationale,
        claims_admin_citations=(), reviewer_citations=(),
        spans={"request": Span(start, start + 9), "rationale": Span(start + 20, start + 40)},
    )  # fmt: skip


def codes(letter):
    return [warning.code for warning in check(letter)]


def test_a_letter_without_a_fault_and_an_empty_one():
    assert check(replace(LETTER, items=(item("TENS unit"), item("Norco")))) == ()
    assert check(ParsedLetter(layout="unknown")) == ()


@pytest.mark.parametrize(
    ("changed", "later", "words", "reason"),
    [
        ({"injury": date(2014, 5, 3)}, "ur_denial", ("May 3, 2014", "May 2, 2014"), "denied before the injury"),
        ({"received": date(2014, 4, 1)}, "received", ("May 2, 2014", "April 1, 2014"), "a month before the denial"),
        ({"assigned": date(2014, 5, 19)}, "assigned", ("May 20, 2014", "May 19, 2014"), "assigned too soon"),
        ({"decision": date(2014, 6, 2)}, "decision", ("June 3, 2014", "June 2, 2014"), "decided too soon"),
        ({"ur_denial": date(2014, 9, 2)}, "received", ("September 2", "May 20, 2014"), "one wrong date, one warning"),
        ({"ur_denial": None, "received": None, "injury": date(2014, 6, 4)}, "assigned", ("June 4",), "others missing"),
        ({"received": date(2014, 5, 1), "assigned": date(2014, 5, 1)}, "assigned", ("May 2, 2014",), "slip then order"),
    ],
)
def test_dates_out_of_order(changed, later, words, reason):
    (warning,) = check(replace(LETTER, dates=replace(DATES, **changed)))
    assert (warning.code, warning.span, warning.severe) == ("dates_out_of_order", SPANS[later], False), reason
    assert all(word in warning.message for word in words), warning.message


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"received": date(2014, 4, 25)}, "an application a week before the denial is a clerk's slip"),
        ({"injury": date(2014, 5, 2)}, "the same day"),
        ({"assigned": None, "ur_denial": None}, "nothing to compare"),
    ],
)
def test_dates_in_order(changed, reason):
    assert codes(replace(LETTER, dates=replace(DATES, **changed))) == [], reason


@pytest.mark.parametrize(
    ("changed", "expected", "reason"),
    [
        ({"dates": ParsedDates(injury=date(1911, 3, 29))}, "date_too_early", "a century off"),
        ({"dates": ParsedDates(decision=date(2004, 7, 8)), "case_number": None}, "date_too_early", "before the review"),
        ({"case_number": "CM17-0000123"}, "case_number_contradicts_date", "received in 2014"),
        ({"case_number": "IMR 13-000004"}, None, "an early number tells no year of this kind"),
        ({"dates": replace(DATES, injury=date(1980, 3, 29))}, "age_contradicts_injury", "ten years old when hurt"),
        ({"dates": replace(DATES, injury=date(1982, 3, 29))}, None, "twelve when hurt"),
        ({"dates": ParsedDates(injury=date(1980, 3, 29))}, None, "no day to count from"),
        ({"age": None, "dates": replace(DATES, injury=date(1980, 3, 29))}, None, "no age"),
    ],
)
def test_single_facts(changed, expected, reason):
    assert codes(replace(LETTER, **changed)) == ([expected] if expected else []), reason


def test_the_same_request_twice():
    items = (item("Norco 10/325 mg #60"), item("TENS unit"), item("NORCO 10/325mg, #60", start=900))
    assert codes(replace(LETTER, items=items[:2])) == []
    again = (*items[:2], item("NORCO 10/325 mg, #60.", outcome="overturned", start=900))
    (warning,) = check(replace(LETTER, items=again))
    assert (warning.code, warning.span) == ("decided_both_ways", Span(900, 909))
    assert "Items 1 and 3" in warning.message and "one upheld, one overturned" in warning.message
    alike = (*items[:2], item("NORCO 10/325 mg, #60.", start=900))
    assert codes(replace(LETTER, items=alike)) == ["repeated_request"]


@pytest.mark.parametrize(
    ("rationale", "expected", "reason"),
    [
        ("The patient is a 61-year-old male with neck pain. It is denied.", True, "a man in a woman's letter"),
        ("This is a 61 year old female. It is denied.", True, "another age"),
        ("This 45-year-old, right-handed female has pain.", False, "a birthday passed"),
        ("A trial found that 60-year-old men do well. It is denied.", False, "a study's people"),
        ("The patient is a 44-year-old nurse who lifted a man.", False, "whom she lifted"),
    ],
)
def test_another_worker(rationale, expected, reason):
    found = codes(replace(LETTER, items=(item("TENS unit", rationale),)))
    assert found == (["another_worker"] if expected else []), reason


@given(st.lists(st.one_of(st.none(), st.dates()), min_size=5, max_size=5), st.integers(0, 150))
def test_any_dates_are_checked_and_never_severe(days, age):
    dates = ParsedDates(*days)
    found = check(ParsedLetter(layout="final", dates=dates, age=age))
    assert not any(warning.severe for warning in found)
    # Each date is blamed at most once for its order.
    assert sum(warning.code == "dates_out_of_order" for warning in found) <= 2
