"""Counts that are made piece by piece are those of the whole."""

import pytest

from determinations import search
from determinations.models import Case, DisputedItem
from determinations.search import counting
from determinations.search.language import parse_text
from determinations.search.query import SearchQuery
from tests.builders import make_item
from tests.library import make_library

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 2, counting._SLICE])
def test_cases_are_counted_once_by_their_digits(monkeypatch, size):
    make_library(9)
    Case.objects.filter(pk=Case.objects.order_by("pk")[4].pk).delete()  # a gap in the keys
    for number in (15, 16, 40):  # as many as a digit counts, and more
        case = make_item().case
        for _ in range(number - 1):
            make_item(case)
    search.rebuild()
    monkeypatch.setattr(counting, "_SLICE", size)
    monkeypatch.setattr(counting, "_CHEAP_TO_COUNT", 0)
    for asked in (
        SearchQuery(outcome=("upheld",)),
        SearchQuery(words=parse_text("worker")),
        SearchQuery(category=("rehabilitation",), outcome=("overturned", "upheld")),
    ):
        answer = search.search(asked)
        found = [key for keys in search.scan(asked) for key in keys]
        assert answer.cases == DisputedItem.objects.filter(pk__in=found).values("case").distinct().count() > 1
