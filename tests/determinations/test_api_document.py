"""The OpenAPI document is valid, complete and true; the page made from it says all of it."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from determinations import vocabulary
from determinations.api.endpoints import ENDPOINTS
from determinations.api.openapi import document
from determinations.api.parameters import SHORT
from determinations.api.shapes import example
from determinations.filters import DecisionFilter, facet_names
from tests.library import make_full_case
from tests.page import Page

ADDRESS = "/api/v1/openapi.json"
SCHEMAS = document()["components"]["schemas"]
PARAMETERS = document()["components"]["parameters"]


def test_it_is_valid_openapi_3_1():
    assert document()["openapi"].startswith("3.1")
    assert [str(error) for error in OpenAPIV31SpecValidator(document()).iter_errors()] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_valid_and_so_is_its_example(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    assert list(Draft202012Validator(whole).iter_errors(example(SCHEMAS[name], SCHEMAS))) == []


def test_every_schema_is_used_and_every_reference_kept():
    text = json.dumps(document())
    used = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert used == set(SCHEMAS)


def test_every_declared_parameter_is_there_with_its_short_lists():
    declared = set(DecisionFilter.base_filters)
    assert declared | {"If-None-Match"} == set(PARAMETERS)
    for name in facet_names():
        values = [value for value, _ in DecisionFilter.base_filters[name].field.choices]
        items = PARAMETERS[name]["schema"]["items"]
        assert items.get("enum", values) == values
        assert ("enum" in items) == (len(values) <= SHORT)
        assert "enum" in items or "/api/v1/" in PARAMETERS[name]["description"]


def test_it_is_the_same_however_often_and_by_whomever_asked(client):
    first = client.get(ADDRESS)
    assert first.headers["Content-Type"] == "application/json"
    assert first.json() == json.loads(json.dumps(document()))
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(ADDRESS, {"colour": "red"}).status_code == 400


def test_it_names_every_address_there_is():
    assert set(document()["paths"]) == {each.path for each in ENDPOINTS}
    operations = [path["get"]["operationId"] for path in document()["paths"].values()]
    assert len(set(operations)) == len(operations)


@pytest.fixture
def page(client, db):
    make_full_case()
    return Page(client.get("/api/"))


def test_the_page_has_every_address_and_parameter_with_all_its_values(page):
    named = page.texts("code")
    assert {each.path for each in ENDPOINTS} <= set(named)
    for name in DecisionFilter.base_filters:
        assert page.tree.select_one(f"tr#parameter-{name}"), name
    listed = page.texts("tr#parameter-drug code")
    assert {drug.slug for drug in vocabulary.drugs()} <= set(listed)


def test_the_page_describes_every_key_of_every_answer(page):
    shown = set(page.texts("th[scope=row] code"))
    for schema in SCHEMAS.values():
        for name, each in schema["properties"].items():
            assert name + "[]" * ("items" in each) in shown


def test_every_address_to_try_on_the_page_answers(page, client):
    links = [link["href"] for link in page.tree.select('main a[href^="/api/v1/"]')]
    assert len(links) > len(ENDPOINTS)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_the_page_needs_nothing_from_elsewhere_and_no_script_of_its_own(page):
    assert len(page.tree.select("script")) == len(page.tree.select('script[src^="/static/js/suggestions."]'))
    assert not page.tree.select('[src^="http"], link[href^="http"]')


@pytest.mark.django_db
def test_the_page_of_an_empty_library_has_no_case_to_show(client):
    assert Page(client.get("/api/")).status == 200
