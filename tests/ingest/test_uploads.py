"""Uploads of staff: received at once, read by the worker, each file in one state with its reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from determinations import publishing, search
from determinations.models import Case, Letter
from determinations.search.query import SearchQuery
from ingest.holding import Finding
from ingest.models import Upload
from tests.ingest.uploads import ADD, file, numbered, sent, states, uploaded, work, zipped
from tests.letter_text import item, letter
from tests.page import Page
from tests.pdfs import LOOKS, drawn, pdf, picture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folders")]


def kept(upload: Upload, settings) -> list:
    folder = settings.MEDIA_ROOT / str(upload.pk)
    return sorted(folder.iterdir()) if folder.exists() else []


def test_each_file_gets_its_state(staff, settings):
    upload = sent(
        staff,
        file("one.txt", letter()),
        file("same.txt", letter().replace("\n \n", "\n")),
        file("other.txt", letter(item(outcome="Overturned"))),
        file("empty.txt", ""),
        file("story.txt", "Once upon a time.\n"),
        file("scan.pdf", b"%PDF-1.4"),
        file("letter.docx", "PK"),
    )
    assert upload.uploaded_by.username == "uploader"
    assert [state for _, state in states(upload)] == ["waiting"] * 6 + ["failed"], "nothing is read in the request"
    assert len(kept(upload, settings)) == 6
    work()
    assert states(upload) == [
        ("one.txt", "new"),
        ("same.txt", "duplicate"),
        ("other.txt", "other_words"),
        ("empty.txt", "failed"),
        ("story.txt", "failed"),
        ("scan.pdf", "failed"),
        ("letter.docx", "failed"),
    ]
    rows = list(upload.files.order_by("pk"))
    assert [row.case.slug for row in rows[:3]] == ["cm16-0900001"] * 3
    assert all(row.reason for row in rows[1:])
    assert all(row.advice for row in rows[3:])
    assert ".pdf, .txt and .zip" in rows[6].reason
    assert Case.objects.get().items.get().outcome == "upheld", "nothing is written before staff decide"
    assert Letter.objects.count() == 1
    assert len(kept(upload, settings)) == 4, "what is settled is not kept twice"


def test_a_pdf_is_read_and_kept(staff):
    paper = pdf(letter(), LOOKS["single"])
    upload = uploaded(
        staff,
        SimpleUploadedFile("one.pdf", paper, "application/pdf"),
        file("scan.pdf", drawn(picture())),
        file("renamed.pdf", letter(case_number="CM16-0900002")),
    )
    assert [state for _, state in states(upload)] == ["new", "failed", "new"]
    assert "pictures of pages and no text" in upload.files.get(name="scan.pdf").reason
    with Letter.objects.get(case__case_number="CM16-0900001").original.open() as original:
        assert original.read() == paper
    assert not Letter.objects.get(case__case_number="CM16-0900002").original


def test_an_uploaded_letter_is_found_at_once(staff):
    uploaded(staff, file("one.txt", letter()))
    assert search.search(SearchQuery(treatment=("acupuncture",))).count == 1
    assert search.check().clean


def test_a_zip_and_a_zip_in_it_are_opened_and_a_third_is_not(staff, settings):
    third = zipped({"c.txt": numbered(3)})
    second = zipped({"b.txt": numbered(2), "third.zip": third})
    first = zipped({"a/a.txt": numbered(1), "second.zip": second, ".hidden": "x", "__MACOSX/._a.txt": "x"})
    upload = uploaded(staff, file("first.zip", first), file("b.txt", numbered(2)))
    assert states(upload) == [
        ("first.zip", "opened"),
        ("b.txt", "new"),
        ("first.zip › a/a.txt", "new"),
        ("first.zip › second.zip", "opened"),
        ("first.zip › second.zip › b.txt", "duplicate"),
        ("first.zip › second.zip › third.zip", "failed"),
    ]
    assert "2 hidden files" in upload.files.get(name="first.zip").reason
    assert "no deeper" in upload.files.get(name__endswith="third.zip").reason
    assert kept(upload, settings) == []
    page = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert "2 files: 1 new" in page.text("#files")


def test_an_upload_can_be_held_whole_until_somebody_has_looked(staff):
    upload = sent(staff, file("a.txt", numbered(1)), file("b.txt", numbered(2)), hold="1")
    work()
    assert set(upload.files.values_list("state", flat=True)) == {"held"}
    assert not Case.objects.public().exists()
    page = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert "Every letter of it is held" in page.text(".sent")
    publishing.release(Case.objects.values_list("pk", flat=True), by=upload.uploaded_by, why="Read.")
    assert Case.objects.public().count() == 2


def test_what_arrived_can_be_held_whole_too(staff):
    staff.post(ADD, {"files": [file("a.txt", numbered(1))]})
    upload = Upload.objects.get()
    assert upload.sent_at is None
    staff.post(f"/admin/ingest/upload/{upload.pk}/sent/", {"hold": "1"})
    work()
    assert upload.files.get().state == "held"


def test_what_must_be_looked_at_is_held_and_leads_staff_to_the_case(staff, monkeypatch):
    found = [Finding("a:1", "a", "It names a person.", None)]
    monkeypatch.setattr("ingest.withholding.findings", lambda *given: found)
    upload = uploaded(staff, file("private.txt", letter()))
    assert states(upload) == [("private.txt", "held")]
    assert "names a person" in upload.files.get().reason
    assert search.search(SearchQuery()).count == 0
    case = Case.objects.get()
    assert case.publication.history.get().history_user.username == "uploader"
    page = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/")).tree
    assert page.select_one("#files .case a")["href"] == f"/admin/ingest/desk/{case.pk}/"


def test_the_same_file_twice_in_one_upload(staff):
    upload = uploaded(staff, file("one.txt", letter()), file("one.txt", letter()), file("two.txt", letter()))
    assert [state for _, state in states(upload)] == ["new", "duplicate", "duplicate"]
    assert Letter.objects.count() == 1


def test_nothing_chosen_is_said_at_the_field(staff):
    response = staff.post(ADD, {"whole": "1"})
    assert response.status_code == 200
    assert "This field is required" in Page(response).tree.select_one(".errorlist").get_text()
    assert Upload.objects.count() == 0


def test_only_staff_may_upload_and_nothing_of_others_is_kept(client, django_user_model, settings):
    assert client.get(ADD).status_code == 302
    for name, is_staff, status in (("visitor", False, 302), ("clerk", True, 403)):
        client.force_login(django_user_model.objects.create_user(name, password="x", is_staff=is_staff))
        assert client.post(ADD, {"files": [file("one.txt", letter())]}).status_code == status
    assert (Upload.objects.count(), Case.objects.count()) == (0, 0)
    assert not settings.MEDIA_ROOT.exists()


def test_a_request_without_its_token_leaves_nothing(client, django_user_model, settings):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(django_user_model.objects.create_superuser("boss", password="x"))
    assert strict.post(ADD, {"files": [file("one.txt", letter())], "whole": "1"}).status_code == 403
    strict.get(ADD)  # with a cookie the body is read, and then found without the token
    assert strict.post(ADD, {"files": [file("one.txt", letter())], "whole": "1"}).status_code == 403
    assert Upload.objects.count() == 0
    assert list(settings.MEDIA_ROOT.rglob("r-*")) == []
    token = Page(strict.get(ADD)).tree.select_one("[name=csrfmiddlewaretoken]")["value"]
    answer = strict.post(ADD, {"csrfmiddlewaretoken": token, "files": [file("one.txt", letter())], "whole": "1"})
    assert answer.status_code == 302


def test_an_upload_can_be_looked_up_but_not_changed(staff):
    upload = uploaded(staff, file("one.txt", letter()))
    assert "1 new" in staff.get("/admin/ingest/upload/").content.decode()
    found = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/")).tree
    assert not found.select("input[type=file]")
    assert staff.get(f"/admin/ingest/uploadedfile/{upload.files.get().pk}/change/").status_code == 200
