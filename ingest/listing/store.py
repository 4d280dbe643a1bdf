"""A list of decisions on disk, asked letter by letter: millions of rows cost no memory. No Django."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from ingest.letters.record import ParsedLetter, ParseWarning
from ingest.listing.columns import number_in, read_row
from ingest.listing.reading import UnreadableListError, rows_of

_BATCH = 10_000
_MOST_TROUBLES = 50  # named one by one; more are counted


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
        self._rows.execute("CREATE TABLE met (stem TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID")
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

    def of(self, file: str, letter: ParsedLetter, digest: str) -> tuple[tuple[dict, ...], ParseWarning | None]:
        """The rows of one letter: by its own case number, else by the file's name, else by the number in that.

        A file name counts once: where a letter of other words (another `digest`) had it before, the rows of that
        name may be either's. None are given then, with a warning.
        """
        stem = _stem(file)
        first = self._first_of(stem, digest)
        if letter.case_number and (found := self._find("number", letter.case_number, letter)):
            return self._used(found), None
        found = self._find("file", stem, letter) or self._find("number", number_in(stem), letter)
        if found and first != digest:
            message = "Another letter has this file name too; what the list says of it is left out."
            return (), ParseWarning("list_differs", message)
        return self._used(found), None

    def _first_of(self, stem: str, digest: str) -> str:
        """The digest of the first letter with this file name."""
        self._rows.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (stem, digest))
        return self._rows.execute("SELECT digest FROM met WHERE stem = ?", (stem,)).fetchone()[0]

    def _find(self, column: str, value: str | None, letter: ParsedLetter) -> list[tuple[int, int, dict]]:
        """Row, whether it was used, and facts. Rows of another number than the letter's own are not its rows."""
        if value is None:
            return []
        query = f"SELECT rowid, used, facts FROM listed WHERE {column} = ? ORDER BY rowid"
        found = [(row, used, json.loads(facts)) for row, used, facts in self._rows.execute(query, (value,))]
        own = letter.case_number
        return [each for each in found if own is None or each[2].get("case_number") in (None, own)]

    def _used(self, found: list[tuple[int, int, dict]]) -> tuple[dict, ...]:
        new = [(row,) for row, used, _ in found if not used]
        self._rows.executemany("UPDATE listed SET used = 1 WHERE rowid = ?", new)
        self.used += len(new)
        return tuple(facts for _, _, facts in found)

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
        for line, places, row in rows_of(path):
            facts, troubles = read_row(row, places)
            self._note(line, troubles)
            if "case_number" in facts or "file" in facts:
                self.rows += 1
                yield facts
            elif facts:
                self._note(line, ["neither a case number nor a file name"])

    def _note(self, line: int, troubles: list[str]) -> None:
        for trouble in troubles:
            if len(self.troubles) < _MOST_TROUBLES:
                self.troubles.append(f"line {line}: {trouble}")
            else:
                self.more_troubles += 1


def _packed(facts: dict) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _stem(name: str) -> str:
    """A file's name without folders and ending, by which it is compared."""
    return PurePath(name.replace("\\", "/")).stem.lower()
