"""What the READMEs promise exists, and what exists is in a README."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
COMMANDS = [name for name, app in get_commands().items() if app in ("determinations", "ingest")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_with_its_options(name):
    rows = [line for line in README.splitlines() if line.startswith(f"| `manage.py {name} ")]
    assert len(rows) == 1
    parser = load_command_class({**get_commands()}[name], name).create_parser("manage.py", name)
    inherited = load_command_class("django.core", "check").create_parser("manage.py", "check")
    for option in set(parser._option_string_actions) - set(inherited._option_string_actions):
        assert option in README or option in {"--seed", "--no-peer", "--stage", "--skip-checks"}, option


def test_every_variable_read_is_described():
    sources = [*(ROOT / "imr_site").glob("*.py")]
    read = {
        name
        for path in sources
        for name in re.findall(r'(?:flag|names|number)\(os\.environ, "([A-Z_]+)"|\.get\("([A-Z_]+)"', path.read_text())
        for name in name
        if name
    }
    assert {"DATABASE_URL", "DEBUG", "IMR_DATA_DIR", "SECRET_KEY"} <= read
    rows = "".join(line.split("|")[1] for line in README.splitlines() if line.startswith("| `"))
    assert [name for name in sorted(read) if f"`{name}`" not in rows] == []


def test_every_make_target_is_described():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split()
    missing = [target for target in targets if f"make {target}" not in README]
    assert missing in ([], ["lint", "clean"])


def test_the_figures_the_benchmark_prints_stand_in_the_readme():
    figures = README.partition("## Speed")[2].partition("\n## ")[0]
    for what in ("letters, from file to searchable", "peak memory", "a search, index", "a search, PostgreSQL"):
        assert re.search(rf"^\| {what}[^|]*\| [\d,.]+ ", figures, re.MULTILINE), what


@pytest.mark.parametrize(
    "readme", ["README.md", "determinations/README.md", "ingest/README.md", "ingest/letters/README.md"]
)
def test_every_file_a_readme_links_to_or_names_exists(readme):
    text = (ROOT / readme).read_text()
    linked = re.findall(r"\]\((?!http)([^)#]+)", text)
    assert [name for name in linked if not (ROOT / readme).parent.joinpath(name).exists()] == []
    named = re.findall(r"`((?:determinations|ingest|imr_site|tests)/[\w./]+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("room", ["determinations", "ingest", "ingest/letters", "determinations/vocabulary"])
def test_every_room_has_a_readme(room):
    assert (ROOT / room / "README.md").exists()
