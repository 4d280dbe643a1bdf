"""This project's commands run on a data directory of their own, so that nothing of the site's own data is touched."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings


class Runner:
    """Runs commands on the directory `data`, with the embedded database."""

    def __init__(self, data: Path):
        self._environment = {**os.environ, "IMR_DATA_DIR": str(data), "DATABASE_URL": ""}

    def __call__(self, *arguments: str) -> str:
        """What the command said. Raises CalledProcessError when it failed."""
        done = self.attempt(*arguments)
        done.check_returncode()
        return done.stdout

    def attempt(self, *arguments: str) -> subprocess.CompletedProcess:
        """The same, with its exit status."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        return subprocess.run(command, env=self._environment, check=False, stdout=subprocess.PIPE, text=True)

    def timed(self, *arguments: str) -> tuple[float, str]:
        """Wall seconds, and what was said."""
        start = time.perf_counter()
        said = self(*arguments)
        return time.perf_counter() - start, said
