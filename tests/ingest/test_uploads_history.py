"""The history of a case says who handed its letters in, and who decided on other words."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import history
from determinations.models import Case, Letter
from ingest.models import Upload
from ingest.uploading.deciding import decide
from tests.ingest.uploads import file, numbered, sent, uploaded, work, zipped
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)


def told(case: Case) -> list[tuple]:
    return [(each.who, each.what, each.why) for each in history.of_case(case)]


def test_who_handed_a_letter_in_and_who_decided_that_it_counts(staff, client, django_user_model):
    uploaded(staff, file("letters.zip", zipped({"of/one.txt": numbered(1), "two.txt": numbered(2)})))
    again = sent(staff, file("other.txt", numbered(1, summary="Other.")))
    work()
    reviewer = django_user_model.objects.create_user("reviewer", is_staff=True)
    decide(again.files.all(), again, "replace", reviewer)
    work()
    case = Case.objects.get(slug="cm16-0900001")
    expected = [
        ("uploader", "letter stored", ""),
        ("reviewer", "letter replaced by other words", ""),
        ("uploader", "letter stored", "Decided by reviewer."),
    ]
    assert told(case) == expected
    django_user_model.objects.get(username="uploader").user_permissions.add(
        Permission.objects.get(codename="view_case")
    )
    page = Page(client.get(f"/admin/determinations/case/{case.pk}/history/"))
    assert "uploader letter stored" in " ".join(page.text("#change-history").split())
    Letter.objects.update(added_by=None, decided_by=None)
    import_module("ingest.migrations.0009_who_handed_letters_in").say_who(apps, None)
    assert told(case) == expected, "letters stored before are signed from their uploads"
    assert told(Case.objects.get(slug="cm16-0900002")) == expected[:1]


def test_one_kept_as_an_earlier_letter_is_signed_by_who_decided(staff, django_user_model):
    uploaded(staff, file("one.txt", numbered(1)))
    again = sent(staff, file("other.txt", numbered(1, summary="Other.")))
    work()
    decide(again.files.all(), again, "keep", django_user_model.objects.create_user("reviewer"))
    work()
    rows = told(Case.objects.get())
    assert ("uploader", "letter stored", "Decided by reviewer.") in rows
    assert ("reviewer", "letter replaced by other words", "") in rows


def test_nobody_signs_what_a_command_stores_and_what_accounts_that_are_gone_did_stays(staff, tmp_path):
    (tmp_path / "one.txt").write_text(numbered(1))
    call_command("ingest", str(tmp_path / "one.txt"))
    uploaded(staff, file("other.txt", numbered(2)))
    assert told(Case.objects.get(slug="cm16-0900001")) == [("", "letter stored", "")]
    Upload.objects.get().uploaded_by.delete()
    assert told(Case.objects.get(slug="cm16-0900002")) == [("", "letter stored", "")]


def test_the_history_costs_the_same_however_many_letters_there_are(staff, django_user_model):
    counted = []
    uploaded(staff, file("one.txt", numbered(1)))
    for summary in ("A first one.", "A second one.", "A third one."):
        again = sent(staff, file("other.txt", numbered(1, summary=summary)))
        work()
        decide(again.files.all(), again, "replace", again.uploaded_by)
        work()
        with CaptureQueriesContext(connection) as queries:
            assert all(who == "uploader" for who, *_ in told(Case.objects.get()))
        counted.append(len(queries))
    assert len(set(counted)) == 1
