"""Somebody at the review desk."""

import pytest

from determinations.models import Case
from tests.ingest.reviewing import CORRECTS, DESK, RELEASES, filled, person
from tests.page import Page


@pytest.fixture
def desk(client, django_user_model, django_capture_on_commit_callbacks):
    """Sends a form of the desk as a browser would: everything on the page, with some of it changed."""
    client.force_login(person(django_user_model, "reader", *CORRECTS, *RELEASES))

    class Desk:
        def get(self, case: Case, params: str = "") -> Page:
            return Page(client.get(f"{DESK}{case.pk}/{params}"))

        def send(self, case: Case, do: str, params: str = "", page: Page | None = None, **changed):
            sent = filled(page or self.get(case, params)) | {"do": [do]}
            sent |= {name: value if isinstance(value, list) else [value] for name, value in changed.items()}
            with django_capture_on_commit_callbacks(execute=True):
                return client.post(f"{DESK}{case.pk}/{params}", sent)

    return Desk()
