"""The subjects of the API: what they are called in its document, and the module of each."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from simoff.web.api import (
    accounts,
    cases,
    contacts,
    facts,
    files,
    filing,
    guard,
    line,
    money,
    numbers,
    plans,
    steps,
)

SUBJECTS: Final[tuple[tuple[str, ModuleType], ...]] = (
    ("number", numbers),
    ("plan", plans),
    ("facts", facts),
    ("guard", guard),
    ("cases", cases),
    ("steps", steps),
    ("contacts", contacts),
    ("money", money),
    ("filing", filing),
    ("line", line),
    ("accounts", accounts),
    ("files", files),
)
