"""Every table can be browsed and searched; a case can be taken out, and nothing else be changed."""

import pytest
from django.contrib import admin
from django.urls import reverse

from determinations import search
from determinations.models import Case, Tombstone
from tests.builders import make_citation, make_item

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label in ("determinations", "ingest")]


@pytest.fixture
def row():
    item = make_item()
    make_citation(item)
    search.sync()
    return item


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
    ours = [*apps.get_app_config("determinations").get_models(), *apps.get_app_config("ingest").get_models()]
    assert {model.__name__ for model in ours} - through <= {model.__name__ for model in MODELS}


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
