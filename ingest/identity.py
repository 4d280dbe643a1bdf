"""What makes a letter the same letter. Pure."""

import re
from hashlib import sha256

# What is invisible and no white space to Python: zero-width marks and the byte order mark.
_INVISIBLE = {ord(character): None for character in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}


def digest(text: str) -> str:
    """Of the words alone: the same letter with other spacing, line or page breaks has the same digest."""
    return sha256("".join(text.translate(_INVISIBLE).split()).encode("utf-8", "surrogatepass")).hexdigest()


def case_slug(case_number: str | None, letter_digest: str) -> str:
    """The name in the case's URL: its number, or for a letter without one, its content."""
    return re.sub(r"[^a-z0-9-]", "", case_number.lower()) if case_number else f"letter-{letter_digest[:16]}"
