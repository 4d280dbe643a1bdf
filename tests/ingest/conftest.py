"""Staff who may do everything with uploads, with folders of their own for what they hand in, and the review desk."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import FileSystemStorage

from determinations.models import Case, Letter
from tests.ingest.reviewing import CORRECTS, DESK, RELEASES, filled, person
from tests.page import Page


@pytest.fixture
def folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path / "originals"))
    return tmp_path


@pytest.fixture
def staff(client, folders, django_user_model):
    user = django_user_model.objects.create_user("uploader", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="ingest"))
    client.force_login(user)
    return client


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
