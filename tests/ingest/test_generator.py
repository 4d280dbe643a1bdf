"""Generated letters: the same for a seed, all different, and read as what they were meant to say."""

import re
import statistics
from collections import Counter
from itertools import islice

import pytest

from determinations import vocabulary
from ingest.benchmark.generator import MOST, letters, plans
from ingest.identity import digest
from ingest.letters import parse

COUNT = 300
TEXTS = dict(letters(COUNT))
PLANS = list(plans(COUNT))
LAYOUTS = ("final", "maximus", "notice", "professional")
MANY = list(zip(letters(3_000, seed=1), plans(3_000, seed=1), strict=True))


def some_of_each_layout():
    """(text, plan) of 40 letters in each of the rarer layouts and 100 in the usual one, the first that come."""
    for layout in LAYOUTS:
        these = [(text, plan) for (_, text), plan in MANY if plan.layout == layout]
        yield from these[: 100 if layout == "final" else 40]


CHOSEN = list(some_of_each_layout())
NAMES = [f"{plan.layout}-{plan.case_number}" for _, plan in CHOSEN]


def test_same_seed_same_letters():
    assert dict(letters(COUNT)) == TEXTS


def test_other_seed_other_letters():
    other = dict(letters(20, seed=1))
    assert not set(other.values()) & set(TEXTS.values())


def test_longer_run_starts_with_the_shorter():
    assert dict(letters(20)) == dict(islice(TEXTS.items(), 20))


def test_is_lazy():
    """A million are not made before the first is handed over."""
    assert next(letters(1_000_000)) == next(iter(TEXTS.items()))


def test_every_letter_differs_in_its_words():
    assert len({digest(text) for text in TEXTS.values()}) == len(TEXTS) == COUNT


def test_case_numbers_are_unique_and_of_the_received_year():
    numbers = [letter.case_number for letter in PLANS]
    assert len(set(numbers)) == COUNT
    assert all(re.fullmatch(rf"CM{letter.received:%y}-[1-9]\d{{6}}", letter.case_number) for letter in PLANS)


def test_refuses_more_than_case_numbers_last_for():
    with pytest.raises(ValueError, match="unique"):
        next(letters(MOST + 1))


def test_dates_are_in_order():
    for letter in PLANS:
        assert letter.injury < letter.ur_denial < letter.received < letter.assigned < letter.decision


@pytest.mark.parametrize("text, letter", CHOSEN, ids=NAMES)
def test_is_read_as_meant(text, letter):
    read = parse(text)
    assert [warning for warning in read.warnings if warning.severe] == []
    assert read.layout == letter.layout
    assert (read.age, read.sex) == (letter.age, letter.sex)
    assert told(read) == letter.told()
    assert [item.outcome for item in read.items] == [item.outcome for item in letter.items]
    assert [words(item.request) for item in read.items] == [item.request for item in letter.items]
    assert [words(item.rationale) for item in read.items] == [item.rationale for item in letter.items]
    assert words(read.summary) == letter.summary


@pytest.mark.parametrize("text, letter", CHOSEN, ids=NAMES)
def test_citations_are_read_as_meant(text, letter):
    for item, planned in zip(parse(text).items, letter.items, strict=True):
        assert cited(item.claims_admin_citations) == list(planned.claims_admin.meant)
        assert cited(item.reviewer_citations) == list(planned.reviewer.meant)


@pytest.mark.parametrize("text, letter", CHOSEN, ids=NAMES)
def test_credentials_are_read_as_meant(text, letter):
    read = parse(text).reviewer
    assert read.specialties + read.subspecialties == letter.specialties
    assert read.states == letter.states


def told(read):
    dates = {name: getattr(read.dates, name) for name in ("injury", "ur_denial", "received", "assigned", "decision")}
    return {"case_number": read.case_number, "priority": read.priority, **dates}


def cited(citations):
    return [(each.source, each.within_mtus, each.pages) for each in citations]


def words(text: str) -> str:
    return " ".join(text.split())


def test_rarer_layouts_are_set_in_every_way():
    """Both spacings, each arrangement of the title page, with and without quotation, lost spaces, title page."""
    for layout in LAYOUTS[1:]:
        these = [plan for _, plan in MANY if plan.layout == layout]
        assert {plan.double_spaced for plan in these} == {True, False}
        assert {plan.title_layout for plan in these} == {0, 1, 2}
        assert {plan.quoted for plan in these} == ({True, False} if layout == "notice" else {False})
        assert {item.outcome for plan in these for item in plan.items} == {"upheld", "overturned"}
        assert any(len(plan.items) == 1 for plan in these)
        assert any(len(plan.items) > 3 for plan in these)
    assert any("notmedically" in " ".join(text.split()) for (_, text), _ in MANY)
    assert {plan.titled for _, plan in MANY if plan.layout == "professional"} == {True, False}


def test_rarer_layouts_are_of_their_years():
    for _, plan in MANY:
        years = {"final": range(2014, 2024), "maximus": (2013, 2014)}.get(plan.layout, (2013,))
        assert plan.decision.year in years


def test_treatments_are_those_of_the_vocabulary():
    meant = {item.treatment for letter in plans(2_000) for item in letter.items}
    assert len(meant) >= 45
    assert meant <= {kind.slug for kind in vocabulary.treatment_types()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_requests_are_classified_as_meant(layout):
    """Nearly all: the wordings are plain ones."""
    these = [(text, letter) for text, letter in CHOSEN if letter.layout == layout]
    meant = [item.treatment for _, letter in these for item in letter.items]
    read = [item.treatment_type for text, _ in these for item in parse(text).items]
    agreed = sum(one == other for one, other in zip(meant, read, strict=True))
    assert agreed / len(meant) >= 0.95


@pytest.mark.parametrize("text, letter", CHOSEN, ids=NAMES)
def test_pages_of_maximus_and_notice_are_numbered(text, letter):
    footers = re.findall(r"Final Determination Letter for IMR Case Number (\S+) +(\d+)", text)
    footed = letter.layout in ("maximus", "notice")
    assert len(footers) >= 2 if footed else footers == []
    assert footers == [(letter.case_number, str(number)) for number in range(1, len(footers) + 1)]


def test_pages_break_in_the_midst_of_sentences():
    broken = [
        text for text, _ in CHOSEN if re.search(r"[a-z,]\s+Final Determination Letter \D+\S+ +[2-9]\s+[a-z]", text)
    ]
    assert len(broken) >= 10


def test_shares_of_layouts_are_realistic():
    shares = Counter(plan.layout for _, plan in MANY)
    assert 0.91 <= shares["final"] / len(MANY) <= 0.95
    assert 0.03 <= shares["maximus"] / len(MANY) <= 0.05
    assert 0.015 <= shares["notice"] / len(MANY) <= 0.03
    assert 0.005 <= shares["professional"] / len(MANY) <= 0.02


def test_shares_are_realistic():
    items = [item for letter in plans(3_000) for item in letter.items]
    outcomes = Counter(item.outcome for item in items)
    assert 1.8 <= len(items) / 3_000 <= 2.05
    assert 0.1 <= outcomes["overturned"] / len(items) <= 0.15
    assert outcomes["partially_overturned"] > 0
    assert 0.7 <= sum(letter.titled for letter in PLANS) / COUNT <= 0.9
    assert 0.05 <= sum(not letter.block_style for letter in PLANS) / COUNT <= 0.25
    assert {len(letter.items) for letter in plans(3_000)} == set(range(1, 10))


def test_words_are_spread_as_in_prose():
    """Thousands of words, most of them rare, so that searches have common and rare words to find."""
    spread = Counter(word for _, text in letters(2_000) for word in set(re.findall(r"[a-z]{3,}", text.lower())))
    assert len(spread) > 3_000
    assert statistics.median(spread.values()) < 10
    assert sum(count > 400 for count in spread.values()) > 100


def test_size_is_that_of_a_real_letter():
    sizes = [len(text) for text in TEXTS.values()]
    assert 4_000 <= statistics.mean(sizes) <= 7_000
    assert min(sizes) > 2_500
