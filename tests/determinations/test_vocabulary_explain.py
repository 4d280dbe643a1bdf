"""Why a request is classified as it is: the same decision, told in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.vocabulary import classify_request, drugs, explain_request, treatment_types

SENTENCES = [
    ("MRI of the knee after surgery", "“mri” is the first thing named: MRI; “after surgery” only mentions.", "after"),
    (
        "Acupuncture consultation",
        "“consultation” says what is asked for, “acupuncture” only of which kind: Consultation.",
        "a head decides",
    ),
    (
        "Referral for acupuncture",
        "“referral” is for “acupuncture”, and that is what is asked for: Acupuncture.",
        "a referral for a therapy is completed by it",
    ),
    ("Baclofen 2% cream", "“baclofen” is the first thing named: Topical analgesics, by its form.", "a form decides"),
    (
        "Arthroscopy, left ankle",
        "“arthroscopy” is the first thing named: Foot and ankle surgery, told by its place or drug.",
        "a body part decides",
    ),
    ("72148", "“72148” is a procedure code, and no word says more: MRI.", "a code"),
    (
        "Zorbaprofen 20 mg",
        "“zorbaprofen” ends as drugs of its class do: Anti-inflammatory drugs (NSAIDs).",
        "an unlisted drug",
    ),
    ("Qwertex 20 mg", "“qwertex” is no known name but comes with a strength: Other drugs.", "an unknown name"),
    ("Medication", "“medication” is all that hints at a treatment: Other drugs.", "a weak word"),
    ("Neurology EMG", "“emg” is more definite than “neurology”: EMG/NCV.", "a soft word gives way"),
    (
        "Therapy after rotator cuff repair",
        "“therapy” stands before words that only mention “rotator cuff repair”: Physical therapy.",
        "even a weak word stands before 'after'",
    ),
    ("Left and right", "No word of it names a treatment.", "nothing"),
]
WORDS = """MRI knee Norco 10/325mg after for injection evaluation ( ) / , : gel 5% referral s/p L4-5 acupunture ’ #60
    the Norco10 PT2x6 physicaltherapy acupunc ture surgery 72148 cream unit rental Zorbaprofen 20 mg of to topical
    surgeon lumbar fusion clearance transportation nothing DOS 1/2/14 Kenalog trigger point consult"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=25).map(" ".join))


@pytest.mark.parametrize(("text", "sentence", "reason"), SENTENCES)
def test_the_sentence_says_why(text, sentence, reason):
    assert explain_request(text).why == sentence, reason


def test_every_phrase_is_told_with_its_role_and_place():
    found = explain_request("Norco 10/325 following L4-5 fusion")
    told = [(each.role, each.slug, each.drug, each.words, each.start, each.end) for each in found.phrases]
    assert told == [
        ("drug", "opioid", "hydrocodone-acetaminophen", "norco", 0, 1),
        ("mention", "", "", "following", 3, 4),
        ("procedure", "surgery", "", "fusion", 6, 7),
    ]
    assert found.decided == 0
    assert found.phrases[0].term == "Hydrocodone/acetaminophen"


@given(TEXTS)
def test_explaining_and_classifying_never_disagree(text):
    found = explain_request(text)
    assert found.classification == classify_request(text)
    assert (found.decided is None) == (found.classification is None)
    if found.classification is not None:
        decided = found.phrases[found.decided]
        assert decided.words == found.classification.words
        assert decided.term == found.classification.term
        assert decided.words in found.why


@given(TEXTS)
def test_phrases_stand_in_order_where_they_say(text):
    found = explain_request(text)
    ends = 0
    slugs = {entry.slug for entry in treatment_types()} | {"surgery", "injection", ""}
    names = {entry.slug for entry in drugs()} | {""}
    for each in found.phrases:
        assert ends <= each.start < each.end <= len(found.words)
        assert " ".join(found.words[each.start : each.end]) == each.words
        assert each.slug in slugs and each.drug in names
        ends = each.end
    assert found.why.endswith(".") and "{" not in found.why
