"""Pieces of JSON Schema, each with an example, so that the example of an answer follows from its schema. Pure."""

from collections.abc import Mapping, Sequence

Schema = dict[str, object]


def text(description: str, example: str, **more: object) -> Schema:
    return {"type": "string", "description": description, **more, "examples": [example]}


def whole(description: str, example: int, **more: object) -> Schema:
    """A whole number from 0."""
    return {"type": "integer", "minimum": 0, "description": description, **more, "examples": [example]}


def fraction(description: str, example: float) -> Schema:
    return {"type": "number", "minimum": 0, "maximum": 1, "description": description, "examples": [example]}


def flag(description: str, example: bool) -> Schema:
    return {"type": "boolean", "description": description, "examples": [example]}


def day(description: str, example: str) -> Schema:
    return text(description, example, format="date")


def address(description: str, example: str) -> Schema:
    return text(description, example, format="uri")


def choice(description: str, values: Sequence[str], example: str) -> Schema:
    return text(description, example, enum=list(values))


def several(items: Schema, description: str, **more: object) -> Schema:
    return {"type": "array", "description": description, "items": items, **more}


def span(description: str, example: tuple[int, int]) -> Schema:
    """Start and end, in characters of the letter's text."""
    place = {"type": "integer", "minimum": 0}
    return several(place, description, minItems=2, maxItems=2) | {"examples": [list(example)]}


def record(description: str, properties: Mapping[str, Schema]) -> Schema:
    """An object with just these keys, all of them always there."""
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def by_name(values: Schema, description: str, key: str) -> Schema:
    """An object with any keys; `key` is that of the example."""
    return {"type": "object", "description": description, "additionalProperties": values, "x-key": key}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def optional(schema: Schema) -> Schema:
    """The same, or null where it is not known."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    found = schema | {"type": [schema["type"], "null"]}
    return found | {"enum": [*found["enum"], None]} if "enum" in found else found


def example(schema: Schema, named: Mapping[str, Schema]) -> object:
    """An instance of the schema; `named` are the components it may refer to."""
    if "$ref" in schema:
        return example(named[schema["$ref"].rpartition("/")[2]], named)
    if "examples" in schema:
        return schema["examples"][0]
    if "anyOf" in schema:
        return example(schema["anyOf"][0], named)
    if "items" in schema:
        return [example(schema["items"], named)]
    if "properties" in schema:
        return {name: example(each, named) for name, each in schema["properties"].items()}
    return {schema["x-key"]: example(schema["additionalProperties"], named)}
