"""Files handed in through the admin → cases, and a record of what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile as HandedIn
from django.db import transaction

from determinations import search
from determinations.models import Case
from ingest import originals
from ingest.loading import load
from ingest.models import Upload, UploadedFile
from ingest.parsing import ReadLetter, Unfit, read_letter
from ingest.reading import UnreadableLetterError, check_suffix, letter_bytes
from ingest.reporting import Result, Status


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file handed in, which can be read as often as a file on the disk."""

    name: str
    file: HandedIn

    def data(self) -> bytes:
        """At most one byte more than a letter may have. Raises UnreadableLetterError."""
        check_suffix(self.name)
        try:
            self.file.seek(0)
            return letter_bytes(self.file)
        except (OSError, ValueError) as error:  # its temporary file is gone, or closed
            raise UnreadableLetterError("The file cannot be read any more; give it again.") from error


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Files read and parsed, their originals kept: all that is left is to store them."""

    read: list[ReadLetter | Unfit]
    kept: dict[int, originals.Kept]  # by the place among the letters that are fit

    @property
    def fit(self) -> list[ReadLetter]:
        return _fit(self.read)


def receive(files: Iterable[HandedIn]) -> HandedOver:
    """Read every file. It takes as long as the files are many: call it outside any transaction."""
    read = [read_letter(HeldFile(file.name, file)) for file in files]
    return HandedOver(read, originals.keep_files(_fit(read)))


def process(upload: Upload, received: HandedOver) -> None:
    """Store every letter that could be read and note each file's state; the index follows after the commit."""
    loaded = iter(load(received.fit, received.kept))
    results = [_failed(each) if isinstance(each, Unfit) else next(loaded) for each in received.read]
    cases = dict(Case.objects.filter(slug__in={each.case for each in results}).values_list("slug", "pk"))
    UploadedFile.objects.bulk_create(_row(upload, result, cases) for result in results)
    transaction.on_commit(search.sync, robust=True)  # stored is stored: the next sync finds it


def _fit(read: list[ReadLetter | Unfit]) -> list[ReadLetter]:
    return [each for each in read if isinstance(each, ReadLetter)]


def _failed(unfit: Unfit) -> Result:
    return Result(unfit.file, Status.FAILED, warnings=unfit.warnings, reason=unfit.reason)


def _row(upload: Upload, result: Result, cases: dict[str, int]) -> UploadedFile:
    return UploadedFile(
        upload=upload,
        name=result.file[:300],
        status=result.status,
        reason=result.reason,
        case_id=cases.get(result.case),
        items=result.items,
        warnings=list(result.warnings),
    )
