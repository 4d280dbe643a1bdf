"""What stands in the address, parameter by parameter, with what is wrong with it."""

from dataclasses import dataclass

from django.http import QueryDict

from determinations import urlquery
from determinations.filters import DecisionFilter


@dataclass(frozen=True, slots=True)
class Entry:
    """A field one writes into, with what stands in it and what is wrong with that."""

    name: str
    label: str
    help_text: str
    value: str
    errors: tuple[str, ...]


def given(chosen: DecisionFilter, name: str) -> list[str]:
    """The values of a parameter, repetitions left out, valid or not."""
    return list(dict.fromkeys(chosen.data.getlist(name)))


def errors(chosen: DecisionFilter, name: str) -> tuple[str, ...]:
    return tuple(chosen.errors.get(name, ()))


def entry(chosen: DecisionFilter, name: str) -> Entry:
    field = chosen.form.fields[name]
    value = (given(chosen, name) or [""])[-1]
    return Entry(name, field.label, str(field.help_text), value, errors(chosen, name))


def without(chosen: DecisionFilter, names: tuple[str, ...], path: str) -> str:
    """The address without these parameters."""
    params: QueryDict = chosen.data
    for name in names:
        params = urlquery.removing(params, name)
    return urlquery.link(path, params)
