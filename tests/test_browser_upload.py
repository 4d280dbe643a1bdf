"""Uploading letters in the admin, as a member of staff does it in a browser."""

import pytest

from tests.letter_text import item, letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTHING_HIDDEN = """
    [...document.querySelectorAll("#files-group td")].every(
        cell => cell.getBoundingClientRect().right <= document.documentElement.clientWidth
    )
"""


@pytest.fixture
def letters(tmp_path):
    texts = {
        "new.txt": letter(item("Acupuncture, 6 visits", "Overturned")),
        "same.txt": letter(item("Acupuncture, 6 visits", "Overturned")).replace("\n \n", "\n"),
        "story.txt": "Once upon a time there was no letter.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return [tmp_path / name for name in texts]


def test_several_letters_at_once(page, live_server, django_user_model, letters):
    django_user_model.objects.create_superuser("staff", password="correct horse")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/admin/ingest/upload/add/")
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("Letters").set_input_files(letters)
    page.get_by_role("button", name="Upload", exact=True).click()
    rows = page.locator("#files-group tr.form-row")
    rows.nth(2).wait_for()
    assert [row.locator(".field-status").inner_text().strip() for row in rows.all()] == ["new", "duplicate", "failed"]
    assert rows.nth(2).locator(".field-reason").inner_text().strip()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(NOTHING_HIDDEN), "on a phone the reasons stand on the screen too"
    rows.nth(0).get_by_role("link").click()
    assert page.url == f"{live_server.url}/cases/cm16-0900001/"
    assert "Acupuncture, 6 visits" in page.content()
    page.goto(f"{live_server.url}/decisions/?q=acupuncture")
    page.get_by_role("link", name="Acupuncture, 6 visits").click()
    assert page.url.startswith(f"{live_server.url}/cases/cm16-0900001/")
    assert complaints == []
