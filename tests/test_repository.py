"""What the files at the top say agrees with each other and with the project."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
LOCKS = [".requirements/runtime.lock", ".requirements/development.lock"]


def text(name: str) -> str:
    return (ROOT / name).read_text()


def test_every_dependency_says_why():
    lines = text("pyproject.toml").split("[tool.", 1)[0].splitlines()
    named = [line for line in lines if re.match(r'\s+"[a-z-]+[\[>]', line)]
    assert len(named) > 15
    assert [line for line in named if "  # " not in line] == []


def locked(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", text(name), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_is_hashed_and_names_no_index(name):
    assert "--hash=sha256:" in text(name)
    assert not re.search(r"https?://|index.url|find-links", text(name))
    pins = re.findall(r"^[a-z0-9-]+==.*?(?=^[a-z0-9-]+==|\Z)", text(name), re.MULTILINE | re.DOTALL)
    assert all("--hash=" in pin for pin in pins)


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    names = [{re.match(r"[a-z0-9-]+", each)[0] for each in group} for group in
             (project["dependencies"], project["optional-dependencies"]["dev"])]  # fmt: skip
    assert names[0] <= locked(LOCKS[0])
    assert names[0] | names[1] <= locked(LOCKS[1])
    assert locked(LOCKS[0]) <= locked(LOCKS[1])


def test_the_top_level_is_the_agreed_one():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/", 1)[0] for line in listed.splitlines() if not line.startswith(".")}
    assert top == {
        "manage.py", "pyproject.toml", "imr_site", "determinations", "ingest", "templates", "static", "tests",
        "docker-compose.yml", "Dockerfile", "Makefile", "README.md", "CHANGELOG.md", "LICENSE",
    }  # fmt: skip


def test_no_file_names_an_index_or_a_place_on_this_machine():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    place = re.compile(rf"https?://(files|registry)\.|/simple\b|{re.escape(str(ROOT.parent))}/")
    named = []
    for name in filter(None, listed.split("\0")):
        try:
            content = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if place.search(content) and name != "tests/test_repository.py":
            named.append(name)
    assert named == []


def test_the_image_is_built_from_the_runtime_lock_and_runs_as_nobody_special():
    dockerfile = text("Dockerfile")
    assert "--require-hashes --requirement .requirements/runtime.lock" in dockerfile
    assert re.search(r"^USER imr$", dockerfile, re.MULTILINE)
    assert "HEALTHCHECK" in dockerfile
    for copied in re.findall(r"^COPY (\S+)", dockerfile, re.MULTILINE):
        assert (ROOT / copied).exists(), copied
        assert f"!{copied}" in text(".dockerignore")


def test_compose_has_health_checks_volumes_and_no_secret():
    compose = text("docker-compose.yml")
    assert "condition: service_healthy" in compose
    assert compose.count("healthcheck:") + text("Dockerfile").count("HEALTHCHECK") == 3
    assert re.search(r"^volumes:\n  data:\n  database:", compose, re.MULTILINE)
    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert re.search(rf"\${{{secret}:\?", compose), f"{secret} must come from the environment"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asked of the PostgreSQL the tests run on")
def test_postgresql_has_the_same_major_version_in_compose_and_tests():
    with connection.cursor():
        version = connection.pg_version // 10_000
    assert f"image: postgres:{version}-" in text("docker-compose.yml")


def test_ci_runs_the_tests_a_developer_runs():
    assert text(".ci/run").rstrip().endswith("make test")
    assert "export CI=true" in text(".ci/run")


@pytest.mark.parametrize("path", ["Makefile", ".docker/start"])
def test_the_site_is_served_with_threads(path):
    """A worker without threads is killed when an export lasts longer than its timeout."""
    (line,) = [line for line in (ROOT / path).read_text().splitlines() if "gunicorn imr_site.wsgi" in line]
    assert int(re.search(r"--threads (\d+)", line)[1]) > 1
