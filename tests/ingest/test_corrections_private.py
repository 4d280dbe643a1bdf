"""What humans write into facts becomes public like the letter, and is searched for private words like it."""

import pytest

from determinations import publishing, search
from determinations.models import Case, Correction, Letter
from determinations.search.query import SearchQuery
from ingest.correcting import correct, undo
from ingest.corrections.laying import corrected, lay
from ingest.holding import findings
from ingest.letters import parse
from ingest.rereading import reread
from tests.ingest.bulk import wanted
from tests.ingest.correcting import store
from tests.ingest.humans import Human
from tests.ingest.reviewing import CORRECTS
from tests.ingest.reviewing import person as seated
from tests.letter_text import item, letter

REQUEST = "MRI of the lumbar spine"
TEXT = letter(item(REQUEST), summary="A man of 47 with back pain, seen by Dr. Quillfeather.")
CITED = {"source": "Other", "within_mtus": False, "guideline": None, "pages": [], "span": []}

WRITTEN = [
    (1, "request", "MRI, call 619-555-0188", ["private_phone"], "a number in a request"),
    (1, "rationale", "Write to worker@example.org first.", ["private_email"], "an address in the reasons"),
    (0, "summary", "Mr. Garcia, SSN 123-45-6789.", ["private_name", "private_ssn"], "each kind is told"),
    (0, "specialties", ["Dr. Jane Roe"], ["private_name"], "no reviewer is named"),
    (1, "reviewer_citations", [CITED | {"text": "Notes, fax 619-555-0188"}], ["private_phone"], "a citation is text"),
    (1, "reviewer_citations", [CITED | {"text": "Smith J, MD. Back pain. Spine 2004;12:33."}], [], "an author is none"),
    (1, "request", "MRI of the lumbar spine without contrast", [], "most corrections are harmless"),
    (0, "summary", "Seen by Dr. Quillfeather.", [], "the letter's own words were judged in the letter"),
    (1, "outcome", "upheld", [], "a term is no text"),
]


@pytest.mark.parametrize(("place", "field", "value", "codes", "because"), WRITTEN)
def test_private_words_in_a_human_s_value_hold_the_letter(place, field, value, codes, because):
    read = parse(TEXT)
    now = lay(read, [Human(place, field, value, REQUEST if place else "")], TEXT).letter
    new = [each for each in now.warnings if each not in read.warnings and each.code.startswith("private")]
    assert [each.code for each in new] == codes, because
    assert all(each.severe for each in new)
    told = " ".join(str(each.as_dict()) for each in new)
    assert not any(word in told for word in ("Garcia", "555", "6789", "Roe", "example.org")), "never repeated"


def test_other_private_words_are_another_finding():
    keys = []
    for number in ("619-555-0188", "619-555-0199"):
        written = Human(1, "request", f"MRI, call {number}", REQUEST)
        found = findings(TEXT, corrected(parse(TEXT), [written], TEXT))
        keys += [each.key for each in found if each.code == "private_phone"]
    assert len(set(keys)) == 2


@pytest.fixture
def person(db, django_user_model):
    return seated(django_user_model, "reader", *CORRECTS)


def test_a_public_case_is_held_until_somebody_has_judged_the_words_harmless(person):
    text = letter(item(REQUEST))
    store(text)
    case = Case.objects.get()
    told = correct(case, 1, "request", "MRI, call 619-555-0188", by=person)
    assert told.status == "held"
    assert told.held.startswith("Held: Corrected request of decision 1: A telephone or fax number")
    search.sync()
    assert not Case.objects.public().exists() and search.count(SearchQuery()) == 0
    now = corrected(parse(text), list(Correction.objects.all()), text)
    publishing.release([case.pk], by=person, accepted={case.pk: [each.key for each in findings(text, now)]})
    assert [each.status for each in reread(everything=True, workers=0)] == ["same"]
    assert Case.objects.public().exists()
    undo(Correction.objects.get(), by=person)
    assert [each["code"] for each in Letter.objects.get().warnings if each["code"].startswith("private")] == []


def test_many_corrected_at_once_are_held_alike(person):
    store(*[letter(item("Brase"), case_number=f"CM16-090000{number}") for number in (1, 2)])
    told = wanted(person, "Brace for Mr. Garcia", field="request", request="brase", here=True)
    assert (told.changed, told.held) == (2, 2)
    assert not Case.objects.public().exists()
