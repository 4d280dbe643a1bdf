"""What happens to a letter's lines and characters: cut, repeated, moved, garbled, glued, split."""

import string
from random import Random

_MOST_REPEATS = (2, 3, 5, 20, 100)
_REPEATED_SIZE = 60_000  # characters a repetition may add
_MANY_ITEMS_SIZE = 250_000
_GARBLE = string.ascii_letters + string.digits + " .,:;()/-#\n\t'\"“”’–é\0\xa0"


def _cut_range(rng: Random, length: int, most: int) -> tuple[int, int]:
    start = rng.randrange(length + 1)
    return start, min(length, start + rng.randint(1, most))


def cut_end(rng: Random, text: str, other: str) -> str:
    return text[: rng.randrange(len(text) + 1)]


def cut_start(rng: Random, text: str, other: str) -> str:
    return text[rng.randrange(len(text) + 1) :]


def cut_out(rng: Random, text: str, other: str) -> str:
    start, end = _cut_range(rng, len(text), 2_000)
    return text[:start] + text[end:]


def repeat(rng: Random, text: str, other: str) -> str:
    """A line or a block several times more, right there."""
    lines = text.split("\n")
    start, end = _cut_range(rng, len(lines), rng.choice((1, 1, 4, 30)))
    return "\n".join([*lines[:end], *_times(rng, lines[start:end], _REPEATED_SIZE), *lines[end:]])


def _times(rng: Random, block: list[str], size: int, most: int | None = None) -> list[str]:
    length = sum(map(len, block)) + len(block) + 1
    return block * min(most or rng.choice(_MOST_REPEATS), size // length + 1)


def repeat_items(rng: Random, text: str, other: str) -> str:
    """From one label to the next, thousands of times."""
    first = text.lower().find("guideline:")
    start = text.rfind("\n", 0, max(0, first - 200)) + 1
    block = text[start : start + rng.randint(300, 1_500)].split("\n")
    return text[:start] + "\n".join(_times(rng, block, _MANY_ITEMS_SIZE, 5_000)) + text[start:]


def swap(rng: Random, text: str, other: str) -> str:
    """Two lines or blocks change places."""
    lines = text.split("\n")
    most = rng.choice((1, 1, 5, 40))
    (a, b), (c, d) = sorted(_cut_range(rng, len(lines), most) for _ in range(2))
    b = min(b, c)
    return "\n".join([*lines[:a], *lines[c:d], *lines[b:c], *lines[a:b], *lines[d:]])


def garble(rng: Random, text: str, other: str) -> str:
    """Some characters of a passage become others, as a bad scan has them."""
    start, end = _cut_range(rng, len(text), 600)
    passage = list(text[start:end])
    for _ in range(len(passage) // rng.choice((3, 10, 40)) + 1):
        if passage:
            passage[rng.randrange(len(passage))] = rng.choice(_GARBLE)
    return text[:start] + "".join(passage) + text[end:]


def glue(rng: Random, text: str, other: str) -> str:
    """Several lines, or all, become one."""
    lines = text.split("\n")
    start, end = _cut_range(rng, len(lines), rng.choice((2, 5, 40, len(lines))))
    return "\n".join([*lines[:start], rng.choice((" ", "")).join(lines[start:end]), *lines[end:]])


def split(rng: Random, text: str, other: str) -> str:
    """Line ends in the middle of lines and words."""
    for _ in range(rng.choice((1, 5, 30))):
        place = rng.randrange(len(text) + 1)
        text = f"{text[:place]}\n{text[place:]}"
    return text


def reflow(rng: Random, text: str, other: str) -> str:
    """Every so many characters a new line, wherever it was before."""
    width = rng.choice((20, 60, 96, 300))
    words = " ".join(text.split())
    return "\n".join(words[start : start + width] for start in range(0, len(words), width))


def change_case(rng: Random, text: str, other: str) -> str:
    start, end = _cut_range(rng, len(text), rng.choice((30, 500, len(text) + 1)))
    change = rng.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def shuffle_words(rng: Random, text: str, other: str) -> str:
    start, end = _cut_range(rng, len(text), 800)
    words = text[start:end].split(" ")
    rng.shuffle(words)
    return text[:start] + " ".join(words) + text[end:]


def splice(rng: Random, text: str, other: str) -> str:
    """The beginning of one letter and the end of another."""
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def interleave(rng: Random, text: str, other: str) -> str:
    """Two letters' lines in turns, as two columns that were read across."""
    ours, theirs = text.split("\n"), other.split("\n")
    start, _ = _cut_range(rng, min(len(ours), len(theirs)), 1)
    both = [line for pair in zip(ours[start:], theirs[start:], strict=False) for line in pair]
    return "\n".join([*ours[:start], *both])
