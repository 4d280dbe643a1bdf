"""`manage.py export`: the files of the site, whole or not at all, and Parquet with types."""

import csv
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from determinations import exporting, parquet, search
from determinations.management.commands import export
from determinations.models import DisputedItem
from determinations.serializing import COLUMNS
from tests.builders import make_case, make_item
from tests.library import make_library

pytestmark = pytest.mark.django_db


def run(path: Path, capsys, **options) -> str:
    call_command("export", str(path), **options)
    return capsys.readouterr().out


def refused(path: Path, **options) -> str:
    with pytest.raises(CommandError) as error:
        call_command("export", str(path), **options)
    assert error.value.returncode == 2
    return str(error.value)


def left(folder: Path) -> list[str]:
    """What files there are; the index of the test is none."""
    return sorted(each.name for each in folder.iterdir() if each.is_file())


def parquet_rows(path: Path) -> list[dict]:
    from pyarrow.parquet import read_table

    return read_table(path).to_pylist()


@pytest.mark.parametrize(("name", "options"), [
    ("all.csv", {}), ("all.jsonl", {}), ("all.txt", {"format": "jsonl"}), ("all", {}), ("all.parquet", {}),
])  # fmt: skip
def test_every_decision_is_written(tmp_path, capsys, name, options):
    make_library(7)
    path = tmp_path / name
    total = DisputedItem.objects.count()
    assert run(path, capsys, **options) == f"Wrote {total} decisions to {path}.\n"
    if name.endswith("parquet"):
        found = parquet_rows(path)
    elif name.endswith(("csv", "all")):
        found = list(csv.DictReader(path.open(encoding="utf-8-sig", newline="")))
    else:
        found = [json.loads(line) for line in path.read_text().splitlines()]
    assert {(each["case"], int(each["item"])) for each in found} == set(
        DisputedItem.objects.values_list("case__slug", "position")
    )
    assert list(found[0]) == list(COLUMNS)
    assert left(tmp_path) == [name]


def test_it_is_the_file_of_the_site_to_the_same_parameters(tmp_path, capsys, client):
    make_library(7)
    query = "outcome=upheld&q=functional&sort=oldest"
    run(tmp_path / "some.csv", capsys, query=query, site="http://testserver/")
    assert (tmp_path / "some.csv").read_bytes() == b"".join(client.get(f"/decisions.csv?{query}"))


def test_it_catches_up_with_the_database_first(tmp_path, capsys):
    make_item()
    assert run(tmp_path / "new.jsonl", capsys).startswith("Wrote 1 ")


def test_parquet_has_types_and_row_groups(tmp_path, capsys, monkeypatch):
    from pyarrow.parquet import ParquetFile

    monkeypatch.setattr(exporting, "BATCH", 2)
    monkeypatch.setattr(parquet, "GROUP", 4)
    make_library(5)
    make_item(
        make_case(slug="bare", case_number=None, decision_date=None, age=None, sex="", reviewer=None), treatment=None
    )
    run(tmp_path / "typed.parquet", capsys)
    file = ParquetFile(tmp_path / "typed.parquet")
    types = {field.name: str(field.type) for field in file.schema_arrow}
    assert [types[name] for name in ("decided", "age", "item", "request")] == [
        "date32[day]",
        "int32",
        "int32",
        "string",
    ]
    lists = {name for name, kind in types.items() if kind.startswith("list<")}
    assert lists == set(parquet._LISTS)
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert len(sizes) > 1
    assert max(sizes) == 4
    rows = {each["case"]: each for each in parquet_rows(tmp_path / "typed.parquet")}
    assert rows["case-2"]["decided"] == date(2015, 3, 3)
    assert rows["case-2"]["guidelines"]
    assert [rows["bare"][name] for name in ("decided", "age", "sex", "treatment")] == [None] * 4
    assert rows["bare"]["drugs"] == []


def test_every_list_of_a_row_is_one_in_parquet():
    make_library(1)
    (batch,) = exporting.batches([DisputedItem.objects.values_list("pk", flat=True)], "")
    assert {name for name, value in batch[0].items() if isinstance(value, list)} == set(parquet._LISTS)


def test_no_decisions_are_a_file_without_rows(tmp_path, capsys):
    for name in ("none.csv", "none.parquet"):
        assert run(tmp_path / name, capsys) == f"Wrote 0 decisions to {tmp_path / name}.\n"
    assert parquet_rows(tmp_path / "none.parquet") == []


def test_without_the_library_parquet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    said = refused(tmp_path / "a.parquet")
    assert "`pip install pyarrow`" in said
    assert left(tmp_path) == []


def test_a_file_that_is_there_is_overwritten_only_by_force(tmp_path, capsys):
    make_library(1)
    path = tmp_path / "kept.csv"
    path.write_text("mine")
    assert "--force" in refused(path)
    assert path.read_text() == "mine"
    run(path, capsys, force=True)
    assert path.read_text(encoding="utf-8-sig").startswith("case,")


WRONG = [
    ("page=2", "page", "a page"),
    ("colour=red", "colour", "an unknown parameter"),
    ("outcome=won&age_min=x", "age_min", "every wrong value"),
    ("q=%00", "q", "nothing"),
]


@pytest.mark.parametrize(("query", "named", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_query_is_named_and_nothing_written(tmp_path, query, named, reason):
    assert f"{named}: " in refused(tmp_path / "a.csv", query=query)
    assert left(tmp_path) == []


def test_too_many_for_an_order_of_relevance_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_RELEVANT", 1)
    make_library(3)
    assert "sort=newest" in refused(tmp_path / "a.csv", query="q=functional&sort=relevance")
    assert left(tmp_path) == []


def test_a_place_where_nothing_can_be_written_is_named(tmp_path):
    assert "folder" in refused(tmp_path)
    assert "no folder" in refused(tmp_path / "missing" / "a.csv")
    assert "cannot be written" in refused(tmp_path / ("a" * 300))
    assert "--site" in refused(tmp_path / "a.csv", site="imr.example.org")


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_what_is_broken_off_leaves_what_was_there(tmp_path, monkeypatch, error):
    make_library(2)
    path = tmp_path / "old.csv"
    path.write_text("old")

    def breaking(found, site):
        yield from exporting.batches(found, site)
        raise error

    monkeypatch.setattr(export, "batches", breaking)
    with pytest.raises((KeyboardInterrupt, CommandError)):
        call_command("export", str(path), force=True)
    assert path.read_text() == "old"
    assert left(tmp_path) == ["old.csv"]


def test_a_terminal_sees_a_bar_that_knows_how_many(tmp_path, capsys, monkeypatch):
    make_library(3)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    call_command("export", str(tmp_path / "a.csv"))
    assert f"/{search.count(search.SearchQuery())} " in capsys.readouterr().err
