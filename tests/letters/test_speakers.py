"""One guideline field, both sides: whose each passage is, and what is nobody's citation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.letters.layouts.speakers import _SPEAKER, _names, sides
from ingest.letters.record import Span
from ingest.letters.text.lines import Source
from tests.cost import assert_cheap

CA, RV = "The Claims Administrator", "The Expert Reviewer"
KNEE, BACK, PAIN = (
    "ACOEM Guidelines, Chapter 13, page 341",
    "ODG, Low Back, Traction",
    "Chronic Pain Medical Treatment Guidelines, page 16",
)


def read(text):
    """The passages without the verb they may be led in by."""
    source = Source(text)
    found = sides(source, Span(0, len(text)))

    def words(spans):
        texts = [source.words(*span) for span in spans]
        leads = ("relied on ", "based its decision on ", "based his/her decision on ", "Administrator cited ")
        for lead in (*leads, "Reviewer cited ", "reviewer cited ", "the "):
            texts = [text.removeprefix(lead) for text in texts]
        return texts

    return words(found.claims_admin), words(found.reviewer)


@pytest.mark.parametrize(
    ("text", "claims_admin", "reviewer", "reason"),
    [
        (f"{CA} based its decision on the {KNEE}. {RV} relied on the {BACK}.", [KNEE], [BACK], "a sentence a side"),
        (f"{CA} cited {KNEE}, and {RV.lower()} cited {BACK}.", [KNEE], [BACK], "two clauses of one sentence"),
        (f"While {CA} relied on {KNEE}, {RV} based his/her decision on {BACK}.", [KNEE], [BACK], "a clause before it"),
        (f"{RV} relied on {BACK}. {CA} cited {KNEE}.", [KNEE], [BACK], "the other way round"),
        (f"{CA} did not cite any guideline. {RV} used {BACK}.", [], [BACK], "nothing cited"),
        (f"{CA} cited no evidence-based criteria. {RV} relied on {BACK}.", [], [BACK], "nothing cited, in other words"),
        (f"{CA} failed to provide a guideline. {RV} relied on {BACK}.", [], [BACK], "nor provided"),
        (f"{CA} did not cite the MTUS and instead relied on {BACK}.", [BACK], [], "what was not used, then what was"),
        (
            f"{CA} cited {KNEE}. {RV} found no section of the MTUS applicable and relied on {BACK}.",
            [KNEE], [BACK], "none is applicable: that is talk",
        ),
        (f"{RV} found that the MTUS was not applicable and cited {BACK}.", [], [BACK], "found inapplicable"),
        (f"{RV} found {KNEE}, applicable and relevant to the issue.", [], [KNEE], "found applicable"),
        (f"{RV} found the following section of the MTUS applicable: {PAIN}.", [], [PAIN], "announced by a colon"),
        (
            f"{CA} relied on {KNEE}. {RV} found the guidelines used by the Claims Administrator relevant.",
            [KNEE], [], "judging the other side's names none of one's own",
        ),
        (f"{CA} relied on {KNEE}. {RV} adopts the guideline cited by UR.", [KNEE], [], "adopting"),
        (f"{CA} cited {KNEE}. {RV} concurs with the guideline cited by UR and also relied on {BACK}.", [KNEE], [BACK],
         "agreeing, then one of one's own"),
        (f"{CA} cited {KNEE}. {RV} relied on the same section: {BACK}.", [KNEE], ["same section: " + BACK],
         "named after a colon"),
        (f"{CA} and {RV} both relied on {PAIN}.", [PAIN], [PAIN], "both, behind the names"),
        (f"{PAIN}, was used by both sides.", [PAIN], [PAIN], "both, without names"),
        (f"{PAIN}, part of the MTUS and was also relied on by the UR physician.", [PAIN + ", part of the MTUS"],
         [PAIN + ", part of the MTUS"], "also, behind a declaration"),
        (f"{PAIN}, cited by both the reviewer and the claims administrator, is part of the MTUS.", [PAIN], [PAIN],
         "declared behind it"),
        (f"Based on {KNEE}, the claims administrator denied the request. {RV} relied on {BACK}.", [KNEE], [BACK],
         "the guideline before its speaker"),
        (f"UR cited {KNEE}. {RV} preferred {BACK}.", [KNEE], [BACK], "preferred"),
        (f"{BACK}. The same was cited in the UR letter of 6/5/2012.", [BACK], [BACK], "the same, and nothing more"),
        (f"{BACK}. It says more than the MTUS does.", [], [BACK], "a remark with a pronoun"),
        (f"The ODG goes further than the MTUS. {BACK}.", [], [BACK], "a remark with a bare source"),
        (f"{BACK}, since the MTUS does not speak of it.", [], [BACK], "a reason behind it"),
        (f"{CA} cited nothing. {RV} relied on {PAIN}, as well as {BACK}.", [], [f"{PAIN}, as well as {BACK}"],
         "'as well as' gives no reason"),
        (f"{CA} relied on {KNEE}. {RV} relied on the same guideline.", [KNEE], [KNEE], "the same, shorter"),
        (f"{CA} cited {KNEE}. {RV} used the guideline cited by the Claims Administrator.", [KNEE], [],
         "only pointed to"),
        (f"{CA} cited {KNEE}. {RV} relied on the claims administrator's guideline.", [KNEE], [], "the same, in short"),
        (f"{RV} relied on {BACK}. Not covered by the MTUS.", [], [BACK], "a remark without a verb"),
        (f"{RV} relied on {KNEE}, as cited by the Claims Administrator.", [KNEE], [KNEE], "and said to be the other's"),
        (f"{CA} cited {BACK}. {RV} cited the same section, as the MTUS is silent.", [BACK], [BACK], "and why"),
        (f"Both {CA} and {RV} relied on {PAIN}.", [PAIN], [PAIN], "both at once"),
        (f"{CA} based its decision on {BACK}, and also cited {KNEE}.", [BACK, KNEE], [], "two verbs of one speaker"),
        (f"{CA} cited {BACK}. It also relied on {KNEE}. {RV} cited {PAIN}.", [BACK, KNEE], [PAIN], "a pronoun"),
        (f"{CA} cited {BACK}. {KNEE}. {RV} cited {PAIN}.", [BACK, KNEE], [PAIN], "a list that goes on"),
        (f"The UR physician cited {BACK}. {PAIN}.", [BACK], [PAIN], "the field is the reviewer's: the aside ends"),
        (f"{PAIN}. {BACK} was cited in the utilization review decision.", [BACK], [PAIN], "the passive"),
        (f"{PAIN}; {BACK}, which was cited by the claims administrator.", [BACK], [PAIN], "a relative clause"),
        (f"{PAIN}, also cited by the Claims Administrator.", [PAIN], [PAIN], "also: both"),
        (f"{PAIN}. The same guideline was cited in the UR denial.", [PAIN], [PAIN], "the same, in the passive"),
        (f"UR relied on {BACK}; {PAIN}, was used by the reviewer.", [BACK], [PAIN], "clauses by semicolon"),
        (f"The utilization review decision dated 8/1/2013 was based on {BACK}. The professional reviewer relied on"
         f" {PAIN}.", [BACK], [PAIN], "a date between"),
        (f"Claims Administrator: {BACK}. Expert Reviewer: {PAIN}.", [BACK], [PAIN], "labels"),
        (f"Guideline cited by the claims administrator: {BACK}. {PAIN}.", [BACK], [PAIN], "a longer label"),
        (f"{BACK}. The MTUS does not discuss this device.", [], [BACK], "talk is no citation"),
        (f"The MTUS is silent on this device, so the {BACK}, was consulted.", [], [BACK], "talk, then a citation"),
        (f"As the MTUS is silent, the {BACK}, was used.", [], [BACK], "a reason first"),
        (f"There is no MTUS section on this. {BACK}.", [], [BACK], "there is none"),
        (f"Neither the MTUS nor ACOEM addresses it. {BACK}.", [], [BACK], "neither"),
        (f"{PAIN}, state that the drug has to help.", [], [PAIN], "what a named page says"),
        (f"{PAIN}. The MTUS recommends a trial.", [], [PAIN], "what a bare source says"),
        ("The MTUS recommends a trial.", [], ["The MTUS"], "nothing else is named"),
        (f"{RV} relied on {BACK}, because it deals with such devices.", [], [BACK], "a reason after it"),
        (f"{RV} relied on {PAIN}, which states that it has to help.", [], [PAIN], "a statement after it"),
        ("ODG, Low Back, Lumbar supports; ODG, Pain, Criteria for use of opioids.", [],
         ["ODG, Low Back, Lumbar supports; ODG, Pain, Criteria for use of opioids"], "titles with verbs in them"),
        (f"{RV} cited Smith et al. Spine 2003, and the {BACK}.", [], [f"Smith et al. Spine 2003, and the {BACK}"],
         "an abbreviation ends no sentence"),
        (f"the claims\nadministrator  based its\fdecision on\n\n{BACK}.", [BACK], [], "wrapped"),
        ("None.", [], [], "none"),
        ("", [], [], "nothing"),
    ],
)  # fmt: skip
def test_whose_passage(text, claims_admin, reviewer, reason):
    assert read(text) == (claims_admin, reviewer), reason


@pytest.mark.parametrize(
    ("text", "declared", "reason"),
    [
        (f"{KNEE}; the chapter is part of the MTUS and covers splints.", [True], "a clause of its own"),
        (f"{KNEE}. This section is not part of the MTUS.", [False], "a sentence of its own"),
        (f"{RV} relied on {KNEE}. It is part of the MTUS.", [True], "a pronoun"),
        (f"{KNEE} is part of the MTUS.", [True], "the main verb"),
        (f"{RV} relied on {KNEE}, which is part of the MTUS.", [], "left where the reading of citations finds it"),
    ],
)
def test_membership_said_apart(text, declared, reason):
    found = sides(Source(text), Span(0, len(text)))
    assert [value for _, value in found.declared] == declared, reason
    assert len(found.reviewer) == 1


@given(
    st.lists(st.sampled_from([CA, RV, KNEE, " cited ", " did not ", "; ", ". ", ", which ", " is ", "(", "\n", "it"]))
)
def test_any_order_of_words(pieces):
    text = "".join(pieces)
    found = sides(Source(text), Span(0, len(text)))
    assert all(0 <= start < end <= len(text) for start, end in (*found.claims_admin, *found.reviewer))


@pytest.mark.parametrize(
    "piece", [CA + " ", "reviewer cited ", "; ", "the mtus does not ", "a, ", "(", " ", "which is "]
)
def test_time_is_bounded(piece):
    text = piece * (200_000 // len(piece))
    assert_cheap(lambda: sides(Source(text), Span(0, len(text))), seconds=5)


@given(
    st.lists(
        st.sampled_from(
            ("the", "Claims", "Administrator", "utilization", "review", "UR", "carrier", "both", "sides", "the two",
             "expert", "reviewer", "Maximus", "I", "we", "and", "as well as", "this", "denial letter", "imr physician",
             "insurance", "adjuster", "each side", "peer", "prior", "denying", "x", "defendant", "parties", "present")
        ),
        max_size=12,
    )
)  # fmt: skip
def test_names_are_found_wherever_the_pattern_finds_them(words):
    folded = " ".join(words).lower()
    expected = [match.span() for match in _SPEAKER.finditer(folded)]
    assert [match.span() for match in _names(folded, 0, len(folded))] == expected
