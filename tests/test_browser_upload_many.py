"""A thousand mixed letters in one zip, through a browser and a real worker."""

from collections import Counter
from itertools import islice

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from determinations import search
from determinations.models import Case, Letter
from ingest.benchmark.generator import letters
from ingest.models import Upload
from tests.ingest.uploads import numbered, worker_process, zipped
from tests.pdfs import LOOKS, pdf
from tests.staff_browser import log_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PLAIN, PAPERS, TWINS = 900, 40, 30
BAD = {
    "empty.txt": "",
    "story.txt": "Once upon a time there was no letter.\n",
    "scan.pdf": b"%PDF-1.4",
    "picture.png": b"\x89PNG",
    "../out.txt": numbered(90_000),
    "broken.zip": b"PK\x03\x04",
}


def mixed() -> dict[str, str | bytes]:
    """Letters of every layout, papers of every look, twins, other words for stored cases, a zip, and bad files."""
    files: dict[str, str | bytes] = dict(islice(letters(PLAIN, seed=5), PLAIN))
    texts = list(files.values())
    looks = list(LOOKS.values())
    files |= {f"paper-{n}.pdf": pdf(numbered(n), looks[n % len(looks)]) for n in range(PAPERS)}
    files |= {f"twin-{n}.txt": texts[n].replace("\n", "\n\n") for n in range(TWINS)}
    files |= {f"other-{n}.txt": numbered(n, summary="A woman of 33 with neck pain.") for n in range(10)}
    files["more.zip"] = zipped({f"{n}.txt": numbered(1_000 + n) for n in range(14)})
    return files | BAD


def test_a_thousand_letters_are_watched_to_their_end(page, live_server, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    (tmp_path / "all.zip").write_bytes(zipped(mixed()))
    log_in(page, f"{live_server.url}/admin/ingest/upload/add/")
    page.get_by_label("Letters").set_input_files(tmp_path / "all.zip")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.locator("#live").wait_for()
    expect(page.locator("#live")).to_contain_text("No worker is running")
    worker = worker_process(settings)
    try:
        page.get_by_text("Read by").wait_for(timeout=60_000)
        page.get_by_text("Finished:", exact=True).wait_for(timeout=240_000)
    finally:
        worker.terminate()
        worker.wait(60)
    upload = Upload.objects.get()
    states = Counter(upload.files.values_list("state", flat=True))
    assert states.total() == PLAIN + PAPERS + TWINS + 10 + 1 + 14 + len(BAD) + 1
    assert (states["opened"], states["other_words"], states["failed"]) == (2, 10, len(BAD))
    assert states["duplicate"] >= TWINS
    assert states["new"] + states["held"] == Case.objects.count() == Letter.objects.count()
    assert set(states) <= {"opened", "other_words", "failed", "duplicate", "new", "held"}
    page.locator(".states a[data-state=failed]").click()
    page.wait_for_url("**?state=failed")
    expect(page.locator("#files tbody tr")).to_have_count(len(BAD))
    assert all(each.inner_text().strip() for each in page.locator("#files td.reason").all())
    assert search.check().clean
    a_correction_stands(page, live_server.url, Case.objects.public().filter(age__isnull=False).first())


def a_correction_stands(page, site: str, case: Case) -> None:
    """One fact put right at the desk is still so after every letter was read again, and says who put it right."""
    page.goto(f"{site}/admin/ingest/desk/{case.pk}/")
    page.get_by_label("Why").fill("The letter says so further down.")
    page.get_by_label("Worker’s age").fill("99")
    page.get_by_role("button", name="Save corrections").click()
    page.get_by_text("corrected", exact=False).first.wait_for()
    Letter.objects.update(parser_version="0")
    call_command("reparse", workers=0, verbosity=0)
    case.refresh_from_db()
    assert case.age == 99
    page.goto(site + case.get_absolute_url())
    assert "99" in page.locator("dl").first.inner_text()
    assert "corrected by staff" in page.locator("main").inner_text().lower()
