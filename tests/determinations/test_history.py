"""All that was done to a case, in order: when, who, what, from, to and why."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from determinations import corpus, history, publishing
from determinations.models import Case, Correction, Letter, Publication
from ingest.correcting import correct, undo
from ingest.loading import load
from ingest.parsing import fit
from ingest.rereading import reread
from tests.builders import make_case
from tests.ingest.bulk import wanted
from tests.ingest.correcting import undo_all
from tests.ingest.reviewing import CORRECTS
from tests.ingest.reviewing import person as seated
from tests.letter_text import SUMMARY, item, letter

pytestmark = pytest.mark.django_db

BRACE, MRI = item("Knee brace"), item("MRI of the lumbar spine")
AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")


@pytest.fixture
def person(django_user_model):
    return seated(django_user_model, "reader", *CORRECTS)


def store(*texts: str) -> Case:
    load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    return Case.objects.order_by("pk").first()


def told(case) -> list[tuple]:
    return [(e.who, e.what, e.item, e.fact, e.before, e.after, e.why) for e in history.of_case(case)]


def test_everything_done_to_a_case_is_told_in_order(person):
    case = store(letter(BRACE, MRI))
    correct(case, 0, "age", 50, by=person, why="Read on page 2.")
    correct(case, 0, "age", 51, by=person, why="A slip.")
    correct(case, 2, "outcome", "partially_overturned", by=person)
    publishing.withdraw([case.pk], by=person, why="The worker is named.")
    publishing.release([case.pk], by=person, why="The name is gone.")
    undo(Correction.objects.get(field="age"), by=person, why="It was right.")
    store(letter(BRACE, summary=f"{SUMMARY} He smokes."))
    assert told(case) == [
        ("", "letter stored", None, "", None, "0.txt", ""),
        ("reader", "corrected", None, "age", 47, 50, "Read on page 2."),
        ("reader", "correction changed", None, "age", 50, 51, "A slip."),
        ("reader", "corrected", 2, "outcome", "upheld", "partially_overturned", ""),
        ("reader", "publication", None, "publication", "public", "withdrawn", "The worker is named."),
        ("reader", "publication", None, "publication", "withdrawn", "public", "The name is gone."),
        ("reader", "correction undone", None, "age", 51, 47, "It was right."),
        ("", "letter replaced by other words", None, "", "0.txt", None, ""),
        ("", "letter stored", None, "", None, "0.txt", ""),
        (
            "", "correction not applied: its decision was not found", 2, "outcome", "partially_overturned", None,
            "Read again: no single decision with this request was found.",
        ),
    ]  # fmt: skip


def test_a_case_held_from_the_start_was_never_public_and_one_held_later_was(person):
    held = store(letter(AGAINST))
    assert [each[4:6] for each in told(held) if each[1] == "publication"] == [("not stored", "held")]
    Publication.objects.all().delete()
    Publication.history.all().delete()
    Letter.objects.update(parser_version="0")
    list(reread(workers=0))
    assert [each[4:6] for each in told(held) if each[1] == "publication"] == [("public", "held")]


def test_what_stood_before_is_true_of_many_at_once(person):
    store(*(letter(BRACE, case_number=f"CM16-09100{place:02}") for place in range(3)))
    first, *others = Case.objects.order_by("pk")
    correct(first, 1, "treatment_type", "acupuncture", by=person)
    read = others[0].items.get().treatment.slug
    wanted(person, why="All of them.", overwrite=True, here=True)
    undo_all(person, "None of them.")
    for case, before in ((first, "acupuncture"), (others[0], read), (others[1], read)):
        *_, changed, undone = told(case)
        assert changed[3:] == ("treatment_type", before, "tens-unit", "All of them.")
        assert undone[3:] == ("treatment_type", "tens-unit", read, "None of them.")


def test_who_took_a_case_out_is_told(admin_client, admin_user):
    one, many, by_program = (make_case() for _ in range(3))
    admin_client.post(reverse("admin:determinations_case_delete", args=[one.pk]), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [many.pk], "post": "yes"}
    admin_client.post(reverse("admin:determinations_case_changelist"), chosen)
    corpus.remove([by_program.pk])
    gone = {each.case_id: each.who for each in history.between() if each.what == "case taken out"}
    assert gone == {one.pk: admin_user.username, many.pk: admin_user.username, by_program.pk: ""}


def test_a_case_taken_out_is_told_with_its_name(person):
    case = store(letter(BRACE))
    correct(case, 0, "age", 50, by=person)
    corpus.remove([case.pk])
    rows = lines(b"".join(history.as_csv(history.between())))
    assert [row["case"] for row in rows] == [case.slug] * 3
    assert sorted(row["what"] for row in rows) == ["case taken out", "corrected", "correction gone with its case"]


def lines(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_between_two_days_page_by_page(person, monkeypatch):
    monkeypatch.setattr(history, "_PAGE", 2)
    cases = [make_case() for _ in range(5)]
    now = timezone.now()
    Letter.objects.filter(case=cases[0]).update(loaded_at=now - timedelta(days=9))
    Letter.objects.exclude(case=cases[0]).update(loaded_at=now)  # at one and the same time
    publishing.withdraw([case.pk for case in cases], by=person)
    assert len(list(history.between())) == 10
    assert len(list(history.between(now - timedelta(days=1)))) == 9
    assert [each.case_id for each in history.between(None, now - timedelta(days=1))] == [cases[0].pk]
    assert [each.when for each in history.between()] == sorted(each.when for each in history.between())


def test_the_number_of_queries_does_not_grow_with_the_lines(person):
    counts = []
    for number in (2, 12):
        cases = [make_case() for _ in range(number)]
        publishing.withdraw([case.pk for case in cases], by=person)
        with CaptureQueriesContext(connection) as asked:
            list(history.as_csv(history.between()))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_page_and_the_file_of_a_case(admin_client, admin_user, person):
    case = store(letter(BRACE))
    correct(case, 0, "summary", "=1+1 <script>", by=person, why="<b>Why</b>")
    page = admin_client.get(reverse("admin:determinations_case_history", args=[case.pk]))
    body = page.content.decode()
    assert page.status_code == 200 and "<b>Why" not in body and "&lt;b&gt;Why" in body and "reader" in body
    address = f"/admin/determinations/case/{case.pk}/history.csv"
    assert address in body
    answer = admin_client.get(address)
    assert f"{case.slug}-history.csv" in answer["Content-Disposition"]
    stored, made = lines(b"".join(answer))
    assert (stored["who"], stored["to"]) == ("machine", "0.txt")
    assert (made["case"], made["who"], made["fact"], made["to"]) == (case.slug, "reader", "summary", "'=1+1 <script>")
    assert admin_client.get("/admin/determinations/case/99999/history.csv").status_code == 302
    assert admin_client.get("/admin/determinations/case/99999/history/").status_code == 302
    listed = admin_client.get(reverse("admin:determinations_correction_changelist")).content.decode()
    assert "=1+1 &lt;script&gt;" in listed
    change = admin_client.get(reverse("admin:determinations_case_change", args=[case.pk])).content.decode()
    assert reverse("admin:determinations_case_history", args=[case.pk]) in change


def test_a_long_history_is_paged(admin_client, person, monkeypatch):
    monkeypatch.setattr("determinations.history_pages._ON_A_PAGE", 2)
    case = make_case()
    for _ in range(2):
        publishing.withdraw([case.pk], by=person)
        publishing.release([case.pk], by=person)
    address = reverse("admin:determinations_case_history", args=[case.pk])
    assert "Page 1 of 3" in admin_client.get(address).content.decode()
    assert "Page 3 of 3" in admin_client.get(address, {"p": 3}).content.decode()


def test_only_staff_who_may_see_cases_see_it(client, django_user_model):
    case = make_case()
    addresses = [f"/admin/determinations/case/{case.pk}/history{end}" for end in ("/", ".csv")]
    assert {client.get(each).status_code for each in addresses} == {302}
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))
    assert {client.get(each).status_code for each in addresses} == {403}


def test_the_command_writes_the_days_asked_for(person):
    case = store(letter(BRACE))
    correct(case, 1, "reviewer_citations", [], by=person)
    out = io.StringIO()
    call_command("history", since=f"{timezone.localdate()}", until=f"{timezone.localdate()}", stdout=out)
    rows = lines(out.getvalue().encode())
    assert [row["what"] for row in rows] == ["letter stored", "corrected"]
    assert rows[1]["from"].startswith('[{"guideline": "odg-low-back"') and rows[1]["decision"] == "1"
    out = io.StringIO()
    call_command("history", until="2001-01-01", stdout=out)
    assert lines(out.getvalue().encode()) == []
    for wrong in ({"since": "yesterday"}, {"since": "2026-01-02", "until": "2026-01-01"}):
        with pytest.raises(CommandError) as stop:
            call_command("history", **wrong)
        assert stop.value.returncode == 2
