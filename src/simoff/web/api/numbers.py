"""Which numbers does a text hold, and whose are they?"""

from __future__ import annotations

from typing import Literal

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import Struct

from simoff.desk.number import numbers_in
from simoff.web.api.fields import Body, Numbers
from simoff.web.api.plans import RangeHolder, Region
from simoff.web.api.problems import ASKING
from simoff.web.threads import threaded
from simoff.web.view import AnyRequest


class NumbersAsked(Body, frozen=True, kw_only=True):
    """A text with numbers in any spelling."""

    text: Numbers


class NumberFound(Struct, frozen=True):
    """A number of the text, as ``simoff number --json`` gives it."""

    text: str
    e164: str | None
    kind: Literal["mobile_ru", "landline_ru", "tollfree_ru", "kazakhstan", "short_code", "foreign", "invalid"]
    national: str | None
    allocated: bool | Literal["unknown"] | None
    range_holder: RangeHolder | None
    region: Region | None
    source: Literal["registry", "codes"] | None


@post("/numbers", status_code=200, responses=ASKING, operation_id="findNumbers")
@threaded
def numbers(request: AnyRequest, data: JSONBody[NumbersAsked]) -> list[NumberFound]:
    """Every number of a text; one ``invalid`` for a text without any."""
    found = numbers_in([data.text], request.app.state.settings.environment)
    return msgspec.convert(found, list[NumberFound])


HANDLERS = (numbers,)
