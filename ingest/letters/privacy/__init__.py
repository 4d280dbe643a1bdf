"""What in a letter's text must not become public: numbers, addresses and names that tell who somebody is.

The published letters are redacted; this finds what was missed. It is a net, no proof: a letter without findings may
still name somebody in a way nobody foresaw. What it finds holds the letter until a human has looked.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.letters.privacy.addresses import not_the_offices, read_addresses
from ingest.letters.privacy.clues import Clues
from ingest.letters.privacy.kinds import ADDRESS, MESSAGES, Found, Passages
from ingest.letters.privacy.names import read_names
from ingest.letters.privacy.numbers import read_numbers
from ingest.letters.record import ParseWarning, Span

__all__ = ["MOST", "find_private"]

MOST = 50
"""Findings of one kind that are told one by one; one more stands for all the rest, from the first to the last."""


def find_private(text: str, works: Iterable[Span] = ()) -> tuple[ParseWarning, ...]:
    """Severe warnings, in the letter's order; their messages never repeat the words they are about.

    `works` are the passages that cite literature: whoever is named there with a credential is an author.
    """
    clues = Clues(text)
    found = [*read_addresses(text, clues), *read_numbers(text, clues), *read_names(text, clues, works)]
    return tuple(_warnings(_apart(not_the_offices(text, found)))) if found else ()


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Each passage once, in order: where two overlap the earlier, and of those the longer; an address before all."""
    end = -1
    addresses = [each for each in found if each.code == ADDRESS]
    places = Passages((each.start, each.end) for each in addresses)
    rest = [each for each in found if each.code != ADDRESS and each.start not in places]
    for each in sorted((*addresses, *rest), key=lambda one: (one.start, -one.end)):
        if each.start >= end:
            end = each.end
            yield each


def _warnings(found: Iterable[Found]) -> Iterator[ParseWarning]:
    seen: Counter[str] = Counter()
    further: dict[str, Span] = {}
    for code, start, end in found:
        seen[code] += 1
        if seen[code] <= MOST:
            yield ParseWarning(code, MESSAGES[code], Span(start, end), severe=True)
        else:
            further[code] = Span(further.get(code, Span(start, end)).start, end)
    for code, span in further.items():
        message = f"There are {seen[code] - MOST:,} more of these: {MESSAGES[code]}"
        yield ParseWarning(code, message, span, severe=True)
