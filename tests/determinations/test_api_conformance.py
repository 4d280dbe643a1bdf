"""Whatever the document allows, and what it does not, asked of the whole site: no answer is other than it says."""

from copy import deepcopy

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, assume, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from determinations.api.endpoints import ENDPOINTS
from determinations.api.openapi import document
from determinations.api.parameters import SHORT
from determinations.filters import parameters
from tests.library import make_full_case, make_library

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("open_connection")]

# Drawn for each address, beside those that meet and break each rule of each parameter once; for the lists of terms,
# which take no parameter, there is nothing to draw but a header.
EXAMPLES, OF_LISTS = 15, 2
# What no schema can say of these: words that cannot be read, days no calendar has, ranges upside down.
UNDECIDED = {"q", "decided_after", "decided_before", "age_max"}
LISTS = [each.path for each in ENDPOINTS if not each.parameters and not each.path_parameters]
SOME = ("q", "outcome", "treatment", "decided_after", "age_min", "page", "If-None-Match")


def outspoken() -> dict:
    """The document with a few values of each long list, so that more is drawn than slugs there are not."""
    found = deepcopy(document())
    for parameter in parameters():
        if len(parameter.values) > SHORT:
            values = [slug for slug, _ in parameter.values[:3]]
            found["components"]["parameters"][parameter.name]["schema"]["items"] = {"type": "string", "enum": values}
    for address in ("cases", "facets"):  # their parameters are read by what reads those of decisions: some are enough
        asked = found["paths"][f"/api/v1/{address}/"]["get"]
        asked["parameters"] = [each for each in asked["parameters"] if each["$ref"].rpartition("/")[2] in SOME]
    return found


schema = schemathesis.openapi.from_dict(outspoken())
schema.app = get_wsgi_application()


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once; the rows are rolled back."""
    index = override_settings(SEARCH_INDEX_DIR=tmp_path_factory.mktemp("conformance"))
    with django_db_blocker.unblock(), index, transaction.atomic():
        make_library(30)
        make_full_case()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def search_index():
    """That of the library, for all."""


def _all(values) -> list:
    return values if isinstance(values, list) else [values]


def _drawing(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )


@schema.exclude(path=LISTS).parametrize()
@_drawing(EXAMPLES)
def test_answers_are_as_documented(case, library):
    check(case)


@schema.include(path=LISTS).parametrize()
@_drawing(OF_LISTS)
def test_lists_of_terms_are_as_documented(case, library):
    check(case)


def check(case) -> None:
    # A blank value asks nothing, whatever the document says of values: forms send their empty fields along.
    assume(all(str(value).strip() for values in case.query.values() for value in _all(values)))
    # Asked as it is: called without a server, the library does not unpack what is sent compressed.
    plain = {"Accept-Encoding": "identity"}
    response = case.call_and_validate(headers=plain, excluded_checks=[positive_data_acceptance])
    if case.meta.generation.mode.is_positive and response.status_code == 400:
        assert {error["parameter"] for error in response.json()["errors"]} <= UNDECIDED
