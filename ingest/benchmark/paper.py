"""A letter's text set on paper: the PDF that a word processor would have made of it. Needs reportlab (`dev`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from reportlab.lib.pagesizes import letter as paper_size
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = paper_size
MARGIN = 72.0
_CASE_NUMBER = re.compile(r"Case Number:?\s+(CM\d\d-\d{7})")
_OWN_FOOTER = re.compile(r"^\s*(?:Final Determination Letter for|Page:? \d)", re.MULTILINE)
_SHORT = 60  # characters of a heading
_GAP, _PAGE = object(), object()


@dataclass(frozen=True)
class Look:
    """How a letter is set. `spacing` is from line to line and `gap` between paragraphs, both in heights of type.

    `backwards`: drawn from the last line to the first, as some programs do; it looks the same. `justified`: each word
    is drawn alone, full lines stretched to the margin. `headings`: lines in capitals are so many points larger.
    """

    font: str = "Times-Roman"
    size: float = 12.0
    spacing: float = 1.15
    gap: float = 1.15
    footer: bool = True
    backwards: bool = False
    justified: bool = False
    headings: float = 0.0


def pdf(text: str, look: Look = Look()) -> bytes:
    """The letter as a PDF. Where it has no running footers of its own it gets some, drawn before the page's text."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=paper_size, invariant=True)
    footer = _footer(text) if look.footer else None
    for number, page in enumerate(_pages(text, look), start=1):
        canvas.setFont(look.font, look.size)
        if footer:
            canvas.drawString(MARGIN, MARGIN / 2, footer.format(number=number))
        for y, words in reversed(page) if look.backwards else page:
            _draw(canvas, y, words, look)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def _draw(canvas: Canvas, y: float, words: str, look: Look) -> None:
    if look.headings and words.isupper() and len(words) < _SHORT:
        canvas.setFont(f"{look.font.partition('-')[0]}-Bold", look.size + look.headings)
        canvas.drawString(MARGIN, y, words)
        canvas.setFont(look.font, look.size)
    elif look.justified:
        _draw_words(canvas, y, words.split(), look)
    else:
        canvas.drawString(MARGIN, y, words)


def _draw_words(canvas: Canvas, y: float, words: list[str], look: Look) -> None:
    widths = [stringWidth(word, look.font, look.size) for word in words]
    space = stringWidth(" ", look.font, look.size)
    rest = WIDTH - 2 * MARGIN - sum(widths)
    if len(words) > 1 and space <= rest / (len(words) - 1) <= 2.5 * space:
        space = rest / (len(words) - 1)
    x = MARGIN
    for word, width in zip(words, widths, strict=True):
        canvas.drawString(x, y, word)
        x += width + space


def _footer(text: str) -> str | None:
    if _OWN_FOOTER.search(text):
        return None
    number = _CASE_NUMBER.search(text)
    return f"Final Determination Letter for IMR Case Number {number[1]}   {{number}}" if number else "Page {number}"


def _pages(text: str, look: Look) -> Iterator[list[tuple[float, str]]]:
    page: list[tuple[float, str]] = []
    y = HEIGHT - MARGIN
    for row in _rows(text):
        if row is _GAP:
            y -= look.gap * look.size
            continue
        lines = [] if row is _PAGE else simpleSplit(row, look.font, look.size, WIDTH - 2 * MARGIN) or [row]
        for line in lines:
            if y < MARGIN:
                yield page
                page, y = [], HEIGHT - MARGIN
            page.append((y, line))
            y -= look.spacing * look.size
        if row is _PAGE and page:
            yield page
            page, y = [], HEIGHT - MARGIN
    if page:
        yield page


def _rows(text: str) -> Iterator[object]:
    """Lines, gaps between paragraphs, and page breaks; of a double-spaced text as if it were single-spaced."""
    double = _is_double_spaced(text)
    blanks: list[str] | None = None
    for line in text.replace("\f", "\n\f\n").split("\n"):
        if line == "\f":
            yield _PAGE
            blanks = None
        elif not line.strip():
            blanks = blanks if blanks is None else [*blanks, line]
        else:
            yield from _between(blanks or [], double)
            yield line.strip()
            blanks = []


def _between(blanks: list[str], double: bool) -> Iterator[object]:
    if not blanks or (double and len(blanks) == 1):
        return
    yield _PAGE if double and len(blanks) > 2 and not any(blanks) else _GAP


def _is_double_spaced(text: str) -> bool:
    lines = text.split("\n")
    pairs = [bool(below.strip()) for line, below in pairwise(lines) if line.strip()]
    return 2 * sum(pairs) < len(pairs)
