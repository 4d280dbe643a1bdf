"""What the index is told of a decision, and the digest by which both are compared."""

from dataclasses import astuple, fields, replace
from hashlib import blake2b

import pytest

from determinations.models import Case
from determinations.search.documents import Cited, ItemDocument, documents
from tests.library import make_library

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def made(db) -> list[ItemDocument]:
    make_library(6)
    return list(documents(Case.objects.values_list("pk", flat=True)))


def test_the_digest_is_the_one_that_indexes_built_earlier_hold(made):
    for each in made:
        whole = blake2b(repr(astuple(each)).encode(), digest_size=8).digest()
        assert each.digest == int.from_bytes(whole, "big")


def test_the_digest_differs_when_anything_does(made):
    one = made[0]
    for field in fields(one):
        other = Cited(("another",)) if isinstance(getattr(one, field.name), Cited) else "another"
        assert replace(one, **{field.name: other}).digest != one.digest, field.name
