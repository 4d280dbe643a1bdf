"""The bytes handed in, below IMR_DATA_DIR/uploads/<upload>/, under names of our own."""

import errno
import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ingest.models import Upload, UploadedFile

_RECEIVED, _UNPACKED = "r-", "u-"
_DAY = 86_400.0  # seconds after which a file that no row names was left behind, whatever locks say


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
        with suppress(OSError):
            path(upload, name).unlink()


def drop_after_commit(upload: int, stored: Iterable[str]) -> None:
    if names := [name for name in stored if name]:
        transaction.on_commit(partial(drop, upload, names), robust=True)


def enter(upload: int) -> int:
    """For a request that writes files before their rows: its upload's directory, made, and not swept until `leave`.

    The system lets go of it when the process is killed. Raises OSError.
    """
    while True:
        place = directory(upload)
        place.mkdir(parents=True, exist_ok=True)
        held = -1
        try:
            held = os.open(place, os.O_RDONLY)
            _lock(held, fcntl.LOCK_SH)
            if os.path.samestat(os.fstat(held), place.stat()):
                return held
        except FileNotFoundError:  # swept away between two of our steps, as it was empty
            pass
        if held >= 0:
            os.close(held)


def leave(held: int) -> None:
    os.close(held)


def sweep(upload: int, *, leased: bool = True) -> None:
    """Delete what no row names: what a killed worker unpacked, and what arrived in requests that were killed.

    `leased`: whoever calls has the upload's lease; without it, what is unpacked stays as long as there is work left.
    """
    with suppress(OSError), _alone(upload) as alone:  # what is gone is fine, what is refused is tried again
        present = {entry.name: entry.stat().st_mtime for entry in os.scandir(directory(upload))}
        gone = [_UNPACKED] if leased or _is_idle(upload) else []
        gone += [_RECEIVED] if alone else []
        named = set(UploadedFile.objects.filter(upload=upload).exclude(stored="").values_list("stored", flat=True))
        old = time.time() - _DAY
        unnamed = present.keys() - named
        drop(upload, [name for name in unnamed if name.startswith(tuple(gone)) or present[name] < old])
        if alone:
            with suppress(OSError):  # as long as anything is in it
                directory(upload).rmdir()


def sweep_all() -> None:
    """The same for every upload, whoever works on it: also for those that nobody will work on."""
    with suppress(OSError):
        for place in sorted(Path(settings.MEDIA_ROOT).iterdir()):
            if place.name.isdecimal():
                sweep(int(place.name), leased=False)


@contextmanager
def _alone(upload: int) -> Iterator[bool]:
    """Whether no request writes into the upload's directory, and none will until the block ends."""
    held = os.open(directory(upload), os.O_RDONLY)
    try:
        yield _lock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(held)


def _lock(held: int, kind: int) -> bool:
    """False where another has it, or where the disk knows no locks: then only what is old is swept."""
    try:
        fcntl.flock(held, kind)
    except OSError:
        return False
    return True


def _is_idle(upload: int) -> bool:
    """Whether nobody works on it or is going to: who did before has written its rows by now, or is dead."""
    mine = Upload.objects.filter(pk=upload)
    return not (mine.filter(leased_until__gt=timezone.now()).exists() or mine.unfinished().exists())


def trouble(error: OSError) -> tuple[str, str]:
    """What a disk that refuses says of a file, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The server's disk is full; nothing of this file was kept.", "Free space there, then send it again."
    said = error.strerror or type(error).__name__
    return f"The server could not keep this file: {said}.", "Send it again, or tell whoever runs the site."
