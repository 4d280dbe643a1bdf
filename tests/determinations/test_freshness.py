"""Who has an answer is told so only while library and code are those that made it."""

from pathlib import Path

import pytest

from determinations import freshness
from determinations.freshness import EDITION, edition
from tests.library import make_full_case

TAGGED = ["/api/v1/decisions/", "/api/v1/cases/full-case/", "/api/v1/openapi.json", "/decisions.csv", "/decisions.atom"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", TAGGED)
def test_after_a_deploy_everything_is_told_anew(client, monkeypatch, address):
    make_full_case()
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    monkeypatch.setattr(freshness, "EDITION", "another")
    response = client.get(address, headers={"if-none-match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_the_edition_is_that_of_the_files_served():
    assert edition() == EDITION


@pytest.fixture
def room(tmp_path) -> Path:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "answers.py").write_text("answer = 1")
    (tmp_path / "terms.toml").write_text("a = 1")
    return tmp_path


def rewritten(room: Path) -> None:
    (room / "api" / "answers.py").write_text("answer = 2")


def renamed(room: Path) -> None:
    (room / "api").rename(room / "data")


def word_added(room: Path) -> None:
    (room / "terms.toml").write_text("a = 12")


def moved_between_files(room: Path) -> None:
    (room / "api" / "answers.py").write_text("answer = ")
    (room / "terms.toml").write_text("1a = 1")


@pytest.mark.parametrize("change", [rewritten, renamed, word_added, moved_between_files])
def test_the_edition_changes_with_any_file(room, change):
    before = edition(room)
    change(room)
    assert edition(room) != before


def test_the_edition_is_the_same_wherever_the_same_files_are(room, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere")
    for path in sorted(room.rglob("*.*"), reverse=True):
        copy = other / path.relative_to(room)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (other / "__pycache__").mkdir()
    (other / "__pycache__" / "answers.pyc").write_bytes(b"compiled here")
    assert edition(other) == edition(room)
