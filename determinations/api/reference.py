"""The page that explains the data interface, made from the same document that programs read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from determinations.api import schemas
from determinations.api.endpoints import ENDPOINTS, ROOT, Endpoint
from determinations.api.openapi import document
from determinations.api.shapes import Schema, example
from determinations.filters import parameters
from determinations.models import DisputedItem
from determinations.views import public

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an answer. `name` has dots and brackets for what it stands in; `schema` is what it holds, if named."""

    name: str
    kind: str
    schema: str
    description: str


@dataclass(frozen=True, slots=True)
class Section:
    """An address: `links` are addresses to try with what they ask for, `example` is its answer as JSON."""

    anchor: str
    path: str
    summary: str
    description: str
    parameters: tuple[str, ...]
    fields: tuple[Field, ...]
    example: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """An object that stands in answers."""

    name: str
    description: str
    fields: tuple[Field, ...]


@public
def reference(request: HttpRequest) -> HttpResponse:
    """Everything the document says, for reading; with addresses to follow."""
    some = DisputedItem.objects.public().order_by("-pk").values_list("case__slug", "position").first()
    context = {
        "version": document()["info"]["version"],
        "sections": [section(each, some) for each in ENDPOINTS],
        "parameters": parameters(),
        "things": list(things()),
    }
    return render(request, "determinations/api.html", context)


def section(endpoint: Endpoint, some: tuple[str, int] | None) -> Section:
    """What is said of an address; `some` is a decision of the library (case, position), to try it with."""
    schema = schemas.named()[endpoint.schema]
    return Section(
        anchor=endpoint.name,
        path=endpoint.path,
        summary=endpoint.summary,
        description=endpoint.about,
        parameters=endpoint.parameters,
        fields=tuple(_fields(schema)),
        example=json.dumps(example(schema, schemas.named()), indent=2, ensure_ascii=False),
        links=tuple((ROOT + query, what) for query, what in endpoint.examples) or _own(endpoint, some),
    )


def _own(endpoint: Endpoint, some: tuple[str, int] | None) -> tuple[tuple[str, str], ...]:
    """The address with a case there is; none in an empty library."""
    if some is None:
        return ()
    filled = endpoint.path.replace("{case}", some[0]).replace("{item}", str(some[1]))
    return ((filled, f"One of the library: {some[0]}"),)


def things() -> Iterator[Thing]:
    """The objects that answers hold, but the answers themselves."""
    answers = {each.schema for each in ENDPOINTS}
    for name, schema in schemas.named().items():
        if name not in answers:
            yield Thing(name, schema["description"], tuple(_fields(schema)))


def _fields(schema: Schema, inside: str = "") -> Iterator[Field]:
    for name, each in schema.get("properties", {}).items():
        held, listed = _held(each)
        path = f"{inside}{name}{'[]' * listed}"
        yield Field(path, _kind(each), _name(held), str(each.get("description", _described(held))))
        if "$ref" not in held:
            yield from _fields(held, f"{path}.")


def _held(schema: Schema) -> tuple[Schema, bool]:
    """What stands in it when it is a list, or what it is when it is not null."""
    if "items" in schema:
        return schema["items"], True
    return schema.get("anyOf", [schema])[0], False


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _described(schema: Schema) -> str:
    return str(schemas.named()[_name(schema)]["description"]) if "$ref" in schema else ""


def _kind(schema: Schema) -> str:
    """The type in words; blank for what is named."""
    if "anyOf" in schema:
        return "or null"
    types = schema.get("type", "object")
    first, *null = [types] if isinstance(types, str) else types
    if first == "array":
        words = "list" if "$ref" in schema["items"] else f"list of {_kind(schema['items'])}"
    else:
        words = _KINDS[first] if "$ref" not in schema else ""
    if values := [value for value in schema.get("enum", ()) if value is not None]:
        words = " | ".join(values)
    return f"{words} or null" if null else words
