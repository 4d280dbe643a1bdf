"""This project's commands run on a data directory of their own, so that nothing of the site's own data is touched."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings


class Runner:
    """Runs commands on the directory `data`, with the embedded database or the one at the address `database`.

    `settings` are further variables of the environment.
    """

    def __init__(self, data: Path, database: str = "", **settings: str):
        self._environment = {**os.environ, "IMR_DATA_DIR": str(data), "DATABASE_URL": database, **settings}

    def __call__(self, *arguments: str, **variables: str) -> str:
        """What the command said, with these variables of its environment. Raises CalledProcessError when it failed."""
        done = self.attempt(*arguments, **variables)
        done.check_returncode()
        return done.stdout

    def attempt(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        """The same, with its exit status."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        environment = self._environment | variables
        return subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE, text=True)

    def start(self, *command: str, **options) -> subprocess.Popen:
        """A Python program (`manage.py work`, `-m gunicorn ...`) that goes on; whoever starts it ends it."""
        command = [sys.executable, *command]
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self._environment, **options)

    def timed(self, *arguments: str) -> tuple[float, str]:
        """Wall seconds, and what was said."""
        start = time.perf_counter()
        said = self(*arguments)
        return time.perf_counter() - start, said
