"""A zip → its entries as files of the upload, each with a state; all of them, or the reason why not."""

from pathlib import Path, PurePath

from django.db import transaction
from django.db.models import Sum

from ingest.models import UploadedFile
from ingest.uploading import shelf
from ingest.uploading.archives import Archive, Entry, TooManyEntriesError, UnreadableZipError
from ingest.uploading.leasing import Employed
from ingest.uploading.limits import ZIP, Limits, kind_trouble
from ingest.uploading.names import within
from ingest.uploading.states import AGAIN, CORRECT, SMALLER, UNPACKED, State

_GROUP = 500  # rows written by one statement
_LEAST_DENSE = 10_000_000  # bytes; what unpacks to less is harmless however dense it is


class _RefusedError(Exception):
    """Nothing of this zip is taken: the reason, and what to do."""


def expand(zipped: UploadedFile, me: Employed) -> None:
    """Unpack a zip that is being read, and write its rows in one transaction. Does nothing if it was cancelled."""
    rows: list[UploadedFile] = []
    note = ""
    try:
        with Archive(shelf.path(zipped.upload_id, zipped.stored), Limits.current().entries) as archive:
            note = _Expansion(zipped, archive, me, rows).run()
    except FileNotFoundError:
        _refuse(zipped, rows, "The file is no longer kept.", "Upload it again.")
    except TooManyEntriesError:
        _refuse(zipped, rows, Limits.current().too_many_entries(), SMALLER)
    except UnreadableZipError as error:
        _refuse(zipped, rows, str(error), UNPACKED)
    except OSError as error:
        _refuse(zipped, rows, shelf.trouble(error)[0], AGAIN)
    except _RefusedError as error:
        _refuse(zipped, rows, *error.args)
    else:
        _write(zipped, rows, me, note)


class _Expansion:
    """The entries of one zip, unpacked one after another; `rows` grows with them."""

    def __init__(self, zipped: UploadedFile, archive: Archive, me: Employed, rows: list[UploadedFile]):
        self._zipped, self._archive, self._me, self._rows = zipped, archive, me, rows
        self._limits = Limits.current()
        files = zipped.upload.files.exclude(parent=None)
        self._before = files.aggregate(sum=Sum("size"))["sum"] or 0
        self._unpacked = 0

    def run(self) -> str:
        """Returns a note on what was left out. Raises _RefusedError."""
        entries = self._archive.entries
        self._refuse_too_many(entries)
        for entry in entries:
            self._me.beat()
            row = self._row(entry)
            self._rows.append(row)
            if row.state != State.FAILED:
                self._unpack(entry, row)
        left = self._archive.left_out
        return f"{left:,} hidden files were left out." if left else ""

    def _refuse_too_many(self, entries: list[Entry]) -> None:
        if not entries:
            raise _RefusedError("The zip holds no files.", "Upload another.")
        if len(entries) > self._limits.entries:
            raise _RefusedError(self._limits.too_many_entries(), SMALLER)
        files = self._zipped.upload.files
        archives = sum(1 for entry in entries if _suffix(entry) == ZIP)
        if files.filter(archive=False).count() + len(entries) - archives > self._limits.letters:
            raise _RefusedError(f"The zip holds {len(entries):,} files. {self._limits.too_many()}", SMALLER)
        if files.filter(archive=True).count() + archives > self._limits.zips:
            raise _RefusedError(self._limits.too_many_zips(), SMALLER)

    def _row(self, entry: Entry) -> UploadedFile:
        suffix = _suffix(entry)
        name = within(self._zipped.name, entry.name)
        row = UploadedFile(upload=self._zipped.upload, parent=self._zipped, name=name, archive=suffix == ZIP)
        row.state = State.WAITING
        if entry.trouble:
            _fail(row, entry.trouble, UNPACKED)
        elif row.archive and self._zipped.parent_id:
            _fail(row, "This zip lies in a zip within a zip; one within another is opened, no deeper one.", UNPACKED)
        elif why := kind_trouble(suffix):
            _fail(row, why, CORRECT)
        return row

    def _unpack(self, entry: Entry, row: UploadedFile) -> None:
        row.stored = shelf.unpacked_name()
        try:
            self._copy(entry, row, shelf.path(row.upload_id, row.stored))
        except UnreadableZipError as error:
            _fail(row, str(error), UNPACKED)
        if row.state == State.FAILED:
            shelf.drop(row.upload_id, [row.stored])
            row.stored = ""

    def _copy(self, entry: Entry, row: UploadedFile, path: Path) -> None:
        with path.open("xb") as file:
            for chunk in self._archive.chunks(entry):
                self._me.beat()
                row.size += len(chunk)
                self._count(len(chunk))
                if not row.archive and row.size > self._limits.letter:
                    _fail(row, self._limits.too_large(), CORRECT)
                    return
                file.write(chunk)

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._before + self._unpacked > self._limits.unpacked:
            raise _RefusedError(self._limits.too_much_unpacked(), SMALLER)
        if self._unpacked > max(_LEAST_DENSE, self._limits.ratio * self._zipped.size):
            raise _RefusedError(self._limits.too_dense(), UNPACKED)


def _suffix(entry: Entry) -> str:
    return PurePath(entry.name).suffix.lower()


def _fail(row: UploadedFile, reason: str, advice: str) -> None:
    row.state, row.reason, row.advice = State.FAILED, reason, advice


def _write(zipped: UploadedFile, rows: list[UploadedFile], me: Employed, note: str) -> None:
    with transaction.atomic():
        me.check()
        opened = _reading(zipped).update(state=State.OPENED, reason=note, advice="", stored="")
        if opened:
            UploadedFile.objects.bulk_create(rows, batch_size=_GROUP)
    shelf.drop(zipped.upload_id, [zipped.stored] if opened else [row.stored for row in rows])


def _refuse(zipped: UploadedFile, rows: list[UploadedFile], reason: str, advice: str) -> None:
    shelf.drop(zipped.upload_id, [row.stored for row in rows])
    _reading(zipped).update(state=State.FAILED, reason=reason, advice=advice)


def _reading(zipped: UploadedFile):
    return UploadedFile.objects.filter(pk=zipped.pk, state=State.READING)
