"""What tells the type of a request in which no word does: drug endings, procedure codes, an unknown name's strength."""

import re
from functools import cache

from determinations.vocabulary.files import read_file
from determinations.vocabulary.terms import WEAK, Found, Term, drug_endings
from determinations.vocabulary.words import Words

_STRENGTH = re.compile(r"\d+(?:\.\d+)?(mg|mgs|mcg|meq)")
_CODE = re.compile(r"([a-z]?)(\d{4,5})([a-z]?)")


def drugs_by_ending(words: list[str]) -> list[tuple[int, Term]]:
    """(place, term) of each word that ends as the names of a class of drugs do."""
    endings = drug_endings()
    return [
        (place, term)
        for place, word in enumerate(words)
        for ending, term in endings.items()
        if len(word) >= len(ending) + 3 and word.endswith(ending)
    ]


def by_code(read: Words) -> Found | None:
    """The first procedure or supply code that belongs to a treatment type."""
    for place, word in enumerate(read.words):
        match = _CODE.fullmatch(word)
        if match is None:
            continue
        letter, number = match[1] + match[3], int(match[2])
        for code_letter, first, last, term in _codes():
            if letter == code_letter and first <= number <= last:
                return Found(place, place + 1, term, read.phrases[place], read.phrases[place], 0)
    return None


@cache
def _codes() -> tuple[tuple[str, int, int, Term], ...]:
    """Procedure and supply codes as (letter, first number, last number, term)."""
    codes = []
    for category in read_file("treatments")["category"]:
        for entry in category["type"]:
            for written in entry.get("codes", ()):
                ends = [_CODE.fullmatch(code) for code in written.split("-")]
                letter = ends[0][1] + ends[0][3]
                term = Term(WEAK, entry["slug"], entry["name"])
                codes.append((letter, int(ends[0][2]), int(ends[-1][2]), term))
    return tuple(codes)


def unlisted_drug(read: Words) -> Found | None:
    """A name nobody knows that comes with a strength: "Fooxol 20 mg"."""
    strengths = read_file("phrasing")["strengths"]
    for place, word in enumerate(read.words):
        strong = _STRENGTH.fullmatch(word) or (word in strengths and place and read.words[place - 1][0].isdigit())
        names = [at for at in range(place) if len(read.words[at]) > 3 and read.words[at].isalpha()]
        if strong and names:
            return Found(names[0], names[0] + 1, Term(WEAK, "other-drug", "other drug"), 0, 0, 0)
    return None
