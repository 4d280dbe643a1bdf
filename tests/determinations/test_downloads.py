"""A letter to take home: its text, and the PDF it came as."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from determinations.models import Letter
from tests.builders import make_case

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a letter"


@pytest.fixture(autouse=True)
def store(monkeypatch, tmp_path):
    """An empty place for originals."""
    monkeypatch.setattr(Letter.original.field, "storage", FileSystemStorage(location=tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def case():
    made = make_case(text="The words – as stored.\n\fPage two.", case_number="CM15-0012345", slug="cm15-0012345")
    name = Letter.original.field.storage.save("ab/abcdef.pdf", ContentFile(PDF))
    made.letters.update(original=name)
    return made


def test_the_text_is_what_is_stored(client, case, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get("/cases/cm15-0012345/letter.txt")
    assert response.content.decode() == "The words – as stored.\n\fPage two."
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="CM15-0012345.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_pdf_is_streamed_as_it_came(client, case, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get("/cases/cm15-0012345/letter.pdf")
    assert response.streaming
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == 'inline; filename="CM15-0012345.pdf"'
    assert "object-src 'none'" not in response["Content-Security-Policy"], "browsers show a PDF as an object"
    response.close()


def test_the_letter_in_force_is_given(client, case):
    case.letters.update(superseded_at=timezone.now())
    Letter.objects.create(case=case, text="Newer words.", digest="newer", file_name="a.txt", layout="final", parser_version="1")  # fmt: skip  # noqa: E501
    assert client.get("/cases/cm15-0012345/letter.txt").content == b"Newer words."
    assert client.get("/cases/cm15-0012345/letter.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["txt", "pdf"])
def test_capitals_lead_to_the_address(client, case, kind):
    response = client.get(f"/cases/CM15-0012345/letter.{kind}")
    assert (response.status_code, response["Location"]) == (301, f"/cases/cm15-0012345/letter.{kind}")


def test_a_letter_without_a_number_has_a_name_too(client):
    make_case(case_number=None, slug="letter-0123456789abcdef")
    response = client.get("/cases/letter-0123456789abcdef/letter.txt")
    assert response["Content-Disposition"] == 'inline; filename="letter-0123456789abcdef.txt"'


@pytest.mark.parametrize("address", [
    "/cases/unknown/letter.txt", "/cases/unknown/letter.pdf", "/cases/text-only/letter.pdf",
    "/cases/text-only/letter.html", "/cases/../letter.pdf", "/cases/..%2f..%2fsecret_key/letter.pdf",
])  # fmt: skip
def test_what_is_not_there_is_a_404(client, address):
    make_case(slug="text-only")
    assert client.get(address).status_code == 404


def test_a_file_that_vanished_is_a_404_and_logged(client, case, store, caplog):
    (store / "ab/abcdef.pdf").unlink()
    assert client.get("/cases/cm15-0012345/letter.pdf").status_code == 404
    assert "ab/abcdef.pdf" in caplog.text


@pytest.mark.parametrize("name", ["../secret_key", "/etc/passwd"])
def test_no_name_leads_out_of_the_store(client, case, store, name):
    (store.parent / "secret_key").write_text("secret")
    case.letters.update(original=name)
    response = client.get("/cases/cm15-0012345/letter.pdf")
    assert response.status_code in (400, 404)
    assert b"secret" not in response.content


@pytest.mark.parametrize("kind", ["txt", "pdf"])
def test_a_head_has_no_body_and_nothing_is_changed(client, case, kind):
    address = f"/cases/cm15-0012345/letter.{kind}"
    head = client.head(address)
    assert head.status_code == 200
    assert b"".join(head) == b""
    head.close()
    assert client.post(address).status_code == 405
