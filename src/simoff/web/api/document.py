"""The OpenAPI document: Litestar finds the routes, msgspec says exactly what a body is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from litestar import Litestar, MediaType, Request, Router, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from msgspec import Struct
from msgspec.structs import fields

import simoff

PATH: Final = "/api/v1"
VERSION: Final = "1.0"
TOKEN: Final = "token"  # noqa: S105 - the name of a scheme
_REF: Final = "#/components/schemas/{name}"


def openapi() -> OpenAPIConfig:
    """How Litestar describes the routes."""
    scheme = SecurityScheme(type="http", scheme="bearer", description="The token `simoff serve --json` prints.")
    return OpenAPIConfig(
        title="simoff",
        version=VERSION,
        description=simoff.__doc__,
        use_handler_docstrings=True,
        components=Components(security_schemes={TOKEN: scheme}),
        openapi_router=Router(f"{PATH}/unused", route_handlers=[]),
    )


def document(app: Litestar) -> dict[str, Any]:
    """The document as plain values."""
    made: dict[str, Any] = app.openapi_schema.to_schema()
    schemas = made["components"]["schemas"]
    known = {kind.__name__: kind for kind in _structs(Struct) if kind.__name__ in schemas and _is_ours(kind)}
    _, parts = msgspec.json.schema_components(known.values(), ref_template=_REF)
    schemas.update(parts)
    schemas["FileForm"]["additionalProperties"] = False
    for operations in made["paths"].values():
        for operation in operations.values():
            operation["summary"] = operation["description"].partition(".")[0]
    whole = {**made, "components": {**made["components"], "schemas": dict(sorted(schemas.items()))}}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))
    return plain


@get(f"{PATH}/openapi.json", opt={"open": True}, media_type=MediaType.JSON, sync_to_thread=False)
def served(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The document; it needs no token, for it says nothing about anybody."""
    state = request.app.state
    if "document" not in state:
        state["document"] = document(request.app)
    found: dict[str, Any] = state["document"]
    return found


def _structs(kind: type[Struct]) -> Iterator[type[Struct]]:
    for each in kind.__subclasses__():
        yield each
        yield from _structs(each)


def _is_ours(kind: type[Struct]) -> bool:
    """A type of the API or one it gives as it is; an uploaded file is known to Litestar alone."""
    return kind.__module__.startswith(("simoff.web.api.", "simoff.desk.", "simoff.facts.")) and not any(
        "UploadFile" in str(field.type) for field in fields(kind)
    )
