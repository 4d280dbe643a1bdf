"""The disputed items a letter announces in a list, and which of its later sections decides which of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.letters.layouts.items import Heading
from ingest.letters.record import ParseWarning, Span

_WORD = re.compile(r"[a-z0-9]+(?:\.\d+)?")
_IDLE = frozenset(("a", "an", "the"))
_ALIKE = 0.5  # share of words in common, of the shorter one's, with which two names may mean one request


class Entry(NamedTuple):
    """One announced item: its number if it has one, its title with the outcome if the list states one."""

    number: int | None
    heading: Heading
    words: str


class Section(NamedTuple):
    """What is said of one or several items. `request` names them; a section may lack any of it but its place."""

    numbers: tuple[int, ...]
    request: Span | None
    words: str
    guidelines: tuple[Span, ...]
    rationale: Span | None


def add_field(sections: list[Section], kind: str, body: Span) -> None:
    """What stands under a label, "guidelines" or "rationale", to the last section.

    A second label of a kind, or one behind a rationale, begins a section without a line of its own.
    """
    current = sections[-1] if sections else None
    if current is None or current.rationale or (kind == "guidelines" and current.guidelines):
        sections.append(Section((), None, "", (), None))
    field = {"rationale": body} if kind == "rationale" else {"guidelines": (body,)}
    sections[-1] = sections[-1]._replace(**field)


def essence(words: str) -> str:
    """A request without case, marks and articles, to be compared."""
    return " ".join(word for word in _WORD.findall(words.lower()) if word not in _IDLE)


def differ(message: str, place: Span | None) -> ParseWarning:
    is_there = place is not None and place.start < place.end  # a section may end with its heading
    return ParseWarning("announced_items_differ", message, place if is_there else None)


def assign(entries: Sequence[Entry], sections: Sequence[Section]) -> tuple[list[int | None], list[ParseWarning]]:
    """Which section decides each entry, by words, then by number, then by what is left; and where they disagree."""
    found: list[int | None] = [None] * len(entries)
    names = [essence(entry.words) for entry in entries]
    heads = [essence(section.words) for section in sections]
    _by_words(entries, sections, names, heads, found)
    _by_number(entries, sections, found)
    _by_part(names, heads, found)
    _by_likeness(names, heads, found)
    _by_order(sections, found)
    return found, _disagreements(entries, sections, names, heads, found)


def _by_words(entries, sections, names, heads, found) -> None:
    """The same words; of two entries with the same words the one with the section's number, else the next."""
    for place, head in enumerate(heads):
        same = [n for n, name in enumerate(names) if name == head and head and found[n] is None]
        numbered = [n for n in same if entries[n].number in sections[place].numbers]
        for n in numbered[:1] or same[:1]:
            found[n] = place
    for n, name in enumerate(names):
        if found[n] is None and name and name in heads:
            found[n] = heads.index(name)


def _by_number(entries, sections, found) -> None:
    taken = {place for place in found if place is not None}
    for place, section in enumerate(sections):
        if place in taken:
            continue
        for n, entry in enumerate(entries):
            if found[n] is None and entry.number in section.numbers:
                found[n] = place


def _by_part(names, heads, found) -> None:
    """ "Regarding the requests for A and B": the entry's words within the section's."""
    for n, name in enumerate(names):
        if found[n] is None and name:
            found[n] = next((place for place, head in enumerate(heads) if f" {name} " in f" {head} "), None)


def _by_likeness(names, heads, found) -> None:
    for n, name in enumerate(names):
        if found[n] is None and name:
            free = [(_likeness(name, head), -place) for place, head in enumerate(heads) if place not in found]
            best, place = max(free, default=(0, 0))
            found[n] = -place if best >= _ALIKE else None


def _likeness(name: str, head: str) -> float:
    mine, other = set(name.split()), set(head.split())
    return len(mine & other) / min(len(mine), len(other)) if mine and other else 0


def _by_order(sections, found) -> None:
    """One section without a name is for all; as many nameless ones as entries are left go in their order."""
    left = [n for n, place in enumerate(found) if place is None]
    free = [place for place, section in enumerate(sections) if place not in found and not section.words]
    if len(sections) == 1 and not sections[0].words:
        free *= len(left)
    if len(free) == len(left):
        for n, place in zip(left, free, strict=True):
            found[n] = place


def _disagreements(entries, sections, names, heads, found) -> list[ParseWarning]:
    warnings = []
    for place, section in enumerate(sections):
        mine = [n for n, taken in enumerate(found) if taken == place]
        if not section.words and not mine:
            warnings.append(differ("A section does not say which request it decides.", section.rationale))
        elif not section.words:
            continue
        elif not mine:
            message = f"“{section.words[:80]}” is decided and was not announced."
            warnings.append(differ(message, section.request))
        elif len(mine) == 1 and names[mine[0]] != heads[place]:
            message = f"“{entries[mine[0]].words[:80]}” is announced and “{section.words[:80]}” decided."
            warnings.append(differ(message, section.request))
    return warnings
