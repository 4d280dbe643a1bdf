"""What an upload may hold at most, and how it is said where a limit is met. Each limit is a setting of that name."""

from dataclasses import dataclass

from django.conf import settings

from ingest.reading import MAX_PDF_BYTES, SUFFIXES

ZIP = ".zip"
TAKEN = (*SUFFIXES, ZIP)


@dataclass(frozen=True, slots=True)
class Limits:
    """`letters` and `bytes` of one upload; `entries` of one zip; `unpacked` bytes of all zips of one upload;
    `ratio` of unpacked to packed bytes of one zip; `zips` of one upload, those within zips counted; `letter` bytes of
    one file, at most what the reader takes."""

    letters: int
    bytes: int
    entries: int
    unpacked: int
    ratio: int
    zips: int
    letter: int

    @classmethod
    def current(cls) -> "Limits":
        return cls(
            settings.IMR_UPLOAD_LETTERS,
            settings.IMR_UPLOAD_BYTES,
            settings.IMR_UPLOAD_ZIP_ENTRIES,
            settings.IMR_UPLOAD_ZIP_BYTES,
            settings.IMR_UPLOAD_ZIP_RATIO,
            settings.IMR_UPLOAD_ZIPS,
            min(settings.IMR_UPLOAD_LETTER_BYTES, MAX_PDF_BYTES),
        )

    def too_many(self) -> str:
        return f"An upload takes at most {self.letters:,} letters (IMR_UPLOAD_LETTERS)."

    def too_much(self) -> str:
        return f"An upload takes at most {self.bytes:,} bytes (IMR_UPLOAD_BYTES)."

    def too_large(self) -> str:
        return f"The file is larger than {self.letter:,} bytes (IMR_UPLOAD_LETTER_BYTES); no letter is."

    def too_many_entries(self) -> str:
        return f"A zip may hold at most {self.entries:,} files (IMR_UPLOAD_ZIP_ENTRIES)."

    def too_many_zips(self) -> str:
        return f"An upload takes at most {self.zips:,} zips, those within zips counted (IMR_UPLOAD_ZIPS)."

    def too_much_unpacked(self) -> str:
        return f"The zips of an upload may unpack to at most {self.unpacked:,} bytes (IMR_UPLOAD_ZIP_BYTES)."

    def too_dense(self) -> str:
        return f"A zip may unpack to at most {self.ratio:,} times its size (IMR_UPLOAD_ZIP_RATIO)."


def kind_trouble(suffix: str) -> str:
    """Why a file with this suffix is not taken; blank where it is."""
    if suffix in TAKEN:
        return ""
    kinds = f"{', '.join(TAKEN[:-1])} and {TAKEN[-1]}"
    return f"Letters are read from {kinds} files; this is {suffix or 'a file without a suffix'}."
