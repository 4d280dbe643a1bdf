"""Facets, chips and ways out, derived from filter and answer."""

import pytest
from django.http import QueryDict

from determinations import search, vocabulary
from determinations.filters import DecisionFilter
from determinations.panel import LEADING, chips, panel, relief, sorts
from determinations.search.answer import FacetCount, SearchAnswer
from tests.builders import make_case, make_item
from tests.library import TREATMENTS


def chosen(query: str) -> DecisionFilter:
    return DecisionFilter(QueryDict(query))


def panel_of(query: str, **facets):
    counts = {name: tuple(FacetCount(*each) for each in values) for name, values in facets.items()}
    answer = SearchAnswer(revision=1, count=1, cases=1, overturned=0, facets=counts)
    return panel(chosen(query), answer, "/decisions/")


def facet(query: str, name: str, **facets):
    return next(each for each in panel_of(query, **facets).facets if each.name == name)


def test_ticked_options_come_first_and_stay_at_zero():
    found = facet("body_part=hip&sex=male", "body_part", body_part=[("knee", 9), ("shoulder", 3)])
    assert [(each.value, each.count, each.ticked) for each in found.options] == [
        ("hip", 0, True),
        ("knee", 9, False),
        ("shoulder", 3, False),
    ]
    assert found.active == 1
    assert found.is_open
    assert found.reset_url == "/decisions/?sex=male"


WITHIN = {
    "category": [("rehabilitation", 5), ("surgery", 0)],
    "treatment": [("acupuncture", 3), ("massage-therapy", 2)],
    "source": [("odg", 4)],
    "topic": [("odg-pain", 4)],
}
NOTES = [
    ("category=rehabilitation&category=surgery", [], "one level alone: either"),
    ("treatment=acupuncture&treatment=mri", [], "one level alone, whatever it lies in"),
    ("category=rehabilitation&outcome=upheld", [], "another facet is no level"),
    (
        "category=rehabilitation&treatment=acupuncture&treatment=massage-therapy",
        [
            "Every level ticked must fit: Rehabilitation, and Acupuncture or Massage therapy.",
            "Of Rehabilitation only Acupuncture or Massage therapy is listed. For all of it take that tick out.",
        ],
        "treatments narrow their category",
    ),
    (
        "category=rehabilitation&category=surgery&treatment=acupuncture",
        [
            "Every level ticked must fit: Rehabilitation or Surgery, and Acupuncture.",
            "Of Rehabilitation only Acupuncture is listed. For all of it take that tick out.",
            "Nothing of Surgery is listed: no treatment within it is ticked.",
        ],
        "a category without a tick within is left with nothing",
    ),
    (
        "category=surgery&treatment=acupuncture",
        [
            "Every level ticked must fit: Surgery, and Acupuncture.",
            "Nothing of Surgery is listed: no treatment within it is ticked.",
            "Acupuncture is not listed: Rehabilitation, where it stands, is not ticked.",
        ],
        "the two exclude each other",
    ),
    (
        "source=mtus&topic=odg-pain",
        ["Every level ticked must fit: Medical Treatment Utilization Schedule (MTUS), and ODG: Pain."],
        "a decision may cite guidelines of several sources: nothing is excluded",
    ),
]


@pytest.mark.parametrize(("query", "notes", "reason"), NOTES)
def test_ticks_at_several_levels_are_put_into_words(query, notes, reason):
    assert list(panel_of(query, **WITHIN).notes) == notes, reason


def test_legal_words_come_with_their_plain_meaning():
    found = facet("outcome=upheld", "outcome", outcome=[("overturned", 3), ("upheld", 2)])
    assert {each.label: each.meaning for each in found.options} == {
        "Upheld": "denial stands",
        "Overturned": "treatment approved",
    }
    assert [(each.value, each.meaning) for each in chips(chosen("outcome=upheld&sex=male"), "/")] == [
        ("Upheld", "denial stands"),
        ("Male", ""),
    ]


def test_of_many_options_the_first_are_shown_and_never_fewer_than_are_ticked():
    counts = [(slug, 10 - place) for place, (slug, _) in enumerate(TREATMENTS)]
    few = facet("", "drug", drug=counts)
    assert (few.shown, len(few.options)) == (LEADING, len(counts))
    everything = "&".join(f"drug={slug}" for slug, _ in counts)
    assert facet(everything, "drug", drug=counts).shown == len(counts)


def outline(options) -> list:
    """Value and count of each option, with what lies within it."""
    return [(each.value, each.count, *([outline(each.children)] if each.children else [])) for each in options]


def test_treatments_lie_within_their_category_with_counts_on_both():
    found = facet(
        "treatment=mri",
        "category",
        category=[("rehabilitation", 12), ("pharmaceuticals", 3)],
        treatment=[("acupuncture", 9), ("opioid", 3), ("physical-therapy", 3)],
    )
    assert outline(found.options) == [
        ("rehabilitation", 12, [("acupuncture", 9), ("physical-therapy", 3)]),
        ("pharmaceuticals", 3, [("opioid", 3)]),
        ("diagnostic-testing", 0, [("mri", 0)]),
    ]
    assert [each.active_below for each in found.options] == [0, 0, 1]
    assert (found.label, found.active) == ("Treatment", 1)
    assert "treatment" not in [each.name for each in panel_of("").facets], "it has its place already"


def test_guidelines_lie_within_their_topic_and_that_within_its_source():
    found = facet(
        "",
        "source",
        source=[("acoem", 5), ("odg", 4)],
        topic=[("knee", 5), ("odg-pain", 4)],
        guideline=[("acoem-knee-2004", 3), ("acoem-knee", 2), ("odg-pain", 4)],
    )
    acoem, odg = found.options
    assert outline([acoem]) == [("acoem", 5, [("knee", 5, [("acoem-knee-2004", 3), ("acoem-knee", 2)])])]
    assert outline([odg]) == [("odg", 4, [("odg-pain", 4)])], "of a single edition the topic says all"
    assert (acoem.called, acoem.children[0].called) == ("guideline", "edition")
    assert found.modifier.name == "cited_by"


def test_a_ticked_single_edition_does_not_vanish():
    found = facet("guideline=odg-pain&cited_by=either", "source", topic=[("odg-pain", 4)])
    assert outline(found.options) == [("odg", 0, [("odg-pain", 4, [("odg-pain", 0)])])]
    assert found.active == 2, "the edition, and whose citation is meant"
    assert found.reset_url == "/decisions/"


@pytest.mark.parametrize("answered", [True, False])
def test_what_lies_within_nothing_known_stands_at_the_end(answered):
    query = "treatment=zorblaxing&category=surgery"
    found = panel_of(query) if answered else panel(chosen(query), None, "/decisions/")
    group = next(each for each in found.facets if each.name == "category")
    none = 0 if answered else None
    assert outline(group.options) == [("surgery", none), ("zorblaxing", none)]
    assert [(each.name, bool(each.errors)) for each in group.parameters] == [("category", False), ("treatment", True)]
    assert group.is_open


def test_to_a_long_list_values_are_added_by_name_but_those_that_are_ticked():
    counts = [(drug.slug, 3) for drug in vocabulary.drugs()[:13]]
    assert facet("", "drug", drug=counts[:12]).parameters[0].offered == ()
    offered = facet(f"drug={counts[0][0]}", "drug", drug=counts).parameters[0].offered
    assert offered == tuple(drug.name for drug in vocabulary.drugs()[1:13])


def test_groups_stand_in_the_order_declared():
    assert [each.name for each in panel_of("").groups] == [
        "outcome", "category", "drug", "source", "sides", "specialty", "body_part", "decided_after", "age_min", "sex",
        "layout",
    ]  # fmt: skip


def years_of(query: str, *counts):
    answer = SearchAnswer(revision=1, count=1, cases=1, overturned=0, years=tuple(FacetCount(*each) for each in counts))
    return panel(chosen(query), answer, "/decisions/").ranges[0].years


def test_years_are_a_picture_of_the_decisions_and_choose_them():
    found = years_of("sex=male&page=3", ("2014", 5), ("2016", 10))
    assert [(each.number, each.count, each.share) for each in found] == [(2014, 5, 50), (2015, 0, 0), (2016, 10, 100)]
    assert found[2].url == "/decisions/?sex=male&decided_after=2016&decided_before=2016"
    assert not any(each.is_chosen or each.is_outside for each in found)


YEARS = [
    ("decided_after=2015&decided_before=2015", [2015], "a year"),
    ("decided_after=2014-06&decided_before=2015-02-03", [2014, 2015], "whatever days of them"),
    ("decided_after=2015", [2015, 2016], "no end"),
    ("decided_before=2014", [2014], "no beginning"),
    ("decided_after=x", [], "what is no date"),
]


@pytest.mark.parametrize(("query", "expected", "reason"), YEARS)
def test_the_years_chosen_are_told_from_the_others(query, expected, reason):
    found = years_of(query, ("2014", 5), ("2015", 5), ("2016", 5))
    assert [each.number for each in found if each.is_chosen] == expected, reason
    assert [each.number for each in found if each.is_outside] == (
        [] if not expected else [year for year in (2014, 2015, 2016) if year not in expected]
    )


def test_the_year_that_is_chosen_takes_itself_back_and_does_not_vanish():
    found = years_of("decided_after=2019&decided_before=2019&sex=male", ("2017", 5))
    assert [(each.number, each.count) for each in found] == [(2017, 5), (2018, 0), (2019, 0)]
    assert found[2].url == "/decisions/?sex=male"


def test_a_misread_century_does_not_list_every_year_since():
    assert [each.number for each in years_of("", ("1915", 1), ("2015", 5))] == [1915, 2015]


SEX, MALE = "Worker’s sex", "/decisions/?sex=male"
CHIPS = [
    ("q=neck+pain", [("Words: neck pain", "/decisions/")], "what was typed"),
    ("outcome=overturned&sort=oldest&page=2", [("Outcome: Overturned", "/decisions/?sort=oldest")], "order is none"),
    ("sex=male&sex=female", [(f"{SEX}: Male", "/decisions/?sex=female"), (f"{SEX}: Female", MALE)], "each"),
    ("decided_after=2015", [("Decided from: 2015", "/decisions/")], "a date as it was typed"),
    ("age_max=40", [("Age to: 40", "/decisions/")], "an age"),
    ("outcome=won", [("Outcome: won", "/decisions/")], "what is wrong can be taken out"),
    ("cited_by=reviewer", [], "the default is no choice"),
    ("cited_by=either", [("Guideline cited by: Either side", "/decisions/")], "another one is"),
    ("q=&treatment=", [], "empty fields are none"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected", "reason"), CHIPS)
def test_chips(query, expected, reason):
    found = [(f"{chip.label}: {chip.value}", chip.url) for chip in chips(chosen(query), "/decisions/")]
    assert found == expected, reason


def test_every_choice_but_order_and_page_has_a_chip():
    """A parameter added to the filter later gets its chip by itself."""
    values = {"outcome": "upheld", "sex": "male", "cited_by": "either", "sort": "oldest", "page": "2"}
    for name in DecisionFilter.base_filters:
        found = list(chips(chosen(f"{name}={values.get(name, '1')}"), "/decisions/"))
        assert len(found) == (name not in ("sort", "page")), name


def test_the_summary_names_a_few_choices():
    assert panel_of("q=neck&outcome=upheld").summary == "neck, Upheld"
    assert panel_of("age_max=40&decided_after=2015").summary == "decided from 2015, age to 40"
    assert panel_of("q=neck&outcome=upheld&outcome=overturned&sex=male&age_min=20").summary.endswith("and 1 more")


def test_an_invalid_choice_lists_what_is_ticked_and_counts_nothing():
    found = panel(chosen("outcome=upheld&outcome=won&age_min=x"), None, "/decisions/")
    outcome = next(each for each in found.facets if each.name == "outcome")
    assert [(each.value, each.count) for each in outcome.options] == [("upheld", None), ("won", None)]
    assert [each.name for each in found.problems] == ["outcome", "age_min"]
    assert found.ranges[1].is_open
    year = panel(chosen("q=%22open&decided_after=2015&decided_before=2015"), None, "/decisions/").ranges[0]
    assert (year.years, year.is_open) == ((), True)


def test_the_best_match_is_offered_for_words_only():
    assert [each.label for each in sorts(chosen(""), "/")] == ["Newest first", "Oldest first"]
    found = sorts(chosen("q=neck&page=3"), "/")
    assert [(each.label, each.is_current) for each in found][-1] == ("Best match", True)
    assert found[0].url == "/?q=neck&sort=newest"


def test_the_order_marked_is_the_one_used():
    """Without words nothing matches better: asked for the best match, the newest come first."""
    assert [each.label for each in sorts(chosen("sort=relevance"), "/") if each.is_current] == ["Newest first"]
    assert [each.label for each in sorts(chosen("sort=oldest"), "/") if each.is_current] == ["Oldest first"]


@pytest.mark.django_db
def test_relief_offers_the_choice_that_brings_most_back():
    make_item(make_case(sex="female", age=30))
    make_item(make_case(sex="female", age=30))
    make_item(make_case(sex="male", age=70))
    search.sync()
    found = relief(chosen("sex=female&age_min=60"), "/decisions/")
    assert (found.label, found.value, found.count, found.url) == ("Age from", "60", 2, "/decisions/?sex=female")


@pytest.mark.django_db
def test_relief_takes_all_values_of_a_facet_out_together():
    make_item()
    search.sync()
    found = relief(chosen("treatment=mri&treatment=opioid"), "/decisions/")
    assert (found.value, found.url, found.count) == ("MRI or Opioids", "/decisions/", 1)


@pytest.mark.django_db
def test_no_relief_where_no_single_choice_helps():
    make_item()
    search.sync()
    assert relief(chosen("treatment=mri&sex=male"), "/decisions/") is None
