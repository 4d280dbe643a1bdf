"""Learned wordings laid over a letter: they decide where the vocabulary names nothing, and nowhere else."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.vocabulary import find_guideline, guidelines, treatment_types
from determinations.vocabulary.words import plain_text
from ingest.corrections.laying import lay
from ingest.learned.laying import CITATION, NOTHING, REQUEST, Learned, Taught, hints, normal
from ingest.letters import parse
from tests.ingest.humans import Human
from tests.letter_text import item, letter

WIDGET = Taught(REQUEST, "zorbal gadget", "acupuncture")


def learned(*rows) -> Learned:
    return Learned(Taught(*row) for row in rows)


def read(*requests: str, **parts):
    return parse(letter(*(item(each, **parts) for each in requests)))


@pytest.mark.parametrize(
    ("request_", "words", "because"),
    [
        ("Zorbal Gadget 2x6, left knee", "zorbal gadget", "whole consecutive words, in any case"),
        ("ZORBAL-GADGETS", "zorbal gadget", "hyphens and plurals as the vocabulary takes them"),
        ("Home zorbal gadget kit", "home zorbal gadget", "the longest of those that begin at one place"),
        ("Blimsy with zorbal gadget", "blimsy", "what is named first"),
        ("Zorbals for a gadget", None, "not consecutive"),
        ("Xzorbal gadget", None, "no whole word"),
    ],
)
def test_which_words_are_found(request_, words, because):
    known = learned(WIDGET, (REQUEST, "home zorbal gadget", "tens-unit"), (REQUEST, "blimsy", "mri"))
    found = known.find(REQUEST, request_)
    assert (found and found.words) == words, because


def test_an_unknown_request_gets_type_category_and_no_warning():
    before = read("Zorbal gadget 12 sessions, left knee", "Blimsy", "MRI of the lumbar spine")
    after = learned(WIDGET).lay(before)
    first = after.items[0]
    assert (first.treatment_type, first.category, first.learned) == ("acupuncture", "rehabilitation", "zorbal gadget")
    assert (first.body_parts, first.sites) == (before.items[0].body_parts, before.items[0].sites)
    assert first.quantity.amount == 12
    assert after.items[1:] == before.items[1:]
    assert [each.code for each in before.warnings].count("unclassified_request") == 2
    assert [each.code for each in after.warnings].count("unclassified_request") == 1
    assert "Blimsy" in next(each.message for each in after.warnings if each.code == "unclassified_request")


def test_the_quantity_is_found_again_for_its_category():
    before = read("Zorbal gadget #12")
    after = learned((REQUEST, "zorbal gadget", "acupuncture")).lay(before)
    assert (before.items[0].quantity.unit, after.items[0].quantity.unit) == ("doses", "visits")


def test_a_citation_gets_its_guideline_and_the_source_that_follows():
    words = "Zorbalian Practice Rules, care of the knee, 2012"
    assert find_guideline(words) is None
    before = read("Acupuncture, 6 visits", claims_admin=words)
    cited = before.items[0].claims_admin_citations[0]
    assert (cited.source, cited.guideline) == ("Other", None)
    after = learned((CITATION, "zorbalian practice rule", "acoem-knee-2004")).lay(before, "")
    laid = after.items[0].claims_admin_citations[0]
    assert (laid.guideline, laid.source, laid.within_mtus) == ("acoem-knee-2004", "ACOEM", True)
    assert laid.learned == "zorbalian practice rule"
    assert after.items[0].learned == ""
    assert "unknown_guideline" in [each.code for each in before.warnings]
    assert "unknown_guideline" not in [each.code for each in after.warnings]
    assert after.items[0].reviewer_citations == before.items[0].reviewer_citations


def test_what_the_letter_says_is_outside_the_mtus_stays_outside():
    text = letter(item("Acupuncture", claims_admin="Non-MTUS Citation: Zorbalian Practice Rules, 2012"))
    before = parse(text)
    after = learned((CITATION, "zorbalian practice", "acoem-knee-2004")).lay(before, text)
    assert [each.within_mtus for each in after.items[0].claims_admin_citations] == [False]


def test_a_wording_without_a_term_or_of_a_term_that_is_gone_names_nothing():
    nothing = learned((REQUEST, "zorbal", ""), (CITATION, "zorbal", "no-such-guideline"))
    assert not nothing
    before = read("Zorbal")
    assert nothing.lay(before) is before
    assert NOTHING.find(REQUEST, "zorbal") is None


def test_of_two_that_differ_by_a_plural_the_first_stands():
    both = learned((REQUEST, "zorbal kit", "tens-unit"), (REQUEST, "zorbal kits", "mri"), (REQUEST, "blimsy", "mri"))
    assert both.find(REQUEST, "zorbal kits").term == "tens-unit"
    assert both.find(REQUEST, "blimsy").term == "mri"


def test_a_corrected_request_is_read_by_what_is_learned_too():
    before = read("Garbled words nobody knows")
    human = Human(1, "request", "Zorbal gadget, 6 sessions", before.items[0].request)
    known = learned(WIDGET)
    laid = lay(known.lay(before), [human], "", known).letter.items[0]
    assert (laid.treatment_type, laid.learned) == ("acupuncture", "zorbal gadget")
    assert lay(before, [human]).letter.items[0].treatment_type is None


@pytest.mark.parametrize("value", ["mri", None, "acupuncture"])
def test_a_humans_treatment_lies_above(value):
    before = read("Zorbal gadget")
    known = learned(WIDGET)
    found = lay(known.lay(before), [Human(1, "treatment_type", value, "Zorbal gadget")], "", known)
    laid = found.letter.items[0]
    assert laid.treatment_type == value
    assert laid.learned == ("zorbal gadget" if value == "acupuncture" else "")
    assert found.found[0].read == "acupuncture"


WORDS = st.sampled_from(["zorbal", "blimsy", "gadget", "knee", "mri", "acupuncture", "kit", "home", "for", "the"])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
WORDINGS = st.lists(
    st.builds(Taught, st.just(REQUEST), PHRASES, st.sampled_from([each.slug for each in treatment_types()]))
    | st.builds(Taught, st.just(CITATION), PHRASES, st.sampled_from([each.slug for each in guidelines()])),
    max_size=6,
)


@given(WORDINGS, st.lists(PHRASES, min_size=1, max_size=3), PHRASES)
def test_laying_twice_is_laying_once_and_what_is_known_stays(wordings, requests, cited):
    before = read(*requests, claims_admin=f"Zorbalian Practice, {cited} 2012")
    known = Learned(wordings)
    after = known.lay(before)
    assert known.lay(after) == after
    for was, now in zip(before.items, after.items, strict=True):
        if was.treatment_type is not None:
            assert (now.treatment_type, now.category, now.learned) == (was.treatment_type, was.category, "")
        else:
            assert bool(now.learned) == (now.treatment_type is not None)
        for old, new in zip(was.claims_admin_citations, now.claims_admin_citations, strict=True):
            assert new == old or (old.guideline is None and new.guideline and new.learned)
    codes = [each.code for each in after.warnings]
    assert codes.count("unclassified_request") == sum(each.category is None for each in after.items)
    assert set(after.warnings) <= set(before.warnings)


GARBLED = st.sampled_from(
    ["zorbal", "Zorbals", "zorbaly", "zorbalies", "gadget", "Z.O.", "zor-bal", "zorbal10", "w/zorbal", "(zorbal)"]
) | st.sampled_from(["acupuncture", "acupunc", "ture", "acupunctre", "kneebrace", "a.b.", "the", "zorbal,"])


@given(st.lists(GARBLED, min_size=1, max_size=5).map(" ".join), st.data(), st.sampled_from([REQUEST, CITATION]))
def test_hints_stand_in_whatever_has_the_words(text, data, kind):
    words = normal(kind, text)
    start = data.draw(st.integers(0, max(len(words) - 1, 0)))
    some = " ".join(words[start : data.draw(st.integers(start + 1, start + 3))])
    term = "acupuncture" if kind == REQUEST else "odg-pain"
    if some and learned((kind, some, term)).find(kind, text):
        assert all(each in plain_text(text) for each in hints(kind, some))


def test_words_are_taken_as_the_vocabulary_takes_them():
    assert normal(REQUEST, "The Widget-Gadget’s, (L) knee") == normal(REQUEST, "widget gadgets l knee")
    assert normal(CITATION, "The Zorbal, p. 12") == ("the", "zorbal", "p", "12")


def test_it_is_pure(pytestconfig):
    without = "import sys\nfor name in ('django', 'tantivy'): sys.modules[name] = None\n"
    code = f"{without}import ingest.learned.laying"
    done = subprocess.run([sys.executable, "-c", code], cwd=pytestconfig.rootpath, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
