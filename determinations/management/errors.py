"""What a command says when the database does not do what it is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, connection


@contextmanager
def database_errors() -> Iterator[None]:
    """A database that refuses is one line and exit status 2, with the advice that fits."""
    try:
        yield
    except DatabaseError as error:
        advice = "" if _is_migrated() else " Run `manage.py migrate` first."
        raise CommandError(f"The database refused: {error}.{advice}", returncode=2) from error


def _is_migrated() -> bool:
    """Whether the tables are there; True when the database cannot even be asked."""
    try:
        return "determinations_case" in connection.introspection.table_names()
    except DatabaseError:
        return True
