"""Generated letters as PDFs, set in several ways."""

from itertools import cycle
from pathlib import Path

from ingest.benchmark.generator import letters


class NoPaperError(RuntimeError):
    """What makes PDFs is not installed."""


def write(folder: Path, count: int, seed: int = 0) -> Path:
    """Write `count` letters into a new folder as PDFs. Raises NoPaperError without the `dev` extra."""
    try:
        from ingest.benchmark.paper import Look, pdf
    except ImportError as error:
        raise NoPaperError(
            "PDFs are made with reportlab, of the `dev` extra; without it they are not measured."
        ) from error
    looks = cycle((Look(), Look(spacing=2.3, gap=2.3), Look("Helvetica", 10, gap=0.6), Look(justified=True)))
    folder.mkdir()
    for (name, text), look in zip(letters(count, seed), looks, strict=False):
        (folder / name).with_suffix(".pdf").write_bytes(pdf(text, look))
    return folder
