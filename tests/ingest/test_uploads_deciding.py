"""Other words for a stored case, trying again, cancelling: what staff press, and what comes of it."""

import pytest

from determinations import search
from determinations.models import Case, Letter
from determinations.search.query import SearchQuery
from ingest.models import Upload, UploadedFile
from ingest.uploading.comparing import compare
from tests.ingest.reviewing import person
from tests.ingest.uploads import file, numbered, sent, states, uploaded, work
from tests.letter_text import item, letter
from tests.page import Page
from tests.pdfs import LOOKS, pdf

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = letter(item(outcome="Overturned"))


def press(client, upload: Upload, button: str, **fields):
    answer = client.post(f"/admin/ingest/upload/{upload.pk}/{button}/", fields, follow=True)
    assert answer.status_code == 200
    return Page(answer)


@pytest.fixture
def asked(staff) -> Upload:
    """Two files with other words for one stored case, the first of them a PDF."""
    uploaded(staff, file("stored.txt", letter()))
    return uploaded(staff, file("other.pdf", pdf(OTHER, LOOKS["single"])), file("third.txt", OTHER + "\nMore.\n"))


def test_both_texts_are_compared_before_anything_is_stored(staff, asked, folders):
    assert [state for _, state in states(asked)] == ["other_words"] * 2
    assert not list((folders / "originals").rglob("*.pdf")), "nothing of it is stored yet"
    page = Page(staff.get(f"/admin/ingest/upload/{asked.pk}/change/"))
    link = page.tree.select_one("#files .advice a")["href"]
    shown = Page(staff.get(link)).tree
    assert "Upheld" in " ".join(each.get_text() for each in shown.select(".comparison del"))
    assert "Overturned" in " ".join(each.get_text() for each in shown.select(".comparison ins"))
    assert {button["value"] for button in shown.select("button[name=decision]")} == {"replace", "keep", "discard"}


def test_replacing_makes_the_new_words_count(staff, asked, folders):
    first = asked.files.get(name="other.pdf")
    press(staff, asked, "decide", decision="replace", file=first.pk)
    work()
    first.refresh_from_db()
    assert (first.state, first.decided_by.username, first.stored) == ("updated", "uploader", "")
    case = Case.objects.get()
    assert case.items.get().outcome == "overturned"
    assert case.letters.filter(superseded_at=None).get().original
    assert case.letters.count() == 2
    assert search.check().clean
    assert asked.files.get(name="third.txt").state == "other_words", "only the file named was decided"


def test_keeping_stores_an_earlier_letter(staff, asked):
    press(staff, asked, "decide", decision="keep")
    work()
    assert [state for _, state in states(asked)] == ["kept", "kept"]
    case = Case.objects.get()
    assert case.items.get().outcome == "upheld", "the stored words go on to count"
    assert case.letters.filter(superseded_at=None).get().file_name == "stored.txt"
    assert case.letters.exclude(superseded_at=None).count() == 2
    assert "Earlier text" in staff.get(case.get_absolute_url()).content.decode()
    again = uploaded(staff, file("again.txt", OTHER))
    assert states(again) == [("again.txt", "duplicate")], "words kept are known from then on"


def test_words_of_an_upload_to_be_held_are_kept_for_staff_alone(staff, asked):
    Upload.objects.filter(pk=asked.pk).update(hold=True)
    press(staff, asked, "decide", decision="keep")
    work()
    case = Case.objects.get()
    assert case.letters.count() == 3 and [state for _, state in states(asked)] == ["kept", "kept"]
    shown = staff.get(case.get_absolute_url()).content.decode()
    assert "Earlier text" not in shown and "Upheld" in shown, "the case is as public as it was"


def test_where_four_eyes_are_asked_for_every_upload_is_held(staff, settings):
    settings.FOUR_EYES = True
    form = Page(staff.get("/admin/ingest/upload/add/"))
    assert not form.tree.select("#hold") and "until somebody else has looked" in form.text("#send")
    upload = uploaded(staff, file("one.txt", numbered(1)))
    assert states(upload) == [("one.txt", "held")]
    assert not Case.objects.public().exists()


def test_discarding_stores_nothing_and_needs_no_worker(staff, asked, settings):
    press(staff, asked, "decide", decision="discard")
    assert [state for _, state in states(asked)] == ["discarded"] * 2
    assert Letter.objects.count() == 1
    assert not list(settings.MEDIA_ROOT.rglob("?-*"))
    late = press(staff, asked, "decide", decision="replace")
    assert "Nothing is left to decide" in late.text(".messagelist"), "a second tab, or another reviewer"
    assert [state for _, state in states(asked)] == ["discarded"] * 2
    assert "Nothing is left to cancel" in press(staff, asked, "cancel").text(".messagelist")


def test_deciding_is_for_those_who_may_change_files(staff, asked, django_user_model):
    user = django_user_model.objects.get(username="uploader")
    user.user_permissions.filter(codename="change_uploadedfile").delete()
    answer = staff.post(f"/admin/ingest/upload/{asked.pk}/decide/", {"decision": "discard"})
    assert answer.status_code == 403
    assert not Page(staff.get(f"/admin/ingest/upload/{asked.pk}/change/")).tree.select("#decide-all")


@pytest.mark.parametrize(
    ("right", "status"), [("change_uploadedfile", 302), ("add_upload", 403), ("release_case", 403)], ids=str
)
def test_reviewers_decide_though_they_do_not_upload(client, asked, django_user_model, right, status):
    client.force_login(person(django_user_model, "clerk", "view_upload", "view_uploadedfile", right))
    one = asked.files.first()
    page = Page(client.get(f"/admin/ingest/upload/{asked.pk}/files/{one.pk}/"))
    assert bool(page.tree.select("button[name=decision]")) == (status == 302)
    assert ("reviewer decides" in page.text("#content-main")) == (status == 403)
    answer = client.post(f"/admin/ingest/upload/{asked.pk}/decide/", {"decision": "discard", "file": one.pk})
    assert answer.status_code == status
    assert asked.files.filter(state="discarded").exists() == (status == 302)
    cancelled = client.post(f"/admin/ingest/upload/{asked.pk}/cancel/")
    assert cancelled.status_code == (302 if right == "add_upload" else 403)


def test_a_failed_file_is_tried_again_alone_and_all(staff, monkeypatch):
    def unreadable(files):
        raise OSError("The originals are on a disk that is away.")

    upload = sent(staff, file("one.txt", letter()), file("story.txt", "Once upon a time.\n"), file("odd.gif", "GIF"))
    with monkeypatch.context() as broken:
        broken.setattr("ingest.uploading.working._with_originals", unreadable)
        work()
    upload.refresh_from_db()
    assert "on a disk that is away" in upload.trouble
    assert [state for _, state in states(upload)] == ["waiting", "waiting", "failed"]
    page = Page(staff.get(f"/admin/ingest/upload/{upload.pk}/change/"))
    assert "No worker is running" in page.text("#live")
    work()
    assert states(upload)[0] == ("one.txt", "waiting"), "after trouble it is left alone for a while"
    UploadedFile.objects.filter(name="one.txt").update(state="failed", reason="The disk was away.")
    press(staff, upload, "retry", file=upload.files.get(name="one.txt").pk)
    work()
    assert [state for _, state in states(upload)] == ["new", "failed", "failed"]
    page = press(staff, upload, "retry")
    assert [state for _, state in states(upload)] == ["new", "waiting", "failed"], "what was not kept cannot be retried"
    assert "Tried again: 1 file." in page.text(".messagelist")
    work()
    assert upload.files.get(name="story.txt").state == "failed"


def test_cancelling_leaves_what_is_stored_and_drops_what_waits(staff, settings):
    upload = uploaded(staff, file("one.txt", numbered(1)))
    later = sent(staff, file("two.txt", numbered(2)), file("three.txt", numbered(3)))
    page = press(staff, later, "cancel")
    assert "Cancelled: 2 files." in page.text(".messagelist")
    work()
    assert [state for _, state in states(later)] == ["cancelled"] * 2
    assert states(upload) == [("one.txt", "new")]
    assert search.search(SearchQuery()).count == 1
    assert not list(settings.MEDIA_ROOT.rglob("?-*"))


def test_what_is_cancelled_while_it_is_read_is_not_stored(staff, monkeypatch):
    from ingest.parsing import read_letter
    from ingest.uploading.deciding import cancel

    upload = sent(staff, file("one.txt", numbered(1)), file("two.txt", numbered(2)))

    def slow(source):
        if source.name == "two.txt":
            cancel(upload)
        return read_letter(source)

    monkeypatch.setattr("ingest.uploading.working.read_letter", slow)
    work()
    assert [state for _, state in states(upload)] == ["cancelled"] * 2
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ("a\nb\nc", "a\n\n b  \nc", []),
        ("a\nb", "a\nc", ["same", "changed"]),
        ("a\nb\nc", "a\nc", ["same", "removed", "same"]),
        ("a\nc", "a\nb\nc", ["same", "added", "same"]),
        ("x\n" * 9 + "a", "x\n" * 9 + "b", ["gap", "same", "same", "changed"]),
        ("a\nb", "c", ["changed", "removed"]),
    ],
    ids=["spacing alone", "a line changed", "one gone", "one more", "far from the start", "two became one"],
)
def test_a_comparison_shows_what_differs(before, after, kinds):
    assert [row.kind for row in compare(before, after)] == kinds
