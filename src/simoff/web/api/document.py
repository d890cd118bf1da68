"""The OpenAPI document: Litestar finds the routes, msgspec says exactly what a body is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import msgspec
from litestar import Litestar, MediaType, Request, Router, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from msgspec import Struct
from msgspec.structs import fields

import simoff
from simoff.web.api.subjects import SUBJECTS

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
    _, parts = msgspec.json.schema_components(_kinds(schemas), ref_template=_REF)
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


def _kinds(schemas: Collection[str]) -> list[type[Struct]]:
    """The types that stand in the modules of the API under a name of the document, whatever else is loaded."""
    found = {
        name: kind
        for _, module in SUBJECTS
        for name, kind in vars(module).items()
        if name in schemas and isinstance(kind, type) and issubclass(kind, Struct) and not _is_upload(kind)
    }
    return [found[name] for name in sorted(found)]


def _is_upload(kind: type[Struct]) -> bool:
    """An uploaded file is known to Litestar alone."""
    return any("UploadFile" in str(field.type) for field in fields(kind))
