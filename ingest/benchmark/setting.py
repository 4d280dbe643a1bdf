"""Lines set on pages: wrapped, spaced like text taken out of a PDF, with a footer on each page but the last."""

import re
from collections.abc import Iterable
from datetime import date

PAGE_LINES = 42
BREAK = "\f"  # stands among the lines where a new page begins; it is not set
wrap = re.compile(r"(.{1,96})(?: |$)").findall  # a paragraph → its lines, of at most 96 characters


def day(value: date) -> str:
    """A date as forms write it: 04/05/2012."""
    return f"{value.month:02}/{value.day:02}/{value.year}"


def double_spaced(lines: Iterable[str], footer: str = "") -> str:
    """Each line with a blank line below it; a page's end shows as two more. With `footer` its pages are numbered."""
    pages = _pages(lines, footer)
    return " " + "\n\n".join(" \n\n".join(page) + " \n\n" for page in pages)


def single_spaced(lines: Iterable[str], footer: str = "") -> str:
    """Each line below the one before; the next page goes on right under the footer."""
    return "".join("\n".join(page) + "\n" for page in _pages(lines, footer))


def _pages(lines: Iterable[str], footer: str) -> list[list[str]]:
    lines, start, pages = list(lines), 0, []
    breaks = [place for place, line in enumerate(lines) if line == BREAK] if BREAK in lines else []
    for end in (*breaks, len(lines)):
        pages += [lines[first : min(first + PAGE_LINES, end)] for first in range(start, end, PAGE_LINES)]
        start = end + 1
    if footer:
        pages[:-1] = [[*page, "", f"{footer}   {number}"] for number, page in enumerate(pages[:-1], 1)]
    return pages
