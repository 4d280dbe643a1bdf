"""What a person types → an expression. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.search.expressions import All, Any, Not, Phrase, Prefix, Word, described, walk
from determinations.search.language import (
    LONGEST_PREFIX,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_PREFIXES,
    MAX_TERMS,
    QueryTextError,
    parse_text,
)

A, B, C = Word("a"), Word("b"), Word("c")
READ = [
    ("", None, "nothing typed is no condition"),
    ("   ", None, "blanks are nothing"),
    ("lumbar", Word("lumbar"), "one word"),
    ("a  b", All((A, B)), "two words, both of them"),
    ("a AND b", All((A, B)), "AND says what holds anyway"),
    ("a and b", All((A, Word("and"), B)), "operators are written in capitals"),
    ('"neck pain"', Phrase("neck pain"), "quoted words stand together"),
    ("“neck pain”", Phrase("neck pain"), "curly quotes, as pasted from a letter"),
    ("-a b", All((Not(A), B)), "a minus before a word leaves it out"),
    ("NOT a b", All((Not(A), B)), "so does NOT, and only the next thing"),
    ('-"physical therapy"', Not(Phrase("physical therapy")), "and before a phrase"),
    ("-(a b)", Not(All((A, B))), "and before a group"),
    ("-NOT a", A, "twice not is nothing"),
    ("a OR b", Any((A, B)), "either"),
    ("a OR b OR c", Any((A, B, C)), "one of several"),
    ("a OR b c", All((Any((A, B)), C)), "OR binds its neighbours first, as in legal research"),
    ("a OR -b", Any((A, Not(B))), "OR with an exclusion"),
    ("(a b) OR c", Any((All((A, B)), C)), "a group is one thing"),
    ("electrodiagnostic(EMG)", All((Word("electrodiagnostic"), Word("EMG"))), "a parenthesis inside a title"),
    ("a () b", All((A, B)), "an empty group says nothing"),
    ("surg*", Prefix("surg"), "the beginning of a word"),
    ('"a b"~5', Phrase("a b", 5), "words near each other"),
    ('"a b"~0', Phrase("a b"), "no words between is a phrase"),
    ("request:a", Word("a", "request"), "in one text alone"),
    ("Guideline:a", Word("a", "guideline_text"), "whatever its capitals"),
    ('rationale:"a b"', Phrase("a b", field="rationale"), "a phrase in one text"),
    ("L4-L5", Word("L4-L5"), "a hyphen inside a word is no minus"),
    ("10/325", Word("10/325"), "a strength is one word"),
    ("#60", Word("#60"), "a quantity as it is written in requests"),
    ("# 60", Word("# 60"), "also with a blank"),
    ("2x6", Word("2x6"), "visits a week and weeks"),
    ("2 x 6 a", All((Word("2 x 6"), A)), "with blanks they are one thing too"),
    ("2×6", Word("2x6"), "the sign for times is an x"),
    ("50 mg #60", All((Word("50 mg"), Word("#60"))), "a dose is one thing with its blank"),
    ("xanax .5 mg", All((Word("xanax"), Word("0.5 mg"))), "a part of one has its zero"),
    (".5mg", Word("0.5mg"), "also without the blank"),
    ("a 10 mg / 325 mg.", All((A, Word("10 mg / 325 mg"))), "so are two"),
    ("10/325 mg", Word("10/325 mg"), "and two with one unit"),
    ("L4 - L5 a", All((Word("L4 - L5"), A)), "a level with blanks about its dash"),
    ("-50 mg a", All((Not(Word("50 mg")), A)), "a dose left out"),
    ("request:50 mg", Word("50 mg", "request"), "a dose behind a field"),
    ("50 mg/day", All((Word("50"), Word("mg/day"))), "what goes on is no dose"),
    ("4/12/2015", Word("4/12/2015"), "a day is no pair of strengths"),
    ("10 - 12 a", All((Word("10"), Word("12"), A)), "two numbers are no level"),
    ("Tinel's a", All((Word("Tinel"), A)), "what is said of something is that thing"),
    ("patient’s,", Word("patient"), "with the curly sign, before a comma"),
    ("'s", Word("'s"), "a sign before nothing stays as typed"),
    ("12:30 visits: pain.", All((Word("12:30"), Word("visits"), Word("pain"))), "punctuation is no field"),
    ("pain - neck", All((Word("pain"), Word("neck"))), "a lonely dash is no word"),
    ("CM15-0028114", Word("CM15-0028114"), "a case number"),
    ("CM 15 0028114 a", All((Word("CM 15 0028114"), A)), "with blanks it is one thing too"),
    ("CM#15 - 0028114 a", All((Word("CM#15 - 0028114"), A)), "with any signs between"),
    ("imr-15-28114", Word("imr-15-28114"), "under its other name"),
    ("15 0028114", Word("15 0028114"), "without letters"),
    ("#15-0028114 a", All((Word("#15-0028114"), A)), "with the sign of a number"),
    ("Case Number: CM15-0028114 a", All((Word("CM15-0028114"), A)), "as it is pasted from a letter"),
    ("IMR case no. 15-28114", Word("15-28114"), "as it stands in notes"),
    ("case #0028114", Word("0028114"), "without the year"),
    ("-case:150028114", Not(Word("150028114")), "left out"),
    ("request:CM15-0028114", Word("CM15-0028114", "request"), "behind a field"),
    ("CM15-0028114, CM14-0028115", Any((Word("CM15-0028114"), Word("CM14-0028115"))), "of several any is meant"),
    ("CM15-0028114,CM14-0028115", Any((Word("CM15-0028114"), Word("CM14-0028115"))), "also without a blank"),
    ("a 0028114 b 0028115", All((A, Any((Word("0028114"), Word("0028115"))), B)), "beside words"),
    ("CM15-0028114 -CM14-0028115", All((Word("CM15-0028114"), Not(Word("CM14-0028115")))), "not those left out"),
    ("case 15 a", All((Word("case"), Word("15"), A)), "a word before another number is a word"),
    ("case 15–0028114", Word("15–0028114"), "with a long dash"),
    ("case 15 0028114", Word("15 0028114"), "with a blank"),
    ("case 30 97110", All((Word("case"), Word("30"), Word("97110"))), "as is one before a quantity and a code"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), READ, ids=[row[2] for row in READ])
def test_reads_what_was_typed(text, expected, reason):
    assert parse_text(text) == expected


UNREADABLE = [
    ('neck "pain', 5, "an unclosed quote is named with its place"),
    ('"', 0, "a quote alone"),
    ("?!", 0, "nothing to search for"),
    ('""', 0, "an empty phrase"),
    ("()", 0, "an empty group alone"),
    ("a" * (MAX_LENGTH + 1), None, "too long"),
    ("a " * (MAX_TERMS + 1), None, "too many words"),
    ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH, "nested too deep"),
    ("(a", 0, "a parenthesis never closed"),
    ("a)", 1, "a parenthesis never opened"),
    ("OR a", 0, "an operator with nothing before it"),
    ("a OR", 2, "an operator with nothing after it"),
    ("(a OR) b", 3, "nor inside a group"),
    ("a AND OR b", 2, "two operators in a row"),
    ("a NOT", 2, "NOT with nothing after it"),
    ("*", 0, "a star alone is nothing"),
    ("a su*", 2, "a beginning too short to be looked up"),
    ("s*g", 0, "a star inside a word"),
    ("sur**", 0, "two stars"),
    ("L4-L*", 0, "a beginning of two words"),
    ("a" * (LONGEST_PREFIX + 1) + "*", 0, "a beginning longer than any word"),
    (" ".join(["surg*"] * (MAX_PREFIXES + 1)), 6 * MAX_PREFIXES, "more beginnings than are looked up"),
    ("a foo:b", 2, "an unknown field"),
    ("a~", 0, "nearness without a phrase"),
    ('"a b"~', 0, "nearness without a number"),
    ('"a b"~51', 0, "nearness too far"),
    ('"a b"~99999999999', 0, "nearness absurdly far"),
]


@pytest.mark.parametrize(("text", "position", "reason"), UNREADABLE, ids=[row[2] for row in UNREADABLE])
def test_names_what_it_cannot_read(text, position, reason):
    with pytest.raises(QueryTextError) as caught:
        parse_text(text)
    assert caught.value.position == position
    assert str(caught.value).endswith(".")
    if position:
        assert f"character {position + 1}" in str(caught.value)


_typed = st.text(max_size=MAX_LENGTH + 50) | st.lists(
    st.sampled_from(["a", "norco", '"', "(", ")", "OR", "AND", "NOT", "-", "~5", "*", "surg*", "request:", "#60", " "]),
    max_size=40,
).map(" ".join)


@given(_typed)
def test_any_text_is_read_or_refused(text):
    try:
        found = parse_text(text)
    except QueryTextError:
        return
    terms = [each for each in walk(found) if isinstance(each, Word | Phrase | Prefix)]
    assert all(any(character.isalnum() for character in term.text) for term in terms)
    assert len(terms) <= MAX_TERMS


@given(_typed)
def test_what_was_understood_is_understood_again(text):
    """Writing an expression out and reading it again changes nothing."""
    try:
        found = parse_text(text)
    except QueryTextError:
        return
    if found is not None and len(written := described(found)) <= MAX_LENGTH:
        assert described(parse_text(written)) == written
