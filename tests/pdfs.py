"""PDFs for tests: letters on paper in several looks, and files that are hard, odd or hostile."""

from io import BytesIO
from itertools import count

import pypdfium2
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.benchmark.paper import HEIGHT, MARGIN, WIDTH, Look, pdf

LOOKS = {
    "single": Look(),
    "double": Look(spacing=2.3, gap=2.3),
    "sans": Look("Helvetica", 10, spacing=1.2, gap=0.6),
    "typewriter": Look("Courier", 9.5, spacing=1.3, gap=1.3, footer=False),
    "airy": Look("Helvetica", 11, spacing=1.5, gap=0.8),
    "justified": Look("Times-Roman", 11.5, spacing=1.2, gap=0.7, justified=True),
    "headed": Look("Helvetica", 10.5, spacing=1.3, gap=0.9, headings=2.0),
    "backwards": Look("Times-Roman", 11, spacing=1.25, gap=1.0, backwards=True),
}

__all__ = ["LOOKS", "Look", "columns", "drawn", "empty", "encrypted", "pdf", "picture", "stamped", "turned"]


def drawn(*pages, **options) -> bytes:
    """A PDF of pages that functions draw on a canvas each."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=(WIDTH, HEIGHT), invariant=True, **options)
    for draw in pages:
        canvas.setFont("Times-Roman", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def lines(*words: str, top: float = HEIGHT - MARGIN, left: float = MARGIN):
    """Draws lines below each other, single-spaced; an empty one is a gap."""

    def draw(canvas: Canvas) -> None:
        for y, line in zip(count(top, -13.8), words, strict=False):
            canvas.drawString(left, y, line)

    return draw


def columns(*rows: tuple[str, ...], body: tuple[str, ...] = (), apart: float = 120.0) -> bytes:
    """A table drawn column after column, as forms are, above lines of text."""

    def draw(canvas: Canvas) -> None:
        lines(*body, top=HEIGHT - MARGIN - 13.8 * (len(rows) + 1))(canvas)
        for place, column in enumerate(zip(*rows, strict=True)):
            lines(*column, left=MARGIN + apart * place)(canvas)

    return drawn(draw)


def picture(*, size: tuple[float, float] = (WIDTH, HEIGHT)):
    """Draws a picture: as large as the page, what a scanner makes."""
    from PIL import Image

    image = ImageReader(Image.new("L", (60, 80), 200))
    return lambda canvas: canvas.drawImage(image, 0, 0, *size)


def encrypted(text: str, *, user: str = "secret") -> bytes:
    """With an empty `user` anyone may open it, and only printing and the like is restricted."""
    return drawn(lines(*text.splitlines()), encrypt=pdfencrypt.StandardEncryption(user, "owner"))


def empty() -> bytes:
    """A sound file without a page."""
    held = BytesIO()
    pypdfium2.PdfDocument.new().save(held)
    return held.getvalue()


def turned(draw, degrees: int) -> bytes:
    """A page stored lying on its side, that a reader is told to turn."""

    def lie(canvas: Canvas) -> None:
        canvas.setPageRotation(degrees)
        canvas.saveState()
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[degrees])
        canvas.rotate(degrees)
        draw(canvas)
        canvas.restoreState()

    return drawn(lie)


def stamped(draw, stamp: str) -> bytes:
    """A page with words running up its margin."""

    def both(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(300, -20, stamp)
        canvas.restoreState()
        draw(canvas)

    return drawn(both)
