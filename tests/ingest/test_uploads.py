"""The upload page of the admin: several letters at once, each with its state."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from determinations import corpus, search
from determinations.models import Case, Letter
from determinations.search.query import SearchQuery
from ingest.models import Upload
from ingest.parsing import read_letter
from ingest.uploads import HeldFile
from tests.letter_text import item, letter
from tests.page import Page
from tests.pdfs import LOOKS, drawn, pdf, picture

pytestmark = pytest.mark.django_db
ADD = "/admin/ingest/upload/add/"


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text, "text/plain")


@pytest.fixture
def staff(client, django_user_model):
    user = django_user_model.objects.create_user("uploader", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="ingest"))
    client.force_login(user)
    return client


def upload(client, django_capture_on_commit_callbacks, *files):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADD, {"files": files}, follow=True)
    assert response.status_code == 200
    return response


def states(response) -> list[tuple[str, str]]:
    rows = Page(response).tree.select("#files-group tbody tr.form-row")
    return [
        (row.select_one(".field-name").get_text(strip=True), row.select_one(".field-status").get_text(strip=True))
        for row in rows
    ]


def test_each_file_gets_its_state(staff, django_capture_on_commit_callbacks):
    response = upload(
        staff,
        django_capture_on_commit_callbacks,
        file("one.txt", letter()),
        file("same.txt", letter().replace("\n \n", "\n")),
        file("other.txt", letter(item(outcome="Overturned"))),
        file("empty.txt", ""),
        file("story.txt", "Once upon a time.\n"),
        file("scan.pdf", b"%PDF-1.4"),
    )
    assert states(response) == [
        ("one.txt", "new"),
        ("same.txt", "duplicate"),
        ("other.txt", "updated"),
        ("empty.txt", "failed"),
        ("story.txt", "failed"),
        ("scan.pdf", "failed"),
    ]
    page = Page(response).tree
    assert [link["href"] for link in page.select("#files-group .field-case_link a")] == ["/cases/cm16-0900001/"] * 3
    reasons = [cell.get_text(strip=True) for cell in page.select("#files-group .field-reason")]
    assert all(reasons[1:])
    assert Upload.objects.get().uploaded_by.username == "uploader"


def test_a_pdf_is_read_and_kept(staff, django_capture_on_commit_callbacks, monkeypatch, tmp_path):
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path))
    paper = pdf(letter(), LOOKS["single"])
    response = upload(
        staff,
        django_capture_on_commit_callbacks,
        SimpleUploadedFile("one.pdf", paper, "application/pdf"),
        file("scan.pdf", drawn(picture())),
        file("renamed.pdf", letter(case_number="CM16-0900002")),
        file("letter.docx", "PK"),
    )
    assert states(response) == [
        ("one.pdf", "new"),
        ("scan.pdf", "failed"),
        ("renamed.pdf", "new"),
        ("letter.docx", "failed"),
    ]
    reasons = [cell.get_text(strip=True) for cell in Page(response).tree.select("#files-group .field-reason")]
    assert "pictures of pages and no text" in reasons[1]
    assert ".pdf and .txt" in reasons[3]
    with Letter.objects.get(case__case_number="CM16-0900001").original.open() as kept:
        assert kept.read() == paper
    assert not Letter.objects.get(case__case_number="CM16-0900002").original


def test_the_field_says_which_files_it_takes(staff):
    field = Page(staff.get(ADD)).tree.select_one("input[type=file]")
    assert {".pdf", ".txt"} <= set(field["accept"].split(","))


def test_an_uploaded_letter_is_found_at_once(staff, django_capture_on_commit_callbacks):
    upload(staff, django_capture_on_commit_callbacks, file("one.txt", letter()))
    assert search.search(SearchQuery(treatment=("acupuncture",))).count == 1
    assert search.check().clean


def test_each_file_is_named_once_with_what_was_noticed_in_it(staff, django_capture_on_commit_callbacks):
    response = upload(
        staff,
        django_capture_on_commit_callbacks,
        file("odd.txt", letter(item("A thing nobody knows"), case_number=None)),
        file("fine.txt", letter()),
        file("story.txt", "Once upon a time.\n"),
    )
    odd, fine, story = Page(response).tree.select("#files-group tbody tr.form-row")
    assert odd.get_text().count("odd.txt") == 1
    warnings = [each.get_text() for each in odd.select(".field-noticed li")]
    assert any("A thing nobody knows" in each for each in warnings), warnings
    assert fine.select_one(".field-noticed").get_text(strip=True) == "–"
    assert story.select_one(".field-case_link").get_text(strip=True) == "–"
    reason = story.select_one(".field-reason").get_text(strip=True)
    assert story.get_text().count(reason) == 1, "the reason is not said again among the warnings"


def test_there_is_one_button_and_it_says_what_it_does(staff, django_capture_on_commit_callbacks):
    page = Page(staff.get(ADD))
    assert page.text("h1 ~ h1, #content h1") == "Upload letters"
    assert [button["value"] for button in page.tree.select(".submit-row input")] == ["Upload"]
    response = upload(staff, django_capture_on_commit_callbacks, file("one.txt", letter()))
    assert not Page(response).tree.select(".submit-row input")


def test_nothing_chosen_is_said_at_the_field(staff):
    response = staff.post(ADD, {})
    assert response.status_code == 200
    assert "This field is required" in Page(response).tree.select_one(".errorlist").get_text()
    assert Upload.objects.count() == 0


def test_only_staff_may_upload(client, django_user_model):
    assert client.get(ADD).status_code == 302
    client.force_login(django_user_model.objects.create_user("visitor", password="x"))
    assert client.get(ADD).status_code == 302
    client.force_login(django_user_model.objects.create_user("clerk", password="x", is_staff=True))
    assert client.post(ADD, {"files": [file("one.txt", letter())]}).status_code == 403
    assert Case.objects.count() == 0


def test_an_upload_can_be_looked_up_but_not_changed(staff, django_capture_on_commit_callbacks):
    upload(staff, django_capture_on_commit_callbacks, file("one.txt", letter()))
    listed = staff.get(reverse("admin:ingest_upload_changelist"))
    assert "1 new" in listed.content.decode()
    found = Page(staff.get(reverse("admin:ingest_upload_change", args=[Upload.objects.get().pk]))).tree
    assert not found.select("input[type=file]")


def other_writer() -> int:
    """What a command running beside the server does, over a connection of its own."""
    try:
        with corpus.change() as step:
            return step.revision
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_others_can_write_while_files_are_read_and_kept(staff, monkeypatch, tmp_path):
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path))
    moments = []

    def slow(source):
        with ThreadPoolExecutor(1) as pool:
            moments.append(("read", connection.in_atomic_block, pool.submit(other_writer).result(timeout=20)))
        return read_letter(source)

    def fsync(descriptor):
        moments.append(("keep", connection.in_atomic_block, 0))

    monkeypatch.setattr("ingest.uploads.read_letter", slow)
    monkeypatch.setattr("ingest.originals.os.fsync", fsync)
    files = [SimpleUploadedFile("one.pdf", pdf(letter(), LOOKS["single"])), file("two.txt", "Once upon a time.")]
    response = staff.post(ADD, {"files": files}, follow=True)
    assert states(response) == [("one.pdf", "new"), ("two.txt", "failed")]
    assert moments == [("read", False, 1), ("read", False, 2), ("keep", False, 0)]


def test_a_store_that_cannot_be_written_is_said_beside_the_file(
    staff, django_capture_on_commit_callbacks, monkeypatch, tmp_path
):
    (tmp_path / "store").write_text("no folder")
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path / "store"))
    paper = SimpleUploadedFile("one.pdf", pdf(letter(), LOOKS["single"]))
    response = upload(staff, django_capture_on_commit_callbacks, paper)
    assert states(response) == [("one.pdf", "new")]
    assert "could not be kept" in Page(response).text("#files-group .field-reason")


@pytest.mark.parametrize("trouble", [OSError(5, "Input/output error"), ValueError("I/O operation on closed file.")])
def test_a_temporary_file_that_is_gone_fails_alone(trouble):
    class Gone:
        def seek(self, place):
            raise trouble

    read = read_letter(HeldFile("one.pdf", Gone()))
    assert "give it again" in read.reason


def test_whoever_may_not_upload_has_nothing_read(client, django_user_model, monkeypatch):
    monkeypatch.setattr("ingest.admin.receive", lambda files: pytest.fail("read"))
    client.force_login(django_user_model.objects.create_user("clerk", password="x", is_staff=True))
    assert client.post(ADD, {"files": [file("one.txt", letter())]}).status_code == 403
