"""Files as they arrive: each is written to the upload's directory and closed before the next begins.

Rows follow in groups, every second, and before the request ends however it ends; what arrived without a row before the
process was killed is swept. Memory and open files do not grow with their number.
"""

import contextlib
import hashlib
import time
from pathlib import PurePath
from urllib.parse import unquote

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db.models import F, Sum
from django.utils import timezone

from ingest.models import Upload, UploadedFile
from ingest.uploading import shelf
from ingest.uploading.limits import ZIP, Limits, kind_trouble
from ingest.uploading.names import cleaned
from ingest.uploading.states import CORRECT, SMALLER, State

_GROUP = 50  # files whose rows are written together
_SECONDS = 1.0  # then the rows of what arrived are written, however few they are


class Receiver(FileUploadHandler):
    """The only handler of a request that sends files to `upload`.

    `again`: leave out what has arrived before, by name and bytes. `encoded`: names are percent-encoded paths.
    `complete`: the request was read to its end; `interrupted`: that was in the middle of a file. `received` counts
    the files of this request, `refused` those that were too many.
    """

    def __init__(self, upload: Upload, *, again: bool = False, encoded: bool = False):
        super().__init__()
        self.upload, self.received, self.refused = upload, 0, 0
        self.interrupted = self.complete = False
        self._encoded, self._limits = encoded, Limits.current()
        self._noted = 0  # of `refused`, in the upload's row
        self._rows: list[UploadedFile] = []
        self._made: list[int] = []
        self._row: UploadedFile | None = None
        self._file = None
        self._place: int | None = None
        self._flushed = time.monotonic()
        files = upload.files.filter(parent=None)
        self._letters = upload.files.filter(archive=False).count()
        self._archives = upload.files.filter(archive=True).count()
        self._bytes = files.aggregate(sum=Sum("size"))["sum"] or 0
        self._known = set(files.exclude(checksum="").values_list("name", "checksum")) if again else set()

    def new_file(self, field_name, file_name, *args, **kwargs):
        super().new_file(field_name, file_name, *args, **kwargs)
        name = cleaned(unquote(file_name) if self._encoded else file_name)
        suffix = PurePath(name).suffix.lower()
        row = self._row = UploadedFile(upload=self.upload, name=name, archive=suffix == ZIP, state=State.WAITING)
        if self._is_one_too_many(row.archive):
            self.refused, self._row = self.refused + 1, None
            raise SkipFile
        if why := kind_trouble(suffix):
            self._fail(why, CORRECT)
        row.stored = shelf.received_name()
        self._hash = hashlib.sha256()
        try:
            if self._place is None:
                self._place = shelf.enter(self.upload.pk)
            self._file = shelf.path(self.upload.pk, row.stored).open("xb")
        except OSError as error:
            self._fail(*shelf.trouble(error))

    def receive_data_chunk(self, raw_data, start):
        row = self._row
        if not row.archive and row.size + len(raw_data) > self._limits.letter:
            self._fail(self._limits.too_large(), CORRECT)
        if self._bytes + row.size + len(raw_data) > self._limits.bytes:
            self._fail(self._limits.too_much(), SMALLER)
        try:
            self._file.write(raw_data)
        except OSError as error:
            self._fail(*shelf.trouble(error))
        self._hash.update(raw_data)
        row.size += len(raw_data)
        if self._is_due():  # a large file may take long
            self._flush()

    def file_complete(self, file_size):
        """Nothing is returned: the request keeps no files."""
        row = self._row
        try:
            self._file.close()
        except OSError as error:  # what was buffered does not fit
            self._abandon(*shelf.trouble(error))
            return
        self._file, self._row = None, None
        row.checksum = self._hash.hexdigest()
        if (row.name, row.checksum) in self._known:
            shelf.drop(self.upload.pk, [row.stored])
            return
        self._bytes += row.size
        self._add(row)

    def upload_interrupted(self):
        self.interrupted = self._row is not None

    def upload_complete(self):
        self.complete = True

    def close(self) -> None:
        """Whatever happened: rows for every file that arrived whole, nothing of one that did not."""
        self._close_file()
        if self._row:
            shelf.drop(self.upload.pk, [self._row.stored])
            self._row, self.interrupted = None, True
        self._flush()
        if self._place is not None:
            place, self._place = self._place, None
            shelf.leave(place)
        refused, self._noted = self.refused - self._noted, self.refused
        Upload.objects.filter(pk=self.upload.pk).update(refused=F("refused") + refused, received_at=timezone.now())

    def undo(self) -> None:
        """Take out what this request brought: it was not allowed to."""
        rows = UploadedFile.objects.filter(pk__in=self._made)
        stored = list(rows.values_list("stored", flat=True))
        rows.delete()
        shelf.drop(self.upload.pk, stored)
        self.received = self.refused = 0

    def _is_one_too_many(self, archive: bool) -> bool:
        return self._archives >= self._limits.zips if archive else self._letters >= self._limits.letters

    def _add(self, row: UploadedFile) -> None:
        self.received += 1
        self._archives += row.archive
        self._letters += not row.archive
        self._rows.append(row)
        if len(self._rows) >= _GROUP or self._is_due():
            self._flush()

    def _is_due(self) -> bool:
        return bool(self._rows) and time.monotonic() - self._flushed > _SECONDS

    def _flush(self) -> None:
        rows, self._rows = self._rows, []
        UploadedFile.objects.bulk_create(rows)
        self._made += [row.pk for row in rows]
        self._flushed = time.monotonic()

    def _fail(self, reason: str, advice: str) -> None:
        """The rest of this file is not wanted."""
        self._abandon(reason, advice)
        raise SkipFile

    def _abandon(self, reason: str, advice: str) -> None:
        row, self._row = self._row, None
        self._close_file()
        shelf.drop(self.upload.pk, [row.stored])
        row.stored, row.state, row.reason, row.advice = "", State.FAILED, reason, advice
        self._add(row)

    def _close_file(self) -> None:
        file, self._file = self._file, None
        with contextlib.suppress(OSError):  # what was buffered does not fit, and is not wanted
            if file:
                file.close()


def start(user) -> Upload:
    """An upload that files can be sent to."""
    return Upload.objects.create(uploaded_by=user, received_at=timezone.now())
