"""A PDF's bytes → its text. No Django, and the only module that knows the PDF engine.

It runs in a process of its own (`confinement.py`): the engine is written in C and the files come from anywhere.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.pages import Piece, text_of
from ingest.reading import MAX_LETTER_BYTES, MAX_PDF_PAGES, UnreadableLetterError

_HYPHENATED = "\x02\ufffe"  # what the engine writes for a hyphen at a line's end, in place of the line's end
_RUN = re.compile(rf"[^\r\n{_HYPHENATED}]+[{_HYPHENATED}]?|[{_HYPHENATED}]")
_NO_PAGES, _SOME_PAGE = re.compile(rb"/Count {0,9}0\b"), re.compile(rb"/Type {0,9}/Page\b")
_WORD = re.compile(r"\S+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_AS_TEXT = str.maketrans(
    _LIGATURES
    # A hyphen that is drawn is one, whatever a font calls it.
    | dict.fromkeys([*_HYPHENATED, "\u00ad", "\u2010", "\u2011"], "-")
    | {"\uf0b7": "•"}
    | dict.fromkeys([chr(code) for code in (*range(9), *range(14, 32), 0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)])
)
_LOOSE = 1.25  # of the page's usual width of a character: a line wider than that has gaps in it
_COVERING = 0.5  # of the page: a picture as large is a page's scan, a smaller one is a logo
_UNREADABLE = "\ufffd"
_UNREADABLE_SHARE = 0.2


class _Run(NamedTuple):
    """Characters of one line by their indices, and where the first and the last of them stand."""

    first: int
    last: int
    text: str
    start: tuple[float, float]
    end: tuple[float, float]
    boxes: tuple[tuple[float, float, float, float], ...]

    @property
    def turn(self) -> int:
        """Quarter turns to the left in which the line runs."""
        across, up = self.end[0] - self.start[0], self.end[1] - self.start[1]
        return (0 if across >= 0 else 2) if abs(across) >= abs(up) else (1 if up > 0 else 3)

    @property
    def length(self) -> float:
        return max(abs(self.end[0] - self.start[0]), abs(self.end[1] - self.start[1]))

    @property
    def drop(self) -> float:
        """How far the last character stands off the line of the first."""
        return min(abs(self.end[0] - self.start[0]), abs(self.end[1] - self.start[1]))


def text(data: bytes) -> str:
    """The text layer in reading order, a form feed between pages. Raises UnreadableLetterError."""
    document = _opened(data)
    try:
        if len(document) > MAX_PDF_PAGES:
            raise UnreadableLetterError(
                f"This PDF has {len(document):,} pages, more than the {MAX_PDF_PAGES} that are read; "
                "give each letter as a file of its own."
            )
        found = text_of(_pages(document)).translate(_AS_TEXT)
    finally:
        document.close()
    _check(found)
    return found


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # The engine may still hold the error of a file before: what it says counts only if the bytes agree.
        if _NO_PAGES.search(data) and not _SOME_PAGE.search(data):
            reason = "This PDF has no pages; get the file again."
        elif error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) and b"/Encrypt" in data:
            reason = "This PDF is encrypted; save a copy that opens without a password and give that."
        else:
            reason = "This PDF is damaged and cannot be opened; get the file again."
        raise UnreadableLetterError(reason) from error


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Piece]]:
    length = 0
    pictured: list[int] = []
    worded = False
    for number in range(len(document)):
        pieces, is_picture = _page(document, number)
        length += sum(len(piece.text) for piece in pieces)
        if length > MAX_LETTER_BYTES:
            raise UnreadableLetterError(
                f"This PDF holds more than {MAX_LETTER_BYTES:,} characters; no letter does. Give the letter alone."
            )
        pictured += [number + 1] if is_picture else []
        worded = worded or bool(pieces)
        yield pieces
    _check_pages(pictured, worded)


def _check_pages(pictured: list[int], worded: bool) -> None:
    advice = "recognise its text (OCR) and give the file again."
    if pictured and not worded:
        raise UnreadableLetterError(f"This PDF holds pictures of pages and no text; {advice}")
    if pictured:
        raise UnreadableLetterError(f"Page {pictured[0]} of this PDF is a picture without text; {advice}")
    if not worded:
        raise UnreadableLetterError("This PDF holds no text; get the letter with its text.")


def _check(found: str) -> None:
    """Fonts may hide which letters they draw."""
    signs = "".join(found.split())
    unknown = sum(1 for sign in signs if sign == _UNREADABLE or "\ue000" <= sign <= "\uf8ff")
    if unknown > _UNREADABLE_SHARE * len(signs):
        raise UnreadableLetterError(
            "The letters of this PDF's text cannot be told from its fonts; recognise its text (OCR) and give it again."
        )


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Piece], bool]:
    """The page's pieces, and whether it is a picture without any."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise UnreadableLetterError(f"Page {number + 1} of this PDF is damaged; get the file again.") from error
    try:
        layer = page.get_textpage()
        try:
            pieces = _pieces(layer)
        finally:
            layer.close()
        return pieces, not pieces and _is_picture(page)
    except pypdfium2.PdfiumError as error:
        raise UnreadableLetterError(f"Page {number + 1} of this PDF is damaged; get the file again.") from error
    finally:
        page.close()


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = drawn.get_bounds()
        if (right - left) * (top - bottom) >= _COVERING * width * height:
            return True
    return False


def _pieces(layer: pypdfium2.PdfTextPage) -> list[Piece]:
    """What the page's text layer holds, each run of characters in its place."""
    characters = _characters(layer)
    runs = [_run(layer, characters, *span) for span in _spans(characters)]
    turn = _main_turn(runs)
    loose = _LOOSE * _usual_width(runs)
    pieces: list[Piece] = []
    across: list[Piece] = []
    for run in runs:
        if run.turn != turn and run.last > run.first:
            across.append(_placed(run, run.turn))
        elif _is_loose(run, loose):
            pieces += (_placed(word, turn) for word in _words(layer, characters, run))
        else:
            pieces.append(_placed(run, turn))
    return pieces + _below(pieces, across)


def _main_turn(runs: list[_Run]) -> int:
    """How most of the page's characters run."""
    turns: Counter[int] = Counter()
    for run in runs:
        turns[run.turn] += run.last - run.first
    return turns.most_common(1)[0][0] if turns else 0


def _below(pieces: list[Piece], across: list[Piece]) -> list[Piece]:
    """What is written across the page, like a stamp in its margin, on lines of its own below all the rest."""
    floor = min((piece.base for piece in pieces), default=0.0)
    return [piece._replace(left=0.0, base=floor - 100.0 * place) for place, piece in enumerate(across, start=1)]


def _usual_width(runs: list[_Run]) -> float:
    """Of a character, as in most of the page's longer lines."""
    widths = sorted(run.length / (run.last - run.first) for run in runs if run.last - run.first > 20)
    return widths[len(widths) // 2] if widths else 0.0


def _is_loose(run: _Run, loose: float) -> bool:
    """There may be wide gaps between its words, or it does not stand on one line."""
    if " " not in run.text:
        return False
    return run.length > loose * (run.last - run.first) or run.drop > 0.1 * run.length


def _words(layer: pypdfium2.PdfTextPage, characters: str, run: _Run) -> Iterator[_Run]:
    for match in _WORD.finditer(characters, run.first, run.last + 1):
        yield _run(layer, characters, *match.span())


def _characters(layer: pypdfium2.PdfTextPage) -> str:
    """The page's characters, each at its index. The quick way leaves some out where there are unusual ones."""
    count = layer.count_chars()
    quick = layer.get_text_range() if count > 0 else ""
    if len(quick) == count:
        return quick
    codes = (pdfium.FPDFText_GetUnicode(layer, index) for index in range(count))
    return "".join(chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else _UNREADABLE for code in codes)


def _spans(characters: str) -> Iterator[tuple[int, int]]:
    """Each run from its first word to its last, without the blanks around it."""
    for match in _RUN.finditer(characters):
        words = match.group()
        if words.strip():
            yield match.end() - len(words.lstrip()), match.start() + len(words.rstrip())


def _run(layer: pypdfium2.PdfTextPage, characters: str, start: int, end: int) -> _Run:
    words = " ".join(characters[start:end].split())
    boxes = _box(layer, start), _box(layer, end - 1)
    return _Run(start, end - 1, words, _origin(layer, start), _origin(layer, end - 1), boxes)


def _placed(run: _Run, turn: int) -> Piece:
    """The run where it stands once the page is turned so that the text runs from left to right."""
    left, base = _turned(*run.start, turn)
    corners = [_turned(x, y, turn) for box in run.boxes for x, y in ((box[0], box[1]), (box[2], box[3]))]
    height = abs(corners[0][1] - corners[1][1])
    return Piece(run.text, left, max(x for x, _ in corners), base, height)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _origin(layer: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(layer, index, x, y)
    return x.value, y.value


def _box(layer: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the character's type, whichever letter it is."""
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(layer, index, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
