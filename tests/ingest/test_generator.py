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


@pytest.mark.parametrize("name, letter", list(zip(TEXTS, PLANS, strict=True))[:200], ids=list(TEXTS)[:200])
def test_is_read_as_meant(name, letter):
    read = parse(TEXTS[name])
    assert [warning for warning in read.warnings if warning.severe] == []
    assert read.layout == "final"
    assert (read.age, read.sex) == (letter.age, letter.sex)
    assert read.case_number == (letter.case_number if letter.titled else None)
    assert read.dates.decision == (letter.decision if letter.titled else None)
    assert (read.dates.injury, read.dates.ur_denial) == (letter.injury, letter.ur_denial)
    assert [item.outcome for item in read.items] == [item.outcome for item in letter.items]
    assert [words(item.request) for item in read.items] == [item.request for item in letter.items]
    assert [words(item.rationale) for item in read.items] == [item.rationale for item in letter.items]
    assert words(read.summary) == letter.summary


def words(text: str) -> str:
    return " ".join(text.split())


def test_credentials_are_read_in_both_styles():
    for text, letter in zip(TEXTS.values(), PLANS, strict=True):
        read = parse(text).reviewer
        assert read.specialties + read.subspecialties == letter.specialties
        assert read.states == letter.states


def test_treatments_are_those_of_the_vocabulary():
    meant = {item.treatment for letter in plans(2_000) for item in letter.items}
    assert len(meant) >= 45
    assert meant <= {kind.slug for kind in vocabulary.treatment_types()}


def test_requests_are_classified_as_meant():
    """Nearly all: the wordings are plain ones."""
    meant = [item.treatment for letter in PLANS for item in letter.items]
    read = [item.treatment_type for text in TEXTS.values() for item in parse(text).items]
    agreed = sum(one == other for one, other in zip(meant, read, strict=True))
    assert agreed / len(meant) >= 0.95


def test_shares_are_realistic():
    items = [item for letter in plans(3_000) for item in letter.items]
    outcomes = Counter(item.outcome for item in items)
    assert 1.8 <= len(items) / 3_000 <= 2.05
    assert 0.1 <= outcomes["overturned"] / len(items) <= 0.15
    assert outcomes["partially_overturned"] > 0
    assert 0.7 <= sum(letter.titled for letter in PLANS) / COUNT <= 0.9
    assert 0.02 <= sum(not letter.block_style for letter in PLANS) / COUNT <= 0.2
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
