"""A batch the database refuses: the bad letter fails alone, and trouble of the database itself ends the run."""

import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError

from ingest.refusals import all_or_each


class Database:
    """Stores whole batches, but for the letters named in `errors`; counts how often it was asked."""

    def __init__(self, errors: dict[str, Exception]):
        self.errors, self.stored, self.asked = errors, [], 0

    def store(self, batch: list[str]) -> list[str]:
        self.asked += 1
        for letter in batch:
            if letter in self.errors:
                raise self.errors[letter]
        self.stored += batch
        return [f"{letter} stored" for letter in batch]


def told(letters: str, database: Database) -> list[str]:
    return list(all_or_each(letters.split(), database.store, lambda letter, reason: f"{letter} failed: {reason}"))


@pytest.mark.parametrize(
    ("errors", "failed", "reason"),
    [
        ({}, "", "nothing is wrong"),
        ({"b": DataError("no\nsuch  thing")}, "b", "the words of one letter"),
        ({"a": IntegrityError("no"), "d": ValueError("no")}, "ad", "two of them"),
        (dict.fromkeys("abcd", DataError("no")), "abcd", "each of them, and the database answers"),
        ({"b": OperationalError("too much for an index")}, "b", "one letter is too much"),
        ({"b": OperationalError("no"), "c": OperationalError("no")}, "bc", "two are, and the next is not"),
        ({"a": OperationalError("no"), "b": DataError("no"), "c": OperationalError("no")}, "abc", "it still answers"),
    ],
)
def test_bad_letters_fail_alone(errors, failed, reason):
    database = Database(errors)
    results = told("a b c d", database)
    assert [result[0] for result in results] == list("abcd"), reason
    assert "".join(result[0] for result in results if "failed" in result) == failed, reason
    assert database.stored == [letter for letter in "abcd" if letter not in failed]


def test_the_reason_is_one_line():
    assert told("a b", Database({"b": DataError("no\nsuch  thing")}))[1] == (
        "b failed: The database refused it: no such thing"
    )


@pytest.mark.parametrize("error", [OperationalError("connection lost"), InterfaceError("connection closed")])
@pytest.mark.parametrize("letters", ["a", "a b", "a b c d e f g h i j"])
def test_trouble_of_the_database_ends_the_run_soon(error, letters):
    database = Database(dict.fromkeys(letters.split(), error))
    with pytest.raises(type(error), match="connection"):
        told(letters, database)
    assert database.asked <= 4


def test_a_database_that_does_not_even_take_nothing_ends_the_run():
    def lose(batch):
        raise OperationalError("connection lost")

    with pytest.raises(OperationalError):
        list(all_or_each([], lose, lambda letter, reason: reason))


def test_trouble_in_the_middle_of_a_batch_ends_the_run():
    database = Database({"b": DataError("no")} | dict.fromkeys("defghij", OperationalError("connection lost")))
    with pytest.raises(OperationalError):
        told("a b c d e f g h i j", database)
    assert database.stored == ["a", "c"]


def test_any_other_error_is_a_fault_of_the_program():
    with pytest.raises(RuntimeError):
        told("a b", Database({"a": RuntimeError("a fault")}))
