"""Things that have a name in the catalogue and are filled into a text by that name."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Named(Struct, frozen=True, gc=False):
    """A route, step or contradiction, named in the reader's language when the text is rendered."""

    of: Literal["route", "step", "contradiction"]
    id: str
