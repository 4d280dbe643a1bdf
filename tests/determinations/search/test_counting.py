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


@pytest.mark.parametrize("size", [1, 2, 5, 25_000])
def test_cases_are_counted_once_however_they_are_sliced(monkeypatch, size):
    make_library(9)
    Case.objects.filter(pk=Case.objects.order_by("pk")[4].pk).delete()  # a gap in the keys
    for _ in range(20):
        make_item(Case.objects.order_by("pk").last())  # a case of many decisions
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
