"""How much a request asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.facts.quantities import find_quantity
from ingest.letters.record import Quantity

REHABILITATION, DRUGS, DEVICES = "rehabilitation", "pharmaceuticals", "dmepos"
TWELVE = Quantity(12, "visits", per_week=2, weeks=6)
ROWS = [
    ("PT 2x6, left hip", REHABILITATION, TWELVE, "the shortest way to write a schedule"),
    ("PT 2 x 6", None, TWELVE, "with spaces"),
    ("Therapy 2 times a week for 6 weeks", None, TWELVE, "in words"),
    ("Therapy two times per week for six (6) weeks", None, TWELVE, "in words and figures"),
    ("Therapy 2x/week x 6 weeks", None, TWELVE, "half and half"),
    ("Therapy twice weekly for 6 weeks", None, Quantity(12, "visits", 2, 6), "twice weekly"),
    ("Therapy 2-3 visits per week for 4 weeks", None, Quantity(8, "visits", 2, 4), "of a range the lower end"),
    ("Massage once a week for 2 months", None, Quantity(8, "visits", 1, 8), "a month is four weeks"),
    ("Weekly counseling for 10 weeks", None, Quantity(10, "visits", 1, 10), "weekly"),
    ("Therapy (12 visits, 2 x week x 6 weeks)", None, TWELVE, "count and schedule agree"),
    ("8 sessions of pool therapy (2 x 4)", None, Quantity(8, "visits", 2, 4), "the count stands first"),
    ("Yoga, twelve (12) sessions", None, Quantity(12, "visits"), "a count in words and figures"),
    ("Yoga sessions, QTY: 7", None, Quantity(7, "visits"), "the count behind"),
    ("Hand therapy x 9", REHABILITATION, Quantity(9, "visits"), "a bare number counts visits of a therapy"),
    ("Ibuprofen 600 mg #90", DRUGS, Quantity(90, "doses"), "doses of a drug"),
    ("Ibuprofen 600 mg # 90 with 2 refills", DRUGS, Quantity(90, "doses", refills=2), "and refills"),
    ("Ibuprofen 600 mg #90, refills x 3", DRUGS, Quantity(90, "doses", refills=3), "refills behind"),
    ("Ibuprofen 600 mg #90 with no refills", DRUGS, Quantity(90, "doses", refills=0), "none is a statement"),
    ("Ibuprofen 600 mg QTY: 90.00", DRUGS, Quantity(90, "doses"), "quantities with cents"),
    ("Tylenol #3 #45", DRUGS, Quantity(45, "doses"), "the three is a strength"),
    ("Percocet 10/325 mg", DRUGS, Quantity(), "a strength is no quantity"),
    ("Ketorolac injection, one (1) injection", "injections", Quantity(1, "injections"), "injections"),
    ("Series of five Euflexxa injections", "injections", Quantity(5, "injections"), "a series"),
    ("ESI L3-4 x 2", "injections", Quantity(2, "injections"), "a level is no quantity"),
    ("H-wave unit, 30 day rental", DEVICES, Quantity(30, "days"), "rental time"),
    ("Gym membership for 6 months", "programs", Quantity(6, "months"), "a term"),
    ("Gauze pads 2x4", DEVICES, Quantity(), "measures are no schedule"),
    ("Return visit in 6 weeks", None, Quantity(), "when, not how much"),
    ("MRI of the brain", None, Quantity(), "nothing stated"),
]


@pytest.mark.parametrize(("request_text", "category", "expected", "reason"), ROWS, ids=[row[3] for row in ROWS])
def test_quantities(request_text, category, expected, reason):
    assert find_quantity(request_text, category) == expected, reason


@given(st.text(max_size=400))
def test_any_text_is_answered(text):
    found = find_quantity(text)
    assert found.amount is None or found.amount >= 0
    assert found.as_dict() == {name: value for name, value in found.as_dict().items() if value is not None}


@given(st.integers(1, 7), st.integers(1, 52))
def test_a_schedule_counts_its_visits(per_week, weeks):
    expected = Quantity(per_week * weeks, "visits", per_week, weeks)
    assert find_quantity(f"Physical therapy {per_week} times per week for {weeks} weeks") == expected
