"""Reading a gold folder: the letters, `gold.jsonl` and, where there is one, `requests.csv`."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LETTERS, REQUESTS = "gold.jsonl", "requests.csv"
_SIDES = ("claims_admin_citations", "reviewer_citations")


class GoldError(ValueError):
    """The folder is none that could be compared with; the message says what is wrong, and in which line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """`letters` and `requests` as they stand in the files, a dictionary each; `folder` holds the letters' files."""

    folder: Path
    letters: tuple[dict[str, Any], ...]
    requests: tuple[dict[str, Any], ...]

    def path(self, letter: dict[str, Any]) -> Path:
        return self.folder / letter["file"]


def read_gold(folder: Path) -> Gold:
    """Everything a gold folder holds. Raises GoldError."""
    if not folder.is_dir():
        raise GoldError(f"{folder}: there is no such folder.")
    letters = tuple(_letters(folder))
    if not letters:
        raise GoldError(f"{folder / LETTERS}: there is no letter in it.")
    return Gold(folder, letters, tuple(_requests(folder / REQUESTS)))


def _letters(folder: Path) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    for number, line in enumerate(_text(folder / LETTERS).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{folder / LETTERS}, line {number}"
        letter = _checked(line, place)
        if letter["file"] in seen:
            raise GoldError(f"{place}: {letter['file']} stands in line {seen[letter['file']]} already.")
        seen[letter["file"]] = number
        if not (folder / letter["file"]).is_file():
            raise GoldError(f"{place}: the letter {letter['file']} is not in the folder.")
        yield letter


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise GoldError(f"{path}: there is no such file.") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: this is not UTF-8.") from error
    except OSError as error:
        raise GoldError(f"{path}: cannot be read: {error.strerror}.") from error


def _checked(line: str, place: str) -> dict[str, Any]:
    """One line's letter, of the shape comparing relies on; keys nobody knows are let through."""
    try:
        letter = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{place}: this is no JSON: {error}.") from error
    _demand(isinstance(letter, dict), place, "a letter must be an object")
    _demand(isinstance(letter.get("file"), str) and letter["file"], place, "a letter needs a “file”")
    for key in ("dates", "reviewer"):
        _demand(isinstance(letter.get(key, {}), dict), place, f"“{key}” must be an object")
    for item in _objects(letter, "items", place):
        for side in _SIDES:
            _objects(item, side, place)
    return letter


def _objects(holder: dict[str, Any], key: str, place: str) -> list[dict[str, Any]]:
    found = holder.get(key, [])
    _demand(isinstance(found, list) and all(isinstance(each, dict) for each in found), place, f"“{key}” lists objects")
    return found


def _demand(condition: object, place: str, rule: str) -> None:
    if not condition:
        raise GoldError(f"{place}: {rule}.")


def _requests(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of request, category, treatment_type; in `category_alt` and `treatment_type_alt` "|" parts other answers."""
    if not path.exists():
        return
    rows = csv.DictReader(_text(path).splitlines())
    for column in ("request", "category", "treatment_type"):
        _demand(column in (rows.fieldnames or ()), str(path), f"the column “{column}” is missing")
    for row in rows:
        found: dict[str, Any] = {name: value for name, value in row.items() if name and isinstance(value, str)}
        for name in ("category_alt", "treatment_type_alt"):
            found[name] = [value.strip() for value in found.get(name, "").split("|") if value.strip()]
        _demand(found.get("request"), f"{path}, line {rows.line_num}", "the request is missing")
        yield found
