"""The index's fields and how text becomes words. Raise `SCHEMA_VERSION` with any change here or in `documents`."""

import tantivy

SCHEMA_VERSION = 7

ANALYSER = "english"  # stemmed, for words and phrases
EXACT_ANALYSER = "exact"  # whole words with the number sign, for beginnings of words and for #60
# What free text is matched against, and how much a match there weighs: the request says what it is about.
TEXT_FIELDS = {"request": 4.0, "guideline_text": 1.0, "rationale": 1.0, "summary": 0.25}
# Slugs: filtered by and counted.
SLUG_FIELDS = (
    "category",
    "treatment",
    "drug",
    "outcome",
    *(f"{cited}_{by}" for cited in ("guideline", "topic", "source") for by in ("reviewer", "claims_admin", "either")),
    "sides",
    "specialty",
    "body_part",
    "sex",
    "layout",
    "year",
)
# So many neighbouring cases share a number of as many digits as fit a float exactly, one digit of 16 for each case: the
# sum of a field over any decisions tells by its digits which of the cases they stand in. See `counting`.
TALLY_DIGITS = 13
TALLY_FIELDS = tuple(f"tally_{number}" for number in range(5))
TALLY_CASES = TALLY_DIGITS * len(TALLY_FIELDS)
TALLY_MOST = 15  # decisions of a case that a digit can count
META = "meta"  # the `kind` of the one document that says which corpus and revision the index holds


def build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("revision", stored=True)
    builder.add_unsigned_field("item_id", indexed=True, fast=True)
    builder.add_unsigned_field("case_id", indexed=True, fast=True)
    builder.add_unsigned_field("digest", fast=True)
    builder.add_boolean_field("leads_case", indexed=True)
    builder.add_boolean_field("crowded", indexed=True)
    for name in TALLY_FIELDS:
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("case_key", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("newest_key", fast=True)
    builder.add_unsigned_field("oldest_key", fast=True)
    builder.add_unsigned_field("added_key", fast=True)
    builder.add_integer_field("decided", indexed=True, fast=True)
    builder.add_integer_field("age", indexed=True, fast=True)
    for name in SLUG_FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=ANALYSER, index_option="position")
        builder.add_text_field(exact(name), tokenizer_name=EXACT_ANALYSER, index_option="basic")
    return builder.build()


def exact(name: str) -> str:
    """The field with the same text, its words whole."""
    return f"{name}_exact"


def analyser() -> tantivy.TextAnalyzer:
    """Lower-cased, accents folded, stemmed words; no stop words, so that phrases hold as typed.

    A number with its decimals is one word: who asks for 5 mg must not be given 7.5 mg.
    """
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"[0-9]+(?:\.[0-9]+)?[\p{L}\p{N}]*|[\p{L}\p{N}]+"))
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def exact_analyser() -> tantivy.TextAnalyzer:
    """Lower-cased words, accents folded, not stemmed; a number with the sign before it is one word."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(r"# ?[0-9]+|[\p{L}\p{N}]+"))
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Make the analysers known to an index just opened; indexes do not store theirs."""
    index.register_tokenizer(ANALYSER, analyser())
    index.register_tokenizer(EXACT_ANALYSER, exact_analyser())
    return index
