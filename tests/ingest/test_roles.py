"""The groups that staff are put in, and what each may do."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.builders import make_item

pytestmark = pytest.mark.django_db

MAY = {
    "Uploaders": {"ingest.add_upload"},
    "Reviewers": {
        "determinations.add_correction",
        "determinations.change_correction",
        "determinations.delete_correction",
        "determinations.change_report",
        "ingest.change_uploadedfile",
    },
    "Publishers": {"determinations.release_case", "determinations.delete_case", "determinations.change_report"},
    "Vocabulary editors": {"ingest.add_wording", "ingest.change_wording", "ingest.delete_wording"},
}


@pytest.fixture
def person():
    return get_user_model().objects.create_user("person", is_staff=True)


@pytest.mark.parametrize("role", MAY)
def test_each_role_sees_everything_and_does_its_part(person, role):
    person.groups.add(Group.objects.get(name=role))
    may = person.get_all_permissions()
    assert {each for each in may if ".view_" not in each} == MAY[role]
    assert {"determinations.view_case", "determinations.view_letter"} <= may
    assert {"ingest.view_upload", "ingest.view_wording"} <= may


@pytest.mark.parametrize(("role", "status"), [("Uploaders", 200), ("Reviewers", 403), ("Publishers", 403)])
def test_only_uploaders_upload(client, person, role, status):
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    assert client.get(reverse("admin:ingest_upload_add")).status_code == status


@pytest.mark.parametrize(("role", "status"), [("Uploaders", 403), ("Reviewers", 403), ("Publishers", 200)])
def test_only_publishers_take_cases_out(client, person, role, status):
    case = make_item().case
    person.groups.add(Group.objects.get(name=role))
    client.force_login(person)
    assert client.get(reverse("admin:determinations_case_delete", args=[case.pk])).status_code == status


def test_staff_without_a_role_see_nothing(client, person):
    client.force_login(person)
    assert client.get(reverse("admin:determinations_case_changelist")).status_code == 403
