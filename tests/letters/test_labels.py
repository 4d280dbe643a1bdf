"""Labels that belong to an item, and those of another decision that a rationale quotes."""

import pytest

from ingest.letters import parse
from tests.letters.letter import RATIONALE, item, letter

GAP = " \n\n \n\n"
WHOLE = GAP.join(
    ("Whirlpool x 2: Overturned", "Claims Administrator guideline: ODG.", "MAXIMUS guideline: MTUS.",
     "Decision rationale: It was thought to be of use.")
)  # fmt: skip


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        (f"The IMR of 2015 ended so: “Sauna x 2: Overturned. Decision rationale: Of use.” {RATIONALE}", "in a line"),
        (f'A reviewer wrote, "Decision rationale: It helps." {RATIONALE}', "straight marks"),
        (f"Another letter said:{GAP}“Whirlpool: Upheld. Decision rationale: Too late.”{GAP}2. Exams. {RATIONALE}",
         "a paragraph, then a number"),
        (f"Another letter said:{GAP}“{WHOLE}”{GAP}Nothing is new. {RATIONALE}", "a whole item in marks"),
        (f"It helps little. The earlier determination reads:{GAP}{WHOLE}{GAP}Nothing is new. {RATIONALE}",
         "a whole item without marks, announced"),
        (f"See CM15-0000008, which reads:{GAP}{WHOLE}{GAP}Nothing is new. {RATIONALE}", "announced by its number"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("second", ["Walker: Overturned", "Walker, LEFT\nHAND:\nUpheld"])
def test_a_quoted_item_with_its_labels_is_no_item(rationale, reason, second):
    found = parse(letter(item("Cane: Upheld", rationale), item(second)))
    title = " ".join(second.rsplit(":", 1)[0].split())
    assert [each.request for each in found.items] == ["Cane", title], reason
    assert found.items[0].rationale == " ".join(rationale.split()), reason
    assert not [warning.code for warning in found.warnings if warning.severe], reason


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        (f"The guide says “not before a trial. {RATIONALE}", "a quotation that is never closed"),
        (f'A 12" cushion is no cane. {RATIONALE}', "an inch"),
        (f"He says “it hurts”. {RATIONALE}", "a quotation that is closed"),
        (f"An earlier decision was upheld: it stands. {RATIONALE}", "another decision, not quoted"),
    ],
)
def test_a_quotation_above_leaves_the_next_item_its_labels(rationale, reason):
    found = parse(letter(item("Cane: Upheld", rationale), item("“Walker”: Overturned", f"“Yes” is due. {RATIONALE}")))
    assert [each.request for each in found.items] == ["Cane", "“Walker”"], reason
    assert found.items[0].rationale == " ".join(rationale.split()), reason
