"""What is offered for what is typed, in which order, and how fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations import search
from determinations.autocomplete import LONGEST, MOST, matching, prepare, suggestions
from determinations.filters import labels
from tests.builders import make_item
from tests.cost import assert_cheap

MEANT = [
    ("norco", ("drug", "hydrocodone-acetaminophen"), "Norco", "a brand"),
    ("norc", ("drug", "hydrocodone-acetaminophen"), "Norco", "the beginning of a brand"),
    ("NORCO", ("drug", "hydrocodone-acetaminophen"), "Norco", "in capitals"),
    ("hydrocodone/acet", ("drug", "hydrocodone-acetaminophen"), "", "a name with a slash, half typed"),
    ("esi", ("treatment", "epidural-steroid-injection"), "esi", "an abbreviation"),
    ("uds", ("treatment", "urine-drug-screen"), "uds", "another"),
    ("steroid epid", ("treatment", "epidural-steroid-injection"), "", "words in any order, one half typed"),
    ("lbp", ("body_part", "lumbar-spine"), "lbp", "a complaint stands for its place"),
    ("physical medicine", ("specialty", "physical-medicine-and-rehabilitation"), "", "a specialty"),
    ("pm&r", ("specialty", "physical-medicine-and-rehabilitation"), "pm and r", "a specialty’s abbreviation"),
    ("knee compl", ("guideline", "acoem-knee-2004"), "", "a guideline"),
    ("dmepos", ("category", "dmepos"), "", "a category"),
    ("neurontinn", ("drug", "gabapentin"), "neurontinn", "a slip, mended"),
]


@pytest.mark.parametrize(("typed", "term", "matched", "reason"), MEANT, ids=[row[3] for row in MEANT])
def test_finds_what_is_meant(typed, term, matched, reason):
    found = {(each.kind, each.value): each.matched for each in matching(typed, {})}
    assert found[term] == matched


NOTHING = [
    ("", "nothing"),
    ("  ", "blanks"),
    ("???", "signs alone"),
    ("xyzzy", "no word of any kind"),
    ("\x00", "NUL"),
    ("food and drug administration", "a name that holds a loose word for a drug"),
]


@pytest.mark.parametrize(("typed", "reason"), NOTHING, ids=[row[1] for row in NOTHING])
def test_offers_nothing_for(typed, reason):
    assert matching(typed, {}) == []


def test_a_publisher_is_no_drug_for_the_word_medicine_in_its_name():
    assert ("treatment", "other-drug") not in {(each.kind, each.value) for each in matching("acoem", {})}


def test_a_word_matches_by_its_beginning_only():
    assert ("drug", "gabapentin") not in {(each.kind, each.value) for each in matching("pentin", {})}


def test_what_begins_so_stands_before_what_holds_it_and_then_the_count_decides():
    counts = {
        ("treatment", "opioid"): 5,
        ("treatment", "opioid-antagonist"): 7,
        ("treatment", "analgesic-non-opioid"): 100,
    }
    found = [(each.kind, each.value) for each in matching("opioid", counts)]
    assert found[:3] == [
        ("treatment", "opioid-antagonist"), ("treatment", "opioid"), ("treatment", "analgesic-non-opioid"),
    ]  # fmt: skip


def test_what_finds_nothing_comes_last_however_it_begins():
    found = matching("opioid", {("treatment", "analgesic-non-opioid"): 1})
    assert (found[0].kind, found[0].value) == ("treatment", "analgesic-non-opioid")


def test_a_topic_of_one_guideline_is_not_offered_beside_it():
    offered = [(each.kind, each.label) for each in matching("odg low back", {})]
    assert offered[0][0] == "guideline"
    assert "topic" not in [kind for kind, _ in offered]


@given(st.text(max_size=LONGEST * 3))
def test_anything_typed_gives_few_terms_that_can_be_filtered_by(typed):
    found = matching(typed, {})
    assert len(found) <= MOST
    assert len({(each.kind, each.value) for each in found}) == len(found)
    for each in found:
        assert labels(each.kind)[each.value] == each.label


def test_is_quick_however_little_is_typed():
    prepare()
    for typed in ("a", "p", "l", "pain", "a b c d e f"):
        assert_cheap(lambda typed=typed: matching(typed, {}), seconds=0.02)


@pytest.mark.django_db
def test_counts_are_those_of_the_list_it_leads_to(client, django_assert_num_queries):
    for _ in range(3):
        make_item(drugs=["hydrocodone-acetaminophen"])
    search.sync()
    with django_assert_num_queries(0):
        (found,) = suggestions("norco")
    assert (found.count, found.query) == (3, "drug=hydrocodone-acetaminophen")
    assert client.get(f"/api/v1/decisions/?{found.query}").json()["count"] == 3
