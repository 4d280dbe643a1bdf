"""What the reading of a letter says of single decisions: what was noticed there, and what the state's list supplied."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from determinations.corrected import Marks
from determinations.models import Case, DisputedItem, Letter

_UNCLASSIFIED = "unclassified_request"

Passage = Sequence[int]  # start and end in the letter's text


@dataclass(frozen=True, slots=True)
class Noticed:
    """A warning: its number in the letter's list, from 1, and its sentence. Its passage has the anchor `warning-N`."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what was noticed where it stands, and its facts that humans corrected.

    `is_listed`: its category comes from the state's list.
    """

    item: DisputedItem
    noticed: tuple[Noticed, ...]
    is_listed: bool
    corrected: Marks


def read_items(case: Case, letter: Letter | None, corrected: Mapping[int, Marks]) -> list[ReadItem]:
    """The case's items in order; `corrected` as `corrected.marks` gives it."""
    items = list(case.items.all())
    if letter is None:
        return [ReadItem(item, (), False, corrected.get(item.position, {})) for item in items]
    noticed = _by_position(items, letter)
    unclassified = _unclassified(letter) if "category" in letter.supplied else set()
    return [
        ReadItem(
            item,
            tuple(noticed[item.position]),
            item.category_id is not None and _request(item) in unclassified,
            corrected.get(item.position, {}),
        )
        for item in items
    ]


def _by_position(items: list[DisputedItem], letter: Letter) -> dict[int, list[Noticed]]:
    own = {item.position: _passages(item) for item in items}
    exact: dict[tuple[int, int], list[int]] = defaultdict(list)
    for position, passages in own.items():
        for start, end in set(map(tuple, passages)):
            exact[start, end].append(position)
    noticed = {position: [] for position in own}
    for number, warning in enumerate(letter.warnings, start=1):
        place = tuple(warning.get("span", ()))
        # Nearly every warning has a passage of its item; looking through all of them is for the few others.
        concerned = exact.get(place) or (_around(own, place) if len(place) == 2 else [])
        for position in concerned:
            noticed[position].append(Noticed(number, warning["message"]))
    return noticed


def _around(own: dict[int, list[Passage]], place: Passage) -> list[int]:
    """Positions of the items in whose passages the place lies; else of the only item around it."""
    within = [position for position, passages in own.items() if any(_holds(each, place) for each in passages)]
    if within:
        return within
    around = [position for position, passages in own.items() if passages and _holds(_extent(passages), place)]
    return around if len(around) == 1 else []


def _passages(item: DisputedItem) -> list[Passage]:
    found = [*item.spans.values(), *(citation.span for citation in item.citations.all())]
    return [passage for passage in found if len(passage) == 2]


def _extent(passages: list[Passage]) -> Passage:
    return min(start for start, _ in passages), max(end for _, end in passages)


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _request(item: DisputedItem) -> tuple[int, ...]:
    return tuple(item.spans.get("request", ()))


def _unclassified(letter: Letter) -> set[tuple[int, ...]]:
    """Where the requests stand in which no treatment was recognized: a category they have is none of the letter's."""
    warnings = (each for each in letter.warnings if each["code"] == _UNCLASSIFIED and each.get("span"))
    return {tuple(each["span"]) for each in warnings}
