"""What of a letter must not become public, and what only looks like it. Every name and number here is invented."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.holding import findings
from ingest.letters import parse
from ingest.letters.privacy import MOST, find_private
from ingest.reading import letter_text
from tests.letters.letter import item, letter

HERE = Path(__file__).parents[2]
ORDINARY = [*sorted((HERE / "ingest" / "samples").glob("*.txt")), *sorted((HERE / "tests" / "gold").glob("*.txt"))]

OFFICE = """MAXIMUS FEDERAL SERVICES, INC.
Independent Medical Review
P.O. Box 555001
Sacramento, CA 95800-5550
(855) 555-0100 Fax: (916) 555-0101
"""

NUMBERS = [
    ("SSN: 000-12-3456", "ssn 000-12-3456", "the usual shape"),
    ("his number 900-12-3456 was", "ssn 900-12-3456", "without any label"),
    ("SSN 000123456.", "ssn 000123456", "nine figures behind the label"),
    ("Social Security No. 000 12 3456", "ssn 000 12 3456", "spaces, behind the label"),
    ("Social Security Number ending in 3456", "ssn 3456", "its end is private too"),
    ("SSN: xxx-xx-3456", "ssn xxx-xx-3456", "half masked"),
    ("SSN: XXX-XX-XXXX", "", "wholly masked"),
    ("has been on Social Security disability since 2012", "", "no number, a year"),
    ("Synvisc NDC 58468-0090-01 and NDC 0000-1234-56", "", "a drug's code"),
    ("seen on 01-17-2014, 02/18/2015 and 2014-02-18", "", "dates"),
    ("call (559) 555-0142 for", "phone (559) 555-0142", "brackets"),
    ("559-555-0142", "phone 559-555-0142", "hyphens"),
    ("559.555.0142", "phone 559.555.0142", "dots"),
    ("+1 559 555 0142", "phone +1 559 555 0142", "spaces and country"),
    ("Tel.: 5595550142", "phone 5595550142", "ten figures behind the label"),
    ("Fax # 555-0142", "phone 555-0142", "seven figures behind the label"),
    ("cell phone number is 555-0142", "phone 555-0142", "told in words"),
    ("559–555–0142", "phone 559–555–0142", "long dashes"),
    ("a telephone visit of 5/18/2020, 998-1004", "", "pages and a date, though a telephone is near"),
    ("N Engl J Med 2012; 366:819-826", "", "pages"),
    ("Spine 2009;34(10):1066-1077. doi:10.1097/BRS.0b013e3181a105fc, 998-1004", "", "a citation's figures"),
    ("PMID: 19363457, ISBN 978-1-55555-123-4", "", "numbers of publications"),
    ("Norco 10/325 #60, 4 mg, 1-2 tabs q 4-6 hrs x 3 months", "", "strengths and doses"),
    ("CPT 29881, 97110, HCPCS E0730, ICD-9 724.02, ICD-10 M54.16", "", "codes"),
    ("Case Number: CM16-0123456, IMR 13-000118", "", "the letter's own number"),
    ("pages 303-305, 98-99; 9792.24.2; 4610.6(h)", "", "pages and sections of the law"),
    ("write to jane.sample@example.com today", "email jane.sample@example.com", "e-mail"),
    ("2 tabs @ night, 10mg@bedtime", "", "an at sign that is none"),
    ("questions to imr@maximus.example", "", "the office's own e-mail by its domain"),
    ("DOB: 01/02/1960", "birth_date 01/02/1960", "the usual label"),
    ("D.O.B. 1-2-60", "birth_date 1-2-60", "dots"),
    ("D. O. B. 1-2-60", "birth_date 1-2-60", "dots and blanks"),
    ("d.o.b. 1-2-60", "birth_date 1-2-60", "small letters"),
    ("D.O.\nB. 1-2-60", "birth_date 1-2-60", "dots and a line's end"),
    ("D.\u2009O.\u2009B. 1-2-60", "birth_date 1-2-60", "dots and thin blanks"),
    ("Date of Birth:\n\n January 2, 1960", "birth_date January 2, 1960", "on the next line"),
    ("was born on 2 March 1960 in", "birth_date 2 March 1960", "in a sentence"),
    ("DOB: 1960-01-02", "birth_date 1960-01-02", "year first"),
    ("DOB: DOI: 1/2/2013", "", "a blank, and the next label's date"),
    ("was born in 1960 and DOI 1/2/2013", "", "a year says no more than an age"),
    ("gave birth on 1/2/2013 to a newborn", "", "somebody's delivery"),
    ("Claims Number: 05-123456-001", "claim_number 05-123456-001", "the label of the first letters"),
    ("Claim #: ABC1234567", "claim_number ABC1234567", "letters and figures"),
    ("claim number is 0012345678", "claim_number 0012345678", "in a sentence"),
    ("Claims Number:\n\n00123-456789\n", "claim_number 00123-456789", "on the next line"),
    ("Claims Number:   UR Denial Date:  10/15/2013", "", "a blank, as in published letters"),
    ("Claims Number: \n\nUR Denial Date: \n\n8/6/2013", "", "a blank, and lines between"),
    ("Claims Number: CM13-0000001", "", "the letter's own number in the wrong place"),
    ("Claims Number: 10-15-2013", "", "a date in the wrong place"),
    ("Claim: 012345678", "claim_number 012345678", "a short label"),
    ("ADJ7654321", "claim_number ADJ7654321", "the appeals board's number"),
    ("EAMS No.: ADJ 7654321", "claim_number ADJ 7654321", "the same behind its label"),
    ("WCAB No. SFO 0123456", "claim_number SFO 0123456", "the board's older numbers"),
    ("Sample v. County of Example (2016) ADJ7654321", "", "a published decision"),
    ("MRN: 00123456", "claim_number 00123456", "a clinic's file"),
    ("NPI 1234567890", "claim_number 1234567890", "a physician's number"),
    ("the claim no. 12 was denied, claims administrator 97110", "", "too short, or no label"),
    ("DEA schedule II, license to practice in 24 states", "", "no number behind the label"),
]  # fmt: skip

ADDRESSES = [
    ("lives at 123 Main Street in", "address 123 Main Street", "a street"),
    ("4567 N. Example Blvd., Suite 200\nFresno, CA 93700", "address 4567 N. Example Blvd., Suite 200\nFresno, CA 93700",
     "street, room and town are one"),
    ("12 Oak Dr.\nFresno, CA 93700", "address 12 Oak Dr.\nFresno, CA 93700", "no doctor"),
    ("12 Oak Court\nSomewhere", "address 12 Oak Court", "a word of many meanings at a line's end"),
    ("P.O. Box 5550, Fresno, CA 93700-5550", "address P.O. Box 5550, Fresno, CA 93700-5550", "a box"),
    ("PO BOX 5550", "address PO BOX 5550", "capitals"),
    ("10 Panel Urine Drug Screen, 1 Lumbar CT and 1 Power Drive Wheelchair", "", "requests with capitals"),
    ("MASSAGE, OR 97124; ACUPUNCTURE, CA 29881", "", "codes behind a word like a state"),
    ("Narcan 4 mg nasal spray, 1 box 2", "", "a box of something else"),
    ("St. John's Wort 300 mg, 5 St Joseph aspirin", "", "a saint"),
    (OFFICE, "", "the contractor's letterhead"),
    (OFFICE.replace("\n", " \n\n"), "", "double-spaced"),
    (OFFICE + "\n123 Main Street\nFresno, CA 93700", "address 123 Main Street\nFresno, CA 93700",
     "an address below the letterhead, its name taken out"),
    (OFFICE + "\nDated: 1/2/2014\n\n559-555-0142", "phone 559-555-0142", "a number behind other words"),
    ("Maximus Federal Services at P.O. Box 5550, Sacramento, CA 95800 or fax to (916) 555-0101", "", "in a sentence"),
    ("c/o Maximus Federal Services, Inc., PO Box 5550, Sacramento, CA 95800-5550", "", "care of the office"),
    ("Division of Workers' Compensation, 1515 Example Street, 17th Floor, Oakland, CA 94600, (510) 555-0101", "",
     "the Division's own"),
    ("Maximus was told by the worker's wife, 559-555-0142", "phone 559-555-0142", "somebody else's, near the office"),
    ("Work Loss Data Institute, Encinitas, CA 92000; (800) 555-0148; www.odg-twc.com", "", "a publisher"),
    ("American Academy of Example Surgeons (AAES), 6300 North Example Road, Rosemont, IL 60000", "", "a society"),
]  # fmt: skip

NAMES = [
    ("Dear Mr. Sample:", "name Mr. Sample", "the address"),
    ("Dear Jane Sample,", "name Jane Sample", "the address without a title"),
    ("DEAR MS. SAMPLE:", "name MS. SAMPLE", "capitals"),
    ("DEAR :", "", "the address, blank"),
    ("Dear Injured Worker:\nDear Sir or Madam\nDear Parties:", "", "nobody in particular"),
    ("Dear [redacted]: Dear Mr. ______:", "", "taken out"),
    ("seen by Dr. Sample on", "name Dr. Sample", "a physician"),
    ("seen by Dr.\n\nSample on", "name Dr.\n\nSample", "over a line's end"),
    ("Dr. Jane Q. Sample-Jones and", "name Dr. Jane Q. Sample-Jones", "a whole name"),
    ("Dr. de la Muestra is", "name Dr. de la Muestra", "particles"),
    ("Dr. O'Sample's report", "name Dr. O'Sample's", "a possessive"),
    ("Dr. Young is young.", "name Dr. Young", "a surname that is a word too"),
    ("the patient's physician Dr. X", "name Dr. X", "an initial narrows it down"),
    ("Ms. Jones was", "name Ms. Jones", "a worker"),
    ("Per Dr.   The patient is better. Per Dr. , on 1/2. By Dr.  In May.", "", "holes that redaction leaves"),
    ("notes of Dr. [redacted], Mr. -- , Ms. XXXX", "", "taken out"),
    ("per Dr.  Orthopedic notes; orthopedic care", "", "a word the letter uses as one"),
    ("Dr. Phalen's test, Dr. Spurling's maneuver and Dr. Waddell signs", "", "eponyms with a title"),
    ("Phalen's, Spurling's, Lachman, McMurray, Waddell, Neer and Thomas Test", "", "eponyms"),
    ("Dr. Sample signs the form.", "name Dr. Sample", "a verb that looks like an eponym's noun"),
    ("MS Contin 60 mg, Ms Contin, Omeprazole DR Capsules, MR Arthrogram", "", "abbreviations like titles"),
    ("John Smith, M.D.", "name John Smith, M.D.", "a credential"),
    ("JANE SAMPLE, MD", "name JANE SAMPLE, MD", "capitals"),
    ("Jane Q. Sample DC", "name Jane Q. Sample DC", "a chiropractor"),
    ("Sample, Ph.D.", "name Sample, Ph.D.", "a surname alone"),
    ("Provider Name:        M.D.", "", "a blank before the credential"),
    ("the treating MD, a Home Health RN, Pain Management MD and an Orthopedic QME", "", "roles"),
    ("Jensen MD, Brant-Zawadzki MN, et al. N Engl J Med 1994", "", "authors' initials"),
    ("Rockville, MD: Agency for Healthcare Research; Washington, DC", "", "towns"),
    ("Employee: Jane Sample", "name Jane Sample", "a label"),
    ("Employee Name: SAMPLE, JANE", "name SAMPLE, JANE", "surname first"),
    ("Employee Name:\n\nXochitl Sample\n", "name Xochitl Sample", "on the next line"),
    ("Employee Name: \n\nProvider Name: \n\n1) MAXIMUS Federal Services, Inc. has", "", "blank"),
    ("Drug Name: Norco. Patient: Knee pain. Provider: Pain Management", "", "labels of other things"),
    ("Re: Jane Sample", "name Jane Sample", "the subject"),
    ("Re: Synvisc Injection\nRE: MRI Lumbar Spine", "", "the subject is a treatment"),
    ("c/o Jane Sample", "name Jane Sample", "care of"),
    ("Pt c/o LBP and c/o Severe Headaches, C/O LOW BACK PAIN", "", "complains of"),
    ("cc: Department of Industrial Relations, Division of Workers' Compensation", "", "the office's copy"),
    ("cc: Jane Sample", "name Jane Sample", "a person's copy"),
    ("attorney Xochitl Muestra wrote", "name Xochitl Muestra", "a role before an unusual name"),
    ("the adjuster, Jane Sample, called", "name Jane Sample", "between commas"),
    ("was evaluated by Maria Muestra on", "name Maria Muestra", "a first name in a sentence"),
    ("Santa Maria, San Jose California, St. Joseph Hospital, Thomas Jefferson University", "", "places"),
    ("Chou R, et al.; Smith et al.; Dr. Chou et al. (2009); Roger Chou (2009)", "", "authors"),
    ("Bowen v. County of San Bernardino", "", "a lawsuit"),
    ("Sincerely,\n\nJane Sample, MD, MPH\nMedical Director\n", "", "the office's signature"),
    ("Sincerely,\n\nJane Sample, MD\nOrthopedic Surgery\n", "name Jane Sample, MD", "another's signature"),
    ("Beck Depression Inventory, Oswestry Disability Index, Epworth Sleepiness Scale", "", "questionnaires"),
    ("PER DR SAMPLE the knee", "name DR SAMPLE", "capitals without a dot, behind some words"),
    ("notes of Dr.  Norco was refilled. Dr. \n\nLumbar", "", "a hole before a word of the field"),
    ("Dr. Scholl's insoles, Ruth Jackson pillow, Martin Gruber anastomosis", "", "things with a person's name"),
    ("Patient: Spanish Speaking Male. Provider: Kaiser Permanente. Name: Norco 10/325", "", "other labels"),
    ("Medical Doctor, Doctor of Chiropractic, the Doctor Who treats", "", "doctors in general"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "private", "because"), [*NUMBERS, *ADDRESSES, *NAMES])
def test_what_is_private(text, private, because):
    found = [f"{each.code.removeprefix('private_')} {text[slice(*each.span)]}" for each in find_private(text)]
    assert found == ([private] if private else []), because


def test_several_kinds_in_order_and_no_words_in_messages():
    text = "Dr. Jane Sample, 12 Oak Dr., Fresno, CA 93700, SSN 000-12-3456, jane@example.com, DOB 1/2/1960"
    found = find_private(text)
    codes = [each.code.removeprefix("private_") for each in found]
    assert codes == ["name", "address", "ssn", "email", "birth_date"]
    assert all(each.severe for each in found)
    assert not any(word in each.message for each in found for word in ("Sample", "Oak", "3456", "1960", "@"))


def test_an_author_in_a_cited_passage_is_nobodys_secret():
    cited = "Decision based on Non-MTUS Citation Jane Sample, MD, Carpal Tunnel Surgery."
    read = parse(letter(item("Cane: Upheld", cited=cited)))
    assert read.items[0].reviewer_citations
    assert not [each for each in read.warnings if each.code.startswith("private")]
    private = parse(letter(item("Cane: Upheld", "Jane Sample, MD, asks for it. It is not medically necessary.")))
    assert [each.code for each in private.warnings if each.severe] == ["private_name"]


def test_a_letter_with_private_words_is_held_and_its_spans_lead_to_the_stored_text():
    text = letter(item("Cane: Upheld", "Ms. Sam\u00adple asked for it. It is not medically necessary."))
    [found] = findings(text, parse(text))
    assert (found.code, text[slice(*found.span)]) == ("private_name", "Ms. Sam\u00adple")
    assert findings(text, parse(text), accepted=[found.key]) == []


def test_many_findings_of_a_kind_are_told_as_one():
    text = "559-555-0142, " * (MOST + 10)
    found = find_private(text)
    assert len(found) == MOST + 1
    assert found[-1].message.startswith("There are 10 more")
    assert text[slice(*found[-1].span)].count("559-555-0142") == 10


@pytest.mark.parametrize("path", ORDINARY, ids=lambda path: path.name)
def test_ordinary_letters_are_not_held_for_privacy(path):
    found = parse(letter_text(path.read_bytes())).warnings
    assert [each for each in found if each.code.startswith("private")] == []


PIECES = st.sampled_from(
    [
        *(text for text, *_ in (*NUMBERS, *ADDRESSES, *NAMES)), "Dr. ", "Jane ", ": ", ", M.D.", "\n\n", "-", "5",
        "\xad", "\u2011", "İ", "Claims Number: ", "Maximus ", "@", "de la ", "\x00", "P.O. Box ",
        " Street", "et al.", "'s",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join))
def test_any_text_has_its_findings_in_it_in_order_and_apart(text):
    position = 0
    for found in find_private(text):
        start, end = found.span
        assert position <= start < end <= len(text)
        assert text[start:end].strip()
        position = end


@pytest.mark.parametrize(
    "piece",
    [
        "Dr. ", "Dr. Sample ", "Jane ", "Jane Sample ", "A. ", ", M.D.", "M.D. ", "559-555-0142 ", "1", "1 ", "a@",
        "a.a@", "@a.a", "Claims Number: ", "Name: ", ": ", "Maximus ", "12 Oak ", "12 Oak Street ", "P.O. Box 1 ",
        "Fresno, CA 9", "SSN last ", "de la ", "Oak Oak Oak ", "DOB ", "ADJ", "c/o ",
        "dear ", "12 Oak Street Dr. Sample, ", "physician ", "Maximus (855) 555-0100 ", "Name: A. B. C. ",
        "Jane-Jane-", "Sam'ple's ",
    ],
)  # fmt: skip
def test_time_is_linear_in_the_text(piece):
    def seconds(size: int) -> float:
        text = "Street Jane born SSN box MRN signed " + piece * (size // len(piece))
        begun = time.process_time()
        find_private(text)
        return time.process_time() - begun

    def is_linear() -> bool:
        """Eight times the text: a busy machine makes that twenty at worst, square time would be sixty-four."""
        longer = seconds(160_000)
        return longer < 0.1 or longer < 30 * seconds(20_000)

    assert any(is_linear() for _ in range(4))
