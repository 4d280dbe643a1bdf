"""What is suggested for misspelt words, on real rows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from determinations import search
from determinations.search.language import QueryTextError, parse_text
from determinations.search.query import SearchQuery
from determinations.search.widening import widened
from tests.builders import make_case, make_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]
RATIONALE = "The lumbar radiculopathy is documented, and a functional improvement of the meniscus was shown by therapy."


@pytest.fixture
def library():
    case = make_case(summary="The worker fell.")
    for outcome in ("upheld", "overturned", "upheld"):
        make_item(case, request="Acupuncture and physical therapy", outcome=outcome, rationale=RATIONALE)
        make_item(case, request="Epidural steroid injection, shoulder", outcome=outcome, rationale="Pain at night.")
        make_item(case, request="Hydrocodone 10/325 #60", outcome=outcome, rationale="Zyrtonic habits were excluded.")
    make_item(case, request="Sleep study", rationale="The night was as the accupresure told.")
    search.sync()


def asked(text: str, **choices) -> SearchQuery:
    words = parse_text(text)
    return SearchQuery(words=words and widened(words), **choices)


def suggested(text: str, **choices) -> str | None:
    found = search.suggest(text, asked(text, **choices))
    return found and found.text


@pytest.mark.parametrize(
    ("text", "suggestion", "reason"),
    [
        ("acupunctre", "acupuncture", "a letter left out"),
        ("hydrocodne", "hydrocodone", "a drug"),
        ("radiculopthy", "radiculopathy", "a word of the reasons"),
        ("epidual", "epidural", "a vowel left out"),
        ("shuolder", "shoulder", "two letters exchanged"),
        ("pian", "pain", "a short word, two letters exchanged"),
        ("phsyical therapy", "physical therapy", "at the beginning"),
        ("ihydrocodone", "hydrocodone", "the first letter"),
        ("zyrtonik", "zyrtonic", "a word that only the index has"),
        ("épidual", "epidural", "an accent"),
        ("epidual steriod injction", "epidural steroid injection", "three at once"),
        ('"Epidual steroid"', '"Epidural steroid"', "quotes and capitals stay"),
        ("EPIDUAL", "EPIDURAL", "all in capitals"),
        ("(request:epidual OR acupunctre)  -norco", "(request:epidural OR acupuncture)  -norco", "operators stay"),
        ("10/325 hydrocodne", "10/325 hydrocodone", "figures stay"),
        ("lumbar, radiculopthy.", "lumbar, radiculopathy.", "signs stay"),
    ],
)
def test_suggests(library, text, suggestion, reason):
    assert suggested(text) == suggestion, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("acupuncture", "enough is found"),
        ("epidural arthroscopy", "words that are right, only never together"),
        ("xyzzyq", "nothing is near"),
        ("mri", "short"),
        ("10/326", "figures"),
        ("CM15-7654321", "a case number"),
        ("acupunctr*", "the beginning of a word is as it is"),
        ("-epidual acupuncture", "what must not occur"),
        ("viscosupplementation", "the vocabulary knows it, though nothing here has it"),
        ("epidual xyzzyq", "the corrected search finds nothing either"),
        ("accupresure", "it stands in a letter, and no other word is fifty times as usual"),
        ("aaaa bbbb cccc dddd eeee epidual", "too many rare words"),
        ("", "nothing typed"),
    ],
)
def test_suggests_nothing(library, text, reason):
    assert suggested(text) is None, reason


def test_the_count_is_that_of_the_corrected_search_under_every_filter(library):
    for choices in ({}, {"outcome": ("overturned",)}):
        found = search.suggest("epidual", asked("epidual", **choices))
        assert found.count == search.count(asked("epidural", **choices)) > 0
    assert suggested("epidual", outcome=("partially_overturned",)) is None


def test_a_slip_that_a_letter_has_too_is_one_where_another_word_is_far_more_usual():
    case = make_case()
    make_item(case, request="Zyrtonik habits")
    make_item(case, request="Zyrtonic habits")
    search.sync()
    assert suggested("zyrtonik") is None
    for _ in range(50):
        make_item(case, request="Zyrtonic habits")
    search.sync()
    assert suggested("zyrtonik") == "zyrtonic"


def test_without_an_index_nothing_is_suggested():
    assert search.suggest("epidual", asked("epidual")) is None


def test_a_text_that_cannot_be_read_has_no_suggestion(library):
    assert search.suggest('"epidual', asked("epidual")) is None


SLIPS = st.sampled_from(["acupunctre", "epidual", "hydrocodne", "radiculopthy", "lumbar", "therapy", "xyz"])
SIGNS = st.sampled_from(
    [" ", " OR ", ' "', '" ', " (", ") ", " -", " request:", "*", "~5", "“", "é", "#60", "İ", "\x00"]
)


@given(text=st.lists(SLIPS | SIGNS | st.text(max_size=4), max_size=8).map("".join))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_gives_nothing_or_one_that_finds_more(library, text):
    try:
        query = asked(text)
    except QueryTextError:
        return
    found = search.suggest(text, query)
    if found is not None:
        assert found.text != text
        assert found.count == search.count(asked(found.text)) > search.count(query)
        assert [each for each in found.text if not each.isalpha()] == [each for each in text if not each.isalpha()]
