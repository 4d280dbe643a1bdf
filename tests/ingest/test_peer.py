"""The peer of the benchmark counts what the index counts, on a PostgreSQL of its own."""

import pytest

from determinations import search
from determinations.models import Case
from determinations.search.documents import documents
from determinations.search.matching import FACETS
from ingest.benchmark import peer
from ingest.benchmark.searches import TYPICAL
from tests.library import make_library

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]


def test_it_counts_every_facet_of_the_index():
    assert {*peer._SCALARS, *peer._LISTS} == {*FACETS, "year"}


def test_it_finds_as_many_as_the_index():
    make_library(12)
    rows = documents(Case.objects.values_list("pk", flat=True))
    with peer.postgresql(rows) as connection:
        found = [peer.search(connection, asked) for asked in TYPICAL]
    assert found == [search.count(asked.query()) for asked in TYPICAL]
    assert any(found)
