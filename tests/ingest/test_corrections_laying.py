"""Corrections laid over a letter: what changes with them, what stays, and that laying them again changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ingest.corrections.laying import corrected, lay
from ingest.letters import parse
from tests.ingest.humans import READ, TEXT, Human, corrections, human
from tests.letter_text import item, letter

PLACES = [
    (0, "age", 46, "age", "", "another age does not stand there"),
    (0, "age", 47, "age", "47", "the same one does"),
    (0, "sex", "female", "sex", "", "the passage says male"),
    (0, "dates.decision", "2016-04-25", "decision", "", "another day"),
    (0, "dates.decision", "2016-04-24", "decision", "04/24/2016", "the same day"),
    (0, "case_number", None, "case_number", "", "no value has no place"),
    (0, "summary", "He has low back pain.", "summary", "low back pain", "a part of the passage"),
    (0, "specialties", ["Urology"], "specialties", "", "another specialty"),
    (1, "request", "Acupuncture, 6 visits", "request", "Acupuncture, 6 visits", "cut shorter"),
    (1, "request", "Acupuncture, 8 visits", "request", "", "other words"),
    (1, "outcome", "upheld", "outcome", "", "the heading says overturned"),
]


@pytest.mark.parametrize(("place", "field", "value", "name", "holds", "because"), PLACES)
def test_a_fact_keeps_its_passage_only_where_its_value_stands(place, field, value, name, holds, because):
    now = corrected(READ, [human(place, field, value)], TEXT)
    spans = now.items[place - 1].spans if place else now.spans
    assert (name in spans) is bool(holds), because
    if holds:
        assert holds in " ".join(TEXT[slice(*spans[name])].split()), because


def test_a_corrected_request_is_read_anew():
    now = corrected(READ, [human(1, "request", "Gabapentin 300mg #90")], TEXT).items[0]
    assert (now.category, now.drugs, now.body_parts, now.sites) == ("pharmaceuticals", ("gabapentin",), (), ())
    assert now.quantity.amount == 90
    kept = corrected(READ, [human(1, "request", "Gabapentin #90"), human(1, "drugs", ["tramadol"])], TEXT).items[0]
    assert (kept.category, kept.drugs) == ("pharmaceuticals", ("tramadol",)), "a human's value is not read anew"


def test_sides_stay_with_the_parts_that_stay():
    assert READ.items[0].sites[0].side == "left"
    now = corrected(READ, [human(1, "body_parts", ["knee", "shoulder"])], TEXT).items[0]
    assert [(site.body_part, site.side) for site in now.sites] == [("knee", "left"), ("shoulder", None)]


def cited(text, span=()):
    return {"source": "ODG", "within_mtus": False, "guideline": None, "text": text, "pages": [], "span": list(span)}


def test_a_citation_keeps_its_place_or_takes_that_of_the_same_words():
    [read] = READ.items[0].reviewer_citations
    for span, kept in ((read.span, read.span), ((0, 5), read.span), ((), read.span)):
        now = corrected(READ, [human(1, "reviewer_citations", [cited(read.text, span)])], TEXT)
        assert now.items[0].reviewer_citations[0].span == kept
    now = corrected(READ, [human(1, "reviewer_citations", [cited("A textbook", read.span)])], TEXT)
    assert now.items[0].reviewer_citations[0].span == ()
    assert "unknown_guideline" in [each.code for each in now.warnings], "as of any citation"


def codes(letter) -> list[str]:
    return sorted(each.code for each in letter.warnings)


def test_what_was_noticed_follows_the_facts():
    text = letter(item("Knee brace", "see below"), item("Frobnication"), case_number=None)
    read = parse(text)
    assert {"item_without_outcome", "unclassified_request", "no_decision_date"} <= set(codes(read))
    humans = [
        Human(1, "outcome", "upheld", read.items[0].request),
        Human(2, "treatment_type", "acupuncture", read.items[1].request),
        Human(0, "dates.decision", "2016-04-24"),
    ]
    now = corrected(read, humans, text)
    assert {"item_without_outcome", "unclassified_request", "no_decision_date"} & set(codes(now)) == set()
    later = corrected(read, [Human(0, "dates.decision", "2011-04-24")], text)
    assert {"date_too_early", "dates_out_of_order"} <= set(codes(later)), "a human's value is checked like any other"


def test_facts_from_the_list_are_a_human_s_once_corrected():
    listed = replace(READ, supplied=("decision", "category"))
    assert corrected(listed, [human(0, "dates.decision", "2016-04-25")], TEXT).supplied == ("category",)


A, B, C = "Acupuncture", "Knee brace", "MRI of the lumbar spine"
MOVES = [
    ((A, B), 1, A, 1, "where it was"),
    ((" ACUPUNCTURE ", B), 1, A, 1, "case and spacing are not looked at"),
    ((B, A), 1, A, 2, "it moved"),
    ((A, A), 2, A, 2, "of two alike the one in its place"),
    ((B, A, A), 1, A, None, "of two alike elsewhere neither"),
    ((B, C), 1, A, None, "it is gone"),
    ((B,), 2, A, None, "fewer decisions than before"),
    ((A,), 5, A, 1, "fewer, but it is there"),
]


@pytest.mark.parametrize(("requests", "place", "request_", "home", "because"), MOVES)
def test_a_decision_is_found_again(requests, place, request_, home, because):
    read = parse(letter(*map(item, requests)))
    [found] = lay(read, [Human(place, "outcome", "overturned", request_)]).found
    assert found.item == home, because


def test_of_two_that_would_meet_the_one_that_has_not_moved_stays():
    read = parse(letter(item(A), item(B)))
    moved, stays = Human(3, "outcome", "overturned", A), Human(1, "outcome", "partially_overturned", A)
    laid = lay(read, [moved, stays])
    assert [(each.correction, each.item) for each in laid.found] == [(moved, None), (stays, 1)]
    assert laid.letter.items[0].outcome == "partially_overturned"
    assert codes(laid.letter).count("correction_not_applied") == 1


@settings(max_examples=200, deadline=None)
@given(corrections())
def test_laid_over_again_they_change_nothing(humans):
    once = corrected(READ, humans, TEXT)
    assert corrected(once, humans, TEXT) == once
    assert corrected(READ, humans[::-1], TEXT) == once, "in whatever order"
    assert len(once.items) == len(READ.items)


@settings(max_examples=100, deadline=None)
@given(corrections())
def test_every_human_s_value_stands_in_the_letter(humans):
    laid = lay(READ, humans, TEXT)
    assert all(each.item == each.correction.item for each in laid.found)
    shown = laid.letter.as_dict("")
    for each in humans:
        if each.field in ("category", "reviewer_citations", "claims_admin_citations"):
            continue  # a category follows the treatment, a citation's place the words
        told = shown["items"][each.item - 1] if each.item else shown | shown["reviewer"]
        told |= {f"dates.{name}": day for name, day in shown["dates"].items()} if not each.item else {}
        assert told[each.field] == each.value
