"""The report that commands write beside what they do."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError


def opened(report: Path | None) -> AbstractContextManager[TextIO | None]:
    """The report's file, flushed line by line so that a killed run leaves what it did; None where none is wanted."""
    if report is None:
        return nullcontext()
    try:
        return report.open("w", encoding="utf-8", buffering=1)
    except OSError as error:
        raise CommandError(f"--report {report}: cannot be written: {error.strerror}.", returncode=2) from error
