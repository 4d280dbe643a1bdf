"""The walls between rooms hold, and the engine is known in one room only."""

import re
from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).resolve().parents[1]


def test_no_room_imports_what_it_must_not():
    assert cli.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == cli.EXIT_STATUS_SUCCESS


def test_only_the_search_room_names_the_engine():
    naming = [
        path.relative_to(ROOT)
        for room in ("determinations", "ingest", "imr_site")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"^\s*(import|from) tantivy", path.read_text(), re.MULTILINE)
    ]
    assert naming
    assert {path.parts[:2] for path in naming} == {("determinations", "search")}


def test_no_module_is_called_by_what_it_is_not():
    """A function without a home names a missing module."""
    vague = {"utils.py", "helpers.py", "common.py", "misc.py"}
    assert not [path for room in ("determinations", "ingest", "imr_site") for path in (ROOT / room).rglob("*.py")
                if path.name in vague]  # fmt: skip
