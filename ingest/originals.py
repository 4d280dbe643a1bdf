"""The files that letters were read from, kept beside the rows under the digest of their bytes.

A file is whole on the disk before the row that names it is committed, and never changes: what a row names is there. A
file that no row names does no harm (a change that was rolled back, a case that was deleted): files may be shared, so
deleting a case leaves its file, and `sweep` takes out those that nobody names.
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from django.core.files.storage import Storage

from determinations import corpus
from determinations.models import Case, Letter
from ingest.parsing import Original, ReadLetter
from ingest.reading import UnreadableLetterError
from ingest.reporting import Result, Status

_SUFFIX = ".pdf"
_SWEPT_AFTER = 86_400.0  # seconds: a younger file may belong to a change under way
_AT_ONCE = 500


def attach(batch: Sequence[ReadLetter], step: corpus.Change) -> dict[int, str]:
    """Keep the files of letters that are stored and have none yet, inside the change that stores them.

    Returns for each of these, by its place in the batch, what was in the way: nothing, as a rule. The words are stored
    even if their file is gone by now; the same file given again is then added to them.
    """
    with_file = {read.digest for read in batch if read.original}
    bare = {letter.digest: letter for letter in _without_file(with_file)} if with_file else {}
    tried: dict[int, str] = {}
    given: list[Letter] = []
    for place, read in enumerate(batch):
        if read.original and read.digest in bare:
            tried[place] = _give(bare[read.digest], read.original)
            if not tried[place]:
                given.append(bare.pop(read.digest))
    if given:
        Letter.objects.bulk_update(given, ["original"])
        # The pages of these cases change, also where their words were stored before.
        Case.objects.filter(pk__in={letter.case_id for letter in given}).update(revision=step.revision)
    return tried


def noted(result: Result, trouble: str | None) -> Result:
    """The result with what `attach` did for it, if anything."""
    if trouble:
        note = f"The original file could not be kept: {trouble}"
    elif trouble is not None and result.status == Status.DUPLICATE:
        note = "The original file was added."
    else:
        return result
    return replace(result, reason=f"{result.reason} {note}".strip())


def _without_file(digests: set[str]):
    return Letter.objects.filter(digest__in=digests, original="").only("digest", "case_id")


def _give(letter: Letter, original: Original) -> str:
    try:
        letter.original = keep(original)
    except UnreadableLetterError as error:
        return str(error)
    return ""


def keep(original: Original) -> str:
    """Store the file's bytes, if they are not yet, and return the name for `Letter.original`.

    The bytes are read anew. Raises UnreadableLetterError if they are no longer those that were read as a letter.
    """
    name = f"{original.digest[:2]}/{original.digest}{_SUFFIX}"
    path = Path(_storage().path(name))
    if not (path.exists() and path.stat().st_size == original.size):
        data = original.source.data()
        if sha256(data).hexdigest() != original.digest:
            raise UnreadableLetterError("The file was changed while it was read.")
        _write(path, data)
    return name


def _storage() -> Storage:
    return Letter._meta.get_field("original").storage


def _write(path: Path, data: bytes) -> None:
    """Under the name only when it is whole, so that of several writers any may win."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sweep(older_than: float = _SWEPT_AFTER) -> int:
    """Delete the files, older than so many seconds, that no letter names. Returns how many."""
    swept = 0
    for batch in _in_batches(_old_files(time.time() - older_than)):
        named = set(Letter.objects.filter(original__in=batch).values_list("original", flat=True))
        for name in batch:
            if name not in named:
                _storage().delete(name)
                swept += 1
    return swept


def _old_files(before: float) -> Iterator[str]:
    root = Path(_storage().path(""))
    for path in root.glob("??/*"):
        if path.stat().st_mtime < before:
            yield path.relative_to(root).as_posix()


def _in_batches(names: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for name in names:
        batch.append(name)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
