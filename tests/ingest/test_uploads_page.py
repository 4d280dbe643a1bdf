"""The pages of uploads: choosing files, what became of them, live while there is work, a table to take along."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ingest.models import Upload, UploadedFile
from ingest.uploading.states import State
from tests.ingest.uploads import ADD, file, numbered, sent, uploaded, work, zipped
from tests.letter_text import item, letter
from tests.page import Page

pytestmark = pytest.mark.django_db(transaction=True)


def address(upload: Upload) -> str:
    return f"/admin/ingest/upload/{upload.pk}/change/"


@pytest.fixture
def mixed(staff) -> Upload:
    odd = letter(item("A thing nobody knows"), case_number=None)
    return uploaded(
        staff,
        file("fine.txt", letter()),
        file("odd.txt", odd),
        file("story.txt", "Once upon a time.\n"),
        file("=2+5.txt", letter()),
    )


def test_the_form_works_without_scripts_and_says_what_it_takes(staff):
    page = Page(staff.get(ADD)).tree
    letters, folder = page.select("#send input[type=file]")
    assert {".pdf", ".txt", ".zip"} <= set(letters["accept"].split(","))
    assert folder.has_attr("webkitdirectory")
    assert all(each.has_attr("multiple") for each in (letters, folder))
    assert "10,000 letters" in page.select_one("#content-main").get_text()
    assert [button["value"] for button in page.select(".submit-row input")] == ["Upload"]
    names = [each.get("name") for each in page.select("#send input[name]")]
    assert names.index("whole") > names.index("files"), "it says that everything before it arrived"
    for element in page.select("#send input:not([type=hidden]):not([type=submit])"):
        assert page.select_one(f"label[for={element['id']}]")


def test_every_state_is_counted_and_filters(staff, mixed):
    page = Page(staff.get(address(mixed)))
    counts = {link["data-state"]: link.select_one("b").get_text() for link in page.tree.select(".states a[data-state]")}
    assert counts == {"new": "2", "duplicate": "1", "failed": "1"}
    shown = Page(staff.get(address(mixed) + "?state=failed")).tree
    assert [row["data-state"] for row in shown.select("#files tbody tr")] == ["failed"]
    assert shown.select_one(".states [aria-current]")["data-state"] == "failed"
    assert len(Page(staff.get(address(mixed) + "?state=nonsense")).tree.select("#files tbody tr")) == 4


def test_each_file_has_its_reason_its_case_and_what_was_noticed(staff, mixed):
    fine, odd, story, twin = Page(staff.get(address(mixed))).tree.select("#files tbody tr")
    assert fine.select_one(".case a")["href"] == twin.select_one(".case a")["href"] == "/cases/cm16-0900001/"
    assert "already" in twin.select_one(".reason").get_text()
    assert any("A thing nobody knows" in each.get_text() for each in odd.select(".noticed li"))
    assert fine.select_one(".noticed").get_text(strip=True) == "–"
    reason = story.select_one(".reason").get_text(strip=True)
    assert story.get_text().count(reason) == 1, "the reason is not said again among what was noticed"
    assert "–" in story.select_one(".case").get_text()
    assert story.select_one(".advice").get_text(strip=True)
    assert story.select_one(".advice button").get_text() == "Retry"


def test_it_is_live_while_there_is_work_and_then_no_more(staff):
    upload = sent(staff, file("one.txt", numbered(1)), file("two.txt", numbered(2)))
    live = Page(staff.get(address(upload) + "?state=waiting")).tree.select_one("#live")
    assert live["hx-trigger"] == "every 2s"
    assert live["hx-get"] == address(upload) + "?state=waiting"
    assert live["hx-select"] == live["hx-target"] == "#live"
    assert (live.select_one("progress")["value"], live.select_one("progress")["max"]) == ("0", "2")
    work()
    live = Page(staff.get(address(upload))).tree.select_one("#live")
    assert not live.has_attr("hx-trigger")
    assert not live.select("progress")
    assert "Finished: 2 new" in " ".join(live.get_text().split())


def test_a_hundred_files_a_page_with_the_filter_kept(staff):
    upload = Upload.objects.create(sent_at="2020-01-01T00:00:00Z")
    UploadedFile.objects.bulk_create(
        UploadedFile(upload=upload, name=f"{number}.txt", state=State.FAILED, reason="No.") for number in range(230)
    )
    page = Page(staff.get(address(upload) + "?state=failed&page=2")).tree
    assert len(page.select("#files tbody tr")) == 100
    assert [link["href"] for link in page.select(".turning a")] == ["?state=failed&page=1", "?state=failed&page=3"]
    assert "101 to 200 of 230" in page.select_one(".turning").get_text()
    assert len(Page(staff.get(address(upload) + "?page=99")).tree.select("#files tbody tr")) == 30


def test_the_number_of_queries_does_not_grow_with_the_files(staff):
    def queries(upload) -> int:
        staff.get(address(upload))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            staff.get(address(upload))
        return len(captured)

    few = uploaded(staff, file("a.zip", zipped({"1.txt": numbered(1)})), file("2.txt", "x"))
    many = [file(f"{n}.zip", zipped({f"{n}.txt": numbered(n), "x.txt": "x"})) for n in range(10, 22)]
    assert queries(few) == queries(uploaded(staff, *many))


def test_the_list_of_uploads_asks_for_all_counts_at_once(staff, mixed):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown = Page(staff.get("/admin/ingest/upload/")).text("#result_list")
        assert "2 new, 1 duplicate, 1 failed" in shown
        return len(captured)

    staff.get("/admin/ingest/upload/")
    one = queries()
    for number in range(3):
        uploaded(staff, file(f"{number}.txt", numbered(number)))
    assert queries() == one


def test_the_result_is_a_table_without_formulas(staff, mixed):
    answer = staff.get(f"/admin/ingest/upload/{mixed.pk}/files.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert f"upload-{mixed.pk}.csv" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["file"], row["state"]) for row in rows] == [
        ("fine.txt", "new"),
        ("odd.txt", "new"),
        ("story.txt", "failed"),
        ("'=2+5.txt", "duplicate"),
    ]
    assert rows[0]["case address"] == "http://testserver/cases/cm16-0900001/"
    assert rows[2]["reason"]
    assert rows[2]["what to do"]
    assert len(rows[0]["sha256"]) == 64


def test_pages_are_for_staff_with_leave(client, staff, mixed, django_user_model):
    places = [f"/admin/ingest/upload/{mixed.pk}/{place}" for place in ("change/", "files.csv", "files/1/")]
    client.logout()
    assert [client.get(place).status_code for place in places] == [302, 302, 302]
    client.force_login(django_user_model.objects.create_user("clerk", password="x", is_staff=True))
    assert [client.get(place).status_code for place in places] == [403, 403, 403]
    for button in ("retry/", "cancel/", "sent/", "decide/", "files/"):
        answer = client.post(f"/admin/ingest/upload/{mixed.pk}/{button}", {"decision": "discard"})
        assert answer.status_code == 403, button


def test_an_upload_that_is_not_there_is_not_found(staff):
    assert staff.get("/admin/ingest/upload/999/change/").status_code == 404
    assert staff.post("/admin/ingest/upload/999/retry/").status_code == 404
    assert staff.get("/admin/ingest/upload/x/change/").status_code == 302


def test_nothing_inline_stands_in_the_pages(staff, mixed):
    for place in (ADD, address(mixed)):
        page = Page(staff.get(place)).tree
        assert not page.select("main [style], main style, main script:not([src])")
