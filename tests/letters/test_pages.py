"""Page references: which numbers are pages, and what is left of the citation's words."""

import pytest

from ingest.letters.citations.reading import read_citations
from ingest.letters.text.lines import Source

KNEE = "MTUS ACOEM Chapter 13 Knee Complaints"
PAIN = "MTUS Chronic Pain Treatment Guidelines"


def paged(text):
    found, _ = read_citations(Source(text), 0, len(text))
    return [(citation.text, list(citation.pages)) for citation in found]


FORMS = [
    ("Page(s): 98-99", ["98-99"], "the form's own"),
    ("Page(s):98-99", ["98-99"], "no space"),
    ("Page(s) 98,99", ["98", "99"], "no colon, no space after the comma"),
    ("Page (s): 98 - 99", ["98-99"], "odd spaces"),
    ("page 12", ["12"], "one page"),
    ("p. 12", ["12"], "abbreviated"),
    ("p12", ["12"], "glued"),
    ("pp 3-5", ["3-5"], "without a point"),
    ("pp. 30-32 & 49", ["30-32", "49"], "an ampersand"),
    ("pg. 22", ["22"], "pg."),
    ("pgs. 74-96", ["74-96"], "pgs."),
    ("pg #60", ["60"], "a number sign"),
    ("page number 7", ["7"], "in words"),
    ("Page 287 to 310", ["287-310"], "'to' is a range"),
    ("pages 8 through 9", ["8-9"], "'through' too"),
    ("pages 58–59", ["58-59"], "an en dash"),
    ("pages 58 — 59", ["58-59"], "an em dash in spaces"),
    ("page 98, 99 and 127", ["98", "99", "127"], "comma and 'and'"),
    ("pages 1-3, 5 and 7", ["1-3", "5", "7"], "a mixture"),
    ("Page(s): 74-95; 91; 124", ["74-95", "91", "124"], "semicolons"),
    ("page 78, page 80", ["78", "80"], "the word repeated"),
    ("pages 78 and pages 80-82", ["78", "80-82"], "and joined"),
    ("Page(s): page 124", ["124"], "the word twice"),
    ("(page 60)", ["60"], "in parentheses"),
    ("(pages 60-61)", ["60-61"], "a range in parentheses"),
    ("[pages 78 - 80]", ["78-80"], "in brackets"),
    ("pages 303-304, Table 12-8", ["303-304"], "a table behind the pages"),
    ("page 309 (Table 12-8)", ["309"], "and in parentheses"),
    ("pages 303-304 and Figure 5-1", ["303-304"], "a figure"),
    ("Page(s): 111-113 of 127", ["111-113"], "the number of all pages is no page"),
    ("page 47 of the 127", ["47"], "the same in words"),
    ("pages 77ff", ["77"], "and following"),
    ("98-99", ["98-99"], "a bare range"),
    (", 105-107", ["105-107"], "a bare range after a comma"),
    (": 98-99, 101", ["98-99", "101"], "a bare list"),
    (", 98", ["98"], "a bare page"),
    ("(98-99)", ["98-99"], "a bare range in parentheses"),
    ("Page(s): N/A", [], "no page"),
    ("page not specified", [], "no page, in words"),
    ("Page(s):", [], "left empty"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("reference", "pages", "reason"), FORMS)
def test_forms_of_a_page_reference(reference, pages, reason):
    separator = "" if reference[:1] in (",", ":") else " "
    assert paged(f"Decision based on {PAIN} Insomnia{separator}{reference}.") == [(f"{PAIN} Insomnia", pages)], reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MTUS Eye Complaints, 2004", "a year"),
        ("MTUS Eye Complaints, 2004-2007", "years"),
        ("MTUS Acupuncture Guidelines, 9792.24.1", "a regulation"),
        ("MTUS Postsurgical Guidelines 8 CCR 9792.20-9792.26", "a range of regulations"),
        ("ODG, Pain, CPT 97110, 97140", "procedure codes"),
        ("American Burn Association, Burns 2008;70:2067-2074", "volume and pages of a journal"),
        ("American Burn Association, J Burn Care 2011 Nov 2;93(21):1994-2000", "with its issue"),
        ("Archives of Hand Therapy, Volume 8, pages 11-19, May 2006", "pages of a volume"),
        ("American Burn Association, Burns, Vol. 8 (2), pp. 11-19", "pages of an issue"),
        ("ODG, Knee, Therapy, 12 visits", "visits"),
        ("ODG, Back, L4-5", "a level of the spine"),
        ("ACOEM Chapters 8 and 12", "chapters"),
        ("ACOEM Guidelines, Chapters 8, 12", "more chapters"),
        ("MTUS ACOEM Low Back (May 27, 2016), Table 12", "a table"),
        ("Medicare Coverage Determination (280.7)", "a section number"),
        ("ACOEM Guidelines, Chapter 12, Table 12-8", "the number of a table"),
        ("ODG, Pain, Cytochrome P450 testing", "an enzyme"),
    ],
)
def test_what_is_no_page(text, reason):
    assert paged(f"Decision based on Non-MTUS Citation {text}.") == [(text, [])], reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            f"{PAIN} Opioids page 78, Weaning pages 98–99 of 127.",
            [(f"{PAIN} Opioids", ["78"]), ("Weaning", ["98-99"])],
            "a section with its own pages is a citation of its own",
        ),
        (
            f"{PAIN} Opioids Page(s): 76-78, 88-89, Yoga Page(s): 126.",
            [(f"{PAIN} Opioids", ["76-78", "88-89"]), ("Yoga", ["126"])],
            "a list, then another section",
        ),
        (
            f"{PAIN} Insomnia; Yoga; Exercise Page(s): 41, 46, 126.",
            [(f"{PAIN} Insomnia; Yoga; Exercise", ["41", "46", "126"])],
            "one reference for all sections",
        ),
        (
            f"{KNEE} Page(s): 330; Chapter 12 Low Back Page(s): 303.",
            [(KNEE, ["330"]), ("Chapter 12 Low Back", ["303"])],
            "chapters",
        ),
        (
            f"{KNEE} Page(s): 330, Postsurgical Treatment Guidelines Page(s): 24-25.",
            [(KNEE, ["330"]), ("Postsurgical Treatment Guidelines", ["24-25"])],
            "another guideline",
        ),
        (
            f"{KNEE} Page(s): 330 Official Disability Guidelines, Knee.",
            [(KNEE, ["330"]), ("Official Disability Guidelines, Knee", [])],
            "no mark between",
        ),
        (
            "ACOEM CHAPTER 5, SECOND EDITION, PAGE 83, WORK.",
            [("ACOEM CHAPTER 5, SECOND EDITION", ["83"])],
            "the name ends before its pages, whatever follows",
        ),
        (
            "ACOEM Guidelines, Knee Complaints, Chapter 13, pages 330-331 and Eye Complaints, Chapter 16, page 430.",
            [
                ("ACOEM Guidelines, Knee Complaints, Chapter 13", ["330-331"]),
                ("Eye Complaints, Chapter 16", ["430"]),
            ],
            "chapter numbers behind the names",
        ),
        ("Page 127 of the ACOEM Guidelines, Chapter 7.", [("ACOEM Guidelines, Chapter 7", ["127"])], "before the name"),
        ("ACOEM Chapter 8, 177-178.", [("ACOEM Chapter 8", ["177-178"])], "a bare range after a chapter's number"),
        ("ACOEM (Chapter 12) pages 287-288.", [("ACOEM (Chapter 12)", ["287-288"])], "parentheses stay whole"),
    ],
)
def test_sections_with_pages(text, expected, reason):
    assert paged(f"Decision based on {text}") == expected, reason
