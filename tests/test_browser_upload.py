"""Uploading letters in the admin, as a member of staff does it in a browser."""

import re
import threading

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import expect

from ingest.models import Upload
from tests.letter_text import item, letter
from tests.staff_browser import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTHING_HIDDEN = """
    [...document.querySelectorAll("#files td")].every(
        cell => cell.getBoundingClientRect().right <= document.documentElement.clientWidth
    )
"""
DROP = """
    async ([zone, files]) => {
        const carried = new DataTransfer();
        for (const [name, text] of files) carried.items.add(new File([text], name));
        zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
"""


@pytest.fixture
def letters(tmp_path):
    texts = {
        "new.txt": letter(item("Acupuncture, 6 visits", "Overturned")),
        "same.txt": letter(item("Acupuncture, 6 visits", "Overturned")).replace("\n \n", "\n"),
        "story.txt": "Once upon a time there was no letter.\n",
    }
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text)
    return [folder / name for name in texts]


@pytest.fixture
def worked():
    """What the worker does, in a thread as it is in a process."""

    def work():
        try:
            call_command("work", once=True)
        finally:
            connections.close_all()

    def run():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(60)

    return run


@pytest.fixture
def desk(page, live_server, settings, tmp_path):
    """A browser logged in, on the page to choose files on; what its console complains of."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    page.complaints = log_in(page, f"{live_server.url}/admin/ingest/upload/add/")
    page.locator("#send").wait_for()
    page.wait_for_load_state()
    return page


def test_several_letters_at_once(desk, live_server, letters, worked):
    desk.get_by_label("Letters").set_input_files(letters)
    desk.get_by_role("button", name="Upload", exact=True).click()
    desk.locator("#live").wait_for()
    expect(desk.locator("#files td.state")).to_have_text(["waiting"] * 3)
    worked()
    desk.locator("tr[data-state=new]").wait_for(timeout=20_000)  # without a reload
    expect(desk.locator("#files td.state")).to_have_text(["new", "duplicate", "failed"])
    assert desk.locator("#live[hx-trigger]").count() == 0
    assert "Finished" in desk.locator("#announcement").inner_text()
    assert desk.locator("td.reason").nth(2).inner_text().strip()
    desk.set_viewport_size({"width": 390, "height": 800})
    assert desk.evaluate(NOTHING_HIDDEN), "on a phone the reasons stand on the screen too"
    desk.locator("#files").get_by_role("link").first.click()
    expect(desk).to_have_url(f"{live_server.url}/cases/cm16-0900001/")
    expect(desk.locator("main")).to_contain_text("Acupuncture, 6 visits")
    desk.goto(f"{live_server.url}/decisions/?q=acupuncture")
    desk.get_by_role("link", name="Acupuncture, 6 visits").click()
    expect(desk).to_have_url(re.compile(rf"^{live_server.url}/cases/cm16-0900001/"))
    assert desk.complaints == []


def test_many_files_are_sent_in_portions_and_keep_their_folders(desk, letters, worked):
    folder = letters[0].parent
    for number in range(240):
        (folder / f"{number}.txt").write_text(letter(case_number=f"CM16-09{number:05d}"))
    requests = []
    desk.on("request", lambda request: requests.append(request.url) if request.method == "POST" else None)
    desk.get_by_label("A folder").set_input_files(folder)
    desk.get_by_role("button", name="Upload", exact=True).click()
    desk.locator("#live").wait_for()
    assert sum("/files/" in each for each in requests) == 2
    upload = Upload.objects.get()
    assert upload.files.count() == 243
    assert upload.files.filter(name="letters/story.txt").exists()
    worked()
    assert not upload.files.filter(state="waiting").exists()
    assert upload.files.filter(state="new").count() >= 240
    assert desk.complaints == []


def test_files_are_dropped(desk, letters):
    files = [(path.name, path.read_text()) for path in letters]
    desk.evaluate(DROP, [desk.query_selector(".dropzone"), files])
    desk.locator("#live").wait_for()
    assert Upload.objects.get().files.count() == 3
    assert desk.complaints == []


def test_without_scripts_one_form_does_it(browser, live_server, desk, letters):
    context = browser.new_context(java_script_enabled=False, storage_state=desk.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/admin/ingest/upload/add/")
    plain.get_by_label("Letters").set_input_files(letters)
    plain.get_by_role("button", name="Upload", exact=True).click()
    plain.locator("#live").wait_for()
    expect(plain.locator("#files td.state")).to_have_text(["waiting"] * 3)
    context.close()


def test_who_was_logged_out_is_told_before_anything_is_sent(desk, letters):
    desk.context.clear_cookies(name="sessionid")
    desk.set_input_files("#letters", letters)
    desk.locator("#send input[type=submit]").click()
    desk.get_by_text("you were logged out").wait_for()
    desk.get_by_role("link", name="Continue").click()
    desk.get_by_label("Username").wait_for()
    assert not Upload.objects.exists()


def test_without_scripts_the_login_says_that_nothing_was_sent(browser, desk, letters):
    context = browser.new_context(java_script_enabled=False, storage_state=desk.context.storage_state())
    page = context.new_page()
    page.goto(desk.url)
    context.clear_cookies(name="sessionid")
    page.set_input_files("#letters", letters)
    page.locator("#send input[type=submit]").click()
    expect(page.locator(".messagelist")).to_contain_text("nothing of it was done")
    assert not Upload.objects.exists()
    context.close()
