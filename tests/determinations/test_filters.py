"""Every public parameter: read, refused, and in plain SQL the same as the index."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from determinations import search
from determinations.filters import DecisionFilter, canonical, facet_names, parameters, unknown_parameters
from determinations.search.expressions import Word
from determinations.search.query import SearchQuery
from tests.builders import make_case, make_citation, make_item
from tests.library import make_library

READ = [
    ("", SearchQuery(), "nothing asked is everything, newest first"),
    ("q=&treatment=&age_min=&sort=&page=", SearchQuery(), "a form sends its empty fields"),
    ("treatment=mri&treatment=opioid", SearchQuery(treatment=("mri", "opioid")), "repeated is or"),
    ("treatment=mri&treatment=mri", SearchQuery(treatment=("mri",)), "twice the same is once"),
    ("treatment=Opioids&treatment=OPIOID", SearchQuery(treatment=("opioid",)), "a name as its slug, in any letters"),
    ("treatment=+Physical++therapy+", SearchQuery(treatment=("physical-therapy",)), "spacing is no matter in a name"),
    ("outcome=overturned&sex=male", SearchQuery(outcome=("overturned",), sex=("male",)), "different is and"),
    ("q=elbow", SearchQuery(words=Word("elbow"), sort="relevance"), "words are ordered by match"),
    ("q=elbow&sort=oldest", SearchQuery(words=Word("elbow"), sort="oldest"), "unless asked otherwise"),
    ("sort=relevance", SearchQuery(sort="relevance"), "asked for, though nothing matches better"),
    ("cited_by=either", SearchQuery(cited_by="either"), "who cited"),
    ("decided_after=2015", SearchQuery(decided_after=date(2015, 1, 1)), "from the year's first day"),
    ("decided_before=2015", SearchQuery(decided_before=date(2015, 12, 31)), "to its last"),
    ("decided_before=2016-02", SearchQuery(decided_before=date(2016, 2, 29)), "a month has its own last day"),
    ("decided_after=2015-6-9", SearchQuery(decided_after=date(2015, 6, 9)), "noughts may be missing"),
    (
        "decided_after=2015&decided_before=2015",
        SearchQuery(decided_after=date(2015, 1, 1), decided_before=date(2015, 12, 31)),
        "one year",
    ),
    ("age_min=40&age_max=40", SearchQuery(age_min=40, age_max=40), "one age is a range too"),
    ("page=7", SearchQuery(page=7), "a page"),
    ("page=7&page=", SearchQuery(page=7), "a form's empty field takes nothing back"),
    ("age_min=007", SearchQuery(age_min=7), "noughts before"),
    ("=&=x&sex=male", SearchQuery(sex=("male",)), "what has no name asks nothing"),
]

REFUSED = [
    ("treatment=acupuncure", "treatment", "“acupuncure” is not a known value. Did you mean “acupuncture”?", "a slip"),
    ("outcome=won&outcome=lost", "outcome", "“lost” is not a known value.", "each unknown value is named"),
    ("guideline=none-such-here", "guideline", "“none-such-here” is not a known value.", "no guess where none is near"),
    ("cited_by=judge", "cited_by", "“judge” is not a known value.", "a word of a short list"),
    ("sort=random", "sort", "“random” is not a known value.", "an order we do not have"),
    ('q="neck', "q", "The quotation mark at character 1 is never closed.", "the search room's own words"),
    ("q=neck%00", "q", "Null characters are not allowed.", "never sent to a database"),
    ("decided_after=June", "decided_after", "“June” is not a date.", "words"),
    ("decided_after=2015-02-30", "decided_after", "“2015-02-30” is not a date.", "no day"),
    ("decided_before=2015-13", "decided_before", "“2015-13” is not a date.", "no month"),
    ("decided_before=0000", "decided_before", "“0000” is not a date.", "no year"),
    ("decided_after=2016&decided_before=2015", "decided_before", "2015-12-31 comes before 2016-01-01", "upside down"),
    ("age_min=60&age_max=20", "age_max", "20 comes before 60", "upside down"),
    ("age_min=old", "age_min", "Write the age as a whole number of years.", "no number"),
    ("age_max=-1", "age_max", "An age is between 0 and 120.", "nobody"),
    ("age_min=4_5", "age_min", "Write the age as a whole number of years.", "Python's way of writing numbers"),
    ("age_min=٤٥", "age_min", "Write the age as a whole number of years.", "digits few could read back"),
    ("age_max=45.0", "age_max", "Write the age as a whole number of years.", "no whole number as written"),
    ("page=1_0", "page", "A page is a whole number from 1.", "Python's way of writing numbers"),
    ("page=٢", "page", "A page is a whole number from 1.", "digits few could read back"),
    ("page=0", "page", "A page is a whole number from 1.", "pages count from 1"),
    ("page=last", "page", "A page is a whole number from 1.", "no number"),
    ("page=" + "9" * 5000, "page", "A page is a whole number from 1.", "longer than a number may be written"),
    ("sort=newest&sort=oldest", "sort", "Give one value only, not 2.", "one of them would be ignored quietly"),
]  # fmt: skip

FACETS = (
    "category", "treatment", "drug", "outcome", "source", "topic", "guideline", "sides", "specialty", "body_part",
    "sex", "layout",
)  # fmt: skip

SAME_IN_SQL = [
    "",
    "treatment=mri",
    "treatment=mri&treatment=opioid",
    "category=rehabilitation&outcome=overturned",
    "outcome=upheld&outcome=partially_overturned",
    "guideline=acoem-knee-2004",
    "guideline=acoem-knee-2004&cited_by=claims-admin",
    "guideline=acoem-knee-2004&guideline=acoem-low-back-2004&cited_by=either",
    "specialty=pain-management",
    "specialty=pain-management&specialty=orthopedic-surgery&outcome=upheld",
    "body_part=knee",
    "body_part=knee&body_part=lumbar-spine&sex=male",
    "decided_after=2015&decided_before=2017-06",
    "age_min=22&age_max=28",
    "sex=female&age_min=25",
    "treatment=mri&category=surgery",
]


def chosen(query: str) -> DecisionFilter:
    return DecisionFilter(QueryDict(query))


@pytest.mark.parametrize(("query", "expected", "reason"), READ)
def test_reads(query, expected, reason):
    found = chosen(query)
    assert found.is_valid(), found.errors
    assert found.search_query() == expected, reason


@pytest.mark.parametrize(("query", "name", "message", "reason"), REFUSED)
def test_refuses_and_says_why(query, name, message, reason):
    found = chosen(query)
    assert not found.is_valid(), reason
    assert any(message in each for each in found.errors[name]), found.errors


CANONICAL = [
    ("q=&treatment=MRI&treatment=mri&page=2", "treatment=mri&page=2", "names as slugs, once, without blanks"),
    ("outcome=won&outcome=Upheld", "outcome=won&outcome=upheld", "what is wrong stays, to be named"),
    ("drug=Norco&drug=vicodin", "drug=hydrocodone-acetaminophen", "a brand is its drug"),
    ("treatment=PT&body_part=low+back", "treatment=physical-therapy&body_part=lumbar-spine", "and what else is usual"),
    ("drug=PT&body_part=norco", "drug=PT&body_part=norco", "a wording of another kind is none"),
    ("drug=vicodn", "drug=vicodn", "nor is a slip, which is named"),
    ("page=1&page=2&q=MRI", "page=1&page=2&q=MRI", "only values of facets have names"),
    ("utm=x&=y", "utm=x", "what is unknown stays, what has no name goes"),
]


@pytest.mark.parametrize(("query", "expected", "reason"), CANONICAL)
def test_an_address_to_pass_on(query, expected, reason):
    assert canonical(QueryDict(query)).urlencode() == expected, reason


@pytest.mark.parametrize("name", facet_names())
def test_every_value_is_found_by_its_name(name):
    field = DecisionFilter.base_filters[name].field
    assert field.to_python([label.upper() for _, label in field.choices]) == [slug for slug, _ in field.choices]


def test_every_wrong_value_is_named_at_once():
    errors = chosen("outcome=won&outcome=lost&age_min=x").errors
    assert len(errors["outcome"]) == 2
    assert set(errors) == {"outcome", "age_min"}


def test_names_what_is_no_parameter():
    assert unknown_parameters(QueryDict("q=neck&treatmnt=mri&page=2")) == ["treatmnt"]
    assert unknown_parameters(QueryDict("=&=x&+=y&q=neck")) == []


def test_the_parameters_are_the_contracts():
    others = {"q", "cited_by", "decided_after", "decided_before", "age_min", "age_max", "sort", "page"}
    assert {each.name for each in parameters()} == others | set(FACETS)
    assert all(each.label for each in parameters())
    repeatable = {each.name for each in parameters() if each.is_repeatable}
    assert repeatable == set(facet_names()) == set(FACETS)


@given(
    st.dictionaries(st.sampled_from([each.name for each in parameters()]), st.lists(st.text(max_size=20), max_size=3))
)
def test_any_bytes_are_read_or_refused(given_values):
    data = QueryDict(mutable=True)
    for name, values in given_values.items():
        data.setlist(name, values)
    found = DecisionFilter(data)
    if found.is_valid():
        found.search_query()
    else:
        assert all(messages for messages in found.errors.values())


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_begins_before_it_ends(year, month):
    found = chosen(f"decided_after={year:04d}-{month}&decided_before={year:04d}-{month}").search_query()
    assert found.decided_after.day == 1
    assert (found.decided_before.year, found.decided_before.month) == (year, month)
    assert found.decided_before.day >= 28


@pytest.mark.django_db
def test_plain_sql_and_the_index_choose_the_same_decisions():
    make_library(cases=24)
    for query in SAME_IN_SQL:
        found = chosen(query)
        answer = search.search(_everything(found))
        assert {hit.item_id for hit in answer.hits} == set(found.qs.values_list("pk", flat=True)), query
        assert answer.count == found.qs.count(), query


def _everything(found: DecisionFilter) -> SearchQuery:
    query = found.search_query()
    return SearchQuery(**{name: getattr(query, name) for name in query.__slots__} | {"page_size": 1000})


@pytest.mark.django_db
def test_two_choices_must_be_true_of_one_decision():
    """A case with an upheld MRI and an overturned opioid has no overturned MRI."""
    case = make_case()
    make_item(case, treatment="mri", category="diagnostic-testing", outcome="upheld")
    make_item(case, treatment="opioid", category="pharmaceuticals", outcome="overturned")
    assert not chosen("treatment=mri&outcome=overturned").qs.exists()
    assert chosen("treatment=opioid&outcome=overturned").qs.count() == 1


@pytest.mark.django_db
def test_a_decision_that_meets_a_choice_twice_is_found_once():
    item = make_item(body_parts=["knee", "shoulder"])
    make_citation(item, "acoem-knee-2004")
    make_citation(item, "acoem-shoulder-2004")
    query = "body_part=knee&body_part=shoulder&guideline=acoem-knee-2004&guideline=acoem-shoulder-2004"
    assert chosen(query).qs.count() == 1


@pytest.mark.django_db
def test_a_wrong_value_chooses_nothing_instead_of_everything():
    make_item()
    assert not chosen("treatment=none-such").qs.exists()
