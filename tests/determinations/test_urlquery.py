"""One value out or replaced; the page dropped. Pure."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from determinations import urlquery

STATE = "treatment=mri&treatment=opioid&q=neck&page=3"

CHANGED = [
    (urlquery.removing, ("treatment", "mri"), "treatment=opioid&q=neck", "one of several goes"),
    (urlquery.removing, ("treatment",), "q=neck", "all of them go"),
    (urlquery.removing, ("q", "neck"), "treatment=mri&treatment=opioid", "the last value takes its name along"),
    (urlquery.removing, ("sex", "male"), "treatment=mri&treatment=opioid&q=neck", "what is not there stays away"),
    (urlquery.replacing, ("treatment", "other"), "treatment=other&q=neck", "several by one"),
    (urlquery.at_page, (4,), f"{STATE[:-1]}4", "another page keeps the rest"),
    (urlquery.at_page, (1,), "treatment=mri&treatment=opioid&q=neck", "the first page has no number"),
]


@pytest.mark.parametrize(("change", "arguments", "expected", "reason"), CHANGED)
def test_changes(change, arguments, expected, reason):
    before = QueryDict(STATE)
    assert change(before, *arguments).urlencode() == expected, reason
    assert before.urlencode() == STATE


def test_blank_fields_of_a_form_leave_no_trace():
    assert urlquery.replacing(QueryDict("q=&age_min=+&sex=male"), "q", "neck").urlencode() == "sex=male&q=neck"


def test_an_address_without_choices_has_no_question_mark():
    assert urlquery.link("/decisions/", QueryDict()) == "/decisions/"
    assert urlquery.link("/decisions/", QueryDict("q=a b")) == "/decisions/?q=a+b"


values = st.text(min_size=1, max_size=8).filter(str.strip)


@given(st.lists(values, unique=True, max_size=4), values)
def test_what_was_added_can_be_taken_out_again(present, new):
    present = [value for value in present if value != new]
    with_new = QueryDict(mutable=True)
    with_new.setlist("treatment", [*present, new])
    assert urlquery.removing(with_new, "treatment", new).getlist("treatment") == present
