"""`manage.py evaluate`: every kind of miss is found, counted in its place, and nothing else is."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command

from ingest import evaluation
from ingest.evaluation.fields import FIELDS
from ingest.evaluation.judging import Verdict
from ingest.finding import file_source
from ingest.letters import parse
from tests.letters.letter import HOW_MADE, ISSUES, SUMMARY, double_spaced, item

TITLE_PAGE = (
    "Case Number: CM15-0001234  Date Assigned: 02/03/2015\nDate of Injury: 06/13/2013  Decision Date: 03/09/2015\n"
    "Priority: Standard  UR Denial Date: 01/05/2015\nApplication Received: 01/20/2015"
)
HOW = f"{HOW_MADE[:-1]}, has a subspecialty in Pain Medicine and is licensed to practice in Nevada and Oregon."
CITED = "Decision based on MTUS Chronic Pain Medical Treatment Guidelines, page(s) 98-99."
ITEMS = (
    item("Left knee brace: Upheld", cited=CITED),
    item("Acupuncture, 6 visits: Overturned", "Function grew with each visit. The request is medically necessary."),
    item("Omeprazole 20 mg: Upheld"),
)


def text_of(*items):
    return double_spaced(TITLE_PAGE, HOW, SUMMARY, ISSUES, *(paragraph for parts in items for paragraph in parts))


def gold_of(text, file):
    """What a human would write down of this letter: as it was read, in the form of gold files."""
    record = parse(text).as_dict(file)
    for each in record["items"]:
        words = each["rationale"].split()
        each["rationale_starts"], each["rationale_ends"] = " ".join(words[:8]), " ".join(words[-8:])
        each["body_parts"] = [slug.replace("-", " ") for slug in each["body_parts"]]
    return {**record, "written_by": "a key nobody knows"}


@pytest.fixture
def write(tmp_path):
    def write(change=lambda gold: None, text=None, requests=""):
        text = text or text_of(*ITEMS)
        gold = copy.deepcopy(gold_of(text, "one.txt"))
        change(gold)
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n\n", encoding="utf-8")
        if requests:
            (tmp_path / "requests.csv").write_text(requests, encoding="utf-8")
        return tmp_path

    return write


def evaluated(folder):
    return evaluation.evaluate(evaluation.read_gold(folder), lambda path: file_source(path).read())


def missed(folder):
    return [(each.field, each.verdict, each.place) for each in evaluation.misses(evaluated(folder).comparisons)]


def test_a_letter_as_its_gold_has_no_miss_and_every_field_is_scored(write):
    report = evaluated(write(requests="request,category,treatment_type\nKnee brace,dmepos,brace-or-orthosis\n"))
    assert evaluation.misses(report.comparisons) == []
    scores = evaluation.tally(report.comparisons)
    assert evaluation.not_scored(scores) == evaluation.below_minimum(scores) == []
    assert {scores.score(row) for row in FIELDS} == {1.0}


def setting(*path, to):
    def change(gold):
        *above, last = path
        for key in above:
            gold = gold[key]
        gold[last] = to

    return change


CITATION = ("items", 0, "reviewer_citations", 0)


@pytest.mark.parametrize(
    ("path", "value", "field", "verdict", "place"),
    [
        (("layout",), "notice", "layout", "wrong", ""),
        (("case_number",), "CM15-0001235", "case number", "wrong", ""),
        (("case_number",), None, "case number", "extra", ""),
        (("dates", "injury"), "2013-06-14", "date of injury", "wrong", ""),
        (("dates", "ur_denial"), None, "date of UR denial", "extra", ""),
        (("dates", "received"), "2015-01-21", "date received", "wrong", ""),
        (("dates", "assigned"), "2015-02-04", "date assigned", "wrong", ""),
        (("dates", "decision"), "2015-03-10", "date of decision", "wrong", ""),
        (("priority",), "Expedited", "priority", "wrong", ""),
        (("age",), 45, "age", "wrong", ""),
        (("sex",), "female", "sex", "wrong", ""),
        (("reviewer", "specialties"), [], "specialties", "extra", ""),
        (("reviewer", "specialties"), ["Neurology", "Surgery"], "specialties", "missing", ""),
        (("reviewer", "subspecialties"), [], "subspecialties", "extra", ""),
        (("reviewer", "states"), ["Nevada", "Oregon", "Utah"], "states", "missing", ""),
        (("items", 1, "outcome"), "upheld", "outcome", "wrong", "item 2"),
        (("items", 1, "request"), "Acupuncture, 7 visits", "request", "wrong", "item 2"),
        (("items", 2, "category"), "surgery", "category", "wrong", "item 3"),
        (("items", 2, "treatment_type"), "opioid", "treatment type", "wrong", "item 3"),
        (("items", 2, "treatment_type"), None, "treatment type", "extra", "item 3"),
        (("items", 0, "body_parts"), ["knee", "hip"], "body parts", "missing", "item 1"),
        (("items", 0, "body_parts"), [], "body parts", "extra", "item 1"),
        (("items", 0, "rationale_starts"), "It was never tried", "rationale start", "wrong", "item 1"),
        (("items", 0, "rationale_ends"), "is medically necessary.", "rationale end", "wrong", "item 1"),
        (("items", 0, "claims_admin_citations"), [], "citations", "extra", "item 1, claims administrator, invented"),
        ((*CITATION, "source"), "ODG", "citation source", "wrong", "item 1, reviewer 1"),
        ((*CITATION, "within_mtus"), False, "within MTUS", "wrong", "item 1, reviewer 1"),
        ((*CITATION, "pages"), ["98"], "pages", "wrong", "item 1, reviewer 1"),
        ((*CITATION, "pages"), [], "pages", "extra", "item 1, reviewer 1"),
        ((*CITATION, "guideline"), "odg", "guideline", "wrong", "item 1, reviewer 1"),
        ((*CITATION, "text"), "Chronic Pain Guideline", "citation text", "wrong", "item 1, reviewer 1"),
    ],
)  # fmt: skip
def test_each_kind_of_miss_is_found_alone(write, path, value, field, verdict, place):
    assert missed(write(setting(*path, to=value))) == [(field, Verdict(verdict), place)]


def test_an_item_lost_between_others_shifts_none_and_takes_its_fields_along(write):
    def more(gold):
        lost = {**gold["items"][0], "request": "Home oxygen", "body_parts": []}
        gold["items"].insert(1, lost)

    folder = write(more)
    assert missed(folder) == [("items", Verdict.MISSING, "item 2")]
    scores = evaluation.tally(evaluated(folder).comparisons)
    assert scores.of("items").recall == 3 / 4
    assert scores.of("items").precision == 1
    assert scores.of("outcome").verdicts == {Verdict.RIGHT: 3, Verdict.MISSING: 1}


def test_an_invented_item_lowers_precision(write):
    folder = write(lambda gold: gold["items"].pop(1))
    assert missed(folder) == [("items", Verdict.EXTRA, "invented item")]
    scores = evaluation.tally(evaluated(folder).comparisons)
    assert (scores.of("items").recall, scores.of("items").precision) == (1, 2 / 3)
    assert scores.of("request").verdicts[Verdict.EXTRA] == 1


@pytest.mark.parametrize(
    ("path", "value", "other", "reason"),
    [
        (("items", 2, "category"), "surgery", ["pharmaceuticals"], "one of several answers"),
        (("items", 2, "treatment_type"), "opioid", ["nsaid", "proton-pump-inhibitor"], "the second of them"),
        (("items", 0, "request"), "Brace, left knee", ["Left knee\xa0 brace"], "white space collapsed"),
        (("items", 0, "body_parts"), ["leg"], [["knee"]], "another list"),
        (("items", 0, "rationale_starts"), "Nothing", ["It was tried\fbefore without"], "shorter than eight words"),
        (("age",), None, [44], "a fact of the letter"),
        ((*CITATION, "pages"), ["98"], [["98-99"]], "another list of pages"),
    ],
)
def test_other_right_answers_are_right(write, path, value, other, reason):
    def change(gold):
        setting(*path, to=value)(gold)
        setting(*path[:-1], f"{path[-1]}_alt", to=other)(gold)

    assert missed(write(change)) == [], reason


def test_what_gold_leaves_out_is_not_scored(write):
    def without(gold):
        del gold["priority"], gold["dates"]["injury"], gold["items"][0]["reviewer_citations"][0]["guideline"]

    report = evaluated(write(without))
    assert evaluation.misses(report.comparisons) == []
    scores = evaluation.tally(report.comparisons)
    assert [row.name for row in evaluation.not_scored(scores)][:2] == ["date of injury", "priority"]
    assert scores.of("guideline").verdicts == {Verdict.RIGHT: 1}


def test_what_neither_states_counts_neither_way(write):
    text = double_spaced(HOW_MADE, SUMMARY, ISSUES, *ITEMS[2])
    scores = evaluation.tally(evaluated(write(text=text)).comparisons)
    assert scores.of("case number").verdicts == {Verdict.ABSENT: 1}
    assert scores.score(FIELDS[1]) is None


def test_a_letter_on_which_the_parser_fails_is_all_wrong_and_the_run_goes_on(write):
    folder = write(setting("priority", to=None))
    (folder / "two.txt").write_text("not for reading", encoding="utf-8")
    two = {**json.loads((folder / "gold.jsonl").read_text()), "file": "two.txt"}
    with (folder / "gold.jsonl").open("a") as file:
        file.write(json.dumps(two) + "\n")

    def read(path):
        if path.name == "two.txt":
            raise RuntimeError("broke")
        return file_source(path).read()

    report = evaluation.evaluate(evaluation.read_gold(folder), read)
    assert [(each.file, each.reason) for each in report.failures] == [("two.txt", "RuntimeError: broke")]
    of_two = [each for each in report.comparisons if each.file == "two.txt"]
    assert {each.verdict for each in of_two} == {Verdict.MISSING, Verdict.WRONG}
    assert len([each for each in evaluation.misses(report.comparisons) if each.file == "two.txt"]) == 1
    assert evaluation.tally(report.comparisons).of("age").recall == 1 / 2


def test_requests_are_scored_by_themselves(write):
    rows = (
        "request,category,treatment_type,category_alt,treatment_type_alt\nKnee brace,dmepos,cpap,,\n"
        "MRI of the knee,surgery,xray,injections|diagnostic-testing,mri\n"
    )
    assert missed(write(requests=rows)) == [
        ("requests.csv: treatment type", Verdict.WRONG, "request 1: Knee brace")
    ]  # fmt: skip


def test_gains_and_losses_over_the_whole_set(write, tmp_path):
    def before(gold):
        gold["age"] = 45
        gold["items"].pop(0)
        gold["reviewer"]["states"] = ["Nevada"]

    saved = tmp_path / "saved.json"
    evaluation.save(saved, evaluated(write(before)).comparisons)
    after = evaluated(write(setting("sex", to="female"))).comparisons
    found = evaluation.changes(evaluation.load(saved), after)
    assert {(one or two).field for one, two in found.gains} >= {"age", "items", "states"}
    assert [two.field for _, two in found.losses] == ["sex"]
    lines = list(evaluation.change_lines(found))
    assert "+ one.txt: age wrong: “45” ≠ “44”" in lines
    assert "- one.txt: sex wrong: “female” ≠ “male”" in lines
    assert evaluation.changes(after, after) == evaluation.Changes((), (), 0)


def run(capsys, *arguments):
    status = 0
    try:
        call_command("evaluate", *map(str, arguments))
    except CommandError as error:
        return error.returncode, str(error)
    except SystemExit as error:
        status = error.code
    return status, capsys.readouterr().out


def test_the_command_prints_table_and_misses_and_saves_all(write, capsys, tmp_path):
    folder = write(setting("items", 1, "outcome", to="upheld"))
    status, out = run(capsys, folder, "--json", tmp_path / "all.json")
    assert status == 0
    row = next(line for line in out.splitlines() if line.startswith("outcome "))
    assert row.split() == ["outcome", "66.6", "66.6", "99.5", "66.6", "66.6", "2", "1", "0", "0", "LOW"]
    assert "one.txt: item 2: outcome wrong: “upheld” ≠ “overturned”" in out
    status, out = run(capsys, write(), "--against", tmp_path / "all.json")
    assert "1 gained: outcome 1\n0 lost\n+ one.txt: item 2: outcome" in out


def test_minimum_fails_by_name_and_says_what_is_not_scored(write, capsys):
    status, out = run(capsys, write(setting("age", to=45)), "--min", "--misses", "0")
    assert status == 1
    assert "Below the minimum: age 0.0 % < 98 %" in out
    assert "Not scored, as there is nothing to compare: requests.csv: category, requests.csv: treatment type." in out
    assert "… and 1 more" in out
    assert run(capsys, write(), "--min")[0] == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (None, "gold.jsonl: there is no such file"),
        ("\n", "there is no letter in it"),
        ('{"file": "one.txt"}\n{"file": ', "line 2: this is no JSON"),
        ("[1]\n", "line 1: a letter must be an object"),
        ('{"layout": "final"}', "line 1: a letter needs a “file”"),
        ('{"file": "two.txt"}', "the letter two.txt is not in the folder"),
        ('{"file": "one.txt"}\n{"file": "one.txt"}', "line 2: one.txt stands in line 1 already"),
        ('{"file": "one.txt", "items": {}}', "“items” lists objects"),
        ('{"file": "one.txt", "dates": []}', "“dates” must be an object"),
        ('{"file": "one.txt", "items": [{"reviewer_citations": ["MTUS"]}]}', "“reviewer_citations” lists objects"),
    ],
)
def test_a_bad_gold_folder_is_named_and_is_bad_usage(tmp_path, capsys, lines, said):
    (tmp_path / "one.txt").write_text("a letter")
    if lines is not None:
        (tmp_path / "gold.jsonl").write_text(lines, encoding="utf-8")
    status, message = run(capsys, tmp_path)
    assert status == 2
    assert said in message


def test_other_bad_usage(write, capsys, tmp_path):
    assert run(capsys, tmp_path / "nowhere") == (2, f"{tmp_path / 'nowhere'}: there is no such folder.")
    (tmp_path / "other.json").write_text('{"form": "else"}')
    assert run(capsys, write(), "--against", tmp_path / "other.json")[0] == 2
    assert run(capsys, write(), "--json", tmp_path / "no" / "folder.json")[0] == 2
    assert run(capsys, write(requests="request\nCane\n"))[1].endswith("the column “category” is missing.")
    with pytest.raises(CommandError, match="give a number or"):
        call_command("evaluate", str(write()), "--misses=some")
