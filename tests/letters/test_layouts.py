"""Which layout a letter has, and what is said of those that are not read."""

import pytest

from ingest.letters import parse
from tests.letters.letter import HOW_MADE, SUMMARY, double_spaced, item, letter


@pytest.mark.parametrize(
    ("text", "layout", "reason"),
    [
        (letter(item("Cane: Upheld")), "final", "the heading of the decisions"),
        (double_spaced(HOW_MADE, SUMMARY), "final", "cut off before it"),
        (
            f"MAXIMUS FEDERAL SERVICES, INC.\n{HOW_MADE}\nIMR DECISION(S) AND RATIONALE(S)\n1. A cane",
            "maximus",
            "2013–14",
        ),
        (
            "MAXIMUS FEDERAL SERVICES, INC.\nIndependent Medical Review\nDated: 1/2/2014",
            "maximus",
            "its first page only",
        ),
        ("Notice of Independent Medical Review Determination\n\nDated: 1/2/2013", "notice", "2013"),
        ("MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\nA cane", "professional", "early"),
        ("A letter about how the IMR final determination was made last year.", "unknown", "prose is no heading"),
        ("", "unknown", "nothing at all"),
        ("\0\x01\x02", "unknown", "no text"),
    ],
)
def test_recognised(text, layout, reason):
    assert parse(text).layout == layout, reason


@pytest.mark.parametrize(("text", "code"), [("Dear all,", "unknown_layout")])
def test_what_is_not_read_is_a_severe_warning(text, code):
    found = parse(text)
    assert [(warning.code, warning.severe) for warning in found.warnings] == [(code, True)]
    assert found.items == ()
