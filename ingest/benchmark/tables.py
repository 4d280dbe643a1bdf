"""The phrase tables: read once from the TOML files beside this module, ready to draw from."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

NUMBERS = {
    "few": ("2", "3", "6", "1", "4", "5"),
    "grade": ("5", "4", "4+", "3", "5-"),
    "grams": ("120", "240", "60", "180", "100"),
    "months": ("six", "three", "twelve", "eighteen", "nine", "thirty"),
    "score": ("7", "6", "8", "5", "4", "9", "3", "10", "2"),
    "tablets": ("60", "30", "90", "120", "180", "45", "20"),
    "times": ("2", "3", "1"),
    "visits": ("12", "6", "8", "10", "4", "18", "24"),
    "weeks": ("6", "4", "8", "3", "12"),
}
CAPITALISED = ("care", "medicine", "study")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _spread(entries: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Each entry as often as its weight says, so that a plain index is a weighted draw."""
    return tuple(entry for entry in entries for _ in range(entry["weight"]))


def _terms() -> tuple[str, ...]:
    """Every prefix, stem and ending together, those made of familiar parts first."""
    parts = _read("terms.toml")
    ranked = [enumerate(parts[name]) for name in ("prefixes", "stems", "endings")]
    made = [((p + 1) * (s + 1) * (e + 1), a + b + c) for (p, a), (s, b), (e, c) in product(*ranked)]
    return tuple(term for _, term in sorted(made))


CLINIC = _read("clinic.toml")
REASONING = _read("reasoning.toml")
TREATMENTS = _spread(_read("treatments.toml")["treatment"])
TOPICS: dict[str, dict[str, str]] = _read("guidelines.toml")["topics"]
PARTS = _spread(_read("guidelines.toml")["part"])
SPECIALTIES = _spread(REASONING["specialty"])

SLOTS: dict[str, tuple[str, ...]] = {
    **{name: tuple(values) for name, values in CLINIC.items()},
    **{name.capitalize(): tuple(value[0].upper() + value[1:] for value in CLINIC[name]) for name in CAPITALISED},
    **NUMBERS,
    "term": _terms(),
    "pages": tuple(str(number) for number in range(40, 900)),
}
# With just under one more than the length: a power of it below 1 never reaches past the last entry.
_REACH = {name: (values, len(values) + 1 - 1e-6) for name, values in SLOTS.items()}


class Draws:
    """What the names in braces of a phrase stand for: a fact of the letter, or a draw from the list of that name.

    The entry at place k of a list is drawn about 1/k as often as the first, which is how words are spread in
    prose (Zipf).
    """

    __slots__ = ("_facts", "_random")

    def __init__(self, random: Callable[[], float], facts: Mapping[str, str]):
        self._random = random
        self._facts = facts

    def __getitem__(self, name: str) -> str:
        if name in self._facts:
            return self._facts[name]
        values, reach = _REACH[name]
        return values[int(reach ** self._random()) - 1]

    def sentence(self, templates: Sequence[str]) -> str:
        """One of the templates, each as likely as the next, with its slots filled."""
        return templates[int(self._random() * len(templates))].format_map(self)

    def paragraph(self, lists: Sequence[Sequence[str]]) -> str:
        """A sentence from each list in turn, no template twice; a list may occur as often as it has templates."""
        random, chosen = self._random, []
        for templates in lists:
            template = templates[int(random() * len(templates))]
            while template in chosen:
                template = templates[int(random() * len(templates))]
            chosen.append(template)
        return " ".join([template.format_map(self) for template in chosen])
