"""What makes a letter the same letter."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import case_slug, digest


def test_spacing_and_line_breaks_do_not_matter():
    assert (
        digest("The request is\n \nupheld.") == digest("The request  is upheld.\n") == digest("The request is upheld.")
    )


def test_page_breaks_marks_and_soft_hyphens_do_not_matter():
    assert digest("The\fre\u00adquest\u00a0is\u200b upheld.\ufeff") == digest("The request is upheld.")


def test_words_matter():
    assert digest("is medically necessary") != digest("is not medically necessary")


def test_a_letter_is_named_by_its_number_or_its_content():
    assert case_slug("CM16-0012345", "ab" * 32) == "cm16-0012345"
    assert case_slug(None, "ab" * 32) == "letter-abababababababab"


@given(st.lists(st.text(min_size=1), min_size=1), st.sampled_from([" ", "\n", "\n\n", "\t", "\f", "\r\n"]))
def test_any_spacing_between_words_gives_the_same_digest(words, gap):
    assert digest(gap.join(words)) == digest(" ".join(words))
