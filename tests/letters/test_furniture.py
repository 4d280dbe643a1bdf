"""Running headers, footers and page numbers are told from the text."""

import pytest

from ingest.letters import parse
from ingest.letters.text.lines import Source
from tests.letters.letter import HOW_MADE, ISSUES, RATIONALE, SUMMARY, double_spaced, item, letter

SHAPES = [
    "Final Determination Letter for IMR Case Number CM15-0000009 #",
    "FINAL DETERMINATION LETTER FOR IMR CASE NUMBER CM15-0000009   #",
    "Final Determination Letter for IMR Case Number CM15-0000009 Page # of 6",
    "Final Determination Letter for IMR Case Number CM15-0000009  7/10/2015  #",
    "Final Determination Letter for IMR Case Number\n\nCM15-0000009 #",
    "Final Determination Letter for IMR Case Number\nCM15-0000009\n#",
    "Page # of 7", "Page #/7", "Page | #", "# | Page", "Pg. #", "[Page #]", "- # -", "# of 7", "#",
    "CM15-0000009", "IMR Case Number: CM15-0000009", "IMR Case Number CM15-0000009   #", "CM15-0000009 Page # of 7",
    "7/1#/2015", "MAXIMUS Federal Services, Inc. - Confidential", "State of California   Page # of 7   July 3, 2015",
]  # fmt: skip
UNAIDED = [shape for shape in SHAPES if "CM15" in shape or ("page" in shape.lower() and "|" not in shape)]


def paged(shape, feed):
    """A letter with the line at the end of three pages: in two rationales and in a title."""
    lines = [f"\n\n{shape.replace('#', number)}{feed}" for number in "234"]
    return double_spaced(
        HOW_MADE, SUMMARY, ISSUES,
        *item("Cane: Upheld", f"It was tried{lines[0]}before. The request is not medically necessary."),
        *item(f"Walker with{lines[1]}wheels: Upheld"),
        *item("Brace: Overturned", f"It does help him a{lines[2]}lot. The brace is medically necessary."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shape", "feed"), [*((shape, "\n\n\f") for shape in SHAPES), *((shape, "\n\n") for shape in UNAIDED)]
)
def test_furniture_is_in_no_field(shape, feed):
    found = parse(paged(shape, feed)).items
    assert [(each.request, each.rationale) for each in found] == [
        ("Cane", "It was tried before. The request is not medically necessary."),
        ("Walker with wheels", RATIONALE),
        ("Brace", "It does help him a lot. The brace is medically necessary."),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("The report lists:\nPage 3\nPage 4\nPage 5\nas missing.", "a list of pages"),
        ("As stated on\npage 98\nit is of no use.", "a page within a sentence"),
        ("As stated on\nPage 98\nit is of no use.", "a guideline's page"),
        ("He takes:\nNorco 10 mg\n\fNorco 5 mg\nas needed\n\fNorco 10 mg\nin all.", "doses at the pages' edges"),
        ("It is not\n\fmedically necessary. It was not\n\fmedically necessary.", "words that recur at pages' edges"),
        ("He was seen on\n3/4/2014\nand on\n3/5/2014\nat least.", "dates on their own lines"),
        ("The Final Determination Letter for IMR Case Number CM14-0000001 3 years ago is known.", "a letter in prose"),
    ],
)
def test_text_is_no_furniture(words, reason):
    source = Source(letter(item("Cane: Upheld", f"{words} {RATIONALE}")))
    assert source.furniture == (), reason
    assert parse(source.text).items[0].rationale == " ".join(f"{words} {RATIONALE}".split()), reason


def test_a_footer_that_lost_its_line_breaks():
    footer = "Final Determination Letter for IMR Case Number CM15-0000009 3"
    text = " ".join(letter(item("Cane: Upheld"), item(f"8 visits {footer} of massage: Upheld")).split())
    assert [each.request for each in parse(text).items] == ["Cane", "8 visits of massage"]


@pytest.mark.parametrize("first", ["Case Number:\nCM15-0000009", "Letter\n\n \n\nIMR Case Number: CM15-0000009"])
def test_the_title_pages_number_is_no_header(first):
    source = Source(double_spaced(first) + letter(item("Cane: Upheld")))
    assert source.furniture == ()
    assert parse(source.text).case_number == "CM15-0000009"


@pytest.mark.parametrize("initials", ["/ab", "MD/ab", "JR:kl"])
def test_a_typists_initials_are_furniture(initials):
    source = Source(letter(item("Cane: Upheld")) + f"{initials} \n")
    assert [source.text[start:end] for start, end in source.furniture] == [initials]


def test_lone_numbers_that_count_the_pages_to_the_end_are_furniture():
    first, second = letter(item("Cane: Upheld"), item("Walker: Upheld")).split("Walker: Upheld")
    text = f"{first.rstrip()} \n\n \n\n 1 \n\n\nWalker: Upheld{second.rstrip()} \n\n 2 \n\n"
    assert [each.request for each in parse(text).items] == ["Cane", "Walker"]


def test_a_lone_number_that_counts_no_pages_stays():
    first, second = letter(item("Cane: Upheld"), item("Walker: Upheld")).split("Walker: Upheld")
    source = Source(f"{first.rstrip()} \n\n \n\n 7 \n\n\nWalker: Upheld{second}")
    assert source.furniture == ()


def test_initials_above_the_last_pages_footer_are_furniture():
    footer = "Final Determination Letter for IMR Case Number CM15-0900001 2"
    source = Source(letter(item("Cane: Upheld")) + f"/ab\n\n{footer} \n\f\n")
    assert [source.text[start:end] for start, end in source.furniture] == ["/ab", footer]
