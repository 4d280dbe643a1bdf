"""How much is asked for, in the words of the thing asked for."""

import pytest

from determinations.quantities import amount_in_words


@pytest.mark.parametrize(
    ("quantity", "request_words", "expected"),
    [
        ({"amount": 1, "unit": "visits"}, "One visit", "1 visit"),
        ({"refills": 1}, "One refill", "1 refill"),
        ({"amount": 2, "unit": "visits", "per_week": 2, "weeks": 1}, "2x1", "2 visits (2 a week for 1 week)"),
        ({"amount": 1200, "unit": "doses", "refills": 0}, "Ibuprofen #1,200, no refills", "1,200, 0 refills"),
        ({"amount": 30, "unit": "doses"}, "Menthol patch 4% #30", "30 patches"),
        ({"amount": 1, "unit": "doses"}, "Menthol patches #1", "1 patch"),
        ({"amount": 60, "unit": "doses"}, "Naproxen 500 mg, one tab twice a day, #60", "60 tablets"),
        ({"amount": 2, "unit": "doses"}, "Diclofenac gel, 2 tubes", "2 tubes"),
        ({"amount": 2, "unit": "doses"}, "Menthol patch, two boxes (2 boxes)", "2 boxes"),
        ({"amount": 10, "unit": "doses"}, "Vitamin B suppositories #10", "10 suppositories"),
        ({"amount": 120, "unit": "doses"}, "Ketoprofen cream #120", "120"),
        ({"amount": 8, "unit": "units"}, "Electrodes #8", "8"),
        ({"amount": 90, "unit": "doses"}, "Naproxen tablets #60 and menthol patches #30", "90"),
        ({"amount": 6, "unit": "doses"}, "Sumatriptan 16 tablets, 6 sprays", "6"),
        ({"amount": 3, "unit": "months"}, "Gym for 3 months", "3 months"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_amounts_in_words(quantity, request_words, expected):
    assert amount_in_words(quantity, request_words) == expected
