"""The door to search, on real rows: item-level truth, exact counts, order, words."""

from datetime import date

import pytest

from determinations import corpus, search
from determinations.search import counting
from determinations.search.language import parse_text
from determinations.search.query import NEWEST, OLDEST, RELEVANCE, SearchQuery
from determinations.search.widening import widened
from tests.builders import make_case, make_citation, make_item

pytestmark = pytest.mark.django_db


def found(**choices) -> list[int]:
    return [hit.item_id for hit in search.search(SearchQuery(**choices)).hits]


def words(text: str) -> list[int]:
    return found(words=parse_text(text))


def counts(answer, facet: str) -> dict[str, int]:
    return {each.value: each.count for each in answer.facets[facet]}


def test_an_empty_corpus_answers_with_nothing():
    assert search.search(SearchQuery()).count == 0
    search.sync()
    answer = search.search(SearchQuery())
    assert (answer.count, answer.cases, answer.hits) == (0, 0, ())


def test_two_filters_must_hold_of_one_and_the_same_decision():
    case = make_case()
    make_item(case, treatment="acupuncture", outcome="upheld")
    make_item(case, treatment="physical-therapy", outcome="overturned")
    both = make_item(treatment="acupuncture", outcome="overturned")
    search.sync()
    assert found(treatment=("acupuncture",), outcome=("overturned",)) == [both.pk]


def test_values_of_one_parameter_widen_and_parameters_narrow():
    first = make_item(treatment="acupuncture", outcome="upheld")
    second = make_item(treatment="mri", category="diagnostic-testing", outcome="upheld")
    make_item(treatment="mri", category="diagnostic-testing", outcome="overturned")
    search.sync()
    assert sorted(found(treatment=("acupuncture", "mri"), outcome=("upheld",))) == [first.pk, second.pk]


def test_a_facet_counts_without_its_own_choice_but_with_all_others():
    make_item(treatment="acupuncture", outcome="overturned")
    make_item(treatment="mri", category="diagnostic-testing", outcome="overturned")
    make_item(treatment="mri", category="diagnostic-testing", outcome="upheld")
    search.sync()
    answer = search.search(SearchQuery(treatment=("acupuncture",), outcome=("overturned",)))
    assert answer.count == 1
    assert counts(answer, "treatment") == {"acupuncture": 1, "mri": 1}
    assert counts(answer, "outcome") == {"overturned": 1}


def test_a_guideline_is_the_reviewers_unless_asked_otherwise():
    by_reviewer, by_adjuster = make_item(), make_item()
    make_citation(by_reviewer, "odg-pain", cited_by="reviewer")
    make_citation(by_adjuster, "odg-pain", cited_by="claims-admin")
    search.sync()
    assert found(guideline=("odg-pain",)) == [by_reviewer.pk]
    assert found(guideline=("odg-pain",), cited_by="claims-admin") == [by_adjuster.pk]
    assert sorted(found(guideline=("odg-pain",), cited_by="either")) == [by_reviewer.pk, by_adjuster.pk]


def test_dates_and_ages_are_inclusive_and_leave_unknown_ones_out():
    young = make_item(make_case(age=20, decision_date=date(2015, 1, 1)))
    old = make_item(make_case(age=60, decision_date=date(2016, 12, 31)))
    make_item(make_case(age=None, decision_date=None))
    search.sync()
    assert found(age_min=20, age_max=20) == [young.pk]
    assert found(age_min=21) == [old.pk]
    assert found(decided_after=date(2016, 12, 31)) == [old.pk]
    assert found(decided_before=date(2016, 12, 30)) == [young.pk]


def test_in_date_order_a_case_stands_together_and_undated_ones_come_last():
    old = make_case(decision_date=date(2014, 5, 1))
    undated = make_case(decision_date=None)
    new = make_case(decision_date=date(2016, 5, 1))
    rows = {case.pk: [make_item(case).pk, make_item(case).pk] for case in (undated, new, old)}
    search.sync()
    assert found(sort=NEWEST) == rows[new.pk] + rows[old.pk] + rows[undated.pk]
    assert found(sort=OLDEST) == rows[old.pk] + rows[new.pk] + rows[undated.pk]


def test_pages_are_cut_from_one_order():
    items = [make_item(make_case(decision_date=date(2015, 1, day))).pk for day in range(1, 8)]
    search.sync()
    pages = [found(page=page, page_size=3) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [pk for page in pages for pk in page] == items[::-1]
    third = search.search(SearchQuery(page=3, page_size=3))
    assert [hit.rank for hit in third.hits] == [7]


def test_cases_are_counted_once_however_many_of_their_decisions_match():
    case = make_case()
    for _ in range(3):
        make_item(case, outcome="overturned")
    make_item(outcome="overturned")
    make_item(make_case(specialties=("neurology",)), outcome="upheld")
    search.sync()
    overturned = search.search(SearchQuery(outcome=("overturned",)))
    assert (overturned.count, overturned.cases, overturned.overturned) == (4, 2, 4)
    whole_cases = search.search(SearchQuery(specialty=("occupational-medicine",)))
    assert (whole_cases.count, whole_cases.cases) == (4, 2)
    everything = search.search(SearchQuery())
    assert (everything.count, everything.cases, everything.overturned) == (5, 3, 4)


WORDS = [
    ("injection", True, "a word of the request"),
    ("INJECTIONS", True, "stemmed, whatever its case"),
    ("epidural conservative", True, "words of different fields of one decision"),
    ("epidural chiropractic", False, "every word must match"),
    ('"epidural steroid"', True, "a phrase in order"),
    ('"steroid epidural"', False, "not in another order"),
    ("epidural -conservative", False, "a word that must not occur"),
    ("epidural -acupuncture", True, "and does not"),
    ("-acupuncture", True, "only what must not occur"),
    ("L4-L5", True, "a level as it is written"),
    ("10/325", False, "a strength that is not there"),
    ("sciatica", True, "a word of the case's summary"),
    ("disability", True, "a word of a citation"),
]


@pytest.mark.parametrize(("text", "matches", "reason"), WORDS, ids=[row[2] for row in WORDS])
def test_words(text, matches, reason):
    item = make_item(
        make_case(summary="Low back pain with sciatica."),
        request="Lumbar epidural steroid injection L4-L5",
        rationale="Conservative care has failed.",
    )
    make_citation(item)
    search.sync()
    assert words(text) == ([item.pk] if matches else [])


@pytest.mark.parametrize(
    "typed",
    [
        *("CM15-0028114", "cm15-0028114", "CM150028114", "CM15–0028114", '"CM15 0028114"', "15-28114"),
        *("150028114", "0028114", "#0028114", "Case Number: CM15-0028114", "case no. 15-0028114", '"0028114"'),
        *("request:CM15-0028114", "rationale:(CM 15 0028114)", "request:0028114", "guideline:case 15-28114"),
    ],
)
def test_a_case_is_found_by_its_number_however_it_is_written(typed):
    item = make_item(make_case(case_number="CM15-0028114"))
    make_item()
    search.sync()
    assert words(typed) == [item.pk]


def test_figures_are_found_as_typed_beside_the_case_they_may_number():
    case = make_item(make_case(case_number="CM14-9010406"))
    mentions = make_item(rationale="Claim 9010406 was closed.")
    make_item(make_case(case_number="CM14-9010407"))
    search.sync()
    assert sorted(words("9010406")) == sorted([case.pk, mentions.pk])
    assert words("9010406 -claim") == [case.pk]
    assert words("request:9010406") == [case.pk]


@pytest.mark.parametrize("typed", ["2016", "60", "#60", "10/325", "64483", "99213"])
def test_other_figures_find_no_case(typed):
    for number in ("CM20-1600060", "CM10-0000325", "CM15-0002016", "CM15-0064483", "CM15-0099213", "CM15-0000060"):
        make_item(make_case(case_number=number))
    search.sync()
    assert words(typed) == []


def test_a_match_in_the_request_counts_most():
    in_rationale = make_item(request="MRI", rationale="The neck brace was tried. " * 2)
    in_request = make_item(request="Neck brace", rationale="It was tried before without any effect at all.")
    search.sync()
    answer = found(words=parse_text("brace"), sort=RELEVANCE)
    assert answer == [in_request.pk, in_rationale.pk]


def test_breakdown_counts_decisions_and_overturned_ones():
    make_item(treatment="acupuncture", outcome="overturned")
    make_item(treatment="acupuncture", outcome="upheld")
    make_item(treatment="mri", category="diagnostic-testing", outcome="upheld")
    search.sync()
    rows = [(row.value, row.count, row.overturned) for row in search.breakdown("treatment")]
    assert rows == [("acupuncture", 2, 1), ("mri", 1, 0)]
    only_upheld = search.breakdown("category", SearchQuery(outcome=("upheld",)))
    assert [(row.value, row.count) for row in only_upheld] == [("diagnostic-testing", 1), ("rehabilitation", 1)]


def test_the_answer_names_the_revision_it_shows():
    make_item()
    search.sync()
    assert search.search(SearchQuery()).revision == corpus.current().number == search.revision()


def test_cases_are_counted_alike_whether_or_not_the_count_is_kept(monkeypatch):
    case = make_case()
    for _ in range(3):
        make_item(case, outcome="overturned")
    search.sync()
    monkeypatch.setattr(counting, "_CHEAP_TO_COUNT", 0)
    for _ in range(2):
        assert search.search(SearchQuery(outcome=("overturned",))).cases == 1
    make_item(outcome="overturned")
    search.sync()
    assert search.search(SearchQuery(outcome=("overturned",))).cases == 2


TYPED = [
    ("norco percocet", {"both"}, "all words"),
    ("norco OR percocet", {"both", "norco", "percocet"}, "either"),
    ("norco -percocet", {"norco"}, "without"),
    ("norco OR NOT denied", {"norco", "both", "level", "count"}, "or without"),
    ("NOT (norco OR percocet)", {"level", "count"}, "without either"),
    ("norc*", {"norco", "both"}, "the beginning of a word"),
    ("denie* -norco", {"percocet"}, "which is matched unstemmed"),
    ('"injection denied"~1', {"percocet"}, "near each other"),
    ('"denied injection"~1', {"percocet"}, "whichever comes first"),
    ('"injection denied"', set(), "and not as a phrase"),
    ("request:norco", {"norco", "both"}, "in the request"),
    ("rationale:norco", set(), "and nowhere else"),
    ("request:(norco percocet)", {"both"}, "several words in the request"),
    ("#60", {"count"}, "a count, not any number"),
    ("# 60", {"count"}, "typed with a blank"),
    ("60", {"count", "level"}, "any number"),
    ('"#60"', {"count"}, "in quotes, too, the sign counts"),
    ('"# 60"', {"count"}, "with a blank in quotes"),
    ('"#60"~3', {"count"}, "near nothing"),
    ('"325mg #60"', {"count"}, "after other words in quotes"),
    ('"325mg 60"', {"count"}, "without the sign any number"),
    ('"in #60 days"', set(), "where the letter has no sign"),
    ('"60 ultracet #60"~5', {"count"}, "near each other"),
    ("L4-L5", {"level"}, "a level written shorter"),
    ("10/325", {"count"}, "a strength with units"),
    ("2x6", {"level"}, "times with blanks"),
]


@pytest.mark.parametrize(("typed", "expected", "reason"), TYPED, ids=[row[2] for row in TYPED])
def test_finds_what_was_typed(typed, expected, reason):
    rows = {
        "norco": ("Norco", "Not needed; denied."),
        "percocet": ("Percocet", "The injection was denied."),
        "both": ("Norco and Percocet", "Denied."),
        "level": ("Block at L4-5, 2 x 6", "In 60 days."),
        "count": ("Ultracet 10mg/325mg #60", "Needed."),
    }
    made = {make_item(request=request, rationale=why).pk: name for name, (request, why) in rows.items()}
    search.sync()
    assert {made[pk] for pk in words(typed)} == expected, reason


def test_other_wordings_are_found_and_quotes_switch_them_off():
    brand, generic = make_item(request="Norco"), make_item(request="Hydrocodone/APAP")
    search.sync()
    typed = widened(parse_text("norco"))
    assert set(found(words=typed, sort=RELEVANCE)) == {brand.pk, generic.pk}
    assert words('"norco"') == [brand.pk]


def test_a_short_form_is_not_stemmed():
    unit = make_item(request="TENS unit")
    make_item(request="Ten visits")
    search.sync()
    assert words("TENS") == [unit.pk]


def test_any_expression_finds_decisions_and_nothing_else():
    """What excludes, alone or among alternatives, never finds the index's own records."""
    item = make_item()
    search.sync()
    for typed in ("-absent", "absent OR -absent", "-(absent OR missing)", "-(-acupuncture)", "NOT absent NOT missing"):
        assert words(typed) == [item.pk], typed


def test_a_search_by_words_in_a_field_finds_a_cited_guideline():
    item = make_item()
    make_item()
    make_citation(item, text="The Knee Book, page 7")
    search.sync()
    assert words("guideline:knee") == [item.pk]
