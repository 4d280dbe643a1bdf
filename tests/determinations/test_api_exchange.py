"""Tags, methods, origins and errors: what is the same at every address of the data interface."""

import pytest
from django.urls import reverse

from determinations import search
from determinations.api.endpoints import ENDPOINTS
from determinations.models import Case
from tests.builders import make_citation, make_item
from tests.library import make_full_case

pytestmark = pytest.mark.django_db

ADDRESSES = {
    each.name: reverse(
        each.name, kwargs={name: {"case": "full-case", "item": 1}[name] for name in each.path_parameters}
    )
    for each in ENDPOINTS
}
# Rows are asked for once each: what is read from the index alone asks the database nothing.
QUERIES = {"api-decisions": 4, "api-decision": 10, "api-cases": 3, "api-case": 10}
every = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture
def library():
    return make_full_case()


@every
def test_an_answer_is_not_sent_again_while_nothing_changed(client, library, name):
    first = client.get(ADDRESSES[name])
    assert (first.status_code, first["Cache-Control"]) == (200, "no-cache")
    again = client.get(ADDRESSES[name], headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    make_item(library)
    search.sync()
    changed = client.get(ADDRESSES[name], headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_tag_is_that_of_one_address_and_one_question(client, library):
    tags = {client.get(address)["ETag"] for address in (*ADDRESSES.values(), "/api/v1/decisions/?outcome=upheld")}
    assert len(tags) == len(ADDRESSES) + 1


@every
def test_any_website_may_read_it_and_nothing_depends_on_who_asks(client, library, name):
    response = client.get(ADDRESSES[name], headers={"Origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "cookie" not in response["Vary"].lower()
    assert "ETag" in response["Access-Control-Expose-Headers"]


def test_a_browser_that_asks_first_is_told_what_it_may(client):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    response = client.options("/api/v1/decisions/", headers=asked)
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("address", "is_open"),
    [("/api/v1/openapi.json", True), ("/decisions.csv", True), ("/decisions/", False), ("/admin/login/", False)],
)
def test_only_data_is_open_to_other_websites(client, address, is_open):
    response = client.get(address, headers={"Origin": "https://elsewhere.example"})
    assert response.has_header("Access-Control-Allow-Origin") == is_open


@every
def test_head_and_options_tell_what_get_would(client, library, name):
    got, head = client.get(ADDRESSES[name]), client.head(ADDRESSES[name])
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    options = client.options(ADDRESSES[name])
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


@every
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading_only(client, name, method):
    response = getattr(client, method)(ADDRESSES[name])
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["errors"][0]["message"]


@every
def test_an_unknown_parameter_is_refused_by_name(client, library, name):
    response = client.get(ADDRESSES[name], {"colour": "red"})
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["colour"]
    assert "ETag" not in response


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nothing/", "/api/v1/cases/a b/", "/api/v1/decisions/x/0x1/"])
def test_what_is_not_there_is_said_as_json(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["errors"][0]["parameter"] is None


def test_a_forgotten_slash_is_put_right(client):
    assert client.get("/api/v1/decisions")["Location"] == "/api/v1/decisions/"


@every
def test_queries_do_not_grow_with_rows(client, library, django_assert_num_queries, name):
    for size in (0, 3):
        for _ in range(size):
            make_citation(make_item(Case.objects.get(slug="full-case"), body_parts=["neck"], drugs=["tramadol"]))
            make_citation(make_item(body_parts=["neck"]))
        search.sync()
        with django_assert_num_queries(QUERIES.get(name, 0)):
            assert client.get(ADDRESSES[name]).status_code == 200
