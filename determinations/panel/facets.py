"""Facets with their counts. Those whose values lie within the values of another stand beneath them, as levels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from determinations import vocabulary
from determinations.filters import DEFAULTS, DecisionFilter, facet_names, labels
from determinations.panel.chips import meanings
from determinations.panel.choices import errors, given, without
from determinations.search.answer import FacetCount

LEADING = 8  # options shown before "show all"
_LONG = 12  # options of a parameter; of more than these one can be added by its name
_OPEN_FROM_START = 2  # facets

Counts = Mapping[str, tuple[FacetCount, ...]] | None  # by facet; None while nothing can be counted


@dataclass(frozen=True, slots=True)
class Level:
    """What the values of one facet lie within, and what one of them is called there. `is_only`: a decision has one."""

    within: str
    parents: Mapping[str, str]
    called: str
    is_only: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet, with its plain meaning where the label needs one.

    `count` is what ticking it promises; None while nothing can be counted. `children` are values within this one;
    `called` says what one of those is.
    """

    name: str
    value: str
    label: str
    count: int | None
    ticked: bool
    meaning: str = ""
    children: tuple["Option", ...] = ()
    called: str = ""

    @property
    def active_below(self) -> int:
        return sum(child.active for child in self.children)

    @property
    def active(self) -> int:
        return self.ticked + self.active_below

    @property
    def is_heading(self) -> bool:
        """Whether it would find nothing by itself and only holds others."""
        return bool(self.children) and not self.count and not self.ticked

    def all(self) -> Iterator["Option"]:
        """This one and all within it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True, slots=True)
class Modifier:
    """A choice that changes what a facet means, as who cited a guideline."""

    name: str
    label: str
    options: tuple[Option, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a facet. `offered`: names one may write to add a value; none where the list is short."""

    name: str
    label: str
    errors: tuple[str, ...]
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter, or several of which one lies within the other: the ticked values first, then by count.

    `notes` say what ticks at several levels mean together.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    parameters: tuple[Parameter, ...]
    modifier: Modifier | None
    is_open: bool
    reset_url: str
    notes: tuple[str, ...] = ()

    @property
    def active(self) -> int:
        """How many choices are made in it, a modifier's included."""
        modified = self.modifier and any(option.ticked and option.value for option in self.modifier.options)
        return sum(option.active for option in self.options) + bool(modified)

    @property
    def shown(self) -> int:
        """How many options are shown at once: the ticked ones always, and all that hold others."""
        return max(LEADING, sum(bool(option.active or option.children) for option in self.options))

    @property
    def is_long(self) -> bool:
        return len(self.options) > self.shown or any(each.offered for each in self.parameters)

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(message for each in self.parameters for message in each.errors)


@cache
def levels() -> dict[str, Level]:
    """The facets whose values lie within those of another."""
    return {
        "treatment": Level(
            "category", {each.slug: each.category for each in vocabulary.treatment_types()}, "treatment", is_only=True
        ),
        "topic": Level("source", {each.slug: each.source.lower() for each in vocabulary.topics()}, "guideline"),
        "guideline": Level("topic", {each.slug: each.topic for each in vocabulary.guidelines()}, "edition"),
    }


_HEADINGS = {"category": "Treatment", "source": "Guideline"}  # of facets with levels


def facets(chosen: DecisionFilter, counts: Counts, path: str) -> Iterator[Facet]:
    """All of them in the order they are declared in, each with the levels beneath it."""
    outermost = [name for name in facet_names() if name not in levels()]
    for place, name in enumerate(outermost):
        yield _facet(chosen, name, counts, path, is_open=place < _OPEN_FROM_START)


def _facet(chosen: DecisionFilter, name: str, counts: Counts, path: str, *, is_open: bool) -> Facet:
    names = tuple(_with_levels(name))
    options = tuple(_options(chosen, name, counts))
    modifier = _modifier(chosen, names)
    found = Facet(
        name=name,
        label=_HEADINGS.get(name, chosen.filters[name].label),
        options=options,
        parameters=tuple(_parameter(chosen, each, options) for each in names),
        modifier=modifier,
        is_open=is_open,
        reset_url=without(chosen, (*names, *((modifier.name,) if modifier else ())), path),
        notes=tuple(_notes(options)),
    )
    is_wrong = found.errors or (modifier and modifier.errors)
    return replace(found, is_open=is_open or bool(is_wrong or found.active))


def _with_levels(name: str) -> Iterator[str]:
    yield name
    for inner, level in levels().items():
        if level.within == name:
            yield from _with_levels(inner)


def _parameter(chosen: DecisionFilter, name: str, options: tuple[Option, ...]) -> Parameter:
    mine = [each for option in options for each in option.all() if each.name == name]
    offered = tuple(each.label for each in mine if not each.ticked) if len(mine) > _LONG else ()
    return Parameter(name, chosen.filters[name].label, errors(chosen, name), offered)


def _options(chosen: DecisionFilter, name: str, counts: Counts) -> list[Option]:
    """The values of a facet with those within them; at the end what lies within none that is known."""
    found = list(_flat(chosen, name, counts))
    inner = next((inner for inner, level in levels().items() if level.within == name), None)
    if inner is None:
        return found
    below: dict[str, list[Option]] = {}
    for option in _options(chosen, inner, counts):
        below.setdefault(_parent(option), []).append(option)
    listed = {option.value for option in found}
    names, none = labels(name), None if counts is None else 0
    found += [Option(name, value, names[value], none, False) for value in below if value in names.keys() - listed]
    nested = [_with_children(option, tuple(below.pop(option.value, ())), inner) for option in found]
    return nested + [option for left in below.values() for option in left]


def _parent(option: Option) -> str:
    """The value that this one lies within; blank where the vocabulary knows none."""
    return levels()[option.name].parents.get(option.value, "") if option.name in levels() else ""


def _with_children(option: Option, children: tuple[Option, ...], inner: str) -> Option:
    """Of a single edition nothing is said that its guideline does not say, unless it is ticked."""
    if option.name in levels() and _is_single(inner, option.value) and not any(child.active for child in children):
        return option
    return replace(option, children=children, called=levels()[inner].called)


def _is_single(inner: str, value: str) -> bool:
    return sum(parent == value for parent in levels()[inner].parents.values()) == 1


def _flat(chosen: DecisionFilter, name: str, counts: Counts) -> Iterator[Option]:
    """Ticked values first, then those that would find something."""
    names, meant, ticked = labels(name), meanings(chosen.filters[name]), given(chosen, name)
    numbers = {found.value: found.count for found in (counts or {}).get(name, ())}
    first = sorted(ticked, key=lambda value: -numbers.get(value, 0))
    for value in (*first, *(value for value in numbers if value not in ticked)):
        count = None if counts is None else numbers.get(value, 0)
        yield Option(name, value, names.get(value, value), count, value in ticked, meant.get(value, ""))


def _notes(options: tuple[Option, ...]) -> Iterator[str]:
    """Ticks at several levels narrow each other, where one may expect them to add up."""
    ticked: dict[str, list[str]] = {}
    for each in (each for option in options for each in option.all() if each.ticked):
        ticked.setdefault(each.name, []).append(each.label)
    if len(ticked) > 1:
        yield f"Every level ticked must fit: {', and '.join(map(_either, ticked.values()))}."
        for option in options:
            yield from _note(option, ticked)


def _note(option: Option, ticked: Mapping[str, list[str]]) -> Iterator[str]:
    """Of a value that is the only one a decision has: what its tick and those within it leave of it."""
    inner = next((name for name, level in levels().items() if level.within == option.name and level.is_only), None)
    below = [child.label for child in option.children if child.ticked]
    if inner not in ticked:
        return
    if option.ticked and below:
        yield f"Of {option.label} only {_either(below)} is listed. For all of it take that tick out."
    elif option.ticked:
        yield f"Nothing of {option.label} is listed: no {levels()[inner].called} within it is ticked."
    elif below:
        yield f"{_either(below)} is not listed: {option.label}, where it stands, is not ticked."


def _either(names: list[str]) -> str:
    return " or ".join(names)


def _modifier(chosen: DecisionFilter, names: tuple[str, ...]) -> Modifier | None:
    """Radio buttons; the default one sends nothing, so that addresses stay short."""
    name = next((chosen.filters[each].modifier for each in names if chosen.filters[each].modifier), None)
    if name is None:
        return None
    default = DEFAULTS[name]
    is_given = chosen.data.get(name, "").strip() or default
    options = tuple(
        Option(name, "" if value == default else value, label, None, ticked=value == is_given)
        for value, label in labels(name).items()
    )
    return Modifier(name, chosen.filters[name].label, options, errors(chosen, name))
