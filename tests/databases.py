"""One database for the run: SQLite, or with TEST_DATABASE=postgresql a real PostgreSQL, started for it.

Loaded with `-p`, before Django reads its settings. The workers of a parallel run inherit the server's address.
"""

import os
import tempfile
from contextlib import ExitStack

import psycopg

from ingest.benchmark.embedded import embedded_postgresql

_run = ExitStack()
_directory = _run.enter_context(tempfile.TemporaryDirectory(prefix="imr-tests-", ignore_cleanup_errors=True))


def _choose() -> None:
    wanted = os.environ.setdefault("TEST_DATABASE", "sqlite")
    os.environ["IMR_DATA_DIR"] = f"{_directory}/data"
    if wanted == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["DATABASE_URL"] = _run.enter_context(embedded_postgresql())
        _set(os.environ["DATABASE_URL"], fsync="off", synchronous_commit="off", autovacuum="off")


def _set(url: str, **settings: str) -> None:
    """Nothing outlives the run; and statistics taken between two tests, of tables they emptied, make slow plans."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")


def pytest_unconfigure(config):
    _run.close()


_choose()
