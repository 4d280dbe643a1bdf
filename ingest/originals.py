"""The files that letters were read from, kept beside the rows under the digest of their bytes.

A file is whole on the disk before the change that names it begins, so that nobody waits for a disk while the corpus is
locked. A file that no row names does no harm (a change that was rolled back): it is there when it is given again.
Trouble with the disk costs a letter its file, never its words. `determinations.corpus` deletes what was removed.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex

from django.core.files.storage import Storage

from determinations import corpus
from determinations.models import Case, Letter
from ingest.parsing import Original, ReadLetter
from ingest.reading import UnreadableLetterError
from ingest.reporting import Result, Status

_SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file to go with a letter: its name in the store, or why it is not there."""

    original: Original
    name: str = ""
    trouble: str = ""


def keep_files(batch: Sequence[ReadLetter]) -> dict[int, Kept]:
    """Store the files of letters that have none yet, by their place in the batch. Call it outside any transaction.

    The words are stored even if their file cannot be; the same file given again is then added to them.
    """
    digests = {read.digest for read in batch if read.original}
    done = set(_with_file(digests)) if digests else set()
    tried: dict[int, Kept] = {}
    for place, read in enumerate(batch):
        if read.original and read.digest not in done:
            tried[place] = _try(read.original)
            if tried[place].name:
                done.add(read.digest)
    return tried


def attach(batch: Sequence[ReadLetter], kept: Mapping[int, Kept], step: corpus.Change) -> dict[int, str]:
    """Name the files kept in their letters' rows, inside the change that stores these.

    Returns for each of them, by its place in the batch, what was in the way: nothing, as a rule.
    """
    bare = {letter.digest: letter for letter in _without_file({batch[place].digest for place in kept})} if kept else {}
    tried: dict[int, str] = {}
    given: list[Letter] = []
    for place, file in kept.items():
        if letter := bare.get(batch[place].digest):
            file = _still(file)
            tried[place] = file.trouble
            if file.name:
                letter.original = file.name
                given.append(bare.pop(letter.digest))
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


def _with_file(digests: set[str]):
    return Letter.objects.filter(digest__in=digests).exclude(original="").values_list("digest", flat=True)


def _without_file(digests: set[str]):
    return Letter.objects.filter(digest__in=digests, original="").only("digest", "case_id")


def _try(original: Original) -> Kept:
    try:
        return Kept(original, name=keep(original))
    except UnreadableLetterError as error:
        return Kept(original, trouble=str(error))
    except OSError as error:
        return Kept(original, trouble=f"{error.strerror or type(error).__name__}.")


def _still(file: Kept) -> Kept:
    """The same, or kept anew if a case with this file was removed in the meantime. Files are deleted under the lock."""
    return _try(file.original) if file.name and not _storage().exists(file.name) else file


def keep(original: Original) -> str:
    """Store the file's bytes, if they are not yet, and return the name for `Letter.original`.

    The bytes are read anew. Raises UnreadableLetterError if they are no longer those that were read as a letter,
    OSError if the disk refuses them.
    """
    name = f"{original.digest[:2]}/{original.digest}{_SUFFIX}"
    path = Path(_storage().path(name))
    if not _holds(path, original):
        data = original.source.data()
        if sha256(data).hexdigest() != original.digest:
            raise UnreadableLetterError("The file was changed while it was read.")
        _write(path, data)
    return name


def _holds(path: Path, original: Original) -> bool:
    """Whether the very bytes are there: a crash or a bad disk may leave others of the same number."""
    if not path.is_file() or path.stat().st_size != original.size:
        return False
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == original.digest


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
