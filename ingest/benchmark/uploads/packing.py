"""Generated letters in one zip, some of them as PDFs where what makes PDFs is installed."""

import re
import zipfile
from itertools import islice
from pathlib import Path

from ingest.benchmark.generator import MOST, letters

NUMBER = re.compile(r"CM\d\d-\d{7}")
_EVERY = 20  # letters, of which one is a PDF

try:
    from ingest.benchmark.paper import pdf
except ImportError:  # reportlab is of the `dev` extra
    pdf = None


def pack(path: Path, count: int, seed: int = 0) -> int:
    """Write a zip of `count` letters; returns how many of them are PDFs."""
    papers = 0
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, text) in enumerate(letters(count, seed)):
            if pdf and place % _EVERY == _EVERY - 1:
                archive.writestr(str(Path(name).with_suffix(".pdf")), pdf(text))
                papers += 1
            else:
                archive.writestr(name, text)
    return papers


def one_more(path: Path, count: int, seed: int = 0) -> None:
    """Write the first letter behind these that has a case number, by which it can be asked for."""
    behind = islice(letters(MOST, seed), count, None)
    path.write_text(next(text for _, text in behind if NUMBER.search(text)), encoding="utf-8")
