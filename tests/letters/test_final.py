"""The `final` layout as a whole: which facts come from where, and what a human should know."""

from datetime import date

import pytest

from ingest.letters import parse, parts
from tests.letters.letter import HOW_MADE, ISSUES, RATIONALE, SUMMARY, double_spaced, item, letter

CANE = item("Cane: Upheld")


def codes(text):
    return {warning.code for warning in parse(text).warnings}


def test_a_title_page_goes_before_the_summary():
    text = "Case Number: CM14-0000009 Date of Injury: 02/04/2014\n\n" + letter(CANE)
    found = parse(text)
    assert (found.case_number, found.dates.injury) == ("CM14-0000009", date(2014, 2, 4))


def test_numbers_of_other_cases_are_not_this_letters():
    assert (
        parse(letter(item("Cane: Upheld", "CM14-0000009 was upheld. It is not medically necessary."))).case_number
        is None
    )


def test_without_a_title_page_the_footers_name_the_case():
    footer = "\n\n\nFinal Determination Letter for IMR Case Number CM14-0000009   2\n\n\n"
    found = parse(letter(item("Cane: Upheld", f"One. {footer} Two is not medically necessary.")))
    assert found.case_number == "CM14-0000009"
    assert found.items[0].rationale == "One. Two is not medically necessary."


def test_missing_facts_are_none_and_warnings():
    text = double_spaced(HOW_MADE, "CLINICAL CASE SUMMARY\nThe patient has pain.", ISSUES, *CANE)
    found = parse(text)
    assert (found.age, found.sex, found.dates.injury, found.dates.decision) == (None, None, None, None)
    assert {"missing_age", "missing_sex", "missing_injury_date", "no_decision_date"} <= codes(text)


def test_of_two_dates_of_injury_the_first_counts_and_the_other_is_noticed():
    text = letter(CANE).replace("date of injury is 6/13/2013", "dates of injury are 6/13/2013 and 8/21/2015")
    found = parse(text)
    assert found.dates.injury == date(2013, 6, 13)
    (warning,) = [warning for warning in found.warnings if warning.code == "several_injury_dates"]
    assert text[slice(*warning.span)] == "6/13/2013"
    assert "8/21/2015" in warning.message
    assert parse("Date of Injury: 02/04/2014\n\n" + text).dates.injury == date(2014, 2, 4)


def test_age_and_sex_may_stand_in_a_rationale():
    text = double_spaced(
        HOW_MADE, "CLINICAL CASE SUMMARY\nPain of the back.", ISSUES,
        *item("Cane: Upheld", "This 51 year old worker walks well. Her gait is normal. Not medically necessary."),
    )  # fmt: skip
    found = parse(text)
    assert (found.age, found.sex) == (51, "female")


def test_headings_are_read_in_any_case_and_spacing():
    text = letter(CANE).replace("CLINICAL CASE SUMMARY", "Clinical  Case\n\nSummary:")
    found = parse(
        text.replace("IMR ISSUES, DECISIONS AND", "IMR Issues, Decisions \n\nand").replace("RATIONALES", "Rationales")
    )
    assert found.summary == SUMMARY.split("\n")[1]
    assert [each.request for each in found.items] == ["Cane"]


def test_text_of_no_part_is_named_with_its_place():
    text = "A note of the clerk\n\n" + letter(CANE)
    (warning,) = [warning for warning in parse(text).warnings if warning.code == "unclaimed_text"]
    assert text[slice(*warning.span)] == "A note of the clerk"
    assert not warning.severe


@pytest.mark.parametrize("start", ["", "\n\n", "Case Number: CM14-0000009 \n\n", "Page 1 of 2\n"])
def test_a_byte_order_mark_is_no_text(start):
    plain, marked = parse(start + letter(CANE)), parse("\ufeff" + start + letter(CANE))
    assert "unclaimed_text" not in {warning.code for warning in marked.warnings}
    assert (marked.case_number, marked.dates, marked.summary) == (plain.case_number, plain.dates, plain.summary)
    assert [each.rationale for each in marked.items] == [each.rationale for each in plain.items]


def test_unknown_words_are_warnings():
    text = letter(item("Qwertyish: Upheld", cited="Decision based on Non-MTUS Citation Qwertyish."))
    assert {"unclassified_request", "unknown_guideline"} <= codes(text)
    assert "unknown_specialty" in codes(text.replace("Neurology", "Qwertyish"))


def test_a_letters_close_is_no_rationale():
    found = parse(letter(CANE) + "Sincerely, \n\nMedical Director \n\n/ab \n")
    assert found.items[0].rationale.endswith("medically necessary.")


def test_sections_may_stand_below_the_items():
    for sections in ((HOW_MADE, ISSUES, *CANE, SUMMARY), (SUMMARY, ISSUES, *CANE, HOW_MADE)):
        found = parse(double_spaced(*sections))
        assert [each.rationale for each in found.items] == [RATIONALE]
        assert (found.age, found.reviewer.specialties) == (44, ("Neurology",))
        assert not [warning for warning in found.warnings if warning.severe or warning.code == "unclaimed_text"]


@pytest.mark.parametrize(
    "heading",
    [
        "IMR ISSUES, DECISIONS, AND RATIONALES", "IMR Issues, Decisions and Rationale:",
        "ISSUES, DECISIONS AND RATIONALES", "IMR DECISION(S) AND RATIONALE(S)",
        "IMR ISSUES, DECISION(S) AND RATIONALE(S)", "IMR ISSUES , DECISIONS & RATIONALES",
        "IMR ISSUES,DECISIONS ANDRATIONALES",
    ],
)  # fmt: skip
def test_the_heading_of_the_items_in_other_words(heading):
    found = parse(letter(CANE).replace("IMR ISSUES, DECISIONS AND RATIONALES", heading))
    assert (found.layout, found.summary) == ("final", SUMMARY.split("\n")[1])
    assert [(each.request, each.rationale) for each in found.items] == [("Cane", RATIONALE)]


@pytest.mark.parametrize("heading", ["CLINICAL CASE SUMMARY", "CLINICAL CASESUMMARY ", "CLINICALCASE SUMMARY: \n\n"])
def test_a_heading_run_together(heading):
    found = parse(letter(CANE).replace("CLINICAL CASE SUMMARY \n\n", heading))
    assert (found.summary, found.reviewer.specialties) == (SUMMARY.split("\n")[1], ("Neurology",))


@pytest.mark.parametrize("below", ["CLINICAL CASE SUMMARY", "IMR ISSUES"])
def test_documents_reviewed_are_their_own_part(below):
    documents = "DOCUMENTS REVIEWED \n\nThese were reviewed: \n\n1. Application \n\n2. Notes \n\n \n\n"
    text = letter(CANE).replace(below, documents + below)
    found = parse(text)
    assert (found.summary, found.reviewer.specialties) == (SUMMARY.split("\n")[1], ("Neurology",))
    (part,) = [part for part in parts(text) if part.name == "documents"]
    assert text[slice(*part.span)] == documents.strip()


def test_items_may_stand_under_several_headings():
    text = letter(CANE) + double_spaced(ISSUES, *item("Brace: Overturned"))
    assert [(each.request, each.rationale) for each in parse(text).items] == [("Cane", RATIONALE), ("Brace", RATIONALE)]
    assert "unclaimed_text" not in codes(text)


@pytest.mark.parametrize(
    "close",
    [
        "Sincerely,", "Respectfully submitted,", "Very truly yours,", "END OF DETERMINATION",
        "Disclaimer: this review was made under a contract.",
    ],
)  # fmt: skip
def test_a_close_is_no_rationale(close):
    found = parse(letter(CANE) + f"{close} \n\nMedical Director \n")
    assert [each.rationale for each in found.items] == [RATIONALE]
    assert not [warning for warning in found.warnings if warning.severe]
