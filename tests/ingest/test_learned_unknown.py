"""What nobody knows: grouped by what it is about, with a proposed term; and what was taught, exported and pasted."""

import tomllib
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from determinations.models import Case, DisputedItem
from determinations.vocabulary import citations, classify_request, find_guideline, mending, requests, terms
from determinations.vocabulary.files import read_file
from ingest import correcting
from ingest.learned import unknown as unknown_module
from ingest.learned.exporting import exported
from ingest.learned.keys import group_of, key_of
from ingest.learned.laying import CITATION, REQUEST, Learned, Taught, normal
from ingest.learned.proposing import propose
from ingest.learned.unknown import unknown
from ingest.models import Wording
from tests.ingest.correcting import store
from tests.letter_text import item, letter


@pytest.mark.parametrize(
    ("text", "words", "because"),
    [
        ("Zorbal gadget 2x6 left knee", "zorbal gadget", "a schedule, a side, a part of the body"),
        ("zorbal gadget x 12", "zorbal gadget", "an amount"),
        ("Purchase of a Zorbal Gadget for the low back", "zorbal gadget", "what only introduces or completes"),
        ("Zorblax 20mg ER, #60 with 3 refills", "zorblax", "a strength"),
        ("Zorbal gadget for chronic intractable zorbalitis", "zorbal gadget", "what it is for stands back"),
        ("Zorbal (deluxe gadget)", "deluxe gadget", "the longest run within a phrase"),
        ("5htp zorbal", "5htp zorbal", "a name with a figure"),
        ("left knee", "", "nothing named"),
        ("", "", "no words"),
    ],
)
def test_what_a_request_is_about(text, words, because):
    assert key_of(REQUEST, text) == words, because


@pytest.mark.parametrize(
    ("text", "words", "because"),
    [
        ("Zorbalian Practice Rules, 2012, pages 3-5", "zorbalian practice rules", "year and pages"),
        ("the Zorbal Manual (3rd Edition) Chapter 12", "zorbal manual", "edition and chapter"),
        ("http://www.zorbal.com/care", "zorbal", "an address"),
        ("pp. 12-14", "", "pages alone"),
    ],
)
def test_what_a_citation_is_about(text, words, because):
    assert key_of(CITATION, text) == words, because


PIECES = st.sampled_from(
    ("zorbal", "blimsy", "gadget", "left", "knee", "2x6", "12", "mg", "#60", "for", "the", "of", "kit,", "(deluxe)")
)


@given(st.lists(PIECES, max_size=9).map(" ".join), st.sampled_from([REQUEST, CITATION]))
def test_a_wording_of_a_groups_words_is_found_in_all_of_it(text, kind):
    words = key_of(kind, text)
    assert group_of(kind, text) or not text.split()
    if words:
        term = "acupuncture" if kind == REQUEST else "odg-pain"
        assert Learned([Taught(kind, words, term)]).find(kind, text), "its words stand one after the other"
        assert " ".join(normal(kind, words)) == words


def odd(*requests: str, start: int = 1) -> None:
    store(*(letter(item(each), case_number=f"CM16-09{n:05}") for n, each in enumerate(requests, start=start)))


GADGETS = ("Zorbal gadget 2x6 left knee", "zorbal gadget x 12", "Zorbal gadgets, 12 sessions", "Zorbal gadget x 12")


@pytest.mark.django_db
class TestUnknown:
    def test_groups_by_frequency_with_examples(self):
        odd("Blimsy", *GADGETS, "Acupuncture, 6 visits")
        found = unknown(REQUEST)
        assert [(each.words, each.count) for each in found.groups] == [("zorbal gadget", 4), ("blimsy", 1)]
        assert not found.cut
        shown = DisputedItem.objects.filter(pk__in=found.groups[0].examples).values_list("request", flat=True)
        assert len(shown) == 3 and set(shown) <= set(GADGETS)

    def test_citations(self):
        store(
            letter(item(claims_admin="Zorbalian Practice Rules, 2012"), item(claims_admin="Zorbalian Practice Rules"))
        )
        assert [(each.words, each.count) for each in unknown(CITATION).groups] == [("zorbalian practice rules", 2)]
        assert unknown(REQUEST).groups == []

    def test_what_means_nothing_is_not_shown_again(self):
        odd(*GADGETS, "Blimsy")
        Wording.objects.create(kind=REQUEST, words="zorbal", term="", made_at="2026-01-01T00:00Z")
        found = unknown(REQUEST)
        assert ([each.words for each in found.groups], found.hidden) == (["blimsy"], 1)

    def test_it_is_kept_until_something_changes(self):
        odd(*GADGETS)
        unknown(REQUEST)
        with CaptureQueriesContext(connection) as asked:
            unknown(REQUEST)
        assert len(asked) == 2
        odd("Blimsy", start=50)
        assert len(unknown(REQUEST).groups) == 2

    def test_it_says_when_it_does_not_look_at_all(self, monkeypatch):
        odd(*GADGETS, "Blimsy")
        monkeypatch.setattr(unknown_module, "LOOKED_AT", 2)
        assert unknown(REQUEST).cut

    def test_what_humans_corrected_is_proposed_first(self):
        odd(*GADGETS, "lumbar cooling gadgt support")
        for case in Case.objects.filter(items__request__icontains="x 12"):
            correcting.correct(case, 1, "treatment_type", "tens-unit", by=None)
        with CaptureQueriesContext(connection) as asked:
            found = propose(REQUEST, ["zorbal gadget", "lumbar cooling gadgt support", "qqqqqqq"])
        assert len(asked) == 1
        assert (found["zorbal gadget"].term, found["zorbal gadget"].sure) == ("tens-unit", "sure")
        assert "2 times" in found["zorbal gadget"].why
        assert found["lumbar cooling gadgt support"].term == "brace-or-orthosis"
        assert "qqqqqqq" not in found

    def test_humans_who_disagree_make_it_less_sure(self):
        odd(*GADGETS)
        for case, kind in zip(Case.objects.all(), ("tens-unit", "tens-unit", "acupuncture"), strict=False):
            correcting.correct(case, 1, "treatment_type", kind, by=None)
        (found,) = propose(REQUEST, ["zorbal gadget"]).values()
        assert (found.term, found.sure, found.why) == ("tens-unit", "likely", "2 of 3 corrections of these words")

    def test_a_citation_by_likeness_and_by_corrections(self):
        text = letter(item(claims_admin="Zorbalian Practice Rules, 2012"))
        store(text)
        case = Case.objects.get()
        cited = {
            "source": "ODG",
            "within_mtus": False,
            "guideline": "odg-pain",
            "text": "Zorbalian Practice Rules, 2013",
        }
        correcting.correct(case, 1, "claims_admin_citations", [cited], by=None)
        found = propose(CITATION, ["zorbalian practice rules", "amer acadmy of orthopaedic surgons"])
        assert found["zorbalian practice rules"].term == "odg-pain"
        assert found["amer acadmy of orthopaedic surgons"].term == "aaos"

    def test_the_command_prints_what_the_page_gives(self):
        teach((REQUEST, "zorbal gadget", "acupuncture"))
        out = StringIO()
        call_command("wordings", stdout=out)
        assert out.getvalue() == exported()
        assert 'weak = ["zorbal gadget"]' in out.getvalue()

    def test_what_is_exported_and_pasted_decides_the_same(self, pasted):
        wordings = [
            (REQUEST, "zorbal gadget", "acupuncture"),
            (REQUEST, "home zorbal", "tens-unit"),
            (REQUEST, "blimsy", "mri"),
            (REQUEST, "blimsy deluxe 5%", "mri"),
            (CITATION, "zorbalian rules", "odg-pain"),
            (CITATION, "zorbalian", "mtus"),
        ]
        teach(*wordings, (REQUEST, "nothing of it", ""), (REQUEST, "electro acupuncture", "acupuncture"))
        asked = ["Zorbal gadgets 2x6, left knee", "Home zorbal gadget", "Blimsy and zorbal gadget", "Blimsy deluxe 5%"]
        cited = ["The Zorbalian Rules, 2012", "Zorbalian handbook"]
        known = Learned(Taught(*each) for each in wordings)
        assert not any(map(classify_request, asked)) and not any(map(find_guideline, cited))
        told = exported()
        assert "# 1 more are known" in told and "nothing of it" not in told
        pasted(tomllib.loads(told))
        for text in asked:
            assert classify_request(text).treatment_type == known.classify(text).treatment_type, text
        for text in cited:
            assert find_guideline(text) == known.find(CITATION, text).term, text

    def test_nothing_taught_is_said(self):
        assert tomllib.loads(exported()) == {}


def teach(*rows) -> None:
    for kind, words, term in rows:
        Wording.objects.create(kind=kind, words=words, term=term, made_at="2026-01-01T00:00Z")


CACHES = (
    terms.request_matcher, mending._known, mending._spelling, mending._pieces, requests.classify_request, normal,
    citations._wording_matcher, citations._find,
)  # fmt: skip


@pytest.fixture
def pasted(monkeypatch):
    """The vocabulary with what was exported in its files, as a developer puts it there."""

    def forget() -> None:
        for each in CACHES:
            each.cache_clear()

    def paste(told: dict) -> None:
        weak = {each["slug"]: each["weak"] for each in told["category"]["type"]}
        listed = read_file("treatments")
        with_words = [
            category | {"type": [each | {"weak": each.get("weak", []) + weak.get(each["slug"], [])} for each in types]}
            for category in listed["category"]
            for types in [category["type"]]
        ]
        guidelines = read_file("guidelines") | {"wordings": told["wordings"]}
        files = {"treatments": listed | {"category": with_words}, "guidelines": guidelines}
        monkeypatch.setattr(terms, "read_file", lambda name: files.get(name) or read_file(name))
        monkeypatch.setattr(citations, "read_file", lambda name: files.get(name) or read_file(name))
        forget()

    yield paste
    monkeypatch.undo()
    forget()
