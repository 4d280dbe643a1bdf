"""Whatever the text: no exception, spans in bounds and order, no character lost, and in reasonable time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.letters import parse, parts
from tests.cost import assert_cheap
from tests.letters.letter import item, letter

GOLDEN = [path.read_bytes().decode() for path in sorted((Path(__file__).parent / "golden").glob("*.txt"))]
# Their items are announced in a list and decided in sections that may stand in any order.
BY_SECTIONS = ("notice", "professional")
PIECES = st.sampled_from(
    [
        "HOW THE IMR FINAL DETERMINATION WAS MADE", "CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES",
        "Claims Administrator guideline:", "MAXIMUS guideline:", "Decision rationale:", ": Upheld", ": Overturned",
        "Decision based on MTUS", "Non-MTUS Citation", "Page(s): 98-99", "; ", ", and ", ". ", " (", ")", "\n", "\n\n",
        " \n\n \n\n", "\f", "\xa0", "\0", "Page 2 of 3\n", "/ab", "Case Number: CM14-0000001",
        "Date of Injury: 2/30/2014",
        "57 year old male", "dates of injury of 1/2/2013 and", "Board Certified in", "Sincerely,", "İ", "\ufeff",
        "\xad", "\u200b", "\ufb01", "-\n", "\r\n", "\x0b", "\u2028",
        "Final Determination Letter for IMR Case Number CM15-0123456   3", "Rationale:", "MAXIMUS guideline", "1. ",
    ]
)  # fmt: skip


def check(text):
    found = parse(text)
    spans = [*found.spans.values(), *(warning.span for warning in found.warnings if warning.span)]
    for each in found.items:
        citations = (*each.claims_admin_citations, *each.reviewer_citations)
        spans += [*each.spans.values(), *(citation.span for citation in citations)]
        in_order = [each.spans[name].start for name in ("request", "outcome", "rationale") if name in each.spans]
        assert in_order == sorted(in_order) or found.layout in BY_SECTIONS
    assert all(0 <= start < end <= len(text) for start, end in spans)
    starts = [each.spans["outcome"].start for each in found.items if "outcome" in each.spans]
    assert starts == sorted(starts) or found.layout in BY_SECTIONS
    assert found.layout != "unknown" or not found.items
    position = 0
    for part in parts(text):
        assert position <= part.span.start < part.span.end <= len(text)
        assert not text[position : part.span.start].strip()
        assert part.name != "furniture" or "Decision rationale" not in text[slice(*part.span)]
        position = part.span.end
    assert not text[position:].strip()


@given(st.text())
def test_any_text(text):
    check(text)


@given(st.lists(PIECES | st.text(max_size=20), max_size=60).map("".join))
def test_pieces_of_letters_in_any_order(text):
    check(text)


@st.composite
def mutated(draw):
    lines = draw(st.sampled_from(GOLDEN)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["cut", "repeat", "swap", "garble", "join", "end"])):
            case "cut":
                del lines[first : first + 3]
            case "repeat":
                lines[first:first] = lines[second : second + 5]
            case "swap":
                lines[first], lines[second] = lines[second], lines[first]
            case "garble":
                lines[first] = draw(st.text(max_size=30))
            case "join":
                lines[first : first + 4] = [" ".join(lines[first : first + 4])]
            case "end":
                lines = lines[: first + 1]
        lines = lines or [""]
    return "\n".join(lines)


@settings(max_examples=200)
@given(mutated())
def test_damaged_letters(text):
    check(text)


@settings(max_examples=60)
@given(st.sampled_from(GOLDEN), st.integers(0, 10_000))
def test_a_letter_cut_anywhere(text, length):
    check(text[:length])


@pytest.mark.parametrize("text", GOLDEN)
def test_a_cut_letter_is_held_or_whole_as_far_as_it_goes(text):
    """After any line: a severe warning, or items as in the whole letter, the last of them decided or said not to be."""
    whole = parse(text)
    if any(warning.severe for warning in whole.warnings):
        return
    lines = text.split("\n")
    for count in range(len(lines)):
        found = parse("\n".join(lines[:count]))
        if not any(warning.severe for warning in found.warnings):
            expected = whole.items[: len(found.items)]
            assert [(each.request, each.outcome) for each in found.items] == [
                (each.request, each.outcome) for each in expected
            ]
            assert [each.rationale for each in found.items[:-1]] == [each.rationale for each in expected[:-1]]
            decided = any(word in found.items[-1].rationale[-400:] for word in ("necess", "overturned", "upheld"))
            assert decided or "undecided_rationale" in {warning.code for warning in found.warnings}
            assert decided or found.items[-1].rationale.endswith((".", '."', ".)"))


SIZE = 300_000
START = letter(item("Cane: Upheld"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        START + "a " * SIZE,
        START + " " * SIZE + "x",
        START + "\n" * SIZE,
        START + "." * SIZE,
        "\0" * SIZE,
        START + ": " * SIZE,
        START + "1/" * SIZE,
        START + "claims administrator guideline:\n" * (SIZE // 30),
        START.replace("None cited.", "Decision based on " + "(MTUS , and page 1, " * (SIZE // 20)),
        START.replace("44 year old", "injury on year old he utilization review denied " * (SIZE // 50)),
        START.replace("Cane", "Is a. " * (SIZE // 6)),
        START + "Cane: Upheld\n" * (SIZE // 60),
        START.replace("6/13/2013", "1/2/2013, " * (SIZE // 10)),
        "Page 1\n" * (SIZE // 7),
        "how the imr" + " " * SIZE + START,
        START + "MAXIMUS guideline: x\n" * (SIZE // 21),
        START + "Page 3 of 9\n\n\n\f" * (SIZE // 15),
        START + "CM15-0123456\n\n\n\n" * (SIZE // 16),
        START + "ab-\nab " * (SIZE // 7),
        START + "a\u00ad\ufb01" * (SIZE // 3),
        "IMR DECISIONS AND RATIONALES " * (SIZE // 30) + START,
        START + "IMR ISSUES, DECISIONS AND RATIONALES\n" * (SIZE // 38),
        START.replace("Cane", "MIN. \n\nPage 3 of 5\n\n" * (SIZE // 20)),
        letter(*(item(f"Cane {number}: Upheld") for number in range(5_000))),
    ],
    ids=lambda text: f"{len(text)}-{text[-12:-2]!r}",
)
def test_hostile_text_takes_bounded_time(text):
    """Quadratic work on any of these would take minutes."""
    assert_cheap(lambda: check(text), seconds=5)
