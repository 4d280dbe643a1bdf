"""What gets into a letter: marks nobody sees, leaders, endless runs, headings and labels in the wrong place."""

import re
from random import Random

_SIGNS = {
    "nul": "\0",
    "form_feed": "\f",
    "right_to_left": "\u202e\u200f\u05d0",
    "zero_width": "\u200b\u200d\ufeff\u2060",
    "combining": "\u0301\u0308\u0336",
    "wide": "İßſẞ\U0001d54f",
}
HEADINGS = (
    "HOW THE IMR FINAL DETERMINATION WAS MADE",
    "CLINICAL CASE SUMMARY",
    "IMR ISSUES, DECISIONS AND RATIONALES",
    "IMR DECISION(S) AND RATIONALE(S)",
    "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE",
    "NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION",
    "MEDICAL PROFESSIONAL REVIEW",
    "Issue at Dispute:",
    "DOCUMENTS REVIEWED",
    "MAXIMUS FEDERAL SERVICES, INC.",
)
LABELS = (
    "Claims Administrator guideline:",
    "MAXIMUS guideline:",
    "Decision rationale:",
    "The Claims Administrator based its decision on the following:",
    "The Expert Reviewer based his/her decision on the following:",
    "Rationale for the Decision:",
    "The decision is Upheld",
    "Knee brace: Overturned",
    "Case Number:",
    "Date of Injury:",
    "Sincerely,",
)
_FILLERS = (
    ".", " .", "-", "_", "(", ")", "((", "1", "12/", "a ", "a, b and c, ", "page 1 ", "Page(s): 98-99, ", "MTUS, ",
    "1/2/2013, ", "57 year old ", ": ", "; ", "\n", " \n", " ", "\t", "#", "…", "Upheld ", "\xa0",
)  # fmt: skip
_LABEL = re.compile("|".join(re.escape(words) for words in (*HEADINGS, *LABELS)), re.IGNORECASE)
_LONGEST_RUN = 20_000


def _insert(rng: Random, text: str, words: str) -> str:
    place = rng.randrange(len(text) + 1)
    return text[:place] + words + text[place:]


def signs(rng: Random, text: str, other: str) -> str:
    """Marks of one kind, in one place or strewn."""
    kind = rng.choice(tuple(_SIGNS.values()))
    for _ in range(rng.choice((1, 5, 40))):
        text = _insert(rng, text, rng.choice(kind) * rng.choice((1, 1, 3)))
    return text


def run_of(rng: Random, text: str, other: str) -> str:
    """One thing over and over: dotted leaders, digits, brackets, page references, blank lines."""
    filler = rng.choice(_FILLERS)
    most = rng.choice((10, 100, 1_000, 1_000, _LONGEST_RUN))
    return _insert(rng, text, filler * (rng.randint(1, most) // len(filler) + 1))


def long_line(rng: Random, text: str, other: str) -> str:
    """Words of the letter itself, on and on without a line end."""
    words = " ".join(text[rng.randrange(len(text) + 1) :][:200].split()) or "a"
    return _insert(rng, text, f"{words} " * (rng.randint(1, 15_000) // len(words) + 1))


def spaces(rng: Random, text: str, other: str) -> str:
    """All spaces become another kind, or several, or none."""
    return text.replace(" ", rng.choice(("\xa0", "  ", "\u2003", "\t", " \xa0", "")))


def line_ends(rng: Random, text: str, other: str) -> str:
    """Double spacing, triple spacing, none, or line ends of other systems."""
    return text.replace("\n", rng.choice(("\n\n", " \n\n \n", "\r\n", "\r", "\v", "\u2028", "\f", " ")))


def heading(rng: Random, text: str, other: str) -> str:
    """A heading or label where none belongs, in its own line or in the middle of one."""
    words = rng.choice(rng.choice((HEADINGS, LABELS)))
    return _insert(rng, text, rng.choice((f"\n{words}\n", f" {words} ", f"\n{words} ")))


def lose_heading(rng: Random, text: str, other: str) -> str:
    """A heading or label that is there gets lost or becomes another."""
    found = [match.span() for match in _LABEL.finditer(text)]
    if not found:
        return text
    start, end = rng.choice(found)
    return text[:start] + rng.choice(("", "", rng.choice(LABELS), rng.choice(HEADINGS))) + text[end:]
