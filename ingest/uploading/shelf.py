"""The bytes handed in, below IMR_DATA_DIR/uploads/<upload>/, under names of our own."""

import contextlib
import errno
import os
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction

from ingest.models import UploadedFile

_RECEIVED, _UNPACKED = "r-", "u-"
_DAY = 86_400.0  # seconds after which a file that no row names was left behind by a request that ended


def directory(upload: int) -> Path:
    return Path(settings.MEDIA_ROOT) / str(upload)


def path(upload: int, stored: str) -> Path:
    return directory(upload) / stored


def received_name() -> str:
    return _RECEIVED + token_hex(16)


def unpacked_name() -> str:
    return _UNPACKED + token_hex(16)


def drop(upload: int, stored: Iterable[str]) -> None:
    """Delete files; what is gone already is fine, and what cannot be deleted now `sweep` tries again."""
    for name in filter(None, stored):
        with contextlib.suppress(OSError):
            path(upload, name).unlink()


def drop_after_commit(upload: int, stored: Iterable[str]) -> None:
    if names := [name for name in stored if name]:
        transaction.on_commit(partial(drop, upload, names), robust=True)


def sweep(upload: int) -> None:
    """Delete what no row names: what a killed worker unpacked, and what a request left that ended long ago.

    Only for whoever has the upload's lease.
    """
    with contextlib.suppress(FileNotFoundError):
        present = {entry.name: entry.stat().st_mtime for entry in os.scandir(directory(upload))}
        named = set(UploadedFile.objects.filter(upload=upload).exclude(stored="").values_list("stored", flat=True))
        old = time.time() - _DAY
        gone = [name for name in present.keys() - named if name.startswith(_UNPACKED) or present[name] < old]
        drop(upload, gone)
    with contextlib.suppress(OSError):  # as long as anything is in it
        directory(upload).rmdir()


def trouble(error: OSError) -> tuple[str, str]:
    """What a disk that refuses says of a file, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The server's disk is full; nothing of this file was kept.", "Free space there, then send it again."
    said = error.strerror or type(error).__name__
    return f"The server could not keep this file: {said}.", "Send it again, or tell whoever runs the site."
