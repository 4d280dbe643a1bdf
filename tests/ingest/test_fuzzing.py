"""`manage.py fuzz`, some hundred damaged letters, and letters made to be as hard to read as can be."""

import os
import time
from functools import partial
from itertools import count
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from ingest import fuzzing
from ingest.benchmark.generator import letters
from ingest.finding import file_source
from ingest.fuzzing import Outcome, Plan
from ingest.fuzzing.invariants import Checked, spans
from ingest.fuzzing.mutants import LONGEST, MUTATIONS
from ingest.fuzzing.watching import HangError, interrupted_after
from ingest.letters import parse
from ingest.reading import UnreadableLetterError
from tests.cost import assert_cheap
from tests.letters.letter import item, letter

TEXTS = tuple(text for _, text in letters(30))
LIMIT = 200.0  # milliseconds


def outcome(plan, numbers, workers=0):
    total = Outcome()
    for each in fuzzing.run(plan, numbers, workers):
        total.add(each)
    return total


def test_hundreds_of_damaged_letters_are_read_without_fail_and_in_time():
    parse(TEXTS[0])
    found = outcome(Plan(7, TEXTS, LIMIT), range(300))
    assert found.failures == []
    assert found.letters == 300


def test_a_letter_depends_on_its_seed_and_number_alone():
    first = [fuzzing.mutant(1, number, TEXTS) for number in range(60)]
    assert [fuzzing.mutant(1, number, TEXTS) for number in reversed(range(60))] == first[::-1]
    assert len({made.text for made in first}) > 55
    assert fuzzing.mutant(2, 5, TEXTS) != fuzzing.mutant(1, 5, TEXTS)


def test_every_kind_of_damage_is_done_and_changes_the_text():
    done = {change for number in range(3_000) for change in fuzzing.mutant(0, number, TEXTS[:1]).changes}
    assert done == {change.__name__ for change in MUTATIONS}


@pytest.mark.parametrize("change", MUTATIONS, ids=lambda change: change.__name__)
@given(st.randoms(use_true_random=False), st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_damaged(change, rng, text, other):
    assert isinstance(change(rng, text, other), str)


def test_mutants_are_of_a_letters_size_but_for_a_few():
    sizes = sorted(len(fuzzing.mutant(3, number, TEXTS).text) for number in range(600))
    assert sizes[300] < 20_000
    assert sizes[-1] <= LONGEST


def test_time_allowed_grows_with_letters_beyond_the_long_ones():
    assert fuzzing.limit_for("a" * fuzzing.LONG, LIMIT) == LIMIT
    assert fuzzing.limit_for("a" * fuzzing.LONG * 3, LIMIT) == 3 * LIMIT


@pytest.mark.parametrize(
    ("patched", "found", "said"),
    [
        ("parts", (), "text lost at the end"),
        ("parts", fuzzing.invariants.parts(TEXTS[0]) * 2, "overlaps another"),
        ("parts", fuzzing.invariants.parts(TEXTS[0])[1:], "text lost at 0-"),
        ("digest", None, "the digest depends on spacing"),
        ("parse", parse(TEXTS[1] + "longer" * 2_000), "span outside"),
        ("parse", parse("").__class__("final"), "no item and no severe warning"),
    ],
)
def test_each_broken_invariant_is_named(monkeypatch, patched, found, said):
    answer = (lambda text: text) if patched == "digest" else (lambda text: found)
    monkeypatch.setattr(f"ingest.fuzzing.invariants.{patched}", answer)
    assert any(said in problem for problem in fuzzing.check(TEXTS[0][:6_000], LIMIT).problems)


def test_what_takes_too_long_is_named(monkeypatch):
    clock = SimpleNamespace(process_time=partial(next, count()))
    monkeypatch.setattr("ingest.fuzzing.invariants.time", clock)
    assert fuzzing.check(TEXTS[0], 999).problems[0].startswith("slow: 1,000 ms for ")
    assert fuzzing.check(TEXTS[0], 1_001) == (1_000, ())


def test_spans_are_found_wherever_they_stand():
    record = {"spans": {"a": [1, 2], "b": [[3, 4], [5, 6]]}, "items": [{"cited": [{"span": [7, 8]}], "pages": [9, 10]}]}
    assert list(spans(record)) == [(1, 2), (3, 4), (5, 6), (7, 8)]


def troubled(text, limit, *, trouble):
    """A check that fails on some texts; at module level, so that a worker process can be given it."""
    if trouble(text):
        raise ValueError("broke")
    return Checked(1.0, ())


def is_odd(text):
    return len(text) % 2 == 1


def misbehaving(text, limit, *, how):
    match how.get(text):
        case "hang":
            while True:
                pass
        case "exit":
            os._exit(9)
        case "sleep":
            time.sleep(3600)  # no processor time: only the clock can tell
        case "slow":
            return Checked(1.0, ("slow: it was",))
    return Checked(1.0, ())


def test_an_exception_is_a_failure_with_its_place_and_the_run_goes_on():
    plan = Plan(0, TEXTS, LIMIT, check=partial(troubled, trouble=is_odd))
    found = outcome(plan, range(50))
    odd = [number for number in range(50) if is_odd(fuzzing.mutant(0, number, TEXTS).text)]
    assert found.letters == 50
    assert [failure.number for failure in found.failures] == odd
    assert found.failures[0].kind == "exception"
    assert found.failures[0].message.startswith("ValueError: broke (test_fuzzing.py:")


@pytest.mark.slow
def test_workers_survive_hangs_and_deaths_and_name_each_letter():
    what = {3: "hang", 7: "exit", 12: "slow", 60: "sleep", 110: "exit", 120: "slow"}
    how = {fuzzing.mutant(0, number, TEXTS).text: name for number, name in what.items()}
    plan = Plan(0, TEXTS, LIMIT, check=partial(misbehaving, how=how), hang=0.2, stall=6)
    found = outcome(plan, range(130), workers=2)
    kinds = {"exit": "died", "sleep": "died", "hang": "hang", "slow": "slow"}
    assert {failure.number: failure.kind for failure in found.failures} == {
        number: kinds[name] for number, name in what.items()
    }
    assert found.letters == 130


@pytest.mark.slow
def test_workers_that_cannot_even_start_end_the_run():
    plan = Plan(0, TEXTS, LIMIT, check=partial(misbehaving, how={TEXTS[0]: "exit"}))
    with pytest.raises(RuntimeError, match="could not start"):
        outcome(plan, range(3), workers=1)


def test_an_endless_search_is_interrupted():
    with pytest.raises(HangError, match="interrupted at"), interrupted_after(0.1):
        while True:
            pass


def run(capsys, *arguments):
    status = 0
    try:
        call_command("fuzz", *map(str, arguments))
    except SystemExit as error:
        status = error.code
    return status, capsys.readouterr().out


def test_the_command_says_how_it_went(capsys, tmp_path):
    status, out = run(capsys, "--letters", 30, "--workers", 0, "--seed", 4, "--limit-ms", 5_000)
    assert status == 0
    assert out.startswith("30 letters of seed 4, ")
    assert "0 exceptions, 0 hangs, 0 too slow, 0 broken invariants, 0 ended processes." in out


def test_a_failure_can_be_repeated_alone_and_written(capsys, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("ingest.fuzzing.invariants.digest", lambda text: text)
        status, out = run(capsys, "--letters", 5, "--workers", 0, "--limit-ms", 5_000, "--save", tmp_path)
    assert status == 1
    assert "5 broken invariants" in out
    assert "number 3: broken: the digest depends on spacing [" in out
    written = (tmp_path / "seed-0-number-3.txt").read_bytes()
    assert len(list(tmp_path.iterdir())) == 5
    status, out = run(capsys, "--only", 3, "--save", tmp_path / "new" / "folder", "--limit-ms", 5_000)
    assert status == 0
    assert (tmp_path / "new" / "folder" / "seed-0-number-3.txt").read_bytes() == written


def test_letters_of_a_folder_are_damaged_too(capsys, tmp_path):
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text("nothing but this " * 20_000)
    (tmp_path / "other.doc").write_text("is left out")
    _, alone = run(capsys, "--letters", 60, "--workers", 0, "--limit-ms", 5_000)
    _, more = run(capsys, "--letters", 60, "--workers", 0, "--limit-ms", 5_000, "--from", tmp_path)
    assert alone.split(" characters")[0] != more.split(" characters")[0]


@pytest.mark.parametrize(
    "arguments",
    [["--letters", "0"], ["--workers", "-1"], ["--limit-ms", "0"], ["--only", "-1"], ["--from", "nowhere"],
     ["--save", __file__]],
)  # fmt: skip
def test_bad_usage(arguments):
    with pytest.raises(CommandError) as caught:
        call_command("fuzz", *arguments)
    assert caught.value.returncode == 2


START = letter(item("Cane: Upheld"))
MEGABYTE = 1_000_000
SECONDS = 10.0  # of processor time for a megabyte; what is not linear would take minutes
HOSTILE = [
    "IMR ISSUES, DECISIONS AND RATIONALES\n", "HOW THE IMR FINAL DETERMINATION WAS MADE ", "(((((", "page 1 page 1 ",
    "a, b and c, ", "1234567890", "\n", "1/2/2013 ", ". . . . ", "....", "\0", "\u202e\u200f\u05d0 ", "a\u0301",
    "Board Certified in Neurology and Surgery, ", "44 year old male ", "Page 3 of 4\n", "Case Number: CM13-0012345 ",
]  # fmt: skip
MANY_LABELS = ["Decision rationale: ", "Decision rationale:\n", "Claims Administrator guideline: MTUS, page 1. "]


def timed(text):
    return assert_cheap(lambda: parse(text), SECONDS)


def is_severe(found):
    return any(warning.severe for warning in found.warnings)


def megabyte(piece):
    return (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_one_thing_is_no_letter(piece):
    found = timed(megabyte(piece))
    assert found.items == ()
    assert is_severe(found)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_one_thing_inside_a_letter(piece):
    """As its rationale's end, as a cited guideline, in its summary: the decision is still read, or held."""
    run = megabyte(piece)
    for text in (START + run, START.replace("None cited.", run, 1), START.replace("6/13/2013", run, 1)):
        found = timed(text)
        assert is_severe(found) or [each.outcome for each in found.items] == ["upheld"]
        assert is_severe(found) or found.items[0].request.endswith("Cane")


@pytest.mark.slow
@pytest.mark.parametrize("piece", MANY_LABELS)
def test_a_megabyte_of_labels_is_held(piece):
    assert is_severe(timed(START + megabyte(piece)))


def test_hundreds_of_items_are_read_and_thousands_held():
    found = timed(letter(*(item(f"Cane {number}: Upheld") for number in range(900))))
    assert [each.request for each in found.items] == [f"Cane {number}" for number in range(900)]
    assert {each.outcome for each in found.items} == {"upheld"}
    assert is_severe(timed(letter(*(item(f"Cane {number}: Upheld") for number in range(5_000)))))


def test_a_line_of_thirty_megabytes(tmp_path):
    """Parsing it takes bounded time; reading it from a file is refused for its size."""
    line = "x" * 30 * MEGABYTE
    assert timed(line).layout == "unknown"
    found = timed(START.replace("44 year old", line, 1))
    assert [(each.request, each.outcome) for each in found.items] == [("Cane", "upheld")]
    (tmp_path / "long.txt").write_text(line)
    with pytest.raises(UnreadableLetterError, match="larger than"):
        file_source(tmp_path / "long.txt").read()
