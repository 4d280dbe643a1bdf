"""Any text → its words and the phrases they stand in, in the one form that the vocabulary's terms also take.

`x-ray`, `X ray` and `X-RAYS` must meet: lower case, straight quotes, hyphens as spaces, `P.T.` as `pt`,
`s/p` as `sp`, `w/` as `with`, `&` as `and`. Punctuation and joining words end a phrase; what stands in
brackets is a phrase of its own, after which the interrupted one goes on.
"""

import re
import unicodedata
from typing import NamedTuple

LIMIT = 2_000  # characters looked at: no request or citation is longer, and hostile text must cost little
_RAW_LIMIT = 10 * LIMIT

_PLAIN = str.maketrans(
    {
        "‘": "", "’": "", "'": "", "`": "", "®": "", "™": "", "©": "", "\u00ad": "", "\u200b": "",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "—": " - ",
        "&": " and ", "×": "x", "§": " ", "_": " ", "[": "(", "]": ")", "{": "(", "}": ")",
    }
)  # fmt: skip
_SINGLE_LETTERS = re.compile(r"(?<![a-z0-9])([a-z])[./](?=[a-z](?![a-z0-9]))")
_WITH = re.compile(r"(?<![a-z0-9])w/")
_PIECE = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?%?|[,;:()/+#]| -+ ")
_SEPARATORS = frozenset({",", ";", ":", "/", "+", " - ", " -- "})
_JOINING = frozenset({"and", "or", "plus", "then"})


class Words(NamedTuple):
    """`phrases[i]` numbers the phrase in which `words[i]` stands; `joined` are the places after a slash or bracket."""

    words: list[str]
    phrases: list[int]
    joined: set[int]


def plain_text(text: str) -> str:
    """`text` in lower case with single spaces and plain punctuation, cut at LIMIT characters."""
    text = text[:_RAW_LIMIT]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.lower().translate(_PLAIN)
    text = " ".join(text.split())[:LIMIT]
    if "/" in text or "." in text:
        text = _SINGLE_LETTERS.sub(r"\1", text)
        text = _WITH.sub("with ", text)
    return text


def split_words(text: str) -> list[str]:
    """The words of `text`, without the phrases: for titles, names and terms."""
    return [piece for piece in _PIECE.findall(plain_text(text)) if piece[0].isalnum()]


def read_words(text: str) -> Words:
    words: list[str] = []
    phrases: list[int] = []
    last = current = 0
    outside: list[int] = []
    joined: set[int] = set()
    for piece in _PIECE.findall(plain_text(text)):
        if piece in _SEPARATORS:
            last = current = last + 1
            if piece == "/":
                joined.add(len(words))
        elif piece == "(":
            joined.add(len(words))
            outside.append(current)
            last = current = last + 1
        elif piece == ")":
            current = outside.pop() if outside else current
        elif piece != "#" and piece[0] != " ":
            words.append(piece)
            phrases.append(current)
            if piece in _JOINING:
                last = current = last + 1
    return Words(words, phrases, joined)
