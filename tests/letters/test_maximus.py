"""The `maximus` layout: numbered sentences and what can go wrong with them, the cover, cut-off letters."""

import re
from datetime import date

import pytest

from ingest.letters import parse, parts
from tests.cost import assert_cheap
from tests.letters import letter as final_letter
from tests.letters.maximus_letter import (
    BODY,
    CLAIMS_ADMIN,
    COVER,
    DECISIONS,
    IS,
    LABEL,
    NOT,
    RATIONALE,
    UPHOLD,
    item,
    letter,
)

CANE, WALKER, BRACE = item(f"1. Cane {NOT}"), item(f"2. Walker {NOT}"), item(f"3. Brace {NOT}")
YES = "She cannot walk alone. The request is medically necessary and appropriate."


def read(text):
    return [(each.request, each.outcome) for each in parse(text).items]


def codes(text):
    return {warning.code for warning in parse(text).warnings}


def severe(text):
    return {warning.code for warning in parse(text).warnings if warning.severe}


def part(text, name):
    return [text[slice(*each.span)] for each in parts(text) if each.name == name]


@pytest.mark.parametrize(
    ("heading", "request_", "outcome", "reason"),
    [
        ("1. Cane is not medically necessary and appropriate.", "Cane", "upheld", "the usual form"),
        ("1. A cane\nis medically\nnecessary and\nappropriate.", "A cane", "overturned", "wrapped"),
        ("1) Canes are NOT medically necessary or appropriate.", "Canes", "upheld", "a bracket, capitals, or"),
        ("(1) Cane was not medically necessary.", "Cane", "upheld", "past, short"),
        ("**1.** Cane is notmedically necessary and appropriate.", "Cane", "upheld", "bold, glued"),
        ("1.Cane ISNOT medically necessary and appropriate", "Cane", "upheld", "glued twice, no full stop"),
        ("𝟏. Cane isn’t medically necessary and appropriate.", "Cane", "upheld", "bold digits, contracted"),
        ("Cane is not medically necessary and appropriate.", "Cane", "upheld", "no number"),
        ("1. Cane: not medically necessary and appropriate.", "Cane", "upheld", "no verb"),
        ("1. Canes are neither medically necessary nor appropriate.", "Canes", "upheld", "neither, nor"),
        ("1. A cane is no longer medically necessary and appropriate.", "A cane", "upheld", "no longer"),
        ("1. Cane is partially medically necessary and appropriate.", "Cane", "partially_overturned", "partly"),
        ("1. The request for a cane " + NOT, "The request for a cane", "upheld", "as written"),
        (
            "1) MAXIMUS Federal Services, Inc. has determined the request for a cane " + NOT, "a cane", "upheld",
            "the sentence of the notice",
        ),
        ("1. Drugs: Soma no. 30, 2.5 mg daily. Qty: 1 " + NOT, "Drugs: Soma no. 30, 2.5 mg daily. Qty: 1", "upheld",
         "points and colons"),
        ("1. 12 visits, 2 times a week for\n6 weeks " + NOT, "12 visits, 2 times a week for 6 weeks", "upheld",
         "numbers, one of them at a line's start"),
        ("1. The following drugs:\n1. Soma\n2. Norco\nare not medically necessary and appropriate.",
         "The following drugs: 1. Soma 2. Norco", "upheld", "a list in the request"),
        ("1. A medically necessary visit, if one is medically necessary, " + NOT,
         "A medically necessary visit, if one is medically necessary", "upheld", "the formula in the request"),
        ("1. Cane " + NOT.replace(".", " at this time."), "Cane", "upheld", "words after the formula"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "spacing", [str, lambda text: text.replace("\n", " \n\n"), lambda text: re.sub(r"(?<!\n)\n(?!\n)", " ", text)]
)
def test_the_request_is_the_sentence_up_to_the_formula(heading, request_, outcome, reason, spacing):
    found = parse(spacing(letter(item(heading))))
    assert [(each.request, each.outcome) for each in found.items] == [(request_, outcome)], reason
    (each,) = found.items
    assert each.rationale == RATIONALE
    assert [citation.source for citation in each.claims_admin_citations] == ["ODG"]
    assert [citation.source for citation in each.reviewer_citations] == ["ACOEM"]
    assert "unclaimed_text" not in {warning.code for warning in found.warnings}


LISTED = (
    "These are missing:\n1. Pain is noted.\n2. An x-ray.\n3. Failed care.\n\nThe request is not medically necessary."
)
QUOTED = f"An earlier letter said:\n\n2. Walker {NOT}\n\nThat holds here. The cane is not medically necessary."
SPOKEN = (
    "The Claims Administrator based its decision on the ODG. The request is not medically necessary. The Claims "
    "Administrator did not cite the MTUS.\nThe Physician Reviewer notes it. The decision rationale: none is needed; "
    "it is not medically necessary."
)


@pytest.mark.parametrize(
    ("rationale", "reason"),
    [
        (LISTED, "a list with the next item's number in it"),
        (QUOTED, "the next item's number on a quoted decision"),
        (SPOKEN, "sentences of both sides and a label's words"),
        ("It is not medically necessary, for want of:\n1. Age over 50\n2. A fall\n\n", "a list at the end"),
        ("The walker is not medically necessary. The request is not medically necessary and appropriate.", "formulas"),
    ],
)
@pytest.mark.parametrize("ca", [CLAIMS_ADMIN, ""])
@pytest.mark.parametrize("reflowed", [False, True])
def test_what_a_rationale_holds_is_no_item(rationale, reason, reflowed, ca):
    def spaced(text):
        return " ".join(text.split()) if reflowed else text

    text = spaced(letter(item(f"1. Cane {NOT}", rationale), item(f"2. Walker {NOT}", ca=ca)))
    assert read(text) == [("Cane", "upheld"), ("Walker", "upheld")], reason
    assert parse(text).items[0].rationale == " ".join(rationale.split())
    alone = spaced(letter(item(f"1. Cane {NOT}", rationale)))
    assert read(alone) == [("Cane", "upheld")], reason


@pytest.mark.parametrize(
    ("second", "claims_admin", "reviewer", "reason"),
    [
        (item(f"2. Walker {NOT}", label="Decision rationale: "), 1, 1, "the short label"),
        (item(f"2. Walker {NOT}", label="The Physician Reviewer's decision rationale\n"), 1, 1, "no colon"),
        (item(f"2. Walker {NOT}", label="The Chiropractic Reviewer`s\ndecision rationale: "), 1, 1, "another reviewer"),
        (item(f"2. Walker {NOT}", label=""), 1, 1, "no label"),
        (item(f"2. Walker {NOT}", ca=""), 0, 1, "nothing of the claims administrator"),
        (item(f"2. Walker {NOT}", reviewer=""), 1, 0, "nothing of the reviewer"),
        (item(f"2. Walker {NOT}", ca="", reviewer=""), 0, 0, "the rationale alone"),
        (item(f"2. Walker {NOT}", ca="", reviewer="", label=""), 0, 0, "no label at all"),
        (item(f"2. Walker {NOT}", ca="The UR physician denied it under the ODG, Knee.\n\n"), 1, 1, "another name"),
        (item(f"Walker {NOT}"), 1, 1, "its number is lost"),
        (
            item(f"2. Walker {NOT}", ca="Claims Administrator guideline: ODG, Knee.\n\n",
                 reviewer="MAXIMUS guideline: ODG, Knee.\n\n", label="Decision rationale: "), 1, 1, "later labels",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("spacing", [str, lambda text: re.sub(r"\n\n+", "\n", text)])
def test_labels_may_be_missing_or_written_otherwise(second, claims_admin, reviewer, reason, spacing):
    found = parse(spacing(letter(CANE, second, BRACE)))
    assert [each.request for each in found.items] == ["Cane", "Walker", "Brace"], reason
    walker = found.items[1]
    assert (len(walker.claims_admin_citations), len(walker.reviewer_citations)) == (claims_admin, reviewer), reason
    assert [each.rationale for each in found.items] == [RATIONALE] * 3, reason


def test_a_side_may_begin_with_other_words():
    text = letter(item(f"1. Cane {NOT}", reviewer="The ODG, Knee Chapter is apt. The Reviewer did not cite more.\n\n"))
    assert part(text, "reviewer") == ["The ODG, Knee Chapter is apt. The Reviewer did not cite more."]


def test_a_heading_goes_on_over_pages():
    footer = "\n\n\f\nFinal Determination Letter for IMR Case Number CM13-0900200   2\n\n\n"
    text = letter(CANE, item(f"2. Walker with{footer}a seat is not medically{footer}necessary and appropriate."))
    found = parse(text)
    assert read(text) == [("Cane", "upheld"), ("Walker with a seat", "upheld")]
    assert [each.rationale for each in found.items] == [RATIONALE] * 2
    assert part(text, "request")[1:] == ["2. Walker with", "a seat is not medically", "necessary and appropriate."]


def test_a_title_page_and_a_cover_are_parts_of_their_own():
    text = letter(CANE)
    found = parse(text)
    assert found.case_number == "CM13-0900200"
    assert (found.dates.injury, found.dates.decision) == (date(2010, 5, 6), date(2014, 3, 4))
    assert (found.age, found.sex, found.reviewer.specialties) == (52, "female", ("Neurology",))
    assert found.summary == "The patient is a 52-year-old woman who was injured on 5/6/2010."
    assert part(text, "cover") == [COVER.format(announced=UPHOLD).strip()]
    assert "UTILIZATION REVIEW DETERMINATION LETTER" in part(text, "title_page")[-1]
    assert part(text, "documents") == ["DOCUMENTS REVIEWED\nThese documents included:\n- Application of Independent "
                                       "Medical Review"]  # fmt: skip
    assert codes(text) <= {"unclassified_request", "unknown_guideline"}


def test_what_stands_on_the_title_page_and_is_no_part_of_it_is_named():
    text = letter(CANE).replace("Priority:", "A note of the clerk\nPriority:")
    (warning,) = [warning for warning in parse(text).warnings if warning.code == "unclaimed_text"]
    assert text[slice(*warning.span)] == "A note of the clerk"


def test_a_letter_without_title_page_and_cover():
    found = parse(BODY + DECISIONS + CANE)
    assert (found.layout, found.case_number, found.dates.injury) == ("maximus", None, date(2010, 5, 6))
    assert [each.request for each in found.items] == ["Cane"]


@pytest.mark.parametrize(
    ("announced", "items", "differs"),
    [
        (UPHOLD, (CANE, WALKER), False),
        (UPHOLD, (CANE, item(f"2. Walker {IS}", YES)), True),
        ("OVERTURN. This means we decided that all", (item(f"1. Cane {IS}", YES),), False),
        ("OVERTURN. This means we decided that all", (CANE,), True),
        ("PARTIAL OVERTURN. This means we decided that some", (CANE, item(f"2. Walker {IS}", YES)), False),
        ("PARTIAL OVERTURN. This means we decided that some", (CANE,), True),
        ("This means we decided that none", (item(f"1. Cane {IS}", YES),), True),
        ("This means we decided that none", (CANE,), False),
    ],
)
def test_the_cover_is_held_against_the_items(announced, items, differs):
    text = letter(*items, announced=announced)
    found = [warning for warning in parse(text).warnings if warning.code == "announced_outcome_differs"]
    assert bool(found) == differs
    for warning in found:
        assert text[slice(*warning.span)] in announced
        assert not warning.severe


@pytest.mark.parametrize(
    ("text", "requests", "named"),
    [
        (letter(CANE, BRACE), ["Cane", "Brace"], ["3. Brace"]),
        (letter(CANE, BRACE, WALKER), ["Cane", "Brace", "Walker"], ["3. Brace", "2. Walker"]),
        (letter(CANE, WALKER, BRACE), ["Cane", "Walker", "Brace"], []),
    ],
)
def test_missing_and_misplaced_numbers_are_warnings(text, requests, named):
    found = parse(text)
    assert [each.request for each in found.items] == requests
    places = [text[slice(*warning.span)] for warning in found.warnings if warning.code == "items_out_of_order"]
    assert [place.split(" is ")[0] for place in places] == named


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("2.", "item_without_request"),
        ("2. Walker with", "item_without_outcome"),
        (f"2. Walker {NOT}", "item_without_rationale"),
        (f"2. Walker {NOT}\n\nThe Claims Admin", "item_without_rationale"),
        (f"2. Walker {NOT}\n\n{CLAIMS_ADMIN}", "item_without_rationale"),
        (f"2. Walker {NOT}\n\n{CLAIMS_ADMIN}{LABEL}She walks", "truncated"),
        (item("2. Walker, one") + BRACE, "item_without_outcome"),
    ],
)
def test_a_letter_that_breaks_off_is_held(end, code):
    text = letter(CANE, end)
    assert code in severe(text)
    assert parse(text).items[0].rationale == RATIONALE
    assert severe(letter(CANE)) == set()


def test_without_items_or_their_heading():
    assert "no_items" in severe(letter())
    lost = letter(CANE, WALKER, decisions="")
    assert parse("Notice of Independent Medical Review Determination\n\n" + lost).layout == "maximus"
    assert read(lost) == [("Cane", "upheld"), ("Walker", "upheld")]
    assert parse(lost).summary.endswith("5/6/2010.")


@pytest.mark.parametrize("heading", ["IMR ISSUES, DECISIONS AND RATIONALES", "IMR DECISION(S) AND RATIONALE(S)"])
def test_titles_with_labels_are_called_final(heading):
    front = letter(decisions=DECISIONS.replace("IMR DECISION(S) AND RATIONALE(S)", heading))
    found = parse(front + "\n\n".join(final_letter.item("Cane: Upheld")))
    assert (found.layout, found.case_number) == ("final", "CM13-0900200")
    assert [(each.request, each.outcome) for each in found.items] == [("Cane", "upheld")]


def test_an_earlier_letter_quoted_in_the_summary_changes_nothing():
    quoted = f"""
Notice of Independent Medical Review Determination

An earlier INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE in CM12-0900999:
1) MAXIMUS Federal Services, Inc. has determined the request for a scooter {IS}
"""
    text = letter(CANE).replace("injured on 5/6/2010.", "injured on 5/6/2010.\n" + quoted)
    found = parse(text)
    assert (found.layout, found.case_number) == ("maximus", "CM13-0900200")
    assert read(text) == [("Cane", "upheld")]
    assert "scooter" in found.summary


def test_many_false_labels_take_bounded_time():
    noise = "1. The Claims Administrator did not cite it. The request is not medically necessary. " * 3_000
    assert_cheap(lambda: parse(letter(item(f"1. Cane {NOT}", noise))), seconds=5)
