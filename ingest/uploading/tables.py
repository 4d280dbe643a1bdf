"""The states of an upload's files as a CSV, streamed."""

import csv
from collections.abc import Iterator

from determinations.formats import harmless
from ingest.models import Upload
from ingest.uploading.states import ADVICE, State

_COLUMNS = ["file", "bytes", "state", "reason", "what to do", "case", "case address", "decisions", "noticed", "sha256"]
_MARK = "\ufeff"  # without it Excel takes the bytes for those of an old Windows alphabet


class _Echo:
    """What csv writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(upload: Upload, address) -> Iterator[str]:
    """RFC 4180, one line a file in the order they came. `address` makes a path into a whole address."""
    write = csv.writer(_Echo(), lineterminator="\r\n").writerow
    yield _MARK + write(_COLUMNS)
    files = upload.files.select_related("case").order_by("pk")
    for file in files.iterator(chunk_size=500):
        case = file.case
        noticed = "; ".join(warning["message"] for warning in file.warnings)
        texts = [file.reason, file.advice or ADVICE.get(State(file.state), "")]
        said = [str(case), address(case.get_absolute_url())] if case else ["", ""]
        cells = [file.name, file.size, file.state, *texts, *said, file.items, noticed, file.checksum]
        yield write([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
