"""A text of a catalogue, taken apart once: literal pieces and placeholders ``{name}`` or ``{name:spec}``."""

from __future__ import annotations

from string import Formatter
from typing import Final

from simoff.lang.faults import BadTemplate
from simoff.lang.words import UNITS

Placeholder = tuple[str, str]
"""Name and spec; the spec is empty, ``iso`` or a unit."""

Template = tuple[str | Placeholder, ...]

ISO: Final = "iso"
_SPECS: Final = frozenset(("", ISO, *UNITS["en"]))
_FORMATTER: Final = Formatter()


def parse(key: str, text: str) -> Template:
    """The pieces of a text; BadTemplate for stray braces, odd names, conversions and unknown specs."""
    pieces: list[str | Placeholder] = []
    try:
        for literal, name, spec, conversion in _FORMATTER.parse(text):
            if literal:
                pieces.append(literal)
            if name is not None:
                pieces.append(_placeholder(key, name, spec or "", conversion))
    except ValueError as fault:
        raise fault if isinstance(fault, BadTemplate) else BadTemplate(key, str(fault)) from None
    return tuple(pieces)


def _placeholder(key: str, name: str, spec: str, conversion: str | None) -> Placeholder:
    if not name.isidentifier():
        raise BadTemplate(key, f"{{{name}}} is no plain name")
    if conversion is not None:
        raise BadTemplate(key, f"{{{name}!{conversion}}} asks for a conversion")
    if spec not in _SPECS:
        raise BadTemplate(key, f"{{{name}:{spec}}} has no such form; there are {', '.join(sorted(_SPECS))}")
    return name, spec


def names(template: Template) -> frozenset[str]:
    """The names of all placeholders."""
    return frozenset(piece[0] for piece in template if not isinstance(piece, str))
