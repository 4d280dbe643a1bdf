"""Every table can be browsed and searched; a case can be taken out, and but for reports nothing else be changed."""

import pytest
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils import timezone

from determinations import corpus, publishing, search
from determinations.models import Case, Letter, Tombstone
from tests.builders import make_case, make_citation, make_item
from tests.page import Page

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label in ("determinations", "ingest")]


@pytest.fixture
def row():
    item = make_item()
    make_citation(item)
    search.sync()
    return item


def test_a_hidden_case_has_the_way_to_the_desk_and_none_to_a_page_that_is_not_there(admin_client, row):
    one = reverse("admin:determinations_case_change", args=[row.case.pk])
    every = reverse("admin:determinations_case_changelist")
    assert "View on site" in Page(admin_client.get(one)).text("#content")
    assert Page(admin_client.get(every)).links(".field-on_site a") == {"Open": row.case.get_absolute_url()}
    publishing.withdraw([row.case.pk], by=None)
    page = Page(admin_client.get(one))
    assert "View on site" not in page.text("#content")
    assert page.links(".object-tools a")["Review desk"] == reverse("desk:case", args=[row.case.pk])
    assert Page(admin_client.get(every)).text(".field-on_site") == "Withdrawn"


@pytest.mark.parametrize("model", MODELS, ids=[model.__name__ for model in MODELS])
def test_every_model_can_be_browsed_and_searched(model, admin_client, row):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert admin_client.get(address).status_code == 200
    assert admin_client.get(address, {"q": "acupuncture"}).status_code == 200
    for each in model.objects.all()[:1]:
        detail = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[each.pk])
        assert admin_client.get(detail).status_code == 200


def test_every_model_of_the_library_is_in_the_admin():
    from django.apps import apps

    through = {"DisputedItem_body_parts"}  # shown inside the rows they belong to
    counted = {"ReportSender"}  # digests, of which there is nothing to see
    ours = [*apps.get_app_config("determinations").get_models(), *apps.get_app_config("ingest").get_models()]
    lines = {model.__name__ for model in ours if hasattr(model, "history_object")}  # shown as a case's history
    assert {model.__name__ for model in ours} - through - counted - lines <= {model.__name__ for model in MODELS}


def test_a_deleted_case_leaves_a_tombstone_and_the_search(admin_client, row, django_capture_on_commit_callbacks):
    case = row.case
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(reverse("admin:determinations_case_delete", args=[case.pk]), {"post": "yes"})
    assert response.status_code == 302
    assert Case.objects.count() == 0
    assert Tombstone.objects.get().slug == case.slug
    assert search.search(search.SearchQuery()).count == 0
    assert search.check().clean


def test_several_cases_can_be_taken_out_together(admin_client, row, django_capture_on_commit_callbacks):
    keys = [row.case_id, make_item().case_id]
    search.sync()
    action = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("admin:determinations_case_changelist"), action)
    assert Tombstone.objects.count() == 2
    assert search.check().clean


def test_visitors_are_sent_to_the_login(client):
    assert client.get("/admin/determinations/case/").status_code == 302


@pytest.fixture
def store(monkeypatch, tmp_path):
    """An empty place for originals."""
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path / "kept"))
    return tmp_path / "kept"


def with_file(name: str) -> Case:
    case = make_case()
    storage = Letter.original.field.storage
    if not storage.exists(name):
        storage.save(name, ContentFile(b"%PDF-1.4 a letter"))
    case.letters.update(original=name)
    return case


def delete(client, case):
    return client.post(reverse("admin:determinations_case_delete", args=[case.pk]), {"post": "yes"})


def test_a_deleted_case_leaves_no_file(admin_client, store, django_capture_on_commit_callbacks):
    gone, stays = with_file("ab/gone.pdf"), with_file("ab/stays.pdf")
    with django_capture_on_commit_callbacks() as after:
        assert delete(admin_client, gone).status_code == 302
        assert (store / "ab/gone.pdf").exists(), "a deletion that is rolled back must not cost the file"
    for callback in after:
        callback()
    assert not (store / "ab/gone.pdf").exists()
    assert stays.letters.get().original.size > 0


def test_a_file_that_another_case_names_stays(admin_client, store, django_capture_on_commit_callbacks):
    one, other = with_file("ab/both.pdf"), with_file("ab/both.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        delete(admin_client, one)
    assert (store / "ab/both.pdf").exists()
    with django_capture_on_commit_callbacks(execute=True):
        delete(admin_client, other)
    assert not (store / "ab/both.pdf").exists()


@pytest.mark.parametrize("trouble", [PermissionError(13, "Permission denied"), None], ids=["refused", "gone"])
def test_a_file_that_cannot_be_deleted_is_logged_and_the_rest_goes(
    store, django_capture_on_commit_callbacks, monkeypatch, caplog, trouble
):
    cases = [with_file("ab/first.pdf"), with_file("ab/second.pdf")]
    whole = FileSystemStorage.delete

    def stubborn(self, name):
        if name == "ab/first.pdf" and trouble:
            raise trouble
        whole(self, name)

    monkeypatch.setattr(FileSystemStorage, "delete", stubborn)
    if not trouble:
        (store / "ab/first.pdf").unlink()
    with django_capture_on_commit_callbacks(execute=True):
        assert corpus.remove([case.pk for case in cases]) == 2
    assert not (store / "ab/second.pdf").exists()
    assert ("ab/first.pdf" in caplog.text) == bool(trouble)


def original(letter) -> str:
    return reverse("admin:determinations_letter_original", args=[letter.pk])


def test_staff_reach_the_file_of_an_earlier_letter(admin_client, store):
    letter = with_file("ab/earlier.pdf").letters.get()
    Letter.objects.filter(pk=letter.pk).update(superseded_at=timezone.now())
    page = admin_client.get(reverse("admin:determinations_letter_change", args=[letter.pk])).content.decode()
    assert f'<a href="{original(letter)}">PDF</a>' in page
    assert 'href="ab/earlier.pdf"' not in page
    response = admin_client.get(original(letter))
    assert b"".join(response) == b"%PDF-1.4 a letter"
    assert response["Content-Type"] == "application/pdf"
    assert "object-src 'none'" not in response["Content-Security-Policy"]
    response.close()


def test_a_letter_without_a_file_has_no_link_to_one(admin_client, store):
    letter = make_case().letters.get()
    assert original(letter) not in admin_client.get(
        reverse("admin:determinations_letter_change", args=[letter.pk])
    ).content.decode()  # fmt: skip
    assert admin_client.get(original(letter)).status_code == 404
    letter.pk += 1000
    assert admin_client.get(original(letter)).status_code == 404


def test_originals_of_earlier_letters_are_for_staff_who_may_see_letters(client, store, django_user_model):
    letter = with_file("ab/earlier.pdf").letters.get()
    assert client.get(original(letter)).status_code == 302
    client.force_login(django_user_model.objects.create_user("clerk", password="x", is_staff=True))
    assert client.get(original(letter)).status_code == 403
