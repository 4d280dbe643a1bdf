"""A list of decisions on disk, asked letter by letter: millions of rows cost no memory. No Django."""

import csv
import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from ingest.letters.record import ParsedLetter
from ingest.listing.columns import COLUMNS, number_in, place_columns, read_row

_BATCH = 10_000
_MOST_TROUBLES = 50  # named one by one; more are counted
_FIELD_LIMIT = 1_000_000  # characters of one value


class UnreadableListError(ValueError):
    """The file is no list that could be read; the message says why and what is expected."""


class Listing:
    """The rows of a CSV file by case number and by file name.

    `troubles` are values that could not be read, each with its line; `rows` and `used` count the rows and those
    that some letter was matched with.
    """

    def __init__(self, path: Path):
        """Raises UnreadableListError."""
        self.troubles: list[str] = []
        self.rows = self.used = self.more_troubles = 0
        self._folder = tempfile.TemporaryDirectory(prefix="listing-")
        self._rows = sqlite3.connect(Path(self._folder.name) / "rows.sqlite3")
        self._rows.execute("CREATE TABLE listed (number TEXT, file TEXT, used INTEGER DEFAULT 0, facts TEXT)")
        try:
            self._fill(path)
        except (UnreadableListError, OSError):
            self.close()
            raise
        for column in ("number", "file"):
            self._rows.execute(f"CREATE INDEX by_{column} ON listed ({column})")

    def __enter__(self) -> "Listing":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        self._rows.close()
        self._folder.cleanup()

    def of(self, file: str, letter: ParsedLetter) -> tuple[dict, ...]:
        """The rows of one letter: by its own case number, else by the file's name, else by the number in that."""
        stem = _stem(file)
        for column, value in (("number", letter.case_number), ("file", stem), ("number", number_in(stem))):
            if value and (found := self._find(column, value)):
                return found
        return ()

    def _find(self, column: str, value: str) -> tuple[dict, ...]:
        found = self._rows.execute(
            f"SELECT rowid, used, facts FROM listed WHERE {column} = ? ORDER BY rowid",
            (value,),
        ).fetchall()
        self.used += sum(not used for _, used, _ in found)
        self._rows.executemany(
            "UPDATE listed SET used = 1 WHERE rowid = ?", [(row,) for row, used, _ in found if not used]
        )
        return tuple(json.loads(facts) for _, _, facts in found)

    def _fill(self, path: Path) -> None:
        batch = []
        for facts in self._facts(path):
            batch.append((facts.get("case_number"), _stem(facts["file"]) if "file" in facts else None, _packed(facts)))
            if len(batch) == _BATCH:
                self._insert(batch)
                batch = []
        self._insert(batch)
        self._rows.commit()

    def _insert(self, batch: list[tuple]) -> None:
        self._rows.executemany("INSERT INTO listed (number, file, facts) VALUES (?, ?, ?)", batch)

    def _facts(self, path: Path) -> Iterator[dict]:
        csv.field_size_limit(_FIELD_LIMIT)
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.reader(file)
            try:
                places = _checked(place_columns(next(rows, [])))
                for row in rows:
                    facts, troubles = read_row(row, places)
                    self._note(rows.line_num, troubles)
                    if "case_number" in facts or "file" in facts:
                        self.rows += 1
                        yield facts
                    elif facts:
                        self._note(rows.line_num, ["neither a case number nor a file name"])
            except csv.Error as error:
                raise UnreadableListError(f"line {rows.line_num}: {error}") from error

    def _note(self, line: int, troubles: list[str]) -> None:
        for trouble in troubles:
            if len(self.troubles) < _MOST_TROUBLES:
                self.troubles.append(f"line {line}: {trouble}")
            else:
                self.more_troubles += 1


def _checked(places: dict[str, int]) -> dict[str, int]:
    if not ({"case_number", "file"} & places.keys()) or len(places) < 2:
        wanted = ", ".join(names[0] for names in COLUMNS.values())
        raise UnreadableListError(
            f"Its first line must name the columns: case number or file name, and what it knows of {wanted}."
        )
    return places


def _packed(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _stem(name: str) -> str:
    """A file's name without folders and ending, by which it is compared."""
    return PurePath(name.replace("\\", "/")).stem.lower()
