"""Where a title begins in a letter whose spacing tells nothing."""

from ingest.letters import parse
from tests.letters.letter import HOW_MADE, ISSUES, SUMMARY, item

FIRST = item("Tizanidine 2 mg #45: Upheld")


def test_a_title_over_a_page_where_each_paragraph_is_one_line():
    """Every line has a blank one below it, so that no gap sets the title off: the sentence above has ended."""
    paragraphs = (HOW_MADE, SUMMARY, ISSUES, *FIRST[:3], "Decision rationale: Cold does no harm at home.")
    second = ("Sleeve with a “cool” pad, 1 - 2 x wk x 3 wks", "Page 4 of 6\n(left arm): Overturned", *item("")[1:])
    found = parse("\n\n".join((*paragraphs, *second)))
    assert found.items[0].rationale == "Cold does no harm at home."
    assert found.items[1].request == "Sleeve with a “cool” pad, 1 - 2 x wk x 3 wks (left arm)"
