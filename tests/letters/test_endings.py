"""How a letter ends, by one rule in all layouts; and how many items it may have."""

import pytest

from ingest.letters import parse
from ingest.letters.layouts.items import MAX_ITEMS
from tests.cost import assert_cheap
from tests.letters import letter as final
from tests.letters import maximus_letter, test_notice, test_professional

LETTERS = {
    "final": final.letter(final.item("Cane: Upheld"), final.item("Walker: Upheld")),
    "maximus": maximus_letter.letter(
        maximus_letter.item(f"1. Cane {maximus_letter.NOT}"), maximus_letter.item(f"2. Walker {maximus_letter.NOT}")
    ),
    "notice": test_notice.letter(),
    "professional": test_professional.letter(),
}


def codes(text, *, severe):
    return {warning.code for warning in parse(text).warnings if warning.severe == severe}


@pytest.mark.parametrize("layout", LETTERS)
@pytest.mark.parametrize(
    ("ending", "truncated", "reason"),
    [
        ("The worker walks with a limp.", False, "a whole sentence that decides nothing"),
        ("It hurts (for the most part).", False, "a bracket before the full stop"),
        ("The worker walks with a", True, "in the middle of a sentence"),
        ("The worker walks. He was seen by Dr.", True, "a word that always has another behind it"),
    ],
)
def test_a_last_rationale_that_decides_nothing(layout, ending, truncated, reason):
    text = LETTERS[layout]
    assert parse(text).layout == layout
    short = text[: parse(text).items[-1].spans["rationale"].start] + ending
    assert parse(short).items[-1].rationale == ending
    assert ("truncated" in codes(short, severe=True)) is truncated, reason
    assert ("undecided_rationale" in codes(short, severe=False)) is not truncated, reason


@pytest.mark.parametrize("count", [MAX_ITEMS - 1, MAX_ITEMS + 1])
def test_more_items_than_any_letter_has_hold_it(count):
    found = parse(final.letter(*(final.item(f"Cane {number}: Upheld") for number in range(count))))
    assert [each.request for each in found.items[:MAX_ITEMS]] == [f"Cane {n}" for n in range(min(count, MAX_ITEMS))]
    assert ("too_many_items" in {warning.code for warning in found.warnings if warning.severe}) is (count > MAX_ITEMS)


@pytest.mark.parametrize(
    "piece", ["Cane: Upheld\n", "Cane: Upheld\n\n", "Decision rationale: ", "“Decision rationale: "]
)
def test_a_megabyte_of_titles_takes_little_time_and_is_held(piece):
    text = final.letter(final.item("Cane: Upheld")) + piece * (1_000_000 // len(piece))
    assert "too_many_items" in assert_cheap(lambda: codes(text, severe=True), seconds=4)
