"""Staff who may do everything with uploads, and folders of their own for what they hand in."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import FileSystemStorage

from determinations.models import Letter


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
