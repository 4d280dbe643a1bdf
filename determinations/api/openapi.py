"""The OpenAPI 3.1 document, made from the table of addresses, the declared parameters and the schemas."""

from functools import cache

from django.http import HttpRequest

from determinations.api import parameters, schemas
from determinations.api.endpoints import ENDPOINTS, Endpoint
from determinations.api.exchange import METHODS, VERSION, Json
from determinations.api.shapes import Schema, example
from determinations.asking import refuse_unknown

_JSON = "application/json"
_DESCRIPTION = """\
Final determinations of Independent Medical Review in California workers’ compensation, searchable decision by decision.
Reading only, open to every website (CORS), no account, no key.

Values are slugs, as in the addresses of pages. Repeating a parameter means *or*, different parameters mean *and*, both
true of one and the same decision. A parameter or value that is not known is refused with status 400 and named.

Every answer names the revision of the library that it is true of and carries an ETag. Sent back as If-None-Match, it is
answered with 304 and nothing else for as long as neither the library nor the code that tells it has changed.
"""


def openapi(request: HttpRequest) -> Json:
    """The document itself."""
    refuse_unknown(request.GET)
    return document()


@cache
def document() -> Json:
    """Nobody may change what is returned."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "IMR Determinations",
            "version": VERSION,
            "summary": "Decisions of Independent Medical Review",
            "description": _DESCRIPTION,
        },
        "servers": [{"url": "/", "description": "This site"}],
        "paths": {each.path: _path(each) for each in ENDPOINTS},
        "components": {
            "schemas": schemas.named(),
            "parameters": parameters.query_parameters() | {"If-None-Match": _IF_NONE_MATCH},
            "headers": {"ETag": _ETAG, "Cache-Control": _CACHE_CONTROL, "Allow": _ALLOW},
            "responses": {
                "NotModified": {"description": "The answer has not changed since.", "headers": _tags()},
                "Wrong": _refusal("A parameter or a value is not known, or cannot be read; each is named."),
                "ReadingOnly": _refusal("The address is for reading only.") | {"headers": _header("Allow")},
            },
        },
    }


_ETAG = {
    "description": "The state of the library that the answer is true of; send it back as If-None-Match.",
    "schema": {"type": "string", "pattern": '^W/"[0-9a-f]+"$'},
}
_CACHE_CONTROL = {
    "description": "An answer may be kept, and is asked about before it is used again.",
    "schema": {"type": "string", "enum": ["no-cache"]},
}
_ALLOW = {"description": "The methods there are.", "schema": {"type": "string", "enum": [", ".join(METHODS)]}}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer one has.",
    "schema": {"type": "string"},
}


def _path(endpoint: Endpoint) -> Schema:
    common = [parameters.PATH[name] for name in endpoint.path_parameters]
    return {"parameters": common, "get": _operation(endpoint)} if common else {"get": _operation(endpoint)}


def _operation(endpoint: Endpoint) -> Schema:
    lacking = {"404": _refusal(endpoint.may_lack)} if endpoint.may_lack else {}
    if "case" in endpoint.path_parameters:
        lacking["410"] = _refusal("The case was withdrawn from the library.")
    return {
        "operationId": endpoint.name.removeprefix("api-"),
        "summary": endpoint.summary,
        "description": endpoint.about,
        "parameters": [*_parameters(endpoint), {"$ref": "#/components/parameters/If-None-Match"}],
        "responses": {
            "200": _answer(endpoint),
            "304": {"$ref": "#/components/responses/NotModified"},
            "400": {"$ref": "#/components/responses/Wrong"},
            **lacking,
            "405": {"$ref": "#/components/responses/ReadingOnly"},
        },
    }


def _parameters(endpoint: Endpoint) -> list[Schema]:
    if endpoint.name == "api-autocomplete":
        return [parameters.typed()]
    return [{"$ref": f"#/components/parameters/{name}"} for name in endpoint.parameters]


def _answer(endpoint: Endpoint) -> Schema:
    schema = {"$ref": f"#/components/schemas/{endpoint.schema}"}
    return {
        "description": endpoint.summary + ".",
        "headers": _tags(),
        "content": {_JSON: {"schema": schema, "example": example(schema, schemas.named())}},
    }


def _refusal(description: str) -> Schema:
    schema = {"$ref": "#/components/schemas/Errors"}
    return {
        "description": description,
        "content": {_JSON: {"schema": schema, "example": example(schema, schemas.named())}},
    }


def _tags() -> Schema:
    return _header("ETag") | _header("Cache-Control")


def _header(name: str) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"}}
