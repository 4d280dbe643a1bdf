"""Decisions as flat facts: the same as their rows say, in a constant number of queries."""

from dataclasses import fields
from pathlib import Path

import pytest

from determinations.models import DisputedItem
from determinations.records import Listed, listed, records
from determinations.serializing import COLUMNS, result, row
from tests.builders import make_case, make_citation, make_item
from tests.library import make_full_case, make_library

pytestmark = pytest.mark.django_db
QUERIES = 7  # decisions with their cases, drugs, body parts, citations, credentials, layouts, sizes of the cases

LISTED = 4  # decisions with their cases, body parts, citations, credentials


def cited(item, by: str) -> list[str]:
    return list(dict.fromkeys(each.guideline.slug for each in item.citations.filter(cited_by=by) if each.guideline))


def test_each_fact_is_that_of_the_rows():
    make_library(9)
    make_full_case()
    items = list(DisputedItem.objects.order_by("?"))
    for item, record in zip(items, records(item.pk for item in items), strict=True):
        case = item.case
        assert (record.pk, record.case, record.case_number) == (item.pk, case.slug, case.case_number)
        assert (record.item, record.of, record.path) == (item.position, case.items.count(), item.get_absolute_url())
        assert (record.request, record.outcome, record.rationale) == (item.request, item.outcome, item.rationale)
        assert record.category == (item.category.slug if item.category else None)
        assert record.treatment == (item.treatment.slug if item.treatment else None)
        assert record.drugs == tuple(each.slug for each in item.drugs.all())
        assert record.body_parts == tuple(each.slug for each in item.body_parts.all())
        assert list(record.by_reviewer.guidelines) == cited(item, "reviewer")
        assert list(record.by_claims_admin.guidelines) == cited(item, "claims-admin")
        credentials = case.reviewer.credentials.all()
        assert record.specialties == tuple(each.specialty.slug for each in credentials)
        assert (record.decided, record.age, record.sex or "") == (case.decision_date, case.age, case.sex)
        assert record.layout == "final"


def test_a_decision_read_as_a_row_says_the_same(django_assert_num_queries):
    make_library(9)
    make_full_case()
    keys = list(DisputedItem.objects.values_list("pk", flat=True))
    with django_assert_num_queries(LISTED):
        found = [listed(item, item.of_case) for item in DisputedItem.objects.for_list().in_order(keys)]
    assert found == [
        Listed(**{each.name: getattr(record, each.name) for each in fields(Listed)}) for record in records(keys)
    ]


def test_sources_are_those_of_each_side_once():
    item = make_item()
    for by, source in [("reviewer", "ODG"), ("reviewer", "MTUS"), ("reviewer", "ODG"), ("claims-admin", "Other")]:
        make_citation(item, None, cited_by=by, source=source)
    (record,) = records([item.pk])
    assert record.by_reviewer == ((), ("odg", "mtus"))
    assert record.by_claims_admin == ((), ("other",))


def test_what_is_not_stated_is_none_and_what_is_gone_left_out():
    case = make_case(case_number=None, decision_date=None, age=None, sex="", reviewer=None)
    case.letters.all().delete()
    item = make_item(case, treatment=None)
    (record,) = records([item.pk + 1000, item.pk])
    assert [record.case_number, record.decided, record.age, record.sex, record.layout, record.treatment] == [None] * 6
    assert record.specialties == ()


@pytest.mark.parametrize("cases", [1, 12])
def test_queries_do_not_grow_with_rows(cases, django_assert_num_queries):
    make_library(cases)
    keys = list(DisputedItem.objects.values_list("pk", flat=True))
    with django_assert_num_queries(QUERIES):
        assert len(records(keys)) == len(keys)


def test_a_row_has_the_columns_in_order_and_a_result_some_of_them():
    (record,) = records([make_item(make_case(case_number="CM15-0000007", slug="cm15-0000007")).pk])
    told = row(record, "https://imr.example.org")
    assert list(told) == list(COLUMNS)
    assert told["url"] == "https://imr.example.org/cases/cm15-0000007/#item-1"
    assert told["citation"] == (
        "IMR Final Determination, Case No. CM15-0000007, dated June 1, 2015, issue 1 of 1: Acupuncture, 6 visits, "
        "upheld. https://imr.example.org/cases/cm15-0000007/#item-1"
    )
    assert set(result(record, "")) < set(COLUMNS)


def test_the_readme_documents_exactly_these_columns():
    readme = (Path(__file__).parents[2] / "determinations" / "README.md").read_text()
    table = readme.partition("| column | says |\n|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [f"| `{name}` | {said} |" for name, said in COLUMNS.items()]
