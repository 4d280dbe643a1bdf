"""Working on an upload: zips are opened, letters read in small batches, each batch stored with its states at once.

Killed at any moment, what was committed is whole and the rest waits: nothing is stored twice, nothing is lost.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db import transaction

from determinations import search
from determinations.models import Case
from ingest import originals
from ingest.earlier import keep_earlier
from ingest.finding import Source
from ingest.loading import Known, judge, load
from ingest.models import Upload, UploadedFile
from ingest.parsing import ReadLetter, Unfit, read_letter
from ingest.refusals import all_or_each
from ingest.reporting import Result, Status
from ingest.uploading import shelf
from ingest.uploading.expanding import expand
from ingest.uploading.leasing import Employed, LostLeaseError
from ingest.uploading.states import AGAIN, CORRECT, NEEDED, Decision, State
from ingest.writing import Sender

BATCH = 100  # letters
TURN = 10.0  # seconds of one upload, before others have theirs
_SECONDS = 2.0  # then what was read is stored, however few they are: PDFs may be slow
_ROW_FIELDS = ["state", "reason", "advice", "case", "items", "warnings", "stored"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _File:
    """A file and what was read in it. `kept` is its original, where one is to go with its letter."""

    row: UploadedFile
    read: ReadLetter | Unfit
    kept: originals.Kept | None = None


def work_on(upload: int, me: Employed) -> bool:
    """Read what waits in the upload for a while, or until nothing does; False if another worker has it.

    What is left then is for the next turn: a large upload does not keep the small ones waiting. Raises what the
    database raises; the upload is tried again later.
    """
    end = time.monotonic() + TURN
    try:
        with me.lease(Upload, upload) as mine:
            if mine:
                shelf.sweep(upload)
                while not me.stopping and (_open_next(upload, me) or _read_next(upload, me)):
                    me.beat()
                    if time.monotonic() > end:
                        break
                shelf.sweep(upload)
            return mine
    except LostLeaseError:
        _log.warning("Upload %s was taken over by another worker.", upload)
        return False


def _open_next(upload: int, me: Employed) -> bool:
    """Whether there was a zip to open."""
    row = _waiting(upload).filter(archive=True).select_related("upload").first()
    if row is None:
        return False
    if _begin([row.pk]):
        expand(row, me)
    return True


def _read_next(upload: int, me: Employed) -> bool:
    """Whether there was a letter to read."""
    rows = list(_waiting(upload).filter(archive=False)[:BATCH])
    if not rows:
        return False
    _begin([row.pk for row in rows])
    files = _with_originals(_read(rows, me))
    list(all_or_each(files, lambda batch: _store(batch, me), _refused))
    done = {file.row.pk for file in files}
    put_back = [row.pk for row in rows if row.pk not in done]
    UploadedFile.objects.filter(pk__in=put_back, state=State.READING).update(state=State.WAITING)
    return True


def _waiting(upload: int):
    return UploadedFile.objects.filter(upload=upload, state=State.WAITING).order_by("pk")


def _begin(keys: list[int]) -> int:
    return UploadedFile.objects.filter(pk__in=keys, state=State.WAITING).update(state=State.READING)


def _read(rows: list[UploadedFile], me: Employed) -> list[_File]:
    """As many as can be read in a short time, at least one."""
    files: list[_File] = []
    end = time.monotonic() + _SECONDS
    for row in rows:
        files.append(_File(row, _read_file(row)))
        me.beat()
        if me.stopping or time.monotonic() > end:
            break
    return files


def _read_file(row: UploadedFile) -> ReadLetter | Unfit:
    path = shelf.path(row.upload_id, row.stored)
    if not row.stored or not path.is_file() or path.stat().st_size != row.size:
        return Unfit(row.name, "The file is no longer kept as it arrived.")
    try:
        return read_letter(Source(path, row.name))
    except Exception as error:  # a mistake of ours costs one file, and is heard of
        _log.exception("File %s of upload %s could not be read.", row.pk, row.upload_id)
        return Unfit(row.name, f"The program failed while it read this file ({type(error).__name__}).")


def _with_originals(files: list[_File]) -> list[_File]:
    """The PDFs of those that will be stored are kept before the corpus is locked."""
    fit = [place for place, file in enumerate(files) if isinstance(file.read, ReadLetter) and file.read.original]
    undecided = [place for place in fit if not files[place].row.decision]
    told = judge([files[place].read for place in undecided], Known(asking=True)) if undecided else []
    asked = {place for place, each in zip(undecided, told, strict=True) if each.status == Status.OTHER_WORDS}
    fit = [place for place in fit if place not in asked]
    kept = originals.keep_files([files[place].read for place in fit])
    by_place = {fit[place]: original for place, original in kept.items()}
    return [replace(file, kept=by_place.get(place)) for place, file in enumerate(files)]


def _store(batch: Sequence[_File], me: Employed) -> list[None]:
    """One transaction: the letters, and the states of their files. What was cancelled meanwhile is left out."""
    with transaction.atomic():
        upload = me.check()
        keys = [file.row.pk for file in batch]
        rows = UploadedFile.objects.select_for_update().filter(state=State.READING).in_bulk(keys)
        files = [replace(file, row=rows[file.row.pk]) for file in batch if file.row.pk in rows]
        for (decision, _), group in groupby(files, key=lambda file: (file.row.decision, file.row.decided_by_id)):
            together = list(group)
            by = together[0].row.decided_by or upload.uploaded_by
            _note(together, decision, Sender(upload.uploaded_by, by), hold=upload.hold)
        _write([file.row for file in files])
        transaction.on_commit(search.sync, robust=True)  # stored is stored: the next sync finds it
    return [None] * len(batch)


def _note(files: list[_File], decision: str, sender: Sender, *, hold: bool) -> None:
    """Store what is fit, as was decided and in the name of who did, and note in each row what became of it."""
    fit = [file for file in files if isinstance(file.read, ReadLetter)]
    kept = {place: file.kept for place, file in enumerate(fit) if file.kept}
    reads = [file.read for file in fit]
    if decision == Decision.KEEP:
        results = keep_earlier(reads, kept, sender, hold=hold)
    else:
        results = load(reads, kept, asking=decision != Decision.REPLACE, sender=sender, hold=hold)
    loaded = iter(results)
    results = [_failed(file.read) if isinstance(file.read, Unfit) else next(loaded) for file in files]
    cases = dict(Case.objects.filter(slug__in={each.case for each in results}).values_list("slug", "pk"))
    for file, result in zip(files, results, strict=True):
        row = file.row
        row.state, row.reason, row.items = State(result.status.value), result.reason, result.items
        row.advice = CORRECT if result.status == Status.FAILED else ""
        row.case_id, row.warnings = cases.get(result.case), list(result.warnings)


def _write(rows: list[UploadedFile]) -> None:
    """The bytes of what is settled go once the states are committed."""
    settled = [row for row in rows if row.state not in NEEDED and row.stored]
    if settled:
        shelf.drop_after_commit(settled[0].upload_id, [row.stored for row in settled])
    for row in settled:
        row.stored = ""
    # The rows are locked and there: this writes them in one plain statement, many times faster than `bulk_update`.
    UploadedFile.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=_ROW_FIELDS)


def _failed(unfit: Unfit) -> Result:
    return Result(unfit.file, Status.FAILED, warnings=unfit.warnings, reason=unfit.reason)


def _refused(file: _File, reason: str) -> None:
    """A letter that the database does not take fails alone."""
    rows = UploadedFile.objects.filter(pk=file.row.pk, state=State.READING)
    rows.update(state=State.FAILED, reason=reason, advice=AGAIN)
