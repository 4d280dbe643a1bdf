"""What makes a letter the same letter. Pure."""

import re
from collections.abc import Iterable
from hashlib import sha256

# What is invisible and no white space to Python: zero-width marks and the byte order mark.
_INVISIBLE = {ord(character): None for character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}


def digest(text: str, furniture: Iterable[tuple[int, int]] = ()) -> str:
    """Of the words alone: the same letter with other spacing, line or page breaks has the same digest.

    `furniture` are the places of running lines and page numbers, in order; another setting has others.
    """
    pieces, position = [], 0
    for start, end in furniture:
        pieces.append(text[position:start])
        position = end
    words = "".join("".join([*pieces, text[position:]]).translate(_INVISIBLE).split())
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def file_name(file: str) -> str:
    """The name under which a letter's file is known: without its folders, as long as the database takes it."""
    return file.rsplit("/", 1)[-1][:300]


def case_slug(case_number: str | None, letter_digest: str) -> str:
    """The name in the case's URL: the number its letter states, or for a letter that states none, its content.

    A number that only a list supplies may move to another letter; an address may not.
    """
    return re.sub(r"[^a-z0-9-]", "", case_number.lower()) if case_number else f"letter-{letter_digest[:16]}"
