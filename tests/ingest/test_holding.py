"""Letters that are stored and not shown until somebody has looked."""

import pytest

from determinations import publishing, search
from determinations.models import Case, DisputedItem, Letter, Publication
from determinations.search.query import SearchQuery
from ingest.holding import findings
from ingest.letters import parse
from ingest.loading import Known, judge, load
from ingest.parsing import Unfit, fit
from ingest.reporting import Status
from ingest.rereading import reread
from tests.letter_text import item, letter

pytestmark = pytest.mark.django_db

AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")
NO_OUTCOME = item("Knee brace", "see below")
NO_REASONS = item("Knee brace", "Upheld", rationale="")
BOTH_WAYS = item("Knee brace", "Upheld") + item("Knee brace", "Overturned")


def store(*texts: str) -> list[tuple[str, str]]:
    results = load([fit(f"{number}.txt", text) for number, text in enumerate(texts)])
    search.sync()
    return [(result.status, result.reason) for result in results]


@pytest.mark.parametrize(
    ("items", "code", "because"),
    [
        (item("Knee brace"), None, "a letter read without severe warnings is public at once"),
        (AGAINST, "outcome_contradicts_rationale", "a heading against its reasons may be a slip of either"),
        (NO_REASONS, "item_without_rationale", "a decision without reasons is half a decision"),
        (BOTH_WAYS, "decided_both_ways", "one request cannot be granted and refused"),
    ],
)
def test_what_holds_a_letter(items, code, because):
    text = letter(items)
    found = findings(text, parse(text))
    assert [each.code for each in found] == ([code] if code else []), because
    [(status, reason)] = store(text)
    assert status == (Status.HELD if code else Status.NEW), because
    assert Case.objects.public().exists() is (code is None), because
    assert search.count(SearchQuery()) == (0 if code else len(parse(text).items))
    if code:
        assert found[0].message in reason
        assert Publication.history.get().history_change_reason == f"Held: {found[0].message}"


def test_a_decision_without_outcome_is_stored_without_one():
    text = letter(item("Acupuncture, 6 visits"), NO_OUTCOME)
    if isinstance(fit("a.txt", text), Unfit) or len(parse(text).items) == 1:
        pytest.fail("the item without outcome was not read as one")
    assert store(text)[0][0] == Status.HELD
    assert list(DisputedItem.objects.values_list("outcome", flat=True)) == ["upheld", ""]
    with pytest.raises(publishing.UnfitError):
        publishing.release(Case.objects.values_list("pk", flat=True), by=None)


def test_half_read_letters_still_fail():
    assert isinstance(fit("a.txt", "Once upon a time.\n\nThere was no letter."), Unfit)


def test_a_dry_run_says_the_same_and_stores_nothing():
    [told] = judge([fit("a.txt", letter(AGAINST))], Known())
    assert told.status == Status.HELD and not Case.objects.exists()
    assert store(letter(AGAINST))[0] == (told.status, told.reason)


def test_other_words_of_a_public_case_that_must_be_looked_at_hold_it():
    store(letter(item("Knee brace")))
    [(status, reason)] = store(letter(AGAINST))
    assert status == Status.HELD and "Held: " in reason
    assert search.count(SearchQuery()) == 0
    assert Letter.objects.get(superseded_at=None).published_at is None


def test_other_words_of_a_held_case_stay_held_with_it():
    store(letter(AGAINST))
    [(status, reason)] = store(letter(item("Knee brace")))
    assert (status, search.count(SearchQuery())) == (Status.HELD, 0)
    assert "until it is released" in reason


def test_what_was_judged_harmless_does_not_hold_the_letter_again():
    text = letter(AGAINST)
    store(text)
    case = Case.objects.get()
    keys = [each.key for each in findings(text, parse(text))]
    publishing.release([case.pk], by=None, accepted={case.pk: keys})
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    assert Case.objects.public().exists()


def test_reading_again_holds_what_an_older_version_let_pass():
    store(letter(AGAINST))
    Publication.objects.all().delete()  # as if nothing had been found then
    Letter.objects.update(parser_version="0", warnings=[])
    [told] = reread(workers=0)
    assert (told.status, told.held) == ("held", told.as_dict()["reason"])
    assert not Case.objects.public().exists()
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]


def test_two_texts_of_a_case_in_one_batch():
    statuses = [status for status, _ in store(letter(AGAINST), letter(item("Knee brace")))]
    assert statuses == [Status.HELD, Status.HELD]
    assert set(Letter.objects.values_list("published_at", flat=True)) == {None}
