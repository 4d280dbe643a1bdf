"""The sample letters: read as meant, as varied as they promise to be, and about nobody."""

import re
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from ingest.letters import parse
from ingest.reading import decode

FOLDER = Path(__file__).parents[2] / "ingest" / "samples"
OUTCOMES = {"U": "upheld", "O": "overturned", "P": "partially_overturned"}

# What a person reads in each letter: layout, age (None: not stated), sex, outcomes in order by their first letter.
MEANT = {
    "acupuncture-knee-2018.txt": ("final", 68, "male", "O"),
    "acupuncture-low-back-2014.txt": ("final", 41, "male", "OU"),
    "acupuncture-neck-2023.txt": ("final", 37, "female", "OU"),
    "acupuncture-shoulder-2015.txt": ("final", 60, "male", "U"),
    "ankle-ligament-repair-2013.txt": ("professional", 39, "male", "UUU"),
    "bone-scan-2013.txt": ("notice", 33, "male", "UU"),
    "buprenorphine-transition-2018.txt": ("final", 54, "male", "OUU"),
    "burn-scar-garment-2014.txt": ("final", 24, "male", "OU"),
    "carpal-tunnel-release-2014.txt": ("final", 47, "female", "OU"),
    "celecoxib-esomeprazole-2017.txt": ("final", 66, "male", "UU"),
    "cervical-mri-2014.txt": ("final", 52, "female", "U"),
    "chiropractic-neck-2014.txt": ("final", 29, "male", "U"),
    "concussion-vestibular-2022.txt": ("final", 30, "male", "UU"),
    "crps-sympathetic-block-2017.txt": ("final", 31, "male", "UU"),
    "custom-orthotics-2018.txt": ("final", 22, "male", "U"),
    "dental-crowns-2016.txt": ("final", 57, "male", "UU"),
    "dronabinol-detoxification-2013.txt": ("professional", 47, "male", "UU"),
    "elbow-shockwave-2013.txt": ("notice", 46, "female", "UUU"),
    "emg-ncv-upper-extremities-2015.txt": ("final", 39, "female", "O"),
    "fentanyl-ondansetron-2013.txt": ("maximus", 64, "male", "UUU"),
    "functional-restoration-2016.txt": ("final", 46, "male", "P"),
    "gym-membership-2017.txt": ("final", 35, "female", "UU"),
    "hand-therapy-2019.txt": ("final", None, "female", "U"),
    "hearing-aids-2013.txt": ("notice", 59, "male", "OU"),
    "hip-arthrogram-2020.txt": ("final", 19, "female", "U"),
    "home-health-2015.txt": ("final", 71, "female", "UU"),
    "hydrocodone-carisoprodol-2014.txt": ("final", 58, "male", "UUU"),
    "knee-mri-2016.txt": ("final", 53, "female", "O"),
    "knee-viscosupplementation-2014.txt": ("final", 33, "female", "UU"),
    "lidocaine-patch-2020.txt": ("final", 61, "male", "UU"),
    "lumbar-discography-2014.txt": ("maximus", 42, "male", "U"),
    "lumbar-epidural-2015.txt": ("final", 44, "male", "U"),
    "lumbar-facet-blocks-2016.txt": ("final", 62, "female", "UU"),
    "lumbar-fusion-2016.txt": ("final", 38, "male", "UUUUU"),
    "migraine-botulinum-2013.txt": ("notice", 40, "female", "UU"),
    "post-covid-lungs-2021.txt": ("final", 45, "female", "OU"),
    "post-surgical-therapy-2018.txt": ("final", 49, "female", "U"),
    "psychiatric-referral-2017.txt": ("final", 27, "female", "OU"),
    "psychotherapy-depression-2014.txt": ("final", 55, "female", "UU"),
    "ptsd-prazosin-2019.txt": ("final", 34, "male", "UU"),
    "punctal-plugs-eye-drops-2013.txt": ("professional", 28, "female", "OU"),
    "sacroiliac-injection-2023.txt": ("final", 78, "male", "UU"),
    "shoulder-arthroscopy-2015.txt": ("final", 36, "male", "UUUUUU"),
    "shoulder-manipulation-2014.txt": ("maximus", 51, "female", "OU"),
    "sleep-study-2016.txt": ("final", 48, "female", "UU"),
    "spinal-cord-stimulator-2021.txt": ("final", 59, "male", "UU"),
    "tens-unit-2015.txt": ("final", 50, "female", "U"),
    "topical-compound-2014.txt": ("final", 63, "female", "UU"),
    "trigger-points-thoracic-2019.txt": ("final", 43, "female", "UU"),
    "urine-drug-screen-2015.txt": ("final", None, "male", "UU"),
    "weight-loss-unloader-brace-2014.txt": ("maximus", 56, "female", "UO"),
    "work-hardening-2014.txt": ("maximus", 26, "male", "UU"),
}
# The dates that a title page, or a notice's opening paragraph, states in each layout.
STATED = {
    "final": ("injury", "ur_denial", "received", "assigned", "decision"),
    "maximus": ("injury", "ur_denial", "received", "decision"),
    "notice": ("injury", "ur_denial", "received", "assigned", "decision"),
    "professional": ("injury", "ur_denial"),
}
# The programme's own letterhead, which letters carry and which is nobody's address.
OFFICE = re.compile(r"Sacramento, CA 95813-8009\s+\(855\) 865-8873 Fax: \(916\) 605-4270")
BYTES = {path.name: path.read_bytes() for path in sorted(FOLDER.glob("*.txt"))}
TEXTS = {name: decode(data) for name, data in BYTES.items()}


@cache
def letters():
    return {name: parse(text) for name, text in TEXTS.items()}


def items():
    return [item for letter in letters().values() for item in letter.items]


def test_every_sample_is_listed():
    assert TEXTS.keys() == MEANT.keys()


@pytest.mark.parametrize("name", MEANT)
def test_is_read_as_meant(name):
    letter = letters()[name]
    *facts, outcomes = MEANT[name]
    assert [letter.layout, letter.age, letter.sex] == facts
    assert [item.outcome for item in letter.items] == [OUTCOMES[initial] for initial in outcomes]
    assert letter.reviewer.specialties
    assert letter.reviewer.states
    assert letter.dates.injury
    assert [warning for warning in letter.warnings if warning.severe] == []


@pytest.mark.parametrize("name", MEANT)
def test_every_item_is_argued_and_cited(name):
    for item in letters()[name].items:
        assert item.request
        assert item.reviewer_citations
        assert 50 <= len(item.rationale.split()) <= 200


@pytest.mark.parametrize("name", MEANT)
def test_dates_of_a_title_page_are_in_order(name):
    letter = letters()[name]
    if letter.case_number is None:
        assert letter.dates.decision is None
        return
    told = {when: value for when, value in letter.dates.as_dict().items() if value is not None}
    assert tuple(told) == STATED[letter.layout]
    assert list(told.values()) == sorted(set(told.values()))
    year = letter.dates.received or letter.dates.ur_denial
    assert re.fullmatch(rf"CM{year:%y}-9\d{{6}}", letter.case_number)


def test_case_numbers_are_unique():
    numbers = [letter.case_number for letter in letters().values() if letter.case_number]
    assert len(set(numbers)) == len(numbers)


def test_layouts():
    counts = Counter(letter.layout for letter in letters().values())
    assert counts == {"final": 40, "maximus": 5, "notice": 4, "professional": 3}


@pytest.mark.parametrize("name", [name for name, meant in MEANT.items() if meant[0] != "final"])
def test_rarer_layouts_are_of_their_years(name):
    decided = letters()[name].dates.decision
    assert name.removesuffix(".txt")[-4:] in ("2013", "2014")
    assert decided is None or str(decided.year) in name


@pytest.mark.parametrize("layout", ["maximus", "notice"])
def test_pages_with_footers_are_there_in_both_spacings(layout):
    """A line directly below another, or blank lines between all of them; footers, some amid a sentence."""
    texts = [text for name, text in TEXTS.items() if MEANT[name][0] == layout]
    assert all("Final Determination Letter for IMR Case Number CM" in text for text in texts)
    assert {re.search(r"\S\n\S", text) is None for text in texts} == {True, False}
    assert any(
        re.search(r"[a-z,]\s{2,9}Final Determination Letter for IMR Case Number \S+ +[23]\s", text) for text in texts
    )


def test_outcomes_of_every_layout_vary():
    """Of each layout there is an approved treatment and a denied one."""
    for layout in STATED:
        outcomes = {item.outcome for letter in letters().values() if letter.layout == layout for item in letter.items}
        assert {"upheld", "overturned"} <= outcomes


def test_items_a_letter():
    counts = Counter(len(letter.items) for letter in letters().values())
    assert (min(counts), max(counts)) == (1, 6)
    assert 1.7 <= len(items()) / len(letters()) <= 2.1


def test_shares_of_outcomes():
    counts = Counter(item.outcome for item in items())
    assert 0.85 <= counts["upheld"] / len(items()) <= 0.88
    assert 0.12 <= counts["overturned"] / len(items()) <= 0.15
    assert counts["partially_overturned"] >= 1


def test_years_ages_and_sexes():
    decided = {letter.dates.decision.year for letter in letters().values() if letter.dates.decision}
    ages = {letter.age for letter in letters().values() if letter.age}
    sexes = Counter(letter.sex for letter in letters().values())
    assert decided == set(range(2013, 2024))
    assert (min(ages), max(ages)) == (19, 78)
    assert min(sexes["female"], sexes["male"]) >= 20


def test_both_reviewer_styles_and_letters_without_title_page():
    blocks = sum("State(s) of Licensure:" in text for text in TEXTS.values())
    prose = sum("is licensed to practice in" in " ".join(text.split()) for text in TEXTS.values())
    assert blocks + prose == len(TEXTS)
    assert prose >= 20
    assert sum(letter.case_number is None for letter in letters().values()) == 9


def test_breadth_of_treatments_and_specialties():
    specialties = set(chain.from_iterable(letter.reviewer.specialties for letter in letters().values()))
    assert len({item.category for item in items()}) >= 9
    assert len({item.treatment_type for item in items()}) >= 65
    assert len(specialties) >= 22


def test_acupuncture_is_found_with_both_outcomes():
    outcomes = Counter(item.outcome for item in items() if item.treatment_type == "acupuncture")
    assert outcomes["overturned"] >= 2
    assert outcomes["upheld"] >= 2
    assert outcomes.total() >= 6


def test_encodings():
    """A mark for UTF-16 and UTF-8, UTF-8 without one, Windows-1252 (no UTF-8, curly quotes), plain ASCII."""
    kinds = Counter(_encoding(data) for data in BYTES.values())
    assert kinds.keys() == {"utf-16", "utf-8 with mark", "utf-8", "windows-1252", "ascii"}


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8 with mark"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "ascii" if data.isascii() else "utf-8"


UGLY = [
    (r"\n[A-Z][A-Z ()/,.0-9-]{20,}: +\w+", "a heading in capitals"),
    (r": +\n+(Upheld|Overturned) *\n", "the outcome on a line of its own"),
    (r"\n[^\n:]+:[^\n:]+:[^\n]*: Upheld", "colons inside the request"),
    (r"\w \n\n\n\n\w", "a page break inside a sentence"),
    (r"MAXIMUS guideline: [^.\n]*\w \n\n \n", "a guideline without its period"),
    (r"\d-\d{1,2}-\d{4}", "dates with dashes"),
    (r"\b\d{1,2}/\d{1,2}/\d\d\b", "years of two digits"),
    (r"[“”’]", "curly quotes"),
    (r"fifty-three", "an age in words"),
    (r"Overturned in part", "a decision that splits the request"),
    (r"Received: *\n", "a title page whose last label is broken"),
    (r"\f", "a form feed"),
    (r"Page \d of \d", "a page's number among its pages"),
    (r"\bnotmedically\b", "two words grown together"),
    (r"☒", "boxes that are ticked"),
    (r"(?s)IMR Case Number:\s+CM\d\d-\d{7}\s+Date of Injury:\s+\S+\s+Claims Number:\s+UR", "labels over values"),
    (r"\s/[a-z]{2}\s*\Z", "a typist's initials"),
    (
        r"NOT\s+MEDICALLY NECESSARY:\s+(?:[^A-Z]|[A-Z](?![A-Z]{5}))*?were medically necessary",
        "a heading against its rationale",
    ),
]


@pytest.mark.parametrize(("pattern", "reason"), UGLY, ids=[row[1] for row in UGLY])
def test_ugliness_of_real_letters_is_there(pattern, reason):
    assert any(re.search(pattern, text) for text in TEXTS.values())


def test_no_two_letters_share_a_sentence():
    """Other than the form's own: who opens five letters must not notice a pattern."""
    seen: dict[str, str] = {}
    for name, letter in letters().items():
        prose = " ".join([letter.summary, *(item.rationale for item in letter.items)])
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(prose.split())):
            assert seen.setdefault(sentence, name) == name


PERSONAL = [
    (r"\b\d{3}-\d{2}-\d{4}\b", "000-00-0000", "a social security number"),
    (r"\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b", "(555) 555-0100", "a telephone number"),
    (r"\S+@\S+\.\S+", "name@example.org", "an e-mail address"),
    (r"\b(?:Dr|Mr|Mrs|Ms)\b\.?\s+[A-Z]", "Dr. Example", "a named person"),
    (r"\b[A-Z][a-z]+,? (?:M\.?D\.?|D\.?O\.?|D\.?C\.?|Ph\.?D\.?|L\.?Ac\.?)\b", "Example, M.D.", "a signature"),
    (r"(?i)\b(?:date of birth|DOB)\b", "DOB: 1/1/1970", "a date of birth"),
    (r"(?i)\bclaim (?:number|no\.?|#)", "Claim number 12345", "a claim number"),
    (
        r"\b\d+ (?:[A-Z][a-z]+ )+(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive)\b",
        "1 Any Street",
        "an address",
    ),
    (r"\b[A-Z]{2} \d{5}\b", "CA 90000", "a postal code"),
]


@pytest.mark.parametrize(("pattern", "example", "reason"), PERSONAL, ids=[row[2] for row in PERSONAL])
def test_nothing_personal(pattern, example, reason):
    assert re.search(pattern, example), "the pattern must find what it is for"
    assert {name: found[0] for name, text in TEXTS.items() if (found := re.search(pattern, OFFICE.sub("", text)))} == {}
