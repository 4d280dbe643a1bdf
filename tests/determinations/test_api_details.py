"""One decision and one case, with everything known of them."""

import pytest

from tests.library import make_full_case, span

pytestmark = pytest.mark.django_db
DECISION, CASE = "/api/v1/decisions/full-case/1/", "/api/v1/cases/full-case/"


@pytest.fixture
def case():
    return make_full_case()


def test_a_decision_has_its_reasons_and_what_both_sides_cited(client, case):
    found = client.get(DECISION).json()
    assert (found["case"], found["item"], found["outcome"]) == ("full-case", 1, "upheld")
    assert found["url"] == "http://testserver/cases/full-case/#item-1"
    assert client.get(found["api_url"]).json() == found
    assert found["rationale"] == "The request is not medically necessary."
    assert "Case No. CM15-0099999, dated June 1, 2015, issue 1 of 2: Acupuncture" in found["cite_as"]
    assert found["guidelines"] == ["acoem-low-back-2004"]
    assert found["cited_by_claims_admin"] == []
    by_admin, by_reviewer = found["citations"]
    assert (by_admin["cited_by"], by_admin["guideline"], by_admin["text"]) == ("claims-admin", None, "A textbook")
    assert by_admin["span"] is None
    assert by_reviewer["pages"] == ["4", "98-99"]


def test_a_decision_has_sites_and_quantities(client, case):
    found = client.get(DECISION).json()
    assert found["sites"] == [{"body_part": "knee", "side": "left", "levels": ["L4-L5"]}]
    assert found["quantity"] == {"amount": 6, "unit": "visits", "per_week": 2, "weeks": 3, "refills": 1}
    other = client.get("/api/v1/decisions/full-case/2/").json()
    assert other["quantity"] == dict.fromkeys(found["quantity"])
    assert (other["treatment"], other["category"], other["sites"]) == (None, None, [])


def test_spans_are_places_in_the_letter_s_text(client, case):
    found = client.get(DECISION).json()
    text = client.get(found["letter"]["text_url"]).content.decode()
    for words, place in [
        ("Acupuncture, 6 visits", found["spans"]["request"]),
        ("ODG", found["citations"][1]["span"]),
        ("45-year-old", found["letter"]["spans"]["age"]),
    ]:
        assert place == span(text, words)


def test_a_case_has_its_facts_letter_and_decisions(client, case):
    found = client.get(CASE).json()
    assert (found["case_number"], found["outcome"], found["priority"]) == ("CM15-0099999", "mixed", "Standard")
    assert found["dates"] == {
        "injury": "2012-01-02",
        "ur_denial": "2015-03-04",
        "received": "2015-04-05",
        "assigned": "2015-05-06",
        "decision": "2015-06-01",
    }
    assert found["reviewer"]["states"] == ["California"]
    assert len(found["reviewer"]["credentials"]) == 2
    assert [each["item"] for each in found["decisions"]] == [1, 2]
    assert found["letter"]["from_list"] == ["received"]
    assert [each["code"] for each in found["letter"]["warnings"]] == ["no-states", "doubt"]
    assert found["letter"]["pdf_url"] is None
    decision = client.get(DECISION).json()
    assert {name: decision[name] for name in found["decisions"][0]} == found["decisions"][0]


LACKING = [
    ("/api/v1/cases/no-such-case/", "case", "no such case"),
    ("/api/v1/decisions/no-such-case/1/", "case", "no decision of no case"),
    ("/api/v1/decisions/full-case/3/", "item", "a case with fewer decisions"),
    ("/api/v1/decisions/full-case/0/", "item", "they count from 1"),
    (f"/api/v1/decisions/full-case/{10**30}/", "item", "a number no database holds"),
    (f"/api/v1/cases/{'x' * 300}/", "case", "longer than any address"),
]


@pytest.mark.parametrize(("address", "parameter", "reason"), LACKING, ids=[row[2] for row in LACKING])
def test_what_is_not_there_is_named(client, case, address, parameter, reason):
    response = client.get(address)
    assert response.status_code == 404
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


def test_a_case_number_may_be_written_in_capitals(client, case):
    assert client.get("/api/v1/cases/FULL-CASE/").json()["case"] == "full-case"
