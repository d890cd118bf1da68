"""Whose signature under a pack counts. How a key is replaced: docs/packs.md."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Final

Keys = Mapping[str, bytes]
"""Name of a key -> its public half, 32 bytes (Ed25519, RFC 8032)."""

PUBLIC_KEYS: Final[Keys] = {
    name: base64.b64decode(half)
    for name, half in {
        "facts-2026-a": "e1uthf6mangXR1uM04JnGmB4tiBozNO0GWRsf6iUpVU=",
        "facts-2026-b": "JS8dwX2xlQRuMLsnPm6gM1Pk5pjgxC15y+m8CyEuEqA=",
    }.items()
}
"""The key in use and the one that follows it: so a program that is never updated survives one change of keys."""


def trusted() -> Keys:
    """The keys a pack may be signed with."""
    return PUBLIC_KEYS
