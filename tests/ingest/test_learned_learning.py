"""Wordings learned, changed and forgotten: what they decide is read again, whichever way a letter was stored."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from determinations import search
from determinations.models import Case, Correction, DisputedItem, Letter
from determinations.search.query import SearchQuery
from ingest import correcting
from ingest.changes import of_stored
from ingest.learned import learning
from ingest.learned.checking import WordingError
from ingest.learned.marked import MarkedReader, marked
from ingest.learned.touching import counts
from ingest.letters import VERSION
from ingest.listing import merge
from ingest.loading import Known, judge, load
from ingest.models import Wording
from ingest.parsing import fit
from ingest.rereading import reread
from tests.ingest.correcting import store
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

GADGET, CITED = "Zorbal gadget, 6 sessions", "Zorbalian Practice Rules, 2012"


@pytest.fixture(autouse=True)
def commits(django_capture_on_commit_callbacks, monkeypatch):
    """What follows a commit follows at once, as outside a test's own transaction."""
    done = {name: getattr(learning, name) for name in ("learn", "change", "forget")}
    for name, act in done.items():

        def committed(*args, act=act, **named):
            with django_capture_on_commit_callbacks(execute=True):
                return act(*args, **named)

        monkeypatch.setattr(learning, name, committed)


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("editor", is_staff=True)


def gadgets(count: int = 1, *, start: int = 1, request: str = GADGET, **parts) -> list[str]:
    return [letter(item(request, **parts), case_number=f"CM16-09{n:05}") for n in range(start, start + count)]


def treatments() -> list[tuple]:
    rows = DisputedItem.objects.order_by("case_id", "position")
    return list(rows.values_list("treatment__slug", "category__slug", "learned"))


ACUPUNCTURE = ("acupuncture", "rehabilitation", "zorbal gadget")
UNKNOWN = (None, None, "")


def found() -> int:
    return search.search(SearchQuery(treatment=("acupuncture",))).count


def test_what_is_stored_already_is_read_again_and_found_by_search(editor):
    store(*gadgets(3), letter(item("Blimsy"), case_number="CM16-0999999"))
    known = Letter.objects.get(case__case_number="CM16-0999999")
    assert found() == 0
    done = learning.learn("request", "Zorbal-GADGET", "acupuncture", by=editor, why="It is needling.")
    assert (done.letters, done.later) == (3, False)
    assert treatments() == [] or True
    assert sorted(treatments(), key=str) == sorted([ACUPUNCTURE] * 3 + [UNKNOWN], key=str)
    assert found() == 3
    assert not marked().exists()
    assert Letter.objects.get(pk=known.pk).parser_version == VERSION
    (line,) = Wording.history.all()
    assert (line.history_user, line.history_change_reason, line.history_type) == (editor, "It is needling.", "+")
    assert search.check().clean


@pytest.mark.parametrize("way", ["load", "judge", "reread", "correct", "undo", "update", "list"])
def test_every_way_of_storing_knows_it(way, editor):
    if way in ("reread", "correct", "undo", "update", "list"):
        store(*gadgets())
    Wording.objects.create(kind="request", words="zorbal gadget", term="acupuncture", made_at="2026-01-01T00:00Z")
    case = Case.objects.first()
    if way == "load":
        store(*gadgets())
    elif way == "judge":
        known = Known()
        (told,) = judge([fit("a.txt", gadgets()[0])], known)
        assert "unclassified_request" not in [each["code"] for each in told.warnings]
        return
    elif way == "reread":
        list(reread(everything=True))
    elif way == "correct":
        correcting.correct(case, 0, "age", 46, by=editor)
    elif way == "undo":
        Correction.objects.create(
            case=case, item=0, field="age", value=46, read=47, was_read=47, made_at="2026-01-01T00:00Z"
        )
        correcting.undo(Correction.objects.get(), by=editor)
    elif way == "update":
        load([fit("b.txt", gadgets(outcome="Overturned")[0])])
    else:
        read = fit("c.txt", gadgets()[0])
        listed = ({"case_number": "CM16-0900001", "outcome": "upheld"},)
        load([replace(read, listed=listed)])
    assert treatments() == [ACUPUNCTURE]


def test_parse_does_not_know_it(tmp_path):
    Wording.objects.create(kind="request", words="zorbal gadget", term="acupuncture", made_at="2026-01-01T00:00Z")
    (tmp_path / "a.txt").write_text(gadgets()[0])
    out = StringIO()
    with CaptureQueriesContext(connection) as asked:
        call_command("parse", str(tmp_path / "a.txt"), stdout=out)
    (read,) = json.loads(out.getvalue())["items"]
    assert read["treatment_type"] is None and "learned" not in read
    assert len(asked) == 0


def test_a_batch_asks_once():
    store(*gadgets(2))  # terms are there from now on
    with CaptureQueriesContext(connection) as few:
        load([fit("a", text) for text in gadgets(2, start=10)])
    learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    with CaptureQueriesContext(connection) as many:
        load([fit("a", text) for text in gadgets(9, start=20)])
    assert len(few) == len(many)
    assert sum("ingest_wording" in each["sql"] for each in many) == 1


def test_another_term_and_other_words(editor):
    store(*gadgets(2), *gadgets(1, start=5, request="Blimsy strap"))
    done = learning.learn("request", "zorbal gadget", "acupuncture", by=editor)
    done = learning.change(done.wording, "zorbal gadget", "tens-unit", by=editor, why="No, it is electric.")
    assert done.letters == 2
    assert {each[0] for each in treatments()} == {"tens-unit", None}
    done = learning.change(Wording.objects.get(), "blimsy strap", "brace-or-orthosis", by=editor)
    assert done.letters == 3
    assert {(each[0], each[2]) for each in treatments()} == {(None, ""), ("brace-or-orthosis", "blimsy strap")}
    done = learning.change(Wording.objects.get(), "blimsy strap", "", by=editor)
    assert (done.letters, set(treatments())) == (1, {UNKNOWN})
    assert [row.term for row in Wording.history.order_by("history_id")] == [
        "acupuncture",
        "tens-unit",
        "brace-or-orthosis",
        "",
    ]


def test_other_words_with_the_same_term_are_noted_at_the_decision():
    store(*gadgets())
    wording = learning.learn("request", "zorbal", "acupuncture", by=None).wording
    learning.change(wording, "zorbal gadget", "acupuncture", by=None)
    assert treatments() == [ACUPUNCTURE]


def test_longer_words_take_over_and_give_back():
    store(*gadgets())
    learning.learn("request", "zorbal", "tens-unit", by=None)
    longer = learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    assert (longer.letters, treatments()) == (1, [ACUPUNCTURE])
    assert learning.forget(longer.wording, by=None).letters == 1
    assert treatments() == [("tens-unit", "dmepos", "zorbal")]


def test_what_is_forgotten_is_unknown_again(editor):
    store(*gadgets(2))
    before = [of_stored(case) for case in Case.objects.for_detail().order_by("pk")]
    wording = learning.learn("request", "zorbal gadget", "acupuncture", by=editor).wording
    done = learning.forget(wording, by=editor, why="A mistake.")
    assert done.letters == 2
    assert [of_stored(case) for case in Case.objects.for_detail().order_by("pk")] == before
    assert treatments() == [UNKNOWN] * 2
    assert [w["code"] for w in Letter.objects.first().warnings].count("unclassified_request") == 1
    last = Wording.history.first()
    assert (last.history_type, last.history_user, last.history_change_reason) == ("-", editor, "A mistake.")


def test_a_citation_gets_its_guideline_and_gives_it_back():
    store(letter(item("Acupuncture, 6 visits", claims_admin=CITED)))
    done = learning.learn("citation", "Zorbalian Practice Rules", "odg-pain", by=None)
    assert done.letters == 1
    row = DisputedItem.objects.get().citations.get(learned="zorbalian practice rules")
    assert (row.guideline.slug, row.source, row.text) == ("odg-pain", "ODG", CITED)
    assert counts("citation", [done.wording.words, "other"]) == {done.wording.words: 1}
    learning.forget(done.wording, by=None)
    row = DisputedItem.objects.get().citations.get(text=CITED)
    assert (row.guideline, row.source, row.learned) == (None, "Other", "")


def test_a_humans_correction_of_that_decision_stays_above(editor):
    store(*gadgets(2))
    first, second = Case.objects.order_by("pk")
    correcting.correct(first, 1, "treatment_type", "tens-unit", by=editor)
    correcting.correct(second, 1, "treatment_type", "acupuncture", by=editor)
    done = learning.learn("request", "zorbal gadget", "acupuncture", by=editor)
    assert done.letters == 2
    assert treatments() == [("tens-unit", "dmepos", ""), ACUPUNCTURE]
    assert dict(Correction.objects.values_list("case", "standing")) == {first.pk: "disagrees", second.pk: "agrees"}
    assert set(Correction.objects.values_list("read", flat=True)) == {"acupuncture"}
    learning.forget(done.wording, by=editor)
    assert treatments() == [("tens-unit", "dmepos", ""), ("acupuncture", "rehabilitation", "")]
    assert set(Correction.objects.values_list("read", "standing")) == {(None, "stands")}


def test_a_request_that_a_human_put_right_is_known_by_it(editor):
    store(*gadgets(request="Zrbl gdgt"))
    correcting.correct(Case.objects.get(), 1, "request", "Zorbal gadget", by=editor)
    assert learning.learn("request", "zorbal gadget", "acupuncture", by=editor).letters == 1
    assert treatments() == [ACUPUNCTURE]


def test_what_the_lists_category_says_gives_way_to_the_letters_words():
    read = fit("a.txt", gadgets()[0])
    rows = ({"category": "Pharmaceuticals", "outcome": "upheld"},)
    load([replace(read, letter=merge(read.letter, rows), listed=rows)])
    assert treatments() == [(None, "pharmaceuticals", "")]
    learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    assert treatments() == [ACUPUNCTURE]
    assert "unclassified_request" not in [each["code"] for each in Letter.objects.get().warnings]


@pytest.mark.django_db(transaction=True)
def test_many_are_left_to_the_worker_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(learning, "AT_ONCE", 2)
    store(*gadgets(5))
    done = learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    assert (done.letters, done.later, marked().count(), found()) == (5, True, 5, 0)
    call_command("work", once=True, stdout=StringIO())
    assert (marked().count(), found()) == (0, 5)


def test_a_worker_that_starts_takes_up_the_marks_of_a_dead_one(monkeypatch):
    store(*gadgets(3))
    Wording.objects.create(kind="request", words="zorbal gadget", term="acupuncture", made_at="2026-01-01T00:00Z")
    Letter.objects.update(parser_version="")  # as if killed between the commit and all that follows it
    call_command("work", once=True, stdout=StringIO())
    assert (marked().count(), found()) == (0, 3)


def test_killed_in_the_middle_the_marks_say_what_is_left(monkeypatch):
    store(*gadgets(5))
    monkeypatch.setattr(learning, "AT_ONCE", 0)
    monkeypatch.setattr("ingest.learned.marked.BATCH", 2)
    learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    asked = iter([True, False])
    assert MarkedReader().turn(going_on=lambda: next(asked))
    assert (marked().count(), treatments().count(ACUPUNCTURE)) == (3, 2)
    assert MarkedReader().turn()
    assert (marked().count(), treatments().count(ACUPUNCTURE)) == (0, 5)
    assert not MarkedReader().turn()


def test_a_letter_that_cannot_be_read_keeps_its_mark_and_facts_and_stops_nobody():
    store(*gadgets(2))
    broken = Letter.objects.order_by("pk").first()
    Letter.objects.filter(pk=broken.pk).update(text="No letter at all.")
    learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    assert list(marked().values_list("pk", flat=True)) == [broken.pk]
    assert treatments() == [UNKNOWN, ACUPUNCTURE]
    reader = MarkedReader()
    assert (reader.turn(), reader.turn()) == (True, False)
    reader.again()
    assert reader.turn()


def test_reparse_reads_marked_letters_too(monkeypatch):
    monkeypatch.setattr(learning, "_read_again", lambda letters: None)
    store(*gadgets(2), letter(item(), case_number="CM16-0999999"))
    learning.learn("request", "zorbal gadget", "acupuncture", by=None)
    out = StringIO()
    call_command("reparse", stdout=out, stderr=out, workers=0)
    assert "2 letters changed" in out.getvalue()
    assert not marked().exists()


def test_a_letter_stored_while_the_library_was_looked_through_is_not_forgotten(monkeypatch):
    store(*gadgets())
    looked, real = [], learning.touched

    def meanwhile(*args, **named):
        found = real(*args, **named)
        if not looked:
            looked.append(load([fit("late.txt", gadgets(start=7)[0])]))
        return found

    monkeypatch.setattr(learning, "touched", meanwhile)
    assert learning.learn("request", "zorbal gadget", "acupuncture", by=None).letters == 2
    assert treatments() == [ACUPUNCTURE] * 2


@pytest.mark.parametrize(
    ("kind", "words", "term", "field", "because"),
    [
        ("request", "  ", "acupuncture", "words", "no words"),
        ("request", "xy", "acupuncture", "words", "too short"),
        ("request", "left knee", "acupuncture", "words", "a part of the body"),
        ("request", "12 sessions", "acupuncture", "words", "an amount"),
        ("request", "for the", "acupuncture", "words", "words in between"),
        ("request", "in order to", "acupuncture", "words", "what only introduces"),
        ("request", "electro acupuncture", "acupuncture", "words", "the vocabulary knows it"),
        ("request", "zorbal " * 40, "acupuncture", "words", "too long"),
        ("request", "zorbal", "no-such-type", "term", "an unknown term"),
        ("request", "zorbal", "odg-pain", "term", "a term of the other kind"),
        ("citation", "ODG pain chapter", "odg-pain", "words", "the vocabulary knows it"),
        ("citation", "pages 12", "odg-pain", "words", "pages"),
        ("citation", "zorbalian rules", "acupuncture", "term", "a term of the other kind"),
        ("request", "Blimsy", "acupuncture", "words", "taught already"),
        ("request", "Blimsies", "acupuncture", "words", "taught already but for the plural"),
    ],
)
def test_what_cannot_be_learned_is_refused_at_its_field(kind, words, term, field, because):
    Wording.objects.create(kind="request", words="blimsy", term="", made_at="2026-01-01T00:00Z")
    with pytest.raises(WordingError) as refused:
        learning.learn(kind, words, term, by=None)
    assert refused.value.field == field, because
    assert Wording.objects.count() == 1


def test_words_of_many_known_requests_are_too_broad():
    store(letter(*(item(f"Acupuncture deluxe, {n} visits") for n in range(25))))
    with pytest.raises(WordingError, match="25 of the newest 25 requests"):
        learning.learn("request", "deluxe", "tens-unit", by=None)


def test_a_wording_changed_meanwhile_is_not_overwritten(editor):
    wording = learning.learn("request", "zorbal", "acupuncture", by=editor).wording
    other = Wording.objects.get()
    learning.change(other, "zorbal", "tens-unit", by=editor)
    with pytest.raises(WordingError, match="meanwhile"):
        learning.change(wording, "zorbal", "mri", by=editor)
    learning.forget(other, by=editor)
    with pytest.raises(WordingError, match="meanwhile"):
        learning.forget(wording, by=editor)
